"""Reads about accounts, their posts and their sessions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from portal.admin.lists import Asked, Page, page
from portal.domain.permissions import Role, Staff, held_posts
from portal.domain.words import Words
from portal.models.accounts import Account, Post, StaffSession
from portal.models.units import Unit

IDLE = timedelta(hours=8)
AT_MOST = timedelta(hours=24)
"""A session is over after so long without a page, and after so long since the sign-in."""


class Status(StrEnum):
    """How far an account is."""

    INVITED = "invited"  # has not set a password yet
    ACTIVE = "active"
    DISABLED = "disabled"


@dataclass(frozen=True, kw_only=True, slots=True)
class PostView:
    """A role of an account. office: None for everything."""

    id: int
    role: Role
    office: Words | None


@dataclass(frozen=True, kw_only=True, slots=True)
class AccountView:
    """An account as its administrator sees it."""

    id: int
    email: str
    name: str
    status: Status
    posts: tuple[PostView, ...]
    created_at: datetime
    signed_in_at: datetime | None
    two_factor: bool
    recovery_codes: int
    wants_digest: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class SessionView:
    """A browser that is signed in. id: hexadecimal. device: what its software says it is."""

    id: str
    device: str
    created_at: datetime
    seen_at: datetime


def find_staff(session: Session, user_id: str | None) -> Staff | None:
    """Return who signed in under an account's current `fs_uniquifier`, or None; takes two statements at most."""
    if user_id is None:
        return None
    asked = (
        select(Account.id, Account.name, Post.role, Post.unit_id)
        .outerjoin(Post)
        .where(Account.fs_uniquifier == user_id, Account.active)
        .order_by(Post.id)
    )
    rows = session.execute(asked).all()
    if not rows:
        return None
    posts = [(row.role, row.unit_id) for row in rows if row.role is not None]
    parents = _parents(session) if any(unit is not None for _, unit in posts) else {}
    return Staff(account_id=rows[0].id, name=rows[0].name, posts=held_posts(posts, parents))


def _parents(session: Session) -> dict[int, int | None]:
    return {row.id: row.parent_id for row in session.execute(select(Unit.id, Unit.parent_id).order_by(Unit.id))}


def find_account(session: Session, account_id: int) -> AccountView | None:
    """Return an account with its posts."""
    account = session.get(Account, account_id)
    return None if account is None else _view(account, _posts_of(session, [account.id]).get(account.id, ()))


def list_accounts(session: Session, asked: Asked) -> Page[AccountView]:
    """Return the accounts that were asked for; filters: `role`, `status`."""
    found = page(
        session,
        _narrowed(asked),
        asked,
        search=(Account.name, Account.email),
        sorts={
            "name": (func.lower(Account.name), Account.id),
            "email": (Account.email,),
            "signed_in": (Account.signed_in_at, Account.id),
        },
        make=lambda row: row.Account,
    )
    posts = _posts_of(session, [account.id for account in found.rows])
    rows = tuple(_view(account, posts.get(account.id, ())) for account in found.rows)
    return Page(rows=rows, total=found.total, number=found.number, asked=asked)


def _narrowed(asked: Asked) -> Select[Any]:
    statement = select(Account)
    if role := asked.filters.get("role"):
        statement = statement.where(Account.posts.any(Post.role == role))
    conditions = {
        Status.INVITED: Account.active & Account.password.is_(None),
        Status.ACTIVE: Account.active & Account.password.is_not(None),
        Status.DISABLED: ~Account.active,
    }
    status = asked.filters.get("status", "")
    return statement.where(conditions[Status(status)]) if status in conditions else statement


def _posts_of(session: Session, accounts: Sequence[int]) -> dict[int, tuple[PostView, ...]]:
    asked = select(Post, Unit).outerjoin(Unit, Post.unit_id == Unit.id).where(Post.account_id.in_(accounts))
    found: dict[int, tuple[PostView, ...]] = {}
    for post, unit in session.execute(asked.order_by(Post.id)):
        view = PostView(id=post.id, role=Role(post.role), office=unit.name if unit else None)
        found[post.account_id] = (*found.get(post.account_id, ()), view)
    return found


def _view(account: Account, posts: tuple[PostView, ...]) -> AccountView:
    return AccountView(
        id=account.id,
        email=account.email,
        name=account.name,
        status=_status(account),
        posts=posts,
        created_at=account.created_at,
        signed_in_at=account.signed_in_at,
        two_factor=bool(account.tf_totp_secret and account.tf_primary_method),
        recovery_codes=len(account.mf_recovery_codes or ()),
        wants_digest=account.wants_digest,
    )


def _status(account: Account) -> Status:
    if not account.active:
        return Status.DISABLED
    return Status.ACTIVE if account.password else Status.INVITED


def expired(now: datetime) -> ColumnElement[bool]:
    """Return the condition for sessions that are over."""
    return or_(StaffSession.seen_at < now - IDLE, StaffSession.created_at < now - AT_MOST)


def list_sessions(session: Session, account_id: int, now: datetime) -> tuple[SessionView, ...]:
    """Return where an account is signed in, the last seen first."""
    asked = (
        select(StaffSession)
        .where(StaffSession.account_id == account_id, ~expired(now))
        .order_by(StaffSession.seen_at.desc(), StaffSession.id)
    )
    return tuple(
        SessionView(id=row.id.hex(), device=device_of(row.agent), created_at=row.created_at, seen_at=row.seen_at)
        for row in session.scalars(asked)
    )


_BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"),
             ("Chrome", "Chrome"), ("Safari", "Safari"))  # fmt: skip
_SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
            ("Mac OS", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux"))  # fmt: skip


def device_of(agent: str) -> str:
    """Return the browser and the system that a User-Agent names, such as `Chrome, Android`.

    The order of the lists matters: most browsers also name those that came before them.
    """
    parts = [next((name for sign, name in known if sign in agent), "") for known in (_BROWSERS, _SYSTEMS)]
    return ", ".join(part for part in parts if part)


def list_offices(session: Session, today: date) -> tuple[tuple[int, Words], ...]:
    """Return id and name of the offices that are open, by name."""
    asked = select(Unit).where(or_(Unit.closed_on.is_(None), Unit.closed_on > today)).order_by(Unit.name_id)
    return tuple((unit.id, unit.name) for unit in session.scalars(asked))
