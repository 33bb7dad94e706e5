"""The form of a service: its names, and the parts of its standard in both languages."""

from collections.abc import Mapping
from typing import Any

from wtforms import Field, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from portal.admin.forms import StaffForm
from portal.admin.units.forms import LONGEST_NAME, LONGEST_TEXT
from portal.domain.standards import PARTS, Part
from portal.domain.words import LANGUAGES
from portal.i18n import gettext as _
from portal.i18n import lazy_gettext as _l
from portal.i18n import words

Standard = dict[str, dict[str, str]]


class ServiceForm(StaffForm):
    """A service. Each part of the standard has two more fields, named after it: see `part_fields`."""

    name_id = StringField(_l("Nama"), validators=[DataRequired(), Length(max=LONGEST_NAME)])
    name_en = StringField(_l("Nama dalam bahasa Inggris"), validators=[Length(max=LONGEST_NAME)])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Name each part's fields in the reader's language."""
        super().__init__(*args, **kwargs)
        for part, indonesian, english in self.parts:
            indonesian.label.text = words(part.name)
            english.label.text = _("%(part)s, bahasa Inggris", part=words(part.name))

    @property
    def parts(self) -> list[tuple[Part, Field, Field]]:
        """Return each part with its Indonesian and its English field, in the law's order."""
        return [(part, *(self[_field(part, language)] for language in LANGUAGES)) for part in PARTS]

    @property
    def standard(self) -> Standard:
        """Return the parts that have words."""
        return {
            part.key: {"id": indonesian.data or "", "en": english.data or ""}
            for part, indonesian, english in self.parts
            if indonesian.data
        }

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Check every field, and that no part has English words alone."""
        valid: bool = super().validate(extra_validators)
        for _part, indonesian, english in self.parts:
            if english.data and not indonesian.data:
                indonesian.errors = [*indonesian.errors, _("Isi dahulu bahasa Indonesianya.")]
                valid = False
        return valid


def _field(part: Part, language: str) -> str:
    return f"{part.key}_{language}"


for _each in PARTS:
    for _language in LANGUAGES:
        setattr(ServiceForm, _field(_each, _language), TextAreaField(validators=[Length(max=LONGEST_TEXT)]))


def stored_standard(standard: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Return a stored standard as values of the form's fields."""
    return {
        _field(part, language): standard.get(part.key, {}).get(language, "")
        for part in PARTS
        for language in LANGUAGES
    }
