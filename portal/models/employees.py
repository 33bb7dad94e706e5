"""PERSONNEL: the officers, who each has exactly one supervisor, and what their posts were before."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Model, UtcTime
from portal.models.accounts import Account
from portal.models.units import Unit


class Employee(Model):
    """An officer. nip: 18 digits; null only for those who came from accounts and wait for the administrator.

    status: civil servant (pns) or on contract (pppk). supervisor_id: who assesses them, null at the very top.
    account_id: how they sign in, null without an account. since: the day of their present post.
    """

    __tablename__ = "personnel_employees"
    __table_args__ = (
        CheckConstraint("status IN ('pns', 'pppk')", name="status"),
        CheckConstraint("supervisor_id <> id", name="not_oneself"),
        Index("ix_personnel_employees_unit", "unit_id"),
        Index("ix_personnel_employees_supervisor", "supervisor_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    nip: Mapped[str | None] = mapped_column(unique=True)
    name: Mapped[str]
    status: Mapped[str] = mapped_column(default="pns")
    grade: Mapped[str] = mapped_column(default="")
    position: Mapped[str]
    unit_id: Mapped[int] = mapped_column(ForeignKey("register_units.id"))
    supervisor_id: Mapped[int | None] = mapped_column(ForeignKey("personnel_employees.id"))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("personnel_accounts.id"), unique=True)
    since: Mapped[date]
    left_on: Mapped[date | None]

    unit: Mapped[Unit] = relationship()
    supervisor: Mapped["Employee | None"] = relationship(remote_side="Employee.id")
    account: Mapped[Account | None] = relationship()


class Employment(Model):
    """What was known of an officer from a day on: a line of their history, written whenever it changes."""

    __tablename__ = "personnel_employments"
    __table_args__ = (Index("ix_personnel_employments_employee", "employee_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    employee_id: Mapped[int] = mapped_column(ForeignKey("personnel_employees.id"))
    nip: Mapped[str | None]
    name: Mapped[str]
    status: Mapped[str]
    grade: Mapped[str]
    position: Mapped[str]
    unit_id: Mapped[int] = mapped_column(ForeignKey("register_units.id"))
    supervisor_id: Mapped[int | None] = mapped_column(ForeignKey("personnel_employees.id"))
    since: Mapped[date]
    left_on: Mapped[date | None]
    reason: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(UtcTime)

    unit: Mapped[Unit] = relationship()
    supervisor: Mapped[Employee | None] = relationship(foreign_keys=supervisor_id)
