"""Entries of progress: which of them count, what they come to, and what a new one must respect.

An entry is never edited. A correction is another entry that replaces it, or takes it back by having no value.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.domain.indicators import realised
from portal.domain.plans import Gathering


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """An entry. value: thousandths, None where it takes the corrected one back. spent: rupiah, projects only."""

    id: int
    on_day: date
    value: int | None
    spent: int | None
    corrects_id: int | None
    has_evidence: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Position:
    """What a measure's entries come to. entries: how many count. with_evidence: how many of those show proof."""

    realised: int | None
    spent: int | None
    entries: int
    with_evidence: int
    last_on: date | None


def counting(steps: Sequence[Step]) -> tuple[Step, ...]:
    """Return the entries that count, oldest first: neither replaced nor taken back.

    A correction stands where the entry stood that it replaces, so that mending an older entry of a day does not
    make it the newest.
    """
    known = {step.id: step for step in steps}
    replaced = {step.corrects_id for step in steps}
    living = (step for step in steps if step.id not in replaced and step.value is not None)
    return tuple(sorted(living, key=lambda step: (step.on_day, _first_of(step, known))))


def _first_of(step: Step, known: Mapping[int, Step]) -> int:
    """Return the id of the entry that an entry corrects in the end: its own if it corrects none."""
    while step.corrects_id is not None:
        step = known[step.corrects_id]
    return step.id


def position(steps: Sequence[Step], gathering: Gathering) -> Position:
    """Return what a measure's entries come to; the money spent is that of the newest."""
    count = counting(steps)
    return Position(
        realised=realised([step.value for step in count if step.value is not None], gathering),
        spent=count[-1].spent if count else None,
        entries=len(count),
        with_evidence=sum(step.has_evidence for step in count),
        last_on=count[-1].on_day if count else None,
    )


def days(starts_on: date, today: date) -> tuple[date, date]:
    """Return the first and the last day that an entry may be about. starts_on: the first that its plan counts."""
    return starts_on, min(today, date(starts_on.year, 12, 31))


class Closed(StrEnum):
    """Why nothing is recorded or corrected any more for a year."""

    EVALUATED = "evaluated"
    OVER = "over"


def last_day_to_record(year: int) -> date:
    """Return the day up to which entries for a year's plan are recorded and corrected."""
    return date(year + 1, 3, 31)


def closed(year: int, today: date, *, is_evaluated: bool) -> Closed | None:
    """Tell why a year's record is closed; None while it is open. is_evaluated: its evaluation is given."""
    if is_evaluated:
        return Closed.EVALUATED
    return Closed.OVER if today > last_day_to_record(year) else None


def goes_back(steps: Sequence[Step], *, on_day: date, value: int, spent: int) -> bool:
    """Tell whether a project would fall below an earlier entry, or rise above a later one.

    Work that is done stays done and money that is spent stays spent; whoever erred makes a correction.
    """
    count = counting(steps)
    before = next((step for step in reversed(count) if step.on_day <= on_day), None)
    after = next((step for step in count if step.on_day > on_day), None)
    return (before is not None and _is_less(value, spent, before)) or (
        after is not None and _is_more(value, spent, after)
    )


def _is_less(value: int, spent: int, than: Step) -> bool:
    return value < (than.value or 0) or spent < (than.spent or 0)


def _is_more(value: int, spent: int, than: Step) -> bool:
    return value > (than.value or 0) or spent > (than.spent or 0)
