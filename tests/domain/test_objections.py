"""The clock of objections over weekends and holidays, and what a decision needs."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.objections import (
    Decision,
    NotHeardError,
    NothingChangedError,
    check_decision,
    days_left,
    decide_by,
    may_object,
    objection_until,
)
from portal.domain.predicate import Rating
from portal.domain.workdays import is_workday

days = st.dates(date(2026, 1, 1), date(2026, 11, 30))
counts = st.integers(1, 20)

MEETS = (Rating.MEETS, Rating.MEETS)
BETTER = (Rating.ABOVE, Rating.MEETS)
HEARD = ("Pegawai menunjukkan bukti.", "Penilai menjelaskan alasannya.")


@pytest.mark.parametrize(
    ("given_on", "count", "until"),
    [
        (date(2026, 7, 6), 14, date(2026, 7, 24)),  # Two weekends.
        (date(2026, 7, 3), 1, date(2026, 7, 6)),  # Friday to Monday.
        (date(2026, 7, 4), 1, date(2026, 7, 6)),  # Given on a Saturday: the count begins all the same.
        (date(2026, 3, 16), 3, date(2026, 3, 26)),  # Nyepi and Idulfitri with their shared leave.
        (date(2026, 12, 22), 3, date(2026, 12, 29)),  # Christmas and the leave before it.
        (date(2026, 12, 30), 2, date(2027, 1, 4)),  # Over New Year's Day and a weekend.
    ],
)
def test_the_clock_skips_weekends_and_holidays(given_on, count, until):
    assert objection_until(given_on, count) == until
    assert decide_by(given_on, count) == until


def test_a_holiday_of_the_place_alone_moves_the_last_day():
    assert objection_until(date(2026, 10, 9), 1) == date(2026, 10, 12)
    assert objection_until(date(2026, 10, 9), 1, frozenset({date(2026, 10, 12)})) == date(2026, 10, 13)


@given(days, counts)
def test_the_last_day_is_a_working_day_and_the_days_before_it_are_counted(given_on, count):
    until = objection_until(given_on, count)
    assert is_workday(until)
    between = [given_on + timedelta(days=step) for step in range(1, (until - given_on).days + 1)]
    assert sum(map(is_workday, between)) == count
    assert days_left(given_on, until) == count


@given(days, counts)
def test_whoever_is_given_it_later_never_has_to_object_earlier(given_on, count):
    assert objection_until(given_on, count) <= objection_until(given_on + timedelta(days=1), count)


@given(days, counts, st.integers(-3, 3))
def test_the_last_day_counts_to_its_end_and_the_next_is_too_late(given_on, count, offset):
    until = objection_until(given_on, count)
    assert may_object(until + timedelta(days=offset), until) == (offset <= 0)


@pytest.mark.parametrize("heard", [("", HEARD[1]), (HEARD[0], ""), (" ", " ")])
def test_nothing_is_decided_before_both_are_heard(heard):
    with pytest.raises(NotHeardError):
        check_decision(Decision.KEPT, heard=heard, before=MEETS, after=None)


def test_a_decision_keeps_the_ratings_or_changes_them():
    assert check_decision(Decision.KEPT, heard=HEARD, before=MEETS, after=BETTER) == MEETS
    assert check_decision(Decision.CHANGED, heard=HEARD, before=MEETS, after=BETTER) == BETTER
    for after in (None, MEETS):
        with pytest.raises(NothingChangedError):
            check_decision(Decision.CHANGED, heard=HEARD, before=MEETS, after=after)
