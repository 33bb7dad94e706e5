"""A project against its plan: the planned curve, and what earned value says of time and money.

The value earned is what the plan meant to pay for the work that is done, read off the planned curve; so a project
whose first steps are the dear ones is not blamed for paying them. Percents of work are thousandths of a percent.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from math import ceil

from portal.domain import indicators
from portal.domain.indicators import Attention, Standing, Target
from portal.domain.plans import WHOLE_WORK, Direction, Gathering, PlanProject, Rhythm

_LONGEST = 10
"""A project that would take ten times as long as planned has no finish worth naming."""
_CLOSE = Fraction(1, 20)
"""Within five percent, work and costs go as planned."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Planned:
    """What is to be done and spent when a day ends."""

    on: date
    work: Fraction
    cost: Fraction


@dataclass(frozen=True, kw_only=True, slots=True)
class EarnedValue:
    """Where a project stood on the day of a report.

    work_planned, work_done: thousandths of a percent. planned, earned, spent: rupiah (PV, EV, AC). schedule,
    costs: SPI and CPI, 1 is as planned and below it is worse. at_completion: what it will cost if it goes on like
    this. Each is None where it is not defined: nothing planned yet, nothing spent, nothing done.
    """

    on: date
    work_planned: Fraction
    work_done: int
    planned: Fraction
    earned: Fraction
    spent: int | None
    schedule: Fraction | None
    costs: Fraction | None
    at_completion: Fraction | None
    finish_on: date | None

    @property
    def lead(self) -> Fraction:
        """Return how far the work is ahead of the plan, below 0 behind it, in thousandths of a percent."""
        return self.work_done - self.work_planned

    @property
    def overspent(self) -> Fraction | None:
        """Return the share by which the work cost more than planned for it; None within five percent."""
        if not self.costs:
            return None
        share = 1 / self.costs - 1
        return share if abs(share) > _CLOSE else None


def curve(project: PlanProject) -> tuple[Planned, ...]:
    """Return the corners of the planned curve: the start, each day on which steps are due, the finish."""
    work, cost = Fraction(0), Fraction(0)
    found = {project.start_on: Planned(on=project.start_on, work=work, cost=cost)}
    for step in sorted(project.milestones, key=lambda step: step.due_on):
        work, cost = work + step.weight, cost + step.cost
        found[step.due_on] = Planned(on=step.due_on, work=work, cost=cost)
    if not project.milestones:
        work, cost = Fraction(WHOLE_WORK), Fraction(project.budget)
    if project.finish_on not in found:
        found[project.finish_on] = Planned(on=project.finish_on, work=work, cost=cost)
    return tuple(found.values())


def planned(project: PlanProject, day: date) -> Planned:
    """Return what is to be done and spent when a day ends: between two corners it grows evenly."""
    corners = curve(project)
    if day < corners[0].on:
        return Planned(on=day, work=Fraction(0), cost=Fraction(0))
    for before, after in pairwise(corners):
        if day < after.on:
            share = Fraction((day - before.on).days, (after.on - before.on).days)
            return Planned(
                on=day,
                work=before.work + share * (after.work - before.work),
                cost=before.cost + share * (after.cost - before.cost),
            )
    return Planned(on=day, work=corners[-1].work, cost=corners[-1].cost)


def earned_value(project: PlanProject, *, work_done: int, spent: int | None, on: date) -> EarnedValue:
    """Compare a report with the plan. work_done: thousandths of a percent; spent: rupiah so far, None unknown."""
    plan, corners = planned(project, on), curve(project)
    days, earned = _reached(corners, work_done)
    costs = earned / spent if spent else None
    return EarnedValue(
        on=on,
        work_planned=plan.work,
        work_done=work_done,
        planned=plan.cost,
        earned=earned,
        spent=spent,
        schedule=earned / plan.cost if plan.cost else None,
        costs=costs,
        at_completion=corners[-1].cost / costs if costs else None,
        finish_on=on if work_done >= corners[-1].work else _finish(project, days, on),
    )


def target_of(start_on: date, finish_on: date) -> Target:
    """Return a project's days as an indicator: all of the work by the last one, reported each month."""
    return Target(
        direction=Direction.MORE,
        low=WHOLE_WORK,
        high=None,
        gathering=Gathering.LATEST,
        rhythm=Rhythm.MONTHLY,
        start=start_on,
        due_on=finish_on,
    )


def standing(project: PlanProject, value: EarnedValue | None, today: date) -> Standing:
    """Say where a project stands; on track means at most five percent of the work behind its plan."""
    if value is None:
        return Standing.NO_DATA
    if value.work_done >= WHOLE_WORK:
        return Standing.REACHED
    if today > project.finish_on:
        return Standing.MISSED
    return Standing.ON_TRACK if value.lead >= -_CLOSE * WHOLE_WORK else Standing.BEHIND


def attention(target: Target, work_done: int | None, last_on: date | None, today: date) -> Attention | None:
    """Say why a project needs somebody's attention; one whose work is done never does."""
    if work_done is not None and work_done >= WHOLE_WORK:
        return None
    return indicators.attention(target, work_done, last_on, today)


def _reached(corners: Sequence[Planned], work_done: int) -> tuple[Fraction, Fraction]:
    """Return after how many days, and for how many rupiah, the plan has as much work done."""
    start = Planned(on=corners[0].on, work=Fraction(0), cost=Fraction(0))
    for before, after in pairwise((start, *corners)):
        if before.work <= work_done < after.work:
            share = (work_done - before.work) / (after.work - before.work)
            days = (before.on - start.on).days + share * (after.on - before.on).days
            return days, before.cost + share * (after.cost - before.cost)
    return Fraction((corners[-1].on - start.on).days), corners[-1].cost


def _finish(project: PlanProject, earned_days: Fraction, on: date) -> date | None:
    """Carry the pace so far on: the days that passed against the planned days of the work that is done."""
    passed = (on - project.start_on).days
    if passed <= 0 or earned_days <= 0:
        return None
    whole = (project.finish_on - project.start_on).days
    needed = whole * passed / earned_days
    return None if needed > _LONGEST * whole else project.start_on + timedelta(days=ceil(needed))
