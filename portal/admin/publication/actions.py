"""How a comment comes onto its office's page by two persons, and off it again by one, for good."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.admin.comments.actions import hold, mark_read, stored
from portal.admin.comments.queries import covers_of, is_open_to_office, may_be_taken_back
from portal.domain.comments import Cover, as_letters, covered, pieces
from portal.domain.periods import PeriodKind, period_of
from portal.models.comment_desk import Handling, Reply
from portal.models.statements import Statement

KIND = "comment"


class StillOpenError(ValueError):
    """The writer could still take the comment back."""


class TooEarlyError(ValueError):
    """The office itself may not read the comment yet, so the public may not either."""


class OncePublishedError(ValueError):
    """The comment is or was published; what was retracted does not come back."""


class NotProposedError(ValueError):
    """The comment is not waiting for a decision."""


class SamePersonError(ValueError):
    """Whoever proposed a comment does not decide about it."""


class ChangedError(ValueError):
    """What would be published is no longer what the decider looked at."""


class NotPublishedError(ValueError):
    """The comment is not on the page."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Proposal:
    """What would be published: the text with bars, and the reply or nothing."""

    text: str
    reply: str

    @property
    def seal(self) -> str:
        """Return a digest, so that a decision is about what was looked at."""
        return sha256(f"{self.text}\0{self.reply}".encode()).hexdigest()[:16]


def propose(
    session: Session, unit_id: int, comment_id: bytes, covers: Sequence[Cover], *, by: int, today: date
) -> None:
    """Put a comment forward for publication with these parts covered; once more after it was declined.

    Raises `GoneError`, `TooEarlyError`, `StillOpenError` or `OncePublishedError`.
    """
    month = hold(session, unit_id, comment_id).month
    if not is_open_to_office(session, unit_id, month, today):
        raise TooEarlyError
    if may_be_taken_back(session, unit_id, month):
        raise StillOpenError
    handling = mark_read(session, unit_id, comment_id)
    if handling.statement is not None:
        raise OncePublishedError
    handling.redactions = stored(covers)
    handling.state, handling.note = "proposed", ""
    handling.proposed_by, handling.decided_by = by, None
    session.flush()


def proposal(session: Session, unit_id: int, comment_id: bytes) -> Proposal:
    """Return what would be published. Raises `GoneError` or `NotProposedError`."""
    text = hold(session, unit_id, comment_id).text
    handling = _proposed(session, unit_id, comment_id)
    said = session.get(Reply, (unit_id, comment_id, "unit"))
    shown = covered(pieces(text, covers_of(text, handling.redactions, ())))
    return Proposal(text=as_letters(shown), reply=said.text if said else "")


def publish(
    session: Session,
    unit_id: int,
    comment_id: bytes,
    *,
    by: int,
    seen: str,
    subject: str,
    period: PeriodKind,
    today: date,
) -> Statement:
    """Put a proposed comment on the office's page.

    seen: the seal of the proposal that was looked at. subject: a fresh random name. period: the kind of official
    period that is named beside it. Raises `GoneError`, `NotProposedError`, `SamePersonError` or `ChangedError`.
    """
    shown = proposal(session, unit_id, comment_id)
    if shown.seal != seen:
        raise ChangedError
    handling = _decide(session, unit_id, comment_id, by)
    when = period_of(hold(session, unit_id, comment_id).month, period)
    content = {
        "text": shown.text,
        "reply": shown.reply,
        "period": {"kind": when.kind, "year": when.year, "number": when.number},
    }
    statement = Statement(
        unit_id=unit_id, kind=KIND, subject=subject, revision=0, published_on=today, content=content
    )
    session.add(statement)
    handling.state, handling.statement = "published", subject
    session.flush()
    return statement


def decline(session: Session, unit_id: int, comment_id: bytes, *, by: int, reason: str) -> None:
    """Send a proposed comment back with a reason. Raises `NotProposedError` or `SamePersonError`."""
    handling = _decide(session, unit_id, comment_id, by)
    handling.state, handling.note = "declined", reason
    session.flush()


def retract(session: Session, unit_id: int, comment_id: bytes, *, reason: str, today: date) -> None:
    """Take a published comment off the page for good. Raises `NotPublishedError`."""
    handling = session.get(Handling, (unit_id, comment_id), with_for_update=True)
    if handling is None or handling.state != "published" or handling.statement is None:
        raise NotPublishedError
    same = (Statement.kind == KIND, Statement.subject == handling.statement)
    last = session.scalars(select(func.max(Statement.revision)).where(*same)).one()
    session.add(
        Statement(
            unit_id=unit_id,
            kind=KIND,
            subject=handling.statement,
            revision=last + 1,
            published_on=today,
            content={},
            retracted=True,
        )
    )
    handling.state, handling.note = "declined", reason
    session.flush()


def _proposed(session: Session, unit_id: int, comment_id: bytes) -> Handling:
    handling = session.get(Handling, (unit_id, comment_id), with_for_update=True)
    if handling is None or handling.state != "proposed":
        raise NotProposedError
    return handling


def _decide(session: Session, unit_id: int, comment_id: bytes, by: int) -> Handling:
    handling = _proposed(session, unit_id, comment_id)
    if handling.proposed_by == by:
        raise SamePersonError
    handling.decided_by = by
    return handling
