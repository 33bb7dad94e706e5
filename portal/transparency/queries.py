"""Reads of the register and the record. Sealed tables are out of reach here, and stay so."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from portal.domain.figures import YEAR, EditionLine, Published
from portal.domain.periods import iso_month, month_of
from portal.domain.questionnaire import Version, from_document
from portal.domain.retention import KINDS, Kind, in_force
from portal.domain.skm_form import INSTRUMENT
from portal.domain.standards import PARTS, Part
from portal.domain.words import Words
from portal.editions import choose_headline, list_editions, read_editions
from portal.models.editions import Edition
from portal.models.questionnaires import Questionnaire, QuestionnaireVersion
from portal.models.targets import Retention
from portal.models.units import Service, Unit

TREND_MONTHS = 36


@dataclass(frozen=True, kw_only=True, slots=True)
class ServiceView:
    """A service and its published standard: the parts that are written down, in the law's order."""

    slug: str
    name: Words
    standard: tuple[tuple[Part, Words], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class UnitView:
    """An office as the public knows it."""

    slug: str
    name: Words
    address: str


@dataclass(frozen=True, kw_only=True, slots=True)
class OfficeRow:
    """An office in a list, with its headline edition if it has one."""

    unit: UnitView
    latest: Published | None


@dataclass(frozen=True, kw_only=True, slots=True)
class OfficePage:
    """All of an office's page. since: newer than the headline, newest first. trend: oldest first.

    charter: its maklumat pelayanan, None while there is none.
    """

    unit: UnitView
    charter: Words | None
    services: tuple[ServiceView, ...]
    headline: Published | None
    since: tuple[Published, ...]
    trend: tuple[Published, ...]
    yearly: Published | None
    editions: tuple[EditionLine, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """An edition's canonical text, its SHA-256, and the day it was closed on."""

    text: str
    hash: str
    closed_on: date


def list_units(session: Session) -> list[UnitView]:
    """Return the offices that are open, by name."""
    query = select(Unit).where(Unit.closed_on.is_(None)).order_by(Unit.name_id, Unit.id)
    return [_unit(unit) for unit in session.scalars(query)]


def _unit(unit: Unit) -> UnitView:
    return UnitView(slug=unit.slug, name=unit.name, address=unit.address)


def _services(unit: Unit) -> tuple[ServiceView, ...]:
    return tuple(
        ServiceView(slug=service.slug, name=service.name, standard=_standard(service.standard))
        for service in unit.services
        if service.closed_on is None
    )


def _standard(stored: dict[str, Any]) -> tuple[tuple[Part, Words], ...]:
    return tuple((part, Words(**stored[part.key])) for part in PARTS if stored.get(part.key))


def find_office(session: Session, slug: str) -> OfficePage | None:
    """Gather the page of an office, open or closed."""
    query = select(Unit).options(joinedload(Unit.services)).where(Unit.slug == slug)
    unit = session.scalars(query).unique().one_or_none()
    if unit is None:
        return None
    lines = list_editions(session, unit.slug)
    current = [line for line in lines if line.current]
    headline = choose_headline(current)
    since = [line for line in current if headline is None or line.cutoff > headline.cutoff]
    yearly = next((line for line in current if line.kind == YEAR and line.has_figure), None)
    trend = _within_trend(current)
    wanted = {line.id for line in (headline, yearly, *since, *trend) if line is not None}
    read = read_editions(session, wanted)
    return OfficePage(
        unit=_unit(unit),
        charter=Words(unit.charter_id, unit.charter_en) if unit.charter_id else None,
        services=_services(unit),
        headline=read[headline.id] if headline else None,
        since=tuple(read[line.id] for line in since),
        trend=tuple(read[line.id] for line in reversed(trend)),
        yearly=read[yearly.id] if yearly else None,
        editions=tuple(lines),
    )


def _within_trend(lines: Sequence[EditionLine]) -> list[EditionLine]:
    """Return what a trend shows: figures of the last years, without the yearly ones that repeat them."""
    shown = [line for line in lines if line.has_figure and line.kind != YEAR]
    if not shown:
        return []
    begin = month_of(shown[0].cutoff) - TREND_MONTHS
    return [line for line in shown if month_of(line.cutoff) > begin]


def list_offices(session: Session, latest: dict[str, Published]) -> list[OfficeRow]:
    """Return the open offices by name, each with its edition out of `headlines`."""
    return [OfficeRow(unit=unit, latest=latest.get(unit.slug)) for unit in list_units(session)]


def service_names(session: Session) -> dict[str, list[Words]]:
    """Return the names of the services on offer, by their office's slug."""
    query = (
        select(Unit.slug, Service.name_id, Service.name_en).join(Unit.services).where(Service.closed_on.is_(None))
    )
    names: dict[str, list[Words]] = {}
    for slug, name_id, name_en in session.execute(query):
        names.setdefault(slug, []).append(Words(name_id, name_en))
    return names


def matching(rows: Iterable[OfficeRow], text: str, services: Mapping[str, Sequence[Words]]) -> list[OfficeRow]:
    """Return the offices that every word of `text` fits, in either language.

    What people type is the office's name, its initials, its short name in the address, or what they came for.
    """
    parts = text.casefold().split()
    return [row for row in rows if all(part in _known_as(row.unit, services) for part in parts)]


def _known_as(unit: UnitView, services: Mapping[str, Sequence[Words]]) -> str:
    names = [unit.name, *services.get(unit.slug, ())]
    full = [name for words in names for name in (words.id, words.en)]
    return " ".join([unit.slug, _initials(unit.name.id), _initials(unit.name.en), *full]).casefold()


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper())


def find_document(session: Session, edition_id: str) -> Document | None:
    """Return an edition's document as it is stored."""
    row = session.get(Edition, edition_id)
    return Document(text=row.document, hash=row.hash, closed_on=row.closed_on) if row else None


def find_successor(session: Session, edition: EditionLine) -> str | None:
    """Return the id of the revision that replaces an edition."""
    return session.scalar(
        select(Edition.id).where(
            Edition.scope == edition.scope,
            Edition.kind == edition.kind,
            Edition.sequence == edition.sequence,
            Edition.revision == edition.revision + 1,
        )
    )


def find_questionnaire(session: Session, instrument: str = INSTRUMENT) -> Version | None:
    """Return the newest version of an instrument."""
    query = (
        select(QuestionnaireVersion.content)
        .join(Questionnaire)
        .where(Questionnaire.instrument == instrument)
        .order_by(QuestionnaireVersion.number.desc())
        .limit(1)
    )
    content = session.scalar(query)
    return from_document(content) if content else None


def retention_terms(session: Session) -> list[tuple[Kind, int]]:
    """Return each kind of data with the months that it is kept."""
    decided = session.execute(select(Retention.kind, Retention.months).order_by(Retention.kind))
    months = in_force((row.kind, row.months) for row in decided)
    return [(kind, months[kind.key]) for kind in KINDS]


def units_by_slug(session: Session, slugs: Collection[str]) -> list[UnitView]:
    """Return the offices with these slugs, by name."""
    query = select(Unit).where(Unit.slug.in_(slugs)).order_by(Unit.name_id, Unit.id)
    return [_unit(unit) for unit in session.scalars(query)]


def covered_months(edition: Published) -> tuple[str, str]:
    """Return the first and last month an edition speaks of, at least the month of its cutoff."""
    if edition.answers:
        return edition.answers.first, edition.answers.last
    only = iso_month(month_of(edition.cutoff))
    return only, only
