"""RECORD: what offices achieved against their plans, never persons; and certificates that can be verified."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Model


class Achievement(Model):
    """An immutable publication of an office's indicators, added up over its people.

    id: readable and permanent, such as `disdukcapil-2026-kinerja-t3`. unit_id: null for the whole government.
    document: canonical JSON, the one thing that is hashed.
    """

    __tablename__ = "record_achievements"
    __table_args__ = (
        UniqueConstraint("scope", "year", "quarter", "revision"),
        CheckConstraint("quarter BETWEEN 1 AND 4", name="quarter"),
        Index("ix_record_achievements_unit", "unit_id", "year", "quarter"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    scope: Mapped[str]
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("register_units.id"))
    year: Mapped[int]
    quarter: Mapped[int]
    revision: Mapped[int] = mapped_column(default=0)
    closed_on: Mapped[date]
    hash: Mapped[str]
    document: Mapped[str]


class Certificate(Model):
    """A certificate that anybody who holds it can verify; it names nobody.

    code: SHA-256 of the code printed on it. holder: SHA-256 of that code with the name printed on it, so that a
    name can be checked and none can be read. title, hours (JP), held_on: of the course.
    """

    __tablename__ = "record_certificates"

    code: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    holder: Mapped[bytes] = mapped_column(LargeBinary(32))
    title: Mapped[str]
    hours: Mapped[int]
    held_on: Mapped[date]
