"""What a plan lacks, what changed between two versions, and what serves what."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.behaviours import BEHAVIOUR_KEYS
from portal.domain.cascade import CascadeGoal, Node, grow
from portal.domain.plan_comparison import ChangeKind, Part, compare
from portal.domain.plans import (
    WHOLE_WORK,
    Annexes,
    Aspect,
    Direction,
    Gathering,
    Lack,
    PlanContent,
    PlanGoal,
    PlanIndicator,
    PlanMilestone,
    PlanProject,
    Rhythm,
    RowKind,
    check,
    in_year,
    may_submit,
    starts_on,
)

YEAR = 2026
FIRST = date(YEAR, 1, 1)
SUPERIORS = frozenset({7})


def indicator(measure_id=1, **changes) -> PlanIndicator:
    values = {
        "measure_id": measure_id, "aspect": Aspect.QUANTITY, "name": f"Dokumen {measure_id}",
        "unit_name": "dokumen", "direction": Direction.MORE, "target": 120_000, "target_high": None,
        "gathering": Gathering.SUM, "rhythm": Rhythm.MONTHLY, "due_on": date(YEAR, 12, 31),
    }  # fmt: skip
    return PlanIndicator(**(values | changes))


def step(number, weight, cost, month=6) -> PlanMilestone:
    return PlanMilestone(id=number, name=f"Tahap {number}", due_on=date(YEAR, month, 30), weight=weight, cost=cost)


def project(**changes) -> PlanProject:
    values = {
        "measure_id": 9, "name": "Gedung arsip", "start_on": date(YEAR, 3, 1), "finish_on": date(YEAR, 10, 31),
        "budget": 900, "milestones": (step(1, 40_000, 300), step(2, 60_000, 600, month=9)),
    }  # fmt: skip
    return PlanProject(**(values | changes))


def goal(goal_id=1, **changes) -> PlanGoal:
    values = {
        "goal_id": goal_id, "kind": RowKind.MAIN, "result": f"Hasil {goal_id}", "serves_goal_id": 7,
        "indicators": (indicator(goal_id),),
    }  # fmt: skip
    return PlanGoal(**(values | changes))


def content(*goals, **changes) -> PlanContent:
    values = {"goals": goals or (goal(),), "expectations": dict.fromkeys(BEHAVIOUR_KEYS, "Ramah.")}
    return PlanContent(**(values | changes))


def lacks(plan: PlanContent) -> set[Lack]:
    return {finding.lack for finding in check(plan, FIRST, SUPERIORS)}


def test_a_whole_plan_lacks_nothing():
    assert check(content(goal(projects=(project(),))), FIRST, SUPERIORS) == ()


@pytest.mark.parametrize(
    ("plan", "lack"),
    [
        (content(goal(kind=RowKind.ADDITIONAL)), Lack.MAIN_GOAL),
        (content(goal(indicators=())), Lack.MEASURE),
        (content(goal(serves_goal_id=8)), Lack.SERVED_GOAL),
        (content(goal(indicators=(indicator(due_on=date(YEAR + 1, 1, 1)),))), Lack.DUE_IN_YEAR),
        (content(goal(projects=(project(start_on=date(YEAR - 1, 12, 31)),))), Lack.PROJECT_IN_YEAR),
        (content(goal(projects=(project(milestones=(step(1, 99_999, 900),)),))), Lack.WEIGHTS),
        (content(goal(projects=(project(milestones=()),))), Lack.WEIGHTS),
        (content(goal(projects=(project(budget=901),))), Lack.COSTS),
        (content(goal(projects=(project(finish_on=date(YEAR, 9, 29)),))), Lack.MILESTONE_IN_PROJECT),
    ],
)
def test_what_is_missing_keeps_a_plan_from_being_submitted(plan, lack):
    assert lack in lacks(plan)
    assert not may_submit(check(plan, FIRST, SUPERIORS))


def test_a_plan_starts_with_the_year_or_with_the_post_and_nothing_is_due_before():
    begun = date(YEAR, 7, 1)
    assert starts_on(YEAR, begun) == begun
    assert {starts_on(YEAR, date(year, 7, 1)) for year in (YEAR - 1, YEAR + 1)} == {FIRST}
    early = content(goal(indicators=(indicator(due_on=date(YEAR, 6, 30)),), projects=(project(),)))
    assert [finding.lack for finding in check(early, begun, SUPERIORS)] == [Lack.DUE_IN_YEAR]
    over = content(goal(projects=(project(),)))
    assert [finding.lack for finding in check(over, date(YEAR, 11, 1), SUPERIORS)] == [Lack.PROJECT_IN_YEAR]


def test_what_is_only_worth_saying_keeps_nothing_back():
    plan = content(goal(serves_goal_id=None), expectations={})
    findings = check(plan, FIRST, SUPERIORS)
    assert {finding.lack for finding in findings} == {Lack.LINK, Lack.EXPECTATION}
    assert len(findings) == 8
    assert may_submit(findings)


def test_a_goal_need_serve_nothing_where_the_superior_has_no_plan():
    assert check(content(goal(serves_goal_id=None)), FIRST, frozenset()) == ()


def test_a_project_alone_measures_a_goal():
    assert check(content(goal(indicators=(), projects=(project(),))), FIRST, SUPERIORS) == ()


@given(st.lists(st.integers(1, WHOLE_WORK), min_size=1, max_size=6))
def test_the_work_is_whole_only_when_its_weights_add_up(weights):
    steps = tuple(step(number, weight, 150) for number, weight in enumerate(weights))
    found = lacks(content(goal(projects=(project(milestones=steps),))))
    assert (Lack.WEIGHTS in found) == (sum(weights) != WHOLE_WORK)
    assert (Lack.COSTS in found) == (150 * len(weights) != 900)


def test_a_leap_day_finds_its_place_in_another_year():
    assert in_year(date(2028, 2, 29), 2029) == date(2029, 2, 28)
    assert in_year(date(2027, 6, 30), 2028) == date(2028, 6, 30)


def test_each_kind_of_change_is_told():
    before = content(goal(1, projects=(project(),)), goal(2), annexes=Annexes(support="Dua laptop"))
    after = content(
        goal(1, indicators=(indicator(1, target=90_000),), projects=(replace(project(), budget=800),)),
        goal(3),
        expectations=dict.fromkeys(BEHAVIOUR_KEYS[1:], "Ramah."),
    )
    told = [(change.part, change.kind, change.name) for change in compare(before, after)]
    assert told == [
        (Part.GOAL, ChangeKind.ADDED, "Hasil 3"),
        (Part.GOAL, ChangeKind.REMOVED, "Hasil 2"),
        (Part.INDICATOR, ChangeKind.CHANGED, "Dokumen 1"),
        (Part.INDICATOR, ChangeKind.ADDED, "Dokumen 3"),
        (Part.INDICATOR, ChangeKind.REMOVED, "Dokumen 2"),
        (Part.PROJECT, ChangeKind.CHANGED, "Gedung arsip"),
        (Part.EXPECTATION, ChangeKind.REMOVED, BEHAVIOUR_KEYS[0]),
        (Part.ANNEX, ChangeKind.REMOVED, "support"),
    ]


def test_a_copied_step_is_the_same_step():
    copied = project(milestones=tuple(replace(item, id=item.id + 10) for item in project().milestones))
    assert compare(content(goal(projects=(project(),))), content(goal(projects=(copied,)))) == ()


FIELDS = {
    "aspect": st.sampled_from(Aspect), "name": st.text(max_size=3), "target": st.integers(0, 3),
    "rhythm": st.sampled_from(Rhythm), "due_on": st.dates(date(YEAR, 1, 1), date(YEAR, 1, 3)),
}  # fmt: skip
PLANS = st.lists(st.fixed_dictionaries(FIELDS), max_size=3).map(
    lambda rows: content(*(goal(n, indicators=(indicator(n, **row),)) for n, row in enumerate(rows, 1)))
)


@given(PLANS, PLANS)
def test_versions_are_the_same_exactly_when_nothing_is_told(before, after):
    assert (compare(before, after) == ()) == (before == after)
    turned = {ChangeKind.ADDED: ChangeKind.REMOVED, ChangeKind.REMOVED: ChangeKind.ADDED}
    there = sorted((change.part, change.kind) for change in compare(before, after))
    back = sorted((change.part, turned.get(change.kind, change.kind)) for change in compare(after, before))
    assert there == back


def cascade_goal(goal_id, level, serves=None) -> CascadeGoal:
    return CascadeGoal(goal_id=goal_id, employee_id=level, level=level, result="", serves_goal_id=serves)


def shape(nodes: tuple[Node, ...]) -> list:
    return [(node.goal.goal_id, shape(node.below)) for node in nodes]


def test_goals_hang_below_what_they_serve():
    goals = [
        cascade_goal(1, 0),
        cascade_goal(2, 0),
        cascade_goal(3, 1, 1),
        cascade_goal(4, 2, 3),
        cascade_goal(5, 2),
    ]
    assert shape(grow(goals)) == [(1, [(3, [(4, [])])]), (2, []), (5, [])]


def count(nodes: tuple[Node, ...]) -> int:
    return sum(1 + count(node.below) for node in nodes)


@given(st.lists(st.tuples(st.integers(0, 3), st.none() | st.integers(0, 9)), max_size=10))
def test_no_goal_is_lost_or_doubled_however_the_links_run(rows):
    goals = [cascade_goal(number, level, serves) for number, (level, serves) in enumerate(rows)]
    assert count(grow(goals)) == len(goals)
