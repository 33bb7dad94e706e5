"""What a supervisor of the demo writes into an evaluation, in the shape in which it is signed."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from portal.demo.performance_plans import Books, Entered
from portal.demo.words_of_performance import EXPECTATIONS
from portal.demo.words_of_reviews import (
    OVERALL_BEHAVIOURS,
    OVERALL_RESULTS,
    REASONS_OF_BEHAVIOURS,
    REASONS_OF_GOALS,
)
from portal.domain.behaviours import BEHAVIOUR_KEYS
from portal.domain.evaluation_sheet import (
    BehaviourPart,
    DialoguePart,
    EntryPart,
    EvidencePart,
    GoalPart,
    IndicatorPart,
    Rated,
    Sheet,
    Signer,
)
from portal.domain.evaluations import FEW_OFFICERS, UNWRITTEN, Term
from portal.domain.indicators import realised
from portal.domain.plans import Gathering
from portal.domain.predicate import Rating
from portal.models import Employee, Indicator, Plan, PlanRow

_ABOVE, _BELOW, _BELOW_IN_BEHAVIOUR = 1.1, -1.5, -2.3
"""Where judgements turn, in spreads of how able people are; most behave as expected."""
_DAY_TO_DAY = 0.6
SEEN_IN_ENTRIES = ("accountable", "competent", "adaptive")
"""Behaviours that entries of progress can be evidence of."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Judge:
    """How a supervisor sees an officer. able: spreads above what is expected, with the supervisor's kindness."""

    able: float
    rng: Random

    def rate(self, below: float = _BELOW) -> Rating:
        """Return a rating of one thing."""
        seen = self.able + self.rng.gauss(0, _DAY_TO_DAY)
        return Rating.ABOVE if seen > _ABOVE else Rating.BELOW if seen < below else Rating.MEETS

    def rate_goal(self) -> Rated:
        """Return the rating of a goal with a reason."""
        rating = self.rate()
        return Rated(rating=rating, reason=self.rng.choice(REASONS_OF_GOALS[rating]))

    def rate_behaviour(self, key: str, entries: Sequence[EntryPart]) -> Rated:
        """Return the rating of a behaviour, with an entry as evidence of those that entries can show."""
        rating = self.rate(_BELOW_IN_BEHAVIOUR)
        is_shown = bool(entries) and key in SEEN_IN_ENTRIES
        evidence = self.rng.choice(entries).reference if is_shown else UNWRITTEN
        return Rated(rating=rating, reason=REASONS_OF_BEHAVIOURS[key][rating], evidence=(evidence,))


def usual(ratings: Sequence[str]) -> Rating:
    """Return what most ratings say, and what is expected when they are divided."""
    (rating, count), *_ = Counter(ratings).most_common()
    return Rating(rating) if count * 2 > len(ratings) else Rating.MEETS


def write_sheet(
    officer: Employee,
    supervisor: Employee,
    plan: Plan,
    term: Term,
    *,
    books: Books,
    talks: Sequence[DialoguePart],
    judge: Judge,
) -> Sheet:
    """Return an evaluation that is ready to be signed; its number, 0, is not known yet."""
    entries = _entries(plan, term, books)
    goals = tuple(_goal(row, term, books, judge) for row in plan.rows)
    behaviours = tuple(
        BehaviourPart(key=key, expectation=EXPECTATIONS[key], rated=judge.rate_behaviour(key, entries))
        for key in BEHAVIOUR_KEYS
    )
    results = usual([goal.rated.rating for goal in goals if goal.rated])
    conduct = usual([part.rated.rating for part in behaviours if part.rated])
    return Sheet(
        demo=True,
        id=0,
        officer=_signer(officer),
        supervisor=_signer(supervisor),
        unit_slug=officer.unit.slug,
        unit=officer.unit.name,
        few_officers=officer.unit.officers < FEW_OFFICERS,
        year=term.year,
        quarter=term.quarter,
        plan_version=plan.version,
        goals=goals,
        behaviours=behaviours,
        entries=entries,
        notes=(),
        citations=(),
        dialogues=tuple(talks),
        results=Rated(rating=results, reason=OVERALL_RESULTS[results]),
        overall_behaviours=Rated(rating=conduct, reason=OVERALL_BEHAVIOURS[conduct]),
    )


def _signer(officer: Employee) -> Signer:
    return Signer(nip=officer.nip or "", name=officer.name, grade=officer.grade, position=officer.position)


def _goal(row: PlanRow, term: Term, books: Books, judge: Judge) -> GoalPart:
    return GoalPart(
        id=row.goal_id,
        kind=row.kind,
        result=row.result,
        indicators=tuple(
            _indicator(indicator, books.entries.get(indicator.measure_id, ()), term)
            for indicator in row.indicators
        ),
        projects=(),
        rated=judge.rate_goal(),
    )


def _indicator(row: Indicator, entries: Sequence[Entered], term: Term) -> IndicatorPart:
    values = [entered.step.value for entered in entries if entered.step.on <= term.last_day]
    return IndicatorPart(
        measure=row.measure_id,
        name=row.name,
        aspect=row.aspect,
        unit_name=row.unit_name,
        direction=row.direction,
        target=row.target,
        target_high=row.target_high,
        realised=realised(values, Gathering(row.gathering)),
    )


def _entries(plan: Plan, term: Term, books: Books) -> tuple[EntryPart, ...]:
    """Return the entries of a term, the newest first."""
    found = (
        (entered, indicator)
        for row in plan.rows
        for indicator in row.indicators
        for entered in books.entries.get(indicator.measure_id, ())
        if term.first_day <= entered.step.on <= term.last_day
    )
    newest = sorted(found, key=lambda pair: (pair[0].step.on, pair[0].id), reverse=True)
    return tuple(_entry(entered, indicator) for entered, indicator in newest)


def _entry(entered: Entered, indicator: Indicator) -> EntryPart:
    return EntryPart(
        id=entered.id,
        measure=indicator.measure_id,
        about=indicator.name,
        on_day=entered.step.on.isoformat(),
        value=entered.step.value,
        spent=None,
        note=entered.step.note,
        evidence=tuple(_evidence(entered)),
    )


def _evidence(entered: Entered) -> Iterator[EvidencePart]:
    if entered.evidence_id is not None:
        yield EvidencePart(id=entered.evidence_id, name=entered.step.evidence, link=entered.step.link)
