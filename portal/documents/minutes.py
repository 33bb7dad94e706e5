"""The record of proceedings of a consultation (berita acara) on paper, for both sides to sign.

The document is in Indonesian, the language of the official record, whatever the reader's language is.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.documents.evaluation import day_words
from portal.documents.numbers import count
from portal.documents.typesetter import each_text, printable, typeset
from portal.domain.consultations import Agreed, Proceedings, shown_attendance
from portal.domain.editions import DEMO_NOTICE
from portal.domain.skm import ELEMENTS

_WHOLE = "Semua unsur"
_ELEMENTS = {element.key: element.short.id for element in ELEMENTS}
_WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


@dataclass(frozen=True, kw_only=True, slots=True)
class MinutesPaper:
    """What is printed. government, office: their names. url: where the consultation stands in public."""

    proceedings: Proceedings
    government: str
    office: str
    url: str
    demo: bool


def render_minutes(paper: MinutesPaper) -> bytes:
    """Return the record of proceedings as a tagged PDF (PDF/UA-1)."""
    return typeset("minutes.typ", each_text(_values(paper), printable))


def _values(paper: MinutesPaper) -> dict[str, Any]:
    said = paper.proceedings
    return {
        "demo": DEMO_NOTICE if paper.demo else "",
        "government": paper.government,
        "office": paper.office,
        "title": said.title.id,
        "purpose": said.purpose.id,
        "facts": _facts(said),
        "documents": [document.title for document in said.documents],
        "attendance": [[party.id, count(n)] for party, n in shown_attendance(said.attendance)],
        "present": count(said.present),
        "contributions": _contributions(said),
        "minutes": [line for line in said.minutes.splitlines() if line.strip()],
        "agreements": [_row(number, agreed) for number, agreed in enumerate(said.agreements, 1)],
        "chair": said.chair,
        "secretary": said.secretary,
        "url": paper.url,
        "hash": said.digest,
    }


def _facts(said: Proceedings) -> list[list[str]]:
    schedule = said.schedule
    facts = [
        ["Hari", weekday_words(schedule.held_on)],
        ["Waktu", f"{_hour(schedule.starts)}–{_hour(schedule.ends)} WITA"],
        ["Tempat", said.place],
        ["Pertemuan daring", said.link],
        ["Diumumkan", day_words(said.announced_on)],
        ["Disimpulkan", day_words(said.concluded_on) if said.concluded_on else ""],
    ]
    return [fact for fact in facts if fact[1]]


def _hour(time: str) -> str:
    return time.replace(":", ".")


def _contributions(said: Proceedings) -> str:
    return f"{count(said.hall)} pendapat dicatat dalam pertemuan, {count(said.online)} disampaikan secara daring."


def _row(number: int, agreed: Agreed) -> list[str]:
    element = _ELEMENTS.get(agreed.element, _WHOLE)
    return [str(number), agreed.wording.id, element, agreed.owner, day_words(agreed.due_on)]


def weekday_words(day: date) -> str:
    """Return a day with the name of its weekday: `Selasa, 30 Juni 2026`."""
    return f"{_WEEKDAYS[day.weekday()]}, {day_words(day)}"
