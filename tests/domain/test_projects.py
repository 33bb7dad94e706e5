"""A project against its planned curve."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.indicators import Standing
from portal.domain.plans import WHOLE_WORK, PlanMilestone, PlanProject
from portal.domain.projects import EarnedValue, curve, earned_value, planned, standing

START = date(2026, 1, 1)


def milestone(days: int, weight: int, cost: int) -> PlanMilestone:
    return PlanMilestone(id=1, name="Tahap", due_on=START + timedelta(days=days), weight=weight, cost=cost)


def project(days: int, *milestones: PlanMilestone) -> PlanProject:
    return PlanProject(
        measure_id=1,
        name="Jembatan",
        start_on=START,
        finish_on=START + timedelta(days=days),
        budget=sum(step.cost for step in milestones) or 1000,
        milestones=milestones,
    )


# A dear foundation: after 100 of 300 days a fifth of the work, but half of the money.
BRIDGE = project(300, milestone(100, 20_000, 500), milestone(300, 80_000, 500))


def after(days: int) -> date:
    return START + timedelta(days=days)


@st.composite
def projects(draw: st.DrawFn) -> PlanProject:
    days = draw(st.integers(10, 700))
    cuts = sorted(draw(st.sets(st.integers(1, WHOLE_WORK - 1), max_size=5)))
    weights = [end - begin for begin, end in zip([0, *cuts], [*cuts, WHOLE_WORK], strict=True)]
    steps = [milestone(draw(st.integers(0, days)), weight, draw(st.integers(1, 10**10))) for weight in weights]
    return project(days, *sorted(steps, key=lambda step: step.due_on))


def test_the_curve_is_straight_between_its_corners() -> None:
    assert [(point.on, point.work, point.cost) for point in curve(BRIDGE)] == [
        (START, 0, 0),
        (after(100), 20_000, 500),
        (after(300), 100_000, 1000),
    ]
    half = planned(BRIDGE, after(200))
    assert (half.work, half.cost) == (60_000, 750)


def test_earned_value_worked_by_hand() -> None:
    # On day 200 60% is planned for 750, done is 40%: a quarter of the way from 20% to 100%, worth 500 + 125.
    # 40% is planned for day 150, so the whole takes 300 * 200 / 150 = 400 days.
    found = earned_value(BRIDGE, work_done=40_000, spent=500, on=after(200))
    assert found == EarnedValue(
        on=after(200),
        work_planned=Fraction(60_000),
        work_done=40_000,
        planned=Fraction(750),
        earned=Fraction(625),
        spent=500,
        schedule=Fraction(5, 6),
        costs=Fraction(5, 4),
        at_completion=Fraction(800),
        finish_on=after(400),
    )
    assert (found.lead, found.overspent) == (-20_000, Fraction(-1, 5))


def test_paying_for_a_dear_beginning_is_as_planned() -> None:
    found = earned_value(BRIDGE, work_done=20_000, spent=500, on=after(100))
    assert (found.schedule, found.costs, found.at_completion, found.finish_on) == (1, 1, 1000, after(300))
    assert (found.lead, found.overspent) == (0, None)


def test_before_anything_is_planned_done_or_spent_nothing_is_defined() -> None:
    found = earned_value(BRIDGE, work_done=0, spent=None, on=START)
    assert (found.schedule, found.costs, found.at_completion, found.finish_on, found.overspent) == (None,) * 5
    assert earned_value(BRIDGE, work_done=0, spent=100, on=after(10)).at_completion is None


def test_a_finished_project_is_finished_on_the_day_of_its_report() -> None:
    assert earned_value(BRIDGE, work_done=100_000, spent=1100, on=after(320)).finish_on == after(320)


def test_a_crawling_project_has_no_finish_worth_naming() -> None:
    assert earned_value(BRIDGE, work_done=1, spent=1, on=after(200)).finish_on is None


def test_without_steps_the_plan_is_one_straight_line() -> None:
    half = planned(project(200), after(100))
    assert (half.work, half.cost) == (50_000, 500)


@given(projects(), st.integers(-10, 800), st.integers(0, 30))
def test_the_plan_never_goes_back_and_ends_whole(found: PlanProject, days: int, more: int) -> None:
    early, late = planned(found, after(days)), planned(found, after(days + more))
    assert 0 <= early.work <= late.work <= WHOLE_WORK
    assert 0 <= early.cost <= late.cost <= found.budget
    end = planned(found, found.finish_on)
    assert (end.work, end.cost) == (WHOLE_WORK, found.budget)


@given(projects())
def test_whoever_does_and_spends_what_is_planned_is_as_planned(found: PlanProject) -> None:
    for plan in curve(found):
        if plan.on > START and plan.cost:
            value = earned_value(found, work_done=int(plan.work), spent=int(plan.cost), on=plan.on)
            assert (value.lead, value.schedule, value.costs, value.overspent) == (0, 1, 1, None)
            assert value.at_completion == found.budget


@given(projects(), st.integers(1, 900), st.integers(0, WHOLE_WORK), st.integers(1, 10**10))
def test_the_sums_of_earned_value_agree(found: PlanProject, days: int, work_done: int, spent: int) -> None:
    value = earned_value(found, work_done=work_done, spent=spent, on=after(days))
    assert 0 <= value.earned <= found.budget
    if value.schedule is not None:
        assert value.schedule * value.planned == value.earned
    assert value.costs is not None
    assert value.costs * spent == value.earned
    if value.at_completion is not None:
        assert value.at_completion * value.costs == found.budget


@pytest.mark.parametrize(
    ("spent", "share"), [(1040, None), (960, None), (1100, Fraction(1, 10)), (900, Fraction(-1, 10))]
)
def test_costs_within_five_percent_go_as_planned(spent: int, share: Fraction | None) -> None:
    assert earned_value(BRIDGE, work_done=100_000, spent=spent, on=after(300)).overspent == share


@pytest.mark.parametrize(
    ("work_done", "today", "expected"),
    [
        (55_000, 200, Standing.ON_TRACK),
        (54_999, 200, Standing.BEHIND),
        (99_999, 301, Standing.MISSED),
        (100_000, 301, Standing.REACHED),
    ],
)
def test_a_project_stands_where_its_last_report_left_it(work_done: int, today: int, expected: Standing) -> None:
    value = earned_value(BRIDGE, work_done=work_done, spent=None, on=after(200))
    assert standing(BRIDGE, value, after(today)) is expected


def test_a_project_without_a_report_is_not_judged() -> None:
    assert standing(BRIDGE, None, after(301)) is Standing.NO_DATA
