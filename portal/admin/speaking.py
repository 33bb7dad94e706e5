"""What staff are about to say in public: warned about persons in it, and refused where a post belongs."""

from collections.abc import Sequence
from dataclasses import dataclass

from wtforms import Field

from portal.admin import screening
from portal.admin.people import staff_names
from portal.db import db
from portal.domain.comments import Piece
from portal.i18n import gettext as _


@dataclass(frozen=True, kw_only=True, slots=True)
class Warned:
    """Personal data in words that were not published yet. seal: what confirms these very words."""

    found: tuple[Piece, ...]
    seal: str


def warning(sure: Field, texts: Sequence[str]) -> Warned | None:
    """Return the warning about words that would be published, unless the sender has confirmed these very words."""
    seal = screening.seal(texts)
    if sure.data == seal:
        return None
    found = screening.found_in(texts, staff_names(db.session))
    return Warned(found=found, seal=seal) if found else None


def refuse_names(fields: Sequence[Field], office: str) -> bool:
    """Say beside each field that names a person where a post belongs; tell whether one does.

    office: its name, whose words are no names here.
    """
    names, refused = staff_names(db.session), False
    for field in fields:
        name = screening.person_in(field.data, names, office)
        if name is not None:
            field.errors = [
                _("“%(name)s” adalah nama orang. Tulis jabatannya, misalnya Kepala Bidang Pelayanan.", name=name)
            ]
            refused = True
    return refused


def refuse_personal(field: Field) -> bool:
    """Say beside a field that it holds personal data; tell whether it does."""
    found = screening.found_in([field.data], staff_names(db.session))
    if found:
        parts = ", ".join(piece.text for piece in found)
        field.errors = [_("Mungkin ada data pribadi di dalamnya: %(parts)s. Tulis tanpa itu.", parts=parts)]
    return bool(found)
