"""Process behaviour charts (XmR): what an indicator does by itself, and where something changed.

The limits come from the ranges between neighbouring points, so they say how much a process moves while nothing
happens to it. They are no targets.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from statprocon.charts.xmr.base import Base as XmR

from portal.domain.series import Point

LEAST_POINTS = 8
"""Seven ranges are the fewest that pin limits down by more than guesswork, and a run is eight points long."""


class Signal(StrEnum):
    """Why a point is more than chance."""

    OUTSIDE = "outside"  # beyond a limit
    NEAR_LIMIT = "near_limit"  # one of four neighbours of which three lie near the same limit
    RUN = "run"  # one of eight or more in a row on the same side of the middle


@dataclass(frozen=True, kw_only=True, slots=True)
class Trend:
    """A series with its natural process limits, in thousandths, and each point's strongest signal or None."""

    points: tuple[Point, ...]
    low: int
    centre: int
    high: int
    signals: tuple[Signal | None, ...]

    @property
    def steady(self) -> bool:
        """Tell whether nothing but chance is at work."""
        return not any(self.signals)


def trend(points: Sequence[Point], *, most: int | None = None) -> Trend | None:
    """Return the chart of a series, oldest first; None with fewer than `LEAST_POINTS`.

    The lower limit ends at 0 where no value is below it, the upper one at the `most` that a value can be.
    """
    if len(points) < LEAST_POINTS:
        return None
    values = [point.value for point in points]
    chart = XmR(values)
    fineness = 100 if all(value % 1000 == 0 for value in values) else 1  # Whole pieces: one decimal will do.
    low = _rounded(chart.lower_natural_process_limit()[0], fineness)
    high = _rounded(chart.upper_natural_process_limit()[0], fineness)
    return Trend(
        points=tuple(points),
        low=low if min(values) < 0 else max(low, 0),
        centre=_rounded(chart.x_central_line()[0], fineness),
        high=high if most is None else min(high, most),
        signals=_signals(chart),
    )


def _signals(chart: XmR) -> tuple[Signal | None, ...]:
    rules = zip(
        chart.rule_1_x_indices_beyond_limits(),
        chart.rule_3_runs_near_limits(),
        chart.rule_2_runs_about_central_line(),
        strict=True,
    )
    return tuple(
        next((signal for signal, found in zip(Signal, each, strict=True) if found), None) for each in rules
    )


def _rounded(value: Decimal, fineness: int) -> int:
    return int((value / fineness).to_integral_value(ROUND_HALF_UP)) * fineness
