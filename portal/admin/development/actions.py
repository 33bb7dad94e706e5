"""What an officer and the superior write into the officer's development plan."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.admin.sending import find_sent
from portal.domain.training import Competence, NeedSource
from portal.models.training import Course, DevelopmentItem


class AlreadyPlannedError(ValueError):
    """The need is in the year's plan already."""


class DueError(ValueError):
    """The day it is due lies outside the plan's year, or is over."""


class UnknownCourseError(ValueError):
    """The course is not offered."""


class EndedError(ValueError):
    """The item is done or dropped already."""


class NoReasonError(ValueError):
    """An item is dropped only with a reason."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ItemFacts:
    """A line of the plan. key: what the need was seen in. reason: in words, kept as it was. step: what is done."""

    competence: Competence
    source: NeedSource
    key: str
    reason: str
    step: str
    course_id: int | None
    due_on: date


def add_item(
    session: Session, employee_id: int, facts: ItemFacts, *, now: datetime, today: date
) -> DevelopmentItem:
    """Add a line to an officer's plan of the year it is due in; a wish that is sent twice is kept once.

    today: the day in WITA. Raises `DueError`, `AlreadyPlannedError` or `UnknownCourseError`.
    """
    if facts.due_on < today or facts.due_on.year > today.year + 1:
        raise DueError
    if facts.key and _is_planned(session, employee_id, facts):
        raise AlreadyPlannedError
    if facts.course_id is not None and not _is_offered(session, facts.course_id):
        raise UnknownCourseError
    sent = {
        "employee_id": employee_id,
        "year": facts.due_on.year,
        "competence": facts.competence,
        "source": facts.source,
        "source_key": facts.key,
        "reason": facts.reason,
        "step": facts.step,
        "course_id": facts.course_id,
        "due_on": facts.due_on,
        "dropped": "",
    }
    again = find_sent(session, DevelopmentItem, sent, at=DevelopmentItem.made_at, now=now)
    if again is not None:
        return again
    item = DevelopmentItem(**sent, made_at=now)
    session.add(item)
    session.flush()
    return item


def _is_planned(session: Session, employee_id: int, facts: ItemFacts) -> bool:
    same = (
        DevelopmentItem.employee_id == employee_id,
        DevelopmentItem.source == facts.source,
        DevelopmentItem.source_key == facts.key,
        DevelopmentItem.dropped == "",
    )
    return session.scalar(select(DevelopmentItem.id).where(*same).limit(1)) is not None


def _is_offered(session: Session, course_id: int) -> bool:
    return session.scalar(select(Course.id).where(Course.id == course_id, Course.closed_on.is_(None))) is not None


def finish(session: Session, item: DevelopmentItem, today: date) -> None:
    """Say that an item is done. Raises `EndedError`."""
    _refuse_ended(item)
    item.done_on = today
    session.flush()


def drop(session: Session, item: DevelopmentItem, reason: str) -> None:
    """Drop an item; it stays in the plan with the reason. Raises `EndedError` or `NoReasonError`."""
    _refuse_ended(item)
    if not reason:
        raise NoReasonError
    item.dropped = reason
    session.flush()


def _refuse_ended(item: DevelopmentItem) -> None:
    if item.done_on is not None or item.dropped:
        raise EndedError


def hold_item(session: Session, employee_id: int, number: int) -> DevelopmentItem | None:
    """Return a line of an officer's plan, locked until the transaction ends."""
    mine = (DevelopmentItem.id == number, DevelopmentItem.employee_id == employee_id)
    return session.scalar(select(DevelopmentItem).where(*mine).with_for_update())
