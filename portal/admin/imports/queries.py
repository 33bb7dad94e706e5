"""What the portal holds already, read once for a whole table."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, subqueryload

from portal.admin.lists import within
from portal.domain.permissions import Reach
from portal.models.accounts import Account
from portal.models.counters import Counter
from portal.models.editions import Edition
from portal.models.employees import Employee
from portal.models.statements import ImportedResult
from portal.models.targets import Visits
from portal.models.units import Service, Unit

PeriodOf = tuple[int, str, int]
"""Office, kind and sequence of an official period."""


@dataclass(frozen=True, kw_only=True, slots=True)
class CounterOf:
    """A counter of an office."""

    id: int
    unit_id: int
    name: str


def list_units(session: Session) -> list[Unit]:
    """Return all offices, to be worked on."""
    return list(session.scalars(select(Unit).order_by(Unit.id)))


def list_services(session: Session, reach: Reach) -> list[Service]:
    """Return the services within reach, to be worked on."""
    return list(session.scalars(within(select(Service), Service.unit_id, reach).order_by(Service.id)))


def list_counters(session: Session) -> list[Counter]:
    """Return all counters with their services, to be worked on."""
    statement = select(Counter).options(subqueryload(Counter.services)).order_by(Counter.id)
    return list(session.scalars(statement))


def counters_by_code(session: Session) -> dict[str, CounterOf]:
    """Return all counters by their code."""
    rows = session.execute(select(Counter.code, Counter.id, Counter.unit_id, Counter.name_id).order_by(Counter.id))
    return {row.code: CounterOf(id=row.id, unit_id=row.unit_id, name=row.name_id) for row in rows}


def list_employees(session: Session) -> list[Employee]:
    """Return all officers, to be worked on."""
    return list(session.scalars(select(Employee).order_by(Employee.id)))


def accounts_by_email(session: Session) -> dict[str, int]:
    """Return the ids of the active accounts by their address in small letters."""
    rows = session.execute(select(Account.email, Account.id).where(Account.active).order_by(Account.id))
    return {row.email.lower(): row.id for row in rows}


def visits_in(session: Session, months: Collection[int]) -> dict[tuple[int, int], Visits]:
    """Return the counts from the first to the last of some months by (counter, month), to be worked on."""
    if not months:
        return {}
    counted = select(Visits).where(Visits.month.between(min(months), max(months)))
    rows = session.scalars(counted.order_by(Visits.counter_id, Visits.month))
    return {(row.counter_id, row.month): row for row in rows}


def newest_results(session: Session) -> dict[PeriodOf, ImportedResult]:
    """Return the newest revision of every imported result."""
    rows = session.scalars(select(ImportedResult).order_by(ImportedResult.revision, ImportedResult.id))
    return {(row.unit_id, row.kind, row.sequence): row for row in rows}


def published_periods(session: Session) -> set[PeriodOf]:
    """Return the official periods of offices for which an edition has a figure."""
    statement = select(Edition.unit_id, Edition.kind, Edition.sequence).where(
        Edition.has_figure, Edition.unit_id.is_not(None), Edition.kind != "interim"
    )
    return {(row.unit_id, row.kind, row.sequence) for row in session.execute(statement)}
