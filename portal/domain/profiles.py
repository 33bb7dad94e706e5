"""Who answered: one-way counts of a question of the profile, small classes merged until nobody can be picked out.

What is shown adds up to everybody, and those who skipped the question are a class like any other: so neither a
shown class nor a sum or difference of several is a group of fewer than `K` people.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.domain.batches import K

ORDERED = frozenset({"age", "education"})
"""Questions whose choices are steps of a scale: a small class joins the class beside it."""

Places = tuple[int, ...]
"""Positions of the classes that are shown as one."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """Classes that are shown as one, by their positions, and how many people are in them: 0 or at least `K`."""

    places: Places
    n: int


def merge(sizes: Sequence[int], *, ordered: bool, k: int = K) -> tuple[Group, ...]:
    """Merge the classes of a question until each is 0 or at least `k`; nothing if only one would hold people.

    sizes: people in each class, those who did not answer being one of them. ordered: the classes are steps of a
    scale. A single class with everybody in it is not shown either: it would say something about each of them.
    """
    groups: list[Places] = [(place,) for place in range(len(sizes))]
    while small := [group for group in groups if 0 < _people(group, sizes) < k]:
        least = min(small, key=lambda group: _people(group, sizes))
        others = [group for group in groups if group != least and _people(group, sizes)]
        if not others:
            return ()
        groups = _join(groups, least, _partner(least, others, sizes, ordered=ordered), ordered=ordered)
    shown = tuple(Group(places=group, n=_people(group, sizes)) for group in groups)
    return shown if sum(group.n > 0 for group in shown) > 1 else ()


def _people(group: Places, sizes: Sequence[int]) -> int:
    return sum(sizes[place] for place in group)


def _partner(least: Places, others: Sequence[Places], sizes: Sequence[int], *, ordered: bool) -> Places:
    """Choose what a small class joins: the smallest class, on a scale the smaller of the two beside it."""
    if ordered:
        below = [group for group in others if group < least][-1:]
        above = [group for group in others if group > least][:1]
        others = below + above
    return min(others, key=lambda group: _people(group, sizes))


def _join(groups: Sequence[Places], one: Places, other: Places, *, ordered: bool) -> list[Places]:
    """Put two classes together, on a scale with the empty ones between them."""
    first, last = min(one, other), max(one, other)
    joined = [g for g in groups if g in (one, other) or (ordered and first < g < last)]
    rest = [group for group in groups if group not in joined]
    return sorted([*rest, tuple(sorted(place for group in joined for place in group))])
