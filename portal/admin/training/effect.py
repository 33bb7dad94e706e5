"""Reads of what came of a course: the editions, before and after a run, of the offices whose people attended."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal import editions
from portal.domain.course_effect import (
    FEWEST,
    ElementEffect,
    choose_after,
    choose_before,
    element_effects,
    may_follow,
)
from portal.domain.figures import Published
from portal.domain.training import Competence
from portal.domain.words import Words
from portal.models.employees import Employee, Employment
from portal.models.training import CourseRun, Enrolment
from portal.models.units import Unit


@dataclass(frozen=True, kw_only=True, slots=True)
class PastRun:
    """A run that is over. attended: how many were there."""

    id: int
    starts_on: date
    ends_on: date
    place: str
    attended: int


@dataclass(frozen=True, kw_only=True, slots=True)
class OfficeEffect:
    """An office before and after a run. attended: how many of its people were there."""

    slug: str
    name: Words
    attended: int
    before: Published | None
    after: Published | None
    elements: tuple[ElementEffect, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class RunEffect:
    """What came of a run. unnamed: people from offices too few of whose people attended."""

    offices: tuple[OfficeEffect, ...]
    unnamed: int


def list_past_runs(session: Session, course_id: int, today: date) -> tuple[PastRun, ...]:
    """Return the runs of a course that are over and happened, the latest first."""
    attended = func.count(Enrolment.attended_at)
    rows = session.execute(
        select(CourseRun.id, CourseRun.starts_on, CourseRun.ends_on, CourseRun.place, attended)
        .outerjoin(Enrolment, Enrolment.run_id == CourseRun.id)
        .where(CourseRun.course_id == course_id, CourseRun.ends_on < today, CourseRun.cancelled_on.is_(None))
        .group_by(CourseRun.id)
        .order_by(CourseRun.starts_on.desc(), CourseRun.id.desc())
    )
    return tuple(
        PastRun(id=number, starts_on=starts_on, ends_on=ends_on, place=place, attended=there)
        for number, starts_on, ends_on, place, there in rows
    )


def find_effect(session: Session, run: PastRun, competence: Competence) -> RunEffect:
    """Return the effect of a run on the offices that enough of its people came from, the most first."""
    counts = _people_of_offices(session, run)
    named = {unit_id: count for unit_id, count in counts.items() if count >= FEWEST}
    units = session.scalars(select(Unit).where(Unit.id.in_(named)).order_by(Unit.id)).all()
    offices = [_office_effect(session, unit, named[unit.id], run, competence) for unit in units]
    return RunEffect(
        offices=tuple(sorted(offices, key=lambda office: (-office.attended, office.name.id))),
        unnamed=sum(counts.values()) - sum(named.values()),
    )


def _people_of_offices(session: Session, run: PastRun) -> Mapping[int, int]:
    """Return office -> people of a run, each counted where they worked on its last day."""
    there = select(Enrolment.employee_id).where(Enrolment.run_id == run.id, Enrolment.attended_at.is_not(None))
    now_at = session.execute(
        select(Employee.id, Employee.unit_id).where(Employee.id.in_(there)).order_by(Employee.id)
    )
    known = (Employment.employee_id.in_(there), Employment.since <= run.ends_on)
    then_at = session.execute(
        select(Employment.employee_id, Employment.unit_id)
        .where(*known)
        .order_by(Employment.employee_id, Employment.since, Employment.id)
    )
    offices: dict[int, int] = {}
    for employee_id, unit_id in (*now_at, *then_at):  # The last line up to that day wins.
        offices[employee_id] = unit_id
    return Counter(offices.values())


def _office_effect(
    session: Session, unit: Unit, attended: int, run: PastRun, competence: Competence
) -> OfficeEffect:
    lines = editions.list_editions(session, unit.slug)
    first = choose_before(lines, run.starts_on)
    later = may_follow(lines, run.ends_on)
    read = editions.read_editions(session, [line.id for line in (first, *later) if line is not None])
    before = read[first.id] if first else None
    after = choose_after((read[line.id] for line in later), run.ends_on)
    return OfficeEffect(
        slug=unit.slug,
        name=unit.name,
        attended=attended,
        before=before,
        after=after,
        elements=element_effects(competence, before, after),
    )
