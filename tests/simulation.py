"""A unit over months of arrivals, closed by the rule alone: what gets published, and what that gives away.

No database: answers are numbers in the order they arrive, and a group of answers is a set of them.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from portal.domain.batches import Decision, Outcome, Policy, Situation, decide
from portal.domain.periods import MONTHS_IN, period_of

JANUARY = 12 * 2022
Group = frozenset[int]


@dataclass(frozen=True, kw_only=True, slots=True)
class Month:
    """What a month brings. early: the period is closed by hand after so many of its answers (demo only)."""

    answers: int
    days: int
    early: int | None = None


@dataclass(kw_only=True)
class Batch:
    """A closed batch: its answers, the period it counts in, and whether it is public."""

    answers: Group
    period: int
    released: bool


@dataclass(kw_only=True)
class Office:
    """A unit on its way through the months.

    batches: closed ones in their order. published: the groups that editions cover, revisions too.
    months: when each answer arrived. arrived: how many did in each month. outcomes: of the regular cutoffs.
    """

    policy: Policy
    batches: list[Batch] = field(default_factory=list)
    published: list[Group] = field(default_factory=list)
    months: list[int] = field(default_factory=list)
    arrived: Counter[int] = field(default_factory=Counter)
    outcomes: list[Outcome] = field(default_factory=list)
    waiting: Group = frozenset()
    days: int = 0
    announced: int = 0

    def live(self, month: int, brought: Month) -> None:
        """Take in a month's answers and go through its cutoff."""
        if brought.early is not None:
            self._receive(month, min(brought.early, brought.answers))
            self._cut_off(month, early=True)
        self._receive(month, brought.answers - self.arrived[month])
        self.days += brought.days
        self.outcomes.append(self._cut_off(month, early=False).outcome)

    def _receive(self, month: int, count: int) -> None:
        self.waiting |= frozenset(range(len(self.months), len(self.months) + count))
        self.months += [month] * count
        self.arrived[month] += count

    def _cut_off(self, month: int, *, early: bool) -> Decision:
        period = period_of(month, self.policy.period)
        held = self.batches[-1] if self.batches and not self.batches[-1].released else None
        decision = decide(
            Situation(
                waiting=len(self.waiting),
                days=self.days,
                usual_month=sum(self.arrived[month - back] for back in range(3)) / 3,
                held=held is not None,
                period_ends=early or month == period.last_month,
            ),
            self.policy,
        )
        self._close(decision, held, period.sequence)
        self._publish(month, period_over=month == period.last_month, early=early)
        return decision

    def _close(self, decision: Decision, held: Batch | None, period: int) -> None:
        if decision.outcome is Outcome.MERGED and held:
            held.answers |= self.waiting
        elif decision.outcome in {Outcome.RELEASED, Outcome.HELD}:
            released = decision.outcome is Outcome.RELEASED
            self.batches.append(Batch(answers=self.waiting, period=period, released=released))
        if decision.release_held and held:
            held.released = True
        if decision.outcome in {Outcome.MERGED, Outcome.RELEASED, Outcome.HELD}:
            self.waiting, self.days = frozenset(), 0

    def _publish(self, month: int, *, period_over: bool, early: bool) -> None:
        released = [batch for batch in self.batches if batch.released]
        fresh, self.announced = released[self.announced :], len(released)
        self._add(fresh)
        if early or period_over:
            period = period_of(month, self.policy.period).sequence
            self._add([batch for batch in released if batch.period == period])
        if month % 12 == 11:
            self._add([batch for batch in released if batch.period // self._periods_a_year == month // 12])

    @property
    def _periods_a_year(self) -> int:
        return 12 // MONTHS_IN[self.policy.period]

    def _add(self, batches: Iterable[Batch]) -> None:
        group = frozenset[int]().union(*(batch.answers for batch in batches))
        if group:
            self.published.append(group)

    def share_in_own_period(self) -> float:
        """Return the share of the answers whose official period's figure has them."""
        kind = self.policy.period
        own = sum(
            period_of(self.months[answer], kind).sequence == batch.period
            for batch in self.batches
            if batch.released
            for answer in batch.answers
        )
        return own / len(self.months) if self.months else 1.0


def simulate(months: Sequence[Month], policy: Policy | None = None) -> Office:
    """Run an office through months, from a January on."""
    office = Office(policy=policy or Policy())
    for month, brought in enumerate(months, start=JANUARY):
        office.live(month, brought)
    return office


def blocks(published: Sequence[Group]) -> list[Group]:
    """Return the classes of answers that are in just the same published groups.

    Published sums give the sums over any linear combination of the groups, and no combination can treat two
    answers of one block differently: whatever an observer computes is about whole blocks.
    """
    classes: dict[tuple[bool, ...], set[int]] = {}
    for answer in sorted(frozenset[int]().union(*published)):
        classes.setdefault(tuple(answer in group for group in published), set()).add(answer)
    return [frozenset(members) for members in classes.values()]


def recovered(published: Sequence[Group]) -> list[Group]:
    """Return the blocks whose own sums can be worked out: those in the row space of the published groups."""
    found = blocks(published)
    if not found:
        return []
    firsts = [min(block) for block in found]
    rows = np.array([[first in group for first in firsts] for group in published], dtype=float)
    rank = np.linalg.matrix_rank(rows)
    alone = np.eye(len(found))
    return [
        block
        for block, row in zip(found, alone, strict=True)
        if np.linalg.matrix_rank(np.vstack([rows, row])) == rank
    ]
