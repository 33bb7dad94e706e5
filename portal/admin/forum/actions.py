"""What an office does in the forum: answer, open a topic of its own, close one with a summary."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal import posting
from portal.admin.people import staff_names
from portal.admin.screening import person_in
from portal.domain.forum import Clock, Kind, Origin, Standing, answered, closed
from portal.models.forum import Topic, TopicPost
from portal.models.units import Unit


class NamedPersonError(ValueError):
    """An office answers as a post, and this holds the name of one of its staff. name: as it is written."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class OfConsultationError(ValueError):
    """A consultation's topic ends with its berita acara."""


def answer(session: Session, topic: Topic, *, text: str, spoken_as: str, today: date) -> TopicPost:
    """Answer in a held topic; the same words sent twice are one answer.

    spoken_as: the post of who answers, in words. Raises `NamedPersonError`, or `ClosedError` from the domain.
    """
    _check_spoken_as(session, topic.unit_id, spoken_as)
    last = _last_post(session, topic)
    if last is not None and (last.kind, last.text, last.nickname) == (Kind.OFFICIAL, text, spoken_as):
        return last
    now = answered(posting.standing(topic))
    due_on = topic.due_on
    post = posting.add_post(session, topic, Kind.OFFICIAL, text, today=today, nickname=spoken_as, due_on=due_on)
    posting.stand(topic, now)
    session.flush()
    return post


def open_topic(
    session: Session,
    unit_id: int,
    *,
    title: str,
    text: str,
    spoken_as: str,
    clock: Clock,
    today: date,
    edition_id: str | None = None,
) -> Topic:
    """Open a topic of an office with its first post; the same one sent twice a day is one topic.

    edition_id: of an edition of that office, or None. Raises `NamedPersonError`.
    """
    _check_spoken_as(session, unit_id, spoken_as)
    posting.take_turn(session, unit_id)
    if (same := _opened_today(session, unit_id, title, text, today)) is not None:
        return same
    topic = posting.open_topic(
        session, unit_id, origin=Origin.OFFICE, title=title, clock=clock, today=today, edition_id=edition_id
    )
    posting.add_post(session, topic, Kind.OFFICIAL, text, today=today, nickname=spoken_as)
    return topic


def check_closing(session: Session, topic: Topic, *, today: date) -> Standing:
    """Return how a topic would stand once it is closed.

    Raises `OfConsultationError`, or `ClosedError`, `OwedError`, `TooSoonError` from the domain.
    """
    if topic.origin == Origin.CONSULTATION:
        raise OfConsultationError
    official = (TopicPost.topic_id == topic.id, TopicPost.kind == Kind.OFFICIAL)
    answered_on = session.scalar(select(func.max(TopicPost.posted_on)).where(*official))
    return closed(posting.standing(topic), answered_on=answered_on, today=today)


def close(session: Session, topic: Topic, *, text: str, spoken_as: str, today: date) -> TopicPost:
    """Close a held topic with a summary, for good. Raises what `check_closing` does, or `NamedPersonError`."""
    now = check_closing(session, topic, today=today)
    _check_spoken_as(session, topic.unit_id, spoken_as)
    post = posting.add_post(session, topic, Kind.SUMMARY, text, today=today, nickname=spoken_as)
    posting.stand(topic, now)
    session.flush()
    return post


def _check_spoken_as(session: Session, unit_id: int, spoken_as: str) -> None:
    unit = session.get_one(Unit, unit_id)
    name = person_in(spoken_as, staff_names(session), f"{unit.name_id} {unit.name_en}")
    if name is not None:
        raise NamedPersonError(name)


def _last_post(session: Session, topic: Topic) -> TopicPost | None:
    return session.scalar(select(TopicPost).where(TopicPost.topic_id == topic.id, TopicPost.number == topic.posts))


def _opened_today(session: Session, unit_id: int, title: str, text: str, today: date) -> Topic | None:
    first = TopicPost.number == 1
    return session.scalar(
        select(Topic)
        .join(TopicPost, (TopicPost.topic_id == Topic.id) & first)
        .where(
            Topic.unit_id == unit_id,
            Topic.opened_on == today,
            Topic.origin == Origin.OFFICE,
            Topic.title == title,
            TopicPost.text == text,
        )
        .order_by(Topic.id)
        .limit(1)
    )
