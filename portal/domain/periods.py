"""Months, official periods and cutoffs, all in WITA (UTC+8, no daylight saving).

A month is one integer, 12 * year + month - 1, so that months can be compared, added and grouped.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Literal

WITA = timezone(timedelta(hours=8), "WITA")

PeriodKind = Literal["quarter", "semester", "year"]
MONTHS_IN: dict[PeriodKind, int] = {"quarter": 3, "semester": 6, "year": 12}

Part = Literal[0, 1, 2]
"""The official form's band of the day: 1 is 08-12, 2 is 13-17, 0 any other time."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Moment:
    """All that is kept of the time of acceptance; `day` sets a flag of its own and is never joined to it."""

    month: int
    part: Part
    day: date


def moment(now: datetime) -> Moment:
    """Reduce an aware time to its WITA month, part of the day and day."""
    local = now.astimezone(WITA)
    part: Part = 1 if 8 <= local.hour < 12 else 2 if 13 <= local.hour < 17 else 0
    return Moment(month=month_of(local.date()), part=part, day=local.date())


def month_of(day: date) -> int:
    """Return the month integer of a date."""
    return 12 * day.year + day.month - 1


def split(month: int) -> tuple[int, int]:
    """Return (year, month 1-12) of a month integer."""
    return month // 12, month % 12 + 1


def first_day(month: int) -> date:
    """Return the first day of a month."""
    return date(*split(month), 1)


def last_day(month: int) -> date:
    """Return the last day of a month: its cutoff."""
    year, number = split(month)
    return date(year, number, monthrange(year, number)[1])


def iso_month(month: int) -> str:
    """Return a month as `2026-06`."""
    year, number = split(month)
    return f"{year:04d}-{number:02d}"


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class Period:
    """A quarter, semester or year. `sequence` counts its kind from year 0, so the next one is +1."""

    kind: PeriodKind
    sequence: int

    @property
    def first_month(self) -> int:
        """Return the first month integer."""
        return self.sequence * MONTHS_IN[self.kind]

    @property
    def last_month(self) -> int:
        """Return the last month integer."""
        return self.first_month + MONTHS_IN[self.kind] - 1

    @property
    def year(self) -> int:
        """Return the calendar year."""
        return self.first_month // 12

    @property
    def number(self) -> int:
        """Return its number inside the year, from 1."""
        return self.first_month % 12 // MONTHS_IN[self.kind] + 1

    @property
    def label(self) -> str:
        """Return the short name used in edition ids: `2026-s1`, `2026-q3` or `2026`."""
        if self.kind == "year":
            return f"{self.year}"
        return f"{self.year}-{self.kind[0]}{self.number}"


def period_of(month: int, kind: PeriodKind) -> Period:
    """Return the period of a kind that holds a month."""
    return Period(kind=kind, sequence=month // MONTHS_IN[kind])
