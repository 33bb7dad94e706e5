"""Who reads a comment, when, and how much of it.

The survey's owner and the inspectorate, who stand outside every office, read at once and in full. An office reads
what was said about it later, so that nobody can tell who had just been there: a comment keeps no day, only a
month, and 14 days after the last day of that month is the 15th of the next one. It reads in lots of at least
three, without month or order, and with personal data covered.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from portal.domain.periods import last_day
from portal.domain.permissions import GRANTED, Permission, Reach, Role, Staff
from portal.domain.redaction import REDACTED, find_personal_data

DAYS_LATER = 14
FEWEST = 3
"""Comments that come to an office at a time, and the least that a count for staff shows."""

CHOSEN = "chosen"
"""The kind of a cover that the survey's owner set by hand; the others are those of `redaction`."""

_WORD = re.compile(r"\S*[^\s.,;:!?)]")
"""A word without the punctuation after it, which stays when the word is covered."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Reader:
    """What somebody may read. in_full: everything, at once, with hidden words shown.

    late: offices whose comments they read by the office's rule. proposed: offices of which they read what was put
    forward for publication.
    """

    in_full: bool
    late: Reach
    proposed: Reach


def reader(staff: Staff) -> Reader:
    """Return what a member of staff may read.

    An owner or auditor of single offices only is close to them, and reads as their head does; a moderator of
    single offices reads nothing.
    """
    readers = [post for post in staff.posts if Permission.READ_COMMENTS in GRANTED[post.role]]
    outside = {Role.OWNER, Role.AUDITOR}
    return Reader(
        in_full=any(post.role in outside and post.units is None for post in readers),
        late=_reach(post.units for post in readers if post.role is not Role.MODERATOR),
        proposed=_reach(post.units for post in readers if post.role is Role.MODERATOR and post.units is None),
    )


def _reach(held: Iterable[Reach]) -> Reach:
    found: set[int] = set()
    for units in held:
        if units is None:
            return None
        found |= units
    return frozenset(found)


def opens_on(month: int) -> date:
    """Return the day from which an office may read the comments of a month."""
    return last_day(month) + timedelta(days=DAYS_LATER + 1)


def last_open_month(counts: Mapping[int, int], today: date) -> int | None:
    """Return the newest month whose comments an office may read now, or None while there is none.

    counts: month -> its readable comments. Months open together until they hold three comments: one that came
    alone could be laid at the door of the one visitor whom everybody remembers.
    """
    opened, waiting = None, 0
    for month in sorted(counts):
        if today < opens_on(month):
            break
        waiting += counts[month]
        if waiting >= FEWEST:
            opened, waiting = month, 0
    return opened


@dataclass(frozen=True, kw_only=True, slots=True)
class Cover:
    """A part of a comment that is kept from some readers: `text[start:end]`, and what it is."""

    start: int
    end: int
    kind: str


def found_covers(text: str, staff_names: Sequence[str]) -> tuple[Cover, ...]:
    """Return what personal data is found by rule."""
    marks = find_personal_data(text, staff_names=staff_names)
    return tuple(Cover(start=mark.start, end=mark.end, kind=mark.kind) for mark in marks)


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """A part of a comment. kind: what a covered part is; None for plain text."""

    text: str
    kind: str | None


def pieces(text: str, covers: Iterable[Cover]) -> tuple[Piece, ...]:
    """Cut a text at its covers, in order; they may touch or overlap."""
    found, place = [], 0
    for cover in sorted(covers, key=lambda cover: (cover.start, cover.end)):
        start = max(cover.start, place)
        if cover.end <= start:
            continue
        if start > place:
            found.append(Piece(text=text[place:start], kind=None))
        found.append(Piece(text=text[start : cover.end], kind=cover.kind))
        place = cover.end
    if place < len(text):
        found.append(Piece(text=text[place:], kind=None))
    return tuple(found)


def covered(text: Iterable[Piece]) -> tuple[Piece, ...]:
    """Return pieces without the words of those that are covered."""
    return tuple(piece if piece.kind is None else Piece(text="", kind=piece.kind) for piece in text)


def as_letters(text: Iterable[Piece]) -> str:
    """Return pieces as one text, with a bar for each one whose words are gone."""
    return "".join(piece.text or REDACTED for piece in text)


@dataclass(frozen=True, kw_only=True, slots=True)
class Word:
    """A word of a comment, and the kind of the cover that touches it; None for a plain word."""

    start: int
    end: int
    text: str
    kind: str | None


def words_of(text: Iterable[Piece]) -> tuple[Word, ...]:
    """Return the words of a text that is read in full, in order."""
    parts = [*text]
    covers, place = [], 0
    for piece in parts:
        if piece.kind is not None:
            covers.append(Cover(start=place, end=place + len(piece.text), kind=piece.kind))
        place += len(piece.text)
    return tuple(
        Word(start=found.start(), end=found.end(), text=found[0], kind=_kind_at(*found.span(), covers))
        for found in _WORD.finditer("".join(piece.text for piece in parts))
    )


def _kind_at(start: int, end: int, covers: Iterable[Cover]) -> str | None:
    return next((cover.kind for cover in covers if cover.start < end and cover.end > start), None)


def covers_for(words: Sequence[Word], chosen: Collection[int]) -> tuple[Cover, ...]:
    """Return the covers of the chosen words (by their place, from 0); neighbours of one kind share one."""
    return tuple(_runs(words, sorted(place for place in set(chosen) if 0 <= place < len(words))))


def _runs(words: Sequence[Word], places: Sequence[int]) -> Iterator[Cover]:
    def run(pair: tuple[int, int]) -> tuple[int, str]:
        order, place = pair
        return place - order, words[place].kind or CHOSEN

    for (_, kind), group in groupby(enumerate(places), key=run):
        together = [place for _, place in group]
        yield Cover(start=words[together[0]].start, end=words[together[-1]].end, kind=kind)


def suggested_themes(text: str, keywords: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return the themes of which a keyword begins a word in the text. keywords: theme -> lower-case words."""
    lowered = text.casefold()
    return tuple(
        theme
        for theme, words in keywords.items()
        if any(re.search(rf"\b{re.escape(word)}", lowered) for word in words if word)
    )
