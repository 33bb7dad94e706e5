"""Follow-up plans: their state, their scores, and what later editions say about them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain import interval
from portal.domain.follow_up import (
    Outcome,
    Reason,
    State,
    Status,
    compare,
    element_interval,
    is_overdue,
    measures_after,
    media_score,
    outcome,
    pace_score,
    propose_priorities,
    realised,
    realised_score,
    state_of,
)
from portal.domain.interval import Interval
from portal.domain.periods import month_of

DUE = date(2026, 9, 30)  # A Wednesday.

statuses = st.sampled_from(Status)
distributions = st.tuples(*[st.integers(0, 60)] * 4).filter(any)
ends = st.tuples(st.integers(25_00, 100_00), st.integers(25_00, 100_00)).map(sorted)
intervals = ends.map(lambda pair: Interval(pair[0], pair[1]))


@pytest.mark.parametrize("status", [Status.PLANNED, Status.STARTED])
def test_an_open_action_is_overdue_once_its_due_day_is_over(status: Status) -> None:
    assert not is_overdue(DUE, status, DUE)
    assert is_overdue(DUE, status, date(2026, 10, 1))


@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.sampled_from([Status.DONE, Status.DROPPED]))
def test_what_is_closed_is_never_pressing(today: date, status: Status) -> None:
    assert state_of(DUE, status, today) == State(status.value)


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2026, 9, 22), State.STARTED),
        (date(2026, 9, 23), State.DUE_SOON),  # five working days are left, and a weekend
        (date(2026, 9, 30), State.DUE_SOON),
        (date(2026, 10, 1), State.OVERDUE),
    ],
)
def test_time_presses_in_the_last_five_working_days(today: date, state: State) -> None:
    assert state_of(DUE, Status.STARTED, today) is state


def test_a_holiday_makes_a_due_day_come_nearer() -> None:
    assert state_of(DUE, Status.PLANNED, date(2026, 9, 22), frozenset({date(2026, 9, 25)})) is State.DUE_SOON


@pytest.mark.parametrize(
    ("done", "of", "score"),
    [(0, 4, 2), (29, 100, 2), (30, 100, 3), (80, 100, 3), (81, 100, 4), (99, 100, 4), (4, 4, 5)],
)
def test_realised_follow_up_is_scored_at_exact_bounds(done: int, of: int, score: int) -> None:
    percentage = realised([Status.DONE] * done + [Status.STARTED] * (of - done))
    assert percentage == Fraction(100 * done, of)
    assert realised_score(percentage) == score


def test_just_off_a_bound_is_off_it() -> None:
    assert realised_score(Fraction(30) - Fraction(1, 10**9)) == 2
    assert realised_score(Fraction(80) + Fraction(1, 10**9)) == 4
    assert realised_score(Fraction(100) - Fraction(1, 10**9)) == 4


def test_without_a_plan_there_is_no_score() -> None:
    assert realised([]) is None
    assert realised_score(None) is None


@given(st.lists(statuses, min_size=1))
def test_dropping_an_open_action_never_raises_the_percentage(plan: list[Status]) -> None:
    dropped = [Status.DROPPED if status is Status.PLANNED else status for status in plan]
    assert realised(dropped) == realised(plan)


@pytest.mark.parametrize(
    ("last", "score"),
    [
        (date(2026, 2, 28), 5),  # one month after 31 January
        (date(2026, 3, 1), 4),
        (date(2026, 4, 30), 4),
        (date(2026, 5, 1), 3),
        (date(2026, 7, 31), 3),
        (date(2026, 8, 1), 2),
        (date(2026, 10, 31), 2),
        (date(2026, 11, 1), 1),
        (date(2027, 1, 31), 1),
        (date(2027, 2, 1), None),
    ],
)
def test_the_pace_counts_calendar_months_to_the_last_recommendation(last: date, score: int | None) -> None:
    assert pace_score(date(2026, 1, 31), [date(2026, 2, 2), last]) == score


def test_one_open_recommendation_leaves_the_pace_unscored() -> None:
    assert pace_score(date(2026, 1, 31), [date(2026, 2, 2), None]) is None
    assert pace_score(date(2026, 1, 31), []) is None


@pytest.mark.parametrize(("media", "score"), [(0, None), (1, 1), (4, 4), (5, 5), (12, 5)])
def test_each_medium_counts_up_to_five(media: int, score: int | None) -> None:
    assert media_score(media) == score


@dataclass(frozen=True)
class Element:
    key: str
    value: int
    grade: str


def test_the_weakest_elements_are_proposed_with_the_reason() -> None:
    shown = [Element("produk", 90_00, "A"), Element("waktu", 64_00, "D"), Element("biaya", 80_00, "B")]
    proposed = propose_priorities(shown, 3)
    assert [(item.key, item.reason) for item in proposed] == [
        ("waktu", Reason.POOR_GRADE),
        ("biaya", Reason.LOWEST),  # The mean of the three is 78.
        ("produk", Reason.LOWEST),
    ]
    assert (proposed[0].value, proposed[0].grade) == (64_00, "D")


def test_a_good_element_below_the_mean_is_proposed_for_that() -> None:
    shown = [Element("produk", 90_00, "A"), Element("waktu", 80_00, "B")]
    assert [item.reason for item in propose_priorities(shown, 1)] == [Reason.BELOW_MEAN]


def test_where_all_are_equal_none_is_called_below_the_mean() -> None:
    shown = [Element(key, 77_78, "B") for key in ("persyaratan", "prosedur", "waktu")]
    proposed = propose_priorities(shown, 2)
    assert [(item.key, item.reason) for item in proposed] == [
        ("persyaratan", Reason.LOWEST),
        ("prosedur", Reason.LOWEST),
    ]


def sums(counts: Sequence[int]) -> tuple[int, int]:
    return sum(counts), sum(score * count for score, count in enumerate(counts, 1))


def test_an_element_has_the_interval_of_respondents_who_say_it_nine_times() -> None:
    # Ten threes are ten values of 75, worked by hand in test_interval.
    assert element_interval(n=10, total=30, counts=(0, 0, 10, 0)) == Interval(60_96, 84_87)


@given(distributions)
def test_without_the_distribution_the_interval_is_wider_never_narrower(counts: tuple[int, ...]) -> None:
    n, total = sums(counts)
    known, unknown = element_interval(n=n, total=total, counts=counts), element_interval(n=n, total=total)
    assert unknown.low <= known.low <= known.high <= unknown.high


def test_scores_at_both_ends_lose_nothing_without_the_distribution() -> None:
    assert element_interval(n=50, total=140) == element_interval(n=50, total=140, counts=(20, 0, 0, 30))


def test_a_total_beyond_four_a_head_is_refused() -> None:
    with pytest.raises(interval.ImpossibleSumsError):
        element_interval(n=10, total=41)


BEFORE = Interval(70_00, 80_00)


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (Interval(80_01, 90_00), Outcome.IMPROVED),
        (Interval(80_00, 90_00), Outcome.UNCLEAR),
        (Interval(72_00, 78_00), Outcome.UNCLEAR),
        (Interval(60_00, 70_00), Outcome.UNCLEAR),
        (Interval(60_00, 69_99), Outcome.WORSENED),
    ],
)
def test_only_a_gap_between_the_intervals_is_a_change(after: Interval, expected: Outcome) -> None:
    assert compare(BEFORE, after) is expected


@given(intervals, intervals)
def test_the_comparison_turns_round_with_its_sides(one: Interval, two: Interval) -> None:
    opposite = {Outcome.IMPROVED: Outcome.WORSENED, Outcome.WORSENED: Outcome.IMPROVED}
    there = compare(one, two)
    assert compare(two, one) is opposite.get(there, there)


def test_the_newest_edition_decides_and_without_one_it_is_too_early() -> None:
    better, same = Interval(85_00, 90_00), Interval(71_00, 79_00)
    assert outcome(BEFORE, []) is Outcome.TOO_EARLY
    assert outcome(BEFORE, [better]) is Outcome.IMPROVED
    assert outcome(BEFORE, [better, same]) is Outcome.UNCLEAR


def test_an_edition_counts_only_when_all_its_answers_came_after_the_action() -> None:
    done_on = date(2026, 7, 1)
    assert not measures_after(month_of(done_on), done_on)
    assert measures_after(month_of(date(2026, 8, 1)), done_on)
