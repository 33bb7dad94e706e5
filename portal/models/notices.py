"""PERSONNEL: the daily digest that tells staff what waits for them. REGISTER: days off that the decree lacks."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Model, UtcTime
from portal.models.accounts import Account


class Notice(Model):
    """A digest for one account and day, kept in the outbox whether or not mail is sent from here.

    body: plain text; counts and addresses of pages, never what anybody wrote. state: waiting, sent or failed
    (given up). fault: what the mail server said last.
    """

    __tablename__ = "personnel_notices"
    __table_args__ = (
        UniqueConstraint("account_id", "made_on"),
        CheckConstraint("state IN ('waiting', 'sent', 'failed')", name="state"),
        CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL)", name="sent_at"),
        Index("ix_personnel_notices_state", "state", "made_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("personnel_accounts.id"))
    made_on: Mapped[date]
    subject: Mapped[str]
    body: Mapped[str]
    state: Mapped[str] = mapped_column(default="waiting")
    attempts: Mapped[int] = mapped_column(default=0)
    fault: Mapped[str] = mapped_column(default="")
    sent_at: Mapped[datetime | None] = mapped_column(UtcTime)

    account: Mapped[Account] = relationship()


class Holiday(Model):
    """A day on which offices are closed, beyond weekends and the yearly joint decree."""

    __tablename__ = "register_holidays"

    day: Mapped[date] = mapped_column(primary_key=True)
    name: Mapped[str]
