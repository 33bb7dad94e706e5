"""How a draft of a plan is written: its goals, indicators, projects and steps, expectations and annexes."""

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.admin.plans.queries import list_superior_goals
from portal.domain.plans import (
    Annexes,
    GoalTerms,
    IndicatorTerms,
    MilestoneTerms,
    PlanContent,
    PlanGoal,
    PlanState,
    ProjectTerms,
    in_year,
)
from portal.models import Expectation, Goal, Indicator, Measure, Milestone, Plan, PlanRow, Project

MeasureRow = TypeVar("MeasureRow", Indicator, Project)


class NotDraftError(ValueError):
    """The plan was submitted or approved; only a draft is edited."""


class NotServedError(ValueError):
    """The chosen goal is none of the superior's for this year."""


def require_draft(plan: Plan) -> None:
    """Raise `NotDraftError` unless a plan may be edited."""
    if plan.state != PlanState.DRAFT:
        raise NotDraftError


def add_goal(session: Session, plan: Plan, terms: GoalTerms) -> PlanRow:
    """Add a goal to a draft. Raises `NotDraftError` or `NotServedError`."""
    require_draft(plan)
    _require_served(session, plan, terms)
    goal = Goal(employee_id=plan.employee_id, year=plan.year)
    session.add(goal)
    session.flush()
    return _write_goal(session, plan, goal.id, terms)


def change_goal(session: Session, row: PlanRow, terms: GoalTerms) -> None:
    """Change the words of a goal, or what it serves. Raises `NotDraftError` or `NotServedError`."""
    require_draft(row.plan)
    if terms.serves_goal_id != row.serves_goal_id:
        _require_served(session, row.plan, terms)
    _set(row, terms, GoalTerms)
    session.flush()


def remove_goal(session: Session, row: PlanRow) -> None:
    """Take a goal out of a draft with all that measures it. Raises `NotDraftError`."""
    require_draft(row.plan)
    row.plan.rows.remove(row)
    session.flush()


def add_indicator(session: Session, row: PlanRow, terms: IndicatorTerms) -> Indicator:
    """Add an indicator to a goal of a draft. Raises `NotDraftError`."""
    require_draft(row.plan)
    return _write_indicator(session, row, _add_measure(session, row), terms)


def change_indicator(session: Session, indicator: Indicator, terms: IndicatorTerms) -> None:
    """Change what an indicator asks. Raises `NotDraftError`."""
    require_draft(indicator.row.plan)
    _set(indicator, terms, IndicatorTerms)
    session.flush()


def add_project(session: Session, row: PlanRow, terms: ProjectTerms) -> Project:
    """Add a project, still without steps, to a goal of a draft. Raises `NotDraftError`."""
    require_draft(row.plan)
    return _write_project(session, row, _add_measure(session, row), terms)


def change_project(session: Session, project: Project, terms: ProjectTerms) -> None:
    """Change a project's name, dates or budget. Raises `NotDraftError`."""
    require_draft(project.row.plan)
    _set(project, terms, ProjectTerms)
    session.flush()


def remove_measure(session: Session, measure: Indicator | Project) -> None:
    """Take an indicator or a project out of a draft. Raises `NotDraftError`."""
    require_draft(measure.row.plan)
    if isinstance(measure, Indicator):
        measure.row.indicators.remove(measure)
    else:
        measure.row.projects.remove(measure)
    session.flush()


def add_milestone(session: Session, project: Project, terms: MilestoneTerms) -> Milestone:
    """Add a step to a project of a draft. Raises `NotDraftError`."""
    require_draft(project.row.plan)
    return _write_milestone(session, project, terms)


def change_milestone(session: Session, project: Project, step: Milestone, terms: MilestoneTerms) -> None:
    """Change a step of a project. Raises `NotDraftError`."""
    require_draft(project.row.plan)
    _set(step, terms, MilestoneTerms)
    session.flush()


def remove_milestone(session: Session, project: Project, step: Milestone) -> None:
    """Take a step out of a project. Raises `NotDraftError`."""
    require_draft(project.row.plan)
    project.milestones.remove(step)
    session.flush()


def set_expectations(session: Session, plan: Plan, expectations: Mapping[str, str]) -> None:
    """Write what the superior expects of each behaviour; an empty text takes it out. Raises `NotDraftError`."""
    require_draft(plan)
    written = {item.behaviour: item for item in plan.expectations}
    for behaviour, text in expectations.items():
        item = written.get(behaviour)
        if item is None and text:
            plan.expectations.append(Expectation(behaviour=behaviour, text=text))
        elif item is not None and text:
            item.text = text
        elif item is not None:
            plan.expectations.remove(item)
    session.flush()


def set_annexes(session: Session, plan: Plan, annexes: Annexes) -> None:
    """Write the annexes of a draft. Raises `NotDraftError`."""
    require_draft(plan)
    _set(plan, annexes, Annexes)
    session.flush()


def write_same_year(session: Session, plan: Plan, content: PlanContent) -> None:
    """Write all of another version of the same year into an empty draft: for the same goals and measures."""
    for goal in content.goals:
        row = _write_goal(session, plan, goal.goal_id, goal)
        for indicator in goal.indicators:
            _write_indicator(session, row, indicator.measure_id, indicator)
        for project in goal.projects:
            copied = _write_project(session, row, project.measure_id, project)
            for step in project.milestones:
                _write_milestone(session, copied, step)
    _write_rest(session, plan, content)


def write_new_year(session: Session, plan: Plan, content: PlanContent) -> None:
    """Write an earlier year's plan into an empty draft, for new goals and measures.

    Dates move into the plan's year. Projects are left behind, as they end; so are links to the superior's goals,
    which are others this year.
    """
    for goal in content.goals:
        row = add_goal(session, plan, replace(_terms_of(goal), serves_goal_id=None))
        for indicator in goal.indicators:
            add_indicator(session, row, replace(indicator, due_on=in_year(indicator.due_on, plan.year)))
    _write_rest(session, plan, content)


def _terms_of(goal: PlanGoal) -> GoalTerms:
    return GoalTerms(kind=goal.kind, result=goal.result, serves_goal_id=goal.serves_goal_id)


def _write_rest(session: Session, plan: Plan, content: PlanContent) -> None:
    set_expectations(session, plan, content.expectations)
    set_annexes(session, plan, content.annexes)


def _require_served(session: Session, plan: Plan, terms: GoalTerms) -> None:
    if terms.serves_goal_id is None:
        return
    goals = list_superior_goals(session, plan.employee.supervisor_id, plan.year)
    if terms.serves_goal_id not in {goal.id for goal in goals}:
        raise NotServedError


def _write_goal(session: Session, plan: Plan, goal_id: int, terms: GoalTerms) -> PlanRow:
    last = session.scalar(select(func.max(PlanRow.number)).where(PlanRow.plan_id == plan.id)) or 0
    row = PlanRow(goal_id=goal_id, number=last + 1)
    _set(row, terms, GoalTerms)
    plan.rows.append(row)
    session.flush()
    return row


def _add_measure(session: Session, row: PlanRow) -> int:
    plan = row.plan
    measure = Measure(goal_id=row.goal_id, employee_id=plan.employee_id, year=plan.year)
    session.add(measure)
    session.flush()
    return measure.id


def _write_indicator(session: Session, row: PlanRow, measure_id: int, terms: IndicatorTerms) -> Indicator:
    indicator = Indicator(measure_id=measure_id)
    _set(indicator, terms, IndicatorTerms)
    row.indicators.append(indicator)
    session.flush()
    return indicator


def _write_project(session: Session, row: PlanRow, measure_id: int, terms: ProjectTerms) -> Project:
    project = Project(measure_id=measure_id)
    _set(project, terms, ProjectTerms)
    row.projects.append(project)
    session.flush()
    return project


def _write_milestone(session: Session, project: Project, terms: MilestoneTerms) -> Milestone:
    step = Milestone()
    _set(step, terms, MilestoneTerms)
    project.milestones.append(step)
    session.flush()
    return step


def _set(row: Any, terms: object, kind: type) -> None:
    """Write terms into a row, whose columns have the same names."""
    for item in fields(kind):
        setattr(row, item.name, getattr(terms, item.name))
