"""Forecasting a period's answers, and proposing a week to make up for what is missing."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.forecast import (
    Attainment,
    Forecast,
    Outlook,
    attainment,
    forecast,
    propose_survey_week,
)
from portal.domain.workdays import is_workday, workdays_between

FIRST, LAST = date(2026, 7, 1), date(2026, 12, 31)
HALF = date(2026, 9, 30)  # 64 of its working days are over, 64 are left.

halves = st.dates(FIRST, LAST)


def at(today: date, received: int, target: int = 100) -> Forecast:
    return forecast(received=received, first_day=FIRST, last_day=LAST, today=today, target=target)


def test_half_way_worked_by_hand() -> None:
    assert workdays_between(date(2026, 6, 30), HALF) == workdays_between(HALF, LAST) == 64
    # 50 more are expected, variance 2 * 50 * (1 + 1) = 200, two deviations 28.28: 50 + 21 to 50 + 79.
    expected = Forecast(target=120, outlook=Outlook.OPEN, low=71, expected=100, high=129, shortfall=20)
    assert at(HALF, 50, target=120) == expected


@pytest.mark.parametrize(
    ("target", "outlook", "shortfall"),
    [
        (50, Outlook.REACHED, 0),
        (51, Outlook.LIKELY, 0),
        (71, Outlook.LIKELY, 0),
        (72, Outlook.OPEN, 0),
        (129, Outlook.OPEN, 29),
        (130, Outlook.SHORT, 30),
    ],
)
def test_the_outlook_follows_the_ends(target: int, outlook: Outlook, shortfall: int) -> None:
    found = at(HALF, 50, target)
    assert (found.outlook, found.shortfall) == (outlook, shortfall)
    assert found.reached is (outlook is Outlook.REACHED)


def test_the_first_two_weeks_say_nothing() -> None:
    assert at(date(2026, 7, 13), 40) == Forecast(target=100, outlook=Outlook.UNKNOWN)  # nine working days
    assert at(date(2026, 7, 14), 40).expected is not None


def test_two_answers_say_nothing_and_three_something() -> None:
    assert at(HALF, 2) == Forecast(target=100, outlook=Outlook.UNKNOWN)
    assert at(HALF, 3).outlook is Outlook.SHORT


def test_a_target_reached_at_once_is_reached_whatever_the_rate() -> None:
    assert at(date(2026, 7, 2), 10, target=10) == Forecast(target=10, outlook=Outlook.REACHED, shortfall=0)


def test_before_the_period_nothing_is_known() -> None:
    assert at(date(2026, 6, 1), 0).outlook is Outlook.UNKNOWN


@pytest.mark.parametrize("today", [LAST, LAST + timedelta(days=40)])
def test_when_the_period_is_over_only_what_came_counts(today: date) -> None:
    assert at(today, 2, target=30) == Forecast(
        target=30, outlook=Outlook.SHORT, low=2, expected=2, high=2, shortfall=28
    )


def test_a_holiday_still_to_come_lowers_the_forecast() -> None:
    week_off = frozenset(date(2026, 11, 2) + timedelta(days=step) for step in range(5))
    fewer = forecast(received=64, first_day=FIRST, last_day=LAST, today=HALF, target=100, extra_holidays=week_off)
    assert (at(HALF, 64).expected, fewer.expected) == (128, 123)


@given(halves, st.integers(0, 2000), st.integers(1, 400))
def test_the_ends_enclose_the_middle_and_never_lose_an_answer(today: date, received: int, target: int) -> None:
    found = at(today, received, target)
    assert found.reached is (received >= target)
    if found.low is None or found.expected is None or found.high is None:
        assert found.outlook in {Outlook.UNKNOWN, Outlook.REACHED}
        return
    assert received <= found.low <= found.expected <= found.high
    assert found.shortfall == max(0, target - found.expected)


@given(halves, st.integers(0, 500), st.integers(1, 400))
def test_more_answers_never_worsen_the_forecast(today: date, received: int, target: int) -> None:
    fewer, more = at(today, received, target), at(today, received + 1, target)
    if fewer.expected is not None and more.expected is not None:
        assert more.expected > fewer.expected


def test_the_week_avoids_christmas_and_leaves_time_after_it() -> None:
    found = propose_survey_week(shortfall=21, visits_per_week=30, last_day=LAST, today=HALF)
    assert found is not None
    assert found.monday == date(2026, 12, 14)
    assert found.days == tuple(date(2026, 12, day) for day in range(14, 19))
    assert (found.per_day, found.visits, found.enough_visits) == (5, 30, True)


def test_a_quarter_without_holidays_at_its_end_keeps_its_last_week_spare() -> None:
    found = propose_survey_week(shortfall=5, visits_per_week=None, last_day=date(2026, 9, 30), today=FIRST)
    assert found is not None
    assert found.monday == date(2026, 9, 14)
    assert found.enough_visits is None


def test_an_extra_holiday_moves_the_week() -> None:
    found = propose_survey_week(
        shortfall=5,
        visits_per_week=None,
        last_day=LAST,
        today=HALF,
        extra_holidays=frozenset({date(2026, 12, 16)}),
    )
    assert found is not None
    assert found.monday == date(2026, 12, 7)


def test_too_few_visitors_are_said_to_be_too_few() -> None:
    found = propose_survey_week(shortfall=40, visits_per_week=36, last_day=LAST, today=HALF)
    assert found is not None
    assert found.enough_visits is False


def test_in_the_last_days_what_is_left_is_used() -> None:
    found = propose_survey_week(shortfall=7, visits_per_week=50, last_day=LAST, today=date(2026, 12, 28))
    assert found is not None
    assert found.monday == date(2026, 12, 28)
    assert found.days == tuple(date(2026, 12, day) for day in (29, 30, 31))
    assert (found.per_day, found.visits, found.enough_visits) == (3, 30, True)


@pytest.mark.parametrize(("shortfall", "today"), [(0, HALF), (-3, HALF), (9, LAST), (9, date(2027, 2, 1))])
def test_no_week_without_need_or_without_days(shortfall: int, today: date) -> None:
    assert propose_survey_week(shortfall=shortfall, visits_per_week=9, last_day=LAST, today=today) is None


@given(halves, st.integers(1, 300))
def test_a_proposed_week_lies_ahead_on_working_days_and_suffices(today: date, shortfall: int) -> None:
    found = propose_survey_week(shortfall=shortfall, visits_per_week=None, last_day=LAST, today=today)
    if found is None:
        assert workdays_between(today, LAST) == 0
        return
    assert found.monday.weekday() == 0
    assert all(today < day <= LAST and is_workday(day) for day in found.days)
    assert all(0 <= (day - found.monday).days < 5 for day in found.days)
    assert (found.per_day - 1) * len(found.days) < shortfall <= found.per_day * len(found.days)


@pytest.mark.parametrize(
    ("received", "missing", "percent"), [(0, 80, 0), (79, 1, 98), (80, 0, 100), (100, 0, 125)]
)
def test_the_report_never_rounds_a_missed_target_up(received: int, missing: int, percent: int) -> None:
    assert attainment(received, 80) == Attainment(received=received, target=80, missing=missing, percent=percent)
