"""One function a noun: add what a test needs, with names that read well in a failure."""

import secrets
from datetime import date
from itertools import count
from typing import Any

from sqlalchemy.orm import Session

from portal.admin.questionnaires.actions import add_version
from portal.domain import receipts
from portal.domain.periods import month_of
from portal.domain.skm_form import SKM_V1
from portal.models import Counter, Day, QuestionnaireVersion, Response, Service, Site, Unit
from portal.site import forget_site

_numbers = count(1)
OPENED = date(2024, 1, 1)


def make_site(session: Session, **changes: Any) -> Site:
    """Add the site and the official questionnaire."""
    values = {
        "id": 1,
        "government_id": "Pemerintah Kabupaten Uji",
        "government_en": "Test Regency Government",
        "owner_id": "Bagian Organisasi",
        "owner_en": "Organisation Bureau",
    }
    site = Site(**(values | changes))
    session.add(site)
    add_version(session, SKM_V1, starts_month=month_of(OPENED))
    session.commit()
    forget_site()
    return site


def make_unit(session: Session, **changes: Any) -> Unit:
    """Add an office with ten officers."""
    number = next(_numbers)
    values = {
        "slug": f"kantor-{number}",
        "name_id": f"Kantor {number}",
        "name_en": f"Office {number}",
        "officers": 10,
        "opened_on": OPENED,
    }
    unit = Unit(**(values | changes))
    session.add(unit)
    session.commit()
    forget_site()
    return unit


def make_service(session: Session, unit: Unit, **changes: Any) -> Service:
    """Add a service of an office."""
    number = next(_numbers)
    values = {
        "unit_id": unit.id,
        "slug": f"layanan-{number}",
        "name_id": f"Layanan {number}",
        "name_en": f"Service {number}",
        "standard": {"time": {"id": "2 hari", "en": "2 days"}},
    }
    service = Service(**(values | changes))
    session.add(service)
    session.commit()
    forget_site()
    return service


def make_counter(session: Session, unit: Unit, services: list[Service] | None = None, **changes: Any) -> Counter:
    """Add a counter with a code of its own; it offers the given services."""
    number = next(_numbers)
    code = "".join(secrets.choice(receipts.ALPHABET) for _ in range(6))
    values = {"unit_id": unit.id, "code": code, "name_id": f"Loket {number}", "name_en": f"Counter {number}"}
    counter = Counter(**(values | changes))
    counter.services = services or []
    session.add(counter)
    session.commit()
    forget_site()
    return counter


def the_version(session: Session) -> QuestionnaireVersion:
    """Return the official questionnaire's version that `make_site` added."""
    return session.query(QuestionnaireVersion).one()


def make_responses(
    session: Session,
    counter: Counter,
    scores: list[str],
    *,
    month: int,
    days: int = 5,
    **changes: Any,
) -> list[Response]:
    """Add stored responses in a month, spread over so many days of it."""
    version = the_version(session)
    rows = []
    for digits in scores:
        values = {
            "unit_id": counter.unit_id,
            "month": month,
            "id": secrets.token_bytes(16),
            "counter_id": counter.id,
            "service_id": None,
            "version_id": version.id,
            "part": 1,
            "tier": 0,
            "language": "id",
            "scores": digits,
            "total": sum(map(int, digits[:9])),
        }
        rows.append(Response(**(values | changes)))
    session.add_all(rows)
    for number in range(1, days + 1):
        session.merge(Day(unit_id=counter.unit_id, day=date(month // 12, month % 12 + 1, number)))
    session.commit()
    return rows
