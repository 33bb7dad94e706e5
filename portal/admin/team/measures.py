"""Measures as approved plans set them, with where they stand: indicators and projects read as one list."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Date,
    Integer,
    Select,
    Subquery,
    and_,
    case,
    cast,
    literal,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from portal.domain import indicators, projects
from portal.domain.indicators import STALLED_AFTER, Attention, Standing, Target
from portal.domain.plans import (
    WHOLE_WORK,
    Aspect,
    Direction,
    Gathering,
    PlanMilestone,
    PlanProject,
    PlanState,
    Rhythm,
    RowKind,
)
from portal.domain.projects import EarnedValue
from portal.models.employees import Employee
from portal.models.plans import Indicator, Measure, Milestone, Plan, PlanRow, Project


@dataclass(frozen=True, kw_only=True, slots=True)
class MeasureLine:
    """A measure of an officer. aspect, project: one of them is None. value: thousandths of `unit_name`.

    attained: whole percent, rounded down so that 100 is said of nothing less. earned: a project's last report
    against its plan.
    """

    id: int
    plan_id: int
    employee_id: int
    employee: str
    position: str
    goal_id: int
    goal_kind: RowKind
    goal: str
    name: str
    aspect: Aspect | None
    unit_name: str
    target: Target
    value: int | None
    spent: int | None
    entries: int
    with_evidence: int
    last_on: date | None
    standing: Standing
    attention: Attention | None
    attained: int | None
    project: PlanProject | None = None
    earned: EarnedValue | None = None


def measures_of(year: int, *whose: ColumnElement[bool]) -> Subquery:
    """Return the measures of a year's approved plans; whose: conditions about their `Plan`."""
    indicators_ = (
        Indicator.measure_id, Indicator.name, Indicator.aspect, Indicator.unit_name, Indicator.direction,
        Indicator.target, Indicator.target_high, Indicator.gathering, Indicator.rhythm,
        Plan.starts_on.label("start_on"), Indicator.due_on,
        cast(null(), Integer).label("project_id"), cast(null(), BigInteger).label("budget"),
        cast(null(), Date).label("project_start"),
    )  # fmt: skip
    # A project is an indicator like that of `projects.target_of`; nobody is late with it before their plan starts.
    begun = case((Project.start_on < Plan.starts_on, Plan.starts_on), else_=Project.start_on)
    projects_ = (
        Project.measure_id, Project.name, literal("").label("aspect"), literal("%").label("unit_name"),
        literal(Direction.MORE.value).label("direction"), literal(WHOLE_WORK).label("target"),
        cast(null(), BigInteger).label("target_high"), literal(Gathering.LATEST.value).label("gathering"),
        literal(Rhythm.MONTHLY.value).label("rhythm"), begun.label("start_on"), Project.finish_on.label("due_on"),
        Project.id.label("project_id"), Project.budget, Project.start_on.label("project_start"),
    )  # fmt: skip
    approved = (Plan.state == PlanState.APPROVED, Plan.year == year, *whose)
    return union_all(_part(Indicator, indicators_, approved), _part(Project, projects_, approved)).subquery()


def _part(model: Any, columns: Iterable[Any], approved: Iterable[ColumnElement[bool]]) -> Select[Any]:
    row = (
        PlanRow.plan_id, Plan.employee_id, PlanRow.goal_id, PlanRow.number, PlanRow.kind.label("goal_kind"),
        PlanRow.result.label("goal"),
    )  # fmt: skip
    joined = (
        select(*row, *columns).join(PlanRow, PlanRow.id == model.row_id).join(Plan, Plan.id == PlanRow.plan_id)
    )
    return joined.where(*approved)


def statement(found: Subquery, today: date) -> Select[Any]:
    """Select measures with their standing and officer; `attention_of` their columns can be filtered by."""
    stands = (Measure.realised, Measure.spent, Measure.entries, Measure.with_evidence, Measure.last_on)
    who = (Employee.name.label("employee"), Employee.position)
    return (
        select(found, *stands, *who, attention_of(found, today).label("attention"))
        .join(Measure, Measure.id == found.c.measure_id)
        .join(Employee, Employee.id == found.c.employee_id)
    )


OVERDUE, STALLED = 2, 1


def attention_of(found: Subquery, today: date) -> ColumnElement[int]:
    """Return `indicators.attention`, and that of projects, in SQL: OVERDUE, STALLED, or 0 for neither.

    A test holds the two together.
    """
    measure = found.c
    met = and_(Measure.realised.is_not(None), _meets(found))
    overdue = and_(measure.due_on < today, ~met)
    lasts = or_(measure.gathering == Gathering.SUM, measure.project_id.is_not(None))
    for_good = and_(met, measure.direction == Direction.MORE, lasts)
    since = case(
        (or_(Measure.last_on.is_(None), Measure.last_on < measure.start_on), measure.start_on),
        else_=Measure.last_on,
    )
    latest = case(
        {rhythm: literal(today - timedelta(days=days), Date) for rhythm, days in STALLED_AFTER.items()},
        value=measure.rhythm,
    )
    stalled = and_(measure.start_on <= today, measure.due_on >= today, since < latest, ~for_good)
    return case((overdue, OVERDUE), (stalled, STALLED), else_=0)


def _meets(found: Subquery) -> ColumnElement[bool]:
    measure = found.c
    return or_(
        and_(measure.direction == Direction.MORE, Measure.realised >= measure.target),
        and_(measure.direction == Direction.LESS, Measure.realised <= measure.target),
        and_(
            measure.direction == Direction.WITHIN,
            Measure.realised.between(measure.target, measure.target_high),
        ),
    )


def line_of(row: Any, today: date) -> MeasureLine:
    """Build a measure from a row of `statement`; a project lacks its steps until `with_steps` adds them."""
    target = _target(row)
    attained = indicators.attained(target, row.realised)
    why = projects.attention if row.project_id else indicators.attention
    return MeasureLine(
        id=row.measure_id,
        plan_id=row.plan_id,
        employee_id=row.employee_id,
        employee=row.employee,
        position=row.position,
        goal_id=row.goal_id,
        goal_kind=RowKind(row.goal_kind),
        goal=row.goal,
        name=row.name,
        aspect=None if row.project_id else Aspect(row.aspect),
        unit_name=row.unit_name,
        target=target,
        value=row.realised,
        spent=row.spent,
        entries=row.entries,
        with_evidence=row.with_evidence,
        last_on=row.last_on,
        standing=indicators.standing(target, row.realised, today),
        attention=why(target, row.realised, row.last_on, today),
        attained=None if attained is None else int(attained),
        project=_project(row) if row.project_id else None,
    )


def _target(row: Any) -> Target:
    return Target(
        direction=Direction(row.direction),
        low=row.target,
        high=row.target_high,
        gathering=Gathering(row.gathering),
        rhythm=Rhythm(row.rhythm),
        start=row.start_on,
        due_on=row.due_on,
    )


def _project(row: Any) -> PlanProject:
    return PlanProject(
        measure_id=row.measure_id,
        name=row.name,
        start_on=row.project_start,
        finish_on=row.due_on,
        budget=row.budget,
    )


def with_steps(session: Session, lines: Iterable[MeasureLine], today: date) -> tuple[MeasureLine, ...]:
    """Return lines whose projects have their steps, and are compared with their plan; one statement for all."""
    lines = tuple(lines)
    wanted = [line.id for line in lines if line.project]
    steps = _steps(session, wanted) if wanted else {}
    return tuple(_compared(line, steps.get((line.plan_id, line.id), ()), today) for line in lines)


def _steps(session: Session, measure_ids: list[int]) -> dict[tuple[int, int], tuple[PlanMilestone, ...]]:
    query = (
        select(PlanRow.plan_id, Project.measure_id, Milestone)
        .join(Project, Project.id == Milestone.project_id)
        .join(PlanRow, PlanRow.id == Project.row_id)
        .where(Project.measure_id.in_(measure_ids))
        .order_by(Milestone.due_on, Milestone.id)
    )
    found: dict[tuple[int, int], list[PlanMilestone]] = defaultdict(list)
    for plan_id, measure_id, step in session.execute(query):
        found[plan_id, measure_id].append(
            PlanMilestone(id=step.id, name=step.name, due_on=step.due_on, weight=step.weight, cost=step.cost)
        )
    return {key: tuple(steps) for key, steps in found.items()}


def _compared(line: MeasureLine, steps: tuple[PlanMilestone, ...], today: date) -> MeasureLine:
    if line.project is None:
        return line
    project = replace(line.project, milestones=steps)
    earned = None
    if line.value is not None and line.last_on is not None:
        earned = projects.earned_value(project, work_done=line.value, spent=line.spent, on=line.last_on)
    return replace(line, project=project, earned=earned, standing=projects.standing(project, earned, today))
