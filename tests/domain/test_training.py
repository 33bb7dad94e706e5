"""Seats, and the code on the wall that proves that somebody stood before it."""

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from portal.domain.periods import WITA
from portal.domain.training import (
    SLOT_SECONDS,
    EnrolmentState,
    is_on,
    make_token,
    may_cancel,
    place_for,
    read_token,
    slot_of,
)

SECRET = b"rahasia server"
NOW = datetime(2026, 3, 3, 9, 0, tzinfo=WITA)


@given(st.integers(0, 2**31 - 1), st.integers(0, 2**33))
def test_a_token_is_read_back_as_it_was_made(run, slot):
    token = make_token(SECRET, run % 10**9, slot)
    read = read_token(SECRET, token)
    assert read is not None
    assert (read.run, read.slot) == (run % 10**9, slot)


def test_a_token_for_another_run_another_time_or_of_another_server_is_none():
    slot = slot_of(NOW)
    seal = make_token(SECRET, 7, slot).rsplit(f"{slot}-", 1)[1]
    assert read_token(SECRET, f"8-{slot}-{seal}") is None
    assert read_token(SECRET, f"7-{slot + 1}-{seal}") is None
    assert read_token(b"lain", make_token(SECRET, 7, slot)) is None
    assert read_token(SECRET, f"07-{slot}-{seal}") is None


@given(st.text())
def test_whatever_is_typed_in_an_address_is_read_without_a_fault(text):
    assert read_token(SECRET, text) is None


def test_a_code_is_good_while_it_is_shown_and_for_the_two_minutes_after():
    token = read_token(SECRET, make_token(SECRET, 7, slot_of(NOW)))
    assert token is not None
    slot = timedelta(seconds=SLOT_SECONDS)
    assert token.is_fresh(NOW)
    assert token.is_fresh(NOW + slot)
    assert not token.is_fresh(NOW + 2 * slot)
    assert not token.is_fresh(NOW - timedelta(seconds=1))


def test_a_run_is_on_by_the_day_in_wita():
    days = (date(2026, 3, 3), date(2026, 3, 4))
    assert is_on(*days, datetime(2026, 3, 3, 0, 1, tzinfo=WITA))
    assert is_on(*days, datetime(2026, 3, 4, 23, 59, tzinfo=WITA))
    assert not is_on(*days, datetime(2026, 3, 2, 23, 59, tzinfo=WITA))
    assert not is_on(*days, datetime(2026, 3, 5, 0, 0, tzinfo=WITA))


def test_the_last_seat_is_given_and_the_next_one_waits():
    assert place_for(9, 10) is EnrolmentState.ENROLLED
    assert place_for(10, 10) is EnrolmentState.WAITING


def test_a_seat_is_given_back_until_the_day_before():
    assert may_cancel(date(2026, 3, 3), date(2026, 3, 2))
    assert not may_cancel(date(2026, 3, 3), date(2026, 3, 3))
