"""RECORD: editions, the only figures the public side can read."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Model


class Edition(Model):
    """An immutable publication. document: canonical JSON, the one thing that is hashed; the rest finds it.

    id: readable and permanent, such as `disdukcapil-2026-s1`. unit_id: null for the whole government.
    kind: interim, quarter, semester or year. cutoff: the last day it covers.
    """

    __tablename__ = "record_editions"
    __table_args__ = (
        UniqueConstraint("scope", "kind", "sequence", "revision"),
        CheckConstraint("kind IN ('interim', 'quarter', 'semester', 'year')", name="kind"),
        Index("ix_record_editions_unit", "unit_id", "cutoff"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    scope: Mapped[str]
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("register_units.id"))
    kind: Mapped[str]
    sequence: Mapped[int]
    revision: Mapped[int]
    cutoff: Mapped[date]
    closed_on: Mapped[date]
    hash: Mapped[str]
    has_figure: Mapped[bool]
    document: Mapped[str]
