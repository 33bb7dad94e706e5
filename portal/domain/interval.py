"""The interval beside the index: how far chance alone may have moved it.

It is ours, not the regulation's. One respondent's value is the total of the nine scores times 25/9 (25 to
100). Adding one imagined respondent at each end keeps the interval honest where answers are skewed: when
nearly all say 4, a small sample often holds none of the few who say 1, and the plain t interval then has no
width. The rule was chosen by simulation; tests/slow/test_interval_coverage.py repeats it.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

from portal.domain.skm import NoRespondentsError, hundredths

RULE_ID = "pseudo-value/1"

LOWEST, HIGHEST = 25, 100
_LOWEST_TOTAL, _HIGHEST_TOTAL = 9, 36
_VALUE_PER_POINT = Fraction(25, 9)


class ImpossibleSumsError(ValueError):
    """No set of respondents with totals of 9 to 36 has this sum and this sum of squares."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A 95% interval for the index, both ends in hundredths."""

    low: int
    high: int


def interval(*, n: int, total: int, squares: int, population: int | None = None) -> Interval:
    """Return the 95% interval for the mean value of the population that `n` respondents come from.

    `total` sums the respondents' nine-score totals (9 to 36 each), `squares` their squares. A `population`
    that is unknown or smaller than `n` brings no correction; one of exactly `n` leaves no doubt and no width.
    One respondent says nothing about spread, so n = 1 gives the whole scale. Raises NoRespondentsError or
    ImpossibleSumsError.
    """
    _check(n, total, squares)
    if n == 1:
        return Interval(LOWEST * 100, HIGHEST * 100)
    mean = Fraction(total, n) * _VALUE_PER_POINT
    padded_mean, padded_variance = _with_pseudo_values(n, total, squares)
    correction = _finite_population_correction(n, population)
    # Only roots and the quantile are floats. Turned into Fractions they add up the same on every machine.
    centre = mean + Fraction(correction) * (padded_mean - mean)
    half_width = Fraction(t_quantile(n - 1) * sqrt(padded_variance / n) * correction)
    low, high = max(centre - half_width, Fraction(LOWEST)), min(centre + half_width, Fraction(HIGHEST))
    return Interval(hundredths(low), hundredths(high))


def _check(n: int, total: int, squares: int) -> None:
    if n < 1:
        raise NoRespondentsError(f"n is {n}")
    # Squares are smallest when all totals are equal, largest when all lie at the two ends.
    most = (_LOWEST_TOTAL + _HIGHEST_TOTAL) * total - n * _LOWEST_TOTAL * _HIGHEST_TOTAL
    if not total * total <= n * squares <= n * most:
        raise ImpossibleSumsError(f"n {n}, total {total}, squares {squares}")


def _with_pseudo_values(n: int, total: int, squares: int) -> tuple[Fraction, Fraction]:
    """Return mean and sample variance of the values after adding one at 25 and one at 100."""
    count = n + 2
    total += _LOWEST_TOTAL + _HIGHEST_TOTAL
    squares += _LOWEST_TOTAL**2 + _HIGHEST_TOTAL**2
    variance = Fraction(count * squares - total * total, count * (count - 1))
    return Fraction(total, count) * _VALUE_PER_POINT, variance * _VALUE_PER_POINT**2


def _finite_population_correction(n: int, population: int | None) -> float:
    if population is None or n > population:
        return 1.0
    return sqrt(Fraction(population - n, population - 1))


# Exact to six decimals; below 16 degrees of freedom the series in `t_quantile` is not.
_T_975 = (
    *(12.706205, 4.302653, 3.182446, 2.776445, 2.570582, 2.446912, 2.364624, 2.306004),
    *(2.262157, 2.228139, 2.200985, 2.178813, 2.160369, 2.144787, 2.131450),
)
_Z_975 = 1.959963984540054


def t_quantile(df: int) -> float:
    """Return the 0.975 quantile of Student's t with `df` >= 1 degrees of freedom, within 0.000001.

    A table up to 15, above it the expansion around the normal quantile (Abramowitz and Stegun 26.7.5). Both
    need only + * /, which every machine rounds alike.
    """
    if df <= len(_T_975):
        return _T_975[df - 1]
    z = _Z_975
    z2 = z * z
    first = z * (z2 + 1) / 4
    second = z * ((5 * z2 + 16) * z2 + 3) / 96
    third = z * (((3 * z2 + 19) * z2 + 17) * z2 - 15) / 384
    fourth = z * ((((79 * z2 + 776) * z2 + 1482) * z2 - 1920) * z2 - 945) / 92160
    return z + (first + (second + (third + fourth / df) / df) / df) / df
