"""An indicator's entries as a series: one point for each step of its rhythm, as trends and outlooks read it."""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from portal.domain.indicators import Target
from portal.domain.plans import Gathering, Rhythm

_MONTHS = {Rhythm.MONTHLY: 1, Rhythm.QUARTERLY: 3}


@dataclass(frozen=True, kw_only=True, slots=True)
class Point:
    """A value on a day, in thousandths."""

    on: date
    value: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """The days from one expected entry to the next."""

    first: date
    last: date


def steps(target: Target) -> tuple[Step, ...]:
    """Return the steps of an indicator's time: weeks from its start, or the calendar's months or quarters."""
    return tuple(_steps(target))


def _steps(target: Target) -> Iterator[Step]:
    first = target.start
    while first <= target.due_on:
        last = min(_last_of_step(first, target.rhythm), target.due_on)
        yield Step(first=first, last=last)
        first = last + timedelta(days=1)


def _last_of_step(first: date, rhythm: Rhythm) -> date:
    if rhythm is Rhythm.WEEKLY:
        return first + timedelta(days=6)
    length = _MONTHS[rhythm]
    month = -(-first.month // length) * length
    return date(first.year, month, monthrange(first.year, month)[1])


def points(entries: Sequence[Point], target: Target, today: date) -> tuple[Point, ...]:
    """Return the series of entries, oldest first: what was done in each step, or the newest level in it.

    A step without an entry is 0 for what adds up, and no point for a level. What adds up counts in steps that are
    over; the newest of them waits for its entry, which may still come.
    """
    gathered = [
        (step, [entry.value for entry in entries if step.first <= entry.on <= step.last]) for step in steps(target)
    ]
    if target.gathering is Gathering.LATEST:
        return tuple(Point(on=step.last, value=values[-1]) for step, values in gathered if values)
    over = [(step, values) for step, values in gathered if step.last < today]
    if over and not over[-1][1]:
        over.pop()
    return tuple(Point(on=step.last, value=sum(values)) for step, values in over)
