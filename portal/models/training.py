"""PERSONNEL: courses, their runs, who takes part, and what each officer is to learn."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Model, UtcTime
from portal.domain.training import Competence
from portal.models.employees import Employee

_COMPETENCES = ", ".join(f"'{competence}'" for competence in Competence)


class Course(Model):
    """A course of the catalogue. hours: JP. closed_on: no longer offered."""

    __tablename__ = "personnel_courses"
    __table_args__ = (
        CheckConstraint("form IN ('classical', 'non_classical')", name="form"),
        CheckConstraint(f"competence IN ({_COMPETENCES})", name="competence"),
        CheckConstraint("hours > 0", name="hours"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    form: Mapped[str]
    competence: Mapped[str]
    hours: Mapped[int]
    summary: Mapped[str] = mapped_column(default="")
    provider: Mapped[str] = mapped_column(default="")
    closed_on: Mapped[date | None]

    runs: Mapped[list["CourseRun"]] = relationship(back_populates="course", order_by="CourseRun.starts_on")


class CourseRun(Model):
    """A course at a time and place. seats: how many may take part; more wait. cancelled_on: it does not happen."""

    __tablename__ = "personnel_course_runs"
    __table_args__ = (
        CheckConstraint("ends_on >= starts_on", name="dates"),
        CheckConstraint("seats > 0", name="seats"),
        Index("ix_personnel_course_runs_start", "starts_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("personnel_courses.id"), index=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    place: Mapped[str]
    seats: Mapped[int]
    cancelled_on: Mapped[date | None]

    course: Mapped[Course] = relationship(back_populates="runs")


class Enrolment(Model):
    """An officer in a run of a course; those who wait move up in the order in which they asked.

    attended_at: when attendance was marked. certificate: the code printed on the certificate, unique and random.
    hours: JP that count, set with the attendance.
    """

    __tablename__ = "personnel_enrolments"
    __table_args__ = (
        UniqueConstraint("run_id", "employee_id"),
        CheckConstraint("state IN ('enrolled', 'waiting', 'cancelled')", name="state"),
        CheckConstraint("(attended_at IS NULL) = (certificate IS NULL)", name="certificate"),
        Index("ix_personnel_enrolments_employee", "employee_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("personnel_course_runs.id"))
    employee_id: Mapped[int] = mapped_column(ForeignKey("personnel_employees.id"))
    state: Mapped[str]
    asked_at: Mapped[datetime] = mapped_column(UtcTime)
    attended_at: Mapped[datetime | None] = mapped_column(UtcTime)
    certificate: Mapped[str | None] = mapped_column(unique=True)
    hours: Mapped[int] = mapped_column(default=0)

    run: Mapped[CourseRun] = relationship()
    employee: Mapped[Employee] = relationship()


class DevelopmentItem(Model):
    """A line of an officer's development plan. source, source_key: what the need was seen in; reason: in words."""

    __tablename__ = "personnel_development_items"
    __table_args__ = (
        CheckConstraint("source IN ('element', 'behaviour', 'indicator', 'own_wish')", name="source"),
        CheckConstraint(f"competence IN ({_COMPETENCES})", name="competence"),
        Index("ix_personnel_development_items_employee", "employee_id", "year"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    employee_id: Mapped[int] = mapped_column(ForeignKey("personnel_employees.id"))
    year: Mapped[int]
    competence: Mapped[str]
    source: Mapped[str]
    source_key: Mapped[str] = mapped_column(default="")
    reason: Mapped[str]
    step: Mapped[str]
    course_id: Mapped[int | None] = mapped_column(ForeignKey("personnel_courses.id"))
    due_on: Mapped[date]
    done_on: Mapped[date | None]
    dropped: Mapped[str] = mapped_column(default="")
    made_at: Mapped[datetime] = mapped_column(UtcTime)

    employee: Mapped[Employee] = relationship()
    course: Mapped[Course | None] = relationship()
