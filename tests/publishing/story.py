"""Offices with a year of answers, the same in every database, and what a plain count of their rows says."""

import hashlib
import json
from collections import Counter as Counts
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from random import Random
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.db import begin_write
from portal.domain.batches import Decision
from portal.domain.periods import first_day
from portal.domain.receipts import handle
from portal.models import Batch, Closing, Counter, Edition, Event, Handle, Response, Service, Unit
from portal.publishing.job import close_period_early, publish
from tests.factories import make_counter, make_responses, make_service, make_site, make_unit

JANUARY = 12 * 2026
JUNE, JULY, DECEMBER = JANUARY + 5, JANUARY + 6, JANUARY + 11
OPENED = date(2026, 1, 1)
RECEIPT = "7KQ2-M0XA-1111-ZZZZ"


def after(month: int) -> date:
    """Return the day on which the job closes a month."""
    return first_day(month + 1)


def open_office(session: Session, slug: str = "kantor", **changes: Any) -> Counter:
    """Add an office that opened with the year, and return its counter."""
    names = {"name_id": f"Kantor {slug}", "name_en": f"Office {slug}"}
    return make_counter(session, make_unit(session, slug=slug, **{"opened_on": OPENED, **names, **changes}))


def open_service(session: Session, counter: Counter, slug: str) -> Service:
    """Add a service of an office."""
    return make_service(session, counter.unit, slug=slug, name_id=f"Layanan {slug}", name_en=f"Service {slug}")


def answer(
    session: Session, counter: Counter, counts: Sequence[int], *, first: int = JANUARY, **changes: Any
) -> None:
    """Add so many answers in each month from the first on, drawn alike for alike counts."""
    for month, n in enumerate(counts, start=first):
        if n:
            draw = Random(f"{first}-{month}-{n}")
            scores = ["".join(draw.choices("1234", (1, 2, 6, 5), k=9)) for _ in range(n)]
            make_responses(session, counter, scores, month=month, **changes)


def note(session: Session, response: Response, kind: str, day: date | None = None) -> None:
    """Add an event of a response: quarantined, released or withdrawn."""
    number = session.scalar(select(func.count()).select_from(Event)) or 0
    session.add(
        Event(
            id=hashlib.sha256(str(number).encode()).digest()[:16],
            unit_id=response.unit_id,
            month=response.month,
            response_id=response.id,
            kind=kind,
            day=day,
        )
    )
    session.commit()


def give_receipt(session: Session, response: Response) -> None:
    """Let `RECEIPT` lead to a response."""
    session.add(
        Handle(
            handle=handle(RECEIPT, "response"),
            unit_id=response.unit_id,
            month=response.month,
            response_id=response.id,
            seed=bytes(32),
        )
    )
    session.commit()


def responses_of(session: Session, counter: Counter, month: int | None = None) -> list[Response]:
    """List an office's responses, of one month or all."""
    query = select(Response).where(Response.unit_id == counter.unit_id).order_by(Response.scores, Response.id)
    return list(session.scalars(query if month is None else query.where(Response.month == month)))


def tell_year(session: Session) -> dict[str, Counter]:
    """Fill 2026: a busy, a middling, a quiet and a tiny office, withdrawn and quarantined answers.

    Two slugs stand in another order where a database sorts by language.
    """
    make_site(session)
    counters = {
        "ab": _busy_office(session),
        "a-c": open_office(session, "a-c", officers=2),
        "kecil": open_office(session, "kecil"),
        "sedang": open_office(session, "sedang"),
    }
    answer(session, counters["a-c"], [5, 3, 4, 2, 6, 4, 3, 5, 2, 4, 3, 1])
    answer(session, counters["kecil"], [1, 2, 1, 0, 1, 1, 2, 1, 0, 1, 1, 2])
    answer(session, counters["sedang"], [14, 9, 0, 13, 12, 3, 11, 30, 2, 0, 0, 4])
    for counter in (counters["ab"], counters["sedang"]):
        for month in (JANUARY, JANUARY + 3):
            note(session, responses_of(session, counter, month)[0], "withdrawn")
    for response in responses_of(session, counters["ab"], JANUARY + 1)[:12]:
        note(session, response, "quarantined", date(2026, 2, 27))
    return counters


def _busy_office(session: Session) -> Counter:
    counter = open_office(session, "ab")
    services = [open_service(session, counter, slug) for slug in ("ktp", "akta", "pindah", "lain")]
    shares = [("ktp", 21, 0), ("akta", 9, 0), ("akta", 3, 3), ("pindah", 2, 0)]
    ids = {service.slug: service.id for service in services}
    for slug, n, tier in shares:
        answer(session, counter, [n] * 12, service_id=ids[slug], tier=tier)
    answer(session, counter, [4], service_id=ids["lain"])
    return counter


def free(session: Session, counter: Counter, month: int, day: date) -> None:
    """Release a month's quarantined answers."""
    for response in responses_of(session, counter, month):
        if _kinds(session, response) == {"quarantined"}:
            note(session, response, "released", day)


def live_through(session: Session, counters: dict[str, Counter], last: int) -> None:
    """Run the job after each month up to one, as cron does; quarantine ends in April."""
    for month in range(JANUARY, last + 1):
        if month == JANUARY + 3:
            free(session, counters["ab"], JANUARY + 1, date(2026, 4, 10))
        publish(session, after(month))


def close_early(session: Session, counter: Counter, today: date) -> Decision:
    """Close an office's period by hand, as the demo's button does."""
    unit_id = counter.unit_id
    session.commit()
    begin_write(session)
    decision = close_period_early(session, session.get_one(Unit, unit_id), today)
    session.commit()
    return decision


def _kinds(session: Session, response: Response) -> set[str]:
    return set(session.scalars(select(Event.kind).where(Event.response_id == response.id).order_by(Event.kind)))


def counted_scores(session: Session, *slugs: str, months: range = range(JANUARY, DECEMBER + 1)) -> list[str]:
    """Return the scores of all answers that count in released batches ending in some months, row by row."""
    rows = session.execute(
        select(Response, Batch)
        .join(Batch, Batch.id == Response.batch_id)
        .join(Unit, Unit.id == Response.unit_id)
        .where(Batch.released_on.is_not(None), Batch.last_month.between(months[0], months[-1]))
        .where(Unit.slug.in_(slugs))
        .order_by(Response.id)
    )
    return [row.Response.scores for row in rows if "withdrawn" not in _kinds(session, row.Response)]


def batches_of(session: Session, counter: Counter) -> list[Batch]:
    """List an office's batches in their order."""
    return list(session.scalars(select(Batch).where(Batch.unit_id == counter.unit_id).order_by(Batch.number)))


def outcomes_of(session: Session, counter: Counter) -> list[str]:
    """List what each cutoff did at an office."""
    return list(
        session.scalars(select(Closing.outcome).where(Closing.unit_id == counter.unit_id).order_by(Closing.cutoff))
    )


def published(session: Session) -> dict[str, bytes]:
    """Return every edition's bytes by its name."""
    rows = session.execute(select(Edition.id, Edition.document).order_by(Edition.id))
    return {row.id: row.document.encode() for row in rows}


def documents(session: Session) -> dict[str, dict[str, Any]]:
    """Return every edition's document by its name."""
    return {name: json.loads(encoded) for name, encoded in published(session).items()}


def figure(session: Session, name: str) -> dict[str, Any]:
    """Return the figure of an edition that has one."""
    found = documents(session)[name]["figure"]
    assert found is not None, f"{name} has no figure"
    return dict(found)


def plain_counts(scores: Sequence[str]) -> list[Counts[str]]:
    """Count each question's digits, row by row."""
    counts: dict[int, Counts[str]] = defaultdict(Counts)
    for digits in scores:
        for at, digit in enumerate(digits):
            counts[at][digit] += 1
    return [counts[at] for at in range(9)]
