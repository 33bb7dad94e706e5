"""The rules of an officer's evaluation: its term, who reads it, what it rests on, what it needs to be given.

Sources: Permenpan RB 6/2022 for the cycle and the two ratings; the portal's integrity rules, section 4, for how an
office's edition may enter: by hash, with a reading in words, never as a score. No rating is ever computed.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from portal.domain.behaviours import BEHAVIOUR_KEYS
from portal.domain.figures import EditionLine, ElementFigure
from portal.domain.permissions import Permission, Reach, Role, Staff
from portal.domain.predicate import Rating

SHORTEST_READING = 40
"""Letters: a reading is a reason, and a word or two is none."""

SHORTEST_REASON = 20
"""Letters of the reason for a rating."""

FEW_OFFICERS = 3
"""Below so many officers an element about conduct is nearly one person's figure."""

LAST_DAYS = 10
"""Days at a term's end in which its evaluation may already be given."""

UNWRITTEN = "none"
"""What stands in place of references when a supervisor says that a rating rests on no written evidence."""


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class Term:
    """The time that an evaluation covers: a quarter of a year, or the whole year when quarter is 0."""

    year: int
    quarter: int

    @property
    def first_day(self) -> date:
        """Return its first day, from which on its evaluation may be opened."""
        return date(self.year, 3 * self.quarter - 2 if self.quarter else 1, 1)

    @property
    def last_day(self) -> date:
        """Return its last day."""
        month = 3 * self.quarter or 12
        return date(self.year, month, 31 if month in {3, 12} else 30)

    @property
    def given_from(self) -> date:
        """Return the first of its last days, from which on its evaluation may be given."""
        return self.last_day - timedelta(days=LAST_DAYS - 1)


def term_of(day: date) -> Term:
    """Return the quarter that a day is in."""
    return Term(year=day.year, quarter=(day.month + 2) // 3)


def may_cite(edition: EditionLine, *, unit_slug: str, term: Term, cited: frozenset[str]) -> bool:
    """Tell whether an evaluation may cite an edition.

    It must be the office's own, have a figure, be replaced by none, cover no day after the term, and not be cited
    already. A later edition says nothing about the term; an earlier one may still be the newest that there is.
    """
    return (
        edition.scope == unit_slug
        and edition.has_figure
        and edition.current
        and edition.cutoff <= term.last_day
        and edition.id not in cited
    )


def citable_elements(elements: Sequence[ElementFigure], *, few_officers: bool) -> tuple[ElementFigure, ...]:
    """Return the elements of an edition that may enter an evaluation: none of them where few officers serve.

    There competence and conduct would be one person's figure. The other seven stay out with them, because the
    index less the seven leaves the mean of the two.
    """
    return () if few_officers else tuple(elements)


class Side(StrEnum):
    """Why an evaluation is open to somebody."""

    OFFICER = "officer"
    SUPERVISOR = "supervisor"
    DECIDER = "decider"  # once the officer has objected
    AUDITOR = "auditor"


@dataclass(frozen=True, kw_only=True, slots=True)
class Parties:
    """Whom an evaluation concerns, by officers' ids.

    supervisor_id: None for one that is not given while its supervisor no longer leads the officer: it waits for
    the present one. decider_id: None while there is no objection.
    """

    employee_id: int
    supervisor_id: int | None
    decider_id: int | None
    unit_id: int


def side_of(staff: Staff, me_id: int | None, parties: Parties, *, here: bool = True) -> Side | None:
    """Return why an evaluation is open to somebody; None where it is not.

    me_id: the officer they are. here: they have not left; who has keeps only what is about themselves.
    """
    if not staff.may(Permission.READ_EVALUATIONS):
        return None
    if me_id is not None:
        for number, side in (
            (parties.employee_id, Side.OFFICER),
            (parties.supervisor_id, Side.SUPERVISOR),
            (parties.decider_id, Side.DECIDER),
        ):
            if number == me_id and (here or side is Side.OFFICER):
                return side
    offices = reads_all(staff)
    return Side.AUDITOR if offices is None or parties.unit_id in offices else None


def reads_all(staff: Staff) -> Reach:
    """Return the offices whose evaluations somebody reads though being neither officer nor supervisor."""
    found: set[int] = set()
    for post in staff.posts:
        if post.role is Role.AUDITOR:
            if post.units is None:
                return None
            found |= post.units
    return frozenset(found)


class Subject(StrEnum):
    """What a single rating is about."""

    GOAL = "goal"
    BEHAVIOUR = "behaviour"


class ReasonTooShortError(ValueError):
    """A rating has no reason of at least `SHORTEST_REASON` letters."""


class NoEvidenceError(ValueError):
    """A behaviour's rating names no evidence and does not say that there is none."""


class TwoAnswersError(ValueError):
    """A rating names evidence and says that there is none."""


class UnknownEvidenceError(ValueError):
    """A rating names something that is no evidence of this evaluation."""


def check_reason(reason: str) -> None:
    """Require a reason in words. Raises ReasonTooShortError."""
    if len(reason.strip()) < SHORTEST_REASON:
        raise ReasonTooShortError


def check_evidence(subject: Subject, evidence: Collection[str], known: Collection[str]) -> None:
    """Require that a rating names evidence of its evaluation, and a behaviour's at least some or `UNWRITTEN`.

    That each behaviour needs its own is the guard against one impression that colours all seven.
    Raises NoEvidenceError, TwoAnswersError, UnknownEvidenceError.
    """
    if not evidence and subject is Subject.BEHAVIOUR:
        raise NoEvidenceError
    if UNWRITTEN in evidence and len(evidence) > 1:
        raise TwoAnswersError
    if not set(evidence) <= {UNWRITTEN, *known}:
        raise UnknownEvidenceError


def uniform_rating(ratings: Mapping[str, Rating]) -> Rating | None:
    """Return the rating that all seven behaviours got, if they all got the same; ratings: by behaviour's key."""
    given = {ratings.get(key) for key in BEHAVIOUR_KEYS}
    return given.pop() if len(given) == 1 else None


class Missing(StrEnum):
    """What an evaluation still lacks, in the order in which it is worked on."""

    PLAN = "plan"
    GOALS = "goals"
    BEHAVIOURS = "behaviours"
    DIALOGUE = "dialogue"
    OVERALL_RESULTS = "overall_results"
    OVERALL_BEHAVIOURS = "overall_behaviours"
    TIME = "time"


@dataclass(frozen=True, kw_only=True, slots=True)
class Readiness:
    """How far an evaluation is. goals, behaviours: how many there are; rated_*: how many of them are rated."""

    term: Term
    today: date
    plan: bool
    goals: int
    rated_goals: int
    behaviours: int
    rated_behaviours: int
    dialogue: bool
    results: bool
    overall_behaviours: bool

    @property
    def missing(self) -> tuple[Missing, ...]:
        """Return what must be there before it may be given, in order."""
        lacks = {
            Missing.PLAN: not self.plan,
            Missing.GOALS: self.rated_goals < self.goals,
            Missing.BEHAVIOURS: self.rated_behaviours < self.behaviours,
            Missing.DIALOGUE: not self.dialogue,
            Missing.OVERALL_RESULTS: not self.results,
            Missing.OVERALL_BEHAVIOURS: not self.overall_behaviours,
            Missing.TIME: self.today < self.term.given_from,
        }
        return tuple(need for need, lacking in lacks.items() if lacking)
