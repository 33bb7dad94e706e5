"""Where an indicator stands: its realisation, how far the target is attained, and whether it needs attention.

Values are thousandths of the indicator's unit. What is said here informs the supervisor's judgement; no rating
of a person ever comes from it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from portal.domain.plans import THOUSAND, Direction, Gathering, IndicatorTerms, Rhythm

BETWEEN = {Rhythm.WEEKLY: 7, Rhythm.MONTHLY: 31, Rhythm.QUARTERLY: 92}
"""Most days from one entry to the next when all come on time."""
STALLED_AFTER = {Rhythm.WEEKLY: 10, Rhythm.MONTHLY: 40, Rhythm.QUARTERLY: 110}
"""Days without an entry that still pass: somewhat longer, so that a holiday raises no alarm."""
_FULL = Fraction(100)
_HUNDRED = 100 * THOUSAND
_PERCENT = {"persen", "%", "percent"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Target:
    """What an indicator is to reach. low, high: thousandths; high is the upper end where direction is within.

    start: the first day that counts. due_on: the last one, not before it.
    """

    direction: Direction
    low: int
    high: int | None
    gathering: Gathering
    rhythm: Rhythm
    start: date
    due_on: date


class Standing(StrEnum):
    """What can be said of an indicator on a day."""

    NO_DATA = "no_data"
    REACHED = "reached"
    ON_TRACK = "on_track"
    BEHIND = "behind"
    MISSED = "missed"  # its day is over and the target is not met


class Attention(StrEnum):
    """Why somebody should look at an indicator."""

    OVERDUE = "overdue"
    STALLED = "stalled"


def target_of(indicator: IndicatorTerms, start: date) -> Target:
    """Return the target that a plan sets. start: the first day that the plan counts."""
    return Target(
        direction=indicator.direction,
        low=indicator.target,
        high=indicator.target_high,
        gathering=indicator.gathering,
        rhythm=indicator.rhythm,
        start=start,
        due_on=indicator.due_on,
    )


def realised(values: Sequence[int], gathering: Gathering) -> int | None:
    """Return the realisation of entries' values, oldest first and without corrected ones; None without any."""
    if not values:
        return None
    return sum(values) if gathering is Gathering.SUM else values[-1]


def most_possible(unit_name: str, values: Sequence[int]) -> int | None:
    """Return the most that an indicator's value can be: 100 where percents are entered and none is above."""
    is_share = unit_name.strip().lower() in _PERCENT and max(values, default=0) <= _HUNDRED
    return _HUNDRED if is_share else None


def meets(target: Target, value: int) -> bool:
    """Tell whether a value meets the target; both ends of a range belong to it."""
    if target.direction is Direction.MORE:
        return value >= target.low
    if target.direction is Direction.LESS:
        return value <= target.low
    return target.low <= value <= _upper(target)


def attained(target: Target, value: int | None) -> Fraction | None:
    """Return the percent of the target that a value attains: at least 0, and 100 or more where it meets it.

    Where less is better it is (2 * target - value) / target, the usual reading in government reports. In a
    range it is 100, outside it the value is compared with the nearer end. Targets of 0 or less have no
    proportion: 100 or 0. None without a value.
    """
    if value is None:
        return None
    if target.direction is Direction.MORE:
        return _share_of(target.low, value)
    if target.direction is Direction.LESS:
        return _share_below(target.low, value)
    if meets(target, value):
        return _FULL
    return _share_of(target.low, value) if value < target.low else _share_below(_upper(target), value)


def standing(target: Target, value: int | None, today: date) -> Standing:
    """Say where an indicator stands on a day.

    A level is on track while it meets the target, and a sum while it keeps the linear pace. A sum of which more
    is better has reached its target for good once it meets it; everything else only when its day is over.
    """
    if value is None:
        return Standing.NO_DATA
    if today > target.due_on:
        return Standing.REACHED if meets(target, value) else Standing.MISSED
    if target.gathering is Gathering.LATEST:
        return Standing.ON_TRACK if meets(target, value) else Standing.BEHIND
    if target.direction is Direction.MORE and meets(target, value):
        return Standing.REACHED
    return Standing.ON_TRACK if _keeps_pace(target, value, today) else Standing.BEHIND


def is_stalled(target: Target, last_on: date | None, today: date) -> bool:
    """Tell whether entries stay away longer than the rhythm allows, while some are still expected."""
    if not target.start <= today <= target.due_on:
        return False
    since = target.start if last_on is None else max(last_on, target.start)
    return (today - since).days > STALLED_AFTER[target.rhythm]


def is_overdue(target: Target, value: int | None, today: date) -> bool:
    """Tell whether the target's day is over without the target being met or anything known."""
    return today > target.due_on and (value is None or not meets(target, value))


def attention(target: Target, value: int | None, last_on: date | None, today: date) -> Attention | None:
    """Say why an indicator needs somebody's attention; one that is reached for good never does."""
    if is_overdue(target, value, today):
        return Attention.OVERDUE
    reached = standing(target, value, today) is Standing.REACHED
    return Attention.STALLED if not reached and is_stalled(target, last_on, today) else None


def _upper(target: Target) -> int:
    return target.low if target.high is None else target.high


def _share_of(goal: int, value: int) -> Fraction:
    if goal <= 0:
        return _FULL if value >= goal else Fraction(0)
    return max(Fraction(0), Fraction(value * 100, goal))


def _share_below(limit: int, value: int) -> Fraction:
    if limit <= 0:
        return _FULL if value <= limit else Fraction(0)
    return max(Fraction(0), Fraction((2 * limit - value) * 100, limit))


def _keeps_pace(target: Target, value: int, today: date) -> bool:
    """Tell whether a sum is at its pace.

    What is to be done may lag by one entry of the rhythm: between two entries nobody falls behind. A limit holds
    from day to day. The upper end of a range is a limit for the whole only, since being early is no fault.
    """
    if target.direction is Direction.LESS:
        return value <= target.low * _share_over(target, today)
    expected = target.low * _share_over(target, today - timedelta(days=BETWEEN[target.rhythm]))
    return expected <= value <= _upper(target) if target.direction is Direction.WITHIN else expected <= value


def _share_over(target: Target, day: date) -> Fraction:
    """Return the share of the target's time that is over when a day ends, from 0 to 1."""
    over = (day - target.start).days + 1
    whole = (target.due_on - target.start).days + 1
    return min(max(Fraction(over, whole), Fraction(0)), Fraction(1))
