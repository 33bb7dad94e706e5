"""The clock of objections over weekends and holidays, and what a decision needs."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.objections import (
    Decision,
    NewRatingsError,
    NotHeardError,
    NothingChangedError,
    check_decision,
    days_left,
    decide_by,
    may_object,
    objection_until,
)
from portal.domain.periods import WITA
from portal.domain.predicate import Rating
from portal.domain.workdays import is_workday

days = st.dates(date(2026, 1, 1), date(2026, 11, 30))
counts = st.integers(1, 20)

MEETS = (Rating.MEETS, Rating.MEETS)
BETTER = (Rating.ABOVE, Rating.MEETS)
HEARD = ("Pegawai menunjukkan bukti.", "Penilai menjelaskan alasannya.")


def at(day: date, clock: time = time(9)) -> datetime:
    """Return a moment of a day in WITA, as it is stored."""
    return datetime.combine(day, clock, WITA).astimezone(UTC)


@pytest.mark.parametrize(
    ("day", "count", "until"),
    [
        (date(2026, 7, 6), 14, date(2026, 7, 24)),  # Two weekends.
        (date(2026, 7, 3), 1, date(2026, 7, 6)),  # Friday to Monday.
        (date(2026, 7, 4), 1, date(2026, 7, 6)),  # Received on a Saturday: the count begins all the same.
        (date(2026, 3, 16), 3, date(2026, 3, 26)),  # Nyepi and Idulfitri with their shared leave.
        (date(2026, 12, 22), 3, date(2026, 12, 29)),  # Christmas and the leave before it.
        (date(2026, 12, 30), 2, date(2027, 1, 4)),  # Over New Year's Day and a weekend.
    ],
)
def test_the_clock_skips_weekends_and_holidays(day, count, until):
    assert objection_until(at(day), count) == until
    assert decide_by(day, count) == until


@pytest.mark.parametrize("clock", [time(0, 30), time(23, 30)])
def test_the_day_of_receipt_is_the_one_in_wita_and_has_no_part_in_the_count(clock):
    until = objection_until(at(date(2026, 7, 6), clock), 14)
    assert until == date(2026, 7, 24)
    assert may_object(date(2026, 7, 24), until)
    assert not may_object(date(2026, 7, 25), until)


@given(days)
def test_what_was_not_received_is_never_too_late_to_object_to(today):
    assert may_object(today, None)


def test_a_holiday_of_the_place_alone_moves_the_last_day():
    assert objection_until(at(date(2026, 10, 9)), 1) == date(2026, 10, 12)
    assert objection_until(at(date(2026, 10, 9)), 1, frozenset({date(2026, 10, 12)})) == date(2026, 10, 13)


@given(days, counts)
def test_the_last_day_is_a_working_day_and_the_days_before_it_are_counted(day, count):
    until = objection_until(at(day), count)
    assert is_workday(until)
    between = [day + timedelta(days=step) for step in range(1, (until - day).days + 1)]
    assert sum(map(is_workday, between)) == count
    assert days_left(day, until) == count


@given(days, counts)
def test_whoever_receives_it_later_never_has_to_object_earlier(day, count):
    assert objection_until(at(day), count) <= objection_until(at(day + timedelta(days=1)), count)


@given(days, counts, st.integers(-3, 3))
def test_the_last_day_counts_to_its_end_and_the_next_is_too_late(day, count, offset):
    until = objection_until(at(day), count)
    assert may_object(until + timedelta(days=offset), until) == (offset <= 0)


@pytest.mark.parametrize("heard", [("", HEARD[1]), (HEARD[0], ""), (" ", " ")])
def test_nothing_is_decided_before_both_are_heard(heard):
    with pytest.raises(NotHeardError):
        check_decision(Decision.KEPT, heard=heard, before=MEETS, after=None)


def test_a_decision_keeps_the_ratings_or_changes_them():
    for after in (None, MEETS):
        assert check_decision(Decision.KEPT, heard=HEARD, before=MEETS, after=after) == MEETS
    with pytest.raises(NewRatingsError):
        check_decision(Decision.KEPT, heard=HEARD, before=MEETS, after=BETTER)
    assert check_decision(Decision.CHANGED, heard=HEARD, before=MEETS, after=BETTER) == BETTER
    for after in (None, MEETS):
        with pytest.raises(NothingChangedError):
            check_decision(Decision.CHANGED, heard=HEARD, before=MEETS, after=after)
