"""Reads of the citizen's room."""

import json
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from portal.domain import receipts
from portal.domain.periods import MONTHS_IN, Period, last_day, month_of, period_of
from portal.domain.questionnaire import Version, from_document
from portal.domain.skm_form import INSTRUMENT
from portal.domain.words import Words
from portal.models.batches import Batch
from portal.models.counters import Counter
from portal.models.editions import Edition
from portal.models.questionnaires import Questionnaire, QuestionnaireVersion
from portal.models.responses import Event, Handle, Response
from portal.models.units import Unit


@dataclass(frozen=True, kw_only=True, slots=True)
class ServiceChoice:
    """A service that a counter offers."""

    id: int
    slug: str
    name: Words


@dataclass(frozen=True, kw_only=True, slots=True)
class CounterForm:
    """All that the survey page of one counter needs. frozen: whether its version was answered before."""

    code: str
    counter_id: int
    counter: Words
    unit_id: int
    unit_slug: str
    unit: Words
    open: bool
    services: tuple[ServiceChoice, ...]
    version_id: int
    version: Version
    frozen: bool


def find_counter_form(session: Session, code: str, month: int) -> CounterForm | None:
    """Find a counter by its code, with the questionnaire version in force in a month."""
    if not set(code) <= set(receipts.ALPHABET):
        return None  # No counter has such a code, and PostgreSQL refuses to look for some of them.
    counter = session.scalar(
        select(Counter)
        .where(Counter.code == code)
        .options(joinedload(Counter.unit), selectinload(Counter.services))
    )
    version = session.scalar(
        select(QuestionnaireVersion)
        .join(Questionnaire)
        .where(Questionnaire.instrument == INSTRUMENT, QuestionnaireVersion.starts_month <= month)
        .order_by(QuestionnaireVersion.starts_month.desc(), QuestionnaireVersion.number.desc())
        .limit(1)
    )
    if counter is None or version is None:
        return None
    return CounterForm(
        code=counter.code,
        counter_id=counter.id,
        counter=counter.name,
        unit_id=counter.unit_id,
        unit_slug=counter.unit.slug,
        unit=counter.unit.name,
        open=counter.closed_on is None and counter.unit.closed_on is None,
        services=tuple(
            ServiceChoice(id=service.id, slug=service.slug, name=service.name)
            for service in counter.services
            if service.closed_on is None
        ),
        version_id=version.id,
        version=from_document(version.content),
        frozen=version.frozen,
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class ReceiptState:
    """What a receipt may tell: never the rating.

    state: waiting, closed (in a batch not yet public), published or withdrawn. editions: oldest first.
    """

    unit: Words
    unit_slug: str
    month: int
    state: str
    editions: tuple["CountedIn", ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class CountedIn:
    """An edition that counts a response. year, number: of its period; 0 for an interim edition."""

    id: str
    kind: str
    sequence: int
    year: int
    number: int


def find_receipt(session: Session, receipt: str) -> ReceiptState | None:
    """Find what became of the response that a receipt belongs to."""
    row = session.execute(
        select(Response.unit_id, Response.month, Response.id, Response.batch_id, Unit)
        .join(
            Handle,
            (Handle.unit_id == Response.unit_id)
            & (Handle.month == Response.month)
            & (Handle.response_id == Response.id),
        )
        .join(Unit, Unit.id == Response.unit_id)
        .where(Handle.handle == receipts.handle(receipt, "response"))
    ).one_or_none()
    if row is None:
        return None
    unit: Unit = row.Unit
    batch = session.get(Batch, row.batch_id) if row.batch_id else None
    editions: tuple[CountedIn, ...] = ()
    if is_withdrawn(session, row.unit_id, row.month, row.id):
        state = "withdrawn"
    elif batch is None:
        state = "waiting"
    else:
        editions = _editions_of(session, batch, unit.slug)
        state = "published" if editions else "closed"
    return ReceiptState(unit=unit.name, unit_slug=unit.slug, month=row.month, state=state, editions=editions)


def is_withdrawn(session: Session, unit_id: int, month: int, response_id: bytes) -> bool:
    """Tell whether a response was taken back by its writer."""
    found = session.scalar(
        select(Event.id).where(
            Event.unit_id == unit_id,
            Event.month == month,
            Event.response_id == response_id,
            Event.kind == "withdrawn",
        )
    )
    return found is not None


def _editions_of(session: Session, batch: Batch, slug: str) -> tuple[CountedIn, ...]:
    """Return the newest revisions of the unit's editions that count a batch, oldest first."""
    if batch.released_on is None:
        return ()
    rows = session.execute(
        select(Edition.kind, Edition.sequence, Edition.id, Edition.document)
        .where(
            Edition.unit_id == batch.unit_id,
            Edition.has_figure,
            Edition.cutoff >= batch.released_on,
            Edition.cutoff <= last_day(period_of(month_of(batch.released_on), "year").last_month),
        )
        .order_by(Edition.cutoff, Edition.kind, Edition.sequence, Edition.revision)
    )
    name = f"{slug}/{batch.number}"
    counting = {
        (row.kind, row.sequence): _counted_in(row.id, row.kind, row.sequence)
        for row in rows
        if name in json.loads(row.document)["batches"]
    }
    return tuple(counting.values())


def _counted_in(edition_id: str, kind: str, sequence: int) -> CountedIn:
    period = Period(kind=kind, sequence=sequence) if kind in MONTHS_IN else None
    return CountedIn(
        id=edition_id,
        kind=kind,
        sequence=sequence,
        year=period.year if period else 0,
        number=period.number if period else 0,
    )
