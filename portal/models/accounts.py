"""PERSONNEL: who may sign in, what their posts are, and where they are signed in."""

from datetime import datetime
from typing import Any

from flask_security import AsaList, UserMixin
from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, LargeBinary, UniqueConstraint, true
from sqlalchemy.ext.mutable import MutableList
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Model, UtcTime
from portal.domain.permissions import Role
from portal.models.units import Unit

_ROLES = ", ".join(f"'{role}'" for role in Role)


class Account(Model, UserMixin):
    """A member of staff. The column names are those that Flask-Security asks for.

    password: an argon2id hash, null until the invitation is accepted. fs_uniquifier: renewing it ends every
    session and link of the account. tf_totp_secret: encrypted with a key of the server's secret.
    totp_counter: the last time step used, so that a code works once. wants_digest: whether the daily mail comes.
    """

    __tablename__ = "personnel_accounts"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    password: Mapped[str | None]
    active: Mapped[bool] = mapped_column(default=True)
    wants_digest: Mapped[bool] = mapped_column(default=True, server_default=true())
    fs_uniquifier: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    signed_in_at: Mapped[datetime | None] = mapped_column(UtcTime)
    password_set_at: Mapped[datetime | None] = mapped_column(UtcTime)
    tf_primary_method: Mapped[str | None]
    tf_totp_secret: Mapped[str | None]
    tf_phone_number: Mapped[str | None]
    mf_recovery_codes: Mapped[list[str] | None] = mapped_column(MutableList.as_mutable(AsaList()))
    totp_counter: Mapped[int | None]

    posts: Mapped[list["Post"]] = relationship(
        back_populates="account", order_by="Post.id", cascade="all, delete-orphan"
    )


class Post(Model):
    """A role of an account, for one office and those below it; for everything where unit_id is null."""

    __tablename__ = "personnel_posts"
    __table_args__ = (
        UniqueConstraint("account_id", "role", "unit_id"),
        CheckConstraint(f"role IN ({_ROLES})", name="role"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("personnel_accounts.id"), index=True)
    role: Mapped[str]
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("register_units.id"))

    account: Mapped[Account] = relationship(back_populates="posts")
    unit: Mapped[Unit | None] = relationship()


class Desk(Model):
    """A counter at which somebody serves, for which they key no forms."""

    __tablename__ = "personnel_desks"

    account_id: Mapped[int] = mapped_column(ForeignKey("personnel_accounts.id"), primary_key=True)
    counter_id: Mapped[int] = mapped_column(ForeignKey("register_counters.id"), primary_key=True)


class StaffSession(Model):
    """A browser that is signed in, or on its way to be. id: SHA-256 of what its cookie holds."""

    __tablename__ = "personnel_sessions"
    __table_args__ = (Index("ix_personnel_sessions_account", "account_id"),)

    id: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("personnel_accounts.id"))
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
    agent: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    seen_at: Mapped[datetime] = mapped_column(UtcTime)
