"""Numbers as Indonesian documents write them, from integers alone."""

from fractions import Fraction

from portal.domain.skm import hundredths


def decimal(value: int, places: int = 2) -> str:
    """Return an integer in units of the last of `places` decimals: 8845 is `88,45`."""
    whole, rest = divmod(value, 10**places)
    return f"{count(whole)},{rest:0{places}d}"


def count(value: int) -> str:
    """Return a whole number with its thousands apart: 12345 is `12.345`."""
    return f"{value:,}".replace(",", ".")


def percent(part: int, whole: int) -> str:
    """Return a share of a whole that is not 0, rounded half up once: 1 of 3 is `33,33%`."""
    return f"{decimal(hundredths(Fraction(part * 100, whole)))}%"
