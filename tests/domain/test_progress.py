"""Entries of progress: corrections replace what they correct, and only what counts is counted."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from portal.domain.plans import Gathering
from portal.domain.progress import Closed, Step, closed, counting, days, goes_back, position

FIRST = date(2026, 3, 1)


def step(number, value, *, day=0, corrects=None, spent=None, proof=False):
    """Return an entry so many days after the first of March."""
    return Step(
        id=number,
        on_day=FIRST + timedelta(days=day),
        value=value,
        spent=spent,
        corrects_id=corrects,
        has_evidence=proof,
    )


def test_sums_add_up_and_levels_take_the_newest_day():
    steps = [step(1, 2000, day=5), step(2, 3000, day=1), step(3, 500, day=9, proof=True)]
    summed = position(steps, Gathering.SUM)
    assert summed.realised == 5500
    assert (summed.entries, summed.with_evidence) == (3, 1)
    assert summed.last_on == FIRST + timedelta(days=9)
    assert position(steps[:2], Gathering.LATEST).realised == 2000


def test_without_entries_nothing_is_known():
    nothing = position([], Gathering.SUM)
    assert (nothing.realised, nothing.spent, nothing.entries, nothing.last_on) == (None, None, 0, None)


def test_a_correction_replaces_and_a_withdrawal_takes_away():
    steps = [step(1, 9000), step(2, 900, corrects=1), step(3, 4000), step(4, None, corrects=3)]
    assert [each.id for each in counting(steps)] == [2]
    assert position(steps, Gathering.SUM).realised == 900


def test_mending_the_older_entry_of_a_day_does_not_make_it_the_newest():
    steps = [step(1, 5000), step(2, 7000), step(3, 6000, corrects=1)]
    assert position(steps, Gathering.LATEST).realised == 7000


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 30), st.integers(0, 20)), max_size=12))
@settings(max_examples=60)
def test_every_chain_of_corrections_counts_once(drawn):
    """Each entry corrects the one before it, or begins anew; the last of each chain counts."""
    steps, chains = [], 0
    for number, (value, day, choice) in enumerate(drawn, 1):
        corrects = number - 1 if choice % 2 and number > 1 else None
        chains += corrects is None
        steps.append(step(number, value, day=day, corrects=corrects))
    assert position(steps, Gathering.SUM).entries == chains


def test_a_project_goes_neither_below_what_was_nor_above_what_came_after():
    steps = [step(1, 10_000, day=1, spent=100), step(2, 40_000, day=9, spent=400)]

    def back(value, spent, day):
        return goes_back(steps, on_day=FIRST + timedelta(days=day), value=value, spent=spent)

    assert not back(25_000, 250, 5)
    assert not back(40_000, 400, 9)
    assert back(9_999, 250, 5)
    assert back(25_000, 99, 5)
    assert back(40_001, 250, 5)
    assert back(25_000, 401, 5)
    assert back(39_000, 500, 10)
    assert not back(0, 0, 0)


def test_a_day_lies_in_the_plans_year_and_not_ahead():
    begun = date(2026, 7, 1)
    assert days(begun, date(2026, 11, 7)) == (begun, date(2026, 11, 7))
    assert days(begun, date(2027, 1, 3)) == (begun, date(2026, 12, 31))


def test_a_years_record_closes_in_march_or_with_its_evaluation():
    assert closed(2026, date(2027, 3, 31), is_evaluated=False) is None
    assert closed(2026, date(2027, 4, 1), is_evaluated=False) is Closed.OVER
    assert closed(2026, date(2027, 1, 20), is_evaluated=True) is Closed.EVALUATED
