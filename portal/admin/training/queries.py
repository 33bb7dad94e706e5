"""Reads of training: the catalogue, a course with its runs, a run with its people, and a certificate."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session

from portal.admin.lists import Asked, Page, page
from portal.domain.certificates import digest_code, digest_holder
from portal.domain.training import Competence, CourseForm, EnrolmentState
from portal.domain.words import Words
from portal.models.achievements import Certificate
from portal.models.employees import Employee, Employment
from portal.models.training import Course, CourseRun, Enrolment
from portal.models.units import Unit

CLOSED = "closed"
"""A choice of the state filter: courses that are no longer offered."""


@dataclass(frozen=True, kw_only=True, slots=True)
class CourseLine:
    """A course in the catalogue. next_on: the first day of its next run."""

    id: int
    title: str
    form: CourseForm
    competence: Competence
    hours: int
    provider: str
    summary: str
    closed_on: date | None
    next_on: date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class RunLine:
    """A run of a course. seated, waiting: how many people. mine: where the reader stands in it."""

    id: int
    course_id: int
    title: str
    hours: int
    starts_on: date
    ends_on: date
    place: str
    seats: int
    seated: int
    waiting: int
    cancelled_on: date | None
    mine: EnrolmentState | None = None
    attended: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Participant:
    """Somebody in a run."""

    enrolment_id: int
    employee_id: int
    name: str
    position: str
    unit: Words
    state: EnrolmentState
    attended_at: datetime | None
    certificate: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """An officer who could be enrolled."""

    id: int
    name: str
    position: str
    unit: Words


@dataclass(frozen=True, kw_only=True, slots=True)
class CertificateView:
    """What a certificate says. name: as it was when the code was given, which is what the record can verify."""

    employee_id: int
    code: str
    name: str
    title: str
    hours: int
    form: CourseForm
    provider: str
    starts_on: date
    ends_on: date


def list_courses(session: Session, wanted: Asked, today: date) -> Page[CourseLine]:
    """Return the courses of the catalogue, those with a run to come first, the soonest at the top."""
    upcoming = _upcoming(today)
    statement = _chosen(_courses(upcoming), wanted.filters)
    next_on = upcoming.c.next_on
    return page(
        session,
        statement,
        wanted,
        search=(Course.title, Course.provider, Course.summary),
        sorts={
            "next": (case((next_on.is_(None), 1), else_=0), next_on, Course.title, Course.id),
            "title": (Course.title, Course.id),
            "hours": (Course.hours, Course.title, Course.id),
        },
        make=_course_line,
    )


def _upcoming(today: date) -> Any:
    """Return the first day of each course's next run."""
    return (
        select(CourseRun.course_id, func.min(CourseRun.starts_on).label("next_on"))
        .where(CourseRun.starts_on >= today, CourseRun.cancelled_on.is_(None))
        .group_by(CourseRun.course_id)
        .subquery()
    )


def _courses(upcoming: Any) -> Select[Any]:
    return select(Course, upcoming.c.next_on).outerjoin(upcoming, upcoming.c.course_id == Course.id)


def _chosen(statement: Select[Any], filters: Mapping[str, str]) -> Select[Any]:
    closed = filters.get("state") == CLOSED
    statement = statement.where(Course.closed_on.is_not(None) if closed else Course.closed_on.is_(None))
    if form := filters.get("form"):
        statement = statement.where(Course.form == form)
    if competence := filters.get("competence"):
        statement = statement.where(Course.competence == competence)
    return statement


def _course_line(row: Any) -> CourseLine:
    course: Course = row[0]
    return CourseLine(
        id=course.id,
        title=course.title,
        form=CourseForm(course.form),
        competence=Competence(course.competence),
        hours=course.hours,
        provider=course.provider,
        summary=course.summary,
        closed_on=course.closed_on,
        next_on=row[1],
    )


def find_course(session: Session, number: int, today: date) -> CourseLine | None:
    """Find a course, also one that is no longer offered."""
    row = session.execute(_courses(_upcoming(today)).where(Course.id == number)).one_or_none()
    return _course_line(row) if row else None


def list_runs(session: Session, course_id: int, *, reader_id: int | None) -> tuple[RunLine, ...]:
    """Return the runs of a course, the latest first, with where one officer stands in each."""
    statement = _runs(reader_id).where(CourseRun.course_id == course_id)
    rows = session.execute(statement.order_by(CourseRun.starts_on.desc(), CourseRun.id.desc()))
    return tuple(_run_line(row) for row in rows)


def find_run(session: Session, number: int, *, reader_id: int | None = None) -> RunLine | None:
    """Find a run, with where one officer stands in it."""
    row = session.execute(_runs(reader_id).where(CourseRun.id == number)).one_or_none()
    return _run_line(row) if row else None


def list_mine(session: Session, reader_id: int, today: date) -> tuple[RunLine, ...]:
    """Return the runs that an officer has a seat in or waits for and that are not over, the next first."""
    mine = (
        Enrolment.state != EnrolmentState.CANCELLED,
        CourseRun.ends_on >= today,
        CourseRun.cancelled_on.is_(None),
    )
    rows = session.execute(_runs(reader_id).where(*mine).order_by(CourseRun.starts_on, CourseRun.id))
    return tuple(_run_line(row) for row in rows)


def _runs(reader_id: int | None) -> Select[Any]:
    """Select runs with how many are in them; the reader's own enrolment is outer joined."""
    return (
        select(
            CourseRun, Course.title, Course.hours,
            _count(EnrolmentState.ENROLLED), _count(EnrolmentState.WAITING),
            Enrolment.state, Enrolment.attended_at,
        )
        .join(Course, Course.id == CourseRun.course_id)
        .outerjoin(Enrolment, (Enrolment.run_id == CourseRun.id) & (Enrolment.employee_id == reader_id))
    )  # fmt: skip


def _count(state: EnrolmentState) -> Any:
    others = Enrolment.__table__.alias()
    in_run = (others.c.run_id == CourseRun.id, others.c.state == state)
    return select(func.count()).select_from(others).where(*in_run).scalar_subquery()


def _run_line(row: Any) -> RunLine:
    run, title, hours, seated, waiting, state, attended_at = row
    return RunLine(
        id=run.id,
        course_id=run.course_id,
        title=title,
        hours=hours,
        starts_on=run.starts_on,
        ends_on=run.ends_on,
        place=run.place,
        seats=run.seats,
        seated=seated,
        waiting=waiting,
        cancelled_on=run.cancelled_on,
        mine=EnrolmentState(state) if state else None,
        attended=attended_at is not None,
    )


def list_participants(session: Session, run_id: int) -> tuple[Participant, ...]:
    """Return who has a seat in a run, by name, and after them who waits, in their turn."""
    waits = case((Enrolment.state == EnrolmentState.WAITING, 1), else_=0)
    turn = case((Enrolment.state == EnrolmentState.WAITING, Enrolment.asked_at))
    rows = session.execute(
        select(Enrolment, Employee.name, Employee.position, Unit.name_id, Unit.name_en)
        .join(Employee, Employee.id == Enrolment.employee_id)
        .join(Unit, Unit.id == Employee.unit_id)
        .where(Enrolment.run_id == run_id, Enrolment.state != EnrolmentState.CANCELLED)
        .order_by(waits, turn, Employee.name, Enrolment.id)
    )
    return tuple(_participant(*row) for row in rows)


def _participant(enrolment: Enrolment, name: str, position: str, name_id: str, name_en: str) -> Participant:
    return Participant(
        enrolment_id=enrolment.id,
        employee_id=enrolment.employee_id,
        name=name,
        position=position,
        unit=Words(name_id, name_en),
        state=EnrolmentState(enrolment.state),
        attended_at=enrolment.attended_at,
        certificate=enrolment.certificate,
    )


def list_candidates(session: Session, run_id: int, wanted: Asked) -> Page[Candidate]:
    """Return the officers who are still here and not in a run yet."""
    inside = select(Enrolment.employee_id).where(
        Enrolment.run_id == run_id, Enrolment.state != EnrolmentState.CANCELLED
    )
    statement = (
        select(Employee.id, Employee.name, Employee.position, Unit.name_id, Unit.name_en)
        .join(Unit, Unit.id == Employee.unit_id)
        .where(Employee.left_on.is_(None), Employee.id.not_in(inside))
    )
    return page(
        session,
        statement,
        wanted,
        search=(Employee.name, Employee.position, Unit.name_id),
        sorts={"name": (Employee.name, Employee.id)},
        make=lambda row: Candidate(
            id=row.id, name=row.name, position=row.position, unit=Words(row.name_id, row.name_en)
        ),
    )


def find_certificate(session: Session, code: str) -> CertificateView | None:
    """Find a certificate by its code in the written form."""
    row = session.execute(
        select(Enrolment, CourseRun, Course, Certificate)
        .join(CourseRun, CourseRun.id == Enrolment.run_id)
        .join(Course, Course.id == CourseRun.course_id)
        .join(Certificate, Certificate.code == digest_code(code))
        .where(Enrolment.certificate == code)
    ).one_or_none()
    if row is None:
        return None
    enrolment, run, course, proof = row
    return CertificateView(
        employee_id=enrolment.employee_id,
        code=code,
        name=_certified_name(session, enrolment.employee_id, code, proof.holder),
        title=proof.title,
        hours=proof.hours,
        form=CourseForm(course.form),
        provider=course.provider,
        starts_on=run.starts_on,
        ends_on=run.ends_on,
    )


def _certified_name(session: Session, employee_id: int, code: str, holder: bytes) -> str:
    """Return the name that the record can verify: an officer may have another one by now."""
    present = select(Employee.name).where(Employee.id == employee_id)
    former = select(Employment.name).where(Employment.employee_id == employee_id).order_by(Employment.id)
    names: list[str] = [*session.scalars(present), *session.scalars(former)]
    return next((name for name in names if digest_holder(code, name) == holder), names[0])
