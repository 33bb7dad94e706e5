"""Plans (SKP, sasaran kinerja pegawai): a year's goals, each with indicators that say how it is measured.

Values of indicators are whole numbers of thousandths (`1500` is 1.5), so that sums and comparisons are exact;
money is whole rupiah.
"""

import calendar
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from portal.domain.behaviours import BEHAVIOUR_KEYS

THOUSAND = 1000
"""Thousandths in a whole, for the values of indicators."""

WHOLE_WORK = 100 * THOUSAND
"""All of a project's work, in thousandths of a percent."""


class PlanState(StrEnum):
    """Where a version of a plan stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    REPLACED = "replaced"  # a later version was approved


class RowKind(StrEnum):
    """Whether a goal belongs to the post itself or was given besides."""

    MAIN = "main"
    ADDITIONAL = "additional"


class Aspect(StrEnum):
    """What an indicator looks at."""

    QUANTITY = "quantity"
    QUALITY = "quality"
    TIME = "time"
    COST = "cost"


class Direction(StrEnum):
    """Which values meet the target."""

    MORE = "more"  # the target or more
    LESS = "less"  # the target or less
    WITHIN = "within"  # from the target to its upper end


class Gathering(StrEnum):
    """How entries become the year's realisation."""

    SUM = "sum"  # pieces of work add up
    LATEST = "latest"  # a level: the newest entry counts


class Rhythm(StrEnum):
    """How often an entry is expected."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"


@dataclass(frozen=True, kw_only=True, slots=True)
class IndicatorTerms:
    """What an indicator asks. target, target_high: thousandths of `unit_name`; the latter only where `within`."""

    aspect: Aspect
    name: str
    unit_name: str
    direction: Direction
    target: int
    target_high: int | None
    gathering: Gathering
    rhythm: Rhythm
    due_on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanIndicator(IndicatorTerms):
    """An indicator of a version of a plan; the measure lasts over all of a year's versions."""

    measure_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class MilestoneTerms:
    """A step of a project. weight: thousandths of a percent of the whole work; cost: rupiah."""

    name: str
    due_on: date
    weight: int
    cost: int


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanMilestone(MilestoneTerms):
    """A step of a project in a version of a plan; each version numbers its steps anew."""

    id: int = field(compare=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class ProjectTerms:
    """What a project is to be. budget: rupiah."""

    name: str
    start_on: date
    finish_on: date
    budget: int


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanProject(ProjectTerms):
    """A project of a version of a plan, with its steps by date."""

    measure_id: int
    milestones: tuple[PlanMilestone, ...] = ()

    @property
    def weight(self) -> int:
        """Return how much of the work the steps make up, in thousandths of a percent."""
        return sum(milestone.weight for milestone in self.milestones)

    @property
    def cost(self) -> int:
        """Return what the steps cost together, in rupiah."""
        return sum(milestone.cost for milestone in self.milestones)


@dataclass(frozen=True, kw_only=True, slots=True)
class GoalTerms:
    """What an officer is to achieve. serves_goal_id: the superior's goal it contributes to."""

    kind: RowKind
    result: str
    serves_goal_id: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanGoal(GoalTerms):
    """A goal as a version of a plan words it, with how it is measured."""

    goal_id: int
    indicators: tuple[PlanIndicator, ...] = ()
    projects: tuple[PlanProject, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Annexes:
    """What a plan says besides its goals."""

    support: str = ""
    accountability: str = ""
    consequences: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanContent:
    """All that a version of a plan says. expectations: behaviour -> what the superior expects, where written."""

    goals: tuple[PlanGoal, ...] = ()
    expectations: Mapping[str, str] = field(default_factory=dict)
    annexes: Annexes = field(default_factory=Annexes)

    @property
    def indicators(self) -> tuple[PlanIndicator, ...]:
        """Return the indicators of all goals."""
        return tuple(indicator for goal in self.goals for indicator in goal.indicators)

    @property
    def projects(self) -> tuple[PlanProject, ...]:
        """Return the projects of all goals."""
        return tuple(project for goal in self.goals for project in goal.projects)


class Lack(StrEnum):
    """What a plan lacks."""

    MAIN_GOAL = "main_goal"
    MEASURE = "measure"
    SERVED_GOAL = "served_goal"  # the goal it serves is no longer the superior's
    DUE_IN_YEAR = "due_in_year"
    PROJECT_IN_YEAR = "project_in_year"
    WEIGHTS = "weights"
    COSTS = "costs"
    MILESTONE_IN_PROJECT = "milestone_in_project"
    LINK = "link"  # serves no goal of the superior
    EXPECTATION = "expectation"


WARNINGS = frozenset({Lack.LINK, Lack.EXPECTATION})
"""What is worth saying but keeps no plan from being submitted."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """Something that a plan lacks. about: the goal, indicator, project or behaviour, by name or key."""

    lack: Lack
    about: str = ""
    goal_id: int | None = None

    @property
    def blocks(self) -> bool:
        """Tell whether the plan cannot be submitted like this."""
        return self.lack not in WARNINGS


def check(content: PlanContent, first: date, superior_goals: Collection[int]) -> tuple[Finding, ...]:
    """Return what a plan lacks, goal by goal.

    first: the first day that it counts. superior_goals: ids of those the direct superior has this year.
    """
    found: list[Finding] = []
    if not any(goal.kind is RowKind.MAIN for goal in content.goals):
        found.append(Finding(lack=Lack.MAIN_GOAL))
    for goal in content.goals:
        found += _check_goal(goal, first, superior_goals)
    found += [
        Finding(lack=Lack.EXPECTATION, about=key) for key in BEHAVIOUR_KEYS if key not in content.expectations
    ]
    return tuple(found)


def _check_goal(goal: PlanGoal, first: date, superior_goals: Collection[int]) -> Iterator[Finding]:
    def lacks(lack: Lack, about: str = goal.result) -> Finding:
        return Finding(lack=lack, about=about, goal_id=goal.goal_id)

    if not goal.indicators and not goal.projects:
        yield lacks(Lack.MEASURE)
    if goal.serves_goal_id is not None and goal.serves_goal_id not in superior_goals:
        yield lacks(Lack.SERVED_GOAL)
    if goal.serves_goal_id is None and superior_goals and goal.kind is RowKind.MAIN:
        yield lacks(Lack.LINK)
    last = date(first.year, 12, 31)
    yield from (lacks(Lack.DUE_IN_YEAR, item.name) for item in goal.indicators if not first <= item.due_on <= last)
    yield from (lacks(lack, project.name) for project in goal.projects for lack in _project_lacks(project, first))


def _project_lacks(project: PlanProject, first: date) -> Iterator[Lack]:
    """Return what a project lacks; one that is taken over may have begun before the plan, in the same year."""
    years = (project.start_on.year, project.finish_on.year)
    if years != (first.year, first.year) or project.finish_on < first:
        yield Lack.PROJECT_IN_YEAR
    if project.weight != WHOLE_WORK:
        yield Lack.WEIGHTS
    if project.cost != project.budget:
        yield Lack.COSTS
    if any(not project.start_on <= step.due_on <= project.finish_on for step in project.milestones):
        yield Lack.MILESTONE_IN_PROJECT


def may_submit(findings: Iterable[Finding]) -> bool:
    """Tell whether nothing that was found keeps a plan from being submitted."""
    return not any(finding.blocks for finding in findings)


def starts_on(year: int, since: date) -> date:
    """Return the first day that a year's plan counts: 1 January, or the day in that year when the post began."""
    return since if since.year == year else date(year, 1, 1)


def in_year(day: date, year: int) -> date:
    """Return the same day of another year; 29 February becomes the 28th where there is none."""
    last = calendar.monthrange(year, day.month)[1]
    return day.replace(year=year, day=min(day.day, last))
