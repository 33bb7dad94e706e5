"""RECORD: published words. What was said stays readable; a change is a new revision."""

from datetime import date
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Model


class Statement(Model):
    """Words that an office published: a follow-up action, or a comment with its reply.

    subject: the name that all revisions share. content: what is shown, by kind (see the room that publishes
    it). retracted: this revision takes the statement off the page; it stays in the list of revisions.
    """

    __tablename__ = "record_statements"
    __table_args__ = (
        UniqueConstraint("kind", "subject", "revision"),
        CheckConstraint("kind IN ('action', 'comment')", name="kind"),
        Index("ix_record_statements_unit", "unit_id", "kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("register_units.id"))
    kind: Mapped[str]
    subject: Mapped[str]
    revision: Mapped[int]
    published_on: Mapped[date]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    retracted: Mapped[bool] = mapped_column(default=False)


class ImportedResult(Model):
    """A result from before the portal, typed in by its owner: shown as `impor, tidak terverifikasi`.

    ikm: hundredths. source: where it was published. n: null when the source names none. revision: a correction
    is a new row; the highest is shown.
    """

    __tablename__ = "record_imported_results"
    __table_args__ = (
        UniqueConstraint("unit_id", "kind", "sequence", "revision"),
        CheckConstraint("kind IN ('quarter', 'semester', 'year')", name="kind"),
        CheckConstraint("ikm BETWEEN 2500 AND 10000", name="ikm"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("register_units.id"))
    kind: Mapped[str]
    sequence: Mapped[int]
    revision: Mapped[int] = mapped_column(default=0)
    n: Mapped[int | None]
    ikm: Mapped[int]
    source: Mapped[str]
    imported_on: Mapped[date]
