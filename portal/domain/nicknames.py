"""Names under which nobody may speak in the forum: a nickname must not sound like an office or its staff."""

import re
import unicodedata
from collections.abc import Iterable

LENGTH = 30
"""Letters of the longest nickname."""

SHORTEST = 4
"""Letters of the shortest office's name that is looked for: a shorter one stands inside too many words."""

_DISGUISES = str.maketrans("01345789@$!", "oieastbgasi")
_LOOKALIKES = str.maketrans("авеѕкмнорстухіјαβεηικμνορτυχıɑɡ", "abeskmhopctyxijabehikmnoptyxiag")
"""Cyrillic and Greek letters, small or large, and rare Latin ones that are drawn like everyday ones."""
_WORD = re.compile(r"[^\W\d_]+")

_BEGINNINGS = ("admin", "moderator", "petugas", "operator", "pemkab", "pemda", "pemprov", "pemerintah", "official")
_WHOLE_WORDS = frozenset({
    "asn", "badan", "bagian", "bupati", "camat", "dinas", "government", "gubernur", "humas", "kabag", "kabid",
    "kabupaten", "kadis", "kantor", "kasi", "kasubag", "kecamatan", "kelurahan", "kepala", "lurah", "mod",
    "notulen", "office", "officer", "panitia", "pegawai", "pejabat", "penyelenggara", "regent", "resmi",
    "sekcam", "sekda", "staf", "staff", "wakil", "walikota",
})  # fmt: skip
_LETTERS = ("Lu", "Ll", "Lt", "Lo")
"""Categories of letters that belong to an alphabet; marks such as the apostrophe in "Maʼruf" belong to all."""


def sounds_official(nickname: str, offices: Iterable[str]) -> bool:
    """Tell whether readers could take a nickname for an office or for somebody who works there.

    offices: names and short names of the offices. Digits and signs that stand for letters are read as these, so
    are letters of other alphabets that look like them, and letters that are spaced out are joined.
    """
    plain = _plain(nickname).translate(_LOOKALIKES)
    names = tuple(name for name in map(_joined, offices) if len(name) >= SHORTEST)
    return any(_is_official(written, names) for written in (plain, plain.translate(_DISGUISES)))


def mixes_alphabets(nickname: str) -> bool:
    """Tell whether Latin letters stand among others, which is how a name is made to look like another."""
    letters = unicodedata.normalize("NFKC", nickname)
    alphabets = {_alphabet(letter) for letter in letters if unicodedata.category(letter) in _LETTERS}
    return "LATIN" in alphabets and len(alphabets) > 1


def _alphabet(letter: str) -> str:
    """Return the alphabet of a letter, with which its name in Unicode begins."""
    return unicodedata.name(letter, "").partition(" ")[0]


def _is_official(plain: str, offices: tuple[str, ...]) -> bool:
    words = _WORD.findall(plain)
    spelled = "".join(word for word in words if len(word) == 1)
    if any(word in _WHOLE_WORDS or word.startswith(_BEGINNINGS) for word in (*words, spelled)):
        return True
    return any(name in "".join(words) for name in offices)


def _plain(text: str) -> str:
    """Return a text in small letters without accents."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _joined(name: str) -> str:
    return "".join(_WORD.findall(_plain(name)))
