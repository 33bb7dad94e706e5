"""Working days against the decrees, and counting them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.workdays import (
    NegativeCountError,
    add_workdays,
    covers,
    decreed,
    is_workday,
    workdays_between,
)

# SKB 3 Menteri 1497/2025, 2/2025, 5/2025: what falls on Monday to Friday of 2026.
DECREE_2026 = """
01-01 01-16 02-16 02-17 03-18 03-19 03-20 03-23 03-24 04-03 05-01 05-14 05-15 05-27 05-28 06-01 06-16 08-17
08-25 12-24 12-25
"""
# SKB 1017/2024, 2/2024, 2/2024, and 933/2025, 1/2025, 3/2025, which added 18 August.
INDEPENDENCE_2025 = frozenset({date(2025, 8, 18)})

days = st.dates(date(2024, 1, 1), date(2029, 12, 31))
some_days = st.frozensets(days, max_size=30)


def test_the_days_off_of_2026_are_exactly_those_of_the_decree() -> None:
    every = [date(2026, 1, 1) + timedelta(days=step) for step in range(365)]
    off = [f"{day:%m-%d}" for day in every if day.weekday() < 5 and not is_workday(day)]
    assert off == DECREE_2026.split()


@pytest.mark.parametrize("day", [date(2026, 6, 20), date(2026, 6, 21), date(2025, 6, 21), date(2025, 6, 22)])
def test_nobody_works_on_weekends(day: date) -> None:
    assert not is_workday(day)


def test_a_year_without_a_known_decree_says_so_and_knows_weekends_alone() -> None:
    assert covers(2026)
    assert not covers(2025)
    assert is_workday(date(2025, 12, 25))


def test_a_decree_adds_a_day_that_the_library_lacks() -> None:
    assert is_workday(date(2025, 8, 18))
    assert not is_workday(date(2025, 8, 18), INDEPENDENCE_2025)
    assert add_workdays(date(2025, 8, 15), 1, INDEPENDENCE_2025) == date(2025, 8, 19)
    assert workdays_between(date(2025, 8, 15), date(2025, 8, 22), INDEPENDENCE_2025) == 4


def test_the_long_break_of_idulfitri_is_skipped() -> None:
    assert add_workdays(date(2026, 3, 17), 1) == date(2026, 3, 25)
    assert workdays_between(date(2026, 3, 17), date(2026, 3, 25)) == 1


def test_the_start_does_not_count_even_when_it_is_a_working_day() -> None:
    assert add_workdays(date(2026, 7, 6), 5) == date(2026, 7, 13)
    assert workdays_between(date(2026, 7, 6), date(2026, 7, 6)) == 0


def test_counting_backwards_finds_nothing_and_is_refused() -> None:
    assert workdays_between(date(2026, 7, 10), date(2026, 7, 6)) == 0
    with pytest.raises(NegativeCountError):
        add_workdays(date(2026, 7, 6), -1)


@given(days, st.integers(1, 80), some_days)
def test_adding_and_counting_agree_and_end_on_a_working_day(
    start: date, count: int, extra: frozenset[date]
) -> None:
    end = add_workdays(start, count, extra)
    assert workdays_between(start, end, extra) == count
    assert is_workday(end, extra)


@given(days, days, days, some_days)
def test_two_stretches_add_up_to_the_whole(one: date, two: date, three: date, extra: frozenset[date]) -> None:
    first, middle, last = sorted([one, two, three])
    parts = workdays_between(first, middle, extra) + workdays_between(middle, last, extra)
    assert parts == workdays_between(first, last, extra)


def test_the_decree_says_each_day_off_with_its_name_and_knows_joint_leave() -> None:
    listed = {each.day: each for each in decreed(2026)}
    assert {each.strftime("%m-%d") for each in listed if each.weekday() < 5} == set(DECREE_2026.split())
    assert listed[date(2026, 12, 24)].joint_leave
    assert not listed[date(2026, 12, 25)].joint_leave
    assert all(each.name for each in listed.values())
    assert decreed(1999) == ()
