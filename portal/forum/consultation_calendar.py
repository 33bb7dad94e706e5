"""A consultation as an entry for calendars (RFC 5545). Its hours are in UTC, so that no zone is described."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time

from portal.consultations import ConsultationView
from portal.domain.consultations import State
from portal.domain.periods import WITA
from portal.forum.consultation_queries import Changes

_LINE = 75
"""Octets of a line, without its end."""
_STATUSES = {State.CANCELLED: "CANCELLED"}


def as_calendar(consultation: ConsultationView, changes: Changes, *, url: str, host: str, language: str) -> str:
    """Return the calendar with its one event, in the reader's language."""
    said = consultation.proceedings
    schedule = said.schedule
    event = {
        "UID": f"fkp-{consultation.id}@{host}",
        "DTSTAMP": _moment(said.announced_on, "00:00"),
        "LAST-MODIFIED": _moment(changes.last_on, "00:00"),
        "SEQUENCE": str(changes.number),
        "DTSTART": _moment(schedule.held_on, schedule.starts),
        "DTEND": _moment(schedule.held_on, schedule.ends),
        "SUMMARY": _text(said.title.to(language)),
        "DESCRIPTION": _text("\n\n".join(part for part in (said.purpose.to(language), said.link, url) if part)),
        "LOCATION": _text(said.place),
        "URL": url,
        "STATUS": _STATUSES.get(consultation.state, "CONFIRMED"),
    }
    head = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Suara Warga//FKP//ID", "BEGIN:VEVENT")
    lines = (*head, *(f"{name}:{value}" for name, value in event.items()), "END:VEVENT", "END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _moment(day: date, hour: str) -> str:
    local = datetime.combine(day, time.fromisoformat(hour), WITA)
    return f"{local.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(value: str) -> str:
    """Return a text with what the format would read as its own put behind a backslash."""
    return re.sub(r"([\\;,])", r"\\\1", value).replace("\r", "").replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """Yield a line in parts that are short enough, never cut inside a letter."""
    part, room = "", _LINE
    for letter in line:
        size = len(letter.encode())
        if size > room:
            yield part
            part, room = " ", _LINE - 1
        part, room = part + letter, room - size
    yield part
