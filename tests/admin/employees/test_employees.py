"""Officers: who reads and changes what is known of them, and that nothing of it is lost."""

from datetime import UTC, date, datetime, timedelta

import pytest

from portal.domain.periods import WITA
from portal.domain.permissions import Role
from portal.models import Employee, Employment
from tests.admin.forms import submit
from tests.admin.imports.tables import contents
from tests.admin.register import as_staff
from tests.factories import make_site, make_unit
from tests.performance import make_employee
from tests.staff import make_account

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

ROOM = "/staf/pegawai"
IMPORT = "/staf/impor/pegawai"
NIP = "198501012010011001"
TODAY = datetime.now(WITA).date()


@pytest.fixture
def office(session):
    make_site(session)
    return make_unit(session, slug="kantor", name_id="Kantor Uji")


@pytest.fixture
def admin(app, session, office):
    return as_staff(app, session, Role.ADMINISTRATOR)


@pytest.fixture
def boss(session, office):
    return make_employee(session, office, name="Ibu Kepala", nip="197503121999032001")


def officer(office, boss=None, **changes) -> dict[str, str]:
    return {
        "nip": "19850101 201001 1 001",
        "name": "Budi Santoso, S.E.",
        "status": "pns",
        "grade": "III/b",
        "position": "Penata Layanan",
        "unit": str(office.id),
        "supervisor": str(boss.id) if boss else "",
        "since": "2024-01-02",
        "reason": "SK 12 Tahun 2024",
    } | changes


def history(session, number: int) -> list[Employment]:
    session.expire_all()
    return session.query(Employment).filter_by(employee_id=number).order_by(Employment.id).all()


def test_an_officer_is_added_with_the_first_line_of_their_history(session, admin, office, boss):
    response = submit(admin, f"{ROOM}/baru", officer(office, boss))
    assert response.status_code == 303
    added = session.query(Employee).filter_by(nip=NIP).one()
    assert (added.name, added.supervisor_id, added.since) == ("Budi Santoso, S.E.", boss.id, date(2024, 1, 2))
    assert [line.reason for line in history(session, added.id)] == ["SK 12 Tahun 2024"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"nip": "198502302010011001"}, "Tanggal ini tidak ada."),
        ({"nip": "197503121999032001"}, "Pegawai lain sudah memakai NIP ini."),
        ({"status": "pppk"}, "Golongan ini bukan untuk status yang dipilih."),
        ({"since": (TODAY + timedelta(days=2)).isoformat()}, "Paling akhir hari ini."),
        ({"reason": ""}, "Isian ini perlu diisi."),
        ({"supervisor": "999"}, "Pilih salah satu dari daftar."),
    ],
)
def test_what_cannot_be_is_not_written_down_and_what_was_typed_stays(session, admin, office, boss, changes, said):
    before = contents(session)
    response = submit(admin, f"{ROOM}/baru", officer(office, boss, **changes))
    assert response.status_code == 422
    assert said in response.text
    assert "Budi Santoso" in response.text
    assert contents(session) == before


def test_a_change_keeps_what_was_known_and_why_it_changed(session, admin, office, boss):
    other = make_unit(session, slug="lain", name_id="Kantor Lain")
    person = make_employee(session, office, boss, nip=NIP)
    values = officer(other, boss, since="2026-03-02", reason="Mutasi, SK 4 Tahun 2026")
    assert submit(admin, f"{ROOM}/{person.id}/ubah", values).status_code == 303
    lines = history(session, person.id)
    assert [(line.unit_id, line.since) for line in lines] == [
        (office.id, date(2024, 1, 2)),
        (other.id, date(2026, 3, 2)),
    ]
    shown = admin.get(f"{ROOM}/{person.id}").text
    assert shown.index("Mutasi, SK 4 Tahun 2026") < shown.index("Data awal")


def test_saving_without_a_change_adds_no_line(session, admin, office, boss):
    person = make_employee(session, office, boss, nip=NIP, name="Budi Santoso, S.E.", position="Penata Layanan")
    shown = admin.get(f"{ROOM}/{person.id}/ubah").text
    for value in (office.id, boss.id, "III/b", "pns"):
        assert f'<option selected value="{value}">' in shown
    assert submit(admin, f"{ROOM}/{person.id}/ubah", officer(office, boss)).status_code == 303
    assert len(history(session, person.id)) == 1


def test_nobody_becomes_their_own_superior(session, admin, office, boss):
    person = make_employee(session, office, boss, nip=NIP)
    deputy = make_employee(session, office, person)
    values = officer(office, deputy, nip=boss.nip, name=boss.name)
    response = submit(admin, f"{ROOM}/{boss.id}/ubah", values)
    assert response.status_code == 422
    assert "dipimpin oleh pegawai ini sendiri" in response.text
    session.expire_all()
    assert session.get(Employee, boss.id).supervisor_id is None


def test_whoever_leaves_is_kept_and_those_they_led_are_named(session, admin, office, boss):
    person = make_employee(session, office, boss, name="Budi yang Dipimpin", nip=NIP)
    assert "Budi yang Dipimpin" in admin.get(f"{ROOM}/{boss.id}/keluar").text
    early = submit(admin, f"{ROOM}/{boss.id}/keluar", {"on": "2020-01-01", "reason": "Pensiun"})
    assert early.status_code == 422
    assert (
        submit(admin, f"{ROOM}/{boss.id}/keluar", {"on": TODAY.isoformat(), "reason": "Pensiun"}).status_code
        == 303
    )
    assert [line.left_on for line in history(session, boss.id)] == [None, TODAY]
    unled = admin.get(f"{ROOM}/?state=unled").text
    assert "Budi yang Dipimpin" in unled
    assert "Ibu Kepala" not in unled
    again = officer(office, nip=boss.nip, name="Ibu Kepala", reason="Salah catat")
    assert submit(admin, f"{ROOM}/{boss.id}/ubah", again).status_code == 303
    session.expire_all()
    assert (session.get(Employee, boss.id).left_on, session.get(Employee, person.id).supervisor_id) == (
        None,
        boss.id,
    )


def test_an_account_belongs_to_one_officer(session, admin, office, boss):
    account = make_account(session, Role.EMPLOYEE, office, email="budi@bulungan.go.id")
    person = make_employee(session, office, boss)
    link = f"{ROOM}/{person.id}/akun"
    assert submit(admin, link, {"account": str(account.id)}).status_code == 303
    assert "budi@bulungan.go.id" in admin.get(f"{ROOM}/{person.id}").text
    taken = submit(admin, f"{ROOM}/{boss.id}/akun", {"account": str(account.id)})
    assert taken.status_code == 422
    assert submit(admin, link, {"account": ""}).status_code == 303
    session.expire_all()
    assert session.get(Employee, person.id).account_id is None


def test_a_head_reads_the_officers_of_the_branch_without_their_numbers(app, session, admin, office):
    below = make_unit(session, slug="bawah", parent_id=office.id)
    elsewhere = make_unit(session, slug="lain")
    mine = make_employee(session, below, name="Pegawai Bawah", nip=NIP)
    other = make_employee(session, elsewhere, name="Pegawai Lain")
    head = as_staff(app, session, Role.HEAD, office)
    listed = head.get(f"{ROOM}/").text
    assert ("Pegawai Bawah" in listed, "Pegawai Lain" in listed) == (True, False)
    assert head.get(f"{ROOM}/{mine.id}").status_code == 200
    assert head.get(f"{ROOM}/{other.id}").status_code == 404
    assert head.get(f"{ROOM}/{mine.id}/ubah").status_code == 403
    table = head.get(f"{ROOM}/?format=csv").text
    assert all("1985010120" not in text for text in (listed, table, head.get(f"{ROOM}/{mine.id}").text))
    assert "Pegawai Bawah" not in head.get(f"{ROOM}/?q=1985").text
    assert NIP in admin.get(f"{ROOM}/?format=csv").text
    assert NIP not in admin.get(f"{ROOM}/").text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"Anak", "Atas", "Pergi"}),
        ("state=here", {"Anak", "Atas"}),
        ("state=unled", {"Atas"}),
        ("state=without-account", {"Anak"}),
        ("state=left", {"Pergi"}),
        ("status=pppk", {"Anak"}),
        ("q=2010011001", {"Atas"}),
        ("unit={}", {"Anak"}),
        ("unit=99999", set()),
    ],
)
def test_the_list_is_narrowed(session, admin, office, query, found):
    below = make_unit(session, slug="bawah", parent_id=office.id)
    top = make_employee(session, office, name="Atas", nip=NIP, account_id=make_account(session).id)
    make_employee(session, below, top, name="Anak", status="pppk", grade="IX")
    make_employee(session, office, top, name="Pergi", left_on=date(2026, 1, 2))
    rows = admin.get(f"{ROOM}/?{query.format(below.id)}&format=csv").text.splitlines()[1:]
    assert {row.split(",")[1] for row in rows} == found


HEADING = "nip,nama,status,golongan,jabatan,kantor,nip_atasan,sejak,surel"
TOP = "197503121999031001,Kepala,PNS,IV/a,Kepala Kantor,kantor,,2024-01-02,"
CHIEF = (
    "198501012010011001,Kabid,pns,III/d,Kepala Bidang,Kantor Uji,197503121999031001,2024-01-02,"
    "kabid@bulungan.go.id"
)
CLERK = "199001152023212001,Petugas,PPPK,IX,Petugas Loket,kantor,198501012010011001,2023-07-01,"


def table(*rows: str) -> dict[str, str]:
    return {"text": "\n".join((HEADING, *rows)), "step": "impor"}


def test_a_table_adds_officers_whose_superiors_stand_in_later_rows(session, admin, office):
    account = make_account(session, Role.SUPERVISOR, office, email="kabid@bulungan.go.id")
    assert submit(admin, IMPORT, table(CLERK, CHIEF, TOP)).status_code == 303
    clerk, chief, top = (
        session.query(Employee).filter_by(name=name).one() for name in ("Petugas", "Kabid", "Kepala")
    )
    assert (clerk.supervisor_id, chief.supervisor_id, top.supervisor_id) == (chief.id, top.id, None)
    assert chief.account_id == account.id
    assert history(session, clerk.id)[0].supervisor_id == chief.id
    assert "3 sama, 0 salah" in submit(admin, IMPORT, table(CLERK, CHIEF, TOP)).text
    moved = CLERK.replace("198501012010011001", "197503121999031001")
    assert submit(admin, IMPORT, table(moved)).status_code == 303
    assert [line.supervisor_id for line in history(session, clerk.id)] == [chief.id, top.id]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (TOP.replace("19750312", "19750230"), "NIP: Delapan angka pertama"),
        (TOP.replace("IV/a", "XX"), "Golongan: Pilih salah satu dari daftar."),
        (TOP.replace("2024-01-02", "kemarin"), "Berlaku sejak: Isi dengan tanggal"),
        (TOP.replace(",kantor,", ",entah,"), "Tidak ada kantor dengan nama ini."),
        (TOP.replace(",,2024", ",197503121999031001,2024"), "dipimpin oleh pegawai ini sendiri"),
        (TOP.replace(",,2024", ",198501012010011001,2024"), "dipimpin oleh pegawai ini sendiri"),
        (TOP.replace(",,2024", ",196503121999031001,2024"), "Tidak ada pegawai dengan NIP ini"),
        (TOP + "tidak-ada@bulungan.go.id", "Tidak ada akun aktif dengan surel ini."),
        (TOP + "kabid@bulungan.go.id", "Akun ini milik pegawai lain."),
        (f"{TOP}\n{TOP}", "Baris 3 sudah tentang hal yang sama."),
    ],
)
def test_one_wrong_row_keeps_the_whole_table_out(session, admin, office, row, said):
    make_account(session, Role.SUPERVISOR, office, email="kabid@bulungan.go.id")
    make_employee(session, office, nip="197503121999032009", name="Sudah Ada")
    before = contents(session)
    response = submit(admin, IMPORT, table(CHIEF, row))
    assert response.status_code == 422
    assert said in response.text
    assert contents(session) == before


def test_a_head_imports_nobody(app, session, office):
    assert as_staff(app, session, Role.HEAD, office).get(IMPORT).status_code == 403


def test_what_was_recorded_of_an_officer_knows_when(session, admin, office, boss):
    person = make_employee(session, office, boss, nip=NIP)
    before = datetime.now(UTC)
    submit(admin, f"{ROOM}/{person.id}/ubah", officer(office, boss))
    assert history(session, person.id)[-1].recorded_at >= before
