"""Months, periods and cutoffs in WITA."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.periods import (
    MONTHS_IN,
    WITA,
    Period,
    first_day,
    iso_month,
    last_day,
    moment,
    month_of,
    period_of,
    split,
)

MONTHS = st.integers(12 * 1900, 12 * 2200)
KINDS = st.sampled_from(list(MONTHS_IN))
JUNE, JULY = month_of(date(2026, 6, 1)), month_of(date(2026, 7, 1))


@pytest.mark.parametrize(
    ("utc", "month", "day"),
    [
        (datetime(2026, 6, 30, 15, 59, 59, tzinfo=UTC), JUNE, date(2026, 6, 30)),
        (datetime(2026, 6, 30, 16, 0, tzinfo=UTC), JULY, date(2026, 7, 1)),
        (datetime(2026, 12, 31, 16, 0, tzinfo=UTC), JUNE + 7, date(2027, 1, 1)),
    ],
)
def test_a_day_begins_in_wita(utc, month, day):
    accepted = moment(utc)
    assert (accepted.month, accepted.day) == (month, day)


@pytest.mark.parametrize(
    ("clock", "part"),
    [
        ("07:59:59", 0),
        ("08:00:00", 1),
        ("11:59:59", 1),
        ("12:00:00", 0),
        ("12:59:59", 0),
        ("13:00:00", 2),
        ("16:59:59", 2),
        ("17:00:00", 0),
        ("00:00:00", 0),
    ],
)
def test_the_band_of_the_day_is_the_official_forms(clock, part):
    local = datetime.fromisoformat(f"2026-06-15T{clock}+08:00")
    assert moment(local).part == moment(local.astimezone(UTC)).part == part


def test_nothing_finer_than_a_band_is_kept():
    morning = datetime(2026, 6, 15, 8, 0, tzinfo=WITA)
    assert moment(morning) == moment(morning + timedelta(hours=3, minutes=59, seconds=59))


@given(st.dates())
def test_a_month_integer_splits_and_holds_its_days(day):
    month = month_of(day)
    assert split(month) == (day.year, day.month)
    assert iso_month(month) == day.isoformat()[:7]
    assert first_day(month) <= day <= last_day(month)


@given(MONTHS)
def test_months_follow_each_other_without_a_gap(month):
    assert last_day(month) + timedelta(days=1) == first_day(month + 1)


def test_a_leap_february_is_cut_off_on_the_29th():
    assert last_day(month_of(date(2028, 2, 1))) == date(2028, 2, 29)


@given(MONTHS, KINDS)
def test_periods_hold_their_months_and_follow_each_other(month, kind):
    period = period_of(month, kind)
    following = Period(kind=kind, sequence=period.sequence + 1)
    assert period.first_month <= month <= period.last_month
    assert following.first_month == period.last_month + 1
    assert period < following


@pytest.mark.parametrize(
    ("month", "kind", "label", "first", "last"),
    [
        (JUNE, "semester", "2026-s1", "2026-01", "2026-06"),
        (JULY, "semester", "2026-s2", "2026-07", "2026-12"),
        (JUNE, "quarter", "2026-q2", "2026-04", "2026-06"),
        (JULY, "quarter", "2026-q3", "2026-07", "2026-09"),
        (JULY, "year", "2026", "2026-01", "2026-12"),
    ],
)
def test_periods_are_named_after_their_year_and_number(month, kind, label, first, last):
    period = period_of(month, kind)
    assert (period.label, period.year) == (label, 2026)
    assert (iso_month(period.first_month), iso_month(period.last_month)) == (first, last)


@given(MONTHS)
def test_a_year_is_two_semesters_or_four_quarters(month):
    year = period_of(month, "year")
    for kind, number in (("semester", 2), ("quarter", 4)):
        parts = {period_of(part, kind) for part in range(year.first_month, year.last_month + 1)}
        assert sorted(part.number for part in parts) == list(range(1, number + 1))
        assert {part.year for part in parts} == {year.year}
