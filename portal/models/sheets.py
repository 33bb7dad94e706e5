"""SEALED: the paper forms behind assisted entries."""

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Model
from portal.models.responses import Bytes


class Sheet(Model):
    """A numbered paper form that was keyed. It leads to its response: paper that nobody signed names nobody.

    sampled: whether another person is to key it again. second_scores, second_by: that second reading.
    differing: at how many questions it differed from the first. settled_by: who decided between the two.
    """

    __tablename__ = "sealed_sheets"
    __table_args__ = (
        CheckConstraint("second_by <> keyed_by", name="second_by"),
        CheckConstraint("settled_by <> keyed_by AND settled_by <> second_by", name="settled_by"),
        CheckConstraint("(second_by IS NULL) = (differing IS NULL)", name="differing"),
        Index("ix_sealed_sheets_response", "unit_id", "month", "response_id"),
        {"sqlite_with_rowid": False},
    )

    unit_id: Mapped[int] = mapped_column(ForeignKey("register_units.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    month: Mapped[int]
    response_id: Mapped[bytes] = mapped_column(Bytes(16))
    keyed_by: Mapped[int] = mapped_column(ForeignKey("personnel_accounts.id"))
    sampled: Mapped[bool]
    second_scores: Mapped[str | None]
    second_by: Mapped[int | None] = mapped_column(ForeignKey("personnel_accounts.id"))
    differing: Mapped[int | None]
    settled_by: Mapped[int | None] = mapped_column(ForeignKey("personnel_accounts.id"))
