"""What somebody searches for in the forum: words that must all occur, the last of them perhaps unfinished."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

MOST_WORDS = 8
LONGEST_WORD = 40
"""Letters; more would find nothing else, and PostgreSQL takes no word of two thousand bytes."""
EXCERPT = 240
"""Letters of an excerpt, about."""

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, kw_only=True, slots=True)
class Search:
    """The words that must all occur, in the order they were typed; the last one may be the start of a word."""

    words: tuple[str, ...]

    def __bool__(self) -> bool:
        """Tell whether anything is searched for."""
        return bool(self.words)

    @property
    def for_sqlite(self) -> str:
        """Return it in the language of FTS5: quoted words, so that none of them is an operator."""
        return " ".join(f'"{word}"' for word in self.words) + "*" if self.words else ""

    @property
    def for_postgresql(self) -> str:
        """Return it in the language of `to_tsquery`: quoted words, so that none of them is an operator."""
        return " & ".join("'" + word.replace("'", "''") + "'" for word in self.words) + ":*" if self.words else ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """A part of an excerpt. found: it is a word that was searched for."""

    text: str
    found: bool


def read_search(entered: str) -> Search:
    """Read what was typed. Quotes, operators and other signs mean nothing; words past the eighth are left out."""
    words = [match[0][:LONGEST_WORD] for match in _WORD.finditer(entered)]
    return Search(words=tuple(words[:MOST_WORDS]))


def excerpt(text: str, search: Search) -> tuple[Piece, ...]:
    """Return a text's part around the first word that was found, with every found word marked.

    Breaks at spaces; an ellipsis stands where something was left out.
    """
    pattern = _pattern(search)
    first = pattern.search(text) if pattern else None
    start = _word_start(text, first.start() - EXCERPT // 3 if first else 0)
    end = _word_end(text, start + EXCERPT)
    shown = ("… " if start else "") + text[start:end].strip() + (" …" if end < len(text) else "")
    return tuple(_pieces(shown, pattern))


def _pattern(search: Search) -> re.Pattern[str] | None:
    """Return what finds the words as the engines do: whole, and the last one by its start."""
    if not search:
        return None
    *whole, last = map(re.escape, search.words)
    forms = [*(rf"{word}(?![^\W_])" for word in whole), rf"{last}[^\W_]*"]
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(forms)})", re.I)


def _word_start(text: str, near: int) -> int:
    """Return where the first word at or after a place begins; the text's start if that is close."""
    if near <= EXCERPT // 6:
        return 0
    space = text.find(" ", near, near + LONGEST_WORD)
    return space + 1 if space >= 0 else near


def _word_end(text: str, near: int) -> int:
    """Return where the last word before a place ends; the text's end if that is close."""
    if near >= len(text) - EXCERPT // 6:
        return len(text)
    space = text.rfind(" ", near - LONGEST_WORD, near)
    return space if space >= 0 else near


def _pieces(text: str, pattern: re.Pattern[str] | None) -> Iterator[Piece]:
    position = 0
    for match in pattern.finditer(text) if pattern else ():
        if match.start() > position:
            yield Piece(text=text[position : match.start()], found=False)
        yield Piece(text=match[0], found=True)
        position = match.end()
    if position < len(text):
        yield Piece(text=text[position:], found=False)
