"""PERSONNEL: evaluations of officers, the editions that these cite, ratings, objections, and offices' levels."""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Model, UtcTime
from portal.models.employees import Employee
from portal.models.plans import Plan
from portal.models.units import Unit

_RATING = "IN ('above', 'meets', 'below')"


class Evaluation(Model):
    """An officer's evaluation in a term: quarter 1 to 4 of a year, or 0 for the whole year.

    plan_id: the version of the plan that was in force. The overall ratings are the supervisor's own, with
    reasons; predicate: the grid's cell for them, or for those of an objection's decision. given_at: when the
    supervisor signed, from which on all of it is locked; document: the canonical text that was signed, hash: its
    SHA-256. comment, received_at: the officer's words and signature. objection_until: the last day to object,
    which that signature sets.
    """

    __tablename__ = "personnel_evaluations"
    __table_args__ = (
        UniqueConstraint("employee_id", "year", "quarter"),
        CheckConstraint("quarter BETWEEN 0 AND 4", name="quarter"),
        CheckConstraint("employee_id <> supervisor_id", name="not_oneself"),
        CheckConstraint(f"results {_RATING}", name="results"),
        CheckConstraint(f"behaviours {_RATING}", name="behaviours"),
        CheckConstraint(
            "given_at IS NULL OR (results IS NOT NULL AND behaviours IS NOT NULL AND predicate IS NOT NULL"
            " AND document IS NOT NULL AND hash IS NOT NULL)",
            name="given",
        ),
        CheckConstraint("received_at IS NULL OR given_at IS NOT NULL", name="received"),
        CheckConstraint("(received_at IS NULL) = (objection_until IS NULL)", name="objection_until"),
        Index("ix_personnel_evaluations_supervisor", "supervisor_id"),
        Index("ix_personnel_evaluations_unit", "unit_id", "year", "quarter"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    employee_id: Mapped[int] = mapped_column(ForeignKey("personnel_employees.id"))
    supervisor_id: Mapped[int] = mapped_column(ForeignKey("personnel_employees.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("register_units.id"))
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("personnel_plans.id"))
    year: Mapped[int]
    quarter: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    results: Mapped[str | None]
    results_reason: Mapped[str] = mapped_column(default="")
    behaviours: Mapped[str | None]
    behaviours_reason: Mapped[str] = mapped_column(default="")
    predicate: Mapped[str | None]
    given_at: Mapped[datetime | None] = mapped_column(UtcTime)
    document: Mapped[str | None]
    hash: Mapped[str | None]
    comment: Mapped[str] = mapped_column(default="")
    received_at: Mapped[datetime | None] = mapped_column(UtcTime)
    objection_until: Mapped[date | None]

    employee: Mapped[Employee] = relationship(foreign_keys=employee_id)
    supervisor: Mapped[Employee] = relationship(foreign_keys=supervisor_id)
    unit: Mapped[Unit] = relationship()
    plan: Mapped[Plan | None] = relationship()
    citations: Mapped[list["Citation"]] = relationship(back_populates="evaluation", order_by="Citation.id")
    ratings: Mapped[list["ItemRating"]] = relationship(back_populates="evaluation", order_by="ItemRating.id")
    objection: Mapped["Objection | None"] = relationship(back_populates="evaluation")


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


class ItemRating(Model):
    """A supervisor's rating of one goal or one behaviour, with its reason and the evidence it rests on.

    subject: `goal` with the id of a goal, or `behaviour` with a key of `BEHAVIOURS`. evidence: references such as
    `entry:12`, `note:5`, `citation:3`.
    """

    __tablename__ = "personnel_item_ratings"
    __table_args__ = (
        UniqueConstraint("evaluation_id", "subject", "key"),
        CheckConstraint("subject IN ('goal', 'behaviour')", name="subject"),
        CheckConstraint(f"rating {_RATING}", name="rating"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    evaluation_id: Mapped[int] = mapped_column(ForeignKey("personnel_evaluations.id"))
    subject: Mapped[str]
    key: Mapped[str]
    rating: Mapped[str]
    reason: Mapped[str]
    evidence: Mapped[list[str]] = mapped_column(JSON, default=list)

    evaluation: Mapped[Evaluation] = relationship(back_populates="ratings")


class Objection(Model):
    """An officer's objection (keberatan) and what the supervisor's superior decided after hearing both.

    decide_by: the day a decision is due. results, behaviours: the ratings after the decision, if it changes them.
    """

    __tablename__ = "personnel_objections"
    __table_args__ = (
        CheckConstraint("decision IN ('kept', 'changed')", name="decision"),
        CheckConstraint("(decision IS NULL) = (decided_at IS NULL)", name="decided"),
        CheckConstraint(f"results {_RATING}", name="results"),
        CheckConstraint(f"behaviours {_RATING}", name="behaviours"),
        Index("ix_personnel_objections_decider", "decider_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    evaluation_id: Mapped[int] = mapped_column(ForeignKey("personnel_evaluations.id"), unique=True)
    decider_id: Mapped[int] = mapped_column(ForeignKey("personnel_employees.id"))
    reasons: Mapped[str]
    filed_at: Mapped[datetime] = mapped_column(UtcTime)
    decide_by: Mapped[date]
    officer_heard: Mapped[str] = mapped_column(default="")
    supervisor_heard: Mapped[str] = mapped_column(default="")
    decision: Mapped[str | None]
    decision_reason: Mapped[str] = mapped_column(default="")
    results: Mapped[str | None]
    behaviours: Mapped[str | None]
    decided_at: Mapped[datetime | None] = mapped_column(UtcTime)

    evaluation: Mapped[Evaluation] = relationship(back_populates="objection")
    decider: Mapped[Employee] = relationship()


class UnitLevel(Model):
    """What an office achieved in a term, as its owner stated it with a reason; beside it predicates are read."""

    __tablename__ = "personnel_unit_levels"
    __table_args__ = (
        CheckConstraint("level IN ('special', 'good', 'needs_work', 'poor', 'very_poor')", name="level"),
        CheckConstraint("quarter BETWEEN 0 AND 4", name="quarter"),
    )

    unit_id: Mapped[int] = mapped_column(ForeignKey("register_units.id"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    quarter: Mapped[int] = mapped_column(primary_key=True)
    level: Mapped[str]
    reason: Mapped[str]
