"""Seats of a run: taken, waited for and given back; and attendance, which brings hours and a certificate.

The caller holds the run (`actions.hold_run`), so that two people never get the last seat.
"""

from collections.abc import Callable, Collection
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.domain.certificates import CODE_BYTES, digest_code, digest_holder, make_code
from portal.domain.periods import WITA
from portal.domain.training import EnrolmentState, is_on, may_cancel, place_for
from portal.models.achievements import Certificate
from portal.models.employees import Employee
from portal.models.training import CourseRun, Enrolment

Draw = Callable[[int], bytes]
"""Gives so many random bytes."""


class NotOpenError(ValueError):
    """The run is cancelled or over, or, for officers themselves, has begun."""


class AlreadyThereError(ValueError):
    """The officer has a seat or waits for one already."""


class LeftError(ValueError):
    """The officer has left."""


class TooLateError(ValueError):
    """The run has begun, or attendance is marked: the seat is used."""


class NotEnrolledError(ValueError):
    """The officer neither has a seat nor waits for one."""


class NotTodayError(ValueError):
    """The run is not on today."""


class FullError(ValueError):
    """Every seat is taken."""


def enrol(session: Session, run: CourseRun, employee_id: int, *, now: datetime, late: bool = False) -> Enrolment:
    """Give an officer a seat or a place in the waiting line.

    late: also while the run is on, for its owner. Raises `LeftError`, `NotOpenError` or `AlreadyThereError`.
    """
    today = _day(now)
    last = run.ends_on if late else run.starts_on
    if run.cancelled_on is not None or today > last or (today == last and not late):
        raise NotOpenError
    found = find_enrolment(session, run, employee_id)
    if found is not None and found.state != EnrolmentState.CANCELLED:
        raise AlreadyThereError
    return _place(session, run, employee_id, found, place_for(count_seated(session, run), run.seats), now)


def _place(
    session: Session,
    run: CourseRun,
    employee_id: int,
    found: Enrolment | None,
    state: EnrolmentState,
    now: datetime,
) -> Enrolment:
    """Write down where an officer stands; whoever comes back queues up behind those who waited.

    Raises `LeftError`.
    """
    if session.get_one(Employee, employee_id).left_on is not None:
        raise LeftError
    enrolment = found or Enrolment(run_id=run.id, employee_id=employee_id)
    enrolment.state, enrolment.asked_at = state, now
    session.add(enrolment)
    session.flush()
    return enrolment


def cancel(session: Session, run: CourseRun, employee_id: int, *, today: date) -> int:
    """Give an officer's place back, and tell how many moved up into it: one, or none.

    Raises `NotEnrolledError` or `TooLateError`.
    """
    found = find_enrolment(session, run, employee_id)
    if found is None or found.state == EnrolmentState.CANCELLED:
        raise NotEnrolledError
    if not may_cancel(run.starts_on, today) or found.attended_at is not None:
        raise TooLateError
    found.state = EnrolmentState.CANCELLED
    return move_up(session, run)


def move_up(session: Session, run: CourseRun) -> int:
    """Give free seats to those who have waited longest, and tell how many got one."""
    session.flush()
    free = run.seats - count_seated(session, run)
    if free <= 0 or run.cancelled_on is not None:
        return 0
    waiting = session.scalars(
        select(Enrolment)
        .where(Enrolment.run_id == run.id, Enrolment.state == EnrolmentState.WAITING)
        .order_by(Enrolment.asked_at, Enrolment.id)
        .limit(free)
    ).all()
    for enrolment in waiting:
        enrolment.state = EnrolmentState.ENROLLED
    session.flush()
    return len(waiting)


def attend(session: Session, run: CourseRun, employee_id: int, *, now: datetime, draw: Draw) -> Enrolment:
    """Mark an officer present who scanned the code on the wall; one time is enough for a run of several days.

    Whoever has no seat gets one that is left. Once more changes nothing. Raises `NotTodayError`, `FullError` or
    `LeftError`.
    """
    if run.cancelled_on is not None or not is_on(run.starts_on, run.ends_on, now):
        raise NotTodayError
    found = find_enrolment(session, run, employee_id)
    if found is None or found.state != EnrolmentState.ENROLLED:
        if count_seated(session, run) >= run.seats:
            raise FullError
        found = _place(session, run, employee_id, found, EnrolmentState.ENROLLED, now)
    _mark(session, run, found, now=now, draw=draw)
    return found


def tick_off(
    session: Session, run: CourseRun, enrolment_ids: Collection[int], *, now: datetime, draw: Draw
) -> int:
    """Mark those of a run present whom its owner ticked, and tell how many are newly so.

    It may be done late, never early. Raises `NotTodayError`.
    """
    if run.cancelled_on is not None or _day(now) < run.starts_on:
        raise NotTodayError
    chosen = session.scalars(
        select(Enrolment)
        .where(Enrolment.run_id == run.id, Enrolment.id.in_(enrolment_ids))
        .where(Enrolment.state == EnrolmentState.ENROLLED, Enrolment.attended_at.is_(None))
        .order_by(Enrolment.id)
    ).all()
    for enrolment in chosen:
        _mark(session, run, enrolment, now=now, draw=draw)
    return len(chosen)


def _mark(session: Session, run: CourseRun, enrolment: Enrolment, *, now: datetime, draw: Draw) -> None:
    """Write down that somebody was there, with hours and a certificate that the public can verify but not read."""
    if enrolment.attended_at is not None:
        return
    code = make_code(draw(CODE_BYTES))
    name = session.get_one(Employee, enrolment.employee_id).name
    enrolment.attended_at, enrolment.certificate, enrolment.hours = now, code, run.course.hours
    session.add(
        Certificate(
            code=digest_code(code),
            holder=digest_holder(code, name),
            title=run.course.title,
            hours=run.course.hours,
            held_on=run.ends_on,
        )
    )
    session.flush()


def find_enrolment(session: Session, run: CourseRun, employee_id: int) -> Enrolment | None:
    """Find an officer's enrolment in a run, also a cancelled one."""
    return session.scalar(
        select(Enrolment).where(Enrolment.run_id == run.id, Enrolment.employee_id == employee_id)
    )


def count_seated(session: Session, run: CourseRun) -> int:
    """Return how many have a seat in a run."""
    seated = (Enrolment.run_id == run.id, Enrolment.state == EnrolmentState.ENROLLED)
    return session.scalar(select(func.count()).where(*seated)) or 0


def has_attended(session: Session, run: CourseRun) -> bool:
    """Tell whether anybody has attended a run."""
    there = (Enrolment.run_id == run.id, Enrolment.attended_at.is_not(None))
    return session.scalar(select(Enrolment.id).where(*there).limit(1)) is not None


def _day(now: datetime) -> date:
    return now.astimezone(WITA).date()
