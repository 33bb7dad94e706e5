"""How many respondents a period should reach."""

from fractions import Fraction

from portal.domain.skm import half_up

_CHI_SQUARE = Fraction("3.841")  # One degree of freedom, 95%, as the printed table rounds it.
_SHARE = Fraction(1, 2)
_MARGIN = Fraction("0.05")


class PopulationTooSmallError(ValueError):
    """A sample was asked of a population of fewer than one person."""


def required_sample(population: int) -> int:
    """Return the Krejcie-Morgan sample size for a population, in persons; never more than the population.

    In practice the population is the service's recipients of the previous period. The formula's value is
    rounded to the nearest person, as in the printed table; rounding up would miss half of its rows.
    Raises PopulationTooSmallError.
    """
    if population < 1:
        raise PopulationTooSmallError(f"population is {population}")
    spread = _CHI_SQUARE * _SHARE * (1 - _SHARE)
    return half_up(spread * population / (_MARGIN**2 * (population - 1) + spread), 0)
