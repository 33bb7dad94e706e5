"""Will a period reach its sample target, and if not, which week is best for a survey drive?

Everything rests on one number, how many answers came so far: never on scores, and never on when one of them
came. All results are whole numbers and dates; the pages and the report find the words.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from math import isqrt

from portal.domain.workdays import NO_HOLIDAYS, is_workday, workdays_between

LEAST_WORKDAYS = 10
"""Below two weeks of working days a rate is guesswork."""
LEAST_ANSWERS = 3
# Visitors come in waves (market days, deadlines), so answers spread wider than independent arrivals would.
_SPREAD = 2
_WORKDAYS_A_WEEK = 5


class Outlook(StrEnum):
    """What can be said about the target today."""

    REACHED = "reached"
    LIKELY = "likely"  # even the low end reaches it
    OPEN = "open"  # it lies between the low and the high end
    SHORT = "short"  # even the high end misses it
    UNKNOWN = "unknown"  # too little evidence so far


@dataclass(frozen=True, kw_only=True, slots=True)
class Forecast:
    """Answers expected by the end of a period, and what is then missing of the target.

    low, expected, high: None while unknown; the end result lies between low and high in about 95 of 100 cases,
    or 90 where visitors come in very uneven waves. shortfall: target less expected, at least 0, None if unknown.
    """

    target: int
    outlook: Outlook
    low: int | None = None
    expected: int | None = None
    high: int | None = None
    shortfall: int | None = None

    @property
    def reached(self) -> bool:
        """Tell whether the target is reached already."""
        return self.outlook is Outlook.REACHED


def forecast(
    *,
    received: int,
    first_day: date,
    last_day: date,
    today: date,
    target: int,
    extra_holidays: frozenset[date] = NO_HOLIDAYS,
) -> Forecast:
    """Forecast a period's answers by carrying the rate per working day on to its last day.

    `today` counts as over. Unknown before `LEAST_WORKDAYS` or with fewer than `LEAST_ANSWERS`, unless the target
    is reached or no working day is left.
    """
    elapsed = workdays_between(first_day - timedelta(days=1), today, extra_holidays)
    remaining = workdays_between(max(today, first_day - timedelta(days=1)), last_day, extra_holidays)
    if remaining and (elapsed < LEAST_WORKDAYS or received < LEAST_ANSWERS):
        return _without_rate(received, target)
    more = _more_answers(received, elapsed, remaining) if remaining else (0, 0, 0)
    low, expected, high = (received + count for count in more)
    return Forecast(
        target=target,
        outlook=_outlook(received, low, high, target),
        low=low,
        expected=expected,
        high=high,
        shortfall=max(0, target - expected),
    )


def _without_rate(received: int, target: int) -> Forecast:
    if received >= target:
        return Forecast(target=target, outlook=Outlook.REACHED, shortfall=0)
    return Forecast(target=target, outlook=Outlook.UNKNOWN)


def _more_answers(received: int, elapsed: int, remaining: int) -> tuple[int, int, int]:
    """Return low, middle and high of the answers that `remaining` working days bring.

    With a mean of m = received * remaining / elapsed, the variance is `_SPREAD` * m for what the days bring
    and as much again, times remaining / elapsed, since the rate itself is only estimated. Two standard
    deviations either way, rounded outwards; integers keep it the same on every machine.
    """
    scaled = received * remaining
    reach = isqrt(4 * _SPREAD * scaled * (elapsed + remaining)) + 1
    return max(0, (scaled - reach) // elapsed), scaled // elapsed, -(-(scaled + reach) // elapsed)


def _outlook(received: int, low: int, high: int, target: int) -> Outlook:
    if received >= target:
        return Outlook.REACHED
    if low >= target:
        return Outlook.LIKELY
    return Outlook.OPEN if high >= target else Outlook.SHORT


@dataclass(frozen=True, kw_only=True, slots=True)
class SurveyWeek:
    """A week in which staff ask visitors actively.

    days: its working days. per_day: answers needed on each, on top of the usual ones. visits: visitors expected
    on those days, None when nobody counted them.
    """

    monday: date
    days: tuple[date, ...]
    per_day: int
    visits: int | None

    @property
    def enough_visits(self) -> bool | None:
        """Tell whether there are visitors enough to ask; None when nobody counted them."""
        return None if self.visits is None else self.visits >= self.per_day * len(self.days)


def propose_survey_week(
    *,
    shortfall: int,
    visits_per_week: int | None,
    last_day: date,
    today: date,
    extra_holidays: frozenset[date] = NO_HOLIDAYS,
) -> SurveyWeek | None:
    """Propose the week to close a shortfall in: None when nothing is short or no working day is left.

    The fullest week wins, so that holidays are avoided; among equals one that leaves another week for what is
    still missing; then the latest, since by then the forecast knows most.
    """
    weeks = _weeks_left(today, last_day, extra_holidays)
    if shortfall <= 0 or not weeks:
        return None
    spare_until = last_day - timedelta(days=7)
    days = max(weeks, key=lambda week: (len(week), week[-1] <= spare_until, week))
    return SurveyWeek(
        monday=_monday(days[0]),
        days=days,
        per_day=-(-shortfall // len(days)),
        visits=None if visits_per_week is None else visits_per_week * len(days) // _WORKDAYS_A_WEEK,
    )


def _weeks_left(today: date, last_day: date, extra_holidays: frozenset[date]) -> list[tuple[date, ...]]:
    """Return the working days after `today` up to `last_day`, week by week."""
    weeks: dict[date, list[date]] = {}
    for step in range(1, (last_day - today).days + 1):
        day = today + timedelta(days=step)
        if is_workday(day, extra_holidays):
            weeks.setdefault(_monday(day), []).append(day)
    return [tuple(days) for days in weeks.values()]


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


@dataclass(frozen=True, kw_only=True, slots=True)
class Attainment:
    """A closed period's answers against its target, for the report. percent: rounded down, so 100 is 100."""

    received: int
    target: int
    missing: int
    percent: int


def attainment(received: int, target: int) -> Attainment:
    """Return how far the `received` answers of an edition met a target of at least 1."""
    return Attainment(
        received=received,
        target=target,
        missing=max(0, target - received),
        percent=100 * received // target,
    )
