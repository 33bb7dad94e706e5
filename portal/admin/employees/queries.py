"""Reads about officers: the list, one of them with their history, and who can be chosen."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session, aliased, joinedload

from portal.admin.lists import Asked, Page, page, within
from portal.domain.permissions import Reach, subtree
from portal.domain.words import Words
from portal.models.accounts import Account
from portal.models.employees import Employee, Employment
from portal.models.units import Unit


@dataclass(frozen=True, kw_only=True, slots=True)
class Named:
    """Another officer on somebody's page. unit_id: where they serve. here: has not left."""

    id: int
    name: str
    position: str
    unit_id: int
    here: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class EmployeeLine:
    """An officer in a list. supervisor: None without one, or where that one has left."""

    id: int
    nip: str | None
    name: str
    status: str
    grade: str
    position: str
    unit: Words
    supervisor: str | None
    has_account: bool
    since: date
    left_on: date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class HistoryLine:
    """What was known of an officer from a day on, why it changed and when that was written down."""

    nip: str | None
    name: str
    status: str
    grade: str
    position: str
    unit: Words
    supervisor: str | None
    since: date
    left_on: date | None
    reason: str
    recorded_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class EmployeePage:
    """One officer. team: those whom they lead and who are here. email: of the account. history: newest first."""

    line: EmployeeLine
    unit_id: int
    supervisor: Named | None
    team: tuple[Named, ...]
    account_id: int | None
    email: str | None
    history: tuple[HistoryLine, ...]


_NUMBER = re.compile(r"[0-9]{1,9}")
Supervisor = aliased(Employee)
HERE = Employee.left_on.is_(None)
UNLED = HERE & or_(Employee.supervisor_id.is_(None), Supervisor.left_on.is_not(None))
"""Whoever is here and has nobody, or only somebody who left, to assess them."""

STATES: dict[str, ColumnElement[bool]] = {
    "here": HERE,
    "unled": UNLED,
    "without-account": HERE & Employee.account_id.is_(None),
    "left": ~HERE,
}


def list_employees(session: Session, wanted: Asked, reach: Reach, *, by_nip: bool) -> Page[EmployeeLine]:
    """Return the officers of the offices within reach; filters: `unit` (and below), `status`, `state`.

    by_nip: numbers are searched, too, which would tell their hidden digits to whoever may not read them.
    """
    statement = within(_officers(), Employee.unit_id, reach)
    unit, status, state = (wanted.filters[name] for name in ("unit", "status", "state"))
    if _NUMBER.fullmatch(unit):
        statement = statement.where(Employee.unit_id.in_(_branch(session, int(unit))))
    if status:
        statement = statement.where(Employee.status == status)
    if state in STATES:
        statement = statement.where(STATES[state])
    return page(
        session,
        statement,
        wanted,
        search=(Employee.name, Employee.nip) if by_nip else (Employee.name,),
        sorts={
            "name": (Employee.name, Employee.id),
            "position": (Employee.position, Employee.name, Employee.id),
            "office": (Unit.name_id, Employee.name, Employee.id),
            "supervisor": (Supervisor.name, Employee.name, Employee.id),
        },
        make=_line,
    )


def _officers() -> Select[Any]:
    columns: tuple[Any, ...] = (Employee, Unit, Supervisor)
    return (
        select(*columns)
        .join(Unit, Unit.id == Employee.unit_id)
        .outerjoin(Supervisor, Supervisor.id == Employee.supervisor_id)
    )


def _branch(session: Session, unit_id: int) -> frozenset[int]:
    rows = session.execute(select(Unit.id, Unit.parent_id).order_by(Unit.id))
    return subtree(unit_id, {row.id: row.parent_id for row in rows})


def _line(row: Any) -> EmployeeLine:
    employee, unit, supervisor = row
    return EmployeeLine(
        id=employee.id,
        nip=employee.nip,
        name=employee.name,
        status=employee.status,
        grade=employee.grade,
        position=employee.position,
        unit=unit.name,
        supervisor=supervisor.name if supervisor and supervisor.left_on is None else None,
        has_account=employee.account_id is not None,
        since=employee.since,
        left_on=employee.left_on,
    )


def find_page(session: Session, number: int, reach: Reach) -> EmployeePage | None:
    """Find an officer's page, within reach."""
    row = session.execute(within(_officers().where(Employee.id == number), Employee.unit_id, reach)).one_or_none()
    if row is None:
        return None
    employee: Employee = row.Employee
    account = session.get(Account, employee.account_id) if employee.account_id else None
    return EmployeePage(
        line=_line(row),
        unit_id=employee.unit_id,
        supervisor=_named(row[2]) if row[2] else None,
        team=list_led(session, number),
        account_id=employee.account_id,
        email=account.email if account else None,
        history=_history(session, number),
    )


def list_led(session: Session, supervisor_id: int) -> tuple[Named, ...]:
    """Return the officers whom somebody leads and who are here, by name."""
    led = select(Employee).where(Employee.supervisor_id == supervisor_id, HERE)
    return tuple(_named(each) for each in session.scalars(led.order_by(Employee.name, Employee.id)))


def _named(employee: Employee) -> Named:
    return Named(
        id=employee.id,
        name=employee.name,
        position=employee.position,
        unit_id=employee.unit_id,
        here=employee.left_on is None,
    )


def _history(session: Session, number: int) -> tuple[HistoryLine, ...]:
    statement = (
        select(Employment)
        .options(joinedload(Employment.unit), joinedload(Employment.supervisor))
        .where(Employment.employee_id == number)
        .order_by(Employment.id.desc())
    )
    return tuple(
        HistoryLine(
            nip=line.nip,
            name=line.name,
            status=line.status,
            grade=line.grade,
            position=line.position,
            unit=line.unit.name,
            supervisor=line.supervisor.name if line.supervisor else None,
            since=line.since,
            left_on=line.left_on,
            reason=line.reason,
            recorded_at=line.recorded_at,
        )
        for line in session.scalars(statement)
    )


def list_supervisors(
    session: Session, *, but: int | None = None, keep: int | None = None
) -> tuple[tuple[Named, Words], ...]:
    """Return everybody who is here and could lead somebody, with their office, by name.

    but: whom to leave out. keep: somebody to return even if they have left.
    """
    rows = session.execute(
        select(Employee, Unit)
        .join(Unit, Unit.id == Employee.unit_id)
        .where(or_(HERE, Employee.id == keep), Employee.id != (but or 0))
        .order_by(Employee.name, Employee.id)
    )
    return tuple((_named(employee), unit.name) for employee, unit in rows)


def list_free_accounts(session: Session, employee_id: int) -> tuple[tuple[int, str, str], ...]:
    """Return id, name and address of the active accounts that no other officer has, by name."""
    taken = select(Employee.account_id).where(Employee.account_id.is_not(None), Employee.id != employee_id)
    statement = select(Account.id, Account.name, Account.email).where(Account.active, Account.id.not_in(taken))
    rows = session.execute(statement.order_by(Account.name, Account.id))
    return tuple((row.id, row.name, row.email) for row in rows)
