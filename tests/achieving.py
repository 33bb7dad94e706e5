"""Offices full of officers with plans and entries, for tests of what is published of them."""

from datetime import UTC, date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.models import Employee, Entry, Evidence, Measure, Unit
from tests.performance import YEAR, make_employee, make_plan


def make_officers(session: Session, unit: Unit, count: int, *, year: int = YEAR, **changes: str) -> list[Employee]:
    """Add officers of an office, each with a plan of one indicator that is approved in January."""
    officers = [make_employee(session, unit, **changes) for _ in range(count)]
    for officer in officers:
        make_plan(session, officer, year=year, supervisor_id=officers[0].id)
    return officers


def make_entry(
    session: Session,
    officer: Employee,
    on_day: date,
    *,
    value: int = 6_000,
    recorded: datetime | None = None,
    link: str = "",
) -> Entry:
    """Add an entry to an officer's one measure of the day's year, recorded that midday unless said otherwise."""
    measure = session.scalars(
        select(Measure).where(Measure.employee_id == officer.id, Measure.year == on_day.year)
    ).one()
    midday = datetime.combine(on_day, datetime.min.time(), UTC).replace(hour=12)
    entry = Entry(
        measure_id=measure.id,
        employee_id=officer.id,
        on_day=on_day,
        value=value,
        note="Berkas",
        recorded_at=recorded or midday,
    )
    session.add(entry)
    session.flush()
    if link:
        session.add(Evidence(entry_id=entry.id, link=link))
    session.commit()
    return entry
