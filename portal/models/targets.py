"""REGISTER: how many answers an office needs, and how many people it served."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Model


class Target(Model):
    """An office's sample target for an official period.

    population: recipients of its services in the period before. wanted: null means Krejcie and Morgan's number.
    survey_week: the Monday of a planned survey week. note: a sentence for the report.
    """

    __tablename__ = "register_targets"
    __table_args__ = (
        CheckConstraint("population >= 0", name="population"),
        CheckConstraint("wanted IS NULL OR wanted > 0", name="wanted"),
    )

    unit_id: Mapped[int] = mapped_column(ForeignKey("register_units.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    sequence: Mapped[int] = mapped_column(primary_key=True)
    population: Mapped[int]
    wanted: Mapped[int | None]
    survey_week: Mapped[date | None]
    note: Mapped[str] = mapped_column(default="")


class Visits(Model):
    """How many people a counter served in a month, as its office counted them."""

    __tablename__ = "register_visits"
    __table_args__ = (CheckConstraint("visitors >= 0", name="visitors"),)

    counter_id: Mapped[int] = mapped_column(ForeignKey("register_counters.id"), primary_key=True)
    month: Mapped[int] = mapped_column(primary_key=True)
    visitors: Mapped[int]


class OldCode(Model):
    """A code that a counter once had. Its forms still arrive for a day; its posters open a survey no more."""

    __tablename__ = "register_old_codes"

    code: Mapped[str] = mapped_column(primary_key=True)
    counter_id: Mapped[int] = mapped_column(ForeignKey("register_counters.id"))
    replaced_on: Mapped[date]


class Retention(Model):
    """How many months a kind of data is kept; the method page says the same."""

    __tablename__ = "register_retention"
    __table_args__ = (CheckConstraint("months > 0", name="months"),)

    kind: Mapped[str] = mapped_column(primary_key=True)
    months: Mapped[int]
