"""Verbs about digests: they add and flush, and never commit."""

from datetime import date, datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from portal.db import insert_if_new
from portal.domain.digests import Digest, is_given_up
from portal.models.notices import Notice


def put_out(session: Session, account_id: int, digest: Digest, today: date) -> bool:
    """Put an account's digest of a day into the outbox, or tell that one of that day is there."""
    row = {"account_id": account_id, "made_on": today, "subject": digest.subject, "body": digest.body}
    return insert_if_new(session, Notice, row)


def claim(session: Session, notice_id: int, attempts: int) -> bool:
    """Begin to send a digest, or tell that another run began since it was read; attempts: as it was read."""
    mine = (Notice.id == notice_id, Notice.state == "waiting", Notice.attempts == attempts)
    begun = update(Notice).where(*mine).values(attempts=attempts + 1).returning(Notice.id)
    return session.scalar(begun) is not None


def mark_sent(session: Session, notice_id: int, now: datetime) -> None:
    """Note that the mail server took a digest."""
    notice = session.get_one(Notice, notice_id, populate_existing=True)
    notice.state, notice.sent_at, notice.fault = "sent", now, ""
    session.flush()


def mark_refused(session: Session, notice_id: int, fault: str) -> None:
    """Note why the mail server did not take a digest; refused too often it is given up."""
    notice = session.get_one(Notice, notice_id, populate_existing=True)
    notice.fault = fault
    if is_given_up(notice.attempts):
        notice.state = "failed"
    session.flush()


def give_up(session: Session, notice_id: int, fault: str) -> None:
    """Send a digest no more; fault: why."""
    notice = session.get_one(Notice, notice_id)
    notice.state, notice.fault = "failed", fault
    session.flush()
