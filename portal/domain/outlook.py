"""Where an indicator will probably stand when its time is over, and how sure that is.

The intervals mean to hold the end result in about 95 of 100 cases, if the work goes on as it did.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor, sqrt

from portal.domain.indicators import Target, meets
from portal.domain.interval import t_quantile
from portal.domain.plans import Direction, Gathering
from portal.domain.series import Point, points, steps

LEAST_SUMS = 3
"""Below three steps nothing is known of how much they differ."""
LEAST_LEVELS = 5
"""Four ranges: with fewer an interval is so wide that it tells nothing."""
# A mean of k ranges knows as much about spread as 0.62 * k independent differences (Wheeler's table, nearly).
_WORTH_OF_RANGE = Fraction(62, 100)
# Between two draws of N(0, s) lies a mean distance of 2 * s / sqrt(pi); a range of the series is one of N(0, s).
_SPREAD_PER_RANGE = 1.2533141373155


class Chance(StrEnum):
    """What the interval says about the target."""

    LIKELY = "likely"  # all of it meets the target
    OPEN = "open"
    UNLIKELY = "unlikely"  # none of it does


@dataclass(frozen=True, kw_only=True, slots=True)
class Prospect:
    """An indicator's expected value on its last day with an interval, in thousandths."""

    on: date
    low: int
    expected: int
    high: int
    chance: Chance


def prospect(entries: Sequence[Point], target: Target, today: date, *, most: int | None = None) -> Prospect | None:
    """Look ahead to an indicator's last day; None once it is over, or where the entries do not allow it.

    entries: oldest first, without corrected ones. most: what the value can be at most, such as 100 percent.
    """
    if not target.start <= today <= target.due_on:
        return None
    series = points(entries, target, today)
    if target.gathering is Gathering.SUM:
        found = _sum_ahead(series, entries, target)
    else:
        found = _level_ahead(series, target)
    if found is None:
        return None
    low, expected, high = (
        value if most is None else min(value, most) for value in _in_grains(found, _grain(entries))
    )
    return Prospect(on=target.due_on, low=low, expected=expected, high=high, chance=_chance(target, low, high))


def _grain(entries: Sequence[Point]) -> int:
    """Return how fine the entries are, in thousandths: whole pieces are not forecast in fractions."""
    return next(grain for grain in (1000, 100, 10, 1) if all(entry.value % grain == 0 for entry in entries))


def _in_grains(found: tuple[int, int, int], grain: int) -> tuple[int, int, int]:
    low, expected, high = found
    return low // grain * grain, (2 * expected + grain) // (2 * grain) * grain, -(-high // grain) * grain


def _sum_ahead(series: Sequence[Point], entries: Sequence[Point], target: Target) -> tuple[int, int, int] | None:
    """Add the mean of the steps so far for each step to come, with the t interval of their sum.

    A sum of r steps to come spreads by r, and by r * r / n for what the mean of n steps leaves open.
    """
    values = [point.value for point in series]
    n = len(values)
    if n < LEAST_SUMS:
        return None
    ahead = len(steps(target)) - n
    mean = Fraction(sum(values), n)
    variance = sum(((value - mean) ** 2 for value in values), Fraction(0)) / (n - 1)
    spread = sqrt(variance * (ahead + Fraction(ahead * ahead, n)))
    found = _around(sum(values) + ahead * mean, t_quantile(n - 1) * spread)
    if min(values) < 0:
        return found
    done = sum(entry.value for entry in entries)
    return max(found[0], done), max(found[1], done), max(found[2], done)


def _level_ahead(series: Sequence[Point], target: Target) -> tuple[int, int, int] | None:
    """Let the newest level wander on as it wandered from step to step.

    The interval grows with the root of the steps ahead. For a level that only swings about a mean it is wider
    than needed, which errs on the honest side: nobody knows in time which of the two it is.
    """
    ranges = [abs(after.value - before.value) for before, after in pairwise(series)]
    if len(series) < LEAST_LEVELS:
        return None
    ahead = max(1, sum(step.last > series[-1].on for step in steps(target)))
    spread = Fraction(sum(ranges), len(ranges)) * Fraction(_SPREAD_PER_RANGE * sqrt(ahead))
    found = _around(Fraction(series[-1].value), t_quantile(max(1, int(_WORTH_OF_RANGE * len(ranges)))) * spread)
    return found if min(point.value for point in series) < 0 else (max(0, found[0]), found[1], found[2])


def _around(centre: Fraction, reach: float | Fraction) -> tuple[int, int, int]:
    """Return low, middle and high in whole thousandths, the ends rounded outwards."""
    half = Fraction(reach)
    return floor(centre - half), floor(centre + Fraction(1, 2)), ceil(centre + half)


def _chance(target: Target, low: int, high: int) -> Chance:
    if meets(target, low) and meets(target, high):
        return Chance.LIKELY
    upper = None if target.direction is Direction.MORE else target.low if target.high is None else target.high
    lower = None if target.direction is Direction.LESS else target.low
    missed = (lower is not None and high < lower) or (upper is not None and low > upper)
    return Chance.UNLIKELY if missed else Chance.OPEN
