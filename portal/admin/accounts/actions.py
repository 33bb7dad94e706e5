"""Verbs about accounts: they add and flush, and never commit."""

import secrets
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from portal.admin.audit import trail
from portal.domain.permissions import Role, are_apart
from portal.models.accounts import Account, Post, StaffSession


class EmailTakenError(ValueError):
    """Another account has this address."""


class PostHeldError(ValueError):
    """The account holds this post already."""


class ApartError(ValueError):
    """The account holds a post that nobody may hold beside this one."""


class OneselfError(ValueError):
    """Nobody disables themselves or gives up their own administrator post: nobody might be left to undo it."""


class DisabledError(ValueError):
    """The account may not sign in, so a link would lead nowhere."""


class LastAdministratorError(ValueError):
    """Without this account or post no administrator would be left."""


def invite(session: Session, *, email: str, name: str, now: datetime) -> Account:
    """Add an account without a password, or raise `EmailTakenError`."""
    if find_by_email(session, email) is not None:
        raise EmailTakenError
    account = Account(email=email.lower(), name=name, active=True, fs_uniquifier=_mark(), created_at=now)
    session.add(account)
    session.flush()
    return account


def find_by_email(session: Session, email: str) -> Account | None:
    """Return the account with an address, however it is written, to be worked on."""
    return session.scalar(select(Account).where(func.lower(Account.email) == email.lower()))


def add_post(session: Session, account: Account, role: Role, unit_id: int | None) -> Post:
    """Give an account a post; unit_id is None for everything. Raises `PostHeldError` or `ApartError`.

    Its sessions end, so that nobody works on with a page that no longer fits.
    """
    if any(post.role == role and post.unit_id == unit_id for post in account.posts):
        raise PostHeldError
    if any(are_apart(role, Role(post.role)) for post in account.posts):
        raise ApartError
    post = Post(role=role, unit_id=unit_id)
    account.posts.append(post)
    session.flush()
    end_sessions(session, account.id)
    return post


def remove_post(session: Session, post: Post, *, by: int) -> None:
    """Take a post away; by: the account that does it. Raises `OneselfError` or `LastAdministratorError`."""
    account = post.account
    if post.role == Role.ADMINISTRATOR:
        if account.id == by:
            raise OneselfError
        _keep_an_administrator(session, without=account.id)
    account.posts.remove(post)
    session.flush()
    end_sessions(session, account.id)


def disable(session: Session, account: Account, *, by: int) -> None:
    """Let an account sign in no more; its sessions and links end. Raises like `remove_post`."""
    if account.id == by:
        raise OneselfError
    if any(post.role == Role.ADMINISTRATOR for post in account.posts):
        _keep_an_administrator(session, without=account.id)
    account.active = False
    _end_everything(session, account)


def enable(session: Session, account: Account) -> None:
    """Let an account sign in again, with the password it had."""
    account.active = True
    session.flush()


def prepare_link(session: Session, account: Account) -> None:
    """End the sessions and earlier links of an account that is to get a new one, or raise `DisabledError`."""
    if not account.active:
        raise DisabledError
    _end_everything(session, account)
    trail.note(session, "made_link", "accounts", subject_id=str(account.id))


def forget_second_factor(session: Session, account: Account) -> None:
    """Let an account set up its authenticator anew at the next sign-in; recovery codes go, sessions end."""
    account.tf_primary_method = account.tf_totp_secret = account.totp_counter = None
    account.mf_recovery_codes = None
    _end_everything(session, account)


def rename(session: Session, account: Account, name: str) -> None:
    """Change the name that an account shows."""
    account.name = name
    session.flush()


def ask_for_digest(session: Session, account: Account, *, wanted: bool) -> None:
    """Choose whether an account gets the daily digest."""
    account.wants_digest = wanted
    session.flush()


def end_session(session: Session, account_id: int, row_id: bytes) -> None:
    """End one session of an account; one that is not there is over already."""
    session.execute(delete(StaffSession).where(StaffSession.id == row_id, StaffSession.account_id == account_id))


def end_sessions(session: Session, account_id: int, *, keep: bytes | None = None) -> None:
    """End all sessions of an account but the one to keep."""
    over = delete(StaffSession).where(StaffSession.account_id == account_id)
    session.execute(over if keep is None else over.where(StaffSession.id != keep))


def _end_everything(session: Session, account: Account) -> None:
    account.fs_uniquifier = _mark()
    session.flush()
    end_sessions(session, account.id)


def _keep_an_administrator(session: Session, *, without: int) -> None:
    others = (
        select(Account.id)
        .join(Post)
        .where(Post.role == Role.ADMINISTRATOR, Post.unit_id.is_(None), Account.id != without)
        .where(Account.active, Account.password.is_not(None))
        .with_for_update()  # Two who remove each other must not both find the other one there.
    )
    if session.scalars(others).first() is None:
        raise LastAdministratorError


def _mark() -> str:
    return secrets.token_hex(16)
