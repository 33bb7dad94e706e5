"""Where things stand in charts over a year: what was done against what was to be done.

As in `charts`, places across are percentages of the width and heights are pixels; values are whole numbers of
anything.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from portal.charts import WHOLE, Scale, percent
from portal.domain.periods import month_of
from portal.domain.series import Point

TOP, BOTTOM = 16, 216
_LEFT = 17_00
_RIGHT = 97_00
_MOST_TICKS = 5
_MOST_MONTHS = 6


@dataclass(frozen=True, kw_only=True, slots=True)
class Dot:
    """A point drawn. marked: it is a signal, or stands out for another reason that the caption gives."""

    x: str
    y: int
    point: Point
    marked: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Segment:
    """A straight piece of a line."""

    x1: str
    y1: int
    x2: str
    y2: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Height:
    """A value on the axis, or a level across the chart. name: which level, empty on the axis."""

    value: int
    y: int
    name: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class MonthMark:
    """The beginning of a month on the time axis; month: its integer."""

    month: int
    x: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Ahead:
    """An expected value at a place with its interval."""

    x: str
    y: int
    top: int
    bottom: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Course:
    """A drawn course of things. plan, done: the two lines; levels: lines across; left: where they begin."""

    ticks: tuple[Height, ...]
    months: tuple[MonthMark, ...]
    plan: tuple[Segment, ...]
    done: tuple[Segment, ...]
    dots: tuple[Dot, ...]
    levels: tuple[Height, ...]
    ahead: Ahead | None
    top: int = TOP
    bottom: int = BOTTOM
    left: str = percent(_LEFT)
    right: str = percent(_RIGHT)


@dataclass(frozen=True, kw_only=True, slots=True)
class Expected:
    """What is expected on a day, with an interval."""

    on: date
    low: int
    value: int
    high: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Drawn:
    """What a chart is to show between two days. marked: indices of points of `done` that stand out.

    from_zero: whether the axis holds 0, as it must where the height of a line means an amount.
    """

    first: date
    last: date
    done: Sequence[Point] = ()
    plan: Sequence[Point] = ()
    levels: Mapping[str, int] = field(default_factory=dict)
    marked: frozenset[int] = frozenset()
    ahead: Expected | None = None
    from_zero: bool = True


def course(drawn: Drawn) -> Course:
    """Lay out a course of things; days outside of its time stand at its ends."""
    first, last = drawn.first.toordinal(), drawn.last.toordinal()
    days = Scale(low=first, high=max(last, first + 1), start=_LEFT, end=_RIGHT)
    step, heights = _heights(_values(drawn), from_zero=drawn.from_zero)
    return Course(
        ticks=tuple(
            Height(value=value, y=_y(value, heights)) for value in range(heights.low, heights.high + 1, step)
        ),
        months=_months(drawn, days),
        plan=_line(drawn.plan, days, heights),
        done=_line(drawn.done, days, heights),
        dots=tuple(
            Dot(
                x=days.at(point.on.toordinal()),
                y=_y(point.value, heights),
                point=point,
                marked=number in drawn.marked,
            )
            for number, point in enumerate(drawn.done)
        ),
        levels=tuple(Height(value=value, y=_y(value, heights), name=name) for name, value in drawn.levels.items()),
        ahead=_ahead(drawn.ahead, days, heights) if drawn.ahead else None,
    )


def _values(drawn: Drawn) -> list[int]:
    ahead = [drawn.ahead.low, drawn.ahead.high] if drawn.ahead else []
    return [*(point.value for point in (*drawn.done, *drawn.plan)), *drawn.levels.values(), *ahead]


def _heights(values: Iterable[int], *, from_zero: bool) -> tuple[int, Scale]:
    """Return a round step, and a scale of whole steps that holds every value."""
    values = [0, *values] if from_zero else list(values) or [0]
    low, high = min(values), max(values)
    high = max(high, low + 1)
    step = _round_step(high - low)
    return step, Scale(low=low // step * step, high=-(-high // step) * step)


def _round_step(span: int) -> int:
    """Return the smallest of 1, 2, 5, 10, 20, 50, ... that divides a span into few steps."""
    power = 1
    while True:
        for step in (power, 2 * power, 5 * power):
            if span <= step * _MOST_TICKS:
                return step
        power *= 10


def _y(value: int, heights: Scale) -> int:
    return BOTTOM - (BOTTOM - TOP) * heights.place(value) // WHOLE


def _line(points: Sequence[Point], days: Scale, heights: Scale) -> tuple[Segment, ...]:
    return tuple(
        Segment(
            x1=days.at(before.on.toordinal()),
            y1=_y(before.value, heights),
            x2=days.at(after.on.toordinal()),
            y2=_y(after.value, heights),
        )
        for before, after in pairwise(points)
    )


def _ahead(expected: Expected, days: Scale, heights: Scale) -> Ahead:
    return Ahead(
        x=days.at(expected.on.toordinal()),
        y=_y(expected.value, heights),
        top=_y(expected.high, heights),
        bottom=_y(expected.low, heights),
    )


def _months(drawn: Drawn, days: Scale) -> tuple[MonthMark, ...]:
    """Return the first days of months, so few of them that their names fit a phone."""
    day, found = drawn.first.replace(day=1), []
    while day <= drawn.last:
        if day >= drawn.first:
            found.append(MonthMark(month=month_of(day), x=days.at(day.toordinal())))
        day = (day + timedelta(days=31)).replace(day=1)
    return tuple(found[:: -(-len(found) // _MOST_MONTHS) or 1])
