"""Reads of the home page: what is due, and all offices at a glance."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from portal.admin.follow_up.queries import due_soon_count, overdue_count, overdue_counts
from portal.admin.lists import Asked, Page, within
from portal.admin.periods.queries import Standing, list_standings, short_offices_count
from portal.db import Model
from portal.domain import comments
from portal.domain.figures import Published
from portal.domain.periods import Period
from portal.domain.permissions import Permission, Staff
from portal.editions import headlines
from portal.models.accounts import Account
from portal.models.audit import AuditEntry
from portal.models.comment_desk import Handling
from portal.models.comments import Comment
from portal.models.evaluations import Citation, Evaluation


@dataclass(frozen=True, kw_only=True, slots=True)
class Due:
    """How much of something waits for somebody. key: what it is; the template finds the words."""

    key: str
    count: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Glance:
    """An office at a glance. comments: those that nobody has read yet; None for who reads them by lots."""

    standing: Standing
    latest: Published | None
    comments: int | None
    overdue: int


def list_due(session: Session, staff: Staff, period: Period, today: date) -> list[Due]:
    """Return what waits for a member of staff, the most pressing first; nothing that is at zero."""
    found = (Due(key=key, count=count) for key, count in _counts(session, staff, period, today))
    return [due for due in found if due.count]


def _counts(session: Session, staff: Staff, period: Period, today: date) -> Iterator[tuple[str, int]]:
    if staff.may(Permission.EDIT_ACTIONS):
        reach = staff.reach(Permission.EDIT_ACTIONS)
        yield "actions_overdue", overdue_count(session, reach, today)
        yield "actions_soon", due_soon_count(session, reach, today)
    if staff.may(Permission.EDIT_PERIODS):
        reach = staff.reach(Permission.EDIT_PERIODS)
        yield "offices_short", short_offices_count(session, reach, period, today)
    if comments.reader(staff).in_full:
        yield "comments_new", sum(_new_comments(session).values())
    if staff.may(Permission.PUBLISH_COMMENTS):
        proposed = select(func.count()).select_from(Handling).where(Handling.state == "proposed")
        reach = staff.reach(Permission.PUBLISH_COMMENTS)
        yield "comments_proposed", session.scalar(within(proposed, Handling.unit_id, reach)) or 0
    yield from _personal_counts(session, staff)


def _personal_counts(session: Session, staff: Staff) -> Iterator[tuple[str, int]]:
    if staff.may(Permission.EVALUATE):
        mine = (Evaluation.supervisor_id == staff.account_id, ~Evaluation.citations.any())
        yield "evaluations_without_edition", _count(session, Evaluation, *mine)
    if staff.may(Permission.REPLY_TO_EVALUATION):
        to_me = (Citation.reply.is_(None), Citation.evaluation.has(employee_id=staff.account_id))
        yield "citations_to_answer", _count(session, Citation, *to_me)
    if staff.may(Permission.MANAGE_ACCOUNTS):
        yield "invitations", _count(session, Account, Account.active.is_(True), Account.password.is_(None))
    if staff.may(Permission.READ_AUDIT):
        yesterday = datetime.now(UTC) - timedelta(days=1)
        yield "trail_today", _count(session, AuditEntry, AuditEntry.at >= yesterday)


def _count(session: Session, model: type[Model], *conditions: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).select_from(model).where(*conditions)) or 0


def _new_comments(session: Session, unit_ids: Collection[int] | None = None) -> dict[int, int]:
    """Count the comments that nobody has read yet, by office."""
    statement = (
        select(Comment.unit_id, func.count())
        .outerjoin(Handling, (Handling.unit_id == Comment.unit_id) & (Handling.comment_id == Comment.id))
        .where(Comment.state == "waiting", Handling.state.is_(None))
        .group_by(Comment.unit_id)
        .order_by(Comment.unit_id)
    )
    if unit_ids is not None:
        statement = statement.where(Comment.unit_id.in_(unit_ids))
    return {row[0]: row[1] for row in session.execute(statement)}


def glance(session: Session, staff: Staff, period: Period, wanted: Asked, today: date) -> Page[Glance]:
    """Return a page of the offices that somebody may follow, each with where it stands."""
    found = list_standings(session, staff.reach(Permission.READ_PERIODS), period, wanted, today)
    ids = [standing.unit_id for standing in found.rows]
    latest = headlines(session, [standing.slug for standing in found.rows])
    overdue = overdue_counts(session, ids, today)
    new = _new_comments(session, ids) if comments.reader(staff).in_full else None
    rows = tuple(
        Glance(
            standing=standing,
            latest=latest.get(standing.slug),
            comments=None if new is None else new.get(standing.unit_id, 0),
            overdue=overdue.get(standing.unit_id, 0),
        )
        for standing in found.rows
    )
    return Page(rows=rows, total=found.total, number=found.number, asked=found.asked)
