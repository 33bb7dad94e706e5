"""Achievements are about nobody or about at least five people, whatever is subtracted from what."""

from collections import Counter
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.domain import achievement_documents as documents
from portal.domain import achievements
from portal.domain.achievement_documents import Named, TooFewPeopleError
from portal.domain.achievements import ENTRIES, FEWEST, FIELDS, PEOPLE, PROJECTS, Outcome
from portal.domain.editions import canonical, digest
from portal.domain.evaluations import Term
from portal.domain.indicators import Standing
from portal.domain.plans import (
    Aspect,
    Direction,
    Gathering,
    PlanContent,
    PlanGoal,
    PlanIndicator,
    PlanProject,
    Rhythm,
    RowKind,
)
from portal.domain.progress import Step
from portal.domain.words import Words

SECOND = Term(year=2026, quarter=2)
FIRST = date(2026, 1, 1)
OFFICE = Named(slug="kantor", name=Words("Kantor", "Office"))
BLOCKS = tuple(FIELDS)


@st.composite
def trees(draw):
    """Draw office -> the one above it; every office hangs below one with a smaller number, or at the top."""
    count = draw(st.integers(1, 10))
    return {
        office: draw(st.sampled_from([None, *range(1, office)])) if office > 1 else None
        for office in range(1, count + 1)
    }


@st.composite
def works(draw):
    """Draw one officer's work: some of the blocks, each with small sums."""
    shown = draw(st.sets(st.sampled_from(BLOCKS), max_size=4))
    return {name: tuple(draw(st.integers(0, 2)) for _ in FIELDS[name]) for name in shown}


@st.composite
def governments(draw):
    """Draw offices with their officers' work."""
    parents = draw(trees())
    return parents, {office: draw(st.lists(works(), max_size=8)) for office in parents}


@settings(max_examples=80)
@given(governments())
def test_no_published_total_and_no_difference_of_any_is_about_one_to_four_people(government):
    parents, officers = government
    people = {office: achievements.tally(there).people for office, there in officers.items()}
    grouping = achievements.combine(people, parents)
    about: dict[str, list[set[tuple[int, int]]]] = {}
    for group in grouping.groups:
        counted = achievements.add(achievements.tally(officers[office]) for office in group.offices)
        there = {(o, n): work for o in group.offices for n, work in enumerate(officers[o]) if work}
        assert counted.people == len(there)
        about.setdefault(PEOPLE, []).append(set(there))
        for name in counted.shown:
            about.setdefault(name, []).append({who for who, work in there.items() if name in work})
    for published in about.values():
        assert all(len(one) >= FEWEST for one in published)
        for size in range(2, len(published) + 1):
            for some in combinations(published, size):
                whole = set().union(*some)
                for one in some:
                    assert len(whole - one) >= FEWEST or whole == one


@settings(max_examples=40)
@given(governments())
def test_each_office_is_in_one_group_below_its_head_or_left_out_with_too_few(government):
    parents, officers = government
    people = {office: achievements.tally(there).people for office, there in officers.items()}
    grouping = achievements.combine(people, parents)
    placed = Counter(office for group in grouping.groups for office in group.offices) + Counter(grouping.left)
    assert placed == {office: 1 for office, count in people.items() if count}
    assert sum(people[office] for office in grouping.left) < FEWEST
    for group in grouping.groups:
        assert all(group.head is None or group.head in line(office, parents) for office in group.offices)
    heads = {group.head for group in grouping.groups}
    assert heads >= {office for office, count in people.items() if count >= FEWEST}


def line(office, parents):
    """Return an office and all above it."""
    return [office] if parents[office] is None else [office, *line(parents[office], parents)]


@settings(max_examples=60)
@given(st.lists(works(), min_size=5, max_size=9), st.lists(works(), min_size=5, max_size=9))
def test_a_revision_tells_of_no_difference_about_one_to_four_people(before, after):
    old, new = dict(enumerate(before)), dict(enumerate(after))
    changed = achievements.changes(old, new)
    one, other = achievements.tally(before), achievements.tally(after)
    if achievements.outcome(one, other, [changed]) is Outcome.REVISED:
        in_both = one.of_enough & other.of_enough  # Where one leaves it out, all is known to stand alike.
        for name in in_both & (one.shown.keys() | other.shown.keys()):
            differing = sum(old.get(n, {}).get(name) != new.get(n, {}).get(name) for n in old.keys() | new.keys())
            assert differing == 0 or differing >= FEWEST
        assert other.people >= FEWEST


@given(st.sampled_from(Aspect), st.lists(st.sampled_from(achievements.STANDINGS), min_size=FEWEST, max_size=8))
def test_an_aspect_is_shown_just_where_not_all_stand_alike(aspect, standings):
    counted = achievements.tally({aspect.value: standing_as(each)} for each in standings)
    assert (aspect.value in counted.shown) == (len(set(standings)) > 1)


def standing_as(standing):
    """Return the sums of an officer with one indicator."""
    return tuple(int(each is standing) for each in achievements.STANDINGS)


@pytest.mark.parametrize(
    ("name", "alike", "other"),
    [
        (ENTRIES, (0, 0), (4, 2)),
        (ENTRIES, (4, 0), (4, 1)),
        (ENTRIES, (4, 4), (4, 3)),
        (PROJECTS, (1, 10, 5, 0, 500_000, 300_000), (1, 10, 5, 4, 500_000, 300_000)),
        (PROJECTS, (1, 10, 5, 4, 500_000, 0), (1, 10, 5, 4, 500_000, 300_000)),
        (PROJECTS, (1, 10, 5, 4, 500_000, 1_000_000), (1, 10, 5, 4, 500_000, 300_000)),
    ],
)
def test_entries_and_projects_are_not_shown_where_all_stand_alike(name, alike, other):
    assert achievements.tally([{name: alike}] * 6).shown == {}
    assert achievements.tally([{name: alike}] * 5 + [{name: other}]).shown.keys() == {name}


def test_one_officer_is_not_seen_to_leave_or_to_join_those_who_stand_alike():
    good, bad = ({"time": standing_as(each)} for each in (Standing.ON_TRACK, Standing.BEHIND))
    alike, turned = dict.fromkeys(range(6), good), dict.fromkeys(range(6), bad)
    mixed = alike | {5: bad}
    for before, after, expected in (
        (alike, mixed, Outcome.HELD),
        (mixed, alike, Outcome.HELD),
        (mixed, turned, Outcome.REVISED),
        (alike, turned, Outcome.SAME),
    ):
        changed = [achievements.changes(before, after)]
        one, other = achievements.tally(before.values()), achievements.tally(after.values())
        assert achievements.outcome(one, other, changed) is expected


def test_a_correction_by_one_officer_is_held_and_one_by_five_is_published():
    work = {ENTRIES: (4, 2)}
    before = dict.fromkeys(range(6), work)
    for changed, expected in ((0, Outcome.SAME), (1, Outcome.HELD), (4, Outcome.HELD), (5, Outcome.REVISED)):
        after = before | {who: {ENTRIES: (5, 2)} for who in range(changed)}
        found = achievements.outcome(
            achievements.tally(before.values()),
            achievements.tally(after.values()),
            [achievements.changes(before, after)],
        )
        assert found is expected, changed
    assert achievements.outcome(None, achievements.tally(before.values()), ()) is Outcome.NEW


def test_small_offices_combine_upwards_and_what_is_left_is_told():
    parents = {1: None, 2: 1, 3: 1, 4: None, 5: 4, 6: None}
    few = achievements.combine({1: 2, 2: 2, 3: 7, 4: 0}, parents)
    assert [(group.head, group.offices) for group in few.groups] == [(3, (3,))]
    assert few.left == (1, 2)
    more = achievements.combine({1: 2, 2: 2, 3: 7, 4: 0, 5: 3, 6: 1}, parents)
    assert [(group.head, sorted(group.offices)) for group in more.groups] == [(3, [3]), (None, [1, 2, 5, 6])]
    assert more.left == ()
    upward = achievements.combine({1: 3, 2: 2}, parents)
    assert [(group.head, sorted(group.offices)) for group in upward.groups] == [(1, [1, 2])]


def indicator(measure, **changes):
    values = {
        "measure_id": measure, "aspect": Aspect.QUANTITY, "name": "Berkas", "unit_name": "berkas",
        "direction": Direction.MORE, "target": 12_000, "target_high": None, "gathering": Gathering.SUM,
        "rhythm": Rhythm.MONTHLY, "due_on": date(2026, 12, 31),
    }  # fmt: skip
    return PlanIndicator(**values | changes)


def plan(*indicators, projects=()):
    return PlanContent(
        goals=(
            PlanGoal(
                goal_id=1, kind=RowKind.MAIN, result="Hasil", indicators=indicators, projects=tuple(projects)
            ),
        )
    )


def step(number, day, value, *, corrects=None, spent=None, proof=False):
    return Step(id=number, on_day=day, value=value, spent=spent, corrects_id=corrects, has_evidence=proof)


def test_the_standing_at_a_past_quarters_end_takes_no_later_entry_and_no_replaced_one():
    steps = {
        1: [
            step(1, date(2026, 3, 1), 3_000, proof=True),
            step(2, date(2026, 6, 30), 4_000),
            step(3, date(2026, 7, 1), 9_000),
            step(4, date(2026, 6, 1), 2_000),
            step(5, date(2026, 7, 2), 2_000, corrects=4),
        ]
    }
    assert achievements.work_of(plan(indicator(1)), FIRST, steps, SECOND) == {
        "quantity": tuple(int(each is Standing.ON_TRACK) for each in achievements.STANDINGS),
        ENTRIES: (2, 1),
    }
    assert achievements.work_of(plan(indicator(1)), FIRST, {}, SECOND)["quantity"][-1] == 1
    assert achievements.work_of(PlanContent(), FIRST, {}, SECOND) == {}


def test_who_came_in_mid_year_is_measured_from_then_and_counted_in_no_quarter_before():
    steps = {1: [step(1, date(2026, 6, 28), 1)]}
    work = achievements.work_of(plan(indicator(1)), date(2026, 6, 20), steps, SECOND)
    assert work["quantity"] == tuple(int(each is Standing.ON_TRACK) for each in achievements.STANDINGS)
    assert achievements.work_of(plan(indicator(1)), date(2026, 7, 1), steps, SECOND) == {}


def project(measure, **changes):
    values = {
        "measure_id": measure, "name": "Jalan", "start_on": date(2026, 1, 1), "finish_on": date(2026, 12, 31),
        "budget": 1_000_000_000,
    }  # fmt: skip
    return PlanProject(**values | changes)


def test_projects_are_added_up_as_money_and_as_work_weighted_by_budget():
    content = plan(projects=[project(1), project(2, budget=3_000_000_000)])
    steps = {1: [step(1, date(2026, 6, 1), 80_000, spent=500_000_000)]}
    work = achievements.work_of(content, FIRST, steps, SECOND)
    made = documents.document(
        OFFICE,
        [OFFICE],
        SECOND,
        achievements.tally([work] * 5),
        closed_on=date(2026, 7, 15),
        revision=0,
        demo=True,
    )
    assert made["projects"]["count"] == 10
    assert made["projects"]["budget"] == 20_000_000_000
    assert made["projects"]["spent"] == 2_500_000_000
    assert made["projects"]["work_done"] == 20_000
    assert 49_000 < made["projects"]["work_planned"] < 50_000


def test_a_quarter_is_published_by_itself_ten_working_days_after_its_end():
    assert achievements.last_finished(date(2026, 1, 1)) == Term(year=2025, quarter=4)
    assert achievements.last_finished(date(2026, 6, 30)) == Term(year=2026, quarter=1)
    assert achievements.last_finished(date(2026, 7, 1)) == SECOND
    assert achievements.ripe_on(SECOND) == date(2026, 7, 14)


def test_a_document_is_canonical_and_read_back_as_it_was():
    works = [{"quantity": (1, 2, 0, 0, 1), ENTRIES: (3, 1)}] * 5 + [{"cost": (0, 0, 0, 1, 0), ENTRIES: (1, 1)}]
    made = documents.document(
        OFFICE, [OFFICE], SECOND, achievements.tally(works), closed_on=date(2026, 7, 15), revision=1, demo=True
    )
    text = canonical(made)
    read = documents.parse(text.decode(), digest(text))
    assert (read.id, read.replaces) == ("kantor-2026-kinerja-t2-r1", "kantor-2026-kinerja-t2")
    assert [(figure.aspect, figure.total) for figure in read.aspects] == [(Aspect.QUANTITY, 20)]
    assert (read.people, read.entries, read.with_evidence, read.projects) == (6, 16, 6, None)
    assert read.counts[Standing.ON_TRACK] == 10
    assert read.recorded_until == date(2026, 7, 14)
    assert "cost" not in made["aspects"]  # One officer alone answers for costs.


def test_no_document_is_about_fewer_than_five():
    with pytest.raises(TooFewPeopleError):
        documents.document(
            OFFICE, [OFFICE], SECOND, achievements.tally([{ENTRIES: (1, 0)}] * 4), closed_on=date(2026, 7, 15),
            revision=0, demo=False,
        )  # fmt: skip
