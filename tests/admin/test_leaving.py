"""Officers who have left read their own work in every room, and change nothing of it."""

from datetime import datetime

import pytest
from sqlalchemy import func, select

from portal.domain.periods import WITA
from portal.domain.permissions import Role
from portal.models import DevelopmentItem, Enrolment, Entry, FeedbackNote, Measure, Plan, PlanRow, Post
from tests.admin.forms import submit
from tests.admin.training.world import as_officer, make_course, make_run
from tests.factories import make_site, make_unit
from tests.performance import make_employee, make_plan
from tests.staff import StaffClient, make_account, sign_in

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # The rule is not the database's.

YEAR = datetime.now(WITA).year
SENTENCE = "Anda tercatat tidak bertugas lagi"


def test_who_has_left_reads_and_changes_nothing(app, session):
    make_site(session)
    unit = make_unit(session)
    client, officer = as_officer(app, session, unit, supervisor=make_employee(session, unit))
    make_plan(session, officer, year=YEAR)
    draft = make_plan(session, officer, year=YEAR + 1, approved=False)
    measure = session.scalars(select(Measure.id).where(Measure.year == YEAR)).one()
    course = make_course(session)
    run = make_run(session, course)
    plan, seat = f"/staf/skp/{draft.id}", f"/staf/pelatihan/sesi/{run.id}"
    assert submit(client, f"/staf/pelatihan/{course.id}", to=f"{seat}/ikut").status_code == 303
    officer.left_on = datetime.now(WITA).date()
    session.commit()
    tables = (Plan, PlanRow, Entry, FeedbackNote, Enrolment, DevelopmentItem)
    before = [session.scalar(select(func.count()).select_from(table)) for table in tables]
    read = (
        "/staf/skp/", "/staf/skp/mulai", plan, f"{plan}/hasil/tambah", f"{plan}/perilaku", "/staf/kemajuan/",
        f"/staf/kemajuan/{measure}", "/staf/umpan-balik/", "/staf/umpan-balik/diri", "/staf/umpan-balik/rekan",
        f"/staf/pelatihan/{course.id}", f"{seat}/lepas", "/staf/pengembangan/",
        f"/staf/pengembangan/{officer.id}/baru",
    )  # fmt: skip
    for page in read:
        answer = client.get(page)
        assert (answer.status_code, SENTENCE in answer.text, 'class="form"' in answer.text) == (
            200,
            True,
            False,
        ), page
    sent = (
        "/staf/skp/mulai", f"{plan}/hasil/tambah", f"{plan}/perilaku", f"{plan}/ajukan",
        f"/staf/kemajuan/{measure}", "/staf/umpan-balik/diri", "/staf/umpan-balik/rekan", f"{seat}/ikut",
        f"{seat}/lepas", f"/staf/pengembangan/{officer.id}/baru",
    )  # fmt: skip
    for address in sent:
        answer = submit(client, "/staf/", to=address)
        assert (answer.status_code, SENTENCE in answer.text) == (403, True), address
    session.expire_all()
    assert [session.scalar(select(func.count()).select_from(table)) for table in tables] == before
    assert session.scalars(select(Enrolment.state)).one() == "enrolled"


def test_whom_nobody_leads_any_more_is_in_no_list_of_a_team(app, session):
    make_site(session)
    unit = make_unit(session)
    account = make_account(session, role=Role.EMPLOYEE, unit=unit)
    account.posts.append(Post(role=Role.SUPERVISOR, unit_id=unit.id))
    client, leader = StaffClient(app), make_employee(session, unit, account=account)
    sign_in(client, account)
    make_employee(session, unit, leader, name="Masih Ada")
    make_employee(session, unit, leader, name="Sudah Pergi", left_on=datetime.now(WITA).date())
    for page in ("/staf/umpan-balik/", "/staf/pengembangan/"):
        text = client.get(page).text
        assert ("Masih Ada" in text, "Sudah Pergi" in text) == (True, False), page
