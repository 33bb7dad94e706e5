"""What a quarter's publication would be: which offices come together, what is new and what is held back."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from portal.admin.achievements import queries
from portal.admin.achievements.queries import Office
from portal.domain import achievements
from portal.domain.achievement_documents import Achieved, Named, document, says_the_same
from portal.domain.achievements import Outcome, Tally
from portal.domain.editions import GOVERNMENT
from portal.domain.evaluations import Term
from portal.domain.plans import Aspect
from portal.site import get_site


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """A group of offices that is counted. unit_id: None for the whole government.

    indicators: those that would be shown. document: what is to be published; None where nothing is.
    """

    unit_id: int | None
    scope: Named
    offices: tuple[Named, ...]
    people: int
    indicators: int
    outcome: Outcome
    document: Mapping[str, Any] | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Publication:
    """A quarter that is over, counted on a day. left: offices that stay unpublished, too few people together."""

    term: Term
    closed_on: date
    drafts: tuple[Draft, ...]
    left: tuple[Named, ...]

    @property
    def fresh(self) -> tuple[Draft, ...]:
        """Return what would be published."""
        return tuple(draft for draft in self.drafts if draft.document is not None)


class NotOverError(ValueError):
    """The quarter goes on, or is the one of another century."""


def draft_publication(session: Session, term: Term, today: date) -> Publication:
    """Count a quarter for publication on a day. Raises `NotOverError`.

    The first time offices are grouped by how many people they have. Later on the groups stay, since a new grouping
    could be subtracted from the old one, and a group is only revised where that tells of nobody.
    """
    if term.quarter == 0 or term.last_day >= today:
        raise NotOverError
    counting = _Counting(session, term, today)
    held = queries.published_in(session, term)
    drafts = [counting.revise(one) for one in held] if held else counting.first()
    placed = {office.slug for draft in drafts for office in draft.offices}
    named = (counting.offices[unit].named for unit in counting.plans)
    left = sorted((each for each in named if each.slug not in placed), key=lambda each: each.slug)
    return Publication(term=term, closed_on=today, drafts=tuple(drafts), left=tuple(left))


class _Counting:
    """One count of a quarter: the offices, the plans in force, and what was recorded before today."""

    def __init__(self, session: Session, term: Term, today: date) -> None:
        self.session, self.term, self.today = session, term, today
        self.site = get_site(session)
        self.offices: Mapping[int, Office] = queries.list_offices(session)
        self.plans = queries.plans_by_office(session, term)
        self.works: dict[tuple[int, date], Mapping[int, achievements.Work]] = {}
        self.days = queries.days_of_publication(session, term)

    def first(self) -> list[Draft]:
        """Group the offices and draft what each group publishes."""
        tallies = {unit: self._tally([unit], self.today) for unit in self.plans}
        people = {unit: counted.people for unit, counted in tallies.items()}
        parents = {office.id: office.parent_id for office in self.offices.values()}
        drafts = []
        for group in achievements.combine(people, parents).groups:
            counted = achievements.add(tallies[unit] for unit in group.offices)
            drafts.append(self._draft(group.head, group.offices, counted, Outcome.NEW, revision=0))
        return sorted(drafts, key=lambda draft: draft.scope.slug)

    def revise(self, held: Achieved) -> Draft:
        """Count a published group again and tell whether that may be published."""
        units = self._units(held)
        before, after = self._tally(units, held.closed_on), self._tally(units, self.today)
        changed = [self._changes(units, day) for day in self.days[held.scope.slug]]
        outcome = achievements.outcome(before, after, changed)
        head = next((unit for unit, office in self.offices.items() if office.named.slug == held.scope.slug), None)
        if outcome is Outcome.REVISED and not self._can_be_traced(head, units, before, held):
            outcome = Outcome.HELD
        return self._draft(head, units, after, outcome, revision=held.revision + 1)

    def _can_be_traced(self, head: int | None, units: Iterable[int], before: Tally, held: Achieved) -> bool:
        """Tell whether counting as of that day gives what was published; if not, nobody knows who changed."""
        if before.people < achievements.FEWEST:
            return False
        made = self._document(head, units, before, closed_on=held.closed_on, revision=held.revision)
        return says_the_same(held.document, made)

    def _units(self, held: Achieved) -> tuple[int, ...]:
        slugs = {office.slug for office in held.offices}
        return tuple(unit for unit, office in self.offices.items() if office.named.slug in slugs)

    def _tally(self, units: Iterable[int], closed_on: date) -> Tally:
        return achievements.add(achievements.tally(self._work(unit, closed_on).values()) for unit in units)

    def _changes(self, units: Iterable[int], since: date) -> Counter[str]:
        found: Counter[str] = Counter()
        for unit in units:
            found += achievements.changes(self._work(unit, since), self._work(unit, self.today))
        return found

    def _work(self, unit: int, closed_on: date) -> Mapping[int, achievements.Work]:
        """Return officer -> work as it was known when a day began, read once."""
        if (unit, closed_on) not in self.works:
            known_until, plans = queries.start_of(closed_on), self.plans.get(unit, {})
            self.works[unit, closed_on] = queries.work_in(self.session, plans, self.term, known_until)
        return self.works[unit, closed_on]

    def _draft(
        self, head: int | None, units: Iterable[int], counted: Tally, outcome: Outcome, *, revision: int
    ) -> Draft:
        made = None
        if outcome in {Outcome.NEW, Outcome.REVISED}:
            made = self._document(head, units, counted, closed_on=self.today, revision=revision)
        return Draft(
            unit_id=head,
            scope=self._scope(head),
            offices=tuple(self.offices[unit].named for unit in units),
            people=counted.people,
            indicators=sum(sum(counted.shown.get(aspect.value, ())) for aspect in Aspect),
            outcome=outcome,
            document=made,
        )

    def _document(
        self, head: int | None, units: Iterable[int], counted: Tally, *, closed_on: date, revision: int
    ) -> Mapping[str, Any]:
        return document(
            self._scope(head),
            [self.offices[unit].named for unit in units],
            self.term,
            counted,
            closed_on=closed_on,
            revision=revision,
            demo=self.site.demo,
        )

    def _scope(self, head: int | None) -> Named:
        return self.offices[head].named if head else Named(slug=GOVERNMENT, name=self.site.government)
