"""Closing: waiting answers become a batch, a batch becomes tallies, and a release makes it public."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from portal.domain.batches import Account, Decision, Outcome, Policy, Situation, decide
from portal.domain.periods import Period, last_day, month_of, period_of
from portal.models.batches import Batch, Closing, Tally
from portal.models.responses import Response
from portal.models.units import Unit
from portal.publishing import queries


@dataclass(frozen=True, kw_only=True, slots=True)
class Cutoff:
    """A day at whose end answers are cut off. period_ends: the official period is over with it."""

    day: date
    period: Period
    period_ends: bool
    closed_on: date

    @property
    def month(self) -> int:
        """Return the month integer of the day."""
        return month_of(self.day)

    @classmethod
    def of_month(cls, month: int, policy: Policy, closed_on: date) -> "Cutoff":
        """Return the cutoff at the end of a month."""
        period = period_of(month, policy.period)
        return cls(
            day=last_day(month),
            period=period,
            period_ends=month == period.last_month,
            closed_on=closed_on,
        )


class AlreadyClosedError(ValueError):
    """The unit went through this cutoff before."""


def close_unit(session: Session, unit: Unit, instrument: str, cutoff: Cutoff, policy: Policy) -> Decision:
    """Take a unit through a cutoff once: decide, close, tally, release, and remember it.

    The session must be writing (`portal.db.begin_write`).
    """
    # Nobody can withdraw from a batch while it closes: a withdrawal asks for the same row.
    session.execute(select(Unit.id).where(Unit.id == unit.id).with_for_update(key_share=True))
    if queries.is_closed(session, unit.id, instrument, cutoff.day):
        raise AlreadyClosedError
    decision = _close(session, unit, instrument, cutoff, policy)
    session.add(
        Closing(
            unit_id=unit.id,
            instrument=instrument,
            cutoff=cutoff.day,
            outcome=decision.outcome.value,
            closed_on=cutoff.closed_on,
        )
    )
    session.flush()
    return decision


def close_early(session: Session, unit: Unit, instrument: str, cutoff: Cutoff, policy: Policy) -> Decision:
    """Close a demo unit's official period before its end; the regular cutoff still follows."""
    session.execute(select(Unit.id).where(Unit.id == unit.id).with_for_update(key_share=True))
    return _close(session, unit, instrument, cutoff, policy)


def _close(session: Session, unit: Unit, instrument: str, cutoff: Cutoff, policy: Policy) -> Decision:
    last = queries.find_last_batch(session, unit.id, instrument)
    held = last if last is not None and last.released_on is None else None
    decision = decide(
        Situation(
            waiting=queries.count_waiting(session, unit.id, instrument, cutoff.month),
            days=queries.count_days(session, unit.id, last.cutoff if last else None, cutoff.day),
            usual_month=queries.usual_month(session, unit.id, instrument, cutoff.month),
            held=held is not None,
            period_ends=cutoff.period_ends,
        ),
        policy,
    )
    if decision.outcome is Outcome.MERGED and held is not None:
        _fill(session, held, cutoff, start=_start(held, cutoff))
    elif decision.outcome in {Outcome.RELEASED, Outcome.HELD}:
        batch = _new_batch(session, unit, instrument, cutoff, last)
        _fill(session, batch, cutoff, start=_start(last, cutoff))
        if decision.outcome is Outcome.RELEASED:
            batch.released_on = cutoff.day
    if decision.release_held and held is not None:
        held.released_on = cutoff.day
    session.flush()
    return decision


def _start(last: Batch | None, cutoff: Cutoff) -> int:
    """Return the first month whose answers are new to a batch; older ones were carried into it."""
    if last is None:
        return cutoff.period.first_month
    ended = last.cutoff == last_day(last.last_month)
    return max(cutoff.period.first_month, last.last_month + (1 if ended else 0))


def _new_batch(session: Session, unit: Unit, instrument: str, cutoff: Cutoff, last: Batch | None) -> Batch:
    members = queries.open_responses(unit.id, instrument, cutoff.month)
    oldest = session.scalar(select(func.min(Response.month)).where(members))
    batch = Batch(
        unit_id=unit.id,
        instrument=instrument,
        number=last.number + 1 if last else 1,
        period=cutoff.period.sequence,
        first_month=cutoff.month if oldest is None else oldest,
        last_month=cutoff.month,
        cutoff=cutoff.day,
        received=0,
        carried_in=0,
        counted=0,
        quarantined=0,
        void=0,
        carried_out=0,
    )
    session.add(batch)
    session.flush()
    return batch


def _fill(session: Session, batch: Batch, cutoff: Cutoff, *, start: int) -> None:
    """Put every open answer into a batch that is not released, and tally it afresh."""
    members = queries.open_responses(batch.unit_id, batch.instrument, cutoff.month)
    account = _account(session, batch, cutoff, start)
    session.execute(
        update(Response).where(members).values(batch_id=batch.id).execution_options(synchronize_session=False)
    )
    batch.last_month, batch.cutoff = cutoff.month, cutoff.day
    batch.received += account.received
    batch.carried_in += account.carried_in
    batch.counted += account.counted
    batch.quarantined += account.quarantined
    batch.void += account.void
    session.flush()
    _tally(session, batch)


def _account(session: Session, batch: Batch, cutoff: Cutoff, start: int) -> Account:
    """Count what a batch is about to take, and where it came from."""
    members = queries.open_responses(batch.unit_id, batch.instrument, cutoff.month)

    def count(*conditions: object) -> int:
        query = select(func.count()).select_from(Response).where(*conditions)  # type: ignore[arg-type]
        return session.scalar(query) or 0

    quarantined = count(
        Response.unit_id == batch.unit_id,
        Response.batch_id.is_(None),
        Response.month.between(start, cutoff.month),
        queries.is_quarantined(),
    )
    carried_in = count(members, Response.month < start)
    received = count(members, Response.month >= start)
    void = count(members, queries.is_void())
    return Account(
        received=received + quarantined,
        carried_in=carried_in,
        counted=received + carried_in - void,
        quarantined=quarantined,
        void=void,
        carried_out=0,
    )


def _tally(session: Session, batch: Batch) -> None:
    """Count a batch's answers in SQL; a held batch that was completed is counted afresh."""
    session.execute(delete(Tally).where(Tally.batch_id == batch.id))
    versions = queries.versions_in_batch(session, batch)
    rows = []
    for query in queries.tally_rows(batch.id, batch.unit_id, versions):
        for version_id, service_id, counter_id, tier, n, total, squares, *flat in session.execute(query):
            rows.append(
                {
                    "batch_id": batch.id,
                    "version_id": version_id,
                    "service_id": service_id,
                    "counter_id": counter_id,
                    "tier": tier,
                    "n": n,
                    "total": int(total),
                    "squares": int(squares),
                    "counts": [[int(count) for count in flat[at : at + 4]] for at in range(0, len(flat), 4)],
                }
            )
    if rows:
        session.execute(insert(Tally), rows)
