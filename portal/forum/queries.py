"""Reads of the forum from the record; nothing here looks at what waits for a moderator."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from portal.domain.figures import Published
from portal.domain.forum import Clock, Kind, Origin, State
from portal.domain.words import Words
from portal.editions import read_editions
from portal.models.consultations import Consultation
from portal.models.forum import ModerationCount, Topic, TopicPost
from portal.models.units import Unit

TOPICS = 20
"""Topics, and hits, on a page."""
POSTS = 50
"""Posts on a page of a topic; they are numbered, so a post's page never changes."""

OVERDUE = "overdue"


@dataclass(frozen=True, kw_only=True, slots=True)
class Office:
    """An office that topics are about. open: it still takes new ones."""

    id: int
    slug: str
    name: Words
    open: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class TopicLine:
    """A topic in a list. title: empty if it was taken back. late: working days since the deadline passed."""

    id: int
    title: str
    office: Office
    edition_id: str | None
    origin: Origin
    state: State
    due_on: date | None
    overdue: bool
    late: int
    reopened: int
    posts: int
    opened_on: date
    last_on: date

    @property
    def pages(self) -> int:
        """Return how many pages its posts fill."""
        return page_of(max(self.posts, 1))


@dataclass(frozen=True, kw_only=True, slots=True)
class PostView:
    """One entry of a topic; empty of words unless its state is `shown`. late: working days past due_on."""

    id: int
    number: int
    kind: Kind
    nickname: str
    text: str
    posted_on: date
    due_on: date | None
    late: int
    state: str
    reason: str

    @property
    def official(self) -> bool:
        """Tell whether the office speaks."""
        return self.kind in (Kind.OFFICIAL, Kind.SUMMARY)


@dataclass(frozen=True, kw_only=True, slots=True)
class TopicPage:
    """A topic with a page of its posts. edition: the figure that it is about. consultation: whose talk it is."""

    line: TopicLine
    edition: Published | None
    consultation: int | None
    posts: tuple[PostView, ...]
    number: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """Which topics a list shows. office: a slug; state: one of `State`, or `OVERDUE`; empty for all."""

    office: str = ""
    state: str = ""
    number: int = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Listed:
    """A page of a list. more: another page follows."""

    topics: tuple[TopicLine, ...]
    more: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Hit:
    """A post in a list of posts, with its topic's title and office."""

    topic_id: int
    title: str
    office: Office
    post: PostView


def page_of(number: int) -> int:
    """Return the page of a topic on which a post stands."""
    return (number - 1) // POSTS + 1


def list_offices(session: Session) -> list[Office]:
    """Return all offices by name, those that are closed too."""
    rows = session.scalars(select(Unit).order_by(Unit.name_id, Unit.id))
    return [_office(unit) for unit in rows]


def _office(unit: Unit) -> Office:
    return Office(id=unit.id, slug=unit.slug, name=unit.name, open=unit.closed_on is None)


def list_topics(session: Session, wanted: Wanted, offices: list[Office], clock: Clock, today: date) -> Listed:
    """Return a page of topics, those with the newest activity first. offices: all of them."""
    by_id = {office.id: office for office in offices}
    rows = session.scalars(
        select(Topic)
        .where(*_filters(wanted, offices, today))
        .order_by(Topic.last_on.desc(), Topic.id.desc())
        .offset((wanted.number - 1) * TOPICS)
        .limit(TOPICS + 1)
    ).all()
    lines = [_line(topic, by_id[topic.unit_id], clock, today) for topic in rows[:TOPICS]]
    return Listed(topics=tuple(lines), more=len(rows) > TOPICS)


def _filters(wanted: Wanted, offices: list[Office], today: date) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.office:
        found.append(Topic.unit_id.in_([office.id for office in offices if office.slug == wanted.office]))
    if wanted.state == OVERDUE:
        found += [Topic.state == State.WAITING, Topic.due_on < today]
    elif wanted.state:
        found.append(Topic.state == wanted.state)
    return found


def _line(topic: Topic, office: Office, clock: Clock, today: date) -> TopicLine:
    due_on = topic.due_on
    return TopicLine(
        id=topic.id,
        title=topic.title,
        office=office,
        edition_id=topic.edition_id,
        origin=Origin(topic.origin),
        state=State(topic.state),
        due_on=due_on,
        overdue=due_on is not None and today > due_on,
        late=clock.late(due_on, today) if due_on else 0,
        reopened=topic.reopened,
        posts=topic.posts,
        opened_on=topic.opened_on,
        last_on=topic.last_on,
    )


def find_topic(session: Session, topic_id: int, clock: Clock, today: date) -> TopicLine | None:
    """Find a topic without its posts."""
    row = session.execute(
        select(Topic, Unit).join(Unit, Unit.id == Topic.unit_id).where(Topic.id == topic_id)
    ).one_or_none()
    return _line(row.Topic, _office(row.Unit), clock, today) if row else None


def find_topic_page(session: Session, topic_id: int, number: int, clock: Clock, today: date) -> TopicPage | None:
    """Find a page of a topic; None if there is no such topic or page."""
    line = find_topic(session, topic_id, clock, today)
    if line is None or number > line.pages:
        return None
    posts = session.scalars(
        select(TopicPost)
        .where(
            TopicPost.topic_id == topic_id,
            TopicPost.number.between((number - 1) * POSTS + 1, number * POSTS),
        )
        .order_by(TopicPost.number)
    )
    return TopicPage(
        line=line,
        edition=find_edition(session, line.edition_id) if line.edition_id else None,
        consultation=_find_consultation(session, line),
        posts=tuple(_post(post, clock) for post in posts),
        number=number,
    )


def _find_consultation(session: Session, line: TopicLine) -> int | None:
    if line.origin is not Origin.CONSULTATION:
        return None
    return session.scalar(select(Consultation.id).where(Consultation.topic_id == line.id))


def find_edition(session: Session, edition_id: str) -> Published | None:
    """Find an edition that has a figure."""
    edition = read_editions(session, [edition_id]).get(edition_id)
    return edition if edition and edition.figure else None


def _post(post: TopicPost, clock: Clock) -> PostView:
    return PostView(
        id=post.id,
        number=post.number,
        kind=Kind(post.kind),
        nickname=post.nickname,
        text=post.text,
        posted_on=post.posted_on,
        due_on=post.due_on,
        late=clock.late(post.due_on, post.posted_on) if post.due_on else 0,
        state=post.state,
        reason=post.reason,
    )


def posts_by_id(session: Session, ids: list[int], clock: Clock) -> list[Hit]:
    """Return posts with their topics, the newest first."""
    rows = session.execute(
        select(TopicPost, Topic, Unit)
        .join(Topic, Topic.id == TopicPost.topic_id)
        .join(Unit, Unit.id == Topic.unit_id)
        .where(TopicPost.id.in_(ids))
        .order_by(TopicPost.id.desc())
    )
    return [
        Hit(
            topic_id=row.Topic.id,
            title=row.Topic.title,
            office=_office(row.Unit),
            post=_post(row.TopicPost, clock),
        )
        for row in rows
    ]


def newest_posts(session: Session, limit: int) -> list[int]:
    """Return the ids of the posts of the whole forum that were added last and still stand."""
    query = select(TopicPost.id).where(TopicPost.state == "shown")
    return list(session.scalars(query.order_by(TopicPost.id.desc()).limit(limit)))


def newest_posts_of_office(session: Session, unit_id: int, limit: int) -> list[int]:
    """Return the same of an office: they stand in its topics that were added to last, with all of the same day."""
    since = (
        select(Topic.last_on)
        .where(Topic.unit_id == unit_id)
        .order_by(Topic.last_on.desc())
        .offset(limit - 1)
        .limit(1)
        .scalar_subquery()
    )
    topics = select(Topic.id).where(Topic.unit_id == unit_id, Topic.last_on >= func.coalesce(since, date.min))
    query = select(TopicPost.id).where(TopicPost.topic_id.in_(topics), TopicPost.state == "shown")
    return list(session.scalars(query.order_by(TopicPost.posted_on.desc(), TopicPost.id.desc()).limit(limit)))


def newest_posts_of_topic(session: Session, topic_id: int, limit: int) -> list[int]:
    """Return the same of a topic."""
    query = select(TopicPost.id).where(TopicPost.topic_id == topic_id, TopicPost.state == "shown")
    return list(session.scalars(query.order_by(TopicPost.number.desc()).limit(limit)))


def find_office(session: Session, slug: str) -> Office | None:
    """Find an office, open or closed."""
    unit = session.scalar(select(Unit).where(Unit.slug == slug))
    return _office(unit) if unit else None


@dataclass(frozen=True, kw_only=True, slots=True)
class YearOfModeration:
    """What moderators did in a year. declined, removed: reason -> how often."""

    year: int
    published: int
    declined: dict[str, int]
    removed: dict[str, int]


def moderation_by_year(session: Session) -> list[YearOfModeration]:
    """Return what moderators did in each year, the newest first, over all offices."""
    columns = (ModerationCount.year, ModerationCount.act, ModerationCount.reason)
    rows = session.execute(
        select(*columns, func.sum(ModerationCount.n).label("n"))
        .group_by(*columns)
        .order_by(ModerationCount.year.desc(), ModerationCount.act, ModerationCount.reason)
    ).all()
    return [
        YearOfModeration(
            year=year,
            published=sum(row.n for row in rows if (row.year, row.act) == (year, "published")),
            declined={row.reason: row.n for row in rows if (row.year, row.act) == (year, "declined")},
            removed={row.reason: row.n for row in rows if (row.year, row.act) == (year, "removed")},
        )
        for year in dict.fromkeys(row.year for row in rows)
    ]
