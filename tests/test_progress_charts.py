"""Where the courses of measures are drawn."""

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from portal.domain.periods import month_of
from portal.domain.series import Point
from portal.progress_charts import BOTTOM, TOP, Drawn, Expected, course

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
days = st.dates(FIRST, LAST)
values = st.integers(-(10**12), 10**12)
series = st.lists(st.builds(lambda on, value: Point(on=on, value=value), days, values), max_size=12)


def percents(*places: str) -> list[float]:
    return [float(place.removesuffix("%")) for place in places]


def test_a_year_worked_by_hand() -> None:
    points = [Point(on=FIRST, value=0), Point(on=LAST, value=10)]
    drawn = course(Drawn(first=FIRST, last=LAST, done=points, plan=points, levels={"target": 10}))
    assert [tick.value for tick in drawn.ticks] == [0, 2, 4, 6, 8, 10]
    assert [(dot.x, dot.y) for dot in drawn.dots] == [("17%", BOTTOM), ("97%", TOP)]
    assert [(level.name, level.y) for level in drawn.levels] == [("target", TOP)]
    (line,) = drawn.done
    assert (line.x1, line.y1, line.x2, line.y2) == ("17%", BOTTOM, "97%", TOP)
    assert [mark.month - month_of(FIRST) for mark in drawn.months] == [0, 2, 4, 6, 8, 10]


def test_what_is_due_on_its_first_day_is_drawn_too() -> None:
    drawn = course(Drawn(first=FIRST, last=FIRST, done=[Point(on=FIRST, value=1)]))
    assert [dot.x for dot in drawn.dots] == ["17%"]


@given(series, series, values, values)
def test_nothing_is_drawn_outside_of_the_chart(done: list[Point], plan: list[Point], low: int, high: int) -> None:
    ends = sorted((low, high))
    ahead = Expected(on=LAST, low=ends[0], value=sum(ends) // 2, high=ends[1])
    drawn = course(Drawn(first=FIRST, last=LAST, done=done, plan=plan, ahead=ahead))
    assert drawn.ahead is not None
    heights = [dot.y for dot in drawn.dots] + [
        y for part in (*drawn.plan, *drawn.done) for y in (part.y1, part.y2)
    ]
    heights += [drawn.ahead.top, drawn.ahead.y, drawn.ahead.bottom]
    assert all(TOP <= y <= BOTTOM for y in heights)
    assert drawn.ahead.top <= drawn.ahead.y <= drawn.ahead.bottom
    assert all(17 <= x <= 97 for x in percents(*(dot.x for dot in drawn.dots)))
    assert 2 <= len(drawn.ticks) <= 7


@given(series)
def test_larger_values_stand_higher(done: list[Point]) -> None:
    dots = sorted(course(Drawn(first=FIRST, last=LAST, done=done)).dots, key=lambda dot: dot.point.value)
    heights = [dot.y for dot in dots]
    assert heights == sorted(heights, reverse=True)


@given(days, days)
def test_the_names_of_months_leave_room_for_each_other(one: date, other: date) -> None:
    first, last = sorted((one, other))
    drawn = course(Drawn(first=first, last=last.replace(year=2027)))
    places = percents(*(mark.x for mark in drawn.months))
    assert len(places) <= 6
    assert all(after - before > 9 for before, after in pairwise(places))


@given(series)
def test_an_axis_that_need_not_hold_zero_begins_close_to_the_values(done: list[Point]) -> None:
    drawn = course(Drawn(first=FIRST, last=LAST, done=done, from_zero=False))
    lowest = min((point.value for point in done), default=0)
    step = drawn.ticks[1].value - drawn.ticks[0].value
    assert drawn.ticks[0].value <= lowest < drawn.ticks[0].value + step
