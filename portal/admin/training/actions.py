"""What the owner of training does with courses and their runs."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.admin.training import enrolments
from portal.domain.training import Competence, CourseForm
from portal.models.training import Course, CourseRun, Enrolment


class ClosedCourseError(ValueError):
    """The course is no longer offered."""


class CertifiedError(ValueError):
    """Certificates of the course say what would change."""


class DatesError(ValueError):
    """A run ends before it starts, or a new one starts in the past."""


class SeatsError(ValueError):
    """More people have a seat than there would be seats. taken: how many."""

    def __init__(self, taken: int) -> None:
        super().__init__(str(taken))
        self.taken = taken


class CancelledRunError(ValueError):
    """The run does not happen."""


class AttendedError(ValueError):
    """Somebody has attended the run already, so it did happen."""


@dataclass(frozen=True, kw_only=True, slots=True)
class CourseFacts:
    """What the catalogue says of a course. hours: JP."""

    title: str
    form: CourseForm
    competence: Competence
    hours: int
    provider: str
    summary: str


@dataclass(frozen=True, kw_only=True, slots=True)
class RunFacts:
    """When and where a run is, both days included, and for how many."""

    starts_on: date
    ends_on: date
    place: str
    seats: int


def add_course(session: Session, facts: CourseFacts) -> Course:
    """Add a course to the catalogue."""
    course = Course()
    _write_course(course, facts)
    session.add(course)
    session.flush()
    return course


def change_course(session: Session, course: Course, facts: CourseFacts) -> None:
    """Change a course; hours, titles and certificates that were given stay as they were.

    Raises `CertifiedError` where form or provider would change, which certificates say as well.
    """
    if (facts.form, facts.provider) != (course.form, course.provider) and _has_certificates(session, course):
        raise CertifiedError
    _write_course(course, facts)
    session.flush()


def _has_certificates(session: Session, course: Course) -> bool:
    given = (CourseRun.course_id == course.id, Enrolment.certificate.is_not(None))
    return session.scalar(select(Enrolment.id).join(CourseRun).where(*given).limit(1)) is not None


def _write_course(course: Course, facts: CourseFacts) -> None:
    course.title, course.summary, course.provider = facts.title, facts.summary, facts.provider
    course.form, course.competence, course.hours = facts.form, facts.competence, facts.hours


def close_course(session: Session, course: Course, today: date) -> None:
    """Take a course out of the catalogue; its runs and certificates stay. Raises `ClosedCourseError`."""
    if course.closed_on is not None:
        raise ClosedCourseError
    course.closed_on = today
    session.flush()


def add_run(session: Session, course: Course, facts: RunFacts, *, today: date) -> CourseRun:
    """Add a run of a course. Raises `ClosedCourseError` or `DatesError`."""
    if course.closed_on is not None:
        raise ClosedCourseError
    if not today <= facts.starts_on <= facts.ends_on:
        raise DatesError
    run = CourseRun(course_id=course.id)
    _write_run(run, facts)
    session.add(run)
    session.flush()
    return run


def change_run(session: Session, run: CourseRun, facts: RunFacts) -> int:
    """Change a run, and tell how many moved up into seats that came to it.

    Raises `CancelledRunError`, `DatesError`, `SeatsError`, or `AttendedError` where the days would change of a
    run that somebody has attended: its certificates say when it was.
    """
    if run.cancelled_on is not None:
        raise CancelledRunError
    if facts.ends_on < facts.starts_on:
        raise DatesError
    if (facts.starts_on, facts.ends_on) != (run.starts_on, run.ends_on) and enrolments.has_attended(session, run):
        raise AttendedError
    taken = enrolments.count_seated(session, run)
    if facts.seats < taken:
        raise SeatsError(taken)
    _write_run(run, facts)
    return enrolments.move_up(session, run)


def _write_run(run: CourseRun, facts: RunFacts) -> None:
    run.starts_on, run.ends_on, run.place, run.seats = facts.starts_on, facts.ends_on, facts.place, facts.seats


def cancel_run(session: Session, run: CourseRun, today: date) -> None:
    """Say that a run does not happen. Raises `CancelledRunError` or `AttendedError`."""
    if run.cancelled_on is not None:
        raise CancelledRunError
    if enrolments.has_attended(session, run):
        raise AttendedError
    run.cancelled_on = today
    session.flush()


def hold_course(session: Session, number: int) -> Course | None:
    """Return a course, locked until the transaction ends."""
    return session.scalar(select(Course).where(Course.id == number).with_for_update())


def hold_run(session: Session, number: int) -> CourseRun | None:
    """Return a run, locked until the transaction ends, so that no seat is given twice."""
    return session.scalar(select(CourseRun).where(CourseRun.id == number).with_for_update())
