"""How figures over officers are worded, on pages and in workbooks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from portal.admin.names import PREDICATES, term_name
from portal.admin.periods.shown import period_name
from portal.admin.statistics.board import Board
from portal.admin.statistics.queries import Office
from portal.domain.figures import Published
from portal.domain.predicate import Ask, Bound, Predicate
from portal.domain.statistics import CONDITIONS, Condition, Line, mean_hours
from portal.i18n import gettext as _
from portal.i18n import lazy_gettext as _l
from portal.i18n import words

CONDITION_NAMES = {
    Condition.REACHED: _l("tercapai"),
    Condition.ON_TRACK: _l("sesuai laju"),
    Condition.STARTING: _l("baru mulai"),
    Condition.BEHIND: _l("tertinggal"),
    Condition.STALLED: _l("lama tanpa catatan"),
    Condition.MISSED: _l("lewat tenggat"),
}
SHADES = {
    Condition.REACHED: "good-2",
    Condition.ON_TRACK: "good-1",
    Condition.STARTING: "neutral",
    Condition.BEHIND: "care-1",
    Condition.STALLED: "care-2",
    Condition.MISSED: "care-3",
}
PREDICATE_SHADES = ("good-2", "good-1", "care-1", "care-2", "care-3")
"""In the order of `Predicate`."""

MOST_BARS = 20


def line_name(line: Line, names: Mapping[int, Office]) -> str:
    """Return the name of an office, or the names of those that are counted together."""
    return " + ".join(words(names[office].name) for office in line.offices)


def counts_of(line: Line, keys: Iterable[str]) -> list[int]:
    """Return a line's counts in the order of some keys."""
    return [line.counts.get(key, 0) for key in keys]


@dataclass(frozen=True, kw_only=True, slots=True)
class Bars:
    """What the charts draw, each as (label, counts) or (label, hundredths); empty without anything to draw."""

    indicators: list[tuple[str, list[int]]]
    terms: list[tuple[str, list[int]]]
    hours: list[tuple[str, int]]


def bars_of(board: Board) -> Bars:
    """Return what the charts of a board draw; of many offices the first ones, the tables have all."""
    shown = board.indicators.lines[:MOST_BARS] if len(board.indicators.lines) > 1 else ()
    every = [(str(_("Semuanya")), board.indicators.total)]
    return Bars(
        indicators=[
            (name, counts_of(line, CONDITIONS))
            for name, line in (*every, *((line_name(line, board.names), line) for line in shown))
        ],
        terms=[(term_name(each.term), counts_of(each.total, Predicate)) for each in board.terms if each.lines],
        hours=[
            (str(year), mean_hours(topic.total))
            for year, topic in sorted(board.hours.items())
            if topic.total.total
        ],
    )


def edition_name(edition: Published) -> str:
    """Return the name of an edition's period, or of an edition between two official ones."""
    return str(_("Edisi antara %(number)s", number=edition.sequence)) if edition.interim else period_name(edition)


def rule_text(bound: Bound) -> Any:
    """Return a sentence of the rule about the distribution of predicates."""
    name, percent = PREDICATES[bound.predicate], bound.percent
    match bound.ask:
        case Ask.MOST:
            return _("%(name)s paling banyak di antara semua predikat", name=name)
        case Ask.AT_LEAST:
            return _("%(name)s paling sedikit %(percent)s%%", name=name, percent=percent)
        case Ask.AT_MOST:
            return _("%(name)s paling tinggi %(percent)s%%", name=name, percent=percent)
        case Ask.SOME_LOWER:
            return _("sebagian di bawah %(name)s", name=name)
