"""Closing: waiting answers become a batch, a batch becomes tallies, and a release makes it public."""

from collections.abc import Iterable, Sequence
from itertools import islice

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from portal.domain.batches import Cutoff, Decision, Outcome, Policy, Situation, decide
from portal.domain.periods import last_day
from portal.models.batches import Batch, Closing, Tally
from portal.models.responses import Day, Handle, Response
from portal.models.sheets import Sheet
from portal.models.units import Unit
from portal.publishing import queries


class AlreadyClosedError(ValueError):
    """The unit went through this cutoff before."""


def close_unit(session: Session, unit: Unit, cutoff: Cutoff, policy: Policy) -> Decision:
    """Take a unit through a cutoff once: decide, close, tally, release, and remember it.

    The session must be writing (`portal.db.begin_write`).
    """
    queries.lock_units(session, unit.id)
    if queries.is_closed(session, unit.id, cutoff.instrument, cutoff.day):
        raise AlreadyClosedError
    decision = _close(session, unit, cutoff, policy)
    session.add(
        Closing(
            unit_id=unit.id,
            instrument=cutoff.instrument,
            cutoff=cutoff.day,
            outcome=decision.outcome.value,
            closed_on=cutoff.closed_on,
        )
    )
    session.flush()
    return decision


def close_early(session: Session, unit: Unit, cutoff: Cutoff, policy: Policy) -> Decision:
    """Close a demo unit's official period before its end; the regular cutoff still follows."""
    queries.lock_units(session, unit.id)
    return _close(session, unit, cutoff, policy)


def _close(session: Session, unit: Unit, cutoff: Cutoff, policy: Policy) -> Decision:
    instrument = cutoff.instrument
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
        batch = _new_batch(session, unit, cutoff, last)
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


def _new_batch(session: Session, unit: Unit, cutoff: Cutoff, last: Batch | None) -> Batch:
    members = queries.open_responses(unit.id, cutoff.instrument, cutoff.month)
    oldest = session.scalar(select(func.min(Response.month)).where(members))
    batch = Batch(
        unit_id=unit.id,
        instrument=cutoff.instrument,
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
    """Put every open answer into a batch that is not released, count it afresh, and add to its account.

    The months come out of the statement that sets the batch, so an answer accepted meanwhile is either in the
    batch and all its counts, or waits for the next one.
    """
    members = queries.open_responses(batch.unit_id, batch.instrument, cutoff.month)
    months = session.scalars(
        update(Response).where(members).values(batch_id=batch.id).returning(Response.month),
        execution_options={"synchronize_session": False},
    ).all()
    # A month that still runs is looked through for quarantined answers once it is over.
    until = cutoff.month - 1 if cutoff.early else cutoff.month
    quarantined = queries.count_quarantined(session, batch.unit_id, batch.instrument, start, until)
    void, counted = queries.count_void(session, batch), _tally(session, batch)
    carried_in = sum(month < start for month in months)
    batch.last_month, batch.cutoff = cutoff.month, cutoff.day
    batch.received += len(months) - carried_in + quarantined
    batch.carried_in += carried_in
    batch.quarantined += quarantined
    batch.void, batch.counted = void, counted
    session.flush()
    _cut_traces(session, batch)


def _cut_traces(session: Session, batch: Batch) -> None:
    """Write a closed batch's handles and sheets and its unit's day flags again, unchanged.

    PostgreSQL marks each row with the transaction that wrote it, so whoever reads those marks could join a
    comment to the scores, and to the day, that came with it. Afterwards all of them bear this transaction's.
    """
    if session.get_bind().dialect.name != "postgresql":
        return
    members = select(Response.id).where(Response.unit_id == batch.unit_id, Response.batch_id == batch.id)
    mine = (
        Handle.unit_id == batch.unit_id,
        Handle.month.between(batch.first_month, batch.last_month),
        Handle.response_id.in_(members),
    )
    unsynchronised = {"synchronize_session": False}
    session.execute(update(Handle).where(*mine).values(seed=Handle.seed), execution_options=unsynchronised)
    keyed = (Sheet.unit_id == batch.unit_id, Sheet.response_id.in_(members))
    session.execute(update(Sheet).where(*keyed).values(month=Sheet.month), execution_options=unsynchronised)
    session.execute(
        update(Day).where(Day.unit_id == batch.unit_id, Day.day <= batch.cutoff).values(day=Day.day),
        execution_options=unsynchronised,
    )


def _tally(session: Session, batch: Batch) -> int:
    """Count a batch's answers in SQL, afresh when a held batch was completed; return how many count."""
    session.execute(delete(Tally).where(Tally.batch_id == batch.id))
    versions = queries.versions_in_batch(session, batch)
    rows = []
    for query in queries.tally_rows(batch.id, batch.unit_id, versions):
        for version_id, service_id, counter_id, tier, n, total, squares, *flat in session.execute(query):
            rows.append(
                {
                    "batch_id": batch.id,
                    "version_id": version_id,
                    "service_id": service_id or 0,
                    "counter_id": counter_id,
                    "tier": tier,
                    "n": n,
                    "total": int(total),
                    "squares": int(squares),
                    "counts": _by_question(flat, versions[version_id]),
                }
            )
    if rows:
        session.execute(insert(Tally), rows)
    return sum(row["n"] for row in rows)


def _by_question(counts: Iterable[int], sizes: Sequence[int]) -> list[list[int]]:
    """Cut a row of counts into one list a question."""
    rest = iter(counts)
    return [[int(count) for count in islice(rest, size)] for size in sizes]
