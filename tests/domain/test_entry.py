"""Which sheets are keyed again, and what their readings tell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.entry import Accuracy, differences, is_sampled

SECRET = bytes(32)


def drawn(unit_id: int, secret: bytes = SECRET) -> set[int]:
    return {number for number in range(1, 10_001) if is_sampled(unit_id, number, first=False, secret=secret)}


def test_about_one_sheet_in_ten_is_drawn():
    assert 900 < len(drawn(1)) < 1100


def test_the_draw_is_the_same_each_time_and_another_for_each_office_and_server():
    assert drawn(1) == drawn(1)
    assert len(drawn(1) & drawn(2)) < 200
    assert len(drawn(1) & drawn(1, b"x" * 32)) < 200


def test_the_first_of_a_month_is_always_drawn():
    assert all(is_sampled(1, number, first=True, secret=SECRET) for number in range(1, 100))


@given(st.text("1234", min_size=9, max_size=9), st.text("1234", min_size=9, max_size=9))
def test_differences_are_the_places_that_differ(first, second):
    places = differences(first, second)
    assert all((place in places) == (first[place] != second[place]) for place in range(9))


@pytest.mark.parametrize(("digits", "differing", "rate"), [(0, 0, None), (9, 0, 0), (9, 1, 1111), (900, 1, 11)])
def test_the_error_rate_is_in_hundredths_of_a_percent(digits, differing, rate):
    assert Accuracy(sheets=digits // 9, digits=digits, differing=differing).error_rate == rate
