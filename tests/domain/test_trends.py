"""Process behaviour charts of an indicator's series."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.series import Point
from portal.domain.trends import LEAST_POINTS, Signal, Trend, trend


def series(*values: int) -> tuple[Point, ...]:
    return tuple(Point(on=date(2026, 1, 1) + timedelta(days=n), value=value) for n, value in enumerate(values))


def chart(*values: int) -> Trend:
    found = trend(series(*values))
    assert found is not None
    return found


def test_limits_worked_by_hand() -> None:
    # The mean is 5, the ranges are 2, 2, 2, 2, 2, 2, 2: the limits lie 2.66 * 2 = 5.3 away.
    found = chart(4000, 6000, 4000, 6000, 4000, 6000, 4000, 6000)
    assert (found.low, found.centre, found.high) == (0, 5000, 10_300)
    assert found.steady


def test_the_upper_limit_ends_at_what_is_possible() -> None:
    found = trend(series(*[90_000, 99_000] * 5), most=100_000)
    assert found is not None
    assert found.high == 100_000


def test_seven_points_say_nothing() -> None:
    assert trend(series(*range(LEAST_POINTS - 1))) is None


def test_a_point_beyond_the_limits_is_a_signal() -> None:
    found = chart(50_000, 51_000, 50_000, 51_000, 50_000, 51_000, 50_000, 51_000, 50_000, 80_000)
    assert [n for n, signal in enumerate(found.signals) if signal is Signal.OUTSIDE] == [9]


def test_eight_in_a_row_on_one_side_are_a_signal() -> None:
    found = chart(*[40_000, 60_000] * 3, *[56_000, 57_000] * 4)
    assert set(found.signals[6:]) == {Signal.RUN}
    assert not found.steady


def test_three_of_four_near_a_limit_are_a_signal() -> None:
    found = chart(50, 52, 49, 51, 50, 48, 51, 50, 56, 56, 56, 57, 50, 51)
    assert Signal.NEAR_LIMIT in found.signals


@given(st.lists(st.integers(0, 10**9), min_size=LEAST_POINTS, max_size=30))
def test_limits_enclose_the_middle_and_what_lies_beyond_is_marked(values: list[int]) -> None:
    found = chart(*values)
    assert 0 <= found.low <= found.centre <= found.high
    marked = [value for value, signal in zip(values, found.signals, strict=True) if signal is Signal.OUTSIDE]
    assert all(value in marked for value in values if value > found.high + 100)
    assert not any(found.low + 100 < value < found.high - 100 for value in marked)


@pytest.mark.parametrize("value", [0, 7, -3000])
def test_a_value_that_never_moves_is_steady(value: int) -> None:
    found = chart(*[value] * 9)
    assert (found.low, found.centre, found.high, found.steady) == (value, value, value, True)
