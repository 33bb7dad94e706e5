"""What offices achieved against their plans: counted over people, never about one.

Whatever is published, and whatever can be had by subtracting what is published, is about nobody or about at
least `FEWEST` people. Offices with fewer combine with the office above them; every office is in one group at most,
and no total over groups exists. Inside a group each block of figures (an aspect, the entries, the projects) stands
on at least as many people or is left out, and a revision only appears if as many people's figures changed since
each that was published before it. A block in which everything stands alike, for good or bad, is left out too: of
whoever belongs to it one would know how they stand.

Source: integrity rules, section 4, and the duty to announce performance (UU 14/2008 art. 9).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.domain import projects
from portal.domain.evaluations import Term
from portal.domain.indicators import Standing, Target, realised, standing, target_of
from portal.domain.plans import WHOLE_WORK, Aspect, PlanContent, PlanProject
from portal.domain.progress import Step, counting
from portal.domain.skm import half_up
from portal.domain.workdays import add_workdays

FEWEST = 5
"""People that any published figure is about."""
RIPE_AFTER = 10
"""Working days after a quarter's end: by then its last entries are in."""

STANDINGS = (Standing.REACHED, Standing.ON_TRACK, Standing.BEHIND, Standing.MISSED, Standing.NO_DATA)
PEOPLE, ENTRIES, PROJECTS = "people", "entries", "projects"
FIELDS: Mapping[str, tuple[str, ...]] = {
    **{aspect.value: tuple(each.value for each in STANDINGS) for aspect in Aspect},
    ENTRIES: ("all", "with_evidence"),
    PROJECTS: ("count", "budget", "planned", "spent", "work_planned", "work_done"),
}
"""Block -> the names of its sums. Of projects: rupiah, and the work as rupiah times thousandths of a percent."""

Work = Mapping[str, tuple[int, ...]]
"""Block -> sums of one officer; a block is missing where the officer has nothing of it."""


def last_finished(today: date) -> Term:
    """Return the last quarter that is over."""
    quarter = (today.month - 1) // 3
    return Term(year=today.year, quarter=quarter) if quarter else Term(year=today.year - 1, quarter=4)


def ripe_on(term: Term) -> date:
    """Return the day from which a quarter may be published without anybody asking."""
    return add_workdays(term.last_day, RIPE_AFTER)


def work_of(content: PlanContent, starts_on: date, steps: Mapping[int, Sequence[Step]], term: Term) -> Work:
    """Count one officer's plan as it stood on a quarter's last day; nothing if it had not begun by then.

    starts_on: the first day that the plan counts. steps: measure -> its entries.
    """
    if starts_on > term.last_day:
        return {}
    counted: Counter[tuple[str, Standing]] = Counter()
    entries = [0, 0]
    for indicator in content.indicators:
        found = _until(steps.get(indicator.measure_id, ()), term)
        target = target_of(indicator, starts_on)
        counted[indicator.aspect.value, _standing(target, found, term)] += 1
        _add_entries(entries, found)
    projects_sums = []
    for project in content.projects:
        found = _until(steps.get(project.measure_id, ()), term)
        projects_sums.append(_project(project, found, term))
        _add_entries(entries, found)
    aspects = {aspect for aspect, _each in counted}
    work = {aspect: tuple(counted[aspect, each] for each in STANDINGS) for aspect in sorted(aspects)}
    if projects_sums:
        work[PROJECTS] = tuple(map(sum, zip(*projects_sums, strict=True)))
    return {**work, ENTRIES: tuple(entries)} if work else {}


def _until(steps: Sequence[Step], term: Term) -> list[Step]:
    return [step for step in counting(steps) if step.on_day <= term.last_day]


def _add_entries(entries: list[int], found: Sequence[Step]) -> None:
    entries[0] += len(found)
    entries[1] += sum(step.has_evidence for step in found)


def _standing(target: Target, found: Sequence[Step], term: Term) -> Standing:
    values = [step.value for step in found if step.value is not None]
    return standing(target, realised(values, target.gathering), term.last_day)


def _project(project: PlanProject, found: Sequence[Step], term: Term) -> tuple[int, ...]:
    plan = projects.planned(project, term.last_day)
    done, spent = (found[-1].value or 0, found[-1].spent or 0) if found else (0, 0)
    work = project.budget * half_up(plan.work, 0), project.budget * done
    return 1, project.budget, half_up(plan.cost, 0), spent, *work


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """Sums of a block over people."""

    people: int
    sums: tuple[int, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Tally:
    """What people together did. people: those with anything that is measured."""

    people: int = 0
    blocks: Mapping[str, Block]

    @property
    def of_enough(self) -> frozenset[str]:
        """Return the blocks that enough people stand behind."""
        return frozenset(name for name, block in self.blocks.items() if block.people >= FEWEST)

    @property
    def shown(self) -> dict[str, tuple[int, ...]]:
        """Return the blocks that enough people stand behind and that tell of none of them."""
        enough = {name: self.blocks[name].sums for name in self.blocks if name in self.of_enough}
        return {name: sums for name, sums in enough.items() if not stands_alike(name, sums)}


def stands_alike(name: str, sums: Sequence[int]) -> bool:
    """Tell whether the sums of a block say how each single person stands: all the same."""
    if name == ENTRIES:
        entries, with_evidence = sums
        return with_evidence in {0, entries}
    if name == PROJECTS:
        sum_of = dict(zip(FIELDS[PROJECTS], sums, strict=True))
        return sum_of["spent"] == 0 or sum_of["work_done"] in {0, sum_of["budget"] * WHOLE_WORK}
    return sum(count > 0 for count in sums) < 2


def tally(works: Iterable[Work]) -> Tally:
    """Add the work of officers up."""
    return add(
        Tally(people=bool(work), blocks={name: Block(people=1, sums=sums) for name, sums in work.items()})
        for work in works
    )


def add(tallies: Iterable[Tally]) -> Tally:
    """Add tallies up."""
    people, blocks = 0, dict[str, Block]()
    for each in tallies:
        people += each.people
        for name, block in each.blocks.items():
            blocks[name] = _plus(blocks[name], block) if name in blocks else block
    return Tally(people=people, blocks=blocks)


def _plus(one: Block, other: Block) -> Block:
    sums = tuple(map(sum, zip(one.sums, other.sums, strict=True)))
    return Block(people=one.people + other.people, sums=sums)


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """Offices that are published together. head: whose name it bears, None for the whole government."""

    head: int | None
    offices: tuple[int, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Grouping:
    """Who is published together. left: offices that have people and are published nowhere."""

    groups: tuple[Group, ...]
    left: tuple[int, ...]


def combine(people: Mapping[int, int], parents: Mapping[int, int | None]) -> Grouping:
    """Combine offices with few people with the office above, from the bottom up.

    people: office -> people with something measured. parents: every office -> the one above it.
    """
    waiting: dict[int | None, list[int]] = defaultdict(list)
    groups = []
    for office in sorted(parents, key=lambda each: (-_depth(each, parents), each)):
        members = ([office] if people.get(office) else []) + waiting.pop(office, [])
        if sum(people[each] for each in members) >= FEWEST:
            groups.append(Group(head=office, offices=tuple(members)))
        else:
            waiting[parents[office]] += members
    left = tuple(waiting[None])
    if sum(people[each] for each in left) >= FEWEST:
        return Grouping(groups=(*groups, Group(head=None, offices=left)), left=())
    return Grouping(groups=tuple(groups), left=left)


def _depth(office: int, parents: Mapping[int, int | None]) -> int:
    above = parents[office]
    return 0 if above is None else 1 + _depth(above, parents)


def changes(before: Mapping[int, Work], after: Mapping[int, Work]) -> Counter[str]:
    """Return block -> how many officers' figures differ; `people` counts who came or went.

    before, after: officer -> work, the same officers' work as it was known at two times.
    """
    found: Counter[str] = Counter()
    for officer in before.keys() | after.keys():
        old, new = before.get(officer, {}), after.get(officer, {})
        found[PEOPLE] += bool(old) != bool(new)
        found.update(name for name in old.keys() | new.keys() if old.get(name) != new.get(name))
    return +found


class Outcome(StrEnum):
    """What becomes of a group that is counted."""

    NEW = "new"
    REVISED = "revised"
    SAME = "same"  # nothing that is shown changed
    HELD = "held"  # a revision would tell of fewer than `FEWEST` people


def outcome(before: Tally | None, after: Tally, changed: Iterable[Mapping[str, int]]) -> Outcome:
    """Tell what to do with a group. before: as it was last published, None for the first time.

    changed: `changes` since each of its publications, since any of them can be subtracted. Whatever both show must
    have changed for nobody or for at least `FEWEST` people; and so must what only one of them shows though enough
    people stand behind it in both, since it is known that in the other everything stood alike.
    """
    if before is None:
        return Outcome.NEW
    if before.shown == after.shown and before.people == after.people:
        return Outcome.SAME
    told = before.of_enough & after.of_enough & (before.shown.keys() | after.shown.keys())
    few = any(0 < each.get(name, 0) < FEWEST for each in changed for name in (PEOPLE, *told))
    return Outcome.HELD if few or after.people < FEWEST else Outcome.REVISED
