"""Reads about offices."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.orm import Session, aliased

from portal.admin.lists import Asked, Page, page, within
from portal.domain.permissions import Reach, subtree
from portal.domain.standards import missing_parts
from portal.domain.words import Words
from portal.models.counters import Counter
from portal.models.units import Service, Unit


@dataclass(frozen=True, kw_only=True, slots=True)
class UnitLine:
    """An office in a list. counters, services: how many of them are open."""

    slug: str
    name: Words
    parent: Words | None
    officers: int
    counters: int
    services: int
    closed_on: date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class UnitName:
    """An office that is named on another's page."""

    id: int
    slug: str
    name: Words
    closed_on: date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class UnitChoice:
    """An office to choose in a form. depth: how far below the first that may be chosen."""

    id: int
    name: Words
    depth: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ServiceLine:
    """A service on its office's page. missing: how many parts its standard still lacks."""

    slug: str
    name: Words
    missing: int
    closed_on: date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class CounterLine:
    """A counter on its office's page."""

    code: str
    name: Words
    hours: str
    closed_on: date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class UnitPage:
    """All of an office's page. services, counters: the open ones first."""

    slug: str
    name: Words
    address: str
    contact: str
    officers: int
    head_title: str
    head_name: str
    head_nip: str
    charter: Words
    opened_on: date
    closed_on: date | None
    parent: UnitName | None
    below: tuple[UnitName, ...]
    services: tuple[ServiceLine, ...]
    counters: tuple[CounterLine, ...]

    @property
    def open_counters(self) -> int:
        """Return how many counters are open by themselves."""
        return sum(counter.closed_on is None for counter in self.counters)


_PARENT = aliased(Unit)


def list_units(session: Session, asked: Asked, reach: Reach) -> Page[UnitLine]:
    """Return the offices that somebody may read, by name."""
    counters, services = _open(Counter), _open(Service)
    columns: tuple[Any, ...] = (Unit, _PARENT, counters.label("counters"), services.label("services"))
    statement = within(select(*columns).outerjoin(_PARENT, Unit.parent_id == _PARENT.id), Unit.id, reach)
    if asked.filters["state"] in {"open", "closed"}:
        is_open = Unit.closed_on.is_(None)
        statement = statement.where(is_open if asked.filters["state"] == "open" else ~is_open)
    if asked.filters["parent"]:
        statement = statement.where(_PARENT.slug == asked.filters["parent"])
    return page(
        session,
        statement,
        asked,
        search=[Unit.name_id, Unit.name_en, Unit.slug],
        sorts={
            "name": (Unit.name_id, Unit.id),
            "parent": (_PARENT.name_id, Unit.name_id, Unit.id),
            "officers": (Unit.officers, Unit.id),
            "counters": (counters, Unit.id),
            "services": (services, Unit.id),
        },
        make=_unit_line,
    )


def _open(model: type[Counter] | type[Service]) -> ScalarSelect[int]:
    """Return how many open counters or services an office has."""
    return (
        select(func.count())
        .select_from(model)
        .where(model.unit_id == Unit.id, model.closed_on.is_(None))
        .correlate(Unit)
        .scalar_subquery()
    )


def _unit_line(row: Any) -> UnitLine:
    unit, parent, counters, services = row
    return UnitLine(
        slug=unit.slug,
        name=unit.name,
        parent=parent.name if parent else None,
        officers=unit.officers,
        counters=counters,
        services=services,
        closed_on=unit.closed_on,
    )


def list_parents(session: Session, reach: Reach) -> list[UnitName]:
    """Return the readable offices that have others below them, by name."""
    above = select(Unit.parent_id).where(Unit.parent_id.is_not(None))
    statement = within(select(Unit).where(Unit.id.in_(above)), Unit.id, reach)
    return [_unit_name(unit) for unit in session.scalars(statement.order_by(Unit.name_id, Unit.id))]


def list_choices(session: Session, reach: Reach, *, outside: int | None = None) -> list[UnitChoice]:
    """Return the open offices within reach as a tree, top first.

    outside: an office that is left out with everything below it.
    """
    columns = select(Unit.id, Unit.parent_id, Unit.name_id, Unit.name_en, Unit.closed_on)
    rows = session.execute(columns.order_by(Unit.name_id, Unit.id)).all()
    parents = {row.id: row.parent_id for row in rows}
    hidden = subtree(outside, parents) if outside is not None else frozenset[int]()
    names = {
        row.id: Words(row.name_id, row.name_en)
        for row in rows
        if row.closed_on is None and row.id not in hidden and (reach is None or row.id in reach)
    }
    return _in_tree_order(names, parents)


def _in_tree_order(names: Mapping[int, Words], parents: Mapping[int, int | None]) -> list[UnitChoice]:
    """Put each office behind the one above it; one whose parent is not there comes first of its branch."""
    below: dict[int | None, list[int]] = {}
    for unit in names:
        parent = parents[unit]
        below.setdefault(parent if parent in names else None, []).append(unit)
    ordered = []
    waiting = [(unit, 0) for unit in reversed(below.get(None, []))]
    while waiting:
        unit, depth = waiting.pop()
        ordered.append(UnitChoice(id=unit, name=names[unit], depth=depth))
        waiting += [(child, depth + 1) for child in reversed(below.get(unit, []))]
    return ordered


def get_page(session: Session, unit_id: int) -> UnitPage:
    """Gather an office's page."""
    unit = session.get_one(Unit, unit_id)
    parent = session.get(Unit, unit.parent_id) if unit.parent_id else None
    below = session.scalars(select(Unit).where(Unit.parent_id == unit_id).order_by(Unit.name_id, Unit.id))
    services = session.scalars(
        select(Service).where(Service.unit_id == unit_id).order_by(Service.closed_on.is_not(None), Service.id)
    )
    counters = session.scalars(
        select(Counter).where(Counter.unit_id == unit_id).order_by(Counter.closed_on.is_not(None), Counter.id)
    )
    return UnitPage(
        slug=unit.slug,
        name=unit.name,
        address=unit.address,
        contact=unit.contact,
        officers=unit.officers,
        head_title=unit.head_title,
        head_name=unit.head_name,
        head_nip=unit.head_nip,
        charter=Words(unit.charter_id, unit.charter_en),
        opened_on=unit.opened_on,
        closed_on=unit.closed_on,
        parent=_unit_name(parent) if parent else None,
        below=tuple(_unit_name(child) for child in below),
        services=tuple(_service_line(service) for service in services),
        counters=tuple(_counter_line(counter) for counter in counters),
    )


def _unit_name(unit: Unit) -> UnitName:
    return UnitName(id=unit.id, slug=unit.slug, name=unit.name, closed_on=unit.closed_on)


def _service_line(service: Service) -> ServiceLine:
    return ServiceLine(
        slug=service.slug,
        name=service.name,
        missing=len(missing_parts(service.standard)),
        closed_on=service.closed_on,
    )


def _counter_line(counter: Counter) -> CounterLine:
    return CounterLine(code=counter.code, name=counter.name, hours=counter.hours, closed_on=counter.closed_on)
