"""The closing rules, and what they promise over any pattern of arrivals: nobody can be singled out."""

from itertools import combinations, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.batches import (
    K_DISTRIBUTION,
    Decision,
    K,
    Outcome,
    Policy,
    Situation,
    decide,
    distribution_allowed,
    showable,
)
from portal.domain.periods import period_of
from tests.simulation import JANUARY, Month, Office, blocks, recovered, simulate

RULE = [
    # waiting, days, usual month, held, period ends -> outcome, held batch released
    ((0, 0, 0, False, False), (Outcome.OPEN, False)),
    ((9, 9, 100, False, False), (Outcome.OPEN, False)),
    ((9, 9, 100, True, False), (Outcome.OPEN, False)),
    ((10, 3, 100, False, False), (Outcome.OPEN, False)),
    ((29, 3, 100, True, False), (Outcome.OPEN, False)),
    ((10, 4, 19.9, False, False), (Outcome.HELD, False)),
    ((10, 4, 20, False, False), (Outcome.RELEASED, False)),
    ((10, 4, 0, True, False), (Outcome.HELD, True)),
    ((10, 4, 20, True, False), (Outcome.RELEASED, True)),
    ((30, 1, 0, False, False), (Outcome.HELD, False)),
    ((30, 1, 20, False, False), (Outcome.RELEASED, False)),
    ((0, 0, 0, False, True), (Outcome.OPEN, False)),
    ((0, 0, 0, True, True), (Outcome.OPEN, True)),
    ((1, 1, 0, False, True), (Outcome.CARRIED, False)),
    ((9, 9, 100, False, True), (Outcome.CARRIED, False)),
    ((1, 1, 0, True, True), (Outcome.MERGED, True)),
    ((9, 9, 100, True, True), (Outcome.MERGED, True)),
    ((10, 1, 0, False, True), (Outcome.RELEASED, False)),
    ((10, 1, 0, True, True), (Outcome.RELEASED, True)),
]


@pytest.mark.parametrize(("situation", "expected"), RULE)
def test_each_row_of_the_rule(situation, expected):
    waiting, days, usual_month, held, period_ends = situation
    outcome, release_held = expected
    decision = decide(
        Situation(waiting=waiting, days=days, usual_month=usual_month, held=held, period_ends=period_ends),
        Policy(),
    )
    assert decision == Decision(outcome=outcome, release_held=release_held)


@pytest.mark.parametrize(
    ("outcome", "release_held", "published"),
    [
        (Outcome.RELEASED, False, True),
        (Outcome.MERGED, True, True),
        (Outcome.HELD, True, True),
        (Outcome.OPEN, True, True),
        (Outcome.HELD, False, False),
        (Outcome.OPEN, False, False),
        (Outcome.CARRIED, False, False),
    ],
)
def test_a_decision_knows_whether_it_made_anything_public(outcome, release_held, published):
    assert Decision(outcome=outcome, release_held=release_held).published is published


def spread(answers: int) -> st.SearchStrategy[Month]:
    """Return months with so many answers, on some of its days, sometimes closed early."""
    days = st.integers(min(answers, 1), min(answers, 22))
    early = st.none() | st.integers(0, answers)
    return st.builds(Month, answers=st.just(answers), days=days, early=early)


# Small numbers decide everything, so most months are small; a burst now and then makes an office busy.
QUIET, BUSY = st.integers(0, 14), st.integers(15, 70)
MONTHS = st.lists((QUIET | QUIET | BUSY).flatmap(spread), min_size=1, max_size=18)
POLICIES = st.sampled_from([Policy(period="quarter"), Policy(period="semester"), Policy(period="year")])
OFFICES = st.builds(simulate, MONTHS, POLICIES)


@given(OFFICES)
def test_every_published_group_and_every_difference_of_two_is_empty_or_large(office: Office):
    assert all(len(group) >= K for group in office.published)
    for one, other in permutations(office.published, 2):
        assert not 0 < len(one - other) < K


@given(OFFICES)
def test_no_combination_of_published_groups_gives_a_small_group(office: Office):
    assert all(len(block) >= K for block in blocks(office.published))


@given(OFFICES)
def test_no_answer_is_lost_or_doubled(office: Office):
    seen = [answer for batch in office.batches for answer in batch.answers] + list(office.waiting)
    assert sorted(seen) == list(range(len(office.months)))
    assert all(one.answers.isdisjoint(other.answers) for one, other in combinations(office.batches, 2))


@given(OFFICES)
def test_only_the_newest_batch_can_be_held_and_a_held_one_is_large_enough_to_be_released(office: Office):
    assert all(batch.released for batch in office.batches[:-1])
    assert all(len(batch.answers) >= K for batch in office.batches)


@given(OFFICES)
def test_after_a_period_nothing_is_held_and_only_a_carried_handful_is_open(office: Office):
    last = JANUARY + len(office.outcomes) - 1
    if last != period_of(last, office.policy.period).last_month:
        return
    assert all(batch.released for batch in office.batches)
    assert len(office.waiting) < K
    assert bool(office.waiting) == (office.outcomes[-1] is Outcome.CARRIED)


@given(MONTHS)
def test_a_figure_that_follows_every_month_can_be_undone(months):
    """Without the smallest group of ten the same search does find people, so it is able to."""
    office = simulate(months, Policy(k=1, days=0, usual=0))
    alone = [batch for batch in office.batches if len(batch.answers) == 1]
    assert {batch.answers for batch in alone} <= set(recovered(office.published))


SIZES = st.dictionaries(st.text("abcdef", min_size=1, max_size=2), st.integers(0, 40), max_size=8)


@given(SIZES)
def test_shown_groups_are_large_and_what_they_leave_is_too(sizes):
    shown = showable(sizes)
    assert all(sizes[key] >= K for key in shown)
    hidden = sum(size for key, size in sizes.items() if key not in shown)
    assert not shown or hidden == 0 or hidden >= K


@given(SIZES)
def test_a_large_group_is_hidden_only_to_cover_a_small_one(sizes):
    small = sum(size for size in sizes.values() if size < K)
    large = {key for key, size in sizes.items() if size >= K}
    hidden = large - showable(sizes)
    assert len(hidden) <= 1
    assert not hidden or 0 < small < K
    assert all(sizes[key] == min(sizes[other] for other in large) for key in hidden)


def test_the_smallest_shown_group_covers_a_small_one():
    assert showable({"a": 50, "b": 12, "c": 3}) == {"a"}
    assert showable({"a": 50, "b": 12, "c": 7, "d": 3}) == {"a", "b"}
    assert showable({"a": 50, "b": 12, "c": 0}) == {"a", "b"}
    assert showable({"a": 50, "c": 3}) == frozenset()


@pytest.mark.parametrize(
    ("n", "parts", "allowed"),
    [
        (29, [], False),
        (30, [], True),
        (59, [30], False),
        (60, [30], True),
        (30, [30], True),
        (89, [30, 30], False),
        (60, [30, 30], True),
        (90, [30, 30], True),
    ],
)
def test_counts_of_each_score_need_thirty_answers_also_after_subtraction(n, parts, allowed):
    assert K_DISTRIBUTION == 30
    assert distribution_allowed(n, parts) is allowed
