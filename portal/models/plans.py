"""PERSONNEL: plans (SKP) in versions, and the goals and measures that last over all of a year's versions."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Model, UtcTime
from portal.models.employees import Employee
from portal.models.units import Unit


class Goal(Model):
    """Something an officer is to achieve in a year; each version of the plan words it in a row."""

    __tablename__ = "personnel_goals"
    __table_args__ = (Index("ix_personnel_goals_employee", "employee_id", "year"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    employee_id: Mapped[int] = mapped_column(ForeignKey("personnel_employees.id"))
    year: Mapped[int]


class Measure(Model):
    """Something that is measured for a goal, and where it stands after its newest entry.

    Each version of the plan says its name and target in an indicator or a project. The standing is derived from
    the entries and kept here, so that a board of many officers reads no entries. realised: thousandths (of a
    percent of the physical work for a project); null before the first entry. spent: rupiah, projects only.
    with_evidence: entries that have evidence. last_on: the newest entry's day.
    """

    __tablename__ = "personnel_measures"
    __table_args__ = (Index("ix_personnel_measures_employee", "employee_id", "year"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    goal_id: Mapped[int] = mapped_column(ForeignKey("personnel_goals.id"), index=True)
    employee_id: Mapped[int] = mapped_column(ForeignKey("personnel_employees.id"))
    year: Mapped[int]
    realised: Mapped[int | None] = mapped_column(BigInteger)
    spent: Mapped[int | None] = mapped_column(BigInteger)
    entries: Mapped[int] = mapped_column(default=0)
    with_evidence: Mapped[int] = mapped_column(default=0)
    last_on: Mapped[date | None]


class Plan(Model):
    """A version of an officer's plan for a year. Only a draft is edited; an approved one never changes.

    starts_on: the first day it counts. unit_id, supervisor_id: as they were when it was made.
    support, accountability, consequences: its annexes. reason: why a later version was made.
    returned: what the supervisor asked to change, empty otherwise.
    """

    __tablename__ = "personnel_plans"
    __table_args__ = (
        UniqueConstraint("employee_id", "year", "version"),
        CheckConstraint("state IN ('draft', 'submitted', 'approved', 'replaced')", name="state"),
        CheckConstraint("version = 1 OR reason <> ''", name="reason"),
        Index(
            "ix_personnel_plans_approved", "employee_id", "year", unique=True,
            sqlite_where=text("state = 'approved'"), postgresql_where=text("state = 'approved'"),
        ),
        Index("ix_personnel_plans_supervisor", "supervisor_id", "state"),
        Index("ix_personnel_plans_unit", "unit_id", "year"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    employee_id: Mapped[int] = mapped_column(ForeignKey("personnel_employees.id"))
    year: Mapped[int]
    version: Mapped[int]
    state: Mapped[str] = mapped_column(default="draft")
    starts_on: Mapped[date]
    unit_id: Mapped[int] = mapped_column(ForeignKey("register_units.id"))
    supervisor_id: Mapped[int] = mapped_column(ForeignKey("personnel_employees.id"))
    support: Mapped[str] = mapped_column(default="")
    accountability: Mapped[str] = mapped_column(default="")
    consequences: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    returned: Mapped[str] = mapped_column(default="")
    submitted_at: Mapped[datetime | None] = mapped_column(UtcTime)
    approved_at: Mapped[datetime | None] = mapped_column(UtcTime)

    employee: Mapped[Employee] = relationship(foreign_keys=employee_id)
    supervisor: Mapped[Employee] = relationship(foreign_keys=supervisor_id)
    unit: Mapped[Unit] = relationship()
    rows: Mapped[list["PlanRow"]] = relationship(
        back_populates="plan", order_by="PlanRow.number", cascade="all, delete-orphan"
    )
    expectations: Mapped[list["Expectation"]] = relationship(
        back_populates="plan", order_by="Expectation.id", cascade="all, delete-orphan"
    )


class PlanRow(Model):
    """A goal as one version of a plan words it. serves_goal_id: the superior's goal it contributes to."""

    __tablename__ = "personnel_plan_rows"
    __table_args__ = (
        UniqueConstraint("plan_id", "goal_id"),
        CheckConstraint("kind IN ('main', 'additional')", name="kind"),
        Index("ix_personnel_plan_rows_serves", "serves_goal_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("personnel_plans.id"))
    goal_id: Mapped[int] = mapped_column(ForeignKey("personnel_goals.id"))
    number: Mapped[int]
    kind: Mapped[str] = mapped_column(default="main")
    result: Mapped[str]
    serves_goal_id: Mapped[int | None] = mapped_column(ForeignKey("personnel_goals.id"))

    plan: Mapped[Plan] = relationship(back_populates="rows")
    goal: Mapped[Goal] = relationship(foreign_keys=goal_id)
    indicators: Mapped[list["Indicator"]] = relationship(
        back_populates="row", order_by="Indicator.id", cascade="all, delete-orphan"
    )
    projects: Mapped[list["Project"]] = relationship(
        back_populates="row", order_by="Project.id", cascade="all, delete-orphan"
    )


class Indicator(Model):
    """A measure as one version of a plan sets it. target, target_high: thousandths of `unit_name`.

    target_high: the upper end where the direction is `within`. gathering: how entries become the realisation.
    rhythm: how often an entry is expected. due_on: when the target is to be met.
    """

    __tablename__ = "personnel_indicators"
    __table_args__ = (
        UniqueConstraint("row_id", "measure_id"),
        CheckConstraint("aspect IN ('quantity', 'quality', 'time', 'cost')", name="aspect"),
        CheckConstraint("direction IN ('more', 'less', 'within')", name="direction"),
        CheckConstraint("(direction = 'within') = (target_high IS NOT NULL)", name="target_high"),
        CheckConstraint("target_high >= target", name="ends"),
        CheckConstraint("gathering IN ('sum', 'latest')", name="gathering"),
        CheckConstraint("rhythm IN ('weekly', 'monthly', 'quarterly')", name="rhythm"),
        Index("ix_personnel_indicators_measure", "measure_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    row_id: Mapped[int] = mapped_column(ForeignKey("personnel_plan_rows.id"))
    measure_id: Mapped[int] = mapped_column(ForeignKey("personnel_measures.id"))
    aspect: Mapped[str]
    name: Mapped[str]
    unit_name: Mapped[str]
    direction: Mapped[str]
    target: Mapped[int] = mapped_column(BigInteger)
    target_high: Mapped[int | None] = mapped_column(BigInteger)
    gathering: Mapped[str]
    rhythm: Mapped[str] = mapped_column(default="monthly")
    due_on: Mapped[date]

    row: Mapped[PlanRow] = relationship(back_populates="indicators")
    measure: Mapped[Measure] = relationship()


class Project(Model):
    """A measure that is a project: its realisation is physical percent and money spent. budget: rupiah."""

    __tablename__ = "personnel_projects"
    __table_args__ = (
        UniqueConstraint("row_id", "measure_id"),
        CheckConstraint("finish_on > start_on", name="dates"),
        CheckConstraint("budget > 0", name="budget"),
        Index("ix_personnel_projects_measure", "measure_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    row_id: Mapped[int] = mapped_column(ForeignKey("personnel_plan_rows.id"))
    measure_id: Mapped[int] = mapped_column(ForeignKey("personnel_measures.id"))
    name: Mapped[str]
    start_on: Mapped[date]
    finish_on: Mapped[date]
    budget: Mapped[int] = mapped_column(BigInteger)

    row: Mapped[PlanRow] = relationship(back_populates="projects")
    measure: Mapped[Measure] = relationship()
    milestones: Mapped[list["Milestone"]] = relationship(
        order_by="Milestone.due_on, Milestone.id", cascade="all, delete-orphan"
    )


class Milestone(Model):
    """A step of a project. weight: thousandths of a percent of the whole work; cost: rupiah planned for it."""

    __tablename__ = "personnel_milestones"
    __table_args__ = (
        CheckConstraint("weight > 0", name="weight"),
        CheckConstraint("cost >= 0", name="cost"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("personnel_projects.id"), index=True)
    name: Mapped[str]
    due_on: Mapped[date]
    weight: Mapped[int]
    cost: Mapped[int] = mapped_column(BigInteger)


class Expectation(Model):
    """What the superior expects of one of the seven behaviours. behaviour: a key of `BEHAVIOURS`."""

    __tablename__ = "personnel_expectations"
    __table_args__ = (UniqueConstraint("plan_id", "behaviour"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("personnel_plans.id"))
    behaviour: Mapped[str]
    text: Mapped[str]

    plan: Mapped[Plan] = relationship(back_populates="expectations")
