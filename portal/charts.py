"""Where things stand in the charts; `templates/charts.html` only draws what is computed here.

Horizontal places are percentages of the drawing's width, so that a chart fits any screen while its letters
keep their size; vertical places are pixels. Values are indices in hundredths, 2500 to 10000.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from portal.domain.periods import split
from portal.domain.skm import HIGHEST_SCORE, Rule

WHOLE = 100_00
"""The width of a drawing in hundredths of a percent."""
_NEAR_EDGE = 18_00
_STEP = 5_00
_FINE_STEP = 2_00


def percent(place: int) -> str:
    """Return a place in hundredths of a percent as SVG writes it: 8441 is `84.41%`."""
    return f"{place / 100:g}%"


@dataclass(frozen=True, kw_only=True, slots=True)
class Scale:
    """A stretch of the index, `low` to `high`, drawn between two places of the width."""

    low: int = 25_00
    high: int = 100_00
    start: int = 0
    end: int = WHOLE

    def place(self, value: int) -> int:
        """Return where a value stands; what lies outside the stretch stands at its end."""
        inside = min(max(value, self.low), self.high)
        return self.start + (inside - self.low) * (self.end - self.start) // (self.high - self.low)

    def at(self, value: int) -> str:
        """Return where a value stands, as SVG writes it."""
        return percent(self.place(value))

    def width(self, low: int, high: int) -> str:
        """Return the width between two values, as SVG writes it."""
        return percent(self.place(high) - self.place(low))

    def anchor(self, value: int) -> str:
        """Return the `text-anchor` that keeps a label at this value inside the drawing."""
        place = self.place(value)
        if place - self.start < _NEAR_EDGE:
            return "start"
        return "end" if self.end - place < _NEAR_EDGE else "middle"


FULL = Scale()


def common_scale(lows: Iterable[int]) -> Scale:
    """Return a scale up to 100 that begins at a round value below all of `lows`, at 60 at most.

    Dots may stand on a scale that does not begin at its lowest value; bars may not.
    """
    lowest = min(lows, default=25_00)
    return Scale(low=max(25_00, min(60_00, lowest // _STEP * _STEP)))


@dataclass(frozen=True, kw_only=True, slots=True)
class BandMark:
    """A grade on a scale: its letter, its lower bound, where that is, and where its middle is."""

    letter: str
    lower: int
    x: str
    middle: str
    inner: bool


def bands(rule: Rule, scale: Scale = FULL) -> list[BandMark]:
    """Return the grades that a scale shows, worst first; `inner` ones begin inside it and deserve a tick."""
    marks = []
    uppers = [scale.high, *(band.lower for band in rule.bands)]
    for band, upper in zip(rule.bands, uppers, strict=False):
        if upper <= scale.low:
            break
        low = max(band.lower, scale.low)
        middle = percent((scale.place(low) + scale.place(upper)) // 2)
        inner = band.lower > scale.low
        marks.append(BandMark(letter=band.letter, lower=low, x=scale.at(low), middle=middle, inner=inner))
    return marks[::-1]


@dataclass(frozen=True, kw_only=True, slots=True)
class Segment:
    """One answer's share of a bar, from the lowest score on; too narrow ones carry no label."""

    score: int
    count: int
    x: str
    width: str
    middle: str
    labelled: bool


_LABEL_FITS = 10_00


def segments(counts: Sequence[int], start: int = 0) -> list[Segment]:
    """Return the four shares of one element's answers between `start` and the right edge.

    Raises ValueError unless there are four counts with something in them.
    """
    if len(counts) != HIGHEST_SCORE or sum(counts) < 1:
        raise ValueError(f"counts {counts}")
    return shares(counts, start)


def shares(counts: Sequence[int], start: int = 0) -> list[Segment]:
    """Return the shares of counts between `start` and the right edge; `score` numbers them from 1."""
    total, room = sum(counts), WHOLE - start
    edges = [start + room * sum(counts[:number]) // total for number in range(len(counts) + 1)]
    return [
        Segment(
            score=score,
            count=count,
            x=percent(left),
            width=percent(right - left),
            middle=percent((left + right) // 2),
            labelled=right - left >= _LABEL_FITS,
        )
        for score, (count, (left, right)) in enumerate(zip(counts, pairwise(edges), strict=True), 1)
    ]


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """One edition in a trend. first, last: month integers. terms: what must be equal to be comparable."""

    first: int
    last: int
    low: int
    ikm: int
    high: int
    official: bool
    terms: Mapping[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """An edition drawn: `x` is its middle; official ones span `left` to `left` + `width`.

    label_y: the baseline of its value, clear of every dot.
    """

    x: str
    left: str
    width: str
    right: str
    y: int
    top: int
    height: int
    ikm: int
    official: bool
    labelled: bool
    label_y: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Break:
    """A place where the terms changed; `what` names the changed ones."""

    x: str
    anchor: str
    what: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class YearMark:
    """A year on the time axis: where it begins and the middle of what is shown of it."""

    year: int
    x: str
    middle: str
    first: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Level:
    """A grade's lower bound as a height."""

    letter: str
    lower: int
    y: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Trend:
    """A drawn trend. top, bottom: heights of the values `high` and `low`; time runs along the bottom."""

    marks: list[Mark]
    breaks: list[Break]
    years: list[YearMark]
    levels: list[Level]
    high: int
    low: int
    top: int
    bottom: int
    left: str


TREND_TOP, TREND_BOTTOM = 34, 236
_TREND_LEFT = 16_00
_LABELS_FIT = 6
_LABEL_REACH = 9_00
"""Half the width that a value needs on a phone, in hundredths of a percent."""
_LABEL_PLACES = (-9, 20, -24, 35, -39, 50)


def trend(readings: Sequence[Reading], rule: Rule) -> Trend:
    """Lay out editions along the months they cover. Raises ValueError without any."""
    if not readings:
        raise ValueError("a trend needs an edition")
    months = Scale(
        low=min(reading.first for reading in readings),
        high=max(reading.last for reading in readings) + 1,
        start=_TREND_LEFT,
    )
    heights = _heights(readings)
    return Trend(
        marks=_marks(readings, months, heights),
        breaks=_breaks(readings, months),
        years=_years(months),
        levels=[
            Level(letter=band.letter, lower=band.lower, y=_height(band.lower, heights))
            for band in rule.bands
            if heights.low < band.lower < heights.high
        ],
        high=heights.high,
        low=heights.low,
        top=TREND_TOP,
        bottom=TREND_BOTTOM,
        left=percent(_TREND_LEFT),
    )


def _heights(readings: Sequence[Reading]) -> Scale:
    """Return a scale of round values that just holds every interval."""
    low = min(reading.low for reading in readings) // _FINE_STEP * _FINE_STEP
    high = -(-max(reading.high for reading in readings) // _FINE_STEP) * _FINE_STEP
    return Scale(low=min(low, high - _FINE_STEP), high=high)


def _height(value: int, heights: Scale) -> int:
    return TREND_BOTTOM - (TREND_BOTTOM - TREND_TOP) * heights.place(value) // WHOLE


def _marks(readings: Sequence[Reading], months: Scale, heights: Scale) -> list[Mark]:
    official = [number for number, reading in enumerate(readings) if reading.official]
    labelled = official if len(official) <= _LABELS_FIT else [official[0], official[-1]]
    dots = [
        (_middle(reading, months), _height(reading.ikm, heights)) for reading in readings if not reading.official
    ]
    marks = []
    for number, reading in enumerate(readings):
        left, right = months.place(reading.first), months.place(reading.last + 1)
        top, y = _height(reading.high, heights), _height(reading.ikm, heights)
        middle = _middle(reading, months)
        mark = Mark(
            x=percent(middle),
            left=percent(left),
            width=percent(right - left),
            right=percent(right),
            y=y,
            top=top,
            height=_height(reading.low, heights) - top,
            ikm=reading.ikm,
            official=reading.official,
            labelled=number in labelled,
            label_y=_label_y(y, [dot_y for x, dot_y in dots if abs(x - middle) < _LABEL_REACH]),
        )
        marks.append(mark)
    return marks


def _middle(reading: Reading, months: Scale) -> int:
    return (months.place(reading.first) + months.place(reading.last + 1)) // 2


def _label_y(y: int, dots: Sequence[int]) -> int:
    """Return the baseline nearest to a line at `y` whose letters no dot touches, else the one just above it."""
    for place in _LABEL_PLACES:
        baseline = y + place
        if baseline <= TREND_BOTTOM and not any(baseline - 17 < dot < baseline + 8 for dot in dots):
            return baseline
    return y + _LABEL_PLACES[0]


def _breaks(readings: Sequence[Reading], months: Scale) -> list[Break]:
    """Compare each edition with the one before it of the same sort."""
    found: dict[int, set[str]] = {}
    for _, group in groupby(sorted(readings, key=_by_sort), key=lambda reading: reading.official):
        for before, after in pairwise(group):
            if changed := {key for key in after.terms if after.terms[key] != before.terms.get(key)}:
                found.setdefault(after.first, set()).update(changed)
    return [
        Break(x=months.at(month), anchor=months.anchor(month), what=tuple(sorted(what)))
        for month, what in sorted(found.items())
    ]


def _by_sort(reading: Reading) -> tuple[bool, int, int]:
    return reading.official, reading.first, reading.last


def _years(months: Scale) -> list[YearMark]:
    marks = []
    for year in range(split(months.low)[0], split(months.high - 1)[0] + 1):
        begin, end = max(12 * year, months.low), min(12 * year + 12, months.high)
        middle = percent((months.place(begin) + months.place(end)) // 2)
        marks.append(YearMark(year=year, x=months.at(begin), middle=middle, first=begin == months.low))
    return marks
