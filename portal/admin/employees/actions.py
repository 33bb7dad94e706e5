"""Verbs about officers: they add and flush, and never commit. Each leaves a line of the officer's history."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.employees import GRADES, NipFault, Status, nip_fault, would_circle
from portal.domain.periods import WITA
from portal.models.employees import Employee, Employment


class NipError(ValueError):
    """The number cannot be anybody's."""

    def __init__(self, fault: NipFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


class GradeError(ValueError):
    """The grade is none of the officer's status."""


class NipTakenError(ValueError):
    """Another officer has this number."""


class SupervisorError(ValueError):
    """The supervisor has left, or would in the end lead themselves."""


class DateError(ValueError):
    """The day lies in the future, or somebody leaves before their post began."""


class LeftError(ValueError):
    """The officer has left already."""


class AccountTakenError(ValueError):
    """The account belongs to another officer."""


@dataclass(frozen=True, kw_only=True, slots=True)
class EmployeeFacts:
    """What is known of an officer. supervisor_id: who assesses them, None only at the very top."""

    nip: str
    name: str
    status: Status
    grade: str
    position: str
    unit_id: int
    supervisor_id: int | None


def facts_of(employee: Employee) -> EmployeeFacts:
    """Return what is known of an officer now; a number that is not known yet is empty."""
    return EmployeeFacts(
        nip=employee.nip or "",
        name=employee.name,
        status=Status(employee.status),
        grade=employee.grade,
        position=employee.position,
        unit_id=employee.unit_id,
        supervisor_id=employee.supervisor_id,
    )


def add_employee(session: Session, facts: EmployeeFacts, *, since: date, reason: str, now: datetime) -> Employee:
    """Add an officer. since: the day of their present post.

    Raises `NipError`, `GradeError`, `NipTakenError`, `SupervisorError` or `DateError`.
    """
    _check(session, facts, since, now, employee=None)
    employee = Employee(**asdict(facts), since=since)
    session.add(employee)
    _write_history(session, employee, reason, now)
    return employee


def change_employee(
    session: Session, employee: Employee, facts: EmployeeFacts, *, since: date, reason: str, now: datetime
) -> bool:
    """Change what is known of an officer, and tell whether that was anything new. Raises as `add_employee` does.

    Somebody who had left is here again.
    """
    if facts == facts_of(employee) and since == employee.since and employee.left_on is None:
        return False
    _check(session, facts, since, now, employee=employee)
    for name, value in asdict(facts).items():
        setattr(employee, name, value)
    employee.since, employee.left_on = since, None
    _write_history(session, employee, reason, now)
    return True


def leave(session: Session, employee: Employee, *, on: date, reason: str, now: datetime) -> None:
    """Write down an officer's last day; the account stays as it is. Raises `LeftError` or `DateError`."""
    if employee.left_on is not None:
        raise LeftError
    if not employee.since <= on <= _today(now):
        raise DateError
    employee.left_on = on
    _write_history(session, employee, reason, now)


def link_account(session: Session, employee: Employee, account_id: int | None) -> None:
    """Say by which account an officer signs in, None for none; raises `AccountTakenError`."""
    if account_id is not None:
        others = (Employee.account_id == account_id, Employee.id != employee.id)
        if session.scalar(select(Employee.id).where(*others)) is not None:
            raise AccountTakenError
    employee.account_id = account_id
    session.flush()


def _check(
    session: Session, facts: EmployeeFacts, since: date, now: datetime, *, employee: Employee | None
) -> None:
    today = _today(now)
    fault = nip_fault(facts.nip, facts.status, today)
    if fault is not None:
        raise NipError(fault)
    if facts.grade not in GRADES[facts.status]:
        raise GradeError
    if since > today:
        raise DateError
    if employee is None or facts.nip != employee.nip:
        _require_free(session, facts.nip)
    if facts.supervisor_id is not None:
        _check_supervisor(session, facts.supervisor_id, employee)


def _require_free(session: Session, nip: str) -> None:
    if session.scalar(select(Employee.id).where(Employee.nip == nip)) is not None:
        raise NipTakenError


def _check_supervisor(session: Session, supervisor_id: int, employee: Employee | None) -> None:
    """Accept a supervisor who is here, and whom the officer does not lead, near or far; keep those who led."""
    if employee is not None and supervisor_id == employee.supervisor_id:
        return
    supervisor = session.get(Employee, supervisor_id)
    if supervisor is None or supervisor.left_on is not None:
        raise SupervisorError
    if employee is not None and would_circle(employee.id, supervisor_id, _those_above(supervisor)):
        raise SupervisorError


def _those_above(employee: Employee) -> dict[int, int | None]:
    """Return an officer and everybody above them with their supervisors."""
    found: dict[int, int | None] = {}
    above: Employee | None = employee
    while above is not None and above.id not in found:
        found[above.id] = above.supervisor_id
        above = above.supervisor
    return found


def _write_history(session: Session, employee: Employee, reason: str, now: datetime) -> None:
    session.flush()
    line = Employment(
        employee_id=employee.id,
        **(asdict(facts_of(employee)) | {"nip": employee.nip}),
        since=employee.since,
        left_on=employee.left_on,
        reason=reason,
        recorded_at=now,
    )
    session.add(line)
    session.flush()


def _today(now: datetime) -> date:
    return now.astimezone(WITA).date()
