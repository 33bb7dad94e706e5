"""Two years of plans and monthly progress of all officers of the demo, from the templates of their work.

They are stored directly: through the rooms' actions twelve thousand entries would take minutes. What the story
tells of single officers comes after, through the actions.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from portal.demo.performance_figures import Step, own_target, steps_of_year
from portal.demo.stage import Stage
from portal.demo.words_of_officers import WORK_AT
from portal.demo.words_of_performance import (
    ACCOUNTABILITY,
    CONSEQUENCES,
    EXPECTATIONS,
    SUPPORT,
    TEMPLATES,
    DemoGoal,
    DemoIndicator,
)
from portal.domain.indicators import realised
from portal.domain.periods import WITA
from portal.domain.plans import THOUSAND, PlanState, RowKind
from portal.domain.workdays import add_workdays
from portal.models import Employee, Entry, Evidence, Expectation, Goal, Indicator, Measure, Plan, PlanRow

_SUBMITTED_AFTER, _APPROVED_AFTER = 4, 9
"""Working days of a year after which its plans are submitted and approved."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Entered:
    """An entry as it was stored. evidence_id: None without a link."""

    id: int
    step: Step
    evidence_id: int | None


@dataclass(kw_only=True, slots=True)
class Books:
    """What was planned and entered. plans: by officer's id and year. entries: by measure's id."""

    plans: dict[tuple[int, int], Plan] = field(default_factory=dict)
    entries: dict[int, list[Entered]] = field(default_factory=dict)


def plan_the_years(stage: Stage) -> Books:
    """Plan last year and this one for all who have a superior, and enter progress up to the last full month."""
    query = select(Employee).where(Employee.supervisor_id.is_not(None)).order_by(Employee.id)
    officers = [one for one in stage.session.scalars(query) if WORK_AT[one.position] in TEMPLATES]
    books = Books()
    _plan_year(stage, books, officers, stage.today.year - 1)
    _plan_year(stage, books, officers, stage.today.year)
    return books


def _plan_year(stage: Stage, books: Books, officers: Sequence[Employee], year: int) -> None:
    plans = {officer.id: _plan(officer, year) for officer in officers}
    goals = _add_goals(stage.session, officers, year)
    steps: list[tuple[Measure, tuple[Step, ...]]] = []
    for officer in officers:
        above = goals.get(officer.supervisor_id or 0, ())
        for number, (goal, asked) in enumerate(goals[officer.id], 1):
            row = _row(goal, asked, number, above)
            plans[officer.id].rows.append(row)
            steps += _measure(stage, row, goal, asked)
    stage.session.add_all(plans.values())
    stage.session.flush()
    expectations = [row for plan in plans.values() for row in _expectations(plan)]
    stage.session.execute(insert(Expectation.__table__), expectations)
    _approve(stage, list(plans.values()), year)
    books.plans |= {(plan.employee_id, year): plan for plan in plans.values()}
    books.entries |= _enter(stage.session, steps)


def _plan(officer: Employee, year: int) -> Plan:
    return Plan(
        employee_id=officer.id,
        year=year,
        version=1,
        state=PlanState.DRAFT,
        starts_on=date(year, 1, 1),
        unit_id=officer.unit_id,
        supervisor_id=officer.supervisor_id,
        support=SUPPORT,
        accountability=ACCOUNTABILITY,
        consequences=CONSEQUENCES,
    )


_Goals = Sequence[tuple[Goal, DemoGoal]]


def _add_goals(session: Session, officers: Sequence[Employee], year: int) -> dict[int, _Goals]:
    """Add everybody's goals: what serves them needs their ids."""
    goals: dict[int, _Goals] = {
        officer.id: [
            (Goal(employee_id=officer.id, year=year), asked) for asked in TEMPLATES[WORK_AT[officer.position]]
        ]
        for officer in officers
    }
    session.add_all(goal for some in goals.values() for goal, _ in some)
    session.flush()
    return goals


def _row(goal: Goal, asked: DemoGoal, number: int, above: _Goals) -> PlanRow:
    """Return a goal as the plan words it. above: the superior's goals, empty at the top."""
    return PlanRow(
        goal_id=goal.id,
        number=number,
        kind=RowKind.ADDITIONAL if asked.extra else RowKind.MAIN,
        result=asked.result,
        serves_goal_id=above[asked.serves][0].id if above else None,
    )


def _measure(
    stage: Stage, row: PlanRow, goal: Goal, asked: DemoGoal
) -> Iterator[tuple[Measure, tuple[Step, ...]]]:
    """Add a goal's indicators to its row, and yield their measures with what is to be entered."""
    for indicator in asked.indicators:
        target = own_target(indicator, stage.rng)
        steps = steps_of_year(indicator, target, goal.year, today=stage.today, rng=stage.rng)
        measure = Measure(
            goal_id=goal.id,
            employee_id=goal.employee_id,
            year=goal.year,
            realised=realised([step.value for step in steps], indicator.gathering),
            entries=len(steps),
            with_evidence=sum(bool(step.link) for step in steps),
            last_on=steps[-1].on if steps else None,
        )
        row.indicators.append(_indicator(indicator, measure, target, goal.year))
        yield measure, steps


def _indicator(asked: DemoIndicator, measure: Measure, target: int, year: int) -> Indicator:
    return Indicator(
        measure=measure,
        aspect=asked.aspect,
        name=asked.name,
        unit_name=asked.unit_name,
        direction=asked.direction,
        target=target * THOUSAND,
        target_high=None if asked.high is None else asked.high * THOUSAND,
        gathering=asked.gathering,
        rhythm=asked.rhythm,
        due_on=date(year, 12, 31),
    )


def _expectations(plan: Plan) -> Iterator[dict[str, Any]]:
    for behaviour, text in EXPECTATIONS.items():
        yield {"plan_id": plan.id, "behaviour": behaviour, "text": text}


def _approve(stage: Stage, plans: Sequence[Plan], year: int) -> None:
    """Submit and approve plans, as far as the year has got."""
    submitted, approved = (
        datetime.combine(add_workdays(date(year, 1, 1), days), time(9), WITA)
        for days in (_SUBMITTED_AFTER, _APPROVED_AFTER)
    )
    if submitted > stage.now:
        return
    is_approved = approved <= stage.now
    stage.session.execute(
        update(Plan)
        .where(Plan.id.in_([plan.id for plan in plans]))
        .values(
            state=PlanState.APPROVED if is_approved else PlanState.SUBMITTED,
            submitted_at=submitted,
            approved_at=approved if is_approved else None,
        )
    )


def _enter(session: Session, measures: Sequence[tuple[Measure, tuple[Step, ...]]]) -> dict[int, list[Entered]]:
    """Insert the entries and the evidence that some have; return the entries by measure's id."""
    steps = [(measure, step) for measure, some in measures for step in some]
    numbers = _insert(session, Entry, [_entry(measure, step) for measure, step in steps])
    shown = [(number, step) for number, (_, step) in zip(numbers, steps, strict=True) if step.link]
    rows = [{"entry_id": number, "name": step.evidence, "link": step.link} for number, step in shown]
    evidence = dict(zip((number for number, _ in shown), _insert(session, Evidence, rows), strict=True))
    found: dict[int, list[Entered]] = {}
    for number, (measure, step) in zip(numbers, steps, strict=True):
        entered = Entered(id=number, step=step, evidence_id=evidence.get(number))
        found.setdefault(measure.id, []).append(entered)
    return found


def _insert(session: Session, model: type[Entry | Evidence], rows: Sequence[dict[str, Any]]) -> Sequence[int]:
    """Insert rows and return their ids in the same order; by table, which is twice as fast as by model."""
    table = model.__table__
    statement = insert(table).returning(table.c.id, sort_by_parameter_order=True)
    return session.scalars(statement, rows).all() if rows else ()


def _entry(measure: Measure, step: Step) -> dict[str, Any]:
    return {
        "measure_id": measure.id,
        "employee_id": measure.employee_id,
        "on_day": step.on,
        "value": step.value,
        "note": step.note,
        "recorded_at": datetime.combine(step.on, time(15), WITA),
    }
