"""From a table to the register: checked as often as it takes, then written as a whole or not at all."""

import csv
from io import StringIO

import pytest
from sqlalchemy import text as sql

from portal.admin.imports.forms import LARGEST
from portal.domain.csv_import import MOST_ROWS
from portal.domain.permissions import Role
from portal.models import Counter
from tests.admin.comments.desk import signed_in
from tests.admin.imports.tables import check, contents, count, page, table, upload, write
from tests.conftest import on_sqlite
from tests.factories import make_counter, make_site, make_unit

KINDS = ("kantor", "layanan", "loket", "hasil", "kunjungan")
TWO = table("Kantor;Loket;Petugas", "dinas-satu;Loket A;2", "Dinas Satu;Loket B;")
IMPORT = 'value="impor"'


@on_sqlite
def test_the_list_of_kinds_explains_every_column_and_leads_to_each(owner):
    shown = owner.get("/staf/impor/").text
    for kind in KINDS:
        assert f'href="{page(kind)}"' in shown
        assert owner.get(page(kind)).status_code == 200
        assert owner.get("/en" + page(kind)).status_code == 200
    assert "Dasar hukum" in shown


@on_sqlite
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["", "/en"])
def test_every_template_is_understood_when_it_comes_back(owner, kind, language):
    template = owner.get(f"{language}{page(kind)}.csv")
    assert "attachment" in template.headers["Content-Disposition"]
    rows = list(csv.reader(StringIO(template.data.decode("utf-8-sig"))))
    assert len(rows) == 3
    checked = check(owner, kind, template.text, language)
    assert "tidak dipakai" not in checked.text
    assert "These columns are not used" not in checked.text
    assert 'id="hasil"' in checked.text


def test_a_check_shows_what_each_row_would_do_and_writes_nothing(session, owner, office):
    make_counter(session, office, name_id="Loket A", hours="08.00")
    before = contents(session)
    response = check(owner, "loket", TWO)
    assert response.status_code == 200
    assert "2 baris: 1 ditambah, 1 diubah, 0 sama, 0 salah." in response.text
    assert "<ins>2</ins>" in response.text
    assert IMPORT in response.text
    assert contents(session) == before


def test_the_button_that_writes_is_not_there_while_a_row_is_wrong(session, owner):
    wrong = TWO + "\ndinas-satu;Loket C;nol"
    before = contents(session)
    for response in (check(owner, "loket", wrong), write(owner, "loket", wrong)):
        assert response.status_code == 422
        assert "Petugas: Isi dengan bilangan bulat." in response.text
        assert IMPORT not in response.text
        assert "dinas-satu;Loket C;nol" in response.text
    assert contents(session) == before


def test_a_fault_is_told_in_the_readers_language(owner):
    response = check(owner, "loket", "Office,Counter\nnowhere,A", "/en")
    assert response.status_code == 422
    assert "Office: " in response.text


def test_a_table_without_faults_is_written_as_a_whole_and_then_changes_nothing(session, owner, office):
    response = write(owner, "loket", TWO)
    assert (response.status_code, response.location) == (303, page("loket"))
    rows = session.query(Counter).order_by(Counter.name_id).all()
    assert [(row.unit_id, row.name_id, row.officers) for row in rows] == [
        (office.id, "Loket A", 2),
        (office.id, "Loket B", None),
    ]
    assert all(len(row.code) == 6 for row in rows)
    again = check(owner, "loket", TWO)
    assert "2 sama, 0 salah" in again.text
    assert IMPORT not in again.text


def test_a_row_that_the_database_refuses_takes_the_whole_table_with_it(session, owner, office):
    session.execute(sql("CREATE UNIQUE INDEX just_for_this_test ON register_counters (name_id)"))
    session.commit()
    make_unit(session, slug="dinas-dua")
    before = contents(session)
    response = write(owner, "loket", table("Kantor,Loket", "dinas-satu,Loket A", "dinas-dua,Loket A"))
    assert response.status_code == 422
    assert "Tidak ada yang disimpan" in response.text
    assert contents(session) == before


def test_a_file_is_read_into_the_text_where_it_can_be_corrected(session, owner):
    response = upload(owner, "loket", b"\xef\xbb\xbf" + TWO.replace("\n", "\r\n").encode())
    assert response.status_code == 200
    assert "dinas-satu;Loket A;2" in response.text
    assert count(session, Counter) == 0


def test_a_file_that_nobody_has_seen_checked_is_not_written(session, owner):
    response = upload(owner, "loket", TWO.encode(), step="impor")
    assert (response.status_code, count(session, Counter)) == (200, 0)
    assert IMPORT in response.text


def test_windows_letters_survive(session, owner):
    write_text = upload(owner, "loket", "Kantor;Loket\ndinas-satu;Café\n".encode("cp1252"))
    assert "dinas-satu;Café" in write_text.text


def test_two_rows_about_the_same_thing_name_each_other(owner):
    response = check(owner, "loket", table("Kantor,Loket", "dinas-satu,Loket A", "Dinas Satu,LOKET A"))
    assert response.status_code == 422
    assert "Baris 2 sudah tentang hal yang sama." in response.text


def test_the_same_counter_by_code_and_by_name_is_one(session, owner, office):
    counter = make_counter(session, office, name_id="Loket A")
    rows = table("Kode,Kantor,Loket", f"{counter.code},dinas-satu,Loket A", ",dinas-satu,Loket A")
    assert "Baris 2 sudah tentang hal yang sama." in check(owner, "loket", rows).text


@on_sqlite
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Pilih berkas, atau tempelkan"),
        ("Kantor;Loket", "Tabel ini kosong"),
        ("Kantor;Petugas\na;1", "Kolom ini belum ada: Loket."),
        ("Kantor;Loket;Kantor\na;b;c", "Kolom ini ada dua kali: Kantor."),
        ("Kantor;Loket\n" + "a;b\n" * (MOST_ROWS + 1), "Paling banyak 5.000 baris"),
        ('Kantor;Loket\na;"' + "x" * 140_000, "tidak bisa dibaca"),
    ],
)
def test_a_table_that_cannot_be_read_says_why_and_is_kept(owner, text, said):
    response = check(owner, "loket", text)
    assert response.status_code == 422
    assert said in response.text
    assert text[:12] in response.text


def test_columns_that_mean_nothing_here_are_named(owner):
    assert "Kolom ini tidak dipakai: Jam." in check(owner, "loket", "Kantor,Loket,Jam\ndinas-satu,A,8").text


@on_sqlite
@pytest.mark.parametrize(
    ("content", "said"),
    [(b"PK\x03\x04" + b"\0" * 50, "buku kerja Excel"), (b"a" * (LARGEST + 1), "lebih besar dari 1,8 MB")],
)
def test_a_file_that_is_no_table_says_what_to_do(owner, content, said):
    response = upload(owner, "loket", content)
    assert response.status_code == 422
    assert said in response.text


def test_more_than_a_request_may_hold_is_refused(owner):
    assert upload(owner, "loket", b"a" * (2 * 1024 * 1024 + 1)).status_code == 413


HOSTILE = [
    '=HYPERLINK("http://x")',
    "<script>alert(1)</script>",
    "{{ 7*7 }}",
    "a\x00b\x1b[31m",
    "'; DROP TABLE register_counters; --",
    "\u202egnp.exe",
    "x" * 201,
]


@on_sqlite
@pytest.mark.parametrize("cell", HOSTILE)
@pytest.mark.parametrize("kind", KINDS)
def test_hostile_cells_are_shown_as_text_or_refused(session, owner, kind, cell):
    columns = {"kantor": 3, "layanan": 2, "loket": 2, "hasil": 4, "kunjungan": 3}[kind]
    heading = {
        "kantor": "Nama,Petugas,Di bawah", "layanan": "Kantor,Layanan", "loket": "Kantor,Loket",
        "hasil": "Kantor,Periode,IKM,Sumber", "kunjungan": "Kode,Bulan,Pengunjung",
    }[kind]  # fmt: skip
    quoted = '"' + cell.replace('"', '""') + '"'
    before = contents(session)
    response = check(owner, kind, table(heading, ",".join([quoted] * columns)))
    assert response.status_code == 422
    assert "<script>alert" not in response.text
    assert contents(session) == before


def test_a_hostile_name_is_stored_as_text_and_exported_with_a_guard(session, owner):
    rows = table("Kantor,Loket", "dinas-satu,=1+1", "dinas-satu,<script>alert(1)</script>")
    assert write(owner, "loket", rows).status_code == 303
    names = {row.name_id for row in session.query(Counter)}
    assert names == {"=1+1", "<script>alert(1)</script>"}
    exported = owner.get("/staf/loket/?format=csv").text
    assert "'=1+1" in exported
    assert "2 sama, 0 salah" in check(owner, "loket", exported).text


def test_a_stale_token_keeps_the_table(owner):
    response = owner.post(page("loket"), data={"text": TWO, "step": "impor"})
    assert response.status_code == 422
    assert "Kirim sekali lagi" in response.text
    assert "dinas-satu;Loket A;2" in response.text


def test_an_unknown_kind_is_not_found(owner):
    assert owner.get(page("akun")).status_code == 404


@on_sqlite
@pytest.mark.parametrize("role", list(Role))
def test_only_who_may_change_something_imports_it(app, session, role):
    make_site(session)
    client = signed_in(app, session, role, make_unit(session))
    register = 200 if role is Role.OWNER else 403
    visits = 200 if role in {Role.OWNER, Role.HEAD, Role.CLERK} else 403
    assert client.get("/staf/impor/").status_code == register
    for kind in KINDS[:-1]:
        assert client.get(page(kind)).status_code == register
        assert client.get(page(kind) + ".csv").status_code == register
    assert client.get(page("kunjungan")).status_code == visits
    assert client.get(page("kunjungan") + ".csv").status_code == visits


def test_an_import_leaves_its_trace(session, owner):
    write(owner, "loket", TWO)
    traces = session.execute(sql("SELECT verb, subject FROM personnel_audit WHERE subject = 'counters'")).all()
    assert [tuple(trace) for trace in traces] == [("added", "counters")] * 2
