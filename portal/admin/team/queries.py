"""Reads of a team's work: the board, one officer, one measure with its entries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, func, select
from sqlalchemy.orm import Session, aliased

from portal.admin.lists import Asked, Page, page
from portal.admin.team.measures import MeasureLine, attention_of, line_of, measures_of, statement, with_steps
from portal.domain.plans import Aspect, PlanState
from portal.domain.series import Point
from portal.models.employees import Employee, Employment
from portal.models.plans import Measure, Plan
from portal.models.progress import Entry, Evidence, FeedbackNote

MOST_URGENT = 10
"""How many measures that need attention stand above the board."""
PROJECTS = "project"
"""A choice of the aspect filter beside the aspects."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Urgent:
    """What needs attention most: overdue before stalled, then the longest. total: of the whole team."""

    lines: tuple[MeasureLine, ...]
    total: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Unplanned:
    """An officer without an approved plan for the year."""

    id: int
    name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class EntryLine:
    """An entry that counts. value: thousandths; spent: rupiah, projects only; evidence: pieces of it."""

    id: int
    on: date
    value: int
    spent: int | None
    note: str
    evidence: int


def _team(supervisor_id: int) -> Select[Any]:
    return select(Employee.id).where(Employee.supervisor_id == supervisor_id, Employee.left_on.is_(None))


def list_years(session: Session, supervisor_id: int) -> tuple[int, ...]:
    """Return the years in which somebody of a team has an approved plan, newest first."""
    return _years_of(session, Plan.employee_id.in_(_team(supervisor_id)))


def list_years_of(session: Session, employee_id: int) -> tuple[int, ...]:
    """Return the years in which an officer has an approved plan, newest first."""
    return _years_of(session, Plan.employee_id == employee_id)


def _years_of(session: Session, whose: ColumnElement[bool]) -> tuple[int, ...]:
    years = select(Plan.year).where(Plan.state == PlanState.APPROVED, whose).distinct()
    return tuple(session.scalars(years.order_by(Plan.year.desc())))


def _team_measures(supervisor_id: int, year: int) -> Subquery:
    return measures_of(year, Plan.employee_id.in_(_team(supervisor_id)))


def board_state(session: Session, supervisor_id: int, year: int) -> tuple[int | None, ...]:
    """Return numbers that are others as soon as anything on a team's board is: entries, plans, officers."""
    team = _team(supervisor_id)
    approved = (Plan.employee_id.in_(team), Plan.year == year, Plan.state == PlanState.APPROVED)
    numbers = select(
        select(func.max(Entry.id)).where(Entry.employee_id.in_(team)).scalar_subquery(),
        select(func.max(Plan.id)).where(*approved).scalar_subquery(),
        select(func.count(Plan.id)).where(*approved).scalar_subquery(),
        select(func.count()).select_from(team.subquery()).scalar_subquery(),
        # Whoever joins has a new line of history, even where somebody else leaves at once.
        select(func.max(Employment.id)).where(Employment.employee_id.in_(team)).scalar_subquery(),
    )
    return tuple(session.execute(numbers).one())


def board(session: Session, supervisor_id: int, year: int, wanted: Asked, today: date) -> Page[MeasureLine]:
    """Return a page of the measures of a team, by officer and goal."""
    found = _team_measures(supervisor_id, year)
    query = statement(found, today).where(*_narrowed(found, wanted, today))
    # `main` comes before `additional` when it goes backwards.
    order = (Employee.name, Employee.id, found.c.goal_kind.desc(), found.c.number, found.c.measure_id)
    lines = page(
        session,
        query,
        wanted,
        search=(Employee.name, found.c.name),
        sorts={"officer": order},
        make=lambda row: line_of(row, today),
    )
    return Page(rows=with_steps(session, lines.rows, today), total=lines.total, number=lines.number, asked=wanted)


def _narrowed(found: Subquery, wanted: Asked, today: date) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    aspect = wanted.filters.get("aspek", "")
    if aspect in {PROJECTS, *Aspect}:
        conditions.append(found.c.aspect == ("" if aspect == PROJECTS else aspect))
    if wanted.filters.get("perhatian") == "ya":
        conditions.append(attention_of(found, today) > 0)
    return conditions


def urgent(session: Session, supervisor_id: int, year: int, today: date) -> Urgent:
    """Return the measures of a team that need attention most."""
    found = _team_measures(supervisor_id, year)
    rank = attention_of(found, today)
    joined = select(func.count()).select_from(found).join(Measure, Measure.id == found.c.measure_id)
    total = session.scalar(joined.where(rank > 0)) or 0
    query = (
        statement(found, today)
        .where(rank > 0)
        .order_by(rank.desc(), found.c.due_on, Measure.last_on, found.c.measure_id)
        .limit(MOST_URGENT)
    )
    rows = session.execute(query) if total else ()
    return Urgent(lines=with_steps(session, (line_of(row, today) for row in rows), today), total=total)


def list_unplanned(session: Session, supervisor_id: int, year: int) -> tuple[Unplanned, ...]:
    """Return the officers of a team who have no approved plan for a year, by name."""
    planned = select(Plan.employee_id).where(Plan.year == year, Plan.state == PlanState.APPROVED)
    query = (
        select(Employee.id, Employee.name)
        .where(Employee.id.in_(_team(supervisor_id)), Employee.id.not_in(planned))
        .order_by(Employee.name, Employee.id)
    )
    return tuple(Unplanned(id=row.id, name=row.name) for row in session.execute(query))


def list_measures(session: Session, employee_id: int, year: int, today: date) -> tuple[MeasureLine, ...]:
    """Return the measures of an officer's approved plan, main goals first."""
    found = measures_of(year, Plan.employee_id == employee_id)
    query = statement(found, today).order_by(found.c.goal_kind.desc(), found.c.number, found.c.measure_id)
    return with_steps(session, (line_of(row, today) for row in session.execute(query)), today)


def find_owner(session: Session, measure_id: int) -> Measure | None:
    """Find a measure, which knows its officer and year."""
    return session.get(Measure, measure_id)


def find_measure(session: Session, measure: Measure, today: date) -> MeasureLine | None:
    """Find a measure in its officer's approved plan; None when no version in force has it."""
    found = measures_of(measure.year, Plan.employee_id == measure.employee_id)
    row = session.execute(statement(found, today).where(found.c.measure_id == measure.id)).first()
    return None if row is None else with_steps(session, [line_of(row, today)], today)[0]


def list_entries(session: Session, measure_id: int) -> tuple[EntryLine, ...]:
    """Return the entries of a measure that count, oldest first: none that was corrected or taken back."""
    later = aliased(Entry)
    evidence = select(func.count(Evidence.id)).where(Evidence.entry_id == Entry.id).scalar_subquery()
    query = (
        select(Entry.id, Entry.on_day, Entry.value, Entry.spent, Entry.note, evidence.label("evidence"))
        .outerjoin(later, later.corrects_id == Entry.id)
        .where(Entry.measure_id == measure_id, Entry.value.is_not(None), later.id.is_(None))
        .order_by(Entry.on_day, Entry.id)
    )
    return tuple(
        EntryLine(id=row.id, on=row.on_day, value=row.value, spent=row.spent, note=row.note, evidence=row.evidence)
        for row in session.execute(query)
    )


def points_of(entries: Sequence[EntryLine]) -> tuple[Point, ...]:
    """Return the values of entries with their days."""
    return tuple(Point(on=entry.on, value=entry.value) for entry in entries)


def count_notes(session: Session, employee_id: int) -> int:
    """Count the notes of feedback about an officer."""
    return session.scalar(select(func.count(FeedbackNote.id)).where(FeedbackNote.employee_id == employee_id)) or 0
