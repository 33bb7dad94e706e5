"""Offices with a published official period, and what their editions say."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal import migrations
from portal.db import db
from portal.domain.periods import WITA, Period, first_day, month_of
from portal.models import Action, Counter, Edition, ImportedResult, Target, Unit
from portal.publishing.job import publish
from tests import factories
from tests.conftest import open_app

TODAY = datetime.now(WITA).date()
PERIOD = Period(kind="semester", sequence=month_of(TODAY) // 6 - 1)
"""The last semester that is over: old enough to be published, young enough for its profiles to be there."""
BEFORE = Period(kind="semester", sequence=PERIOD.sequence - 1)
LABEL = PERIOD.label

_PROFILES: tuple[dict[str, str | None], ...] = (
    {"sex": "P", "age": "26-35", "education": "SMA", "occupation": "SWASTA"},
    {"sex": "L", "age": "36-45", "education": "S1", "occupation": "PNS"},
    {"sex": "P", "age": "17-25", "education": "SMP", "occupation": "WIRAUSAHA"},
    {},
)
_WEIGHTS = (5, 4, 2, 1)
_subjects = count(1)


def open_office(session: Session, slug: str, *, since: Period = PERIOD, **changes: Any) -> Counter:
    """Add an office that opened with a period, its service and its counter."""
    opened = first_day(since.first_month)
    unit = factories.make_unit(session, slug=slug, name_id=f"Kantor {slug}", opened_on=opened, **changes)
    return factories.make_counter(session, unit, [factories.make_service(session, unit)], name_id="Loket Utama")


def answer(session: Session, counter: Counter, monthly: int, period: Period = PERIOD, seed: int = 1) -> None:
    """Add answers in every month of a period, people of several kinds among them."""
    draw = Random(f"{counter.unit.slug} {period.label} {seed}")
    for month in range(period.first_month, period.last_month + 1):
        kinds = draw.choices(range(len(_PROFILES)), _WEIGHTS, k=monthly)
        for kind, profile in enumerate(_PROFILES):
            scores = ["".join(draw.choices("1234", (1, 2, 6, 6), k=9)) for _ in range(kinds.count(kind))]
            factories.make_responses(session, counter, scores, month=month, **profile)


def publish_period(session: Session, period: Period = PERIOD) -> None:
    """Let the job close everything up to a period's end."""
    publish(session, first_day(period.last_month + 1))


def plan(session: Session, unit: Unit, edition_id: str, **changes: Any) -> Action:
    """Add an action that answers to an edition."""
    values = {
        "unit_id": unit.id,
        "edition_id": edition_id,
        "element": "sarana",
        "program": "Menambah kursi tunggu",
        "owner": "Sekretaris",
        "due_on": date(2099, 9, 30),
        "wording_id": "Menambah kursi tunggu",
        "wording_en": "More seats",
        "subject": f"tindakan-{next(_subjects)}",
        "created_on": TODAY,
    }
    action = Action(**(values | changes))
    session.add(action)
    session.commit()
    return action


def documents(session: Session, period: Period = PERIOD) -> dict[str, dict[str, Any]]:
    """Return slug -> the official edition of a period."""
    rows = session.execute(
        select(Edition.scope, Edition.document)
        .where(Edition.kind == period.kind, Edition.sequence == period.sequence, Edition.unit_id.is_not(None))
        .order_by(Edition.scope)
    )
    return {row.scope: json.loads(row.document) for row in rows}


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """A database of its own with thirty offices; editions: by slug."""

    app: Flask
    editions: dict[str, dict[str, Any]]


@contextmanager
def thirty_offices(folder: Path, **settings: Any) -> Iterator[Place]:
    """Open a place on SQLite where thirty offices had 3 to 60 answers a month; one had hardly any."""
    with open_app(f"sqlite:///{folder / 'portal.sqlite3'}", data=folder, **settings) as app:
        with app.app_context():
            migrations.upgrade()
            _fill(db.session)
            editions = documents(db.session)
        yield Place(app=app, editions=editions)


def _fill(session: Session) -> None:
    factories.make_site(session)
    for number in range(30):
        counter = open_office(session, f"dinas-{number:02}", officers=2 if number == 5 else 12)
        answer(session, counter, 1 if number == 29 else 3 + 57 * number // 28)
    publish_period(session)
    for number, unit in enumerate(session.query(Unit).order_by(Unit.slug)):
        plan(session, unit, f"{unit.slug}-{LABEL}")
        imported = {"kind": "semester", "sequence": BEFORE.sequence, "source": "Laporan lama"}
        session.add(
            ImportedResult(unit_id=unit.id, n=40 + number, ikm=80_00 + number, imported_on=TODAY, **imported)
        )
        session.add(
            Target(unit_id=unit.id, kind="semester", sequence=PERIOD.sequence, population=200 + 10 * number)
        )
    session.commit()
