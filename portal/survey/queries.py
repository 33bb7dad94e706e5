"""Reads of the citizen's room."""

import json
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.answering import is_withdrawn
from portal.domain import receipts
from portal.domain.periods import MONTHS_IN, Period, last_day, month_of, period_of
from portal.domain.words import Words
from portal.models.batches import Batch
from portal.models.comment_desk import Reply
from portal.models.comments import Comment
from portal.models.editions import Edition
from portal.models.responses import Handle, Response
from portal.models.units import Unit


@dataclass(frozen=True, kw_only=True, slots=True)
class ReceiptState:
    """What a receipt may tell: never the rating.

    state: waiting, closed (in a batch not yet public), published or withdrawn. editions: oldest first. reply:
    what the office answered to the comment, if there is one.
    """

    unit: Words
    unit_slug: str
    month: int
    state: str
    editions: tuple["CountedIn", ...]
    reply: "ReplyState | None"


@dataclass(frozen=True, kw_only=True, slots=True)
class CountedIn:
    """An edition that counts a response. year, number: of its period; 0 for an interim edition."""

    id: str
    kind: str
    sequence: int
    year: int
    number: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ReplyState:
    """An office's reply, and whether the writer has answered it: what the writer said is not shown again."""

    text: str
    posted_on: date
    answered: bool


def find_receipt(session: Session, receipt: str) -> ReceiptState | None:
    """Find what became of the response that a receipt belongs to."""
    row = session.execute(
        select(Response.unit_id, Response.month, Response.id, Response.batch_id, Unit)
        .join(
            Handle,
            (Handle.unit_id == Response.unit_id)
            & (Handle.month == Response.month)
            & (Handle.response_id == Response.id),
        )
        .join(Unit, Unit.id == Response.unit_id)
        .where(Handle.handle == receipts.handle(receipt, "response"))
    ).one_or_none()
    if row is None:
        return None
    unit: Unit = row.Unit
    batch = session.get(Batch, row.batch_id) if row.batch_id else None
    editions: tuple[CountedIn, ...] = ()
    if is_withdrawn(session, row.unit_id, row.month, row.id):
        state = "withdrawn"
    elif batch is None:
        state = "waiting"
    else:
        editions = _editions_of(session, batch, unit.slug)
        state = "published" if editions else "closed"
    return ReceiptState(
        unit=unit.name,
        unit_slug=unit.slug,
        month=row.month,
        state=state,
        editions=editions,
        reply=_find_reply(session, receipt),
    )


def _find_reply(session: Session, receipt: str) -> ReplyState | None:
    """Find the reply to a receipt's comment; a comment that was taken back or erased has none any more."""
    rows = session.execute(
        select(Reply.side, Reply.text, Reply.posted_on)
        .join(Comment, (Comment.unit_id == Reply.unit_id) & (Comment.id == Reply.comment_id))
        .where(Comment.handle == receipts.handle(receipt, "comment"), Comment.state == "waiting")
        .order_by(Reply.side)
    )
    sides = {row.side: row for row in rows}
    said = sides.get("unit")
    if said is None or not said.text:
        return None
    return ReplyState(text=said.text, posted_on=said.posted_on, answered="writer" in sides)


def _editions_of(session: Session, batch: Batch, slug: str) -> tuple[CountedIn, ...]:
    """Return the newest revisions of the unit's editions that count a batch, oldest first."""
    if batch.released_on is None:
        return ()
    rows = session.execute(
        select(Edition.kind, Edition.sequence, Edition.id, Edition.document)
        .where(
            Edition.unit_id == batch.unit_id,
            Edition.has_figure,
            Edition.cutoff >= batch.released_on,
            Edition.cutoff <= last_day(period_of(month_of(batch.released_on), "year").last_month),
        )
        .order_by(Edition.cutoff, Edition.kind, Edition.sequence, Edition.revision)
    )
    name = f"{slug}/{batch.number}"
    counting = {
        (row.kind, row.sequence): _counted_in(row.id, row.kind, row.sequence)
        for row in rows
        if name in json.loads(row.document)["batches"]
    }
    return tuple(counting.values())


def _counted_in(edition_id: str, kind: str, sequence: int) -> CountedIn:
    period = Period(kind=kind, sequence=sequence) if kind in MONTHS_IN else None
    return CountedIn(
        id=edition_id,
        kind=kind,
        sequence=sequence,
        year=period.year if period else 0,
        number=period.number if period else 0,
    )
