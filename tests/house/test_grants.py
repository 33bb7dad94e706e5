"""On PostgreSQL each zone has a role that may do its work and nothing else."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime

import pytest
from sqlalchemy import func, inspect, select, text
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.orm import Session

from portal.admin.achievements.actions import publish_due
from portal.domain.periods import WITA, first_day, month_of
from portal.domain.permissions import Role
from portal.models import (
    Achievement,
    Batch,
    Comment,
    Counter,
    Day,
    Edition,
    Event,
    Measure,
    Response,
    SealedReport,
    Submission,
    Topic,
)
from portal.publishing.job import publish
from tests import factories
from tests.achieving import make_entry, make_officers
from tests.admin.forms import submit
from tests.admin.moderation import desk
from tests.admin.register import as_staff
from tests.house import visits
from tests.performance import YEAR, make_employee, make_plan
from tests.staff import StaffClient, make_account, sign_in

ALL = ("portal_public", "portal_survey", "portal_publishing")
SEALED = (
    "sealed_batches", "sealed_closings", "sealed_comments", "sealed_contributions", "sealed_days", "sealed_events",
    "sealed_handles", "sealed_handlings", "sealed_replies", "sealed_report_messages", "sealed_reports",
    "sealed_responses", "sealed_sheets", "sealed_submissions", "sealed_tallies",
)  # fmt: skip
MONTH = month_of(date(2024, 3, 1))

pytestmark = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)  # SQLite has no roles.


@pytest.fixture
def counter(session: Session) -> Counter:
    """Return a counter, with a unit and a service."""
    factories.make_site(session)
    unit = factories.make_unit(session)
    return factories.make_counter(session, unit, [factories.make_service(session, unit)])


@pytest.fixture
def acting(session: Session) -> Iterator[Callable[[str], None]]:
    """Return a function that makes everything in the test's transaction act as a role."""

    def become(role: str) -> None:
        session.execute(text(f"SET ROLE {role}"))
        session.commit()

    yield become
    session.rollback()
    session.execute(text("RESET ROLE"))
    session.commit()


@contextmanager
def refused(session: Session) -> Iterator[None]:
    with pytest.raises(ProgrammingError, match="permission denied"), session.begin_nested():
        yield


def test_the_list_of_sealed_tables_is_complete(session):
    tables = inspect(session.connection()).get_table_names()
    assert sorted(name for name in tables if name.startswith("sealed_")) == list(SEALED)


def test_public_pages_read_the_register_and_the_record_and_no_sealed_table(session, acting):
    tables = inspect(session.connection()).get_table_names()
    acting("portal_public")
    for table in tables:
        if table.startswith(("register_", "record_")):
            session.execute(text(f"SELECT * FROM {table}"))
    for table in SEALED:
        with refused(session):
            session.execute(text(f"SELECT 1 FROM {table}"))


@pytest.mark.parametrize("statement", ["DELETE FROM {}", "TRUNCATE {}"])
@pytest.mark.parametrize("role", ALL)
def test_no_role_deletes_anything_but_an_unreleased_tally(session, acting, role, statement):
    tables = inspect(session.connection()).get_table_names()
    acting(role)
    for table in tables:
        if (role, table, statement[:6]) != ("portal_publishing", "sealed_tallies", "DELETE"):
            with refused(session):
                session.execute(text(statement.format(table)))


FORBIDDEN = [
    ("portal_public", "INSERT INTO record_editions SELECT * FROM record_editions"),
    ("portal_public", "UPDATE register_site SET demo = TRUE"),
    ("portal_public", "UPDATE record_topics SET title = ''"),
    ("portal_survey", "UPDATE sealed_responses SET scores = '444444444'"),
    ("portal_survey", "UPDATE sealed_responses SET batch_id = 1"),
    ("portal_survey", "SELECT text FROM sealed_comments"),
    ("portal_survey", "SELECT * FROM sealed_tallies"),
    ("portal_survey", "UPDATE register_units SET officers = 9"),
    ("portal_survey", "UPDATE register_site SET revision = 9"),
    ("portal_survey", "UPDATE register_questionnaire_versions SET content = '{}'"),
    ("portal_survey", "INSERT INTO record_editions SELECT * FROM record_editions"),
    ("portal_survey", "UPDATE sealed_reports SET state = 'closed'"),
    ("portal_survey", "UPDATE record_moderation_counts SET n = 9"),
    ("portal_survey", "SELECT * FROM personnel_accounts"),
    ("portal_publishing", "UPDATE sealed_responses SET scores = '444444444'"),
    ("portal_publishing", "INSERT INTO sealed_responses SELECT * FROM sealed_responses"),
    ("portal_publishing", "INSERT INTO sealed_events SELECT * FROM sealed_events"),
    ("portal_publishing", "SELECT * FROM sealed_handles"),
    ("portal_publishing", "SELECT * FROM sealed_comments"),
    ("portal_publishing", "SELECT * FROM sealed_submissions"),
    ("portal_publishing", "SELECT * FROM sealed_contributions"),
    ("portal_publishing", "SELECT * FROM sealed_reports"),
    ("portal_publishing", "UPDATE record_editions SET document = '{}'"),
    ("portal_publishing", "UPDATE register_units SET officers = 9"),
    ("portal_publishing", "UPDATE register_site SET revision = 9"),
]


@pytest.mark.parametrize(("role", "statement"), FORBIDDEN)
def test_a_role_does_nothing_outside_its_zone(session, acting, role, statement):
    acting(role)
    with refused(session):
        session.execute(text(statement))


PAGES = {
    Role.MODERATOR: ("", "moderasi/", "moderasi/diputus", "moderasi/terbit"),
    Role.OWNER: ("", "forum/", "fkp/", "hari-libur/", "tema/terbit"),
    Role.REVIEWER: ("", "laporan-tertutup/"),
}
"""Pages of the staff area about what citizens write in the forum and report."""


def count(session: Session, model: type) -> int:
    return session.scalar(select(func.count()).select_from(model)) or 0


def test_the_survey_works_as_its_role(session, counter, acting, client):
    code = counter.code
    acting("portal_survey")
    receipt = visits.receipt_from(visits.send(client, code, komentar="Cepat dan ramah."))
    assert client.get(f"/bukti/{receipt}/selesai").status_code == 200
    assert client.post(f"/bukti/{receipt}/tarik").status_code == 303
    assert client.get(f"/bukti/{receipt}").status_code == 200
    session.execute(text("RESET ROLE"))
    stored = [count(session, model) for model in (Response, Submission, Comment, Day, Event)]
    assert stored == [1, 1, 1, 1, 1]
    assert factories.the_version(session).frozen


def test_the_survey_tells_as_its_role_what_became_of_an_answer(session, counter, acting, client):
    code = counter.code
    session.commit()
    receipt = visits.receipt_from(visits.send(client, code))
    month = session.scalars(select(Response.month)).one()
    factories.make_responses(session, counter, ["3" * 9] * 70, month=month)
    publish(session, first_day(month + 1))
    acting("portal_survey")
    page = client.get(f"/bukti/{receipt}")
    assert page.status_code == 200
    assert f"/edisi/{counter.unit.slug}-" in page.text


def test_the_publishing_job_works_as_its_role(session, counter, acting):
    factories.make_responses(session, counter, ["3" * 9] * 12, month=MONTH)
    factories.make_responses(session, counter, ["2" * 9] * 40, month=MONTH + 1)
    acting("portal_publishing")
    assert publish(session, first_day(MONTH + 5)) > 0
    session.execute(text("RESET ROLE"))
    assert count(session, Batch) == 2
    assert count(session, Edition) > 2


def test_the_job_adds_up_what_offices_achieved_as_its_role(session, counter, acting):
    officers = make_officers(session, counter.unit, 5)
    for officer in officers:
        make_entry(session, officer, date(YEAR, 3, 10))
    acting("portal_publishing")
    assert publish_due(session, date(YEAR, 4, 30)) == 1
    with refused(session):
        session.execute(text("UPDATE personnel_measures SET realised = 0"))
    session.execute(text("RESET ROLE"))
    assert count(session, Achievement) == 1


def test_citizens_write_through_the_role_of_the_survey_and_staff_answer_through_theirs(
    app, session, counter, acting
):
    """Propose, publish, answer, reopen and take back; report, ask and add."""
    citizen, slug = StaffClient(app), counter.unit.slug
    desks = {role: as_staff(app, session, role) for role in (Role.MODERATOR, Role.OWNER, Role.REVIEWER)}
    acting("portal_survey")
    key = visits.receipt_from(visits.propose(citizen, kantor=slug))
    report = visits.receipt_from(visits.report(citizen, kantor=slug))
    acting("portal_staff")
    assert desk.publish(desks[Role.MODERATOR], desk.contribution_of(session, key)).status_code == 303
    topic, quiet = session.scalars(select(Topic.id)).one(), session.scalars(select(SealedReport.id)).one().hex()
    words = {"text": "Loket kedua dibuka.", "spoken_as": "Kepala Bidang"}
    assert submit(desks[Role.OWNER], f"/staf/forum/{topic}", words).status_code == 303
    room = f"/staf/laporan-tertutup/{quiet}"
    assert submit(desks[Role.REVIEWER], room, {"words": "Hari apa?"}, to=f"{room}/pesan").status_code == 303
    for role, pages in PAGES.items():
        assert {desks[role].get(f"/staf/{page}").status_code for page in pages} == {200}
    acting("portal_survey")
    own, door = f"/forum/kunci/{key}", f"/lapor/bukti/{report}"
    sent = [(f"{own}/selesai", {"jawaban": "belum"}), (f"{own}/tarik", {}), (f"{door}/jawab", {"pesan": "Senin."})]
    assert [citizen.post(path, data=data).status_code for path, data in sent] == [303] * 3
    assert [citizen.get(path).status_code for path in (own, door, f"/forum/{topic}/balas")] == [200] * 3


def test_the_staff_area_works_as_its_role(app, session, counter, acting):
    """Sign in, plan, record, note and look: what an officer and a superior do all year."""
    unit = counter.unit
    superior = make_employee(session, unit, account=make_account(session, role=Role.SUPERVISOR, unit=unit))
    account = make_account(session, role=Role.EMPLOYEE, unit=unit)
    officer = make_employee(session, unit, superior, account)
    make_plan(session, officer, year=datetime.now(WITA).year)
    measure = session.scalars(select(Measure.id)).one()
    session.commit()
    client = app.test_client()
    sign_in(client, account)
    acting("portal_staff")
    entry = {"value": "2", "on_day": datetime.now(WITA).date().isoformat(), "note": "", "link": ""}
    assert submit(client, f"/staf/kemajuan/{measure}", entry).status_code == 303
    note = {"about": "", "text": "Hari ini antrean selesai sebelum pukul dua belas.", "link": "", "entry": ""}
    assert submit(client, "/staf/umpan-balik/diri", note).status_code == 303
    for page in ("", "skp/", "kemajuan/", "umpan-balik/", "evaluasi/", "pelatihan/", "pengembangan/"):
        assert client.get(f"/staf/{page}").status_code == 200
    session.execute(text("RESET ROLE"))
    assert session.scalars(select(Measure.realised)).one() == 2_000


def test_the_public_pages_work_as_their_role(session, counter, acting, client):
    slug = counter.unit.slug
    factories.make_responses(session, counter, ["3" * 9] * 12, month=MONTH)
    publish(session, first_day(MONTH + 5))
    acting("portal_public")
    forum = ("/forum", "/forum?cari=loket", "/forum/aturan", "/forum.atom", f"/forum/kantor/{slug}.atom", "/fkp")
    for path in ("/", f"/unit/{slug}", "/perbandingan", "/metode", "/api/v1/editions", *forum):
        assert client.get(path).status_code == 200
