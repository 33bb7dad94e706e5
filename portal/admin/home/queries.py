"""Reads of the home page: what is due, as counts."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from portal.admin.lists import within
from portal.db import Model
from portal.domain.permissions import Permission, Staff
from portal.models.accounts import Account
from portal.models.actions import Action
from portal.models.audit import AuditEntry
from portal.models.comment_desk import Handling
from portal.models.evaluations import Citation, Evaluation

SOON_DAYS = 14


@dataclass(frozen=True, kw_only=True, slots=True)
class Due:
    """How much of something waits for somebody. key: what it is; the template finds the words."""

    key: str
    count: int


def list_due(session: Session, staff: Staff, today: date) -> list[Due]:
    """Return what waits for a member of staff, the most pressing first; nothing that is at zero."""
    found = [Due(key=key, count=count) for key, count in _counts(session, staff, today)]
    return [due for due in found if due.count]


def _counts(session: Session, staff: Staff, today: date) -> list[tuple[str, int]]:
    counts = []
    if staff.may(Permission.EDIT_ACTIONS):
        open_ones = Action.status.in_(("planned", "started"))
        reach = staff.reach(Permission.EDIT_ACTIONS)
        soon = today + timedelta(days=SOON_DAYS)
        for key, condition in (
            ("actions_overdue", Action.due_on < today),
            ("actions_soon", Action.due_on.between(today, soon)),
        ):
            statement = select(func.count()).select_from(Action).where(open_ones, condition)
            counts.append((key, session.scalar(within(statement, Action.unit_id, reach)) or 0))
    if staff.may(Permission.PUBLISH_COMMENTS):
        reach = staff.reach(Permission.PUBLISH_COMMENTS)
        statement = select(func.count()).select_from(Handling).where(Handling.state == "proposed")
        counts.append(("comments_proposed", session.scalar(within(statement, Handling.unit_id, reach)) or 0))
    if staff.may(Permission.EVALUATE):
        mine = (Evaluation.supervisor_id == staff.account_id, ~Evaluation.citations.any())
        counts.append(("evaluations_without_edition", _count(session, Evaluation, *mine)))
    if staff.may(Permission.REPLY_TO_EVALUATION):
        to_me = (Citation.reply.is_(None), Citation.evaluation.has(employee_id=staff.account_id))
        counts.append(("citations_to_answer", _count(session, Citation, *to_me)))
    if staff.may(Permission.MANAGE_ACCOUNTS):
        counts.append(("invitations", _count(session, Account, Account.active, Account.password.is_(None))))
    if staff.may(Permission.READ_AUDIT):
        yesterday = datetime.now(UTC) - timedelta(days=1)
        counts.append(("audit_today", _count(session, AuditEntry, AuditEntry.at >= yesterday)))
    return counts


def _count(session: Session, model: type[Model], *conditions: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).select_from(model).where(*conditions)) or 0
