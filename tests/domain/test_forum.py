"""Where a topic stands: the office's deadline, the writer's word, and when a topic may be closed."""

from datetime import date, timedelta

import pytest

from portal.domain.forum import (
    PATIENCE,
    Clock,
    ClosedError,
    NotAskedError,
    Origin,
    OwedError,
    Standing,
    State,
    TooSoonError,
    answered,
    closed,
    judged,
    opened,
    taken_back,
)

THURSDAY = date(2026, 8, 13)
CLOCK = Clock(days=5, holidays=frozenset({date(2026, 8, 18)}))


def test_an_office_has_its_working_days_without_weekends_and_days_off():
    standing = opened(Origin.CITIZEN, THURSDAY, CLOCK)
    assert standing == Standing(state=State.WAITING, due_on=date(2026, 8, 24))  # 17 August is a national holiday.
    assert not standing.is_overdue(date(2026, 8, 24))
    assert standing.is_overdue(date(2026, 8, 25))
    assert CLOCK.late(date(2026, 8, 24), date(2026, 8, 27)) == 2  # 25 August is one, too.


@pytest.mark.parametrize("origin", [Origin.OFFICE, Origin.CONSULTATION])
def test_nobody_owes_an_answer_to_an_office_or_a_consultation(origin):
    assert opened(origin, THURSDAY, CLOCK) == Standing(state=State.OPEN)


def test_the_first_answer_ends_the_wait_and_later_ones_change_nothing():
    once = answered(opened(Origin.CITIZEN, THURSDAY, CLOCK))
    assert once == Standing(state=State.ANSWERED)
    assert answered(once) == once
    solved = judged(once, helped=True, today=THURSDAY, clock=CLOCK)
    assert answered(solved) == solved == Standing(state=State.SOLVED)


def test_an_answer_that_did_not_help_starts_the_clock_again():
    once = answered(opened(Origin.CITIZEN, THURSDAY, CLOCK))
    again = judged(once, helped=False, today=THURSDAY + timedelta(days=1), clock=CLOCK)
    assert again == Standing(state=State.WAITING, due_on=date(2026, 8, 26), reopened=1)
    assert judged(answered(again), helped=False, today=THURSDAY, clock=CLOCK).reopened == 2


@pytest.mark.parametrize("state", [state for state in State if state is not State.ANSWERED])
def test_the_writer_is_asked_only_about_an_answer(state):
    with pytest.raises(NotAskedError):
        judged(Standing(state=state), helped=True, today=THURSDAY, clock=CLOCK)


def test_a_topic_is_closed_when_nothing_is_owed_and_its_writer_had_time():
    once = Standing(state=State.ANSWERED)
    end = THURSDAY + PATIENCE
    with pytest.raises(TooSoonError) as refused:
        closed(once, answered_on=THURSDAY, today=end - timedelta(days=1))
    assert refused.value.from_day == end
    assert closed(once, answered_on=THURSDAY, today=end).state is State.CLOSED
    assert closed(Standing(state=State.SOLVED), answered_on=THURSDAY, today=THURSDAY).state is State.CLOSED
    with pytest.raises(OwedError):
        closed(opened(Origin.CITIZEN, THURSDAY, CLOCK), answered_on=None, today=end)


def test_a_closed_topic_takes_nothing_any_more():
    end = Standing(state=State.CLOSED)
    assert not end.takes_posts
    with pytest.raises(ClosedError):
        answered(end)
    with pytest.raises(ClosedError):
        closed(end, answered_on=None, today=THURSDAY)


def test_nobody_waits_for_an_answer_or_speaks_of_one_to_words_that_are_gone():
    assert taken_back(opened(Origin.CITIZEN, THURSDAY, CLOCK)) == Standing(state=State.OPEN)
    assert taken_back(Standing(state=State.ANSWERED, reopened=1)) == Standing(state=State.OPEN, reopened=1)
    assert taken_back(Standing(state=State.SOLVED)) == Standing(state=State.SOLVED)
