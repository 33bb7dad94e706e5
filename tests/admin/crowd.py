"""A large government: so many offices, counters and staff that a careless list would show it."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from portal.db import Model
from portal.domain.periods import month_of, period_of
from portal.models import (
    Account,
    Action,
    AuditEntry,
    Comment,
    Counter,
    Edition,
    Employee,
    Evaluation,
    ImportedResult,
    Post,
    Service,
    Target,
    Unit,
    Visits,
)
from portal.publishing.job import publish
from tests import factories

NOW = datetime(2026, 11, 2, tzinfo=UTC)
TODAY = NOW.date()
MONTH = month_of(TODAY)
PERIOD = period_of(MONTH, "semester")
COUNTERS, STAFF = 10, 2
"""Of each office."""


def add_crowd(session: Session, offices: int) -> None:
    """Add offices with ten counters, two members of staff and something in every list."""
    factories.make_site(session)
    document = _document(session)
    numbers = range(1, offices + 1)
    _insert(
        session,
        Unit,
        [
            {
                "id": n,
                "slug": f"kantor-{n:04}",
                "name_id": f"Kantor {n:04}",
                "name_en": f"Office {n:04}",
                "officers": 9,
                "opened_on": date(2024, 1, 1),
                "parent_id": n // 10 or None,
            }
            for n in numbers
        ],
    )
    _insert(
        session,
        Service,
        [
            {"id": n, "unit_id": n, "slug": "layanan", "name_id": "Layanan", "name_en": "Service", "standard": {}}
            for n in numbers
        ],
    )
    _insert(
        session,
        Counter,
        [
            {
                "id": COUNTERS * n + k,
                "unit_id": n,
                "code": f"C{COUNTERS * n + k:07}",
                "name_id": f"Loket {k}",
                "name_en": f"Counter {k}",
            }
            for n in numbers
            for k in range(COUNTERS)
        ],
    )
    _insert(
        session,
        Account,
        [
            {
                "id": 10_000 + STAFF * n + k,
                "email": f"p{n}-{k}@uji.go.id",
                "name": f"Pegawai {n:04}-{k}",
                "active": True,
                "fs_uniquifier": f"u{n}-{k}",
                "created_at": NOW,
            }
            for n in numbers
            for k in range(STAFF)
        ],
    )
    _insert(
        session,
        Post,
        [
            {"id": 10_000 + STAFF * n + k, "account_id": 10_000 + STAFF * n + k, "role": role, "unit_id": n}
            for n in numbers
            for k, role in enumerate(("supervisor", "employee"))
        ],
    )
    _insert(session, Edition, [_edition(n, document) for n in numbers])
    _insert(
        session,
        Action,
        [
            {
                "id": n,
                "unit_id": n,
                "edition_id": f"kantor-{n:04}-2026-s1",
                "element": "waktu",
                "program": "Loket kedua",
                "owner": "Kasubag",
                "due_on": TODAY,
                "wording_id": "Loket kedua.",
                "wording_en": "A second counter.",
                "subject": f"a{n}",
                "created_on": TODAY,
            }
            for n in numbers
        ],
    )
    _insert(
        session,
        Employee,
        [
            {
                "id": 10_000 + STAFF * n + k,
                "nip": f"{198501012010010000 + STAFF * n + k}",
                "name": f"Pegawai {n:04}-{k}",
                "status": "pns",
                "grade": "III/b",
                "position": "Analis",
                "unit_id": n,
                "supervisor_id": 10_000 + STAFF * n if k else None,
                "account_id": 10_000 + STAFF * n + k,
                "since": date(2024, 1, 1),
            }
            for n in numbers
            for k in range(STAFF)
        ],
    )
    _insert(
        session,
        Evaluation,
        [
            {
                "id": n,
                "employee_id": 10_001 + STAFF * n,
                "supervisor_id": 10_000 + STAFF * n,
                "unit_id": n,
                "year": 2026,
                "quarter": 1,
                "created_at": NOW,
                "results_reason": "",
                "behaviours_reason": "",
                "comment": "",
            }
            for n in numbers
        ],
    )
    _insert(
        session,
        Comment,
        [
            {
                "unit_id": n,
                "id": bytes([k]) * 16,
                "month": MONTH - 2,
                "text": "Antreannya panjang.",
                "handle": f"{n:016}".encode() + bytes([k]) * 16,
            }
            for n in numbers
            for k in range(4)
        ],
    )
    _insert(
        session,
        Target,
        [{"unit_id": n, "kind": PERIOD.kind, "sequence": PERIOD.sequence, "population": 100} for n in numbers],
    )
    _insert(session, Visits, [{"counter_id": COUNTERS * n, "month": MONTH, "visitors": 30} for n in numbers])
    _insert(
        session,
        ImportedResult,
        [
            {
                "unit_id": n,
                "kind": "year",
                "sequence": 2023,
                "revision": 0,
                "ikm": 8000,
                "source": "Laporan",
                "imported_on": TODAY,
            }
            for n in numbers
        ],
    )
    _insert(
        session,
        AuditEntry,
        [
            {
                "at": NOW,
                "who": "Siti",
                "verb": "saw",
                "subject": "comments",
                "subject_id": str(n),
                "unit_id": n,
                "detail": {},
            }
            for n in numbers
        ],
    )
    session.commit()


def _document(session: Session) -> str:
    """Return the text of an edition that the portal published itself."""
    counter = factories.make_counter(session, factories.make_unit(session, id=9_999, slug="asli"), id=999_999)
    factories.make_responses(session, counter, ["3" * 9] * 12, month=MONTH - 8)
    publish(session, TODAY)
    return (
        session.scalars(select(Edition.document).where(Edition.scope == "asli", Edition.has_figure)).first() or ""
    )


def _edition(number: int, document: str) -> dict[str, Any]:
    slug = f"kantor-{number:04}"
    return {
        "id": f"{slug}-2026-s1",
        "scope": slug,
        "unit_id": number,
        "kind": "semester",
        "sequence": PERIOD.sequence - 1,
        "revision": 0,
        "cutoff": date(2026, 6, 30),
        "closed_on": date(2026, 7, 1),
        "hash": "0" * 64,
        "has_figure": True,
        "document": document.replace("asli", slug),
    }


def _insert(session: Session, model: type[Model], rows: list[dict[str, Any]]) -> None:
    session.execute(insert(model), rows)
