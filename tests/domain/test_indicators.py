"""Where an indicator stands against its target, on any day of its year."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.indicators import (
    Attention,
    Standing,
    Target,
    attained,
    attention,
    is_overdue,
    is_stalled,
    meets,
    most_possible,
    realised,
    standing,
)
from portal.domain.plans import Direction, Gathering, Rhythm

MORE = Target(
    direction=Direction.MORE,
    low=12_000,
    high=None,
    gathering=Gathering.SUM,
    rhythm=Rhythm.MONTHLY,
    start=date(2026, 1, 1),
    due_on=date(2026, 12, 31),
)
LESS = replace(MORE, direction=Direction.LESS)
WITHIN = replace(MORE, direction=Direction.WITHIN, high=15_000)
LEVEL = replace(MORE, gathering=Gathering.LATEST)
HALF = date(2026, 7, 2)  # The 183rd of 365 days.
AFTER = date(2027, 1, 1)

amounts = st.integers(0, 10**9)
days = st.dates(date(2025, 6, 1), date(2027, 6, 30))


@st.composite
def targets(draw: st.DrawFn) -> Target:
    direction = draw(st.sampled_from(Direction))
    low = draw(amounts)
    return Target(
        direction=direction,
        low=low,
        high=low + draw(amounts) if direction is Direction.WITHIN else None,
        gathering=draw(st.sampled_from(Gathering)),
        rhythm=draw(st.sampled_from(Rhythm)),
        start=date(2026, 1, 1),
        due_on=draw(st.dates(date(2026, 1, 1), date(2026, 12, 31))),
    )


def test_pieces_of_work_add_up_and_a_level_is_its_newest_value() -> None:
    assert realised([1000, 2500, 500], Gathering.SUM) == 4000
    assert realised([1000, 2500, 500], Gathering.LATEST) == 500
    assert realised([], Gathering.SUM) is None
    assert realised([], Gathering.LATEST) is None


@given(st.lists(amounts, min_size=1), amounts)
def test_one_more_entry_moves_the_realisation_as_its_gathering_says(values: list[int], more: int) -> None:
    assert realised([*values, more], Gathering.SUM) == sum(values) + more
    assert realised([*values, more], Gathering.LATEST) == more


@pytest.mark.parametrize(
    ("target", "value", "percent"),
    [
        (MORE, 9_000, 75),
        (MORE, 15_000, 125),
        (LESS, 9_000, 125),
        (LESS, 15_000, 75),
        (LESS, 30_000, 0),
        (WITHIN, 14_000, 100),
        (WITHIN, 9_000, 75),
        (WITHIN, 18_000, 80),
        (replace(LESS, low=0), 0, 100),
        (replace(LESS, low=0), 1, 0),
    ],
)
def test_percent_of_the_target_worked_by_hand(target: Target, value: int, percent: int) -> None:
    assert attained(target, value) == percent


def test_percents_are_not_rounded() -> None:
    assert attained(MORE, 1_000) == Fraction(25, 3)
    assert attained(MORE, None) is None


@given(targets(), amounts)
def test_a_hundred_percent_is_meeting_the_target(target: Target, value: int) -> None:
    percent = attained(target, value)
    assert percent is not None
    assert percent >= 0
    assert (percent >= 100) is meets(target, value)


@pytest.mark.parametrize(
    ("target", "value", "today", "expected"),
    [
        (MORE, None, AFTER, Standing.NO_DATA),
        (MORE, 12_000, date(2026, 2, 1), Standing.REACHED),
        (MORE, 12_000, AFTER, Standing.REACHED),
        (MORE, 11_999, AFTER, Standing.MISSED),
        (MORE, 11_999, MORE.due_on, Standing.ON_TRACK),
        (LESS, 6_000, HALF, Standing.ON_TRACK),
        (LESS, 6_017, HALF, Standing.BEHIND),  # 12 * 183 / 365 is 6.016.
        (LESS, 12_000, AFTER, Standing.REACHED),
        (LESS, 12_001, AFTER, Standing.MISSED),
        (WITHIN, 14_000, HALF, Standing.ON_TRACK),  # early, and still inside
        (WITHIN, 15_001, HALF, Standing.BEHIND),
        (LEVEL, 12_000, HALF, Standing.ON_TRACK),
        (LEVEL, 11_999, HALF, Standing.BEHIND),
        (LEVEL, 12_000, AFTER, Standing.REACHED),
    ],
)
def test_standing_worked_by_hand(target: Target, value: int | None, today: date, expected: Standing) -> None:
    assert standing(target, value, today) is expected


def test_between_two_monthly_entries_nobody_falls_behind() -> None:
    done_until_may = 5_000
    assert standing(MORE, done_until_may, date(2026, 6, 29)) is Standing.ON_TRACK
    assert standing(MORE, done_until_may, date(2026, 7, 15)) is Standing.BEHIND


@given(targets(), amounts, amounts, days)
def test_doing_more_never_worsens_the_standing_where_more_is_better(
    target: Target, value: int, more: int, today: date
) -> None:
    order = [Standing.MISSED, Standing.BEHIND, Standing.ON_TRACK, Standing.REACHED]
    upward = replace(target, direction=Direction.MORE, high=None)
    before, after = (order.index(standing(upward, amount, today)) for amount in (value, value + more))
    assert before <= after


@given(targets(), st.none() | amounts, days)
def test_only_a_day_that_is_over_is_missed_and_overdue(target: Target, value: int | None, today: date) -> None:
    over = today > target.due_on
    assert is_overdue(target, value, today) is (over and (value is None or not meets(target, value)))
    assert (standing(target, value, today) is Standing.MISSED) is (
        over and value is not None and not meets(target, value)
    )


@pytest.mark.parametrize(("rhythm", "limit"), [(Rhythm.WEEKLY, 10), (Rhythm.MONTHLY, 40), (Rhythm.QUARTERLY, 110)])
def test_entries_may_stay_away_as_long_as_the_rhythm_allows(rhythm: Rhythm, limit: int) -> None:
    target, last = replace(MORE, rhythm=rhythm), date(2026, 3, 2)
    assert not is_stalled(target, last, last + timedelta(days=limit))
    assert is_stalled(target, last, last + timedelta(days=limit + 1))


def test_without_an_entry_the_days_count_from_the_start() -> None:
    assert not is_stalled(MORE, None, date(2026, 2, 10))
    assert is_stalled(MORE, None, date(2026, 2, 11))


def test_nothing_is_stalled_before_it_starts_or_after_its_day() -> None:
    assert not is_stalled(MORE, None, date(2025, 12, 31))
    assert not is_stalled(MORE, date(2026, 2, 1), AFTER)


@pytest.mark.parametrize(
    ("value", "last_on", "today", "expected"),
    [
        (11_999, date(2026, 12, 20), AFTER, Attention.OVERDUE),
        (12_000, date(2026, 2, 20), AFTER, None),
        (None, None, AFTER, Attention.OVERDUE),
        (5_000, date(2026, 5, 1), HALF, Attention.STALLED),
        (12_000, date(2026, 5, 1), HALF, None),  # all of it is done
        (5_000, date(2026, 6, 1), HALF, None),
    ],
)
def test_what_is_late_or_silent_needs_attention_until_the_target_is_reached(
    value: int | None, last_on: date | None, today: date, expected: Attention | None
) -> None:
    assert attention(MORE, value, last_on, today) is expected


def test_a_share_cannot_exceed_all_of_it() -> None:
    assert most_possible("persen", [90_000, 100_000]) == 100_000
    assert most_possible(" % ", []) == 100_000
    assert most_possible("persen", [120_000]) is None  # of last year's figure, as growth is
    assert most_possible("dokumen", [1]) is None
