"""The cascade: which goals of an organisation rest on which, as a tree from the top down."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class CascadeGoal:
    """A goal in a cascade. level: 0 at the top, one more for each superior above its officer."""

    goal_id: int
    employee_id: int
    level: int
    result: str
    serves_goal_id: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Node:
    """A goal with those that serve it."""

    goal: CascadeGoal
    below: tuple["Node", ...]


def grow(goals: Sequence[CascadeGoal]) -> tuple[Node, ...]:
    """Return the tree of goals, in their order; what serves no goal among them that is higher up stands by itself.

    Only a goal of a higher level carries others, so that posts that were exchanged cannot close a circle.
    """
    levels = {goal.goal_id: goal.level for goal in goals}
    below: dict[int | None, list[CascadeGoal]] = {}
    for goal in goals:
        served = goal.serves_goal_id
        carried = served is not None and levels.get(served, goal.level) < goal.level
        below.setdefault(served if carried else None, []).append(goal)

    def nodes(parent: int | None) -> tuple[Node, ...]:
        return tuple(Node(goal=goal, below=nodes(goal.goal_id)) for goal in below.get(parent, ()))

    return nodes(None)
