"""SEALED: closed batches, their tallies, and the list of cutoffs already dealt with."""

from datetime import date

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Model


class Batch(Model):
    """Answers of a unit that are published together or not at all.

    number: from 1 without gaps. period: sequence of the official period it counts in. cutoff: the last day it
    covers. released_on: the cutoff that made it public, null while held. The six counts are its account.
    """

    __tablename__ = "sealed_batches"
    __table_args__ = (
        UniqueConstraint("unit_id", "instrument", "number"),
        CheckConstraint("received + carried_in = counted + quarantined + void + carried_out", name="account"),
        CheckConstraint("released_on IS NULL OR counted >= 10", name="released_at_least_k"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("register_units.id"))
    instrument: Mapped[str]
    number: Mapped[int]
    period: Mapped[int]
    first_month: Mapped[int]
    last_month: Mapped[int]
    cutoff: Mapped[date]
    released_on: Mapped[date | None]
    received: Mapped[int]
    carried_in: Mapped[int]
    counted: Mapped[int]
    quarantined: Mapped[int]
    void: Mapped[int]
    carried_out: Mapped[int]


class Tally(Model):
    """Integers from which every figure of a batch derives; all of them add up across batches.

    counts: a list a question, in the version's order: how many answered 1, 2, and so on to its last answer.
    total, squares: sum and sum of squares of the respondents' official totals. service_id: 0 for none.
    """

    __tablename__ = "sealed_tallies"
    __table_args__ = ({"sqlite_with_rowid": False},)

    batch_id: Mapped[int] = mapped_column(ForeignKey("sealed_batches.id"), primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("register_questionnaire_versions.id"), primary_key=True)
    service_id: Mapped[int] = mapped_column(primary_key=True)
    counter_id: Mapped[int] = mapped_column(ForeignKey("register_counters.id"), primary_key=True)
    tier: Mapped[int] = mapped_column(primary_key=True)
    n: Mapped[int]
    total: Mapped[int]
    squares: Mapped[int]
    counts: Mapped[list[list[int]]] = mapped_column(JSON)


class Closing(Model):
    """A cutoff that a unit has gone through, with its outcome: the publishing job's memory of where it was."""

    __tablename__ = "sealed_closings"
    __table_args__ = ({"sqlite_with_rowid": False},)

    unit_id: Mapped[int] = mapped_column(ForeignKey("register_units.id"), primary_key=True)
    instrument: Mapped[str] = mapped_column(primary_key=True)
    cutoff: Mapped[date] = mapped_column(primary_key=True)
    outcome: Mapped[str]
    closed_on: Mapped[date]
