"""Figures over many officers: where indicators stand, how evaluations fell out, how much was learned.

They are read by offices, and never tell of one officer: offices with few people are counted together with the
office above them, by the same groups whoever asks, so that no figure can be had by subtracting what two see.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from portal.domain.achievements import combine
from portal.domain.indicators import Attention, Standing, Target, attention, standing
from portal.domain.permissions import Reach
from portal.domain.predicate import Predicate
from portal.domain.skm import half_up

Counts = Mapping[str, int]
"""What is counted -> how many."""


class Condition(StrEnum):
    """How an indicator does on a day, the best first; each is in exactly one of these."""

    REACHED = "reached"
    ON_TRACK = "on_track"
    STARTING = "starting"  # nothing was reported yet, and nothing is late
    BEHIND = "behind"
    STALLED = "stalled"  # reports stay away
    MISSED = "missed"  # its day is over


CONDITIONS = tuple(Condition)
PREDICATES = tuple(Predicate)


def condition(target: Target, value: int | None, last_on: date | None, today: date) -> Condition:
    """Say how an indicator does: what needs attention comes before what its pace says."""
    why = attention(target, value, last_on, today)
    if why is not None:
        return Condition.MISSED if why is Attention.OVERDUE else Condition.STALLED
    return {
        Standing.REACHED: Condition.REACHED,
        Standing.ON_TRACK: Condition.ON_TRACK,
        Standing.BEHIND: Condition.BEHIND,
        Standing.MISSED: Condition.MISSED,
        Standing.NO_DATA: Condition.STARTING,
    }[standing(target, value, today)]


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """Figures of an office, or of offices that are counted together. people: whom they are about."""

    offices: tuple[int, ...]
    people: int
    counts: Counts

    @property
    def total(self) -> int:
        """Return how many were counted."""
        return sum(self.counts.values())


@dataclass(frozen=True, kw_only=True, slots=True)
class Sight:
    """Which offices somebody sees. reach: theirs; alone: those that are shown however few people they have."""

    reach: Reach
    alone: Reach = frozenset()

    def covers(self, offices: Iterable[int]) -> bool:
        """Tell whether all of these offices are within reach."""
        return self.reach is None or self.reach.issuperset(offices)

    def shows_alone(self, office: int) -> bool:
        """Tell whether an office's figures are shown by themselves."""
        return self.alone is None or office in self.alone


def lines(
    people: Mapping[int, int],
    counts: Mapping[int, Counts],
    parents: Mapping[int, int | None],
    sight: Sight,
    about: Collection[int],
) -> tuple[Line, ...]:
    """Return the figures that somebody sees about some offices.

    people: office -> how many people its counts are about. counts: office -> its counts; both of all offices that
    there are, since who is counted together must not depend on who asks.
    """
    alone = [office for office in parents if sight.shows_alone(office) and people.get(office)]
    groups = [group.offices for group in combine(people, parents).groups]
    groups = [group for group in groups if sight.covers(group) and not set(group) & set(alone)]
    shown = [group for group in [*((office,) for office in alone), *groups] if set(group) & set(about)]
    return tuple(
        Line(
            offices=group,
            people=sum(people[each] for each in group),
            counts=_sum(counts.get(each, {}) for each in group),
        )
        for group in sorted(shown)
    )


def settled(shown: Iterable[Line], awaited: Mapping[int, int], sight: Sight) -> tuple[Line, ...]:
    """Return the lines of a term's predicates that tell of nobody in particular.

    awaited: office -> how many of its people are not evaluated yet. Counts that grew with each evaluation would
    tell its predicate by subtraction, and a predicate that all of them have is everybody's. Offices that somebody
    sees alone are those whose evaluations they read anyway.
    """
    return tuple(
        line
        for line in shown
        if all(sight.shows_alone(office) for office in line.offices)
        or (not any(awaited.get(office) for office in line.offices) and max(line.counts.values()) < line.people)
    )


def hidden(people: Mapping[int, int], shown: Iterable[Line], about: Iterable[int]) -> int:
    """Return how many of some offices have people but are in none of the lines."""
    seen = {office for line in shown for office in line.offices}
    return sum(bool(people.get(office)) and office not in seen for office in about)


def total(shown: Iterable[Line]) -> Line:
    """Add lines up."""
    shown = tuple(shown)
    return Line(
        offices=tuple(office for line in shown for office in line.offices),
        people=sum(line.people for line in shown),
        counts=_sum(line.counts for line in shown),
    )


def _sum(counts: Iterable[Counts]) -> Counts:
    found: Counter[str] = Counter()
    for each in counts:
        found.update(each)
    return found


HOURS, REACHED = "hours", "reached"
"""What is counted of a year's training: JP, and officers who reached the yearly hours."""


def mean_hours(line: Line) -> int:
    """Return the mean JP of an officer, in hundredths; 0 of nobody."""
    return half_up(Fraction(line.counts.get(HOURS, 0) * 100, line.people), 0) if line.people else 0


def share_reached(line: Line) -> int:
    """Return the share of officers who reached the yearly hours, in hundredths of a percent; 0 of nobody."""
    return half_up(Fraction(line.counts.get(REACHED, 0) * 100_00, line.people), 0) if line.people else 0


def officers_of(year: int, here: Mapping[int, int], left: Mapping[tuple[int, int], int]) -> dict[int, int]:
    """Return office -> officers whom a year's training is counted over.

    here: office -> officers now. left: (office, year in which they left) -> officers; whoever left in that year or
    later was there. Somebody who came later is counted over earlier years, too, which can only lower a mean.
    """
    found = Counter(here)
    for (office, when), count in left.items():
        if when >= year:
            found[office] += count
    return dict(found)
