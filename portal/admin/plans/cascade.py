"""Reads of the cascade: one officer, everybody above them, and the team right below."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, literal, select
from sqlalchemy.orm import Session

from portal.admin.lists import within
from portal.admin.people import Offices
from portal.domain.cascade import CascadeGoal, Node, grow
from portal.domain.plans import PlanState
from portal.models import Employee, Plan, PlanRow

_HIGHEST = 20
"""Superiors above an officer; more would mean that the posts run in a circle."""


@dataclass(frozen=True, kw_only=True, slots=True)
class CascadeOfficer:
    """An officer in a cascade. plan_id: their approved plan of the year. level: 0 at the top."""

    id: int
    name: str
    position: str
    unit_id: int
    level: int
    plan_id: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Cascade:
    """The goals from the top down to an officer and, where they may be seen, to the team below."""

    officers: dict[int, CascadeOfficer]
    tree: tuple[Node, ...]

    @property
    def without_plan(self) -> tuple[CascadeOfficer, ...]:
        """Return the officers who have no approved plan for the year."""
        return tuple(officer for officer in self.officers.values() if officer.plan_id is None)


def read_cascade(session: Session, employee_id: int, year: int, below: Offices) -> Cascade:
    """Return the cascade around an officer for a year; of those above nothing but what they are to achieve.

    below: the offices whose officers are shown of the team.
    """
    chain = _chain(session, employee_id)
    team = [number for number in _team(session, employee_id, below) if number not in chain]
    levels = {number: level for level, number in enumerate(chain)} | dict.fromkeys(team, len(chain))
    officers = _officers(session, levels, year)
    return Cascade(officers=officers, tree=grow(_goals(session, officers)))


def find_top(session: Session, offices: Offices) -> int | None:
    """Find the officer from whom somebody who reads whole offices starts: one without a superior, if there is."""
    query = select(Employee.id).where(Employee.left_on.is_(None))
    if offices.ids is not None:
        query = query.where(Employee.unit_id.in_(offices.ids))
    return session.scalar(query.order_by(Employee.supervisor_id.is_not(None), Employee.id).limit(1))


def _chain(session: Session, employee_id: int) -> list[int]:
    """Return an officer and everybody above them, from the top."""
    start = (
        select(Employee.id, Employee.supervisor_id, literal(0).label("height"))
        .where(Employee.id == employee_id)
        .cte("chain", recursive=True)
    )
    above = select(Employee.id, Employee.supervisor_id, start.c.height + 1).join(
        start, Employee.id == start.c.supervisor_id
    )
    chain = start.union_all(above.where(start.c.height < _HIGHEST))
    return list(dict.fromkeys(session.scalars(select(chain.c.id).order_by(chain.c.height.desc()))))


def _team(session: Session, employee_id: int, offices: Offices) -> Sequence[int]:
    query = select(Employee.id).where(Employee.supervisor_id == employee_id, Employee.left_on.is_(None))
    query = within(query, Employee.unit_id, offices.ids)
    return session.scalars(query.order_by(Employee.name, Employee.id)).all()


def _officers(session: Session, levels: dict[int, int], year: int) -> dict[int, CascadeOfficer]:
    approved = and_(Plan.employee_id == Employee.id, Plan.year == year, Plan.state == PlanState.APPROVED)
    query = (
        select(Employee.id, Employee.name, Employee.position, Employee.unit_id, Plan.id.label("plan_id"))
        .join(Plan, approved, isouter=True)
        .where(Employee.id.in_(levels))
        .order_by(Employee.id)
    )
    found = {
        row.id: CascadeOfficer(
            id=row.id,
            name=row.name,
            position=row.position,
            unit_id=row.unit_id,
            level=levels[row.id],
            plan_id=row.plan_id,
        )
        for row in session.execute(query)
    }
    return {number: found[number] for number in levels}


def _goals(session: Session, officers: dict[int, CascadeOfficer]) -> list[CascadeGoal]:
    plans = {officer.plan_id: officer for officer in officers.values() if officer.plan_id}
    rows = session.scalars(select(PlanRow).where(PlanRow.plan_id.in_(plans)).order_by(PlanRow.number))
    goals = [
        CascadeGoal(
            goal_id=row.goal_id,
            employee_id=plans[row.plan_id].id,
            level=plans[row.plan_id].level,
            result=row.result,
            serves_goal_id=row.serves_goal_id,
        )
        for row in rows
    ]
    order = {number: place for place, number in enumerate(officers)}
    return sorted(goals, key=lambda goal: order[goal.employee_id])
