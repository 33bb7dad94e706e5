"""Entries and projects for tests of the team's pages."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from portal.models import Employee, Entry, Goal, Indicator, Measure, Milestone, Plan, PlanRow, Project


def measures(session: Session, employee: Employee) -> list[Measure]:
    """Return an officer's measures, oldest first."""
    return list(session.scalars(select(Measure).where(Measure.employee_id == employee.id).order_by(Measure.id)))


def set_terms(session: Session, plan: Plan, **changes: Any) -> None:
    """Change the indicators of a draft."""
    rows = select(PlanRow.id).where(PlanRow.plan_id == plan.id)
    session.execute(update(Indicator).where(Indicator.row_id.in_(rows)).values(**changes))


def approve(session: Session, plan: Plan) -> None:
    """Approve a draft."""
    plan.approved_at = datetime(plan.year, 1, 15, tzinfo=UTC)
    plan.state = "approved"
    session.commit()


def report(
    session: Session,
    measure: Measure,
    on: date,
    value: int,
    spent: int | None = None,
    corrects_id: int | None = None,
) -> Entry:
    """Add an entry and move the measure's standing as the newest entry does for a level or a project."""
    entry = Entry(
        measure_id=measure.id,
        employee_id=measure.employee_id,
        on_day=on,
        value=value,
        spent=spent,
        note="Selesai",
        corrects_id=corrects_id,
        recorded_at=datetime.now(UTC),
    )
    session.add(entry)
    measure.realised, measure.spent, measure.last_on = value, spent, on
    measure.entries += 1
    session.commit()
    return entry


def add_project(session: Session, plan: Plan) -> Measure:
    """Add a bridge to a draft: half of the work and a quarter of the money by the middle of the year."""
    goal = Goal(employee_id=plan.employee_id, year=plan.year)
    session.add(goal)
    session.flush()
    measure = Measure(goal_id=goal.id, employee_id=plan.employee_id, year=plan.year)
    row = PlanRow(plan_id=plan.id, goal_id=goal.id, number=2, result="Jembatan terbangun")
    session.add_all([measure, row])
    session.flush()
    first, last = date(plan.year, 1, 1), date(plan.year, 12, 31)
    row.projects.append(
        Project(
            measure_id=measure.id,
            name="Jembatan Sei Kayan",
            start_on=first,
            finish_on=last,
            budget=1_000_000_000,
            milestones=[
                Milestone(name="Fondasi", due_on=date(plan.year, 7, 1), weight=50_000, cost=250_000_000),
                Milestone(name="Bentang", due_on=last, weight=50_000, cost=750_000_000),
            ],
        )
    )
    session.commit()
    return measure
