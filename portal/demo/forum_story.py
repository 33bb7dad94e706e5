"""What was said in the demo's forum so far: moderated and answered by the rooms' own rules."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from sqlalchemy import insert

from portal.admin.forum import actions as desk
from portal.admin.moderation import actions as moderation
from portal.admin.people import staff_names
from portal.demo.stage import Stage
from portal.demo.words_of_the_forum import DECLINED, TOPICS, WAITING, DemoContribution, DemoTopic, Said
from portal.domain.forum import REPLY_DAYS, Clock, Kind, judged
from portal.domain.moderation import Reason
from portal.domain.workdays import add_workdays
from portal.editions import headlines
from portal.models.contributions import Contribution
from portal.models.forum import ModerationCount, Topic
from portal.posting import add_post, clock, hold_topic, stand, standing

_DECLINED_MOST = 6


@dataclass(frozen=True, kw_only=True, slots=True)
class Forum:
    """The stage, and what speaking in the forum needs. draw: gives so many bytes."""

    stage: Stage
    clock: Clock
    names: tuple[str, ...]
    draw: Callable[[int], bytes]


def fill_forum(stage: Stage) -> None:
    """Tell the topics, then what still waits for the moderator."""
    rng = Random(f"{stage.secret.hex()} forum")  # The writers' keys are nobody's, and no two demos share them.
    forum = Forum(
        stage=stage,
        clock=clock(stage.session, REPLY_DAYS),
        names=staff_names(stage.session),
        draw=rng.randbytes,
    )
    newest = {told.office: _tell(forum, told) for told in sorted(TOPICS, key=lambda told: -told.age)}
    for said in WAITING:
        topic = None if said.title else newest[said.office]
        _receive(forum, said, topic)
    _count_declined(stage)


def _tell(forum: Forum, told: DemoTopic) -> Topic:
    day = forum.stage.ago(told.age)
    topic = _open_by_office(forum, told, day) if told.by_office else _open_by_citizen(forum, told, day)
    for said in told.replies:
        _say(forum, topic, said, min(add_workdays(day, said.after), forum.stage.today))
    return topic


def _open_by_office(forum: Forum, told: DemoTopic, day: date) -> Topic:
    stage = forum.stage
    stage.enter("organisasi")
    unit_id = stage.units[told.office].id
    return desk.open_topic(
        stage.session, unit_id, title=told.title, text=told.text, spoken_as=told.by, clock=forum.clock, today=day
    )


def _open_by_citizen(forum: Forum, told: DemoTopic, day: date) -> Topic:
    said = DemoContribution(office=told.office, age=told.age, title=told.title, text=told.text, by=told.by)
    edition = headlines(forum.stage.session, [told.office])[told.office].id if told.cites else None
    return _let_through(forum, _receive(forum, said, None, edition), day)


def _receive(forum: Forum, said: DemoContribution, topic: Topic | None, edition: str | None = None) -> bytes:
    """Take in what a citizen wrote, as the forum does."""
    key = forum.draw(16)
    row = {
        "id": key,
        "handle": forum.draw(32),
        "body_seal": forum.draw(32),
        "unit_id": forum.stage.units[said.office].id,
        "topic_id": topic.id if topic else None,
        "edition_id": edition,
        "nickname": said.by,
        "title": said.title,
        "text": said.text,
        "language": "id",
        "received_on": forum.stage.ago(said.age),
    }
    forum.stage.session.execute(insert(Contribution), row)
    return key


def _let_through(forum: Forum, key: bytes, day: date) -> Topic:
    """Publish a contribution as the portal proposes, and return its topic."""
    session = forum.stage.session
    moderator = forum.stage.enter("moderator")
    said = session.get_one(Contribution, key)
    spelled = moderation.spell(said, forum.names)
    choice = moderation.found(spelled)
    post = moderation.publish(
        session,
        key,
        choice,
        seen=moderation.propose(said, spelled, choice).seal,
        by=moderator.account_id,
        staff_names=forum.names,
        clock=forum.clock,
        today=day,
    )
    return session.get_one(Topic, post.topic_id)


def _say(forum: Forum, topic: Topic, said: Said, day: date) -> None:
    session = forum.stage.session
    held = hold_topic(session, topic.id)
    assert held is not None  # noqa: S101 - it was opened just now.
    match said.kind:
        case Kind.CITIZEN:
            slug = next(slug for slug, unit in forum.stage.units.items() if unit.id == topic.unit_id)
            wrote = DemoContribution(office=slug, age=0, title="", text=said.text, by=said.by)
            _let_through(forum, _receive(forum, wrote, topic), day)
        case Kind.OFFICIAL:
            forum.stage.enter("organisasi")
            desk.answer(session, held, text=said.text, spoken_as=said.by, today=day)
        case Kind.SUMMARY:
            forum.stage.enter("organisasi")
            desk.close(session, held, text=said.text, spoken_as=said.by, today=day)
        case _:
            helped = said.kind is Kind.SOLVED
            stand(held, judged(standing(held), helped=helped, today=day, clock=forum.clock))
            add_post(session, held, said.kind, "", today=day)


def _count_declined(stage: Stage) -> None:
    """Count what was turned down this year; nothing of it is kept in a demo."""
    slugs = sorted(stage.units)
    rows = [
        {
            "unit_id": stage.units[slugs[place]].id,
            "year": (stage.today - timedelta(days=30)).year,
            "act": "declined",
            "reason": Reason(reason).value,
            "n": _DECLINED_MOST - place,
        }
        for place, reason in enumerate(DECLINED)
    ]
    stage.session.execute(insert(ModerationCount), rows)
