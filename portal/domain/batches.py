"""When answers may become a figure: the rules of closing and releasing batches.

A page that follows every answer lets an officer read one visitor's rating off the change. So answers wait in
a batch until there are at least `K`, batches never overlap or reopen once released, and every published
figure is a union of whole released batches. The difference of two figures is then empty or has `K` at least.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.domain.periods import Period, PeriodKind, last_day, month_of, period_of

RULE = "batches/1"
K = 10
"""The smallest group of answers that is ever shown, alone or by subtraction."""
K_DISTRIBUTION = 30
"""The smallest group whose answers are shown one by one, as counts of each score."""
FEW_OFFICERS = 3
"""With fewer officers than this at a unit, an element's score is nearly a person's score."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Policy:
    """The numbers of the closing rule; the defaults are the portal's rule version 1."""

    k: int = K
    days: int = 4
    many: int = 30
    usual: int = 20
    period: PeriodKind = "semester"


@dataclass(frozen=True, kw_only=True, slots=True)
class Cutoff:
    """A day at whose end an instrument's answers are cut off.

    period_ends: the official period is over with it. closed_on: the day it is worked on.
    """

    instrument: str
    day: date
    period: Period
    period_ends: bool
    closed_on: date

    @property
    def month(self) -> int:
        """Return the month integer of the day."""
        return month_of(self.day)

    @property
    def early(self) -> bool:
        """Tell whether the day is not over yet, so that more answers of the period may follow."""
        return self.closed_on <= self.day

    @classmethod
    def of_month(cls, month: int, policy: Policy, *, instrument: str, closed_on: date) -> "Cutoff":
        """Return the cutoff at the end of a month."""
        period = period_of(month, policy.period)
        return cls(
            instrument=instrument,
            day=last_day(month),
            period=period,
            period_ends=month == period.last_month,
            closed_on=closed_on,
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Situation:
    """What waits at a unit on a cutoff, all of it sealed knowledge.

    waiting: answers that may be counted and are in no batch yet.
    days: days on which the unit received anything since its last batch closed.
    usual_month: mean number of answers in the last three months.
    held: whether a closed batch of the same period waits for its release.
    period_ends: whether the cutoff is the last day of the official period.
    """

    waiting: int
    days: int
    usual_month: float
    held: bool
    period_ends: bool


class Outcome(StrEnum):
    """What a cutoff does with the waiting answers."""

    RELEASED = "released"  # a new batch, public at once
    HELD = "held"  # a new batch, public when the next one closes or the period ends
    MERGED = "merged"  # too few alone: they join the held batch before it is released
    OPEN = "open"  # they wait for the next month
    CARRIED = "carried"  # the period is over and they are too few: they go into the next one


@dataclass(frozen=True, kw_only=True, slots=True)
class Decision:
    """The outcome for the waiting answers, and whether a batch held until now is released."""

    outcome: Outcome
    release_held: bool

    @property
    def published(self) -> bool:
        """Tell whether anything became public."""
        return self.release_held or self.outcome is Outcome.RELEASED


def decide(situation: Situation, policy: Policy) -> Decision:
    """Decide what a cutoff does with a unit's waiting answers."""
    if situation.period_ends:
        return _decide_period_end(situation, policy)
    enough = situation.waiting >= policy.k
    spread = situation.days >= policy.days or situation.waiting >= policy.many
    if not (enough and spread):
        return Decision(outcome=Outcome.OPEN, release_held=False)
    busy = situation.usual_month >= policy.usual
    return Decision(outcome=Outcome.RELEASED if busy else Outcome.HELD, release_held=situation.held)


def _decide_period_end(situation: Situation, policy: Policy) -> Decision:
    """Close what is open with the period: alone, in the held batch, or in the next period."""
    if situation.waiting >= policy.k:
        outcome = Outcome.RELEASED
    elif situation.held:
        outcome = Outcome.MERGED if situation.waiting else Outcome.OPEN
    else:
        outcome = Outcome.CARRIED if situation.waiting else Outcome.OPEN
    return Decision(outcome=outcome, release_held=situation.held)


def showable(sizes: Mapping[str, int], k: int = K) -> frozenset[str]:
    """Choose which groups of one total may be shown apart.

    Hides every group below `k`, then the smallest of the rest until what is hidden is empty or at least `k`,
    since the hidden part can be had by subtracting the shown groups from the total.
    """
    shown = sorted((size, key) for key, size in sizes.items() if size >= k)
    hidden = sum(size for size in sizes.values() if size < k)
    while shown and 0 < hidden < k:
        hidden += shown.pop(0)[0]
    return frozenset(key for _, key in shown)


def distribution_allowed(n: int, parts: Sequence[int]) -> bool:
    """Tell whether counts of each score may be shown for `n` answers.

    parts: sizes of the figures inside this one whose distribution is public already. What is left after
    subtracting them must be empty or large enough as well.
    """
    rest = n - sum(parts)
    return n >= K_DISTRIBUTION and (rest == 0 or rest >= K_DISTRIBUTION)
