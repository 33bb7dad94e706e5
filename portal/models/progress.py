"""PERSONNEL: progress as it happens: entries that never change, their evidence, and notes of feedback."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Model, UtcTime
from portal.models.employees import Employee
from portal.models.plans import Measure


class Entry(Model):
    """A step of progress on a day. value: thousandths of the measure's unit; null takes the corrected entry back.

    For a project value is the physical work done so far, in thousandths of a percent, and spent the rupiah spent
    so far. corrects_id: the entry that this one replaces; each is replaced at most once.
    """

    __tablename__ = "personnel_entries"
    __table_args__ = (
        CheckConstraint("value IS NOT NULL OR corrects_id IS NOT NULL", name="value"),
        Index("ix_personnel_entries_measure", "measure_id", "on_day"),
        Index("ix_personnel_entries_employee", "employee_id", "on_day"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    measure_id: Mapped[int] = mapped_column(ForeignKey("personnel_measures.id"))
    employee_id: Mapped[int] = mapped_column(ForeignKey("personnel_employees.id"))
    on_day: Mapped[date]
    value: Mapped[int | None] = mapped_column(BigInteger)
    spent: Mapped[int | None] = mapped_column(BigInteger)
    note: Mapped[str] = mapped_column(default="")
    corrects_id: Mapped[int | None] = mapped_column(ForeignKey("personnel_entries.id"), unique=True)
    recorded_at: Mapped[datetime] = mapped_column(UtcTime)

    measure: Mapped[Measure] = relationship()
    evidence: Mapped[list["Evidence"]] = relationship(back_populates="entry", order_by="Evidence.id")


class Evidence(Model):
    """What shows that an entry is true: a link, or a file that was made anew from what was sent.

    stored: the file's name in the evidence folder, empty for a link. name: what its sender called it.
    """

    __tablename__ = "personnel_evidence"
    __table_args__ = (CheckConstraint("(stored = '') = (link <> '')", name="one_of_both"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("personnel_entries.id"), index=True)
    name: Mapped[str] = mapped_column(default="")
    link: Mapped[str] = mapped_column(default="")
    stored: Mapped[str] = mapped_column(default="")
    media_type: Mapped[str] = mapped_column(default="")
    size: Mapped[int] = mapped_column(default=0)
    sha256: Mapped[str] = mapped_column(default="")

    entry: Mapped[Entry] = relationship(back_populates="evidence")


class FeedbackNote(Model):
    """A note about an officer's work, which they read. kind: by the supervisor, a peer, or themselves.

    behaviour: a key of `BEHAVIOURS`, empty where it is about results. entry_id, link: the evidence it speaks of.
    """

    __tablename__ = "personnel_feedback_notes"
    __table_args__ = (
        CheckConstraint("kind IN ('supervisor', 'peer', 'self')", name="kind"),
        CheckConstraint("(kind = 'self') = (author_id = employee_id)", name="author"),
        Index("ix_personnel_feedback_notes_employee", "employee_id", "written_at"),
        Index("ix_personnel_feedback_notes_author", "author_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    employee_id: Mapped[int] = mapped_column(ForeignKey("personnel_employees.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("personnel_employees.id"))
    kind: Mapped[str]
    behaviour: Mapped[str] = mapped_column(default="")
    measure_id: Mapped[int | None] = mapped_column(ForeignKey("personnel_measures.id"))
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("personnel_entries.id"))
    link: Mapped[str] = mapped_column(default="")
    text: Mapped[str]
    written_at: Mapped[datetime] = mapped_column(UtcTime)
    seen_at: Mapped[datetime | None] = mapped_column(UtcTime)

    employee: Mapped[Employee] = relationship(foreign_keys=employee_id)
    author: Mapped[Employee] = relationship(foreign_keys=author_id)


class Dialogue(Model):
    """A talk about performance (dialog kinerja) in a term, as the supervisor recorded it and the officer saw it.

    quarter: 1 to 4, or 0 for the year. reply: what the officer adds when confirming that it took place so.
    """

    __tablename__ = "personnel_dialogues"
    __table_args__ = (
        CheckConstraint("quarter BETWEEN 0 AND 4", name="quarter"),
        Index("ix_personnel_dialogues_employee", "employee_id", "year", "quarter"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    employee_id: Mapped[int] = mapped_column(ForeignKey("personnel_employees.id"))
    supervisor_id: Mapped[int] = mapped_column(ForeignKey("personnel_employees.id"))
    year: Mapped[int]
    quarter: Mapped[int]
    held_on: Mapped[date]
    discussed: Mapped[str]
    agreed: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(UtcTime)
    reply: Mapped[str] = mapped_column(default="")
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcTime)

    employee: Mapped[Employee] = relationship(foreign_keys=employee_id)
    supervisor: Mapped[Employee] = relationship(foreign_keys=supervisor_id)
