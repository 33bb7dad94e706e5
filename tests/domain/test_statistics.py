"""Where indicators stand, and that figures over few people cannot be read or reckoned out."""

from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.achievements import FEWEST
from portal.domain.indicators import Target
from portal.domain.plans import Direction, Gathering, Rhythm
from portal.domain.statistics import (
    HOURS,
    REACHED,
    Condition,
    Line,
    Sight,
    condition,
    hidden,
    lines,
    mean_hours,
    officers_of,
    settled,
    share_reached,
    total,
)

TODAY = date(2026, 7, 2)
PARENTS = {1: None, 2: 1, 3: 1, 4: 2, 5: 2, 6: None}
ALL = Sight(reach=None)


def target(**changes) -> Target:
    values = {
        "direction": Direction.MORE,
        "low": 12_000,
        "high": None,
        "gathering": Gathering.SUM,
        "rhythm": Rhythm.MONTHLY,
        "start": date(2026, 1, 1),
        "due_on": date(2026, 12, 31),
    }
    return Target(**(values | changes))


@pytest.mark.parametrize(
    ("value", "days_ago", "changes", "expected"),
    [
        (12_000, 100, {}, Condition.REACHED),
        (6_000, 3, {}, Condition.ON_TRACK),
        (4_000, 3, {}, Condition.BEHIND),
        (6_000, 100, {}, Condition.STALLED),
        (None, None, {}, Condition.STALLED),
        (None, None, {"start": date(2026, 6, 20)}, Condition.STARTING),
        (11_999, 3, {"due_on": date(2026, 7, 1)}, Condition.MISSED),
        (None, None, {"due_on": date(2026, 7, 1)}, Condition.MISSED),
        (12_000, 3, {"due_on": date(2026, 7, 1)}, Condition.REACHED),
    ],
)
def test_an_indicator_is_in_the_condition_that_matters_most(value, days_ago, changes, expected):
    last_on = None if days_ago is None else TODAY - timedelta(days=days_ago)
    assert condition(target(**changes), value, last_on, TODAY) == expected


def look(people: dict[int, int], sight: Sight = ALL, about=PARENTS) -> tuple[Line, ...]:
    counts = {office: {"good": number} for office, number in people.items()}
    return lines(people, counts, PARENTS, sight, about)


def test_an_office_with_few_people_is_counted_with_the_office_above():
    shown = look({1: 8, 2: 6, 4: 3, 6: 2})
    assert [(line.offices, line.people, line.total) for line in shown] == [((1,), 8, 8), ((2, 4), 9, 9)]
    assert hidden({1: 8, 2: 6, 4: 3, 6: 2}, shown, PARENTS) == 1
    assert total(shown).people == 17


def test_a_reader_of_one_office_sees_nothing_of_a_group_that_reaches_beyond_it():
    people = {2: 6, 4: 3}
    assert look(people, Sight(reach=frozenset({4})), {4}) == ()
    assert [line.offices for line in look(people, Sight(reach=frozenset({2, 4})), {4})] == [(2, 4)]


def test_the_auditor_sees_every_office_alone():
    shown = look({1: 8, 4: 1, 6: 2}, Sight(reach=None, alone=None))
    assert [(line.offices, line.people) for line in shown] == [((1,), 8), ((4,), 1), ((6,), 2)]


@given(
    st.dictionaries(st.sampled_from(sorted(PARENTS)), st.integers(1, 9)),
    st.lists(st.frozensets(st.sampled_from(sorted(PARENTS)), min_size=1), min_size=2, max_size=4),
)
def test_whatever_readers_put_together_never_tells_of_few_people(people, reaches):
    seen = [set(line.offices) for reach in reaches for line in look(people, Sight(reach=reach), reach)]
    assert all(sum(people[office] for office in offices) >= FEWEST for offices in seen)
    for one, other in combinations(seen, 2):
        assert one == other or not one & other


def test_the_mean_and_the_share_are_of_everybody_who_was_there():
    line = Line(offices=(1,), people=3, counts={HOURS: 40, REACHED: 1})
    assert (mean_hours(line), share_reached(line)) == (13_33, 33_33)
    nobody = Line(offices=(1,), people=0, counts={})
    assert (mean_hours(nobody), share_reached(nobody)) == (0, 0)


def test_whoever_left_counts_until_the_year_of_leaving():
    left = {(1, 2025): 2, (2, 2026): 1}
    assert officers_of(2026, {1: 5}, left) == {1: 5, 2: 1}
    assert officers_of(2025, {1: 5}, left) == {1: 7, 2: 1}


def test_predicates_are_shown_of_terms_that_are_complete_and_not_all_alike():
    mixed = Line(offices=(1, 2), people=6, counts={"good": 5, "poor": 1})
    alike = Line(offices=(3,), people=6, counts={"good": 6})
    everybody = Sight(reach=None)
    assert settled([mixed, alike], {}, everybody) == (mixed,)
    assert settled([mixed], {2: 1}, everybody) == ()
    assert settled([mixed], {3: 1}, everybody) == (mixed,)
    assert settled([mixed, alike], {2: 1}, Sight(reach=None, alone=None)) == (mixed, alike)
