"""What the survey's owner does with offices. An office is closed, never removed: its answers and editions stay."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.editions import GOVERNMENT
from portal.domain.permissions import would_circle
from portal.domain.words import Words
from portal.models.units import Unit


class SlugTakenError(ValueError):
    """Another office has this name in addresses."""


class ReservedSlugError(ValueError):
    """The name in addresses belongs to the government as a whole."""


class CircleError(ValueError):
    """An office cannot be below itself or below an office that is below it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class UnitFacts:
    """What is written down about an office; see `portal.models.units.Unit`."""

    name: Words
    address: str
    contact: str
    officers: int
    head_title: str
    head_name: str
    head_nip: str
    charter: Words


def add_unit(session: Session, facts: UnitFacts, *, slug: str, parent_id: int | None, today: date) -> Unit:
    """Add an office, or raise `SlugTakenError` or `ReservedSlugError`; parent_id: None for the top."""
    if slug == GOVERNMENT:
        raise ReservedSlugError
    if session.scalar(select(Unit.id).where(Unit.slug == slug)) is not None:
        raise SlugTakenError
    unit = Unit(slug=slug, parent_id=parent_id, opened_on=today)
    _write(unit, facts)
    session.add(unit)
    session.flush()
    return unit


def change_unit(session: Session, unit: Unit, facts: UnitFacts) -> None:
    """Write down other facts about an office; its slug stays."""
    _write(unit, facts)
    session.flush()


def _write(unit: Unit, facts: UnitFacts) -> None:
    unit.name_id, unit.name_en = facts.name.id, facts.name.en
    unit.address, unit.contact, unit.officers = facts.address, facts.contact, facts.officers
    unit.head_title, unit.head_name, unit.head_nip = facts.head_title, facts.head_name, facts.head_nip
    unit.charter_id, unit.charter_en = facts.charter.id, facts.charter.en


def move_unit(session: Session, unit: Unit, parent_id: int | None) -> None:
    """Hang an office below another, or at the top with None; raises `CircleError`."""
    rows = session.execute(select(Unit.id, Unit.parent_id)).all()
    if parent_id is not None and would_circle(unit.id, parent_id, {row.id: row.parent_id for row in rows}):
        raise CircleError
    unit.parent_id = parent_id
    session.flush()


def close_unit(session: Session, unit: Unit, today: date) -> None:
    """Close an office: its counters take no answers while it is closed, and open with it again."""
    unit.closed_on = unit.closed_on or today
    session.flush()


def reopen_unit(session: Session, unit: Unit) -> None:
    """Open a closed office again."""
    unit.closed_on = None
    session.flush()
