"""Reads about counters."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from portal.domain.words import Words
from portal.models.counters import Counter
from portal.models.units import Unit


@dataclass(frozen=True, kw_only=True, slots=True)
class CounterLine:
    """A counter in a list."""

    id: int
    code: str
    name: Words
    unit_slug: str


def list_counters(session: Session) -> list[CounterLine]:
    """Return the open counters of open offices, by office."""
    rows = session.scalars(
        select(Counter)
        .join(Unit)
        .options(joinedload(Counter.unit))
        .where(Counter.closed_on.is_(None), Unit.closed_on.is_(None))
        .order_by(Unit.slug, Counter.id)
    )
    return [CounterLine(id=row.id, code=row.code, name=row.name, unit_slug=row.unit.slug) for row in rows]
