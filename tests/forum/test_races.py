"""Two people at the same thing, in two real sessions of PostgreSQL: whoever comes first, it ends well.

One of them is stopped after a statement, the other goes on to the end or to where a lock holds them up, then the
first goes on. So for each statement of the first: at which of them it would go wrong, nobody has to know.
"""

import secrets
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from threading import Event

import pytest
from flask import Flask
from sqlalchemy import Connection, Engine, event, func, select
from sqlalchemy.orm import Session

from portal import migrations
from portal.admin.forum.actions import answer
from portal.admin.moderation import actions as desk
from portal.admin.retention.actions import erase_due
from portal.admin.sealed_reports import actions as room
from portal.db import db
from portal.domain.forum import ClosedError, Kind, NotAskedError, State
from portal.domain.moderation import Reason
from portal.domain.permissions import Role
from portal.domain.sealed_reports import EndedError
from portal.enciphering import Cipher
from portal.forum.actions import judge, take_back
from portal.models import Contribution, ModerationCount, ReportMessage, SealedReport, Topic, TopicPost
from portal.posting import hold_topic
from portal.sealed_reports.actions import add_words
from tests import factories
from tests.admin.moderation.desk import contribution_of
from tests.conftest import SECRET, open_app
from tests.forum.conversation import CLOCK, MONDAY, make_contribution, make_post, make_topic
from tests.house.databases import empty_database
from tests.staff import make_account

CIPHER = Cipher(SECRET)
ENDED = date(2024, 3, 31)
WAIT = 20
"""Seconds after which a test gives up; nothing here waits so long."""

REFUSALS = (desk.DecidedError, desk.GoneError, ClosedError, NotAskedError, EndedError)

Act = Callable[[Session], object]


@dataclass(frozen=True, kw_only=True, slots=True)
class Race:
    """What two people do at once. check: looks at how it ended, and at what was refused."""

    acts: tuple[Act, Act]
    check: Callable[[Session, set[str]], None]


@dataclass(kw_only=True, slots=True)
class Person:
    """Somebody with a session of their own, who stops after so many statements until somebody lets them go on."""

    connection: Connection
    stops_after: int = 0
    said: int = 0
    stopped: Event = field(default_factory=Event)
    may_go_on: Event = field(default_factory=Event)

    @property
    def number(self) -> int:
        """Return the number under which the server knows them."""
        return int(self.connection.connection.dbapi_connection.info.backend_pid)  # type: ignore[union-attr]

    def do(self, act: Act) -> str:
        """Act and commit; return the refusal's name, or nothing."""
        event.listen(self.connection, "after_cursor_execute", self._note)
        with Session(self.connection) as session:
            try:
                act(session)
            except REFUSALS as refusal:
                return type(refusal).__name__
            session.commit()
        return ""

    def _note(self, *_: object) -> None:
        self.said += 1
        if self.said == self.stops_after:
            self.stopped.set()
            assert self.may_go_on.wait(WAIT)


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """A database of its own, where commits are real."""

    app: Flask
    engine: Engine
    account_id: int

    def race(self, prepare: Callable[[Session], Race]) -> None:
        """Let two act at once: each of them first, stopped after each of its statements."""
        for turn in (0, 1):
            stop, over = 0, False
            while not over:
                stop += 1
                with self.app.app_context(), Session(self.engine) as session:
                    race = prepare(session)
                first, second = race.acts[turn], race.acts[1 - turn]
                refused, over = self._run(first, second, stop)
                with Session(self.engine) as session:
                    race.check(session, refused)
            assert stop > 2

    def _run(self, first: Act, second: Act, stop: int) -> tuple[set[str], bool]:
        """Return what was refused, and whether the first was through before it had said so much."""
        with self.engine.connect() as one, self.engine.connect() as other, ThreadPoolExecutor(2) as threads:
            slow, quick = Person(connection=one, stops_after=stop), Person(connection=other)
            number = quick.number
            leading = threads.submit(slow.do, first)
            leading.add_done_callback(lambda _: slow.stopped.set())
            assert slow.stopped.wait(WAIT)
            over = leading.done()
            following = threads.submit(quick.do, second)
            self._until_done_or_held_up(following, number)
            slow.may_go_on.set()
            return {leading.result(WAIT), following.result(WAIT)} - {""}, over

    def _until_done_or_held_up(self, acting: Future[str], number: int) -> None:
        with self.engine.connect() as watcher:
            waits_for = select(func.cardinality(func.pg_blocking_pids(number)))
            while not acting.done() and not watcher.scalar(waits_for):
                pass


@pytest.fixture(scope="module")
def place(postgresql_url: str) -> Iterator[Place]:
    with empty_database("postgresql", Path(), postgresql_url) as address, open_app(address) as app:
        with app.app_context():
            migrations.upgrade()
            factories.make_site(db.session)
            account_id = make_account(db.session, Role.MODERATOR).id
            engine = db.engine
        yield Place(app=app, engine=engine, account_id=account_id)
        engine.dispose()


def publishing(place: Place, said: Contribution) -> Act:
    spelled = desk.spell(said, ())
    choice = desk.found(spelled)
    seen, number = desk.propose(said, spelled, choice).seal, said.id
    fixed = {"seen": seen, "by": place.account_id, "staff_names": (), "clock": CLOCK, "today": MONDAY}
    return lambda session: desk.publish(session, number, choice, **fixed)


def declining(place: Place, *ids: bytes) -> Act:
    return lambda session: desk.decline_all(session, ids, Reason.ADVERT, by=place.account_id, today=MONDAY)


def counted(session: Session, units: Sequence[int], act: str) -> int:
    """Return how often the public counts of some offices say that something was done."""
    counts = select(func.sum(ModerationCount.n))
    return session.scalar(counts.where(ModerationCount.unit_id.in_(units), ModerationCount.act == act)) or 0


def test_what_its_writer_takes_back_while_it_is_published_says_nothing_any_more(place):
    def prepare(session: Session) -> Race:
        key = make_contribution(session, factories.make_unit(session))
        said = contribution_of(session, key)
        number = said.id

        def check(session: Session, refused: set[str]) -> None:
            said = session.get_one(Contribution, number)
            assert (said.state, said.text) == ("withdrawn", "")
            assert (said.post_id is None) == (refused == {"DecidedError"})
            if said.post_id is not None:
                post = session.get_one(TopicPost, said.post_id)
                assert (post.state, post.text, post.topic.title) == ("withdrawn", "", "")

        return Race(acts=(publishing(place, said), lambda session: take_back(session, key)), check=check)

    place.race(prepare)


@pytest.mark.parametrize("other", ["declines the same", "declines one beside it", "publishes one of it"])
def test_two_moderators_decide_about_a_flood_and_each_contribution_is_counted_once(place, other):
    def prepare(session: Session) -> Race:
        offices = [factories.make_unit(session) for _ in range(2)]
        units = [office.id for office in offices]
        sent = [contribution_of(session, make_contribution(session, office)) for office in (*offices, offices[1])]
        ids = [said.id for said in sent]
        seconds = {
            "declines the same": declining(place, ids[1], ids[0]),
            "declines one beside it": declining(place, ids[2]),
            "publishes one of it": publishing(place, max(sent[:2], key=lambda said: said.id)),
        }

        def check(session: Session, refused: set[str]) -> None:
            states = [session.get_one(Contribution, number).state for number in ids]
            for act in ("declined", "published"):
                assert counted(session, units, act) == states.count(act)
            assert "waiting" not in states[:2]
            assert refused <= {"DecidedError"}

        return Race(acts=(declining(place, *ids[:2]), seconds[other]), check=check)

    place.race(prepare)


def test_a_post_is_removed_or_taken_back_and_its_words_are_gone_either_way(place):
    def prepare(session: Session) -> Race:
        unit = factories.make_unit(session)
        topic = make_topic(session, unit)
        post = session.scalars(select(TopicPost).where(TopicPost.topic_id == topic.id)).one()
        key = make_contribution(session, unit, post=post)
        unit_id, post_id = unit.id, post.id

        def check(session: Session, refused: set[str]) -> None:
            post = session.get_one(TopicPost, post_id)
            sent = session.scalars(select(Contribution).where(Contribution.post_id == post_id)).one()
            assert (post.text, post.topic.title, sent.text) == ("", "", "")
            assert post.state == ("withdrawn" if refused == {"GoneError"} else "removed")
            assert counted(session, [unit_id], "removed") == (post.state == "removed")

        remove = partial(desk.remove, post_id=post_id, reason=Reason.HATE, today=MONDAY)
        return Race(acts=(remove, lambda session: take_back(session, key)), check=check)

    place.race(prepare)


def test_a_verdict_and_an_answer_at_once_are_two_entries_and_the_last_one_holds(place):
    def prepare(session: Session) -> Race:
        unit = factories.make_unit(session)
        topic = make_topic(session, unit, state=State.ANSWERED)
        first = session.scalars(select(TopicPost).where(TopicPost.topic_id == topic.id)).one()
        make_post(session, topic, "Loket kedua dibuka.", kind=Kind.OFFICIAL, nickname="Kepala Bidang")
        key, topic_id = make_contribution(session, unit, post=first), topic.id

        def speak(session: Session) -> None:
            held = hold_topic(session, topic_id)
            assert held is not None
            answer(session, held, text="Loket ketiga juga.", spoken_as="Kepala Bidang", today=MONDAY)

        def check(session: Session, refused: set[str]) -> None:
            topic = session.get_one(Topic, topic_id)
            posts = session.execute(
                select(TopicPost.number, TopicPost.kind)
                .where(TopicPost.topic_id == topic_id)
                .order_by(TopicPost.number)
            ).all()
            assert [post.number for post in posts] == [1, 2, 3, 4]
            assert topic.posts == 4
            assert topic.state == {Kind.UNSOLVED: State.WAITING, Kind.OFFICIAL: State.ANSWERED}[posts[-1].kind]
            assert refused == set()

        verdict = partial(judge, author_key=key, helped=False, today=MONDAY, clock=CLOCK)
        return Race(acts=(verdict, speak), check=check)

    place.race(prepare)


def make_report(session: Session, **changes: object) -> bytes:
    name = secrets.token_bytes(16)
    row = {"handle": name * 2, "body_seal": bytes(32), "kind": "money", "words": b"tersandi"}
    session.add(SealedReport(**row | {"id": name, "may_hand_over": False, "received_on": ENDED} | changes))
    session.commit()
    return name


def adding(report_id: bytes) -> Act:
    return lambda session: add_words(session, CIPHER, report_id, "Satu hal lagi.", today=MONDAY)


def test_nothing_is_added_to_a_report_after_the_reason_for_which_it_was_closed(place):
    def prepare(session: Session) -> Race:
        name = make_report(session)

        def close(session: Session) -> None:
            held = room.hold(session, name.hex())
            assert held is not None
            work = room.Desk(cipher=CIPHER, account_id=place.account_id, today=MONDAY)
            room.close(session, work, held, "Sudah ditangani.")

        def check(session: Session, refused: set[str]) -> None:
            said = session.scalars(
                select(ReportMessage.side).where(ReportMessage.report_id == name).order_by(ReportMessage.number)
            ).all()
            assert said == (["reviewer"] if refused else ["writer", "reviewer"])

        return Race(acts=(close, adding(name)), check=check)

    place.race(prepare)


def test_nothing_is_added_to_a_report_that_is_being_erased(place):
    def prepare(session: Session) -> Race:
        name = make_report(session, state="handed_over", closed_on=ENDED)

        def check(session: Session, refused: set[str]) -> None:
            said = session.scalars(select(ReportMessage.words).where(ReportMessage.report_id == name)).all()
            assert said == ([] if refused else [b""])

        return Race(acts=(lambda session: erase_due(session, MONDAY), adding(name)), check=check)

    place.race(prepare)
