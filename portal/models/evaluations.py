"""PERSONNEL: evaluations of officers, and the editions of their office that these cite."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Model, UtcTime
from portal.models.accounts import Account
from portal.models.units import Unit


class Evaluation(Model):
    """An officer's evaluation in a period: quarter 1 to 4 of a year, or 0 for the whole year."""

    __tablename__ = "personnel_evaluations"
    __table_args__ = (
        UniqueConstraint("employee_id", "year", "quarter"),
        CheckConstraint("quarter BETWEEN 0 AND 4", name="quarter"),
        CheckConstraint("employee_id <> supervisor_id", name="not_oneself"),
        Index("ix_personnel_evaluations_supervisor", "supervisor_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    employee_id: Mapped[int] = mapped_column(ForeignKey("personnel_accounts.id"))
    supervisor_id: Mapped[int] = mapped_column(ForeignKey("personnel_accounts.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("register_units.id"))
    year: Mapped[int]
    quarter: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(UtcTime)

    employee: Mapped[Account] = relationship(foreign_keys=employee_id)
    supervisor: Mapped[Account] = relationship(foreign_keys=supervisor_id)
    unit: Mapped[Unit] = relationship()
    citations: Mapped[list["Citation"]] = relationship(back_populates="evaluation", order_by="Citation.id")


class Citation(Model):
    """An edition in an evaluation, by hash, with the supervisor's reading of it and the officer's reply.

    hash: of the edition as it was when it was cited. reading: what it means for this officer, in words.
    """

    __tablename__ = "personnel_citations"
    __table_args__ = (UniqueConstraint("evaluation_id", "edition_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    evaluation_id: Mapped[int] = mapped_column(ForeignKey("personnel_evaluations.id"))
    edition_id: Mapped[str] = mapped_column(ForeignKey("record_editions.id"))
    hash: Mapped[str]
    reading: Mapped[str]
    cited_at: Mapped[datetime] = mapped_column(UtcTime)
    reply: Mapped[str | None]
    replied_at: Mapped[datetime | None] = mapped_column(UtcTime)

    evaluation: Mapped[Evaluation] = relationship(back_populates="citations")
