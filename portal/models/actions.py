"""PERSONNEL: follow-up plans (RTL) as the offices work on them; their public side is a statement."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Model
from portal.models.editions import Edition
from portal.models.units import Unit


class Action(Model):
    """One line of a follow-up plan: what an office does about an element of an edition.

    element: a key of the nine, or `ikm` for the whole. edition_id: the baseline it answers to; null for what was
    agreed at a consultation of an office without a figure yet. owner: the post
    that is responsible, in words. evidence: what shows that it is done. wording_*: what the public reads.
    reason_*: why it was dropped, for the public, too. subject: the statement's name.
    """

    __tablename__ = "personnel_actions"
    __table_args__ = (
        CheckConstraint("status IN ('planned', 'started', 'done', 'dropped')", name="status"),
        CheckConstraint("(status IN ('done', 'dropped')) = (ended_on IS NOT NULL)", name="ended_on"),
        Index("ix_personnel_actions_unit", "unit_id", "due_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("register_units.id"))
    edition_id: Mapped[str | None] = mapped_column(ForeignKey("record_editions.id"), index=True)
    element: Mapped[str]
    program: Mapped[str]
    owner: Mapped[str]
    due_on: Mapped[date]
    status: Mapped[str] = mapped_column(default="planned")
    ended_on: Mapped[date | None]
    evidence: Mapped[str] = mapped_column(default="")
    evidence_link: Mapped[str] = mapped_column(default="")
    wording_id: Mapped[str]
    wording_en: Mapped[str]
    reason_id: Mapped[str] = mapped_column(default="")
    reason_en: Mapped[str] = mapped_column(default="")
    subject: Mapped[str] = mapped_column(unique=True)
    created_on: Mapped[date]

    unit: Mapped[Unit] = relationship()
    edition: Mapped[Edition | None] = relationship()
