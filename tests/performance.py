"""Officers, their plans and their progress for tests."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from sqlalchemy.orm import Session

from portal.models import Account, Employee, Employment, Goal, Indicator, Measure, Plan, PlanRow, Unit

_numbers = count(1)
YEAR = 2026


def make_employee(
    session: Session,
    unit: Unit,
    supervisor: Employee | None = None,
    account: Account | None = None,
    **changes: Any,
) -> Employee:
    """Add an officer of an office, with the first line of their history."""
    number = next(_numbers)
    values = {
        "nip": f"19850101201001{1 + number // 1000}{number % 1000:03}",
        "name": f"Pegawai {number}",
        "status": "pns",
        "grade": "III/b",
        "position": "Pengelola Layanan",
        "unit_id": unit.id,
        "supervisor_id": supervisor.id if supervisor else None,
        "account_id": account.id if account else None,
        "since": date(2024, 1, 2),
    } | changes
    employee = Employee(**values)
    session.add(employee)
    session.flush()
    known = {name: value for name, value in values.items() if name not in {"account_id"}}
    session.add(
        Employment(
            **known, employee_id=employee.id, reason="Data awal", recorded_at=datetime(2024, 1, 2, tzinfo=UTC)
        )
    )
    session.commit()
    return employee


def make_plan(
    session: Session,
    employee: Employee,
    *,
    year: int = YEAR,
    approved: bool = True,
    indicators: int = 1,
    **changes: Any,
) -> Plan:
    """Add a plan of one goal with so many indicators: 12 documents a year, reported each month."""
    values = {
        "employee_id": employee.id,
        "year": year,
        "version": 1,
        "starts_on": date(year, 1, 1),
        "unit_id": employee.unit_id,
        "supervisor_id": employee.supervisor_id,
    }
    plan = Plan(**(values | changes))
    goal = Goal(employee_id=employee.id, year=year)
    session.add_all([plan, goal])
    session.flush()
    row = PlanRow(plan_id=plan.id, goal_id=goal.id, number=1, result="Layanan selesai tepat waktu")
    session.add(row)
    session.flush()
    for number in range(1, indicators + 1):
        measure = Measure(goal_id=goal.id, employee_id=employee.id, year=year)
        session.add(measure)
        session.flush()
        session.add(
            Indicator(
                row_id=row.id, measure_id=measure.id, aspect="quantity", name=f"Dokumen selesai {number}",
                unit_name="dokumen", direction="more", target=12_000, gathering="sum", rhythm="monthly",
                due_on=date(year, 12, 31),
            )
        )  # fmt: skip
    session.flush()
    if approved:
        plan.state = "approved"
        plan.submitted_at = plan.approved_at = datetime(year, 1, 15, tzinfo=UTC)
    session.commit()
    return plan
