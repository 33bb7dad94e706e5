"""What the holder of an author key may know of what they wrote; the words themselves are not shown again."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.domain import receipts
from portal.domain.forum import State
from portal.domain.words import Words
from portal.forum.actions import PURPOSE
from portal.models.contributions import Contribution
from portal.models.forum import Topic, TopicPost
from portal.models.units import Unit


@dataclass(frozen=True, kw_only=True, slots=True)
class Written:
    """What became of a contribution.

    state: waiting, published, declined, withdrawn, or removed (published, and taken off by a moderator).
    reason, note: why it was declined or removed, and the moderator's word to the writer. topic_id, title: of the
    topic in which it stands or that it replies to. number: of its post, 0 without one. asked: the office has
    answered, and the writer can say whether that helped.
    """

    office: Words
    opens_topic: bool
    received_on: date
    state: str
    reason: str
    note: str
    nickname: str
    topic_id: int | None
    title: str
    number: int
    asked: bool

    @property
    def can_be_taken_back(self) -> bool:
        """Tell whether there are words to take away."""
        return self.state in ("waiting", "published", "declined")


def find_written(session: Session, author_key: str) -> Written | None:
    """Find what an author key belongs to."""
    row = session.execute(
        select(Contribution, Unit, TopicPost, Topic)
        .join(Unit, Unit.id == Contribution.unit_id)
        .outerjoin(TopicPost, TopicPost.id == Contribution.post_id)
        .outerjoin(Topic, Topic.id == func.coalesce(TopicPost.topic_id, Contribution.topic_id))
        .where(Contribution.handle == receipts.handle(author_key, PURPOSE))
    ).one_or_none()
    return _written(row.Contribution, row.Unit, row.TopicPost, row.Topic) if row else None


def _written(said: Contribution, unit: Unit, post: TopicPost | None, topic: Topic | None) -> Written:
    removed = post is not None and post.state == "removed"
    stands = said.state == "published" and post is not None and post.state == "shown"
    return Written(
        office=unit.name,
        opens_topic=said.topic_id is None,
        received_on=said.received_on,
        state="removed" if removed else said.state,
        reason=post.reason if post is not None and removed else said.reason,
        note=said.note,
        nickname=post.nickname if post is not None and stands else said.nickname,
        topic_id=topic.id if topic else None,
        title=topic.title if topic else "",
        number=post.number if post else 0,
        asked=stands
        and post is not None
        and post.number == 1
        and topic is not None
        and topic.state == State.ANSWERED,
    )
