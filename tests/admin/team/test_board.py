"""The team's board: whose it is, what it says, and that refreshing it costs little."""

from datetime import date, datetime, timedelta

import pytest

from portal.domain.periods import WITA
from portal.domain.permissions import Role
from portal.models import Employee
from tests.admin.register import as_staff
from tests.admin.team.work import add_project, approve, measures, report, set_terms
from tests.admin.test_list_cost import MOST, counted
from tests.factories import make_site, make_unit
from tests.performance import make_employee, make_plan
from tests.staff import StaffClient, make_account, sign_in

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

TODAY = datetime.now(WITA).date()
YEAR = TODAY.year
BOARD = "/staf/tim/"


@pytest.fixture
def unit(session):
    make_site(session)
    return make_unit(session, slug="kantor")


@pytest.fixture
def chief(session, unit):
    return make_employee(session, unit, name="Kepala", account=make_account(session, role=Role.SUPERVISOR))


@pytest.fixture
def officer(session, unit, chief):
    account = make_account(session, role=Role.EMPLOYEE)
    return make_employee(session, unit, chief, account=account, name="Rina Pegawai")


@pytest.fixture
def signed_in(app, session):
    def client(employee: Employee) -> StaffClient:
        made = StaffClient(app)
        sign_in(made, employee.account)
        return made

    return client


def refresh(client, state, address=BOARD):
    headers = {"Accept": "application/json", "If-None-Match": f'"{state}"'}
    return client.get(address, headers=headers)


def state_of(page: str) -> str:
    return page.split('data-state="')[1].split('"', maxsplit=1)[0]


def test_a_supervisor_sees_their_officers_and_nobody_elses(session, unit, chief, officer, signed_in):
    make_plan(session, officer, year=YEAR)
    stranger = make_employee(session, unit, officer, name="Orang Lain")
    make_plan(session, stranger, year=YEAR)
    page = signed_in(chief).get(BOARD).text
    assert "Rina Pegawai" in page
    assert "Dokumen selesai 1" in page
    assert "Orang Lain" not in page


def test_an_account_without_an_officer_is_told_so(app, session, unit):
    page = as_staff(app, session, Role.SUPERVISOR).get(BOARD)
    assert page.status_code == 200
    assert "belum terhubung" in page.text


def test_whoever_has_no_approved_plan_is_named(session, chief, officer, signed_in):
    make_plan(session, officer, year=YEAR, approved=False)
    page = signed_in(chief).get(BOARD).text
    assert "Belum ada SKP yang disetujui untuk:" in page
    assert "Belum ada indikator untuk tahun ini." in page


def test_what_is_overdue_stands_at_the_top_and_can_be_filtered(session, chief, officer, signed_in):
    late, calm = make_plan(session, officer, year=YEAR, approved=False), TODAY - timedelta(days=1)
    set_terms(session, late, due_on=date(YEAR - 1, 12, 31), name="Arsip lama")
    approve(session, late)
    other = make_employee(session, officer.unit, chief, name="Sari")
    fine = make_plan(session, other, year=YEAR, approved=False)
    set_terms(session, fine, gathering="latest", due_on=TODAY, name="Survei kantor")
    approve(session, fine)
    report(session, measures(session, other)[0], calm, 12_000)
    client = signed_in(chief)
    urgent, rest = client.get(BOARD).text.split("Semua pegawai")
    assert "Arsip lama" in urgent
    assert "lewat tenggat" in urgent
    assert "Survei kantor" not in urgent
    assert "sesuai laju" in rest
    filtered = client.get(f"{BOARD}?perhatian=ya").text
    assert "Arsip lama" in filtered
    assert "Survei kantor" not in filtered


def test_a_project_shows_how_time_and_money_go(session, chief, officer, signed_in):
    plan = make_plan(session, officer, year=YEAR, approved=False, indicators=0)
    bridge = add_project(session, plan)
    approve(session, plan)
    # On 1 July half of the work is planned for 250 million; 40% done are worth 200 million.
    report(session, bridge, date(YEAR, 7, 1), 40_000, 220_000_000)
    client = signed_in(chief)
    row = client.get(f"{BOARD}?aspek=project").text
    assert "SPI</abbr> 0,80" in row
    assert "CPI</abbr> 0,91" in row
    page = client.get(f"{BOARD}ukuran/{bridge.id}").text
    assert (
        "Pekerjaan 10 poin persen di belakang rencana; biaya 10 persen di atas rencana untuk pekerjaan itu."
        in page
    )
    assert "Fondasi" in page
    assert client.get(f"{BOARD}?aspek=quality").text.count("Jembatan") == 0


def test_a_finished_project_is_left_alone(session, chief, officer, signed_in):
    plan = make_plan(session, officer, year=YEAR, approved=False, indicators=0)
    bridge = add_project(session, plan)
    approve(session, plan)
    client = signed_in(chief)
    for done, shown in ((99_999, date(YEAR, 2, 10) < TODAY), (100_000, False)):
        report(session, bridge, date(YEAR, 1, 1), done, 1)
        for address in (BOARD, f"{BOARD}?perhatian=ya"):
            assert ("lama tanpa catatan" in client.get(address).text) is shown
        assert ("Sudah waktunya" in signed_in(officer).get("/staf/kemajuan/").text) is shown


def test_refreshing_sends_the_board_only_once_it_changed(session, chief, officer, signed_in):
    make_plan(session, officer, year=YEAR)
    client = signed_in(chief)
    state = state_of(client.get(BOARD).text)
    assert refresh(client, state).status_code == 304
    report(session, measures(session, officer)[0], TODAY, 3_000)
    answer = refresh(client, state)
    assert answer.status_code == 200
    assert "<b>3</b> dokumen" in answer.json["board"]
    state = answer.json["state"]
    assert refresh(client, state).status_code == 304
    make_employee(session, officer.unit, chief, name="Pengganti")
    officer.supervisor_id = None  # As many as before, and not the same ones.
    session.commit()
    assert refresh(client, state).status_code == 200
    assert refresh(client, state, f"{BOARD}?q=rina").status_code == 200


def test_the_board_can_be_kept_as_a_table(session, chief, officer, signed_in):
    make_plan(session, officer, year=YEAR)
    answer = signed_in(chief).get(f"{BOARD}?format=csv")
    assert answer.mimetype == "text/csv"
    assert "Rina Pegawai,Layanan selesai tepat waktu,Dokumen selesai 1,dokumen,12" in answer.text


def test_an_officer_sees_their_own_work_and_a_colleague_does_not(session, unit, chief, officer, signed_in):
    make_plan(session, officer, year=YEAR)
    measure = measures(session, officer)[0]
    report(session, measure, TODAY, 3_000)
    account = make_account(session, role=Role.EMPLOYEE)
    colleague = make_employee(session, unit, chief, account=account)
    pages = (f"{BOARD}{officer.id}", f"{BOARD}ukuran/{measure.id}")
    for who, status in ((officer, 200), (chief, 200), (colleague, 404)):
        client = signed_in(who)
        assert [client.get(page).status_code for page in pages] == [status] * 2
    assert signed_in(officer).get(BOARD).status_code == 403


def test_the_auditor_of_the_office_reads_and_another_offices_does_not(app, session, unit, officer):
    make_plan(session, officer, year=YEAR)
    page = f"{BOARD}{officer.id}"
    assert as_staff(app, session, Role.AUDITOR, unit).get(page).status_code == 200
    elsewhere = make_unit(session, slug="lain")
    assert as_staff(app, session, Role.AUDITOR, elsewhere).get(page).status_code == 404


def test_a_corrected_entry_counts_no_more(session, chief, officer, signed_in):
    make_plan(session, officer, year=YEAR)
    measure = measures(session, officer)[0]
    wrong = report(session, measure, TODAY, 77_000)
    report(session, measure, TODAY, 7_000, corrects_id=wrong.id)
    page = signed_in(chief).get(f"{BOARD}ukuran/{measure.id}").text
    assert ">7</td>" in page
    assert ">77</td>" not in page


def test_a_large_team_costs_no_more_statements_than_a_small_one(session, unit, chief, signed_in):
    costs = []
    plan = make_plan(session, make_employee(session, unit, chief, name="A"), year=YEAR, approved=False)
    add_project(session, plan)
    approve(session, plan)
    for size in (9, 290):
        for _ in range(size):
            make_plan(session, make_employee(session, unit, chief), year=YEAR, indicators=2)
        client = signed_in(chief)
        client.get(BOARD)
        with counted() as statements:
            assert client.get(BOARD).status_code == 200
        costs.append(len(statements))
    assert costs[0] == costs[1]
    assert costs[1] <= MOST
