"""PERSONNEL: who saw or changed what; rows are only ever added."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Model, UtcTime


class AuditEntry(Model):
    """One thing that a member of staff saw or changed.

    who: the name at that time; account_id is null for what the portal did itself. verb: saw, added, changed,
    removed, or a named act such as `signed_in`. subject: a table's name without its zone, or a page.
    detail: column -> [before, after], or what else the act was about; never a secret, never an answer.
    """

    __tablename__ = "personnel_audit"
    __table_args__ = (
        Index("ix_personnel_audit_at", "at"),
        Index("ix_personnel_audit_unit", "unit_id", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcTime)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("personnel_accounts.id"))
    who: Mapped[str]
    verb: Mapped[str]
    subject: Mapped[str]
    subject_id: Mapped[str]
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("register_units.id"))
    detail: Mapped[dict[str, Any]] = mapped_column(JSON)
