"""Follow-up plans (RTL, rencana tindak lanjut): what to act on, how far it got, and whether it worked.

The scores are those of PEKPPP, the yearly evaluation of service units, as far as published copies show them.
Percentages are exact Fractions; figures and their ends are hundredths, as in editions.
"""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Protocol

from portal.domain import interval
from portal.domain.interval import Interval
from portal.domain.periods import month_of, split
from portal.domain.skm import HIGHEST_SCORE, LOWEST_SCORE
from portal.domain.workdays import NO_HOLIDAYS, workdays_between

SOON = 5
"""An action is due soon when this many working days or fewer are left."""


class Status(StrEnum):
    """How far an action got, as its owner states it."""

    PLANNED = "planned"
    STARTED = "started"
    DONE = "done"
    DROPPED = "dropped"


class State(StrEnum):
    """What a list shows of an action: its status, unless time presses."""

    PLANNED = "planned"
    STARTED = "started"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    DONE = "done"
    DROPPED = "dropped"


_OPEN = (Status.PLANNED, Status.STARTED)


def is_overdue(due: date, status: Status, today: date) -> bool:
    """Tell whether an action is still open after its due day is over."""
    return status in _OPEN and today > due


def state_of(due: date, status: Status, today: date, extra_holidays: frozenset[date] = NO_HOLIDAYS) -> State:
    """Return what to show of an action today; time presses only on what is still open."""
    if is_overdue(due, status, today):
        return State.OVERDUE
    if status in _OPEN and workdays_between(today, due, extra_holidays) <= SOON:
        return State.DUE_SOON
    return State(status.value)


def realised(statuses: Iterable[Status]) -> Fraction | None:
    """Return the percentage of actions that are done, exact, 0 to 100; None when nothing was planned.

    A dropped action stays in the count: a plan must not look better kept because promises were taken back.
    """
    every = list(statuses)
    if not every:
        return None
    return Fraction(100 * every.count(Status.DONE), len(every))


def realised_score(percentage: Fraction | None) -> int | None:
    """Return the PEKPPP score for realised follow-up: under 30% 2, up to 80% 3, above 4, all of it 5.

    Without a plan there is nothing to score, and the table has no line for it.
    """
    if percentage is None:
        return None
    if percentage < 30:
        return 2
    if percentage <= 80:
        return 3
    return 4 if percentage < 100 else 5


_WITHIN_MONTHS = ((1, 5), (3, 4), (6, 3), (9, 2), (12, 1))


def pace_score(reported_on: date, done_on: Sequence[date | None]) -> int | None:
    """Return the PEKPPP score for the months until every recommendation was done, 5 to 1.

    done_on: one entry per recommendation, None while it is not done. The result is None when one is open,
    when there are none, or after more than a year, where the table ends.
    """
    finished = [day for day in done_on if day is not None]
    if not finished or len(finished) < len(done_on):
        return None
    last = max(finished)
    return next((score for months, score in _WITHIN_MONTHS if last <= _months_after(reported_on, months)), None)


def _months_after(day: date, months: int) -> date:
    """Return the same day of a later month, or that month's last day where it is shorter."""
    year, month = split(month_of(day) + months)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def media_score(media: int) -> int | None:
    """Return the PEKPPP score for how many media carry the result: 1 to 4 as many, more 5, none None."""
    return min(media, 5) if media > 0 else None


class Reason(StrEnum):
    """Why an element is proposed as a priority, the strongest reason that holds."""

    POOR_GRADE = "poor_grade"  # its own grade is C or D
    BELOW_MEAN = "below_mean"  # good, but below the mean of the nine
    LOWEST = "lowest"  # not below it: there are just none lower


class Standing(Protocol):
    """An element as an edition shows it: `value` in hundredths on the 25-100 scale, `grade` its letter."""

    @property
    def key(self) -> str: ...
    @property
    def value(self) -> int: ...
    @property
    def grade(self) -> str: ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Priority:
    """An element to act on. value: hundredths."""

    key: str
    value: int
    grade: str
    reason: Reason


_POOR_GRADES = ("C", "D")


def propose_priorities(elements: Sequence[Standing], count: int = 3) -> tuple[Priority, ...]:
    """Propose the `count` weakest elements, the weakest first; equal ones in the order given.

    It is a proposal: the values of few respondents differ by chance, so the unit's head decides.
    """
    total = sum(element.value for element in elements)
    weakest = sorted(elements, key=lambda element: element.value)[:count]
    return tuple(
        Priority(
            key=element.key,
            value=element.value,
            grade=element.grade,
            reason=_reason(element, below_mean=element.value * len(elements) < total),
        )
        for element in weakest
    )


def _reason(element: Standing, *, below_mean: bool) -> Reason:
    if element.grade in _POOR_GRADES:
        return Reason.POOR_GRADE
    return Reason.BELOW_MEAN if below_mean else Reason.LOWEST


def element_interval(*, n: int, total: int, counts: Sequence[int] | None = None) -> Interval:
    """Return the 95% interval for an element's value, in hundredths, from what its edition publishes.

    `total` sums the scores 1 to 4 of `n` respondents; `counts` says how many gave each score, where the edition
    may show it. An element counts like a respondent's total of nine such scores, so the index's own rule
    applies unchanged. Without `counts` the spread is unknown and the widest that fits the total is assumed:
    the interval is then too wide, never too narrow, so that only a large change is called one. The index is
    no substitute, since it moves for eight other reasons. Raises NoRespondentsError or ImpossibleSumsError.
    """
    if counts is None:
        # The scores are spread widest when they are all 1 or 4.
        squares = (LOWEST_SCORE + HIGHEST_SCORE) * total - n * LOWEST_SCORE * HIGHEST_SCORE
    else:
        squares = sum(score * score * count for score, count in enumerate(counts, LOWEST_SCORE))
    return interval.interval(n=n, total=9 * total, squares=81 * squares)


class Outcome(StrEnum):
    """What later editions say about an action; never that the action caused it."""

    IMPROVED = "improved"
    WORSENED = "worsened"
    UNCLEAR = "unclear"
    TOO_EARLY = "too_early"


def measures_after(first_month: int, done_on: date) -> bool:
    """Tell whether an edition whose answers begin in `first_month` was answered wholly after `done_on`."""
    return first_month > month_of(done_on)


def compare(before: Interval, after: Interval) -> Outcome:
    """Compare the figure of one edition with a later one; intervals that touch or overlap say nothing.

    Both figures may be an index or both the same element. Asking for a gap between two 95% intervals is
    stricter than the usual test of a difference: a change that chance could explain is not sold as success.
    """
    if after.low > before.high:
        return Outcome.IMPROVED
    return Outcome.WORSENED if after.high < before.low else Outcome.UNCLEAR


def outcome(baseline: Interval, later: Sequence[Interval]) -> Outcome:
    """Return what the newest later edition says; `later` is ordered oldest first.

    The newest decides, so that an effect that faded is not kept alive by the one good edition in between.
    """
    return compare(baseline, later[-1]) if later else Outcome.TOO_EARLY
