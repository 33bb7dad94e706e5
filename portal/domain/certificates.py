"""Certificates of courses: a random code, and proof of its holder's name that reveals no name.

The record keeps SHA-256 of the code, and SHA-256 of the code with the holder's name. A code has 100 random bits,
so without the certificate nobody finds either by trying.
"""

import hashlib
import unicodedata
from datetime import date

from portal.domain.receipts import ALPHABET, read_code

CODE_BYTES = 13
"""Random bytes that a code is made from; 100 of their 104 bits are used."""

_LETTERS = 20
_GROUP = 4
_BITS = 5


def make_code(random: bytes) -> str:
    """Return `CODE_BYTES` random bytes as 20 letters in groups of four, `7KQ2-M0XA-...`."""
    number = int.from_bytes(random, "big")
    return _grouped("".join(ALPHABET[number >> place * _BITS & 31] for place in range(_LETTERS)))


def read_certificate_code(text: str) -> str | None:
    """Return a typed code in its written form, or None if it cannot be one."""
    letters = read_code(text)
    if len(letters) != _LETTERS or any(letter not in ALPHABET for letter in letters):
        return None
    return _grouped(letters)


def _grouped(letters: str) -> str:
    return "-".join(letters[start : start + _GROUP] for start in range(0, _LETTERS, _GROUP))


def normal_name(name: str) -> str:
    """Return the letters and digits of a name, alike however it was typed.

    Case, spaces and punctuation make no difference; titles do, since they are printed with the name.
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    return "".join(letter for letter in folded if letter.isalnum())


def digest_code(code: str) -> bytes:
    """Return what the record keeps of a code in its written form."""
    return hashlib.sha256(code.encode()).digest()


def digest_holder(code: str, name: str) -> bytes:
    """Return what the record keeps of a code's holder."""
    return hashlib.sha256(f"{code}\n{normal_name(name)}".encode()).digest()


def is_ready(ends_on: date, today: date) -> bool:
    """Tell whether certificates of a run may be printed: from its last day on, to whoever attended."""
    return today >= ends_on
