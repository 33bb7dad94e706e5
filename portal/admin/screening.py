"""Names and numbers of persons in what an office is about to say: found before it goes out."""

from collections.abc import Sequence
from hashlib import sha256

from portal.domain.comments import Piece
from portal.domain.redaction import find_personal_data, find_staff_names


def found_in(texts: Sequence[str], staff_names: Sequence[str]) -> tuple[Piece, ...]:
    """Return the personal data in these texts, each with its kind, in reading order."""
    return tuple(
        Piece(text=text[mark.start : mark.end], kind=mark.kind)
        for text in texts
        for mark in find_personal_data(text, staff_names=staff_names)
    )


def seal(texts: Sequence[str]) -> str:
    """Return a digest, so that a confirmation holds for the words that were warned about and no others."""
    return sha256("\0".join(texts).encode()).hexdigest()[:16]


def person_in(spoken_as: str, staff_names: Sequence[str], office: str) -> str | None:
    """Return the name of a member of staff in what should be a post, or None.

    office: its name; words of it are no names here, since offices share them with people.
    """
    shared = set(office.lower().split())
    names = find_staff_names(spoken_as, staff_names)
    return next((name for name in names if not set(name.lower().split()) <= shared), None)
