"""What a moderator does: let a contribution through, turn it down, or take a published post off again.

Everything is locked in one order, which writers and offices keep to as well: contributions (by id), the topic, its
post, the site's revision, the counts. Whoever turns that round waits for somebody who waits for them.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from portal.admin.audit import trail
from portal.admin.moderation.queries import REMOVABLE, ContributionView
from portal.db import insert_if_new
from portal.domain.comments import Word, as_letters, covered, covers_for, found_covers, pieces, words_of
from portal.domain.forum import Clock, ClosedError, Kind, Origin, taken_back
from portal.domain.moderation import Act, Reason, calm, plain
from portal.models.contributions import Contribution
from portal.models.forum import ModerationCount, Topic, TopicPost
from portal.models.site import Site
from portal.models.units import Unit
from portal.posting import add_post, hold_topic, open_topic, stand, standing

MOST_AT_ONCE = 50
"""Contributions that are declined together."""


class DecidedError(ValueError):
    """The contribution does not wait any more: it was decided about, or its writer took it back (`state`)."""

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.state = state


class ChangedError(ValueError):
    """What would be published is no longer what the moderator looked at."""


class ClosedOfficeError(ValueError):
    """The office was closed since a topic was proposed about it; nobody would answer."""


class GoneError(LookupError):
    """No such post stands in public."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Spelled:
    """A contribution word by word, each with the kind of what was found in it.

    has_named_writer: something was found in the nickname.
    """

    title: tuple[Word, ...]
    text: tuple[Word, ...]
    has_named_writer: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """What a moderator wants kept back: words by their place, from 0, and whether the nickname goes, too."""

    title: frozenset[int]
    text: frozenset[int]
    nameless: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Proposal:
    """What would be published: words with bars, and a nickname or nothing."""

    nickname: str
    title: str
    text: str

    @property
    def seal(self) -> str:
        """Return a digest, so that a decision is about what was looked at."""
        return sha256("\0".join((self.nickname, self.title, self.text)).encode()).hexdigest()[:16]


def spell(said: Contribution | ContributionView, staff_names: Sequence[str]) -> Spelled:
    """Return a contribution's words with what is found by rule and by the names of staff."""

    def words(text: str) -> tuple[Word, ...]:
        return words_of(pieces(text, found_covers(plain(text), staff_names)))

    return Spelled(
        title=words(calm(said.title)),
        text=words(calm(said.text)),
        has_named_writer=bool(found_covers(plain(calm(said.nickname)), staff_names)),
    )


def found(spelled: Spelled) -> Choice:
    """Return the choice that the portal proposes: whatever it found."""

    def marked(words: Sequence[Word]) -> frozenset[int]:
        return frozenset(place for place, word in enumerate(words) if word.kind is not None)

    return Choice(title=marked(spelled.title), text=marked(spelled.text), nameless=spelled.has_named_writer)


def propose(said: Contribution | ContributionView, spelled: Spelled, choice: Choice) -> Proposal:
    """Return what a choice would publish; a nickname that names somebody never stands."""

    def barred(text: str, words: Sequence[Word], places: Collection[int]) -> str:
        return as_letters(covered(pieces(text, covers_for(words, places))))

    return Proposal(
        nickname="" if choice.nameless or spelled.has_named_writer else calm(said.nickname),
        title=barred(calm(said.title), spelled.title, choice.title),
        text=barred(calm(said.text), spelled.text, choice.text),
    )


def publish(
    session: Session,
    contribution_id: bytes,
    choice: Choice,
    *,
    seen: str,
    by: int,
    staff_names: Sequence[str],
    clock: Clock,
    today: date,
) -> TopicPost:
    """Let a contribution through: it opens its topic, or is added to the one that it replies to.

    seen: the seal of the proposal that was looked at. Raises `GoneError`, `DecidedError`, `ChangedError` or, when
    it was closed meanwhile, `ClosedOfficeError` or `portal.domain.forum.ClosedError` of the topic.
    """
    said = _hold_waiting(session, contribution_id)
    shown = propose(said, spell(said, staff_names), choice)
    if shown.seal != seen:
        raise ChangedError
    topic = _topic_of(session, said, shown, clock, today)
    post = add_post(session, topic, Kind.CITIZEN, shown.text, today=today, nickname=shown.nickname)
    said.post_id = post.id
    _decide(session, said, Act.PUBLISHED, by=by, today=today)
    _count(session, said.unit_id, Act.PUBLISHED, None, today)
    return post


def _topic_of(session: Session, said: Contribution, shown: Proposal, clock: Clock, today: date) -> Topic:
    if said.topic_id is None:
        if session.get_one(Unit, said.unit_id, populate_existing=True).closed_on is not None:
            raise ClosedOfficeError
        return open_topic(
            session,
            said.unit_id,
            origin=Origin.CITIZEN,
            title=shown.title,
            clock=clock,
            today=today,
            edition_id=said.edition_id,
        )
    topic = hold_topic(session, said.topic_id)
    if topic is None or not standing(topic).takes_posts:
        raise ClosedError
    return topic


def decline(
    session: Session, contribution_id: bytes, reason: Reason, *, note: str = "", by: int, today: date
) -> None:
    """Turn a contribution down; its words stay sealed until they are erased by age.

    note: for its writer, who reads it with the author key. Raises `GoneError` or `DecidedError`.
    """
    said = _hold_waiting(session, contribution_id)
    _turn_down(session, said, reason, note=note, by=by, today=today)
    _count(session, said.unit_id, Act.DECLINED, reason, today)


def decline_all(
    session: Session, ids: Collection[bytes], reason: Reason, *, note: str = "", by: int, today: date
) -> int:
    """Turn several contributions down for one reason, and return how many still waited."""
    held = session.scalars(
        select(Contribution)
        .where(Contribution.id.in_(sorted(set(ids))[:MOST_AT_ONCE]), Contribution.state == "waiting")
        .order_by(Contribution.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()
    for said in held:
        _turn_down(session, said, reason, note=note, by=by, today=today)
    for unit_id, times in sorted(Counter(said.unit_id for said in held).items()):
        _count(session, unit_id, Act.DECLINED, reason, today, times)
    return len(held)


def _turn_down(session: Session, said: Contribution, reason: Reason, *, note: str, by: int, today: date) -> None:
    said.reason, said.note = reason, note
    _decide(session, said, Act.DECLINED, by=by, today=today)


def _hold_waiting(session: Session, contribution_id: bytes) -> Contribution:
    said = session.get(Contribution, contribution_id, with_for_update=True, populate_existing=True)
    if said is None:
        raise GoneError
    if said.state != "waiting":
        raise DecidedError(said.state)
    return said


def _decide(session: Session, said: Contribution, act: Act, *, by: int, today: date) -> None:
    """Note a decision about a held contribution, in its row and in the trail."""
    said.state, said.decided_by, said.decided_on = act, by, today
    trail.note(
        session,
        "changed",
        "contributions",
        subject_id=said.id.hex(),
        unit_id=said.unit_id,
        state=["waiting", act.value],
        reason=["", said.reason],
    )
    session.flush()


def remove(session: Session, post_id: int, reason: Reason, *, note: str = "", today: date) -> Topic:
    """Take a citizen's post off for good, and its topic's title with the first one; return the topic.

    What its writer sent loses its words, too, and keeps the note, which the author key shows. Raises `GoneError`.
    """
    known = session.get(TopicPost, post_id)
    if known is None or known.kind not in REMOVABLE:
        raise GoneError
    sent = session.scalar(select(Contribution).where(Contribution.post_id == post_id).with_for_update())
    topic = hold_topic(session, known.topic_id)
    post = session.get(TopicPost, post_id, with_for_update=True, populate_existing=True)
    if topic is None or post is None or post.state != "shown":
        raise GoneError
    post.state, post.reason = "removed", reason
    post.text = post.heading = post.nickname = ""
    if post.number == 1:
        topic.title = ""
        stand(topic, taken_back(standing(topic)))
    if sent is not None:
        sent.text = sent.title = sent.nickname = ""
        sent.note = note
    session.flush()
    _count(session, topic.unit_id, Act.REMOVED, reason, today)
    return topic


def _count(session: Session, unit_id: int, act: Act, reason: Reason | None, today: date, times: int = 1) -> None:
    """Raise the public count of an act."""
    # To write a count raises the site's revision, which others hold by now who want this very count next.
    session.execute(select(Site.revision).with_for_update())
    key = {"unit_id": unit_id, "year": today.year, "act": act.value, "reason": reason.value if reason else ""}
    if insert_if_new(session, ModerationCount, {**key, "n": times}):
        return
    session.execute(update(ModerationCount).filter_by(**key).values(n=ModerationCount.n + times))
