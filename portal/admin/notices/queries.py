"""Reads of the outbox, and of who is to get a digest."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.admin.lists import Asked, Page, page
from portal.models.accounts import Account
from portal.models.notices import Notice


@dataclass(frozen=True, kw_only=True, slots=True)
class Receiver:
    """An account that a digest may be made for. key: what `accounts.queries.find_staff` finds it by."""

    account_id: int
    key: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """A digest that waits to be sent. wanted: whether its account is still active and asks for digests.

    newest: no later one waits for the same account. attempts: how often sending it was begun.
    """

    id: int
    to: str
    made_on: date
    subject: str
    body: str
    wanted: bool
    newest: bool
    attempts: int


@dataclass(frozen=True, kw_only=True, slots=True)
class NoticeLine:
    """A digest in the outbox's list."""

    id: int
    made_on: date
    name: str
    email: str
    subject: str
    state: str


@dataclass(frozen=True, kw_only=True, slots=True)
class NoticeView:
    """A digest with what became of it. fault: what the mail server said last, or a key of the portal's own."""

    line: NoticeLine
    body: str
    attempts: int
    fault: str
    sent_at: datetime | None


def list_receivers(session: Session, today: date, *, demo: bool) -> list[Receiver]:
    """Return the accounts that want a digest and have none of today yet.

    Whoever has no password has not accepted the invitation; in a demo nobody has one.
    """
    has_one = select(Notice.id).where(Notice.account_id == Account.id, Notice.made_on == today).exists()
    asked = select(Account.id, Account.fs_uniquifier).where(Account.active, Account.wants_digest, ~has_one)
    if not demo:
        asked = asked.where(Account.password.is_not(None))
    rows = session.execute(asked.order_by(Account.id))
    return [Receiver(account_id=row.id, key=row.fs_uniquifier) for row in rows]


def list_waiting(session: Session) -> list[Waiting]:
    """Return the digests that wait to be sent, those first that were tried least: none holds up the others."""
    asked = select(Notice, Account).join(Account, Account.id == Notice.account_id).where(Notice.state == "waiting")
    rows = session.execute(asked.order_by(Notice.attempts, Notice.made_on, Notice.id)).all()
    days = sorted((notice.made_on, notice.id, notice.account_id) for notice, _account in rows)
    newest = {account_id: notice_id for _day, notice_id, account_id in days}
    return [
        Waiting(
            id=notice.id,
            to=account.email,
            made_on=notice.made_on,
            subject=notice.subject,
            body=notice.body,
            wanted=account.active and account.wants_digest,
            newest=newest[account.id] == notice.id,
            attempts=notice.attempts,
        )
        for notice, account in rows
    ]


def list_notices(session: Session, wanted: Asked) -> Page[NoticeLine]:
    """Return a page of the outbox, the newest first unless asked otherwise; filter: `state`."""
    asked = select(Notice, Account).join(Account, Account.id == Notice.account_id)
    if state := wanted.filters.get("state"):
        asked = asked.where(Notice.state == state)
    return page(
        session,
        asked,
        wanted,
        search=[Account.name, Account.email],
        sorts={
            "newest": (Notice.made_on.desc(), Notice.id.desc()),
            "day": (Notice.made_on, Notice.id),
            "name": (Account.name, Notice.id),
        },
        make=_line,
    )


def find_notice(session: Session, notice_id: int) -> NoticeView | None:
    """Return a digest as it is sent."""
    asked = select(Notice, Account).join(Account, Account.id == Notice.account_id).where(Notice.id == notice_id)
    row = session.execute(asked).one_or_none()
    if row is None:
        return None
    notice = row.Notice
    return NoticeView(
        line=_line(row), body=notice.body, attempts=notice.attempts, fault=notice.fault, sent_at=notice.sent_at
    )


def _line(row: Any) -> NoticeLine:
    notice, account = row
    return NoticeLine(
        id=notice.id,
        made_on=notice.made_on,
        name=account.name,
        email=account.email,
        subject=notice.subject,
        state=notice.state,
    )
