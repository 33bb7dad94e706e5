"""REGISTER: offices and what they offer."""

from datetime import date
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Model
from portal.domain.editions import GOVERNMENT
from portal.domain.words import Words


class Unit(Model):
    """An office. officers: how many people serve visitors, which decides what its interim editions may show.

    slug: its name in addresses and editions, for good; one name is kept for the whole government's editions.
    parent_id: the office above it, null at the top. contact: telephone, mail or page for its letterhead.
    head_*: who signs its reports. charter_*: its maklumat pelayanan, the pledge to its visitors.
    """

    __tablename__ = "register_units"
    __table_args__ = (CheckConstraint(f"slug <> '{GOVERNMENT}'", name="slug_reserved"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name_id: Mapped[str]
    name_en: Mapped[str]
    address: Mapped[str] = mapped_column(default="")
    officers: Mapped[int]
    opened_on: Mapped[date]
    closed_on: Mapped[date | None]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("register_units.id"), index=True)
    contact: Mapped[str] = mapped_column(default="", server_default=text("''"))
    head_title: Mapped[str] = mapped_column(default="", server_default=text("''"))
    head_name: Mapped[str] = mapped_column(default="", server_default=text("''"))
    head_nip: Mapped[str] = mapped_column(default="", server_default=text("''"))
    charter_id: Mapped[str] = mapped_column(default="", server_default=text("''"))
    charter_en: Mapped[str] = mapped_column(default="", server_default=text("''"))

    services: Mapped[list["Service"]] = relationship(back_populates="unit", order_by="Service.id")

    @property
    def name(self) -> Words:
        """Return the office's name."""
        return Words(self.name_id, self.name_en)


class Service(Model):
    """A service of an office, with the parts of its published standard.

    standard: part -> {"id": ..., "en": ...}; parts are `requirements`, `time`, `fee` and `product`.
    """

    __tablename__ = "register_services"
    __table_args__ = (UniqueConstraint("unit_id", "slug"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("register_units.id"), index=True)
    slug: Mapped[str]
    name_id: Mapped[str]
    name_en: Mapped[str]
    standard: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    closed_on: Mapped[date | None]

    unit: Mapped[Unit] = relationship(back_populates="services")

    @property
    def name(self) -> Words:
        """Return the service's name."""
        return Words(self.name_id, self.name_en)
