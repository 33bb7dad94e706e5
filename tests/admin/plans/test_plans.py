"""A plan from its first goal to approval, and who may see it."""

import re
from datetime import UTC, date, datetime
from html import unescape
from urllib.parse import urlencode

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError
from werkzeug.test import TestResponse

from portal.admin.plans import actions, editing, queries
from portal.admin.progress import actions as progress
from portal.admin.progress.queries import list_measures
from portal.admin.team import queries as team
from portal.domain.periods import WITA
from portal.domain.permissions import Role
from portal.models import Employee, Plan, Unit
from tests.admin.forms import submit
from tests.admin.register import as_staff
from tests.factories import make_unit
from tests.performance import make_plan
from tests.staff import StaffClient, make_account, sign_in

YEAR = datetime.now(WITA).year
ROOM = "/staf/skp"

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def indicator(**changes) -> dict[str, str]:
    return {
        "aspect": "quantity", "name": "Dokumen terbit", "direction": "more", "target": "1.200,5",
        "target_high": "", "unit_name": "dokumen", "due_on": f"{YEAR}-12-31", "gathering": "sum",
        "rhythm": "monthly", **changes,
    }  # fmt: skip


def start(somebody, **values) -> str:
    answer = submit(somebody.client, f"{ROOM}/mulai", {"year": str(YEAR), **values})
    assert answer.status_code == 303, answer.text
    return answer.location


def write(somebody, address, result="Dokumen terbit tepat waktu", serves="") -> None:
    values = {"kind": "main", "result": result, "serves": serves}
    goal = submit(somebody.client, f"{address}/hasil/tambah", values)
    assert goal.status_code == 303, goal.text
    assert submit(somebody.client, goal.location, indicator()).status_code == 303


def put_before(somebody, address) -> None:
    assert submit(somebody.client, f"{address}/ajukan").status_code == 303


def approve(somebody, address) -> TestResponse:
    link = re.search(r'href="([^"]+/setujui[^"]*)"', somebody.client.get(address).text)
    assert link
    shown = somebody.client.get(unescape(link[1])).text
    stamp = re.search(r'name="submitted" value="([^"]*)"', shown)
    assert stamp
    return submit(somebody.client, f"{address}/setujui", {"submitted": stamp[1]})


def expect(somebody, address, text, seen=None) -> TestResponse:
    page = f"{address}/perilaku"
    shown = re.search(r'name="seen" value="([^"]*)"', somebody.client.get(page).text)
    assert shown
    return submit(somebody.client, page, {"service": text, "seen": seen or shown[1]})


def plan_at(session, address) -> Plan:
    session.expire_all()
    return session.get_one(Plan, int(address.rsplit("/", 1)[1]))


@pytest.fixture
def submitted(office) -> str:
    address = start(office.officer)
    write(office.officer, address)
    put_before(office.officer, address)
    return address


@pytest.fixture
def approved(office, submitted) -> str:
    assert approve(office.head, submitted).status_code == 303
    return submitted


def test_a_plan_goes_from_its_first_goal_to_approval(session, office):
    address = start(office.officer)
    write(office.officer, address)
    page = office.officer.client.get(address).text
    assert f"sekurangnya 1.200,5 dokumen sampai 31 Desember {YEAR}, dilaporkan tiap bulan" in page
    put_before(office.officer, address)
    waiting = office.head.client.get(f"{ROOM}/").text
    assert "Menunggu persetujuan Anda" in waiting
    assert approve(office.head, address).status_code == 303
    plan = plan_at(session, address)
    assert (plan.state, plan.supervisor_id) == ("approved", office.head.id)
    current = queries.find_current(session, office.officer.id, YEAR)
    assert [item.target for item in current.content.indicators] == [1_200_500]
    assert queries.list_measures(session, office.officer.id, YEAR) == current.content.indicators


def test_a_plan_without_a_measure_is_not_submitted(session, office):
    address = start(office.officer)
    submit(office.officer.client, f"{address}/hasil/tambah", {"kind": "main", "result": "Tertib", "serves": ""})
    page = office.officer.client.get(f"{address}/ajukan")
    assert "Belum ada indikator atau proyek." in page.text
    refused = submit(office.officer.client, f"{address}/ajukan", token_from=f"{address}/hasil/tambah")
    assert refused.status_code == 422
    assert plan_at(session, address).state == "draft"


def test_a_range_needs_its_upper_end_and_a_day_in_the_year(office):
    address = start(office.officer)
    values = {"kind": "main", "result": "Tertib", "serves": ""}
    form = submit(office.officer.client, f"{address}/hasil/tambah", values).location
    refused = submit(office.officer.client, form, indicator(direction="within"))
    assert "isi juga nilai atasnya" in refused.text
    refused = submit(office.officer.client, form, indicator(due_on=f"{YEAR + 1}-01-01"))
    assert f"Pilih tanggal dari 1 Januari {YEAR} sampai 31 Desember {YEAR}." in refused.text
    good = submit(office.officer.client, form, indicator(direction="within", target_high="1300"))
    assert good.status_code == 303
    assert "antara 1.200,5 dan 1.300 dokumen" in office.officer.client.get(address).text


def test_a_project_is_whole_only_with_all_its_steps(office):
    officer, address = office.officer.client, start(office.officer)
    goal = submit(officer, f"{address}/hasil/tambah", {"kind": "main", "result": "Gedung", "serves": ""}).location
    project = {
        "name": "Gedung arsip", "start_on": f"{YEAR}-03-01", "finish_on": f"{YEAR}-10-31", "budget": "2.000.000",
    }  # fmt: skip
    form = submit(officer, goal.replace("indikator", "proyek"), project).location
    first = {"name": "Pondasi", "due_on": f"{YEAR}-05-31", "weight": "37,5", "cost": "750000"}
    assert submit(officer, form, first | {"due_on": f"{YEAR}-11-01"}).status_code == 422
    assert submit(officer, form, first).status_code == 303
    assert "Bobot semua tahapnya belum tepat 100%." in officer.get(f"{address}/ajukan").text
    assert "62,5% pekerjaan dan Rp\u00a01.250.000" in officer.get(form).text
    last = {"name": "Atap", "due_on": f"{YEAR}-10-31", "weight": "62,5", "cost": "Rp 1.250.000"}
    assert submit(officer, form, last).status_code == 303
    put_before(office.officer, address)
    table = officer.get(f"{address}/skp.csv").text
    assert f"Gedung,Waktu,Gedung arsip,selesai 31 Oktober {YEAR}" in table


def test_a_returned_plan_says_what_to_change(session, office, submitted):
    values = {"note": "Tambahkan indikator mutu."}
    assert submit(office.head.client, f"{submitted}/kembalikan", values).status_code == 303
    assert "Tambahkan indikator mutu." in office.officer.client.get(submitted).text
    put_before(office.officer, submitted)
    assert plan_at(session, submitted).returned == ""


def test_a_submitted_plan_is_frozen_until_it_is_taken_back(office, submitted):
    late = submit(office.officer.client, f"{submitted}/hasil/tambah", {}, token_from=submitted)
    assert late.status_code == 409
    assert "Keadaan SKP ini sudah berubah" in late.text
    taken = submit(office.officer.client, submitted, to=f"{submitted}/tarik")
    assert taken.status_code == 303
    assert submit(office.head.client, f"{submitted}/setujui", token_from=f"{ROOM}/mulai").status_code == 409
    assert office.officer.client.get(f"{submitted}/hasil/tambah").status_code == 200


def test_nobody_else_finds_the_plan(office, submitted):
    for stranger in (office.colleague, office.outside, office.top):
        for page in ("", "/skp.csv", "/setujui", "/ubah", "/perilaku", "/ajukan", "/hasil/tambah"):
            assert stranger.client.get(f"{submitted}{page}").status_code == 404, page
        assert "Ani" not in stranger.client.get(f"{ROOM}/").text
    assert office.officer.client.get(f"{submitted}/setujui").status_code == 404
    assert office.head.client.get(f"{submitted}/tarik").status_code == 405
    assert office.head.client.get(f"{submitted}/hasil/tambah").status_code == 404


def test_the_auditor_of_the_office_reads_and_changes_nothing(app, session, office, submitted):
    unit = session.scalars(select(Unit)).one()
    auditor = as_staff(app, session, Role.AUDITOR, unit)
    assert auditor.get(submitted).status_code == 200
    assert "Ani" in auditor.get(f"{ROOM}/?state=submitted&q=ani").text
    assert auditor.get(f"{submitted}/setujui").status_code == 403
    assert auditor.get(f"{submitted}/perilaku").status_code == 404
    listed = auditor.get(f"{ROOM}/?format=csv").text
    assert f"Ani,Pengelola Layanan,Kantor Uji,{YEAR},1,diajukan,Kepala" in listed


def test_both_write_expectations_while_it_is_a_draft(office):
    address = start(office.officer)
    for writer, text in ((office.officer, "Ramah kepada warga."), (office.head, "Jemput bola.")):
        assert expect(writer, address, text).status_code == 303
        assert text in office.officer.client.get(address).text
    stale = expect(office.officer, address, "Ramah saja.", seen="x")
    assert (stale.status_code, "Ramah saja." in stale.text) == (422, True)
    assert "Jemput bola." in office.officer.client.get(address).text
    expect(office.officer, address, "")
    assert "Jemput bola." not in office.officer.client.get(address).text


def test_a_plan_follows_its_officer_to_a_new_superior(session, office):
    address = start(office.officer)
    write(office.officer, address)
    session.get_one(Employee, office.officer.id).supervisor_id = office.outside.id
    session.commit()
    put_before(office.officer, address)
    assert plan_at(session, address).supervisor_id == office.outside.id
    assert submit(office.head.client, f"{address}/setujui", token_from=f"{ROOM}/mulai").status_code == 404
    assert approve(office.outside, address).status_code == 303


def test_a_plan_that_waits_goes_to_the_superior_its_officer_has_by_now(session, office, submitted):
    session.get_one(Employee, office.officer.id).supervisor_id = office.outside.id
    session.commit()
    assert office.head.client.get(submitted).status_code == 404
    assert "Ani" not in office.head.client.get(f"{ROOM}/").text
    assert "1 SKP menunggu" in office.outside.client.get("/staf/").text
    assert "Menunggu persetujuan Anda" in office.outside.client.get(f"{ROOM}/").text
    assert approve(office.outside, submitted).status_code == 303
    assert plan_at(session, submitted).supervisor_id == office.outside.id


def test_nobody_approves_what_was_changed_after_they_read_it(session, office, submitted):
    read = plan_at(session, submitted).submitted_at.isoformat()
    assert submit(office.officer.client, submitted, to=f"{submitted}/tarik").status_code == 303
    write(office.officer, submitted, result="Lain sama sekali")
    put_before(office.officer, submitted)
    page = f"{submitted}/setujui?{urlencode({'submitted': read})}"
    answer = submit(office.head.client, page, {"submitted": read}, to=f"{submitted}/setujui")
    assert answer.status_code == 409
    assert plan_at(session, submitted).state == "submitted"
    assert approve(office.head, submitted).status_code == 303


def test_a_superior_who_left_reads_and_approves_no_more(session, office, submitted):
    session.get_one(Employee, office.head.id).left_on = date(YEAR, 1, 2)
    session.commit()
    assert office.head.client.get(submitted).status_code == 404
    assert "Ani" not in office.head.client.get(f"{ROOM}/").text
    assert submit(office.officer.client, submitted, to=f"{submitted}/tarik").status_code == 303
    assert "belum mempunyai atasan" in office.officer.client.get(f"{submitted}/ajukan").text
    refused = submit(office.officer.client, f"{submitted}/ajukan", token_from=f"{submitted}/hasil/tambah")
    assert refused.status_code == 422


def test_an_office_auditor_sees_no_plan_of_another_office(app, session, office, approved):
    session.get_one(Employee, office.officer.id).supervisor_id = None  # Promoted to the very top.
    session.commit()
    other = as_staff(app, session, Role.AUDITOR, make_unit(session, slug="lain"))
    assert "Ani" not in other.get(f"{ROOM}/").text


def test_a_goal_serves_only_what_the_superior_has_this_year(session, office):
    above = make_plan(session, session.get_one(Employee, office.head.id), year=YEAR)
    other = make_plan(session, session.get_one(Employee, office.outside.id), year=YEAR)
    address = start(office.officer)
    values = {"kind": "main", "result": "Tertib", "serves": str(other.rows[0].goal_id)}
    assert submit(office.officer.client, f"{address}/hasil/tambah", values).status_code == 422
    write(office.officer, address, serves=str(above.rows[0].goal_id))
    assert "Menopang hasil kerja atasan: Layanan selesai tepat waktu" in office.officer.client.get(address).text


def test_a_later_version_keeps_goals_and_measures_and_replaces_the_earlier_one(session, office, approved):
    reason = {"reason": "Anggaran berkurang separuh."}
    later = submit(office.officer.client, f"{approved}/ubah", reason).location
    again = submit(office.officer.client, f"{approved}/ubah", reason)
    assert again.status_code == 409
    old = queries.find_plan(session, plan_at(session, approved).id).content
    measure, goal = old.indicators[0].measure_id, old.goals[0].goal_id
    submit(office.officer.client, f"{later}/indikator/{measure}", indicator(target="600"))
    put_before(office.officer, later)
    assert plan_at(session, approved).state == "approved"
    assert approve(office.head, later).status_code == 303
    assert (plan_at(session, approved).state, plan_at(session, later).state) == ("replaced", "approved")
    new = queries.find_current(session, office.officer.id, YEAR).content
    assert (new.indicators[0].measure_id, new.goals[0].goal_id) == (measure, goal)
    assert (old.indicators[0].target, new.indicators[0].target) == (1_200_500, 600_000)
    told = office.head.client.get(f"{later}/perubahan").text
    for words in ("Anggaran berkurang separuh.", "1.200,5", ">600<"):
        assert words in told
    assert "1.200,5" in office.officer.client.get(approved).text


def test_a_plan_of_a_post_that_began_in_the_year_counts_from_that_day(session, office):
    officer = session.get_one(Employee, office.officer.id)
    officer.since = date(YEAR, 5, 6)
    session.commit()
    address = start(office.officer)
    assert f"Berlaku sejak</dt><dd>6 Mei {YEAR}" in office.officer.client.get(address).text
    goal = submit(
        office.officer.client, f"{address}/hasil/tambah", {"kind": "main", "result": "Tertib", "serves": ""}
    )
    early = submit(office.officer.client, goal.location, indicator(due_on=f"{YEAR}-05-05"))
    assert early.status_code == 422
    assert submit(office.officer.client, goal.location, indicator()).status_code == 303
    plan, june = plan_at(session, address), datetime(YEAR, 6, 2, tzinfo=WITA)
    actions.submit(session, plan, june)
    actions.approve(session, plan, june)
    assert actions.make_version(session, plan, "Target berubah.").starts_on == plan.starts_on
    (line,) = team.list_measures(session, officer.id, YEAR, june.date())
    (measure,) = list_measures(session, officer.id, YEAR)
    assert (line.attention, measure.is_stalled(june.date())) == (None, False)
    said = progress.Said(on_day=date(YEAR, 5, 5), value=1_000, spent=None, note="")
    with pytest.raises(progress.DayError):
        progress.record_entry(session, measure.id, officer.id, said, now=june)
    session.rollback()


def test_the_next_years_plan_counts_from_its_first_day(session, office):
    session.get_one(Employee, office.officer.id).since = date(YEAR, 5, 6)
    assert actions.start_plan(session, office.officer.id, YEAR + 1).starts_on == date(YEAR + 1, 1, 1)
    session.rollback()


def test_entries_that_add_up_no_more_are_gathered_anew(session, office, approved):
    plan = plan_at(session, approved)
    measure = plan.rows[0].indicators[0].measure
    for value in (2_000, 5_000):
        said = progress.Said(on_day=date(YEAR, 1, 1), value=value, spent=None, note="")
        progress.record_entry(session, measure.id, measure.employee_id, said, now=datetime.now(WITA))
    assert measure.realised == 7_000
    later = actions.make_version(session, plan, "Angkanya sebuah tingkat.")
    later.rows[0].indicators[0].gathering = "latest"
    actions.submit(session, later, datetime.now(UTC))
    actions.approve(session, later, datetime.now(UTC))
    assert measure.realised == 5_000


def test_a_change_needs_a_reason(office, approved):
    assert submit(office.officer.client, f"{approved}/ubah", {"reason": "x"}).status_code == 422


def test_a_new_year_may_start_from_the_last_one(session, office):
    last = make_plan(session, session.get_one(Employee, office.officer.id), year=YEAR - 1, indicators=2)
    address = start(office.officer, copy="y")
    copied = queries.find_plan(session, plan_at(session, address).id).content
    assert [item.due_on.year for item in copied.indicators] == [YEAR, YEAR]
    before = {item.measure_id for item in queries.find_plan(session, last.id).content.indicators}
    assert before.isdisjoint(item.measure_id for item in copied.indicators)


def test_a_draft_is_thrown_away_and_a_year_starts_anew(session, office):
    address = start(office.officer)
    write(office.officer, address)
    assert submit(office.officer.client, f"{address}/hapus").status_code == 303
    assert session.scalars(select(Plan)).all() == []
    assert start(office.officer)


def test_a_goal_leaves_the_draft_with_what_measures_it(session, office):
    address = start(office.officer)
    write(office.officer, address)
    plan = queries.find_plan(session, plan_at(session, address).id)
    measure, goal = plan.content.indicators[0].measure_id, plan.content.goals[0].goal_id
    assert submit(office.officer.client, f"{address}/indikator/{measure}/hapus").status_code == 303
    assert submit(office.officer.client, f"{address}/hasil/{goal}/hapus").status_code == 303
    assert office.officer.client.get(f"{address}/hasil/{goal}").status_code == 404
    assert plan_at(session, address).rows == []


def test_an_account_without_an_officer_is_told_so(app, session, office):
    client = StaffClient(app)
    sign_in(client, make_account(session, role=Role.EMPLOYEE, unit=session.scalars(select(Unit)).one()))
    for page in ("/", "/mulai", "/kaskade"):
        assert "belum terhubung" in client.get(f"{ROOM}{page}").text


def test_whoever_has_no_superior_is_sent_to_the_administrator(office):
    refused = submit(office.top.client, f"{ROOM}/mulai", {"year": str(YEAR)})
    assert refused.status_code == 422
    assert "belum mempunyai atasan" in refused.text


def test_the_cascade_shows_those_above_and_the_own_team_only(app, session, office):
    plans = {}
    for name in ("head", "officer", "colleague", "outside"):
        person = session.get_one(Employee, getattr(office, name).id)
        plans[name] = make_plan(session, person, year=YEAR, approved=False)
        plans[name].rows[0].result = f"Hasil {name}"
    plans["officer"].rows[0].serves_goal_id = plans["head"].rows[0].goal_id
    session.flush()
    for plan in plans.values():
        plan.state, plan.approved_at = "approved", datetime.now(UTC)
    session.commit()
    seen = {
        name: {
            other
            for other in plans
            if f"Hasil {other}" in getattr(office, name).client.get(f"{ROOM}/kaskade").text
        }
        for name in ("officer", "head")
    }
    assert seen == {"officer": {"head", "officer"}, "head": {"head", "officer", "colleague"}}
    assert "pegawai=" not in office.head.client.get(f"{ROOM}/kaskade").text
    assert "Hasil outside" not in office.head.client.get(f"{ROOM}/kaskade?pegawai={office.outside.id}").text
    auditor = as_staff(app, session, Role.AUDITOR)
    assert "Hasil head" in auditor.get(f"{ROOM}/kaskade").text
    assert "Hasil colleague" in auditor.get(f"{ROOM}/kaskade?pegawai={office.head.id}").text


def test_an_approved_plan_is_out_of_reach_of_any_code(session, office, approved):
    plan = plan_at(session, approved)
    with pytest.raises(actions.NotSubmittedError):
        actions.approve(session, plan, datetime.now(UTC))
    with pytest.raises(editing.NotDraftError):
        editing.remove_goal(session, plan.rows[0])
    plan.rows[0].result = "Lain"
    with pytest.raises(DBAPIError, match="only a draft"):
        session.flush()
    session.rollback()


def test_a_replaced_plan_keeps_whoever_approved_it(session, office, approved):
    plan = plan_at(session, approved)
    plan.state, plan.supervisor_id = "replaced", office.outside.id
    with pytest.raises(DBAPIError, match="never changes"):
        session.flush()
    session.rollback()


@pytest.mark.parametrize("given", ["?year=x&state=y&sort=state", "?year=99999", f"?year={YEAR}&sort=-year"])
def test_the_list_takes_whatever_is_asked(office, approved, given):
    assert office.head.client.get(f"{ROOM}/{given}").status_code == 200


def test_versions_that_are_not_there_are_not_found(office, approved):
    for asked in ("", "?dengan=1", "?dengan=-1", "?dengan=x", "?dengan=99999999"):
        assert office.officer.client.get(f"{approved}/perubahan{asked}").status_code == 404
