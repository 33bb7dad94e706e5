"""Reads of the days off that were added here."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.models.notices import Holiday


@dataclass(frozen=True, kw_only=True, slots=True)
class AddedDay:
    """A day off beyond the decree."""

    day: date
    name: str


def list_added(session: Session, year: int) -> tuple[AddedDay, ...]:
    """Return the days off that were added to a year, in order."""
    in_year = Holiday.day.between(date(year, 1, 1), date(year, 12, 31))
    rows = session.scalars(select(Holiday).where(in_year).order_by(Holiday.day))
    return tuple(AddedDay(day=row.day, name=row.name) for row in rows)


def find_added(session: Session, day: date) -> AddedDay | None:
    """Find a day off that was added."""
    row = session.get(Holiday, day)
    return AddedDay(day=row.day, name=row.name) if row else None
