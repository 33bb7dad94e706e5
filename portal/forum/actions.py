"""What a citizen can do in the forum: propose a topic, reply, and with the author key take back or judge."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.db import begin_write, insert_if_new
from portal.domain import receipts
from portal.domain.forum import Clock, ClosedError, Kind, NotAskedError, State, judged, taken_back
from portal.domain.receipts import FormKey
from portal.models.contributions import Contribution
from portal.models.forum import Topic, TopicPost
from portal.models.units import Unit
from portal.posting import add_post, hold_topic, stand, standing

PURPOSE = "forum"
"""What an author key is turned into a handle for."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """What somebody wrote. topic_id: None for a new topic, which has a title and may cite an edition.

    nickname: empty for the nameless. warned: it was sent knowing that parts would be covered.
    """

    unit_id: int
    topic_id: int | None = None
    edition_id: str | None = None
    title: str = ""
    text: str
    nickname: str = ""
    language: str
    warned: bool = False

    @property
    def body(self) -> dict[str, object]:
        """Return what must be the same when a form is sent twice."""
        return {
            "unit": self.unit_id,
            "topic": self.topic_id,
            "edition": self.edition_id,
            "title": self.title,
            "text": self.text,
            "nickname": self.nickname,
        }


class RefusedError(ValueError):
    """A contribution cannot be taken; nothing of it may be committed."""


class ExpiredFormError(RefusedError):
    """The form is older than a day and its key was never used."""


class DifferentWordsError(RefusedError):
    """The form's key was used already, with other words."""


class ClosedOfficeError(RefusedError):
    """The office is closed; nobody would answer."""


class UnknownKeyError(LookupError):
    """No contribution belongs to this author key."""


def contribute(
    session: Session, draft: Draft, key: FormKey, *, secret: bytes, now: datetime, draw: Callable[[int], bytes]
) -> str:
    """Store what somebody wrote, once, for a moderator to read, and return its author key.

    The same key with the same words returns the same author key and stores nothing, even a day later or after the
    topic was closed. Raises `RefusedError`, or `portal.domain.forum.ClosedError` for a reply to a closed topic.
    """
    author_key = receipts.receipt(key, secret=secret)
    begin_write(session)
    if not _claim(session, draft, key, author_key, draw(16), now.date()):
        return author_key
    if key.expired(now):
        raise ExpiredFormError
    _require_open(session, draft)
    return author_key


def _claim(session: Session, draft: Draft, key: FormKey, author_key: str, row_id: bytes, today: date) -> bool:
    """Store a draft under its key; False if these very words were stored under it before."""
    handle, seal = receipts.handle(author_key, PURPOSE), receipts.body_seal(key, draft.body)
    row = {
        "id": row_id,
        "handle": handle,
        "body_seal": seal,
        "unit_id": draft.unit_id,
        "topic_id": draft.topic_id,
        "edition_id": draft.edition_id,
        "title": draft.title,
        "text": draft.text,
        "nickname": draft.nickname,
        "language": draft.language,
        "warned": draft.warned,
        "received_on": today,
    }
    if insert_if_new(session, Contribution, row):
        return True
    if session.scalar(select(Contribution.body_seal).where(Contribution.handle == handle)) != seal:
        raise DifferentWordsError
    return False


def _require_open(session: Session, draft: Draft) -> None:
    """Refuse a reply to a closed topic, and a topic about an office that nobody works in any more."""
    if draft.topic_id is not None:
        if session.get_one(Topic, draft.topic_id).state == State.CLOSED:
            raise ClosedError
    elif session.get_one(Unit, draft.unit_id).closed_on is not None:
        raise ClosedOfficeError


def take_back(session: Session, author_key: str) -> None:
    """Take a writer's words away, also those that were published; a second time changes nothing.

    With a topic's first words goes its title, and nobody waits for an answer any more. Raises `UnknownKeyError`.
    """
    begin_write(session)
    said = _hold(session, author_key)
    post = _shown_post(session, said)
    if post is None and said.post_id is not None:
        return  # A moderator took it off, or its writer did before: the words are gone already.
    if post is not None:
        post.state = "withdrawn"
        post.text = post.heading = post.nickname = ""
        if post.number == 1:
            post.topic.title = ""
            stand(post.topic, taken_back(standing(post.topic)))
    said.state = "withdrawn"
    said.title = said.text = said.nickname = said.note = ""
    session.flush()


def take_name_off(session: Session, author_key: str) -> None:
    """Take a writer's nickname off; the words stay. Raises `UnknownKeyError`."""
    begin_write(session)
    said = _hold(session, author_key)
    post = _shown_post(session, said)
    if post is not None:
        post.nickname = ""
    said.nickname = ""
    session.flush()


def judge(session: Session, author_key: str, *, helped: bool, today: date, clock: Clock) -> None:
    """Say whether the office's answer helped whoever opened the topic; if not, the office owes another one.

    The same verdict a second time changes nothing while nobody has spoken since.
    Raises `UnknownKeyError`, or `portal.domain.forum.NotAskedError` when there is no answer to speak about.
    """
    begin_write(session)
    post = _shown_post(session, _hold(session, author_key))
    if post is None or post.number != 1:
        raise NotAskedError
    verdict = Kind.SOLVED if helped else Kind.UNSOLVED
    if _last_kind(session, post.topic) == verdict:
        return
    stand(post.topic, judged(standing(post.topic), helped=helped, today=today, clock=clock))
    add_post(session, post.topic, verdict, "", today=today)


def _last_kind(session: Session, topic: Topic) -> str | None:
    """Return what the last post of a topic is."""
    last = (TopicPost.topic_id == topic.id, TopicPost.number == topic.posts)
    return session.scalar(select(TopicPost.kind).where(*last))


def _hold(session: Session, author_key: str) -> Contribution:
    """Return the contribution of an author key, locked until the transaction ends."""
    handle = receipts.handle(author_key, PURPOSE)
    said = session.scalar(select(Contribution).where(Contribution.handle == handle).with_for_update())
    if said is None:
        raise UnknownKeyError
    return said


def _shown_post(session: Session, said: Contribution) -> TopicPost | None:
    """Return the post that a held contribution became, if it still stands, with its topic locked."""
    post = session.get(TopicPost, said.post_id) if said.post_id is not None else None
    if post is None:
        return None
    hold_topic(session, post.topic_id)
    session.refresh(post)  # A moderator may have removed it before the topic was ours.
    return post if post.state == "shown" else None
