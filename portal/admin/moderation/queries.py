"""Reads of the moderators' desk: what waits, what was decided, and what stands in public."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from portal.admin.lists import Asked, Page, page
from portal.admin.people import staff_names
from portal.domain.comments import found_covers
from portal.domain.forum import Kind, State
from portal.domain.forum_search import read_search
from portal.domain.moderation import plain
from portal.domain.periods import Period
from portal.domain.words import Words
from portal.domain.workdays import workdays_between
from portal.full_text import find_posts
from portal.models.accounts import Account
from portal.models.contributions import Contribution
from portal.models.editions import Edition
from portal.models.forum import Topic, TopicPost
from portal.models.notices import Holiday
from portal.models.units import Unit
from portal.text import hex_id

WAITING = "waiting"
DECIDED = ("published", "declined", "withdrawn")
"""States of a contribution that nobody decides about any more, as the filter offers them."""

TOPIC, REPLY = "topic", "reply"
REMOVABLE = (Kind.CITIZEN, Kind.HALL)
"""Kinds of posts that a moderator may take off; what an office said stays."""

LATEST = 5
"""Posts of a topic that are shown beside a reply to it."""

MOST_HITS = 400
"""Posts that a search looks through: the words are in the index, who wrote them and where is not."""

_ABOVE_ALL = 2**31 - 1
_FIRST_LETTERS = 160

Rows = Select[*tuple[Any, ...]]


@dataclass(frozen=True, kw_only=True, slots=True)
class ContributionLine:
    """A contribution in a list. age: working days since it came. title: of the topic that it opens or replies to.

    beginning: its first words. covers: personal data in the title that it proposes and in its first words; to look
    through all words of a whole list would take seconds.
    """

    id: bytes
    unit_id: int
    unit_slug: str
    unit: Words
    opens_topic: bool
    title: str
    beginning: str
    covers: int
    received_on: date
    age: int
    state: str
    reason: str
    decided_on: date | None

    @property
    def key(self) -> str:
        """Return its id as addresses have it."""
        return self.id.hex()


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """A post that stands in a topic already."""

    number: int
    kind: str
    nickname: str
    text: str
    posted_on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class ContributionView:
    """A contribution in full, beside what was said before it.

    closed: the topic that it replies to, or the office that it would open one about, takes no more. topic_id,
    topic_title: of the topic that it replies to, None for one that it opens. edition: the figure that it
    is about. post_number: where it stands, once it was published. decided_by: the moderator's name.
    """

    id: bytes
    unit_id: int
    unit: Words
    closed: bool
    topic_id: int | None
    topic_title: str
    edition: Period | None
    nickname: str
    title: str
    text: str
    received_on: date
    warned: bool
    state: str
    reason: str
    note: str
    decided_by: str
    decided_on: date | None
    before: tuple[Said, ...]

    @property
    def key(self) -> str:
        """Return its id as addresses have it."""
        return self.id.hex()


@dataclass(frozen=True, kw_only=True, slots=True)
class PostLine:
    """A citizen's post that stands in public."""

    id: int
    topic_id: int
    number: int
    title: str
    unit_id: int
    unit: Words
    kind: str
    nickname: str
    text: str
    posted_on: date


def list_waiting(session: Session, wanted: Asked, today: date) -> Page[ContributionLine]:
    """Return what waits for a moderator, oldest first. filters: `unit` (slug) and `kind` (topic or reply)."""
    statement = _filtered(_contributions().where(Contribution.state == WAITING), wanted.filters)
    sorts = {"oldest": (Contribution.received_on, Contribution.id)}
    return _listed(session, statement, wanted, sorts, today)


def list_decided(session: Session, wanted: Asked, today: date) -> Page[ContributionLine]:
    """Return what nobody decides about any more, newest first. filters: as above, and `state`."""
    statement = _filtered(_contributions().where(Contribution.state != WAITING), wanted.filters)
    if state := wanted.filters.get("state"):
        statement = statement.where(Contribution.state == state)
    sorts = {"newest": (Contribution.received_on.desc(), Contribution.id)}
    return _listed(session, statement, wanted, sorts, today)


def _contributions() -> Rows:
    return (
        select(Contribution, Unit.slug, Unit.name_id, Unit.name_en, Topic.title.label("topic_title"))
        .join(Unit, Unit.id == Contribution.unit_id)
        .outerjoin(Topic, Topic.id == Contribution.topic_id)
    )


def _filtered(statement: Rows, filters: Mapping[str, str]) -> Rows:
    if unit := filters.get("unit"):
        statement = statement.where(Unit.slug == unit)
    if filters.get("kind") == TOPIC:
        return statement.where(Contribution.topic_id.is_(None))
    if filters.get("kind") == REPLY:
        return statement.where(Contribution.topic_id.is_not(None))
    return statement


def _listed(
    session: Session, statement: Rows, wanted: Asked, sorts: Mapping[str, Sequence[Any]], today: date
) -> Page[ContributionLine]:
    names = staff_names(session)
    holidays = frozenset(session.scalars(select(Holiday.day)))

    def make(row: Any) -> ContributionLine:
        return _line(row, names, workdays_between(row.Contribution.received_on, today, holidays))

    search = (Contribution.text, Contribution.title, Contribution.nickname)
    return page(session, statement, wanted, search=search, sorts=sorts, make=make)


def _line(row: Any, names: Sequence[str], age: int) -> ContributionLine:
    said: Contribution = row.Contribution
    beginning = said.text[:_FIRST_LETTERS]
    return ContributionLine(
        id=said.id,
        unit_id=said.unit_id,
        unit_slug=row.slug,
        unit=Words(row.name_id, row.name_en),
        opens_topic=said.topic_id is None,
        title=said.title if said.topic_id is None else row.topic_title,
        beginning=beginning,
        covers=sum(len(found_covers(plain(text), names)) for text in (said.title, beginning) if text),
        received_on=said.received_on,
        age=age,
        state=said.state,
        reason=said.reason,
        decided_on=said.decided_on,
    )


def list_offices(session: Session) -> list[tuple[str, Words]]:
    """Return slug and name of the offices that somebody wrote to, by name."""
    written_to = select(Contribution.unit_id)
    rows = session.execute(
        select(Unit.slug, Unit.name_id, Unit.name_en)
        .where(Unit.id.in_(written_to))
        .order_by(Unit.name_id, Unit.slug)
    )
    return [(row.slug, Words(row.name_id, row.name_en)) for row in rows]


def find_contribution(session: Session, key: str) -> ContributionView | None:
    """Find a contribution by its hex id."""
    row = session.execute(
        select(
            Contribution,
            Unit.name_id,
            Unit.name_en,
            Unit.closed_on,
            Topic.title,
            Topic.state,
            Account.name,
            Edition,
        )
        .join(Unit, Unit.id == Contribution.unit_id)
        .outerjoin(Topic, Topic.id == Contribution.topic_id)
        .outerjoin(Account, Account.id == Contribution.decided_by)
        .outerjoin(Edition, Edition.id == Contribution.edition_id)
        .where(Contribution.id == hex_id(key))
    ).one_or_none()
    if row is None:
        return None
    said: Contribution = row.Contribution
    return ContributionView(
        id=said.id,
        unit_id=said.unit_id,
        unit=Words(row.name_id, row.name_en),
        closed=row.closed_on is not None if said.topic_id is None else row.state == State.CLOSED,
        topic_id=said.topic_id,
        topic_title=row.title or "",
        edition=Period(kind=row.Edition.kind, sequence=row.Edition.sequence) if row.Edition else None,
        nickname=said.nickname,
        title=said.title,
        text=said.text,
        received_on=said.received_on,
        warned=said.warned,
        state=said.state,
        reason=said.reason,
        note=said.note,
        decided_by=row.name or "",
        decided_on=said.decided_on,
        before=_latest(session, said.topic_id),
    )


def _latest(session: Session, topic_id: int | None) -> tuple[Said, ...]:
    """Return the last posts of a topic that have words, in the order in which they were said."""
    rows = session.scalars(
        select(TopicPost)
        .where(TopicPost.topic_id == topic_id, TopicPost.state == "shown", TopicPost.text != "")
        .order_by(TopicPost.number.desc())
        .limit(LATEST)
    )
    said = [
        Said(number=row.number, kind=row.kind, nickname=row.nickname, text=row.text, posted_on=row.posted_on)
        for row in rows
    ]
    return tuple(reversed(said))


def list_posts(session: Session, wanted: Asked) -> Page[PostLine]:
    """Return citizens' posts that stand in public, newest first; of those searched for, the last hits only.

    filters: `unit` (slug).
    """
    statement = _posts()
    if unit := wanted.filters.get("unit"):
        statement = statement.where(Unit.slug == unit)
    if wanted.text:
        hits = find_posts(session, read_search(wanted.text), before=_ABOVE_ALL, limit=MOST_HITS)
        statement = statement.where(TopicPost.id.in_(hits))
    sorts = {"newest": (TopicPost.id.desc(),)}
    found = page(session, statement, replace(wanted, text=""), search=(), sorts=sorts, make=_post)
    return replace(found, asked=wanted)


def find_post(session: Session, number: int) -> PostLine | None:
    """Find a citizen's post that stands in public by its id."""
    row = session.execute(_posts().where(TopicPost.id == number)).one_or_none()
    return None if row is None else _post(row)


def _posts() -> Rows:
    return (
        select(TopicPost, Topic.title, Topic.unit_id, Unit.name_id, Unit.name_en)
        .join(Topic, Topic.id == TopicPost.topic_id)
        .join(Unit, Unit.id == Topic.unit_id)
        .where(TopicPost.kind.in_(REMOVABLE), TopicPost.state == "shown")
    )


def _post(row: Any) -> PostLine:
    post: TopicPost = row.TopicPost
    return PostLine(
        id=post.id,
        topic_id=post.topic_id,
        number=post.number,
        title=row.title,
        unit_id=row.unit_id,
        unit=Words(row.name_id, row.name_en),
        kind=post.kind,
        nickname=post.nickname,
        text=post.text,
        posted_on=post.posted_on,
    )


def list_topic_offices(session: Session) -> list[tuple[str, Words]]:
    """Return slug and name of the offices that have a topic, by name."""
    rows = session.execute(
        select(Unit.slug, Unit.name_id, Unit.name_en)
        .where(Unit.id.in_(select(Topic.unit_id)))
        .order_by(Unit.name_id, Unit.slug)
    )
    return [(row.slug, Words(row.name_id, row.name_en)) for row in rows]
