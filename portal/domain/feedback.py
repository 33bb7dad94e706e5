"""Continuous feedback: who writes what about whose work, and when a talk about performance can have been.

Source: Permenpan RB 6/2022, which asks for feedback at any time, with evidence, from superiors and colleagues, and
for a talk (dialog kinerja) between superior and officer.
"""

from datetime import date
from enum import StrEnum

from portal.domain.evaluations import Term

SHORTEST_NOTE, LONGEST_NOTE = 20, 2000
"""Letters of a note: fewer say too little to learn from."""


class NoteKind(StrEnum):
    """Whose eyes a note comes from."""

    SUPERVISOR = "supervisor"
    PEER = "peer"
    SELF = "self"


class HeldTooLateError(ValueError):
    """The talk would be in the future."""


class HeldTooEarlyError(ValueError):
    """The talk was before the term that it is about began."""


def kind_of_note(author: int, officer: int, *, superior: int | None, same_office: bool) -> NoteKind | None:
    """Tell as what somebody writes about an officer; None for who has no business to.

    author, officer: ids of officers. superior: the id of the officer's direct superior.
    """
    if author == officer:
        return NoteKind.SELF
    if author == superior:
        return NoteKind.SUPERVISOR
    return NoteKind.PEER if same_office else None


def speaks_of_work(kind: NoteKind) -> bool:
    """Tell whether a note of this kind may name a measure or an entry: colleagues do not see each other's."""
    return kind is not NoteKind.PEER


def terms_for_dialogue(today: date) -> tuple[Term, ...]:
    """Return the terms that a talk may be about, the latest first: what began this year, and all of last year."""
    begun = (today.month + 2) // 3
    quarters = [Term(year=today.year, quarter=number) for number in range(begun, 0, -1)]
    last = [Term(year=today.year - 1, quarter=number) for number in range(4, 0, -1)]
    return *quarters, Term(year=today.year, quarter=0), *last, Term(year=today.year - 1, quarter=0)


def check_dialogue(term: Term, held_on: date, today: date) -> None:
    """Check the day of a talk: not in the future, and not before its term. Raises either error."""
    if held_on > today:
        raise HeldTooLateError
    if held_on < date(term.year, max(1, 3 * term.quarter - 2), 1):
        raise HeldTooEarlyError
