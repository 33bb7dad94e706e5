"""The publishing job: every cutoff that is over, one after the other, each unit in a transaction of its own."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from portal.db import begin_write
from portal.domain.batches import Decision, Outcome, Policy
from portal.domain.periods import PeriodKind, month_of
from portal.models.units import Unit
from portal.publishing import actions, edition, queries
from portal.publishing.actions import Cutoff
from portal.site import SiteView, get_site

INSTRUMENT = "skm"


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """A unit (or None: the whole government) that is to go through a cutoff."""

    cutoff: Cutoff
    unit_slug: str | None
    unit_id: int | None


def policy_of(site: SiteView) -> Policy:
    """Return the closing rule's numbers for a site."""
    kind: PeriodKind = site.period  # type: ignore[assignment]
    return Policy(period=kind)


def plan(session: Session, today: date) -> list[Step]:
    """List what is left to do for every month that ended before `today`."""
    first = queries.first_month(session)
    if first is None:
        return []
    policy = policy_of(get_site(session))
    done = queries.closings(session, INSTRUMENT)
    last_done = max((cutoff for _, cutoff in done), default=None)
    steps: list[Step] = []
    for month in range(first, month_of(today)):
        cutoff = Cutoff.of_month(month, policy, closed_on=today)
        left = list(_units_left(session, cutoff, done))
        # A job that was killed may have done every unit of its last cutoff but not the government after them.
        if left or cutoff.day == last_done:
            steps += [*left, Step(cutoff=cutoff, unit_slug=None, unit_id=None)]
    return steps


def _units_left(session: Session, cutoff: Cutoff, done: dict[tuple[int, date], date]) -> Iterator[Step]:
    """Yield the units that have not gone through a cutoff.

    The day a cutoff was first worked on stands for all its units, so that a job that was killed and goes on the
    next day publishes the same bytes.
    """
    begun = min((day for (_, closed), day in done.items() if closed == cutoff.day), default=cutoff.closed_on)
    for unit in queries.list_units(session, cutoff.day):
        if (unit.id, cutoff.day) not in done:
            yield Step(cutoff=replace(cutoff, closed_on=begun), unit_slug=unit.slug, unit_id=unit.id)


def take(session: Session, step: Step, site: SiteView) -> int:
    """Do one step and return how many editions it made. The caller commits."""
    begin_write(session)
    if step.unit_id is None:
        return len(
            edition.build_editions(
                session, edition.whole_government(site), INSTRUMENT, step.cutoff, site
            )
        )
    unit = session.get_one(Unit, step.unit_id)
    try:
        decision = actions.close_unit(session, unit, INSTRUMENT, step.cutoff, policy_of(site))
    except actions.AlreadyClosedError:
        return 0  # Another run of the job was here between the plan and now.
    return len(
        edition.build_editions(
            session,
            edition.scope_of(unit),
            INSTRUMENT,
            step.cutoff,
            site,
            late_follow=decision.outcome is Outcome.CARRIED,
        )
    )


def publish(
    session: Session, today: date, *, progress: Callable[[list[Step]], Iterable[Step]] = iter
) -> int:
    """Bring every cutoff before `today` to an end, committing after each unit; return the editions made.

    Killed at any point and run again, it makes what is missing and nothing twice.
    """
    site = get_site(session)
    steps = plan(session, today)
    session.commit()
    made = 0
    for step in progress(steps):
        made += take(session, step, site)
        session.commit()
    return made


def close_period_early(session: Session, unit: Unit, today: date) -> Decision:
    """Close the official period of one unit of a demo now, and publish what that releases.

    The session must be writing.
    """
    site = get_site(session)
    policy = policy_of(site)
    regular = Cutoff.of_month(month_of(today), policy, closed_on=today)
    cutoff = replace(regular, day=today, period_ends=True)
    decision = actions.close_early(session, unit, INSTRUMENT, cutoff, policy)
    if decision.published:
        edition.build_editions(session, edition.scope_of(unit), INSTRUMENT, cutoff, site)
    return decision
