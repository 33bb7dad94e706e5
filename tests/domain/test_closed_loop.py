"""Themes of comments and what became of promises: nothing below ten leaves, and no count is ever made twice."""

from collections import Counter
from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.closed_loop import (
    FEWEST,
    Account,
    Gathered,
    Hurdle,
    account,
    add_up,
    as_content,
    count_themes,
    from_content,
    hurdle,
)
from portal.domain.follow_up import Outcome, Status
from portal.domain.periods import Period, month_of
from portal.domain.promises import Effect, Promise
from portal.domain.words import Words

SLUGS = ("antrean", "biaya", "sikap-petugas", "waktu-tunggu")
NAMES = {slug: Words(slug.title(), slug.upper()) for slug in SLUGS}
COMMENTS = st.lists(st.lists(st.sampled_from(SLUGS), max_size=4), max_size=60)

S1_2026 = Period(kind="semester", sequence=4052)
JUNE = month_of(date(2026, 6, 1))
LATER = date(2026, 7, 20)
SORTED = Gathered(comments=12, unsorted=0, erased=0)


@given(COMMENTS)
def test_no_count_below_ten_leaves_and_every_larger_one_does(comments):
    true = Counter(theme for themes in comments for theme in set(themes))
    content = as_content(count_themes(comments), NAMES)
    assert set(content) == {"themes"}
    assert {one["slug"]: one["n"] for one in content["themes"]} == {
        slug: n for slug, n in true.items() if n >= FEWEST
    }


@given(COMMENTS, st.integers())
def test_the_same_comments_give_the_same_content_in_whatever_order_they_come(comments, seed):
    shuffled = [Random(seed).sample(themes, len(themes)) for themes in comments]
    Random(seed).shuffle(shuffled)
    assert as_content(count_themes(shuffled), NAMES) == as_content(count_themes(comments), NAMES)


@given(COMMENTS)
def test_the_most_said_comes_first_and_equal_ones_by_slug(comments):
    counts = count_themes(comments)
    assert [(one.n, one.slug) for one in counts] == sorted(
        ((one.n, one.slug) for one in counts), key=lambda pair: (-pair[0], pair[1])
    )


@given(st.lists(COMMENTS, max_size=4))
def test_offices_are_added_up_from_what_was_published_alone(offices):
    reports = [from_content(as_content(count_themes(comments), NAMES)) for comments in offices]
    total = sum((Counter({one.slug: one.n for one in report}) for report in reports), Counter())
    assert {one.slug: one.n for one in add_up(reports)} == total
    assert all(one.n >= FEWEST for one in add_up(reports))


def test_what_is_stored_is_read_back_as_it_was_called_then():
    (theme,) = from_content(as_content(count_themes([["biaya"]] * FEWEST), NAMES))
    assert (theme.slug, theme.name, theme.n) == ("biaya", NAMES["biaya"], FEWEST)


def stands_against(period=S1_2026, gathered=SORTED, *, published=(), by_month=None, today=LATER):
    return hurdle(period, gathered, published=published, by_month=by_month or {JUNE: 12}, today=today)


def test_a_period_that_is_over_open_and_sorted_may_be_published():
    assert stands_against() is None


def test_a_period_is_published_once_and_its_months_in_no_other():
    assert stands_against(published=[S1_2026]) is Hurdle.PUBLISHED
    assert stands_against(published=[Period(kind="quarter", sequence=2 * S1_2026.sequence)]) is Hurdle.OVERLAPS
    assert stands_against(published=[Period(kind="year", sequence=2026)]) is Hurdle.OVERLAPS
    assert stands_against(published=[Period(kind="semester", sequence=S1_2026.sequence - 1)]) is None


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"unsorted": 1}, Hurdle.UNSORTED),
        ({"erased": 1}, Hurdle.ERASED),
        ({"comments": 0}, Hurdle.EMPTY),
    ],
)
def test_what_is_not_whole_is_not_counted(changes, expected):
    assert stands_against(gathered=replace(SORTED, **changes)) is expected


def test_nothing_is_published_before_the_office_may_read_all_of_it():
    assert stands_against(today=date(2026, 7, 14)) is Hurdle.NOT_OPEN
    assert stands_against(today=date(2026, 7, 15)) is None
    # Two comments of the last month wait for a third, which comes in the next period.
    lonely = {JUNE - 1: 12, JUNE: 2}
    assert stands_against(by_month=lonely) is Hurdle.NOT_OPEN
    assert stands_against(by_month=lonely | {JUNE + 1: 1}, today=date(2026, 8, 15)) is None


def promise(name: str, status: Status = Status.STARTED, due: date = LATER) -> Promise:
    ended = LATER if status in (Status.DONE, Status.DROPPED) else None
    return Promise(
        element="waktu", wording=Words(name, name), owner="Sekretaris", due=due, status=status, ended_on=ended,
        reason=None, baseline=None,
    )  # fmt: skip


def test_every_promise_is_in_one_number():
    done = [promise(f"d{number}", Status.DONE) for number in range(6)]
    effects = [Effect(outcome=outcome) for outcome in (*Outcome, Outcome.IMPROVED)]
    effects.append(Effect(outcome=Outcome.UNCLEAR, comparable=False))
    others = [promise("a"), promise("b", Status.PLANNED, date(2026, 7, 1)), promise("c", Status.DROPPED)]
    judged = [*zip(done, effects, strict=True), *((one, None) for one in others)]
    assert account(judged, LATER) == Account(
        open=2, overdue=1, done=6, dropped=1, improved=2, unclear=1, worsened=1, early=2
    )
