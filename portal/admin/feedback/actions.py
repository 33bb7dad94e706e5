"""Write a note of feedback, see it, record a talk about performance and confirm it."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.admin.people import Person
from portal.admin.sending import find_sent
from portal.domain.evaluations import Term
from portal.domain.feedback import check_dialogue, kind_of_note, speaks_of_work
from portal.models.plans import Measure
from portal.models.progress import Dialogue, Entry, FeedbackNote


class NotForYouError(PermissionError):
    """The author is neither the officer, nor the direct superior, nor of the same office."""


class NotTheirsError(ValueError):
    """The measure or the entry is another officer's, or not for the author to name."""


class AlreadyConfirmedError(ValueError):
    """The talk was confirmed before; that is done once."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NoteDraft:
    """What a note says. behaviour: a key of `BEHAVIOURS`. entry_id, link: the evidence, each may be missing."""

    text: str
    behaviour: str = ""
    measure_id: int | None = None
    entry_id: int | None = None
    link: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class DialogueDraft:
    """A talk as its superior records it."""

    term: Term
    held_on: date
    discussed: str
    agreed: str


def write_note(session: Session, author: Person, officer: Person, draft: NoteDraft, now: datetime) -> int:
    """Write a note about an officer and return its id; it never changes, and is kept once if it is sent twice.

    Raises `NotForYouError` or `NotTheirsError`.
    """
    same_office = author.unit_id == officer.unit_id
    kind = kind_of_note(author.id, officer.id, superior=officer.supervisor_id, same_office=same_office)
    if kind is None:
        raise NotForYouError
    _check_work(session, officer, draft, may_name=speaks_of_work(kind))
    sent = {"employee_id": officer.id, "author_id": author.id, "kind": kind, **asdict(draft)}
    again = find_sent(session, FeedbackNote, sent, at=FeedbackNote.written_at, now=now)
    if again is not None:
        return again.id
    note = FeedbackNote(**sent, written_at=now)
    session.add(note)
    session.flush()
    return note.id


def _check_work(session: Session, officer: Person, draft: NoteDraft, *, may_name: bool) -> None:
    for model, key in ((Measure, draft.measure_id), (Entry, draft.entry_id)):
        if key is None:
            continue
        theirs = session.scalar(select(model.employee_id).where(model.id == key))
        if not may_name or theirs != officer.id:
            raise NotTheirsError


def mark_seen(session: Session, officer: Person, note_ids: Collection[int], now: datetime) -> None:
    """Write down that an officer was shown notes about them, at the first time."""
    unseen = select(FeedbackNote).where(
        FeedbackNote.employee_id == officer.id, FeedbackNote.id.in_(note_ids), FeedbackNote.seen_at.is_(None)
    )
    for note in session.scalars(unseen.order_by(FeedbackNote.id)):
        note.seen_at = now
    session.flush()


def record_dialogue(
    session: Session, leader: Person, officer: Person, draft: DialogueDraft, *, today: date, now: datetime
) -> int:
    """Record a talk with an officer and return its id; only the confirmation is added to it later.

    Sent twice it is kept once.
    Raises `NotForYouError`, `HeldTooLateError` or `HeldTooEarlyError`.
    """
    if officer.supervisor_id != leader.id:
        raise NotForYouError
    check_dialogue(draft.term, draft.held_on, today)
    sent = {
        "employee_id": officer.id,
        "supervisor_id": leader.id,
        "year": draft.term.year,
        "quarter": draft.term.quarter,
        "held_on": draft.held_on,
        "discussed": draft.discussed,
        "agreed": draft.agreed,
    }
    again = find_sent(session, Dialogue, sent, at=Dialogue.recorded_at, now=now)
    if again is not None:
        return again.id
    talk = Dialogue(**sent, recorded_at=now)
    session.add(talk)
    session.flush()
    return talk.id


def confirm_dialogue(session: Session, officer: Person, number: int, reply: str, now: datetime) -> None:
    """Confirm a talk, with what the officer adds. Raises `NotForYouError` or `AlreadyConfirmedError`."""
    talk = session.get(Dialogue, number)
    if talk is None or talk.employee_id != officer.id:
        raise NotForYouError
    if talk.confirmed_at is not None:
        raise AlreadyConfirmedError
    talk.reply, talk.confirmed_at = reply, now
    session.flush()
