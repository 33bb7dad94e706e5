"""Reads of achievements: officers' work as it was known at a time, what was published, and offices' levels."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session, selectinload

from portal.admin import lists
from portal.admin.lists import Asked, Page
from portal.admin.plans.content import content_of
from portal.domain.achievement_documents import Achieved, Named, parse
from portal.domain.achievements import Work, work_of
from portal.domain.evaluations import Term
from portal.domain.periods import WITA
from portal.domain.permissions import Reach
from portal.domain.plans import PlanState
from portal.domain.predicate import Level
from portal.domain.progress import Step
from portal.domain.words import Words
from portal.models.achievements import Achievement
from portal.models.employees import Employee
from portal.models.evaluations import UnitLevel
from portal.models.plans import Measure, Plan, PlanRow, Project
from portal.models.progress import Entry, Evidence
from portal.models.units import Unit

_IN_FORCE_ONCE = (PlanState.APPROVED, PlanState.REPLACED)


@dataclass(frozen=True, kw_only=True, slots=True)
class Office:
    """An office in the tree. parent_id: the one above it, None at the top."""

    id: int
    named: Named
    parent_id: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class PublishedLine:
    """An achievement in a list. unit: None for the whole government."""

    id: str
    unit: Words | None
    term: Term
    revision: int
    closed_on: date
    hash: str


@dataclass(frozen=True, kw_only=True, slots=True)
class LevelLine:
    """An office with its levels in a quarter and in that year; None while not stated."""

    slug: str
    name: Words
    quarter: Level | None
    year: Level | None


@dataclass(frozen=True, kw_only=True, slots=True)
class StatedLevel:
    """A level that was stated for an office, with its reason."""

    term: Term
    level: Level
    reason: str


def list_offices(session: Session) -> dict[int, Office]:
    """Return every office by its id, also closed ones."""
    units = session.scalars(select(Unit).order_by(Unit.id))
    return {
        unit.id: Office(id=unit.id, named=Named(slug=unit.slug, name=unit.name), parent_id=unit.parent_id)
        for unit in units
    }


def plans_by_office(session: Session, term: Term) -> dict[int, dict[int, int]]:
    """Return office -> officer -> the version of the plan that was in force on a quarter's last day.

    Officers who had left by then are left out.
    """
    still_here = Employee.left_on.is_(None) | (Employee.left_on > term.last_day)
    rows = session.execute(
        select(Plan.employee_id, Plan.unit_id, Plan.id)
        .join(Employee, Employee.id == Plan.employee_id)
        .where(Plan.year == term.year, Plan.state.in_(_IN_FORCE_ONCE), still_here)
        .where(Plan.approved_at < start_of(term.last_day + timedelta(days=1)))
        .order_by(Plan.version)
    )
    newest = {employee: (unit, plan) for employee, unit, plan in rows}
    found: dict[int, dict[int, int]] = defaultdict(dict)
    for employee, (unit, plan) in newest.items():
        found[unit][employee] = plan
    return dict(found)


def start_of(day: date) -> datetime:
    """Return the moment at which a day begins in WITA."""
    return datetime.combine(day, time(), WITA)


def work_in(session: Session, plans: Mapping[int, int], term: Term, known_until: datetime) -> dict[int, Work]:
    """Count the work of officers of one office at a quarter's end, from what was recorded before a moment.

    plans: officer -> the version of the plan. It holds their entries of the year in memory, and no others'.
    """
    steps = _steps(session, plans.keys(), term.year, known_until)
    parts = selectinload(Plan.rows)
    statement = (
        select(Plan)
        .where(Plan.id.in_(plans.values()))
        .order_by(Plan.id)
        .options(
            parts.selectinload(PlanRow.indicators),
            parts.selectinload(PlanRow.projects).selectinload(Project.milestones),
            selectinload(Plan.expectations),
        )
    )
    return {
        plan.employee_id: work_of(content_of(plan), plan.starts_on, steps, term)
        for plan in session.scalars(statement)
    }


def _steps(
    session: Session, employees: Iterable[int], year: int, known_until: datetime
) -> Mapping[int, list[Step]]:
    proven = exists().where(Evidence.entry_id == Entry.id)
    rows = session.execute(
        select(Entry.measure_id, Entry.id, Entry.on_day, Entry.value, Entry.spent, Entry.corrects_id, proven)
        .join(Measure, Measure.id == Entry.measure_id)
        .where(Entry.employee_id.in_(employees), Measure.year == year, Entry.recorded_at < known_until)
        .order_by(Entry.id)
    )
    found: dict[int, list[Step]] = defaultdict(list)
    for measure, number, on_day, value, spent, corrects, has_evidence in rows:
        found[measure].append(
            Step(
                id=number, on_day=on_day, value=value, spent=spent, corrects_id=corrects, has_evidence=has_evidence
            )
        )
    return found


def published_in(session: Session, term: Term) -> tuple[Achieved, ...]:
    """Return the newest revision of each achievement of a quarter."""
    rows = session.execute(
        select(Achievement.scope, Achievement.document, Achievement.hash)
        .where(Achievement.year == term.year, Achievement.quarter == term.quarter)
        .order_by(Achievement.scope, Achievement.revision)
    )
    newest = {scope: (document, digest) for scope, document, digest in rows}
    return tuple(parse(document, digest) for document, digest in newest.values())


def days_of_publication(session: Session, term: Term) -> Mapping[str, list[date]]:
    """Return scope -> the days on which each revision of a quarter's achievement was published."""
    rows = session.execute(
        select(Achievement.scope, Achievement.closed_on)
        .where(Achievement.year == term.year, Achievement.quarter == term.quarter)
        .order_by(Achievement.scope, Achievement.revision)
    )
    found: dict[str, list[date]] = defaultdict(list)
    for scope, closed_on in rows:
        found[scope].append(closed_on)
    return found


def is_published(session: Session, term: Term) -> bool:
    """Tell whether anything of a quarter was published."""
    of_term = (Achievement.year == term.year, Achievement.quarter == term.quarter)
    return session.scalar(select(Achievement.id).where(*of_term).limit(1)) is not None


def published_on(session: Session, terms: Iterable[Term]) -> dict[Term, date | None]:
    """Return quarter -> the day something of it was last published, None if never."""
    rows = session.execute(
        select(Achievement.year, Achievement.quarter, func.max(Achievement.closed_on))
        .group_by(Achievement.year, Achievement.quarter)
        .order_by(Achievement.year, Achievement.quarter)
    )
    known = {Term(year=year, quarter=quarter): closed_on for year, quarter, closed_on in rows}
    return {term: known.get(term) for term in terms}


def list_published(session: Session, wanted: Asked) -> Page[PublishedLine]:
    """Return a page of all that was published, the newest quarter first."""
    columns = (
        Achievement.id, Achievement.year, Achievement.quarter, Achievement.revision, Achievement.closed_on,
        Achievement.hash, Unit.name_id, Unit.name_en,
    )  # fmt: skip
    newest = (Achievement.year.desc(), Achievement.quarter.desc(), Achievement.id)
    return lists.page(
        session,
        select(*columns).outerjoin(Unit, Unit.id == Achievement.unit_id),
        wanted,
        search=(Unit.name_id, Unit.name_en, Achievement.id),
        sorts={"term": newest, "office": (Unit.name_id, *newest)},
        make=_published,
    )


def _published(row: Any) -> PublishedLine:
    return PublishedLine(
        id=row.id,
        unit=Words(row.name_id, row.name_en) if row.name_id else None,
        term=Term(year=row.year, quarter=row.quarter),
        revision=row.revision,
        closed_on=row.closed_on,
        hash=row.hash,
    )


def list_levels(session: Session, reach: Reach, wanted: Asked, term: Term) -> Page[LevelLine]:
    """Return a page of the open offices in reach with their levels in a quarter and its year."""
    stated = (
        select(UnitLevel.level)
        .where(UnitLevel.unit_id == Unit.id, UnitLevel.year == term.year, UnitLevel.quarter == quarter)
        .scalar_subquery()
        for quarter in (term.quarter, 0)
    )
    return lists.page(
        session,
        lists.within(select(Unit, *stated).where(Unit.closed_on.is_(None)), Unit.id, reach),
        wanted,
        search=(Unit.name_id, Unit.name_en),
        sorts={"office": (Unit.name_id, Unit.id)},
        make=_level_line,
    )


def _level_line(row: Any) -> LevelLine:
    unit, quarter, year = row
    return LevelLine(
        slug=unit.slug,
        name=unit.name,
        quarter=Level(quarter) if quarter else None,
        year=Level(year) if year else None,
    )


def stated_levels(session: Session, unit_id: int) -> tuple[StatedLevel, ...]:
    """Return all levels that were stated for an office, the latest term first."""
    rows = session.scalars(
        select(UnitLevel)
        .where(UnitLevel.unit_id == unit_id)
        .order_by(UnitLevel.year.desc(), UnitLevel.quarter.desc())
    )
    return tuple(
        StatedLevel(term=Term(year=row.year, quarter=row.quarter), level=Level(row.level), reason=row.reason)
        for row in rows
    )
