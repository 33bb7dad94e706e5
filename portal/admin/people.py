"""Officers as the rooms of performance meet them: who somebody is, whom they lead, who leads them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, select, union
from sqlalchemy.orm import Session

from portal.domain.evaluations import reads_all
from portal.domain.permissions import Permission, Staff
from portal.domain.words import Words
from portal.models.accounts import Account
from portal.models.employees import Employee
from portal.models.units import Unit


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """An officer at their present post. supervisor_id: another officer's id, None at the very top.

    here: has not left.
    """

    id: int
    nip: str | None
    name: str
    grade: str
    position: str
    unit_id: int
    unit_slug: str
    unit: Words
    supervisor_id: int | None
    account_id: int | None
    here: bool


def find_me(session: Session, staff: Staff) -> Person | None:
    """Find the officer that somebody's account belongs to; None for an account without one."""
    return _first(session, Employee.account_id == staff.account_id)


def find_person(session: Session, employee_id: int | None) -> Person | None:
    """Find an officer by id, also one who has left."""
    return None if employee_id is None else _first(session, Employee.id == employee_id)


def list_team(session: Session, supervisor_id: int) -> tuple[Person, ...]:
    """Return the officers whom somebody leads directly and who are still here, by name."""
    mine = (Employee.supervisor_id == supervisor_id, Employee.left_on.is_(None))
    return _people(session, _select().where(*mine).order_by(Employee.name, Employee.id))


def list_colleagues(session: Session, person: Person) -> tuple[Person, ...]:
    """Return the other officers of somebody's office who are still here, by name."""
    there = (Employee.unit_id == person.unit_id, Employee.id != person.id, Employee.left_on.is_(None))
    return _people(session, _select().where(*there).order_by(Employee.name, Employee.id))


def leads(leader: Person | None, person: Person) -> bool:
    """Tell whether somebody is an officer's direct superior, and has not left."""
    return leader is not None and leader.here and person.supervisor_id == leader.id


def may_see_work(staff: Staff, me: Person | None, person: Person) -> bool:
    """Tell whether an officer's plan and progress are open to somebody.

    They are for the officer, the direct superior, and the auditor of the office; colleagues see none of it.
    """
    if not staff.may(Permission.READ_PLANS):
        return False
    if me is not None and me.id == person.id:
        return True
    if staff.may(Permission.LEAD_TEAM) and leads(me, person):
        return True
    return reads_offices(staff).covers(person.unit_id)


@dataclass(frozen=True, kw_only=True, slots=True)
class Offices:
    """Offices whose officers' work somebody reads by a post such as the auditor's; None for all of them."""

    ids: frozenset[int] | None

    def covers(self, unit_id: int) -> bool:
        """Tell whether an office is among them."""
        return self.ids is None or unit_id in self.ids


def reads_offices(staff: Staff) -> Offices:
    """Return the offices whose officers somebody reads though being neither officer nor superior."""
    return Offices(ids=reads_all(staff))


def _select() -> Select[Employee, Unit]:
    return select(Employee, Unit).join(Unit, Unit.id == Employee.unit_id)


def _first(session: Session, condition: ColumnElement[bool]) -> Person | None:
    found = _people(session, _select().where(condition))
    return found[0] if found else None


def _people(session: Session, statement: Select[Employee, Unit]) -> tuple[Person, ...]:
    return tuple(person_of(employee, unit) for employee, unit in session.execute(statement))


def person_of(employee: Employee, unit: Unit) -> Person:
    """Build a person from an officer's row and their office's."""
    return Person(
        id=employee.id,
        nip=employee.nip,
        name=employee.name,
        grade=employee.grade,
        position=employee.position,
        unit_id=unit.id,
        unit_slug=unit.slug,
        unit=unit.name,
        supervisor_id=employee.supervisor_id,
        account_id=employee.account_id,
        here=employee.left_on is None,
    )


def names_of(session: Session, ids: Sequence[int]) -> dict[int, str]:
    """Return id -> name of officers."""
    rows = session.execute(select(Employee.id, Employee.name).where(Employee.id.in_(ids)).order_by(Employee.id))
    return {number: name for number, name in rows}  # noqa: C416 - rows are no tuples to the type checker.


def staff_names(session: Session) -> tuple[str, ...]:
    """Return the names of all staff and officers, also of those who left: what is covered in public."""
    names = union(select(Account.name.label("name")), select(Employee.name.label("name")))
    return tuple(session.scalars(names.order_by("name")))
