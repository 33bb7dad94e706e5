"""Development plans: what is proposed to whom, what is kept of it, and who sees it."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from portal.admin.development import queries
from portal.admin.people import find_person
from portal.domain.permissions import Role
from portal.domain.training import NeedSource
from portal.models import AuditEntry, DevelopmentItem, Evaluation, ItemRating, Measure
from tests.admin.forms import submit
from tests.admin.register import as_staff
from tests.admin.training.world import TODAY, as_officer, attend, make_course, make_run
from tests.factories import make_site, make_unit
from tests.performance import make_employee, make_plan
from tests.staff import StaffClient, make_account, sign_in
from tests.transparency.documents import BAD, make_edition

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # Plain SQL on every engine.

ROOM = "/staf/pengembangan"
DUE = {"step": "Mengikuti pelatihan", "due_on": TODAY.isoformat(), "course": ""}


@pytest.fixture
def office(session):
    make_site(session)
    unit = make_unit(session, slug="kantor")
    make_edition(session, unit, sheets=BAD * 8)
    return unit


@pytest.fixture
def boss(app, session, office):
    account = make_account(session, role=Role.SUPERVISOR, unit=office)
    client = StaffClient(app)
    sign_in(client, account)
    return client, make_employee(session, office, account=account)


@pytest.fixture
def officer(app, session, office, boss):
    return as_officer(app, session, office, boss[1])


def rate(session, officer, supervisor, rating="below"):
    """Add a given evaluation that rates one behaviour."""
    evaluation = Evaluation(
        employee_id=officer.id, supervisor_id=supervisor.id, unit_id=officer.unit_id, year=TODAY.year, quarter=1,
        created_at=datetime.now(UTC),
    )  # fmt: skip
    session.add(evaluation)
    session.flush()
    session.add(
        ItemRating(
            evaluation_id=evaluation.id, subject="behaviour", key="collaborative", rating=rating, reason="Alasan"
        )
    )
    session.flush()
    evaluation.results = evaluation.behaviours = "meets"
    evaluation.predicate, evaluation.document, evaluation.hash = "good", "{}", "00"
    evaluation.given_at = datetime.now(UTC)
    session.commit()


def fall_behind(session, officer, **changes):
    """Give an officer a plan whose one indicator is behind, if the plan counts from the year's first day."""
    make_plan(session, officer, year=TODAY.year, **changes)
    measure = session.scalars(select(Measure).where(Measure.employee_id == officer.id)).one()
    measure.realised, measure.entries, measure.last_on = 0, 1, TODAY
    session.commit()


def needs(session, officer, reader):
    person = find_person(session, officer.id)
    planned = queries.list_items(session, officer.id)
    found = queries.find_needs(session, person, planned, reader_id=reader.id, today=TODAY)
    session.commit()
    return {need.source for need in found}


def test_needs_come_with_their_reason_and_courses_that_fit(session, boss, officer):
    client, me = officer
    rate(session, me, boss[1])
    fall_behind(session, me)
    make_course(session, title="Manajemen Waktu Pelayanan")
    page = client.get(f"{ROOM}/").text
    assert "Unsur “" in page
    assert "Perilaku “Kolaboratif” dinilai di bawah ekspektasi" in page
    assert "Indikator “Dokumen selesai 1” tertinggal" in page
    assert "Manajemen Waktu Pelayanan" in page


def test_who_begins_today_is_behind_with_nothing(session, boss, officer):
    fall_behind(session, officer[1], starts_on=TODAY)
    assert NeedSource.INDICATOR not in needs(session, officer[1], officer[1])


def test_a_need_goes_into_the_plan_once_with_the_reason_of_that_day(session, boss, officer):
    client, me = officer
    fall_behind(session, me)
    measure = session.scalars(select(Measure.id).where(Measure.employee_id == me.id)).one()
    page = f"{ROOM}/{me.id}/baru?sumber=indicator&kunci={measure}"
    assert submit(client, page, DUE).status_code == 303
    item = session.scalars(select(DevelopmentItem)).one()
    assert (item.source, item.source_key, item.competence) == ("indicator", str(measure), "results")
    assert "tertinggal" in item.reason
    assert NeedSource.INDICATOR not in needs(session, me, me)
    for ask in (lambda: submit(client, page, DUE, token_from=f"{ROOM}/"), lambda: client.get(page)):
        again = ask()
        assert again.status_code == 303
        assert "sudah ada di rencana" in client.get(again.location).text
    assert client.get(f"{ROOM}/{me.id}/baru?sumber=indicator&kunci=999999").status_code == 404
    assert len(session.scalars(select(DevelopmentItem)).all()) == 1
    session.commit()


def test_a_wish_that_is_sent_twice_is_kept_once(session, officer):
    client, me = officer
    wish = DUE | {"competence": "service", "reason": "Ingin belajar."}
    for values, kept in ((wish, 1), (wish, 1), (wish | {"step": "Magang"}, 2)):
        assert submit(client, f"{ROOM}/{me.id}/baru", values).status_code == 303
        session.expire_all()
        assert len(session.scalars(select(DevelopmentItem)).all()) == kept
        session.commit()


def test_the_reason_of_a_need_is_the_portals_not_the_senders(session, officer):
    client, me = officer
    key = next(iter(_element_keys(session, me)))
    page = f"{ROOM}/{me.id}/baru?sumber=element&kunci={key}"
    assert submit(client, page, DUE | {"reason": "Karangan", "competence": "unity"}).status_code == 303
    item = session.scalars(select(DevelopmentItem)).one()
    assert "Karangan" not in item.reason
    assert item.competence != "unity"


def _element_keys(session, officer):
    person = find_person(session, officer.id)
    found = queries.find_needs(session, person, (), reader_id=officer.id, today=TODAY)
    session.commit()
    return [need.key for need in found if need.source is NeedSource.ELEMENT]


def test_a_superior_sees_and_adds_and_nobody_else_does(app, session, office, boss, officer):
    superior, _ = boss
    _, me = officer
    colleague, _ = as_officer(app, session, office)
    wish = DUE | {"competence": "communication", "reason": "Akan memimpin loket baru."}
    assert submit(superior, f"{ROOM}/{me.id}/baru", wish).status_code == 303
    assert "Akan memimpin loket baru." in superior.get(f"{ROOM}/{me.id}").text
    officer[0].get(f"{ROOM}/{me.id}")
    looks = session.scalars(select(AuditEntry).where(AuditEntry.verb == "saw")).all()
    assert [(look.subject, look.subject_id) for look in looks] == [("development_items", str(me.id))]
    session.commit()
    others = (colleague, as_staff(app, session, Role.AUDITOR), as_staff(app, session, Role.TRAINING))
    for other in others:
        assert other.get(f"{ROOM}/{me.id}").status_code == 404
        assert other.get(f"{ROOM}/{me.id}/baru").status_code == 404


def test_a_new_superior_does_not_read_ratings_of_the_one_before(session, office, boss, officer):
    before, me = make_employee(session, office), officer[1]
    rate(session, me, before)
    planned = f"{ROOM}/{me.id}/baru?sumber=behaviour&kunci={TODAY.year}-1:collaborative"
    assert submit(officer[0], planned, DUE).status_code == 303
    for client, reads in ((officer[0], True), (boss[0], False)):
        assert ("dinilai di bawah ekspektasi" in client.get(f"{ROOM}/{me.id}").text) is reads
    session.scalars(select(DevelopmentItem)).one().dropped = "Tidak jadi."
    session.commit()
    assert NeedSource.BEHAVIOUR in needs(session, me, me)
    assert NeedSource.BEHAVIOUR in needs(session, me, before)
    assert NeedSource.BEHAVIOUR not in needs(session, me, boss[1])


def test_a_line_is_finished_or_dropped_with_a_reason_and_stays(session, officer):
    client, me = officer
    wish = DUE | {"competence": "service", "reason": "Ingin belajar."}
    for step in ("Membaca", "Magang"):
        assert submit(client, f"{ROOM}/{me.id}/baru", wish | {"step": step}).status_code == 303
    first, second = session.scalars(select(DevelopmentItem).order_by(DevelopmentItem.id)).all()
    assert submit(client, f"{ROOM}/", to=f"{ROOM}/{me.id}/{first.id}/selesai").status_code == 303
    assert submit(client, f"{ROOM}/{me.id}/{second.id}/batal", {"reason": ""}).status_code == 422
    assert submit(client, f"{ROOM}/{me.id}/{second.id}/batal", {"reason": "Pindah tugas."}).status_code == 303
    page = client.get(f"{ROOM}/").text
    assert "Dibatalkan: Pindah tugas." in page
    session.refresh(first)
    assert first.done_on == TODAY
    session.commit()


def test_a_day_that_is_over_is_refused_and_what_was_typed_is_kept(session, officer):
    client, me = officer
    past = {"due_on": (TODAY - timedelta(days=1)).isoformat(), "competence": "service", "reason": "Ingin belajar."}
    answer = submit(client, f"{ROOM}/{me.id}/baru", DUE | past)
    assert answer.status_code == 422
    assert "Ingin belajar." in answer.text


def test_hours_of_the_year_add_up_and_the_superior_reads_them(session, app, office):
    account = make_account(session, role=Role.EMPLOYEE, unit=office)
    account.posts.append(type(account.posts[0])(role=Role.SUPERVISOR, unit_id=office.id))
    superior = StaffClient(app)
    leader = make_employee(session, office, account=account)
    sign_in(superior, account)
    client, me = as_officer(app, session, office, leader)
    for hours in (8, 6):
        attend(session, make_run(session, make_course(session, hours=hours), starts_on=TODAY), me)
    earlier = make_run(session, make_course(session, hours=5), starts_on=TODAY.replace(year=TODAY.year - 1, day=1))
    attend(session, earlier, me)
    assert "14 dari 20 JP" in client.get(f"{ROOM}/").text
    assert "5 dari 20 JP" in client.get(f"{ROOM}/{me.id}?tahun={TODAY.year - 1}").text
    assert "14 dari 20" in superior.get(f"{ROOM}/").text


def test_an_account_without_an_officer_is_told_so(app, session, office):
    assert "belum terhubung" in as_staff(app, session, Role.EMPLOYEE, office).get(f"{ROOM}/").text
