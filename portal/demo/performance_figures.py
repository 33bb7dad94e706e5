"""What officers of the demo enter month by month: believable, reproducible from a seed, and nobody's."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from math import exp
from random import Random

from portal.demo.answers import working_days
from portal.demo.words_of_performance import (
    EVIDENCE_LINK,
    EVIDENCE_NAME,
    NOTES_OF_LEVEL,
    NOTES_OF_SUM,
    DemoIndicator,
)
from portal.domain.periods import month_of
from portal.domain.plans import THOUSAND, Direction, Gathering, Rhythm

_FROM_TARGET, _BETWEEN_OFFICERS = 0.06, 0.06
"""How far above their targets officers are on average, and how far apart."""
_WITH_NOTE, _WITH_EVIDENCE, _STOPS = 0.35, 0.55, 0.06
_STOPPED_MONTHS = 3
_LARGEST_SHARE = 100
_FARTHER = 5
"""How much faster the gap to `_LARGEST_SHARE` shrinks or grows than a month stands off its target."""
_TENTH = THOUSAND // 10


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """An entry to be: thousandths, with a link to evidence or none."""

    on: date
    value: int
    note: str
    link: str

    @property
    def evidence(self) -> str:
        """Return the name of what the link leads to."""
        return EVIDENCE_NAME.format(month=f"{self.on.month:02}", year=self.on.year)


def own_target(indicator: DemoIndicator, rng: Random) -> int:
    """Return an officer's own target: of pieces of work some have a few more to do than others."""
    if indicator.gathering is Gathering.LATEST:
        return indicator.target
    return max(1, round(indicator.target * rng.uniform(0.85, 1.15)))


def steps_of_year(
    indicator: DemoIndicator, target: int, year: int, *, today: date, rng: Random
) -> tuple[Step, ...]:
    """Invent a year's entries, up to the last full month or to where the officer stopped entering them."""
    better = rng.gauss(_FROM_TARGET, _BETWEEN_OFFICERS)
    months = list(_months(indicator.rhythm, year, today))
    if year == today.year and rng.random() < _STOPS:
        months = months[:-_STOPPED_MONTHS]
    return tuple(_step(indicator, target, better, month, rng) for month in months)


def _months(rhythm: Rhythm, year: int, today: date) -> Iterator[int]:
    """Yield the months of a year that are over, of quarters the last ones."""
    first = month_of(date(year, 1, 1))
    every = 3 if rhythm is Rhythm.QUARTERLY else 1
    yield from range(first + every - 1, min(first + 12, month_of(today)), every)


def _step(indicator: DemoIndicator, target: int, better: float, month: int, rng: Random) -> Step:
    day = rng.choice(_last_days(month))
    return Step(
        on=day,
        value=_value(indicator, target, better + rng.gauss(0, indicator.swing)),
        note=_note(indicator, rng),
        link=_link(day, rng),
    )


@cache
def _last_days(month: int) -> tuple[date, ...]:
    return tuple(working_days(month)[-3:])


def _value(indicator: DemoIndicator, target: int, off: float) -> int:
    """Return a month's value: its share of a sum in whole pieces, or a level in tenths."""
    if indicator.gathering is Gathering.SUM:
        return max(0, round(target / 12 * (1 + off))) * THOUSAND
    if indicator.high is not None:
        return round((target + indicator.high) / 2 * (1 + off) * 10) * _TENTH
    return round(max(0, _level(indicator, target, off)) * 10) * _TENTH


def _level(indicator: DemoIndicator, target: int, off: float) -> float:
    """Return a level in whole units; a share comes close to all of it the more slowly the closer it is."""
    if indicator.direction is Direction.LESS:
        return target * (1 - off)
    if indicator.unit_name in {"persen", "nilai"}:
        return _LARGEST_SHARE - (_LARGEST_SHARE - target) * exp(-_FARTHER * off)
    return target * (1 + off)


def _note(indicator: DemoIndicator, rng: Random) -> str:
    if rng.random() >= _WITH_NOTE:
        return ""
    return rng.choice(NOTES_OF_SUM if indicator.gathering is Gathering.SUM else NOTES_OF_LEVEL)


def _link(day: date, rng: Random) -> str:
    if rng.random() >= _WITH_EVIDENCE:
        return ""
    return EVIDENCE_LINK.format(year=day.year, month=day.month, number=rng.randint(100, 999))
