"""What the survey's owner does with the services of an office. A service is closed, never removed."""

from dataclasses import dataclass
from datetime import date
from itertools import count

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.slugs import slug_of
from portal.domain.words import Words
from portal.models.units import Service

_NAMELESS = "layanan"


@dataclass(frozen=True, kw_only=True, slots=True)
class ServiceFacts:
    """What is written down about a service. standard: part -> {"id": ..., "en": ...}, only parts with words."""

    name: Words
    standard: dict[str, dict[str, str]]


def find_service(session: Session, unit_id: int, slug: str) -> Service | None:
    """Return a service of an office, to be worked on."""
    return session.scalar(select(Service).where(Service.unit_id == unit_id, Service.slug == slug))


def add_service(session: Session, unit_id: int, facts: ServiceFacts) -> Service:
    """Add a service; its slug comes from its name, with a number behind it where the office has that already."""
    service = Service(unit_id=unit_id, slug=_free_slug(session, unit_id, facts.name.id))
    _write(service, facts)
    session.add(service)
    session.flush()
    return service


def _free_slug(session: Session, unit_id: int, name: str) -> str:
    taken = set(session.scalars(select(Service.slug).where(Service.unit_id == unit_id)))
    first = slug_of(name) or _NAMELESS
    names = (first if number == 1 else f"{first}-{number}" for number in count(1))
    return next(slug for slug in names if slug not in taken)


def change_service(session: Session, service: Service, facts: ServiceFacts) -> None:
    """Write down other facts about a service; its slug stays."""
    _write(service, facts)
    session.flush()


def _write(service: Service, facts: ServiceFacts) -> None:
    service.name_id, service.name_en = facts.name.id, facts.name.en
    service.standard = facts.standard


def close_service(session: Session, service: Service, today: date) -> None:
    """Offer a service no more."""
    service.closed_on = service.closed_on or today
    session.flush()


def reopen_service(session: Session, service: Service) -> None:
    """Offer a closed service again."""
    service.closed_on = None
    session.flush()
