"""Reads of the list of reports: official periods and the offices' editions of them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from portal.admin import lists
from portal.admin.lists import Asked, Page
from portal.domain.figures import Published, parse
from portal.domain.periods import Period, PeriodKind
from portal.domain.permissions import Reach
from portal.domain.words import Words
from portal.models.editions import Edition
from portal.models.units import Unit

STATES = ("ready", "short")
"""An office has a figure for the period, or not enough answers for one."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportLine:
    """An office's official edition. n, ikm (hundredths), grade: None or empty where answers were too few.

    reportable: the edition shows its elements, so that a report can be made of it.
    """

    slug: str
    name: Words
    period: Period
    edition_id: str
    n: int | None
    ikm: int | None
    grade: str
    reportable: bool


def is_current() -> ColumnElement[bool]:
    """Return the condition that no later revision replaces an edition."""
    later = aliased(Edition)
    return (
        ~select(later.id)
        .where(
            later.scope == Edition.scope,
            later.kind == Edition.kind,
            later.sequence == Edition.sequence,
            later.revision > Edition.revision,
        )
        .exists()
    )


def list_reports(session: Session, wanted: Asked, kind: PeriodKind, reach: Reach) -> Page[ReportLine]:
    """Return a page of the offices' official editions, the newest period first unless asked otherwise.

    wanted.filters: `period`, a sequence; `state`, one of STATES.
    """
    return lists.page(
        session,
        _filtered(lists.within(_official(kind), Edition.unit_id, reach), wanted),
        wanted,
        search=[Unit.name_id, Unit.name_en, Unit.slug],
        sorts={
            "newest": (Edition.sequence.desc(), Unit.name_id, Edition.id),
            "period": (Edition.sequence, Unit.name_id, Edition.id),
            "name": (Unit.name_id, Edition.sequence, Edition.id),
        },
        make=_line,
    )


_SHOWN: Sequence[InstrumentedAttribute[Any]] = (
    Unit.slug, Unit.name_id, Unit.name_en, Edition.id, Edition.kind, Edition.sequence, Edition.document,
)  # fmt: skip


def _official(kind: PeriodKind) -> Select[Any]:
    official = (Edition.kind == kind, is_current())
    return select(*_SHOWN).join(Unit, Unit.id == Edition.unit_id).where(*official)


def _filtered(statement: Select[Any], wanted: Asked) -> Select[Any]:
    period, state = wanted.filters.get("period", ""), wanted.filters.get("state", "")
    if period.isascii() and period.isdigit() and len(period) < 6:
        statement = statement.where(Edition.sequence == int(period))
    if state in STATES:
        statement = statement.where(Edition.has_figure.is_(state == "ready"))
    return statement


def _line(row: Any) -> ReportLine:
    figure = json.loads(row.document)["figure"] or {}
    return ReportLine(
        slug=row.slug,
        name=Words(row.name_id, row.name_en),
        period=Period(kind=row.kind, sequence=row.sequence),
        edition_id=row.id,
        n=figure.get("n"),
        ikm=figure.get("ikm"),
        grade=figure.get("grade", ""),
        reportable=bool(figure.get("elements")),
    )


def list_periods(session: Session, kind: PeriodKind, reach: Reach) -> list[Period]:
    """Return the official periods of which an office has an edition, newest first."""
    statement = select(Edition.sequence).where(Edition.kind == kind, Edition.unit_id.is_not(None)).distinct()
    statement = lists.within(statement, Edition.unit_id, reach).order_by(Edition.sequence.desc())
    return [Period(kind=kind, sequence=sequence) for sequence in session.scalars(statement)]


def find_government_edition(session: Session, period: Period, scope: str) -> Published | None:
    """Find the edition that pools all offices' answers of a period."""
    row = session.execute(
        select(Edition.document, Edition.hash).where(
            Edition.scope == scope,
            Edition.kind == period.kind,
            Edition.sequence == period.sequence,
            is_current(),
        )
    ).one_or_none()
    return parse(row.document, row.hash) if row else None
