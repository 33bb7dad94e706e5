"""SEALED: free text, kept apart from every score, service and counter."""

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Model
from portal.models.responses import Bytes


class Comment(Model):
    """One comment. handle: HMAC(receipt, "comment"), which only the holder of the receipt can compute."""

    __tablename__ = "sealed_comments"
    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'withdrawn', 'erased')", name="state"),
        {"sqlite_with_rowid": False},
    )

    unit_id: Mapped[int] = mapped_column(ForeignKey("register_units.id"), primary_key=True)
    id: Mapped[bytes] = mapped_column(Bytes(16), primary_key=True)
    month: Mapped[int]
    text: Mapped[str]
    state: Mapped[str] = mapped_column(default="waiting")
    handle: Mapped[bytes] = mapped_column(Bytes(32), unique=True)
