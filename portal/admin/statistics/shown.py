"""How figures over officers are worded, on pages and in workbooks."""

from collections.abc import Iterable, Mapping
from typing import Any

from portal.admin.names import PREDICATES
from portal.admin.periods.shown import period_name
from portal.admin.statistics.queries import Office
from portal.domain.figures import Published
from portal.domain.predicate import Ask, Bound
from portal.domain.statistics import Condition, Line
from portal.i18n import gettext as _
from portal.i18n import lazy_gettext as _l
from portal.i18n import words

CONDITION_NAMES = {
    Condition.REACHED: _l("tercapai"),
    Condition.ON_TRACK: _l("sesuai laju"),
    Condition.STARTING: _l("baru mulai"),
    Condition.BEHIND: _l("tertinggal"),
    Condition.STALLED: _l("macet"),
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


def line_name(line: Line, names: Mapping[int, Office]) -> str:
    """Return the name of an office, or the names of those that are counted together."""
    return " + ".join(words(names[office].name) for office in line.offices)


def counts_of(line: Line, keys: Iterable[str]) -> list[int]:
    """Return a line's counts in the order of some keys."""
    return [line.counts.get(key, 0) for key in keys]


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
