"""The job can be killed, repeated, run late or twice at once: the figures come out the same."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from sqlalchemy import Connection, event, func, select, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from portal.answering import BatchClosedError
from portal.db import begin_write
from portal.domain.batches import Outcome
from portal.models import Batch, Closing, Edition, Event, Response, Tally, Unit
from portal.publishing.job import plan, publish, take
from portal.site import get_site
from portal.survey.actions import withdraw
from tests.factories import make_responses, make_site
from tests.publishing.story import (
    DECEMBER,
    JANUARY,
    JULY,
    JUNE,
    RECEIPT,
    after,
    answer,
    batches_of,
    close_early,
    documents,
    give_receipt,
    live_through,
    open_office,
    outcomes_of,
    published,
    responses_of,
    tell_year,
)

SEALED = (Batch, Tally, Closing, Edition, Event, Response)


def sizes(session: Session) -> list[int]:
    """Return how many rows each table has that the job could add to."""
    return [session.scalars(select(func.count()).select_from(model)).one() for model in SEALED]


def test_publishing_twice_adds_no_row_and_changes_no_byte(session):
    tell_year(session)
    made = publish(session, after(DECEMBER))
    before, rows = published(session), sizes(session)
    assert made == len(before) > 20
    assert publish(session, after(DECEMBER)) == 0
    assert publish(session, date(2027, 1, 31)) == 0
    assert (published(session), sizes(session)) == (before, rows)


def test_an_empty_register_has_nothing_to_publish(session):
    make_site(session)
    assert publish(session, after(DECEMBER)) == 0


def test_an_office_that_joins_later_is_closed_on_the_day_it_is_worked_on(session):
    make_site(session)
    open_office(session)
    publish(session, after(JANUARY + 3))
    late = open_office(session, "baru")
    answer(session, late, [60])
    publish(session, date(2026, 6, 20))
    editions = [edition for edition in session.scalars(select(Edition)) if edition.scope == "baru"]
    assert editions
    assert {edition.closed_on for edition in editions} == {date(2026, 6, 20)}


def test_a_month_is_over_on_the_first_of_the_next(session):
    make_site(session)
    counter = open_office(session)
    publish(session, date(2026, 1, 31))
    assert outcomes_of(session, counter) == []
    publish(session, date(2026, 2, 1))
    assert len(outcomes_of(session, counter)) == 1


def test_an_office_starts_with_its_first_month(session):
    make_site(session)
    open_office(session)
    late = open_office(session, "baru", opened_on=date(2026, 5, 20))
    publish(session, after(JUNE))
    assert len(outcomes_of(session, late)) == 2


def test_numbers_run_without_a_gap(year):
    for unit in year.scalars(select(Unit).order_by(Unit.id)):
        numbers = year.scalars(select(Batch.number).where(Batch.unit_id == unit.id).order_by(Batch.number)).all()
        assert numbers == list(range(1, len(numbers) + 1))
    for scope in ("ab", "sedang", "a-c", "pemerintah"):
        interim = year.scalars(
            select(Edition.sequence)
            .where(Edition.scope == scope, Edition.kind == "interim")
            .order_by(Edition.sequence)
        ).all()
        assert interim == list(range(1, len(interim) + 1))
        assert interim


class Killed(Exception):  # noqa: N818 - what happens to the job, not what it reports.
    """The process is gone in the middle of its work."""


def kill_at_insert(session: Session, number: int) -> None:
    """Let the session die just after it wrote its edition or closing of that number, before the commit."""
    written = 0

    def count(_session: Session, _context: object) -> None:
        nonlocal written
        written += sum(isinstance(row, Edition | Closing) for row in _session.new)
        if written >= number:
            raise Killed

    event.listen(session, "after_flush", count)


def published_by_killed_jobs(session_of, today: date, later: date, kills: Iterable[int]) -> dict[str, bytes]:
    """Publish with a job that is killed again and again, and goes on with a later date."""
    for number in kills:
        session = session_of()
        kill_at_insert(session, number)
        with pytest.raises(Killed):
            publish(session, today)
        session.close()
        today = later
    session = session_of()
    publish(session, today)
    return published(session)


@pytest.fixture(scope="session")
def june_reference(told_place) -> dict[str, bytes]:
    """Return what an undisturbed job publishes about the first half-year."""
    return published(told_place(lambda session: live_through(session, tell_year(session), JUNE)))


@pytest.mark.parametrize("kills", [[7], [12], [4, 1, 2, 3]])
def test_a_job_that_was_killed_and_goes_on_weeks_later_makes_the_same_bytes(
    open_place, june_reference, engine, kills
):
    """It dies after its first office, which writes three rows, and before the government's editions are done."""
    place = open_place(engine)
    place.tell(lambda session: live_through(session, tell_year(session), JUNE - 1))
    made = published_by_killed_jobs(place.open_session, after(JUNE), date(2026, 7, 20), kills)
    assert made == june_reference


@pytest.fixture(scope="session")
def backlog_reference(told_place) -> dict[str, bytes]:
    """Return what one undisturbed job publishes about the whole year after its last day."""

    def tell(session: Session) -> None:
        tell_year(session)
        publish(session, after(DECEMBER))

    return published(told_place(tell))


@pytest.mark.parametrize("kills", [[40, 3, 7]])
def test_a_killed_job_catches_up_on_many_months(open_place, backlog_reference, engine, kills):
    place = open_place(engine)
    place.tell(tell_year)
    today = after(DECEMBER)
    assert published_by_killed_jobs(place.open_session, today, today, kills) == backlog_reference


def test_due_months_come_before_an_early_closing(session):
    make_site(session, demo=True)
    counter = open_office(session)
    answer(session, counter, [12, 0, 0, 0, 0, 11, 15])
    publish(session, after(JANUARY))
    close_early(session, counter, date(2026, 7, 20))
    every = documents(session)
    assert every["kantor-2026-s1"]["figure"]["n"] == 23
    assert every["pemerintah-2026-s1"]["figure"]["n"] == 23
    assert every["kantor-2026-s2"]["figure"]["n"] == 15


def test_a_period_can_be_closed_early_twice_but_not_for_too_few(session):
    make_site(session, demo=True)
    counter = open_office(session)
    answer(session, counter, [40], first=JULY)
    assert close_early(session, counter, date(2026, 7, 10)).outcome is Outcome.RELEASED
    make_responses(session, counter, ["111111111"] * 9, month=JULY)
    before = published(session)
    assert not close_early(session, counter, date(2026, 7, 11)).published
    assert published(session) == before
    make_responses(session, counter, ["111111111"], month=JULY)
    assert close_early(session, counter, date(2026, 7, 12)).published
    assert documents(session)["kantor-2026-s2-r1"]["figure"]["n"] == 50
    publish(session, after(DECEMBER))
    assert [batch.counted for batch in batches_of(session, counter)] == [40, 10]


def test_an_early_closing_takes_the_held_batch_along(session):
    make_site(session, demo=True)
    counter = open_office(session)
    answer(session, counter, [12, 3])
    publish(session, after(JANUARY))
    assert close_early(session, counter, date(2026, 2, 10)).outcome is Outcome.MERGED
    assert documents(session)["kantor-2026-s1"]["figure"]["n"] == 15


def test_two_jobs_at_once_make_every_batch_and_edition_once(open_place, backlog_reference):
    place = open_place("postgresql")
    place.tell(tell_year)
    together = Barrier(3)

    def run() -> int:
        with place.open_session() as session:
            together.wait()
            return publish(session, after(DECEMBER))

    with ThreadPoolExecutor(3) as pool:
        made = [run.result() for run in [pool.submit(run) for _ in range(3)]]
    session = place.open_session()
    assert published(session) == backlog_reference
    assert sum(made) == len(backlog_reference)
    numbers = session.execute(select(Batch.unit_id, Batch.number).order_by(Batch.unit_id, Batch.number)).all()
    assert len(numbers) == len(set(numbers))


def impatient(session: Session) -> Session:
    """Let a session fail, rather than wait, where another one holds a row."""

    @event.listens_for(session, "after_begin")
    def be_impatient(_session: Session, _transaction: object, connection: Connection) -> None:
        connection.execute(text("SET LOCAL lock_timeout = '100ms'"))

    return session


def open_busy(session: Session) -> None:
    """Fill an office with sixty answers in January, and one more with a receipt."""
    make_site(session)
    counter = open_office(session)
    make_responses(session, counter, ["444444444"] * 60 + ["111111111"], month=JANUARY)
    give_receipt(session, responses_of(session, counter)[0])


def next_step(session: Session) -> int:
    """Do the next step of closing January without committing it."""
    begin_write(session)
    return take(session, plan(session, after(JANUARY))[0], get_site(session))


@pytest.fixture
def busy(open_place):
    """Return a place on PostgreSQL with one busy office."""
    place = open_place("postgresql")
    place.tell(open_busy)
    return place


def draw(size: int) -> bytes:
    return bytes(range(size))


def test_a_batch_waits_for_a_withdrawal_and_does_not_count_it(busy):
    citizen, job = busy.open_session(), impatient(busy.open_session())
    withdraw(citizen, RECEIPT, draw=draw)
    with pytest.raises(OperationalError, match="lock timeout"):
        next_step(job)
    job.rollback()
    citizen.commit()
    publish(job, after(JANUARY))
    batch = job.scalars(select(Batch)).one()
    assert (batch.counted, batch.void) == (60, 1)
    assert documents(job)["kantor-antara-1"]["figure"]["n"] == 60


def test_a_withdrawal_waits_for_a_batch_and_then_is_too_late(busy):
    citizen, job = impatient(busy.open_session()), busy.open_session()
    next_step(job)
    with pytest.raises(OperationalError, match="lock timeout"):
        withdraw(citizen, RECEIPT, draw=draw)
    citizen.rollback()
    job.commit()
    with pytest.raises(BatchClosedError):
        withdraw(citizen, RECEIPT, draw=draw)
    citizen.rollback()
    assert job.scalars(select(Event)).all() == []
    assert job.scalars(select(Batch)).one().counted == 61


def test_the_governments_edition_is_made_by_one_job_at_a_time(busy):
    first, second = busy.open_session(), impatient(busy.open_session())
    next_step(first)
    first.commit()
    assert next_step(first) == 1
    with pytest.raises(OperationalError, match="lock timeout"):
        next_step(second)
    second.rollback()
    first.commit()
    assert next_step(second) == 0


def add_answer(session: Session) -> None:
    """Accept an answer of January."""
    like = session.scalars(select(Response).limit(1)).one()
    kept = ("unit_id", "month", "counter_id", "version_id", "part", "tier", "language", "scores", "total")
    session.add(Response(id=bytes(16), **{name: getattr(like, name) for name in kept}))
    session.commit()


@pytest.mark.parametrize(
    "moment",
    ["UPDATE sealed_responses", "INSERT INTO sealed_batches", "INSERT INTO sealed_tallies"],
)
def test_an_answer_accepted_while_its_month_closes_is_counted_whole_or_waits(busy, moment):
    citizen, job = impatient(busy.open_session()), busy.open_session()
    accepted = False

    def accept(_connection, _cursor, statement: str, *_details: object) -> None:
        nonlocal accepted
        if statement.startswith(moment) and not accepted:
            accepted = True
            add_answer(citizen)

    event.listen(busy.engine, "before_cursor_execute", accept)
    next_step(job)
    job.commit()
    assert accepted
    batch, tally = job.scalars(select(Batch)).one(), job.scalars(select(func.sum(Tally.n))).one()
    inside = job.scalars(select(func.count()).where(Response.batch_id == batch.id)).one()
    assert batch.received == batch.counted == tally == inside
    assert inside == (61 if moment.endswith("tallies") else 62)
