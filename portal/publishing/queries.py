"""Reads of the publishing room: what waits, what is held, and the tallies of released batches."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, literal, select
from sqlalchemy.orm import Session

from portal.domain import editions
from portal.domain.periods import Period, month_of
from portal.domain.questionnaire import Version, from_document
from portal.models.batches import Batch, Closing, Tally
from portal.models.editions import Edition
from portal.models.questionnaires import Questionnaire, QuestionnaireVersion
from portal.models.responses import Day, Event, Response
from portal.models.units import Service, Unit


def _has_event(kind: str) -> ColumnElement[bool]:
    return exists().where(
        Event.unit_id == Response.unit_id,
        Event.month == Response.month,
        Event.response_id == Response.id,
        Event.kind == kind,
    )


def is_void() -> ColumnElement[bool]:
    """Return the condition that a response was withdrawn by its writer."""
    return _has_event("withdrawn")


def is_quarantined() -> ColumnElement[bool]:
    """Return the condition that a response is in quarantine and was not released."""
    return and_(_has_event("quarantined"), ~_has_event("released"))


def _of_instrument(instrument: str) -> ColumnElement[bool]:
    versions = select(QuestionnaireVersion.id).join(Questionnaire).where(Questionnaire.instrument == instrument)
    return Response.version_id.in_(versions)


def open_responses(unit_id: int, instrument: str, month: int) -> ColumnElement[bool]:
    """Return the condition for a unit's responses in no batch, up to a month and out of quarantine."""
    return and_(
        Response.unit_id == unit_id,
        Response.batch_id.is_(None),
        Response.month <= month,
        _of_instrument(instrument),
        ~is_quarantined(),
    )


def lock_units(session: Session, unit_id: int | None = None) -> None:
    """Let nobody else close or withdraw at a unit (None: at any unit) until the transaction ends.

    A withdrawal asks for the same row, and so does another run of the job. Accepting an answer does not, so
    citizens never wait. All units are locked in one order, so two runs cannot wait for each other.
    """
    query = select(Unit.id).order_by(Unit.id).with_for_update(key_share=True)
    session.execute(query if unit_id is None else query.where(Unit.id == unit_id)).all()


def count_waiting(session: Session, unit_id: int, instrument: str, month: int) -> int:
    """Count the answers that a batch closing now would count."""
    condition = and_(open_responses(unit_id, instrument, month), ~is_void())
    return session.scalar(select(func.count()).select_from(Response).where(condition)) or 0


def count_quarantined(session: Session, unit_id: int, instrument: str, first: int, last: int) -> int:
    """Count the answers of some months that a batch leaves out because they are in quarantine."""
    condition = and_(
        Response.unit_id == unit_id,
        Response.batch_id.is_(None),
        Response.month.between(first, last),
        _of_instrument(instrument),
        is_quarantined(),
    )
    return session.scalar(select(func.count()).select_from(Response).where(condition)) or 0


def count_void(session: Session, batch: Batch) -> int:
    """Count the answers in a batch that their writers withdrew before it closed."""
    condition = and_(Response.unit_id == batch.unit_id, Response.batch_id == batch.id, is_void())
    return session.scalar(select(func.count()).select_from(Response).where(condition)) or 0


def usual_month(session: Session, unit_id: int, instrument: str, month: int) -> float:
    """Return the mean number of answers in the three months up to `month`."""
    recent = session.scalar(
        select(func.count())
        .select_from(Response)
        .where(
            Response.unit_id == unit_id,
            Response.month.between(month - 2, month),
            _of_instrument(instrument),
            ~is_void(),
        )
    )
    return (recent or 0) / 3


def count_days(session: Session, unit_id: int, after: date | None, until: date) -> int:
    """Count the days on which a unit received anything, after one day and up to another."""
    query = select(func.count()).select_from(Day).where(Day.unit_id == unit_id, Day.day <= until)
    if after is not None:
        query = query.where(Day.day > after)
    return session.scalar(query) or 0


def find_last_batch(session: Session, unit_id: int, instrument: str) -> Batch | None:
    """Find a unit's newest batch."""
    return session.scalar(
        select(Batch)
        .where(Batch.unit_id == unit_id, Batch.instrument == instrument)
        .order_by(Batch.number.desc())
        .limit(1)
    )


def is_closed(session: Session, unit_id: int, instrument: str, cutoff: date) -> bool:
    """Tell whether a unit went through a cutoff already."""
    return session.get(Closing, (unit_id, instrument, cutoff)) is not None


def closings(session: Session, instrument: str) -> dict[date, dict[int, date]]:
    """Return cutoff -> unit id -> the day it was worked on, of every cutoff a unit went through."""
    rows = session.execute(
        select(Closing.cutoff, Closing.unit_id, Closing.closed_on)
        .where(Closing.instrument == instrument)
        .order_by(Closing.cutoff, Closing.unit_id)
    )
    found: dict[date, dict[int, date]] = defaultdict(dict)
    for cutoff, unit_id, closed_on in rows:
        found[cutoff][unit_id] = closed_on
    return found


def first_month(session: Session) -> int | None:
    """Return the month in which the first unit opened: where the list of cutoffs starts."""
    opened = session.scalar(select(func.min(Unit.opened_on)))
    return None if opened is None else month_of(opened)


def list_units(session: Session, first: date, last: date) -> list[Unit]:
    """List the units open on any day from one day to another, by id."""
    return list(
        session.scalars(
            select(Unit)
            .where(Unit.opened_on <= last, (Unit.closed_on.is_(None)) | (Unit.closed_on >= first))
            .order_by(Unit.id)
        )
    )


def tally_rows(
    batch_id: int, unit_id: int, versions: Mapping[int, Sequence[int]]
) -> Iterable[Select[*tuple[Any, ...]]]:
    """Yield one tallying SELECT for each version of a batch. versions: id -> each question's number of answers."""
    for version_id, sizes in versions.items():
        counts = [
            func.sum(case((func.substr(Response.scores, position, 1) == str(score), 1), else_=0))
            for position, size in enumerate(sizes, 1)
            for score in range(1, size + 1)
        ]
        yield (
            select(
                literal(version_id),
                Response.service_id,
                Response.counter_id,
                Response.tier,
                func.count(),
                func.sum(Response.total),
                func.sum(Response.total * Response.total),
                *counts,
            )
            .where(
                Response.unit_id == unit_id,
                Response.batch_id == batch_id,
                Response.version_id == version_id,
                ~is_void(),
            )
            .group_by(Response.service_id, Response.counter_id, Response.tier)
            .order_by(Response.service_id, Response.counter_id, Response.tier)
        )


def versions_in_batch(session: Session, batch: Batch) -> dict[int, list[int]]:
    """Return the versions answered in a batch: id -> how many answers each question has, in its order."""
    rows = session.execute(
        select(QuestionnaireVersion.id, QuestionnaireVersion.content)
        .where(
            QuestionnaireVersion.id.in_(
                select(Response.version_id)
                .where(Response.unit_id == batch.unit_id, Response.batch_id == batch.id)
                .distinct()
            )
        )
        .order_by(QuestionnaireVersion.id)
    )
    return {row.id: [len(question["answers"]) for question in row.content["questions"]] for row in rows}


@dataclass(frozen=True, kw_only=True, slots=True)
class Released:
    """The released batches (`slug/number`) behind one edition, their tallies, and the versions answered."""

    batches: tuple[str, ...]
    first_month: int
    last_month: int
    not_counted: int
    tallies: tuple[editions.Tally, ...]
    versions: tuple[Version, ...]
    rules: tuple[str, ...]
    units: tuple[str, ...]

    @property
    def questionnaires(self) -> tuple[str, ...]:
        """Return the versions answered as `instrument/number`."""
        return tuple(sorted({f"{version.instrument}/{version.number}" for version in self.versions}))


def _released(session: Session, published: frozenset[str], condition: ColumnElement[bool]) -> Released | None:
    found = session.execute(select(Batch, Unit.slug).join(Unit, Unit.id == Batch.unit_id).where(condition))
    # Sorted here, since databases disagree on where a hyphen stands.
    rows = sorted(
        (row for row in found if f"{row.slug}/{row.Batch.number}" not in published),
        key=lambda row: (row.slug, row.Batch.number),
    )
    if not rows:
        return None
    closed = [row.Batch for row in rows]
    tallies, versions = _tallies(session, [batch.id for batch in closed])
    return Released(
        batches=tuple(f"{row.slug}/{row.Batch.number}" for row in rows),
        first_month=min(batch.first_month for batch in closed),
        last_month=max(batch.last_month for batch in closed),
        not_counted=sum(batch.void + batch.quarantined for batch in closed),
        tallies=tallies,
        versions=versions,
        rules=tuple(sorted({v.rule for v in versions})),
        units=tuple(sorted({row.slug for row in rows})),
    )


def _tallies(session: Session, batch_ids: list[int]) -> tuple[tuple[editions.Tally, ...], tuple[Version, ...]]:
    rows = session.execute(
        select(Tally, Service.slug)
        .outerjoin(Service, Service.id == Tally.service_id)
        .where(Tally.batch_id.in_(batch_ids))
        .order_by(Tally.batch_id, Tally.version_id, Tally.service_id, Tally.counter_id, Tally.tier)
    ).all()
    contents = session.execute(
        select(QuestionnaireVersion.id, QuestionnaireVersion.content)
        .where(QuestionnaireVersion.id.in_({row.Tally.version_id for row in rows}))
        .order_by(QuestionnaireVersion.id)
    )
    versions = {row.id: from_document(row.content) for row in contents}
    tallies = tuple(
        editions.Tally(
            service=row.slug or "",
            tier=row.Tally.tier,
            n=row.Tally.n,
            total=row.Tally.total,
            squares=row.Tally.squares,
            counts={
                key: tuple(counts)
                for key, counts in zip(versions[row.Tally.version_id].keys, row.Tally.counts, strict=True)
            },
        )
        for row in rows
    )
    return tallies, tuple(versions.values())


def released_until(instrument: str, unit_id: int | None, cutoff: date) -> ColumnElement[bool]:
    """Return the condition for batches of a unit (None: of all) released at a cutoff or before."""
    condition = and_(Batch.instrument == instrument, Batch.released_on <= cutoff)
    return condition if unit_id is None else and_(condition, Batch.unit_id == unit_id)


def released_since(session: Session, until: ColumnElement[bool], published: frozenset[str]) -> Released | None:
    """Return what was released and is not in `published`, a set of `slug/number`."""
    return _released(session, published, until)


def released_in(session: Session, until: ColumnElement[bool], period: Period) -> Released | None:
    """Return what was released and counts in a period: batches whose last month is in it."""
    inside = Batch.last_month.between(period.first_month, period.last_month)
    return _released(session, frozenset(), and_(until, inside))


def list_editions(session: Session, scope: str) -> list[Edition]:
    """List the editions of a scope, oldest first."""
    return list(
        session.scalars(
            select(Edition)
            .where(Edition.scope == scope)
            .order_by(Edition.cutoff, Edition.kind, Edition.sequence, Edition.revision)
        )
    )


def service_names(session: Session, unit_id: int) -> dict[str, dict[str, str]]:
    """Return service slug -> its name in both languages."""
    services = session.scalars(select(Service).where(Service.unit_id == unit_id).order_by(Service.id))
    return {service.slug: service.name.as_dict() for service in services}
