"""The predicate of an evaluation: a cell of the grid of results and behaviours, never a computed score.

Source: Permenpan RB 6/2022. The grid agrees with what public copies show; it is to be checked against the
regulation's annex before anybody calls it official.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Rating(StrEnum):
    """How a supervisor judges a result or a behaviour against what was expected."""

    ABOVE = "above"
    MEETS = "meets"
    BELOW = "below"


class Predicate(StrEnum):
    """What a pair of ratings amounts to, the best first."""

    VERY_GOOD = "very_good"  # Sangat Baik
    GOOD = "good"  # Baik
    NEEDS_WORK = "needs_work"  # Butuh Perbaikan
    POOR = "poor"  # Kurang (misconduct)
    VERY_POOR = "very_poor"  # Sangat Kurang


A, M, B = Rating.ABOVE, Rating.MEETS, Rating.BELOW
GRID: Mapping[tuple[Rating, Rating], Predicate] = {
    (A, B): Predicate.POOR, (A, M): Predicate.GOOD, (A, A): Predicate.VERY_GOOD,
    (M, B): Predicate.POOR, (M, M): Predicate.GOOD, (M, A): Predicate.GOOD,
    (B, B): Predicate.VERY_POOR, (B, M): Predicate.NEEDS_WORK, (B, A): Predicate.NEEDS_WORK,
}  # fmt: skip
"""(results, behaviours) -> predicate: all nine cells."""


def predicate(results: Rating, behaviours: Rating) -> Predicate:
    """Return the cell of the grid."""
    return GRID[results, behaviours]


class Level(StrEnum):
    """What an organisation achieved in a term, by which the expected distribution of predicates is read."""

    SPECIAL = "special"  # Istimewa
    GOOD = "good"  # Baik
    NEEDS_WORK = "needs_work"  # Butuh Perbaikan
    POOR = "poor"  # Kurang
    VERY_POOR = "very_poor"  # Sangat Kurang


class Ask(StrEnum):
    """What a rule asks of the share of one predicate."""

    MOST = "most"  # more officers than any other predicate
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    SOME_LOWER = "some_lower"  # somebody below this predicate


@dataclass(frozen=True, kw_only=True, slots=True)
class Bound:
    """A sentence of the rule about one predicate. percent: None where the rule names no number."""

    predicate: Predicate
    ask: Ask
    percent: int | None = None


P, L = Predicate, Level
_DISTRIBUTION: Mapping[Level, tuple[Bound, ...]] = {
    L.SPECIAL: (
        Bound(predicate=P.VERY_GOOD, ask=Ask.MOST),
        Bound(predicate=P.VERY_GOOD, ask=Ask.AT_MOST, percent=70),
    ),
    L.GOOD: (
        Bound(predicate=P.GOOD, ask=Ask.MOST),
        Bound(predicate=P.GOOD, ask=Ask.AT_MOST, percent=70),
        Bound(predicate=P.GOOD, ask=Ask.SOME_LOWER),
    ),
    L.NEEDS_WORK: (
        Bound(predicate=P.NEEDS_WORK, ask=Ask.AT_LEAST, percent=60),
        Bound(predicate=P.VERY_GOOD, ask=Ask.AT_MOST, percent=10),
    ),
    L.POOR: (
        Bound(predicate=P.POOR, ask=Ask.AT_LEAST, percent=60),
        Bound(predicate=P.NEEDS_WORK, ask=Ask.AT_LEAST, percent=10),
        Bound(predicate=P.VERY_GOOD, ask=Ask.AT_MOST, percent=10),
    ),
    L.VERY_POOR: (
        Bound(predicate=P.VERY_POOR, ask=Ask.AT_LEAST, percent=60),
        Bound(predicate=P.VERY_GOOD, ask=Ask.AT_MOST, percent=0),
    ),
}


def distribution_rule(level: Level) -> tuple[Bound, ...]:
    """Return what SE MenPANRB 3/2023 expects of the predicates in an organisation of a level.

    It is shown beside the predicates as information; no person's predicate follows from it.
    """
    return _DISTRIBUTION[level]


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """How some predicates compare with one sentence of the rule. count: officers it speaks of, out of total."""

    bound: Bound
    count: int
    total: int
    met: bool


def compare(counts: Mapping[Predicate, int], level: Level) -> tuple[Finding, ...]:
    """Compare counts of predicates with the rule of a level; nothing is said of no officers at all."""
    total = sum(counts.values())
    if not total:
        return ()
    return tuple(_finding(bound, counts, total) for bound in distribution_rule(level))


def _finding(bound: Bound, counts: Mapping[Predicate, int], total: int) -> Finding:
    count = counts.get(bound.predicate, 0)
    limit = (bound.percent or 0) * total
    if bound.ask is Ask.MOST:
        met = all(count > counts.get(other, 0) for other in Predicate if other is not bound.predicate)
    elif bound.ask is Ask.SOME_LOWER:
        order = list(Predicate)
        count = sum(counts.get(lower, 0) for lower in order[order.index(bound.predicate) + 1 :])
        met = count > 0
    elif bound.ask is Ask.AT_LEAST:
        met = count * 100 >= limit
    else:
        met = count * 100 <= limit
    return Finding(bound=bound, count=count, total=total, met=met)
