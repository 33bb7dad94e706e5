"""Reads of consultations for the public: the lists, and what was said at one."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from portal.consultations import ConsultationLine, line, lines
from portal.domain.consultations import State
from portal.domain.forum import Kind
from portal.models.consultations import Consultation, ConsultationFile
from portal.models.forum import TopicPost

PAST = 20
"""Past consultations on a page."""
SAID = 40
"""Contributions that a consultation's own page shows; its topic has all of them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Contribution:
    """What somebody said. number: of the post. party: of a speaker in the hall. state: shown, or gone."""

    number: int
    kind: Kind
    nickname: str
    party: str
    text: str
    posted_on: date
    state: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Changes:
    """How often the office has spoken in a consultation's topic since the invitation, and when last."""

    number: int
    last_on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class StoredFile:
    """A document to be sent."""

    title: str
    kind: str
    stored: str


def list_coming(session: Session, today: date) -> tuple[ConsultationLine, ...]:
    """Return what is announced or held, and what was cancelled before its day; the next day first."""
    ahead = or_(
        Consultation.state.in_((State.ANNOUNCED, State.HELD)),
        and_(Consultation.state == State.CANCELLED, Consultation.held_on >= today),
    )
    rows = session.execute(
        lines().where(ahead).order_by(Consultation.held_on, Consultation.starts, Consultation.id)
    )
    return tuple(map(line, rows))


def list_past(session: Session, today: date, number: int) -> tuple[tuple[ConsultationLine, ...], bool]:
    """Return a page, from 1, of what is concluded or was cancelled, the latest first, and whether more follow."""
    over = or_(
        Consultation.state == State.CONCLUDED,
        and_(Consultation.state == State.CANCELLED, Consultation.held_on < today),
    )
    statement = lines().where(over).order_by(Consultation.held_on.desc(), Consultation.id.desc())
    rows = session.execute(statement.offset((number - 1) * PAST).limit(PAST + 1)).all()
    return tuple(map(line, rows[:PAST])), len(rows) > PAST


def list_contributions(session: Session, topic_id: int) -> tuple[Contribution, ...]:
    """Return the last contributions from the hall and online, in the order in which they were published."""
    rows = session.execute(
        select(
            TopicPost.number,
            TopicPost.kind,
            TopicPost.nickname,
            TopicPost.party,
            TopicPost.text,
            TopicPost.posted_on,
            TopicPost.state,
        )
        .where(TopicPost.topic_id == topic_id, TopicPost.kind.in_((Kind.HALL, Kind.CITIZEN)))
        .order_by(TopicPost.number.desc())
        .limit(SAID)
    )
    return tuple(Contribution(**row._mapping) for row in rows)[::-1]


def find_changes(session: Session, topic_id: int) -> Changes:
    """Return what a calendar compares: a changed invitation and a cancellation are each told in the topic."""
    told = TopicPost.kind.in_((Kind.OFFICIAL, Kind.SUMMARY))
    n, last_on = session.execute(
        select(func.count(), func.max(TopicPost.posted_on)).where(TopicPost.topic_id == topic_id, told)
    ).one()
    return Changes(number=n - 1, last_on=last_on)


def find_file(session: Session, consultation: int, document: int) -> StoredFile | None:
    """Find a document of a consultation."""
    row = session.execute(
        select(ConsultationFile.title, ConsultationFile.kind, ConsultationFile.stored).where(
            ConsultationFile.consultation_id == consultation, ConsultationFile.id == document
        )
    ).one_or_none()
    return StoredFile(**row._mapping) if row else None
