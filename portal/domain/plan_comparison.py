"""What changed from one version of a plan to the next."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from portal.domain.plans import Annexes, GoalTerms, IndicatorTerms, PlanContent, PlanGoal, ProjectTerms


class Part(StrEnum):
    """A kind of part that a plan consists of."""

    GOAL = "goal"
    INDICATOR = "indicator"
    PROJECT = "project"
    EXPECTATION = "expectation"
    ANNEX = "annex"


class ChangeKind(StrEnum):
    """What happened to a part."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """A field of a part that changed. before, after: its values, of whatever type the field has."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """A part that came, went or changed. name: what the newer version calls it, or its key."""

    part: Part
    kind: ChangeKind
    name: str
    differences: tuple[Difference, ...] = ()


_Parts = Mapping[int | str, tuple[str, Mapping[str, Any]]]
"""Identity -> name and fields."""


def compare(before: PlanContent, after: PlanContent) -> tuple[Change, ...]:
    """Return what changed, by kind of part; parts are the same where their goal or measure is."""
    both = {part: (_parts(before, part), _parts(after, part)) for part in Part}
    return tuple(change for part, (old, new) in both.items() for change in _changes(part, old, new))


def _changes(part: Part, old: _Parts, new: _Parts) -> Iterator[Change]:
    for key, (name, values) in new.items():
        if key not in old:
            yield Change(part=part, kind=ChangeKind.ADDED, name=name)
        elif differences := _differences(old[key][1], values):
            yield Change(part=part, kind=ChangeKind.CHANGED, name=name, differences=differences)
    for key, (name, _values) in old.items():
        if key not in new:
            yield Change(part=part, kind=ChangeKind.REMOVED, name=name)


def _differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[Difference, ...]:
    return tuple(
        Difference(field=name, before=old[name], after=value) for name, value in new.items() if old[name] != value
    )


def _parts(content: PlanContent, part: Part) -> _Parts:
    """Return a plan's parts of one kind by what they keep from version to version."""
    match part:
        case Part.GOAL:
            return {goal.goal_id: (goal.result, _fields(goal, GoalTerms)) for goal in content.goals}
        case Part.INDICATOR | Part.PROJECT:
            return {key: value for goal in content.goals for key, value in _measures(goal, part)}
        case Part.EXPECTATION:
            return {key: (key, {"text": text}) for key, text in content.expectations.items()}
        case Part.ANNEX:
            texts = _fields(content.annexes, Annexes)
            return {name: (name, {"text": text}) for name, text in texts.items() if text}


def _measures(goal: PlanGoal, part: Part) -> Iterator[tuple[int, tuple[str, Mapping[str, Any]]]]:
    if part is Part.INDICATOR:
        for item in goal.indicators:
            yield item.measure_id, (item.name, _fields(item, IndicatorTerms))
        return
    for project in goal.projects:
        steps = {"milestones": project.milestones}
        yield project.measure_id, (project.name, _fields(project, ProjectTerms) | steps)


def _fields(value: object, kind: type) -> dict[str, Any]:
    return {item.name: getattr(value, item.name) for item in fields(kind)}
