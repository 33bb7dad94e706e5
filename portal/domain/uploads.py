"""What officers may attach to their progress: how large, of which kind, and under which names and addresses."""

import re
from enum import StrEnum
from unicodedata import normalize

MAX_BYTES = 6 * 1024 * 1024
"""Of a file as it is sent, and as it is kept."""

MAX_PAGES = 50
MAX_PIXELS = 50_000_000
"""More than the cameras of phones take; a small file may claim far more."""

MAX_SIDE = 2000
"""Pixels of a kept image's longer side: enough to read a photographed page."""

MAX_LINK = 500
MAX_NAME = 80

_STEM = 60
_LINK = re.compile(r"https?://[a-z0-9._-]+(:[0-9]{1,5})?([/?#][^\s\\]*)?", re.IGNORECASE | re.ASCII)


class Kind(StrEnum):
    """What a file may be, by its media type."""

    JPEG = "image/jpeg"
    PNG = "image/png"
    PDF = "application/pdf"


_STARTS = {b"\xff\xd8\xff": Kind.JPEG, b"\x89PNG\r\n\x1a\n": Kind.PNG, b"%PDF-": Kind.PDF}
_ENDINGS = {Kind.JPEG: "jpg", Kind.PNG: "png", Kind.PDF: "pdf"}


class Refusal(StrEnum):
    """Why a file is not taken."""

    TOO_LARGE = "too_large"
    WRONG_KIND = "wrong_kind"
    DAMAGED = "damaged"
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_MANY_PAGES = "too_many_pages"
    TOO_COMPLEX = "too_complex"
    LOCKED = "locked"  # a PDF that asks for a password, or says what its reader may do
    ACTIVE = "active"  # a PDF that acts by itself or carries other files
    BUSY = "busy"  # others are being opened; the same file may be sent again


def kind_of(content: bytes) -> Kind | None:
    """Tell what a file is by its first bytes, whatever it is called; None for everything else."""
    return next((kind for start, kind in _STARTS.items() if content.startswith(start)), None)


def tidy_name(name: str) -> str:
    """Return what a sender called a file, fit to be shown: no folders, no invisible or turning characters."""
    last = re.split(r"[/\\]", name)[-1]
    shown = "".join(letter for letter in last if letter.isprintable()).strip()
    if len(shown) <= MAX_NAME:
        return shown
    return f"{shown[: MAX_NAME - 9]}…{shown[-8:]}"


def download_name(name: str, kind: Kind) -> str:
    """Return a name to save a kept file under: plain letters, digits and dashes, with the ending of its kind."""
    stem = normalize("NFKD", tidy_name(name)).rpartition(".")[0]
    plain = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")[:_STEM].strip("-")
    return f"{plain or 'bukti'}.{_ENDINGS[kind]}"


def is_link(text: str) -> bool:
    """Tell whether a text is an address that an entry may point to: http or https, a host, no user or password."""
    return len(text) <= MAX_LINK and text.isprintable() and _LINK.fullmatch(text) is not None
