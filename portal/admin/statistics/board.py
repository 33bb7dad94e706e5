"""The board of an office, or of all in reach: every topic's figures as somebody may see them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from portal import editions
from portal.admin.statistics import queries
from portal.admin.statistics.queries import Counted, CountedTerm, Office
from portal.domain import statistics
from portal.domain.editions import GOVERNMENT
from portal.domain.evaluations import Term
from portal.domain.figures import YEAR, EditionLine, Published
from portal.domain.predicate import Finding, Level, Predicate, compare
from portal.domain.statistics import Line, Sight, officers_of

TREND_YEARS = 3
"""How many years, up to the chosen one, training and surveys are shown over."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Topic:
    """What was counted. hidden: offices with too few people to be shown."""

    lines: tuple[Line, ...]
    hidden: int

    @property
    def total(self) -> Line:
        """Return all lines together."""
        return statistics.total(self.lines)


@dataclass(frozen=True, kw_only=True, slots=True)
class TermTopic(Topic):
    """Predicates of a term. level, findings: of an office that is shown alone and has a level, else nothing."""

    term: Term
    level: Level | None = None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Board:
    """All figures of a page. office: whose it is, None for all in reach. about: the offices it is about.

    names: all offices by id. hours: year -> training, the newest first. trend: survey editions, oldest first.
    latest: the offices' newest figures by slug.
    """

    year: int
    office: Office | None
    about: tuple[Office, ...]
    names: Mapping[int, Office]
    indicators: Topic
    terms: tuple[TermTopic, ...]
    hours: Mapping[int, Topic]
    trend: tuple[Published, ...]
    latest: Mapping[str, Published]


def gather(session: Session, sight: Sight, year: int, today: date, unit_id: int | None = None) -> Board:
    """Gather the board of an office and those directly below it, or of all in reach."""
    offices = queries.list_offices(session)
    office = next((each for each in offices if each.id == unit_id), None)
    about = tuple(each for each in offices if sight.covers([each.id]) and _belongs(each, unit_id))
    look = _Look(sight=sight, parents={each.id: each.above for each in offices}, about=[each.id for each in about])
    return Board(
        year=year,
        office=office,
        about=about,
        names={each.id: each for each in offices},
        indicators=look.at(queries.count_indicators(session, year, today)),
        terms=_terms(session, look, year, office),
        hours=_hours(session, look, range(year - TREND_YEARS + 1, year + 1)),
        trend=_trend(session, sight, office, year),
        latest=editions.headlines(session, [each.slug for each in about]),
    )


def _belongs(office: Office, unit_id: int | None) -> bool:
    return unit_id is None or unit_id in {office.id, office.above}


@dataclass(frozen=True, kw_only=True, slots=True)
class _Look:
    """How counts are looked at: by whom, and about which offices."""

    sight: Sight
    parents: Mapping[int, int | None]
    about: Collection[int]

    def at(self, counted: Counted) -> Topic:
        """Return what is shown of a topic's counts."""
        shown = statistics.lines(counted.people, counted.counts, self.parents, self.sight, self.about)
        return Topic(lines=shown, hidden=statistics.hidden(counted.people, shown, self.about))

    def at_settled(self, counted: CountedTerm) -> Topic:
        """Return what is shown of a term's predicates."""
        found = statistics.lines(counted.people, counted.counts, self.parents, self.sight, self.about)
        shown = statistics.settled(found, counted.awaited, self.sight)
        return Topic(lines=shown, hidden=statistics.hidden(counted.people, shown, self.about))


def _terms(session: Session, look: _Look, year: int, office: Office | None) -> tuple[TermTopic, ...]:
    """Return the terms of a year and of the one before, in order, a whole year after its quarters."""
    years = range(year - 1, year + 1)
    counted = queries.count_predicates(session, years)
    order = sorted(counted, key=lambda term: (term.year, term.quarter or 5))
    return tuple(_term(term, look.at_settled(counted[term]), counted[term], office) for term in order)


def _term(term: Term, topic: Topic, counted: CountedTerm, office: Office | None) -> TermTopic:
    level = counted.levels.get(office.id) if office else None
    own = next((line for line in topic.lines if office and line.offices == (office.id,)), None)
    if own is None or level is None:
        return TermTopic(term=term, lines=topic.lines, hidden=topic.hidden)
    findings = compare({each: own.counts.get(each, 0) for each in Predicate}, level)
    return TermTopic(term=term, lines=topic.lines, hidden=topic.hidden, level=level, findings=findings)


def _hours(session: Session, look: _Look, years: range) -> dict[int, Topic]:
    counts = queries.count_hours(session, years)
    here, left = queries.count_officers(session)
    return {
        year: look.at(Counted(people=officers_of(year, here, left), counts=counts[year]))
        for year in reversed(years)
    }


def _trend(session: Session, sight: Sight, office: Office | None, year: int) -> tuple[Published, ...]:
    """Return an office's official editions up to a year; the government's only for those who see all of it."""
    if office is None and sight.reach is not None:
        return ()
    scope = office.slug if office else GOVERNMENT
    wanted = [line.id for line in _within(editions.list_editions(session, scope), year)]
    found = editions.read_editions(session, wanted)
    return tuple(found[number] for number in reversed(wanted))


def _within(lines: Sequence[EditionLine], year: int) -> Iterable[EditionLine]:
    for line in lines:
        official = line.current and line.has_figure and not line.interim and line.kind != YEAR
        if official and year - TREND_YEARS < line.cutoff.year <= year:
            yield line
