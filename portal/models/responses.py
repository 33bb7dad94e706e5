"""SEALED: responses and what happened to them.

No table here keeps the order of arrival, a day beside an answer, an address or a device. Triggers (see the second
migration) refuse every deletion and every change but the named ones.
"""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Model

Bytes = LargeBinary


class Response(Model):
    """One person's answers. A sealed key starts with the unit and the month, so that the table can be partitioned.

    id: 16 random bytes. scores: one digit a question in the version's order. total: of the official nine, 9..36.
    part: the official form's band of the day. tier: 0 poster, 1 changing screen, 2 visit slip, 3 assisted.
    batch_id: null until the batch closes, then set once.
    """

    __tablename__ = "sealed_responses"
    __table_args__ = (
        CheckConstraint("total BETWEEN 9 AND 36", name="total"),
        CheckConstraint("part BETWEEN 0 AND 2", name="part"),
        CheckConstraint("tier BETWEEN 0 AND 3", name="tier"),
        CheckConstraint("tier = 3 OR keyed_by IS NULL", name="keyed_by"),
        Index("ix_sealed_responses_batch", "unit_id", "batch_id", "month"),
        {"sqlite_with_rowid": False},
    )

    unit_id: Mapped[int] = mapped_column(ForeignKey("register_units.id"), primary_key=True)
    month: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[bytes] = mapped_column(Bytes(16), primary_key=True)
    counter_id: Mapped[int] = mapped_column(ForeignKey("register_counters.id"))
    service_id: Mapped[int | None] = mapped_column(ForeignKey("register_services.id"))
    version_id: Mapped[int] = mapped_column(ForeignKey("register_questionnaire_versions.id"))
    part: Mapped[int] = mapped_column(SmallInteger)
    tier: Mapped[int] = mapped_column(SmallInteger)
    language: Mapped[str]
    scores: Mapped[str]
    total: Mapped[int] = mapped_column(SmallInteger)
    sex: Mapped[str | None]
    age: Mapped[str | None]
    education: Mapped[str | None]
    occupation: Mapped[str | None]
    keyed_by: Mapped[int | None]
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("sealed_batches.id"))


class Handle(Model):
    """The erasable side of a response: what its receipt leads to, and the seed of later commitments."""

    __tablename__ = "sealed_handles"
    __table_args__ = (
        Index("ix_sealed_handles_response", "unit_id", "month", "response_id"),
        {"sqlite_with_rowid": False},
    )

    handle: Mapped[bytes] = mapped_column(Bytes(32), primary_key=True)
    unit_id: Mapped[int]
    month: Mapped[int]
    response_id: Mapped[bytes] = mapped_column(Bytes(16))
    seed: Mapped[bytes] = mapped_column(Bytes(32))


class Submission(Model):
    """Proof that a form key was used: nothing in it leads to the response it made."""

    __tablename__ = "sealed_submissions"
    __table_args__ = ({"sqlite_with_rowid": False},)

    unit_id: Mapped[int] = mapped_column(ForeignKey("register_units.id"), primary_key=True)
    key_hash: Mapped[bytes] = mapped_column(Bytes(32), primary_key=True)
    body_seal: Mapped[bytes] = mapped_column(Bytes(32))


class Event(Model):
    """What happened to a response; rows are only ever added.

    kind: quarantined, released, withdrawn or erased. day: only for what staff do; a writer's own act keeps none,
    since it would put a day beside an answer.
    """

    __tablename__ = "sealed_events"
    __table_args__ = (
        CheckConstraint("kind IN ('quarantined', 'released', 'withdrawn', 'erased')", name="kind"),
        CheckConstraint("kind <> 'withdrawn' OR day IS NULL", name="withdrawn_without_day"),
        Index("ix_sealed_events_response", "unit_id", "month", "response_id"),
        {"sqlite_with_rowid": False},
    )

    id: Mapped[bytes] = mapped_column(Bytes(16), primary_key=True)
    unit_id: Mapped[int]
    month: Mapped[int]
    response_id: Mapped[bytes] = mapped_column(Bytes(16))
    kind: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    day: Mapped[date | None]


class Day(Model):
    """A day on which a unit received anything: a flag without a count."""

    __tablename__ = "sealed_days"
    __table_args__ = ({"sqlite_with_rowid": False},)

    unit_id: Mapped[int] = mapped_column(ForeignKey("register_units.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
