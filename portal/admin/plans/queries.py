"""Reads of plans: one version with all it says, an officer's versions, a team's, and who may see them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session, aliased, joinedload, selectinload

from portal.admin.lists import PAGE_SIZE, Asked, Page, page
from portal.admin.people import Offices
from portal.admin.plans.content import content_of
from portal.domain.periods import WITA
from portal.domain.plans import PlanContent, PlanIndicator, PlanProject, PlanState
from portal.domain.words import Words
from portal.models import Employee, Plan, PlanRow, Project, Unit

_Statement = Select[*tuple[Any, ...]]


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanLine:
    """A version of a plan in a list."""

    id: int
    year: int
    version: int
    state: PlanState
    employee_id: int
    employee: str
    position: str
    unit: Words
    supervisor: str
    submitted_at: datetime | None
    approved_at: datetime | None

    @property
    def since(self) -> date | None:
        """Return the day in WITA on which it was approved, or put before the superior; None of a draft."""
        moment = self.approved_at or self.submitted_at
        return moment.astimezone(WITA).date() if moment else None


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanView:
    """A version of a plan. served: id -> words of the superior's goals that its goals serve.

    starts_on: the first day that it counts.
    """

    line: PlanLine
    starts_on: date
    nip: str | None
    reason: str
    returned: str
    content: PlanContent
    served: dict[int, str]

    @property
    def id(self) -> int:
        """Return its id."""
        return self.line.id


@dataclass(frozen=True, kw_only=True, slots=True)
class SuperiorGoal:
    """A goal of an officer's superior, which the officer's own may serve."""

    id: int
    result: str


def find_plan(session: Session, plan_id: int) -> PlanView | None:
    """Find a version of a plan by id."""
    return _view(session, Plan.id == plan_id)


def find_current(session: Session, employee_id: int, year: int) -> PlanView | None:
    """Find the version of an officer's plan that is approved for a year, with its goals and measures."""
    return _view(session, Plan.employee_id == employee_id, Plan.year == year, Plan.state == PlanState.APPROVED)


def find_latest(session: Session, employee_id: int, before: int) -> PlanView | None:
    """Find the newest approved plan of an officer from before a year."""
    newest = (
        select(Plan.id)
        .where(Plan.employee_id == employee_id, Plan.year < before, Plan.state == PlanState.APPROVED)
        .order_by(Plan.year.desc())
        .limit(1)
    )
    return _view(session, Plan.id == newest.scalar_subquery())


def find_version(session: Session, plan: PlanView, version: int) -> PlanView | None:
    """Find another version of the same officer's plan for the same year."""
    line = plan.line
    return _view(session, Plan.employee_id == line.employee_id, Plan.year == line.year, Plan.version == version)


def list_superior_goals(session: Session, supervisor_id: int | None, year: int) -> tuple[SuperiorGoal, ...]:
    """Return the goals of a superior's approved plan for a year, in its order."""
    query = (
        select(PlanRow.goal_id, PlanRow.result)
        .join(Plan, Plan.id == PlanRow.plan_id)
        .where(Plan.employee_id == supervisor_id, Plan.year == year, Plan.state == PlanState.APPROVED)
        .order_by(PlanRow.number)
    )
    return tuple(SuperiorGoal(id=row.goal_id, result=row.result) for row in session.execute(query))


def list_versions(session: Session, employee_id: int, year: int | None = None) -> tuple[PlanLine, ...]:
    """Return an officer's plans, newest year and version first; all versions of one year if one is given."""
    query = _lines().where(Plan.employee_id == employee_id).order_by(Plan.year.desc(), Plan.version.desc())
    if year is not None:
        query = query.where(Plan.year == year)
    return tuple(map(_line, session.execute(query)))


def list_measures(session: Session, employee_id: int, year: int) -> tuple[PlanIndicator | PlanProject, ...]:
    """Return what is measured of an officer in a year, as the approved version of the plan sets it."""
    plan = find_current(session, employee_id, year)
    return (*plan.content.indicators, *plan.content.projects) if plan else ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Reader:
    """Whose plans somebody reads besides their own. leads_as: their id as an officer, if they lead a team."""

    leads_as: int | None
    offices: Offices


def list_plans(session: Session, reader: Reader, wanted: Asked) -> Page[PlanLine]:
    """Return the plans of others that somebody reads; versions that were replaced are on the plan's own page."""
    statement = _lines().where(_open_to(reader), Plan.state != PlanState.REPLACED)
    return page(
        session,
        _filtered(statement, wanted.filters),
        wanted,
        search=(Employee.name, Employee.position, Unit.name_id),
        sorts={
            "name": (Employee.name, Plan.year.desc(), Plan.id),
            "year": (Plan.year.desc(), Employee.name, Plan.id),
            "state": (Plan.state, Employee.name, Plan.id),
        },
        make=_line,
    )


def list_waiting(session: Session, supervisor_id: int) -> tuple[PlanLine, ...]:
    """Return the plans that wait longest for a superior's approval, at most a page; the list of plans has all."""
    query = _lines().where(Employee.supervisor_id == supervisor_id, Plan.state == PlanState.SUBMITTED)
    query = query.order_by(Plan.submitted_at, Plan.id).limit(PAGE_SIZE)
    return tuple(map(_line, session.execute(query)))


def list_without(session: Session, supervisor_id: int, year: int) -> tuple[str, ...]:
    """Return the names of a team's officers who have no plan at all for a year."""
    planned = select(Plan.employee_id).where(Plan.year == year)
    query = select(Employee.name).where(
        Employee.supervisor_id == supervisor_id, Employee.left_on.is_(None), Employee.id.not_in(planned)
    )
    return tuple(session.scalars(query.order_by(Employee.name, Employee.id)))


def _open_to(reader: Reader) -> ColumnElement[bool]:
    if reader.offices.ids is None:
        return Plan.id.is_not(None)
    there = Employee.unit_id.in_(reader.offices.ids)
    return there if reader.leads_as is None else or_(there, Employee.supervisor_id == reader.leads_as)


def _filtered(statement: _Statement, filters: Mapping[str, str]) -> _Statement:
    if (year := filters.get("year", "")).isascii() and year.isdigit() and len(year) == 4:
        statement = statement.where(Plan.year == int(year))
    if (state := filters.get("state", "")) in list(PlanState):
        statement = statement.where(Plan.state == state)
    return statement


_Superior = aliased(Employee)
_COLUMNS: tuple[Any, ...] = (
    Plan.id, Plan.employee_id, Plan.year, Plan.version, Plan.state, Plan.submitted_at, Plan.approved_at,
    Employee.name, Employee.position, Unit.name_id, Unit.name_en, _Superior.name.label("supervisor"),
)  # fmt: skip


def _lines() -> _Statement:
    return (
        select(*_COLUMNS)
        .join(Employee, Employee.id == Plan.employee_id)
        .join(_Superior, _Superior.id == Plan.supervisor_id)
        .join(Unit, Unit.id == Plan.unit_id)
    )


def _line(row: Any) -> PlanLine:
    return PlanLine(
        id=row.id,
        year=row.year,
        version=row.version,
        state=PlanState(row.state),
        employee_id=row.employee_id,
        employee=row.name,
        position=row.position,
        unit=Words(row.name_id, row.name_en),
        supervisor=row.supervisor,
        submitted_at=row.submitted_at,
        approved_at=row.approved_at,
    )


def _view(session: Session, *conditions: ColumnElement[bool]) -> PlanView | None:
    plan = session.scalar(
        select(Plan)
        .where(*conditions)
        .options(
            joinedload(Plan.employee),
            joinedload(Plan.supervisor),
            joinedload(Plan.unit),
            selectinload(Plan.expectations),
            selectinload(Plan.rows).options(
                selectinload(PlanRow.indicators),
                selectinload(PlanRow.projects).selectinload(Project.milestones),
            ),
        )
    )
    return _view_of(session, plan) if plan else None


def _view_of(session: Session, plan: Plan) -> PlanView:
    content = content_of(plan)
    return PlanView(
        line=PlanLine(
            id=plan.id,
            year=plan.year,
            version=plan.version,
            state=PlanState(plan.state),
            employee_id=plan.employee_id,
            employee=plan.employee.name,
            position=plan.employee.position,
            unit=plan.unit.name,
            supervisor=plan.supervisor.name,
            submitted_at=plan.submitted_at,
            approved_at=plan.approved_at,
        ),
        starts_on=plan.starts_on,
        nip=plan.employee.nip,
        reason=plan.reason,
        returned=plan.returned,
        content=content,
        served=_served(session, {goal.serves_goal_id for goal in content.goals if goal.serves_goal_id}),
    )


def _served(session: Session, goals: Collection[int]) -> dict[int, str]:
    """Return what superiors' goals are called in the newest version that was approved."""
    if not goals:
        return {}
    query = (
        select(PlanRow.goal_id, PlanRow.result)
        .join(Plan, Plan.id == PlanRow.plan_id)
        .where(PlanRow.goal_id.in_(goals), Plan.state.in_((PlanState.APPROVED, PlanState.REPLACED)))
        .order_by(Plan.version)
    )
    return {row.goal_id: row.result for row in session.execute(query)}
