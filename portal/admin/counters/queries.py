"""Reads about counters."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, select
from sqlalchemy.orm import Session, joinedload

from portal.admin.lists import Asked, Page, page, within
from portal.domain.permissions import Reach
from portal.domain.words import Words
from portal.models.counters import Counter
from portal.models.targets import OldCode
from portal.models.units import Service, Unit


@dataclass(frozen=True, kw_only=True, slots=True)
class CounterLine:
    """A counter in a list."""

    id: int
    code: str
    name: Words
    unit_slug: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CounterRow:
    """A counter in the staff's list. open: whether it takes answers, which a closed office's does not."""

    code: str
    name: Words
    unit_slug: str
    unit: Words
    hours: str
    officers: int | None
    open: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class ServiceChoice:
    """A service of an office, open or closed."""

    id: int
    slug: str
    name: Words
    closed: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class CounterPage:
    """All of a counter's page. services: what it offers. old_codes: (code, day it was replaced), newest first."""

    code: str
    name: Words
    hours: str
    officers: int | None
    closed_on: date | None
    unit_closed: bool
    services: tuple[ServiceChoice, ...]
    old_codes: tuple[tuple[str, date], ...]

    @property
    def open(self) -> bool:
        """Tell whether the counter takes answers."""
        return self.closed_on is None and not self.unit_closed


_ROW: tuple[Any, ...] = (Counter, Unit)
_OPEN = and_(Counter.closed_on.is_(None), Unit.closed_on.is_(None))


def list_counters(session: Session) -> list[CounterLine]:
    """Return the open counters of open offices, by office."""
    rows = session.scalars(
        select(Counter).join(Unit).options(joinedload(Counter.unit)).where(_OPEN).order_by(Unit.slug, Counter.id)
    )
    return [CounterLine(id=row.id, code=row.code, name=row.name, unit_slug=row.unit.slug) for row in rows]


def page_of_counters(session: Session, asked: Asked, reach: Reach) -> Page[CounterRow]:
    """Return the counters of the offices that somebody may read, by office."""
    statement = within(select(*_ROW).join(Unit, Unit.id == Counter.unit_id), Unit.id, reach)
    if asked.filters["state"] in {"open", "closed"}:
        statement = statement.where(_OPEN if asked.filters["state"] == "open" else ~_OPEN)
    if asked.filters["unit"]:
        statement = statement.where(Unit.slug == asked.filters["unit"])
    return page(
        session,
        statement,
        asked,
        search=[Counter.code, Counter.name_id, Counter.name_en, Unit.name_id, Unit.name_en],
        sorts={
            "unit": (Unit.name_id, Unit.id, Counter.id),
            "name": (Counter.name_id, Counter.id),
            "code": (Counter.code, Counter.id),
            "officers": (Counter.officers, Counter.id),
        },
        make=_row,
    )


def _row(row: Any) -> CounterRow:
    counter, unit = row
    return CounterRow(
        code=counter.code,
        name=counter.name,
        unit_slug=unit.slug,
        unit=unit.name,
        hours=counter.hours,
        officers=counter.officers,
        open=counter.closed_on is None and unit.closed_on is None,
    )


def list_offices(session: Session, reach: Reach) -> list[tuple[str, Words]]:
    """Return slug and name of the readable offices that have a counter, by name."""
    statement = within(select(Unit).where(Unit.id.in_(select(Counter.unit_id))), Unit.id, reach)
    return [(unit.slug, unit.name) for unit in session.scalars(statement.order_by(Unit.name_id, Unit.id))]


def find_page(session: Session, unit_id: int, code: str) -> CounterPage | None:
    """Gather the page of an office's counter."""
    found = session.execute(
        select(*_ROW)
        .join(Unit, Unit.id == Counter.unit_id)
        .where(Counter.unit_id == unit_id, Counter.code == code)
    ).one_or_none()
    if found is None:
        return None
    counter, unit = found
    replaced = (
        select(OldCode.code, OldCode.replaced_on)
        .where(OldCode.counter_id == counter.id)
        .order_by(OldCode.replaced_on.desc(), OldCode.code)
    )
    return CounterPage(
        code=counter.code,
        name=counter.name,
        hours=counter.hours,
        officers=counter.officers,
        closed_on=counter.closed_on,
        unit_closed=unit.closed_on is not None,
        services=tuple(_service(service) for service in counter.services),
        old_codes=tuple((row.code, row.replaced_on) for row in session.execute(replaced)),
    )


def list_services(session: Session, unit_id: int) -> list[ServiceChoice]:
    """Return the services of an office, the open ones first."""
    rows = session.scalars(
        select(Service).where(Service.unit_id == unit_id).order_by(Service.closed_on.is_not(None), Service.id)
    )
    return [_service(service) for service in rows]


def _service(service: Service) -> ServiceChoice:
    return ServiceChoice(id=service.id, slug=service.slug, name=service.name, closed=service.closed_on is not None)


def open_counters(
    session: Session, reach: Reach, *, codes: Collection[str] | None = None, unit_id: int | None = None
) -> list[CounterRow]:
    """Return the open counters within reach, by office; only those with these codes, or of this office."""
    statement = within(select(*_ROW).join(Unit, Unit.id == Counter.unit_id).where(_OPEN), Unit.id, reach)
    if codes is not None:
        statement = statement.where(Counter.code.in_(codes))
    if unit_id is not None:
        statement = statement.where(Unit.id == unit_id)
    return [_row(row) for row in session.execute(statement.order_by(Unit.name_id, Unit.id, Counter.id))]


def find_open_counters(session: Session, reach: Reach, codes: Collection[str]) -> list[Counter]:
    """Return the counters with these codes that are open by themselves, to be worked on."""
    statement = select(Counter).where(Counter.code.in_(codes), Counter.closed_on.is_(None))
    statement = within(statement, Counter.unit_id, reach).options(joinedload(Counter.unit))
    return list(session.scalars(statement.order_by(Counter.id)))
