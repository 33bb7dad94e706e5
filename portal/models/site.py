"""REGISTER: the one row that says whose portal this is."""

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Model
from portal.domain.words import Words


class Site(Model):
    """The government that runs the portal and the office that owns the survey.

    demo: every figure is synthetic and marked so. revision: counts changes of the register and the record, so
    that kept pages know when they are out of date. period: the official period's kind.
    """

    __tablename__ = "register_site"
    __table_args__ = (
        CheckConstraint("id = 1", name="one_row"),
        CheckConstraint("period IN ('quarter', 'semester', 'year')", name="period"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    government_id: Mapped[str]
    government_en: Mapped[str]
    owner_id: Mapped[str]
    owner_en: Mapped[str]
    period: Mapped[str] = mapped_column(default="semester")
    demo: Mapped[bool] = mapped_column(default=False)
    revision: Mapped[int] = mapped_column(default=1)

    @property
    def government(self) -> Words:
        """Return the government's name."""
        return Words(self.government_id, self.government_en)

    @property
    def owner(self) -> Words:
        """Return the name of the office that runs the survey."""
        return Words(self.owner_id, self.owner_en)
