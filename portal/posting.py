"""What every way of speaking in a topic shares: how a topic is opened and a post added to it.

Citizens speak through a moderator, offices for themselves, a consultation through whoever takes its minutes.
"""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.forum import Clock, Kind, Origin, Standing, State, opened
from portal.holidays import added_holidays
from portal.models.forum import Topic, TopicPost
from portal.models.units import Unit


def clock(session: Session, days: int) -> Clock:
    """Return how deadlines are counted here: in so many working days, without the days off that were added."""
    return Clock(days=days, holidays=added_holidays(session))


def open_topic(
    session: Session,
    unit_id: int,
    *,
    origin: Origin,
    title: str,
    clock: Clock,
    today: date,
    edition_id: str | None = None,
) -> Topic:
    """Add a topic without a post; its first one is to follow in the same transaction."""
    topic = Topic(
        unit_id=unit_id, edition_id=edition_id, origin=origin, title=title, opened_on=today, last_on=today, posts=0
    )
    stand(topic, opened(origin, today, clock))
    session.add(topic)
    session.flush()
    return topic


def take_turn(session: Session, unit_id: int) -> None:
    """Let whoever says something for an office wait for each other, so that a form sent twice is seen as one."""
    session.execute(select(Unit.id).where(Unit.id == unit_id).with_for_update(key_share=True))


def hold_topic(session: Session, topic_id: int) -> Topic | None:
    """Return a topic, locked until the transaction ends, so that two posts never take one number."""
    return session.scalar(
        select(Topic).where(Topic.id == topic_id).with_for_update().execution_options(populate_existing=True)
    )


def add_post(
    session: Session,
    topic: Topic,
    kind: Kind,
    text: str,
    *,
    today: date,
    nickname: str = "",
    party: str = "",
    due_on: date | None = None,
) -> TopicPost:
    """Add a post to a topic that is held, or was just opened; the first one carries its title for the search.

    Where the topic stands is the caller's to say, with `stand`.
    """
    topic.posts += 1
    topic.last_on = today
    post = TopicPost(
        topic_id=topic.id,
        number=topic.posts,
        kind=kind,
        nickname=nickname,
        party=party,
        heading=topic.title if topic.posts == 1 else "",
        text=text,
        posted_on=today,
        due_on=due_on,
        reason="",
    )
    session.add(post)
    session.flush()
    return post


def standing(topic: Topic) -> Standing:
    """Return where a topic stands."""
    return Standing(state=State(topic.state), due_on=topic.due_on, reopened=topic.reopened)


def stand(topic: Topic, now: Standing) -> None:
    """Say where a topic stands from now on."""
    topic.state, topic.due_on, topic.reopened = now.state, now.due_on, now.reopened
