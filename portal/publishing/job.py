"""The publishing job: every cutoff that is over, in order, each unit in a transaction of its own."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from portal.db import begin_write
from portal.domain.batches import Cutoff, Decision, Outcome, Policy
from portal.domain.periods import PeriodKind, first_day, month_of
from portal.domain.skm_form import INSTRUMENT
from portal.models.units import Unit
from portal.publishing import actions, edition, queries
from portal.site import SiteView, get_site


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """A unit (or None: the whole government) that is to go through a cutoff."""

    cutoff: Cutoff
    unit_id: int | None


def policy_of(site: SiteView) -> Policy:
    """Return the closing rule's numbers for a site."""
    kind: PeriodKind = site.period
    return Policy(period=kind)


def plan(session: Session, today: date) -> list[Step]:
    """List what is left to do for every month that ended before `today`, units before the government.

    The day the newest cutoff was first worked on stands for all of it, so that a job that was killed and goes
    on the next day publishes the same bytes. A unit that joins later goes through old cutoffs today.
    """
    first = queries.first_month(session)
    if first is None:
        return []
    policy = policy_of(get_site(session))
    done = queries.closings(session, INSTRUMENT)
    newest = max(done, default=None)
    steps: list[Step] = []
    for month in range(first, month_of(today)):
        cutoff = Cutoff.of_month(month, policy, instrument=INSTRUMENT, closed_on=today)
        closed = done.get(cutoff.day, {})
        if cutoff.day == newest:
            cutoff = replace(cutoff, closed_on=min(closed.values()))
        left = [unit_id for unit_id in _unit_ids(session, cutoff) if unit_id not in closed]
        # A job that was killed may have done every unit of its last cutoff but not the government after them.
        if left or cutoff.day == newest:
            steps += [Step(cutoff=cutoff, unit_id=unit_id) for unit_id in (*left, None)]
    return steps


def _unit_ids(session: Session, cutoff: Cutoff) -> list[int]:
    """List the units that go through a cutoff: a closed one until the official period of its end."""
    start = first_day(cutoff.period.first_month)
    return [unit.id for unit in queries.list_units(session, start, cutoff.day)]


def take(session: Session, step: Step, site: SiteView) -> int:
    """Do one step and return how many editions it made. The session must be writing; the caller commits."""
    if step.unit_id is None:
        # Two runs of the job would number the same edition: one waits here for the other.
        queries.lock_units(session)
        return len(edition.build_editions(session, edition.whole_government(site), step.cutoff, site))
    unit = session.get_one(Unit, step.unit_id)
    try:
        decision = actions.close_unit(session, unit, step.cutoff, policy_of(site))
    except actions.AlreadyClosedError:
        return 0  # Another run of the job was here between the plan and now.
    gone = unit.closed_on is not None and unit.closed_on <= step.cutoff.day
    late_follow = decision.outcome is Outcome.CARRIED and not gone
    scope = edition.scope_of(unit)
    return len(edition.build_editions(session, scope, step.cutoff, site, late_follow=late_follow))


def publish(session: Session, today: date, *, progress: Callable[[list[Step]], Iterable[Step]] = iter) -> int:
    """Bring every cutoff before `today` to an end, committing after each unit; return the editions made.

    Killed at any point and run again, it makes what is missing and nothing twice.
    """
    site = get_site(session)
    steps = plan(session, today)
    session.commit()
    made = 0
    for step in progress(steps):
        begin_write(session)
        made += take(session, step, site)
        session.commit()
    return made


def close_period_early(session: Session, unit: Unit, today: date) -> Decision:
    """Close the official period of one unit of a demo now, and publish what that releases.

    Cutoffs that are due come first, or answers of an earlier period would slip into this one. The session
    must be writing.
    """
    site = get_site(session)
    for step in plan(session, today):
        take(session, step, site)
    policy = policy_of(site)
    regular = Cutoff.of_month(month_of(today), policy, instrument=INSTRUMENT, closed_on=today)
    cutoff = replace(regular, day=today, period_ends=True)
    decision = actions.close_early(session, unit, cutoff, policy)
    if decision.published:
        edition.build_editions(session, edition.scope_of(unit), cutoff, site)
    return decision
