"""Decide how long data are kept, and erase what is due."""

from collections.abc import Mapping
from dataclasses import asdict, astuple, dataclass
from datetime import date
from typing import Any, cast

from sqlalchemy import CursorResult, Result, delete, func, or_, select, update
from sqlalchemy.orm import Session

from portal.admin.audit import trail
from portal.admin.retention.queries import kept_months
from portal.domain.periods import last_day, month_of
from portal.domain.retention import KEYS, last_erased_month
from portal.models.comment_desk import Reply
from portal.models.comments import Comment
from portal.models.contributions import Contribution
from portal.models.responses import Handle, Response
from portal.models.sealed_reports import ReportMessage, SealedReport
from portal.models.targets import Retention


@dataclass(frozen=True, kw_only=True, slots=True)
class Erased:
    """How many rows of each kind were erased."""

    comments: int
    profiles: int
    receipts: int
    contributions: int
    sealed_reports: int

    @property
    def total(self) -> int:
        """Return how many rows were erased in all."""
        return sum(astuple(self))


def set_retention(session: Session, months: Mapping[str, int]) -> None:
    """Set how many months each kind of data is kept."""
    for kind in KEYS:
        row = session.get(Retention, kind)
        if row is None:
            session.add(Retention(kind=kind, months=months[kind]))
        else:
            row.months = months[kind]
    session.flush()


def erase_due(session: Session, today: date) -> Erased:
    """Erase what has been kept long enough; erasing again on the same day erases nothing."""
    kept = kept_months(session)
    due = {kind: last_erased_month(month_of(today), months) for kind, months in kept.items()}
    erased = Erased(
        comments=_erase_comments(session, due["comments"]),
        profiles=_erase_profiles(session, due["profiles"]),
        receipts=_erase_receipts(session, due["receipts"]),
        contributions=_erase_contributions(session, due["contributions"]),
        sealed_reports=_erase_sealed_reports(session, due["sealed_reports"]),
    )
    if erased.total:
        trail.note(session, "erased", "retention", **asdict(erased))
        session.flush()
    return erased


def _erase_comments(session: Session, last: int) -> int:
    """Empty old comments and what was said about them."""
    its_comment = select(1).where(
        Comment.unit_id == Reply.unit_id, Comment.id == Reply.comment_id, Comment.month <= last
    )
    session.execute(update(Reply).where(Reply.text != "", its_comment.exists()).values(text=""))
    old = update(Comment).where(Comment.month <= last, Comment.text != "")
    return _count(session.execute(old.values(text="", state="erased")))


def _erase_profiles(session: Session, last: int) -> int:
    """Take the profile off old responses that are in a closed batch, whose one-way counts are made."""
    columns = (Response.sex, Response.age, Response.education, Response.occupation)
    statement = update(Response).where(
        Response.month <= last, Response.batch_id.is_not(None), or_(*(column.is_not(None) for column in columns))
    )
    return _count(session.execute(statement.values(sex=None, age=None, education=None, occupation=None)))


def _erase_receipts(session: Session, last: int) -> int:
    """Cut the link from receipts to old responses that are in a closed batch."""
    closed = select(1).where(
        Response.unit_id == Handle.unit_id,
        Response.month == Handle.month,
        Response.id == Handle.response_id,
        Response.batch_id.is_not(None),
    )
    return _count(session.execute(delete(Handle).where(Handle.month <= last, closed.exists())))


def _erase_contributions(session: Session, last: int) -> int:
    """Empty what was sent to the forum long ago; what still waits for a moderator is kept however old it is."""
    words = (Contribution.text, Contribution.title, Contribution.nickname, Contribution.note)
    decided_on = func.coalesce(Contribution.decided_on, Contribution.received_on)
    old = update(Contribution).where(
        decided_on <= last_day(last),
        Contribution.state != "waiting",
        or_(*(column != "" for column in words)),
    )
    return _count(session.execute(old.values(text="", title="", nickname="", note="")))


def _erase_sealed_reports(session: Session, last: int) -> int:
    """Empty reports that were handed over or closed long ago, where they went, and what was said about them."""
    old = (SealedReport.closed_on <= last_day(last), SealedReport.words != b"")
    # Locked before the messages are looked at: what somebody is adding to one would stay for good.
    due = session.scalars(select(SealedReport.id).where(*old).order_by(SealedReport.id).with_for_update()).all()
    said = update(ReportMessage).where(ReportMessage.words != b"", ReportMessage.report_id.in_(due))
    session.execute(said.values(words=b"").execution_options(synchronize_session=False))
    emptied = update(SealedReport).where(SealedReport.id.in_(due)).values(words=b"", handover=None)
    return _count(session.execute(emptied))


def _count(result: Result[Any]) -> int:
    return cast("CursorResult[Any]", result).rowcount
