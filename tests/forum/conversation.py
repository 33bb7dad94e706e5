"""Topics, posts and contributions that a test needs, added as the rooms add them."""

import secrets
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from portal.domain import receipts
from portal.domain.forum import Clock, Kind, Origin, State
from portal.domain.periods import WITA
from portal.domain.receipts import FormKey
from portal.models.contributions import Contribution
from portal.models.forum import Topic, TopicPost
from portal.models.units import Unit
from portal.posting import add_post, open_topic
from portal.site import forget_site
from tests.conftest import SECRET

MONDAY = date(2026, 11, 23)
"""A Monday without a holiday in the week after it."""
CLOCK = Clock(days=5, holidays=frozenset())


def make_topic(
    session: Session,
    unit: Unit,
    *,
    title: str = "Antrean di loket",
    text: str = "Antreannya panjang sekali sejak pagi.",
    nickname: str = "",
    origin: Origin = Origin.CITIZEN,
    today: date = MONDAY,
    **changes: Any,
) -> Topic:
    """Add a published topic with its first post, and commit. changes: of the topic, such as its state."""
    edition_id = changes.pop("edition_id", None)
    topic = open_topic(
        session, unit.id, origin=origin, title=title, clock=CLOCK, today=today, edition_id=edition_id
    )
    kind = Kind.CITIZEN if origin is Origin.CITIZEN else Kind.OFFICIAL
    add_post(session, topic, kind, text, today=today, nickname=nickname)
    if changes.get("state", State.WAITING) is not State.WAITING:
        topic.due_on = None
    for name, value in changes.items():
        setattr(topic, name, value)
    session.commit()
    forget_site()
    return topic


def make_post(session: Session, topic: Topic, text: str = "Saya juga.", **changes: Any) -> TopicPost:
    """Add a published post to a topic, and commit. changes: kind, today, nickname, party, due_on."""
    values: dict[str, Any] = {"kind": Kind.CITIZEN, "today": MONDAY} | changes
    post = add_post(session, topic, values.pop("kind"), text, **values)
    session.commit()
    forget_site()
    return post


def make_contribution(
    session: Session, unit: Unit, *, topic: Topic | None = None, post: TopicPost | None = None, **changes: Any
) -> str:
    """Add what a citizen sent, waiting unless it became a post, commit, and return its author key."""
    form_key = FormKey(random=secrets.token_bytes(16), made=datetime.now(WITA))
    key = receipts.receipt(form_key, secret=SECRET)
    values = {
        "id": secrets.token_bytes(16),
        "handle": receipts.handle(key, "forum"),
        "body_seal": secrets.token_bytes(32),
        "unit_id": unit.id,
        "topic_id": topic.id if topic else None,
        "post_id": post.id if post else None,
        "title": "" if topic and post is None else "Antrean di loket",
        "text": "Antreannya panjang sekali sejak pagi.",
        "language": "id",
        "received_on": MONDAY,
        "state": "published" if post else "waiting",
    }
    session.add(Contribution(**(values | changes)))
    session.commit()
    return key
