"""What periods and days are called in the documents, which are always in Indonesian."""

import re
from datetime import date

from portal.domain.periods import MONTHS_IN, Period, PeriodKind

_ROMAN = ("I", "II", "III", "IV")
_LONG: dict[PeriodKind, str] = {"quarter": "Triwulan", "semester": "Semester"}
_SHORT: dict[PeriodKind, str] = {"quarter": "Tw.", "semester": "Sem."}
_MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
    "Desember",
)  # fmt: skip
_LABEL = re.compile(r"([12][0-9]{3})(?:-([qs])([1-4]))?")
_KINDS: dict[str | None, PeriodKind] = {"q": "quarter", "s": "semester", None: "year"}


def period_words(period: Period) -> str:
    """Return a period's full name: `Semester I Tahun 2026`, `Tahun 2026`."""
    part = f"{_LONG[period.kind]} {_ROMAN[period.number - 1]} " if period.kind in _LONG else ""
    return f"{part}Tahun {period.year}"


def period_short(period: Period) -> str:
    """Return a period's name in a table or a chart: `Sem. I 2026`, `2026`."""
    part = f"{_SHORT[period.kind]} {_ROMAN[period.number - 1]} " if period.kind in _SHORT else ""
    return f"{part}{period.year}"


def read_label(label: str) -> Period | None:
    """Return the period that an address calls `2026-s1`, `2026-q3` or `2026`."""
    found = _LABEL.fullmatch(label)
    if found is None:
        return None
    year, letter, number = found.groups()
    kind = _KINDS[letter]
    parts = 12 // MONTHS_IN[kind]
    period = Period(kind=kind, sequence=int(year) * parts + int(number or 1) - 1)
    return period if period.label == label else None


def day_words(day: date) -> str:
    """Return a day as `30 Juni 2026`."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def days_words(first: date, last: date) -> str:
    """Return the days from one to another as `1 Januari–30 Juni 2026`."""
    start = day_words(first)
    return f"{start.removesuffix(f' {last.year}') if first.year == last.year else start}–{day_words(last)}"
