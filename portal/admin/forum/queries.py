"""Reads of the office's desk in the forum: topics by what is owed, one thread, and who may not be named."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from portal import editions
from portal.admin.lists import Asked, Page, page, within
from portal.domain.figures import EditionLine
from portal.domain.forum import Clock, Kind, Origin, State
from portal.domain.permissions import Reach
from portal.domain.words import Words
from portal.models.employees import Employee
from portal.models.forum import Topic, TopicPost
from portal.models.units import Unit

OVERDUE = "overdue"
"""A choice of the state filter beside the states: waiting, and the deadline is over."""
CITABLE = 12
"""How many editions a topic of the office may choose from."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TopicLine:
    """A topic at the desk. title: empty once its writer took it back. late: working days since the deadline."""

    id: int
    unit_id: int
    unit_slug: str
    unit: Words
    title: str
    origin: Origin
    state: State
    due_on: date | None
    late: int
    overdue: bool
    reopened: int
    posts: int
    opened_on: date
    last_on: date
    edition_id: str | None

    @property
    def shown_state(self) -> str:
        """Return the state as the desk sorts it: a deadline that is over is one of its own."""
        return OVERDUE if self.overdue else self.state


@dataclass(frozen=True, kw_only=True, slots=True)
class PostLine:
    """A post as it is published. name: a nickname, or the post of who answers. late: in working days."""

    number: int
    kind: Kind
    name: str
    text: str
    posted_on: date
    late: int
    state: str


@dataclass(frozen=True, kw_only=True, slots=True)
class OfficeLine:
    """An office that may open a topic."""

    slug: str
    name: Words


def list_topics(session: Session, reach: Reach, wanted: Asked, clock: Clock, today: date) -> Page[TopicLine]:
    """Return the topics of the offices in reach, what is owed first at the top and then what is newest."""
    statement = _topics(reach).where(*_in_state(wanted.filters.get("state", ""), today))
    if unit := wanted.filters.get("unit"):
        statement = statement.where(Unit.slug == unit)
    return page(
        session,
        statement,
        wanted,
        search=(Topic.title, Unit.name_id),
        sorts={
            "due": (Topic.due_on.is_(None), Topic.due_on, Topic.last_on.desc(), Topic.id.desc()),
            "office": (Unit.name_id, Topic.due_on.is_(None), Topic.due_on, Topic.id.desc()),
            "posts": (Topic.posts.desc(), Topic.id.desc()),
            "last": (Topic.last_on.desc(), Topic.id.desc()),
        },
        make=lambda row: _line(row.Topic, row.Unit, clock, today),
    )


def _topics(reach: Reach) -> Select[Topic, Unit]:
    return within(select(Topic, Unit).join(Unit, Unit.id == Topic.unit_id), Topic.unit_id, reach)


def _in_state(state: str, today: date) -> tuple[ColumnElement[bool], ...]:
    if state == OVERDUE:
        return overdue(today)
    if state == State.WAITING:
        return waiting(today)
    return (Topic.state == state,) if state in list(State) else ()


def overdue(today: date) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions of topics whose answer is late."""
    return Topic.state == State.WAITING, Topic.due_on < today


def waiting(today: date) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions of topics that wait for an answer and are not late yet."""
    return Topic.state == State.WAITING, Topic.due_on >= today


def _line(topic: Topic, unit: Unit, clock: Clock, today: date) -> TopicLine:
    late = topic.due_on is not None and topic.due_on < today
    return TopicLine(
        id=topic.id,
        unit_id=unit.id,
        unit_slug=unit.slug,
        unit=unit.name,
        title=topic.title,
        origin=Origin(topic.origin),
        state=State(topic.state),
        due_on=topic.due_on,
        late=clock.late(topic.due_on, today) if topic.due_on else 0,
        overdue=late,
        reopened=topic.reopened,
        posts=topic.posts,
        opened_on=topic.opened_on,
        last_on=topic.last_on,
        edition_id=topic.edition_id,
    )


def offices_with_topics(session: Session, reach: Reach) -> list[tuple[str, Words]]:
    """Return slug and name of the offices that have topics, by name."""
    statement = select(Unit).where(Unit.id.in_(select(Topic.unit_id))).order_by(Unit.name_id, Unit.slug)
    return [(unit.slug, unit.name) for unit in session.scalars(within(statement, Unit.id, reach))]


def find_topic(session: Session, reach: Reach, number: int, clock: Clock, today: date) -> TopicLine | None:
    """Find a topic of the offices in reach."""
    found = session.execute(_topics(reach).where(Topic.id == number)).one_or_none()
    return _line(found.Topic, found.Unit, clock, today) if found else None


def list_posts(session: Session, topic_id: int, wanted: Asked, clock: Clock) -> Page[PostLine]:
    """Return a page of a topic's posts, the oldest first."""
    return page(
        session,
        select(TopicPost).where(TopicPost.topic_id == topic_id),
        wanted,
        search=(TopicPost.text,),
        sorts={"number": (TopicPost.number,)},
        make=lambda row: _post(row.TopicPost, clock),
    )


def _post(post: TopicPost, clock: Clock) -> PostLine:
    return PostLine(
        number=post.number,
        kind=Kind(post.kind),
        name=post.nickname,
        text=post.text,
        posted_on=post.posted_on,
        late=clock.late(post.due_on, post.posted_on) if post.due_on else 0,
        state=post.state,
    )


def find_edition(session: Session, topic: TopicLine) -> EditionLine | None:
    """Find the edition that a topic is about."""
    if topic.edition_id is None:
        return None
    lines = editions.list_editions(session, topic.unit_slug)
    return next((line for line in lines if line.id == topic.edition_id), None)


def list_offices(session: Session, reach: Reach, wanted: Asked) -> Page[OfficeLine]:
    """Return the open offices in reach, by name."""
    return page(
        session,
        within(select(Unit).where(Unit.closed_on.is_(None)), Unit.id, reach),
        wanted,
        search=(Unit.name_id, Unit.name_en, Unit.slug),
        sorts={"name": (Unit.name_id, Unit.id)},
        make=lambda row: OfficeLine(slug=row.Unit.slug, name=row.Unit.name),
    )


def citable(session: Session, scope: str) -> list[EditionLine]:
    """Return the editions of an office that a topic can be about, newest first."""
    lines = editions.list_editions(session, scope)
    return [line for line in lines if line.current and line.has_figure][:CITABLE]


def position_of(session: Session, account_id: int) -> str:
    """Return the post of the officer that an account belongs to; empty where it is no officer's."""
    mine = (Employee.account_id == account_id, Employee.left_on.is_(None))
    return session.scalar(select(Employee.position).where(*mine)) or ""
