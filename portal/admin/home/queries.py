"""Reads of the home page: what is due, and all offices at a glance."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from portal.admin.follow_up.queries import due_soon, overdue
from portal.admin.home import forum, work
from portal.admin.lists import Asked, Page, within
from portal.admin.periods.queries import Standing, list_standings, short_offices_count
from portal.db import Model
from portal.domain import comments
from portal.domain.figures import Published
from portal.domain.periods import Period
from portal.domain.permissions import Permission, Reach, Staff
from portal.editions import headlines
from portal.holidays import added_holidays
from portal.models.accounts import Account
from portal.models.actions import Action
from portal.models.audit import AuditEntry
from portal.models.comment_desk import Handling
from portal.models.comments import Comment
from portal.models.sheets import Sheet
from portal.models.units import Unit

Count = Select[*tuple[Any, ...]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Due:
    """How much of something waits for somebody. key: what it is; `words` has the sentence."""

    key: str
    count: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Glance:
    """An office at a glance. comments: those that nobody has read yet; None for who reads them by lots."""

    standing: Standing
    latest: Published | None
    comments: int | None
    overdue: int


def list_due(
    session: Session, staff: Staff, period: Period, today: date, offices: Page[Glance] | None = None
) -> list[Due]:
    """Return what waits for a member of staff, the most pressing first; nothing that is at zero.

    offices: what `glance` has read for them already, if it was asked.
    """
    counts = dict(_counts(staff, today, added_holidays(session)))
    found: dict[str, int] = {}
    if counts:
        row = session.execute(select(*(count.scalar_subquery().label(key) for key, count in counts.items()))).one()
        found.update(row._mapping)
    if staff.may(Permission.EDIT_PERIODS):
        found["offices_short"] = _short_offices(
            session, staff.reach(Permission.EDIT_PERIODS), period, today, offices
        )
    return [Due(key=key, count=count) for key, count in found.items() if count]


def _short_offices(
    session: Session, reach: Reach, period: Period, today: date, offices: Page[Glance] | None
) -> int:
    """Count the offices that will miss their target: on the page, if it shows them all."""
    if offices is None or offices.asked.narrowed or offices.total > len(offices.rows):
        return short_offices_count(session, reach, period, today)
    standings = (row.standing for row in offices.rows)
    return sum(standing.short for standing in standings if reach is None or standing.unit_id in reach)


def _counts(staff: Staff, today: date, holidays: frozenset[date]) -> Iterator[tuple[str, Count]]:
    if staff.may(Permission.EDIT_ACTIONS):
        reach = staff.reach(Permission.EDIT_ACTIONS)
        yield "actions_overdue", within(_count(Action, *overdue(today)), Action.unit_id, reach)
        yield "actions_soon", within(_count(Action, *due_soon(today, holidays)), Action.unit_id, reach)
    if comments.reader(staff).in_full:
        yield "comments_new", _new_comments()
    if staff.may(Permission.PUBLISH_COMMENTS):
        reach = staff.reach(Permission.PUBLISH_COMMENTS)
        yield "comments_proposed", within(_count(Handling, Handling.state == "proposed"), Handling.unit_id, reach)
    if staff.may(Permission.ENTER_FORMS):
        reach = staff.reach(Permission.ENTER_FORMS)
        not_mine = (Sheet.keyed_by != staff.account_id, Sheet.settled_by.is_(None))
        unread = _count(Sheet, *not_mine, Sheet.sampled.is_(True), Sheet.second_by.is_(None))
        differing = _count(Sheet, *not_mine, Sheet.differing > 0, Sheet.second_by != staff.account_id)
        yield "sheets_unread", within(unread, Sheet.unit_id, reach)
        yield "sheets_differing", within(differing, Sheet.unit_id, reach)
    yield from forum.counts(staff, today)
    yield from work.counts(staff)
    if staff.may(Permission.MANAGE_ACCOUNTS):
        yield "invitations", _count(Account, Account.active.is_(True), Account.password.is_(None))
    if staff.may(Permission.READ_AUDIT):
        yield "trail_today", _count(AuditEntry, AuditEntry.at >= datetime.now(UTC) - timedelta(days=1))


def _count(model: type[Model], *conditions: ColumnElement[bool]) -> Count:
    return select(func.count()).select_from(model).where(*conditions)


def _new_comments() -> Count:
    """Return the statement that counts the comments which nobody has read yet."""
    handled = (Handling.unit_id == Comment.unit_id) & (Handling.comment_id == Comment.id)
    return _count(Comment, Comment.state == "waiting", ~select(1).where(handled).exists())


def glance(session: Session, staff: Staff, period: Period, wanted: Asked, today: date) -> Page[Glance]:
    """Return a page of the offices that somebody may follow, each with where it stands."""
    found = list_standings(session, staff.reach(Permission.READ_PERIODS), period, wanted, today)
    ids = [standing.unit_id for standing in found.rows]
    latest = headlines(session, [standing.slug for standing in found.rows])
    waiting = _waiting(session, ids, today)
    in_full = comments.reader(staff).in_full
    rows = tuple(
        Glance(
            standing=standing,
            latest=latest.get(standing.slug),
            comments=waiting[standing.unit_id][0] if in_full else None,
            overdue=waiting[standing.unit_id][1],
        )
        for standing in found.rows
    )
    return Page(rows=rows, total=found.total, number=found.number, asked=found.asked)


def _waiting(session: Session, unit_ids: Collection[int], today: date) -> dict[int, tuple[int, int]]:
    """Return office -> its new comments and its overdue actions."""
    new = _new_comments().where(Comment.unit_id == Unit.id)
    late = _count(Action, *overdue(today)).where(Action.unit_id == Unit.id)
    columns = (Unit.id, new.correlate(Unit).scalar_subquery(), late.correlate(Unit).scalar_subquery())
    rows = session.execute(select(*columns).where(Unit.id.in_(unit_ids)).order_by(Unit.id))
    return {unit_id: (comments, actions) for unit_id, comments, actions in rows}
