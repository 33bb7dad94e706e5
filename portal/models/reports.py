"""PERSONNEL: what an office typed into its official reports; every figure in them comes from an edition."""

from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Model


class Report(Model):
    """The typed parts of an office's report of one official period. texts: see `portal.admin.reports.texts`."""

    __tablename__ = "personnel_reports"
    __table_args__ = (CheckConstraint("kind IN ('quarter', 'semester', 'year')", name="kind"),)

    unit_id: Mapped[int] = mapped_column(ForeignKey("register_units.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    sequence: Mapped[int] = mapped_column(primary_key=True)
    texts: Mapped[dict[str, Any]] = mapped_column(JSON)
