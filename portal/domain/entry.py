"""Paper forms: which of them are keyed again, and how well they were keyed."""

import hmac
from dataclasses import dataclass
from fractions import Fraction

from portal.domain.skm import hundredths

HIGHEST_NUMBER = 999_999
"""The highest number of a sheet: six digits fit on the paper."""

SAMPLE = 10
"""About one sheet in so many is keyed again by another person."""


def is_sampled(unit_id: int, number: int, *, first: bool, secret: bytes) -> bool:
    """Tell whether a sheet is to be keyed again; the first of an office and month always is.

    The draw depends on the server's secret, so that nobody knows beforehand which sheets will be looked at.
    """
    mark = hmac.digest(secret, f"sheet:{unit_id}:{number}".encode(), "sha256")
    return first or int.from_bytes(mark, "big") % SAMPLE == 0


def differences(first: str, second: str) -> tuple[int, ...]:
    """Return the places, from 0, at which two readings of the same sheet differ."""
    return tuple(place for place, (one, two) in enumerate(zip(first, second, strict=True)) if one != two)


@dataclass(frozen=True, kw_only=True, slots=True)
class Accuracy:
    """How well sheets were keyed: of those in the sample that were read twice, digits in all and differing."""

    sheets: int
    digits: int
    differing: int

    @property
    def error_rate(self) -> int | None:
        """Return the share of digits that differed, in hundredths of a percent; None before any was read twice."""
        return hundredths(Fraction(100 * self.differing, self.digits)) if self.digits else None
