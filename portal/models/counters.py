"""REGISTER: the counters where a QR code hangs."""

from datetime import date

from sqlalchemy import Column, ForeignKey, Table, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Model
from portal.domain.words import Words
from portal.models.units import Service, Unit

counter_services = Table(
    "register_counter_services",
    Model.metadata,
    Column("counter_id", ForeignKey("register_counters.id"), primary_key=True),
    Column("service_id", ForeignKey("register_services.id"), primary_key=True),
)


class Counter(Model):
    """A counter with its short public code: six letters that nobody guesses by counting.

    hours: when it is open, in words. officers: how many people serve there; null when nobody has said.
    """

    __tablename__ = "register_counters"

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("register_units.id"), index=True)
    code: Mapped[str] = mapped_column(unique=True)
    name_id: Mapped[str]
    name_en: Mapped[str]
    closed_on: Mapped[date | None]
    hours: Mapped[str] = mapped_column(default="", server_default=text("''"))
    officers: Mapped[int | None]

    unit: Mapped[Unit] = relationship()
    services: Mapped[list[Service]] = relationship(secondary=counter_services, order_by=Service.id)

    @property
    def name(self) -> Words:
        """Return the counter's name."""
        return Words(self.name_id, self.name_en)
