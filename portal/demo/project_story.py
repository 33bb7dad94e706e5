"""The demo's infrastructure project: planned in steps, and reported month by month against its curve."""

from datetime import date

from portal.admin.plans import actions as plans
from portal.admin.plans import editing
from portal.admin.plans.queries import list_superior_goals
from portal.admin.progress.actions import Proof, Said, record_entry
from portal.demo.answers import working_days
from portal.demo.cast import Cast
from portal.demo.words_of_performance import (
    ACCOUNTABILITY,
    CONSEQUENCES,
    EVIDENCE_LINK,
    EXPECTATIONS,
    SUPPORT,
)
from portal.demo.words_of_the_team import PROJECT_EVIDENCE, PROJECT_GOAL, PROJECTS, DemoProject
from portal.domain.periods import last_day, month_of
from portal.domain.plans import WHOLE_WORK, Annexes, GoalTerms, MilestoneTerms, PlanState, ProjectTerms, RowKind
from portal.domain.workdays import add_workdays
from portal.models import Plan, PlanRow, Project

_RUNS_IT = "pu-pelaksana"
_SUBMITTED_AFTER, _APPROVED_AFTER = 5, 10
"""Working days of a year after which its plan is submitted and approved."""
_PERCENT = 100


def build_the_pier(cast: Cast) -> None:
    """Plan last year's project and this one's, and report both up to the last full month."""
    year = cast.stage.today.year
    for told, of_year in zip(PROJECTS, (year - 1, year), strict=True):
        plan, project = _plan(cast, told, of_year)
        if plan.state == PlanState.APPROVED:
            _report(cast, told, project, of_year)


def _plan(cast: Cast, told: DemoProject, year: int) -> tuple[Plan, Project]:
    session, stage = cast.stage.session, cast.stage
    person = cast.enter(_RUNS_IT).person
    plan = plans.start_plan(session, person.id, year)
    goals = list_superior_goals(session, person.supervisor_id, year)
    terms = GoalTerms(kind=RowKind.MAIN, result=PROJECT_GOAL, serves_goal_id=goals[0].id if goals else None)
    project = _add_project(cast, told, editing.add_goal(session, plan, terms), year)
    editing.set_expectations(session, plan, EXPECTATIONS)
    editing.set_annexes(
        session, plan, Annexes(support=SUPPORT, accountability=ACCOUNTABILITY, consequences=CONSEQUENCES)
    )
    submitted, approved = (
        stage.at(add_workdays(date(year, 1, 1), days)) for days in (_SUBMITTED_AFTER, _APPROVED_AFTER)
    )
    if submitted <= stage.now:
        plans.submit(session, plan, submitted)
    if approved <= stage.now:
        plans.approve(session, plan, approved)
    return plan, project


def _add_project(cast: Cast, told: DemoProject, row: PlanRow, year: int) -> Project:
    """Add the project with its steps, each due on the last day of its month."""
    session = cast.stage.session
    first, last = told.months
    terms = ProjectTerms(
        name=told.name, start_on=date(year, first, 1), finish_on=_end_of(year, last), budget=told.budget
    )
    project = editing.add_project(session, row, terms)
    for name, month, work, money in told.steps:
        step = MilestoneTerms(
            name=name,
            due_on=_end_of(year, month),
            weight=work * WHOLE_WORK // _PERCENT,
            cost=money * told.budget // _PERCENT,
        )
        editing.add_milestone(session, project, step)
    return project


def _end_of(year: int, month: int) -> date:
    return last_day(month_of(date(year, month, 1)))


def _report(cast: Cast, told: DemoProject, project: Project, year: int) -> None:
    """Report the work done and the money spent at the end of each full month."""
    stage, person = cast.stage, cast.enter(_RUNS_IT).person
    start = month_of(project.start_on)
    for place, (done, spent) in enumerate(zip(told.done, told.spent, strict=True)):
        if start + place >= stage.month:
            return
        on = working_days(start + place)[-1]
        link = EVIDENCE_LINK.format(year=year, month=on.month, number=_PERCENT + place)
        said = Said(
            on_day=on,
            value=done * WHOLE_WORK // _PERCENT,
            spent=spent * told.budget // _PERCENT,
            note=told.notes[place] if place < len(told.notes) else "",
            evidence=(Proof(name=PROJECT_EVIDENCE, link=link),),
        )
        record_entry(stage.session, project.measure_id, person.id, said, now=stage.at(on, 16))
