"""What a version of a plan says, read from its rows."""

from portal.domain.plans import (
    Annexes,
    Aspect,
    Direction,
    Gathering,
    PlanContent,
    PlanGoal,
    PlanIndicator,
    PlanMilestone,
    PlanProject,
    Rhythm,
    RowKind,
)
from portal.models import Indicator, Milestone, Plan, PlanRow, Project


def content_of(plan: Plan) -> PlanContent:
    """Return a plan's content, main goals first."""
    rows = sorted(plan.rows, key=lambda row: (row.kind != RowKind.MAIN, row.number))
    return PlanContent(
        goals=tuple(map(_goal, rows)),
        expectations={item.behaviour: item.text for item in plan.expectations},
        annexes=Annexes(support=plan.support, accountability=plan.accountability, consequences=plan.consequences),
    )


def _goal(row: PlanRow) -> PlanGoal:
    return PlanGoal(
        goal_id=row.goal_id,
        kind=RowKind(row.kind),
        result=row.result,
        serves_goal_id=row.serves_goal_id,
        indicators=tuple(map(indicator_of, row.indicators)),
        projects=tuple(map(_project, row.projects)),
    )


def indicator_of(row: Indicator) -> PlanIndicator:
    """Return what an indicator asks."""
    return PlanIndicator(
        measure_id=row.measure_id,
        aspect=Aspect(row.aspect),
        name=row.name,
        unit_name=row.unit_name,
        direction=Direction(row.direction),
        target=row.target,
        target_high=row.target_high,
        gathering=Gathering(row.gathering),
        rhythm=Rhythm(row.rhythm),
        due_on=row.due_on,
    )


def _project(row: Project) -> PlanProject:
    return PlanProject(
        measure_id=row.measure_id,
        name=row.name,
        start_on=row.start_on,
        finish_on=row.finish_on,
        budget=row.budget,
        milestones=tuple(
            _milestone(step) for step in sorted(row.milestones, key=lambda step: (step.due_on, step.id))
        ),
    )


def _milestone(row: Milestone) -> PlanMilestone:
    return PlanMilestone(id=row.id, name=row.name, due_on=row.due_on, weight=row.weight, cost=row.cost)
