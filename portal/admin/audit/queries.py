"""Reads of the trail."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.admin import lists
from portal.admin.lists import Asked, Page
from portal.domain.periods import WITA
from portal.domain.words import Words
from portal.models.audit import AuditEntry
from portal.models.units import Unit

FILTERS = ("verb", "subject", "since", "until")


@dataclass(frozen=True, kw_only=True, slots=True)
class TrailLine:
    """An entry of the trail. at: in WITA."""

    at: datetime
    who: str
    verb: str
    subject: str
    subject_id: str
    unit: Words | None
    detail: Mapping[str, Any]


def list_trail(session: Session, wanted: Asked) -> Page[TrailLine]:
    """Return a page of the trail, the newest entry first unless asked otherwise."""
    statement = select(AuditEntry, Unit).outerjoin(Unit, Unit.id == AuditEntry.unit_id)
    for name, column in (("verb", AuditEntry.verb), ("subject", AuditEntry.subject)):
        if value := wanted.filters.get(name):
            statement = statement.where(column == value)
    if since := _day(wanted.filters.get("since", "")):
        statement = statement.where(AuditEntry.at >= _start(since))
    if until := _day(wanted.filters.get("until", "")):
        statement = statement.where(AuditEntry.at < _start(until + timedelta(days=1)))
    return lists.page(
        session,
        statement,
        wanted,
        search=[AuditEntry.who, AuditEntry.subject_id, Unit.name_id],
        sorts={
            "newest": (AuditEntry.id.desc(),),
            "at": (AuditEntry.id,),
            "who": (AuditEntry.who, AuditEntry.id),
            "subject": (AuditEntry.subject, AuditEntry.id),
        },
        make=_line,
    )


def _line(row: Any) -> TrailLine:
    entry, unit = row
    return TrailLine(
        at=entry.at.astimezone(WITA),
        who=entry.who,
        verb=entry.verb,
        subject=entry.subject,
        subject_id=entry.subject_id,
        unit=unit.name if unit else None,
        detail=entry.detail,
    )


def _day(entered: str) -> date | None:
    """Return a day of this century that was entered, or None."""
    try:
        day = date.fromisoformat(entered)
    except ValueError:
        return None
    return day if 2000 <= day.year < 2100 else None


def _start(day: date) -> datetime:
    return datetime.combine(day, time(), WITA)
