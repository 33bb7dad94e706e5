"""What rows of each kind do, and what they may not."""

from datetime import datetime

import pytest

from portal.domain.periods import WITA, iso_month, month_of
from portal.domain.permissions import Role
from portal.models import Counter, ImportedResult, Service, Unit, Visits
from tests.admin.comments.desk import signed_in
from tests.admin.imports.tables import check, contents, count, table, write
from tests.factories import make_counter, make_service, make_unit
from tests.transparency.documents import GOOD, make_edition

UNITS = "Nama dalam alamat,Nama,Di bawah,Petugas"
SERVICES = "Kantor,Layanan,Persyaratan,Jangka waktu penyelesaian"
RESULTS = "Kantor;Periode;Jawaban;IKM;Sumber"
VISITS = "Kode,Bulan,Pengunjung"
SAME = 'class="state off"'
COUNTERS = "Kode,Kantor,Loket"
HEADINGS = {"kantor": UNITS, "layanan": SERVICES, "loket": COUNTERS, "hasil": RESULTS, "kunjungan": VISITS}


def unit_of(session, slug: str) -> Unit:
    session.expire_all()
    return session.query(Unit).filter_by(slug=slug).one()


def test_offices_are_added_below_offices_of_the_same_table(session, owner, office):
    rows = table(UNITS, ",Dinas Dua,,5", "upt,UPT Dua,dinas-dua,3", "seksi,Seksi,UPT Dua,1")
    assert write(owner, "kantor", rows).status_code == 303
    two, upt = unit_of(session, "dinas-dua"), unit_of(session, "upt")
    assert (two.parent_id, two.officers) == (None, 5)
    assert (upt.parent_id, unit_of(session, "seksi").parent_id) == (two.id, upt.id)
    assert "3 sama, 0 salah" in check(owner, "kantor", rows).text


def test_an_office_is_changed_and_moved_and_keeps_what_the_table_does_not_speak_of(session, owner, office):
    above = make_unit(session, slug="atas")
    office.address, office.head_name = "Jalan Satu", "Kepala Satu"
    session.commit()
    response = write(owner, "kantor", table(UNITS + ",Nama kepala", "dinas-satu,Dinas Baru,atas,7,"))
    assert response.status_code == 303
    changed = unit_of(session, "dinas-satu")
    assert (changed.name_id, changed.officers, changed.parent_id) == ("Dinas Baru", 7, above.id)
    assert (changed.address, changed.head_name) == ("Jalan Satu", "")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("a b,Dinas,,1", "Hanya huruf kecil"),
        ("pemerintah,Dinas,,1", "seluruh pemerintah daerah"),
        (",,,1", "Hanya huruf kecil"),
        ("x,Dinas,,0", "Petugas: Isi dengan angka dari 1"),
        ("x,Dinas,tidak-ada,1", "Di bawah: Tidak ada kantor dengan nama ini."),
        ("dinas-satu,Dinas Satu,anak,1", "tidak bisa berada di bawah dirinya sendiri"),
        ("dinas-satu,Dinas Satu,dinas-satu,1", "tidak bisa berada di bawah dirinya sendiri"),
    ],
)
def test_offices_follow_the_rules_of_their_form(session, owner, office, row, said):
    make_unit(session, slug="anak", parent_id=office.id)
    response = check(owner, "kantor", table(UNITS, row))
    assert response.status_code == 422
    assert said in response.text


def test_two_moves_that_make_a_circle_together_are_refused(session, owner, office):
    make_unit(session, slug="dinas-dua", name_id="Dinas Dua")
    rows = table(UNITS, "dinas-satu,Dinas Satu,dinas-dua,1", "dinas-dua,Dinas Dua,dinas-satu,1")
    assert "tidak bisa berada di bawah dirinya sendiri" in check(owner, "kantor", rows).text


def test_an_owner_of_a_branch_imports_only_below_it(app, session, owner, office):
    mine = make_unit(session, slug="cabang", parent_id=office.id)
    elsewhere = make_counter(session, office, name_id="Loket Lain")
    client = signed_in(app, session, Role.OWNER, mine)
    before = contents(session)
    refused = {
        "kantor": [",Baru,,1", ",Baru,dinas-satu,1", "dinas-satu,Dinas Satu,,10", "cabang,Cabang,,10"],
        "layanan": ["dinas-satu,Surat,,"],
        "loket": [",dinas-satu,Loket A", f"{elsewhere.code},dinas-satu,Loket Lain"],
        "hasil": ["dinas-satu;2023;;80;Laporan"],
        "kunjungan": [f"{elsewhere.code},2026-01,3"],
    }
    for kind, rows in refused.items():
        for row in rows:
            assert write(client, kind, table(HEADINGS[kind], row)).status_code == 422, row
    assert contents(session) == before
    allowed = table(UNITS, "baru,Baru,cabang,1", "cucu,Cucu,baru,1", f"cabang,{mine.name_id},dinas-satu,10")
    assert write(client, "kantor", allowed).status_code == 303
    assert unit_of(session, "cucu").parent_id == unit_of(session, "baru").id


def test_services_are_added_with_their_standard_and_changed_by_name_or_slug(session, owner, office):
    rows = table(SERVICES, 'dinas-satu,Surat Pindah,"KTP, KK",2 hari', "Dinas Satu,Izin,,")
    assert write(owner, "layanan", rows).status_code == 303
    first = session.query(Service).filter_by(slug="surat-pindah").one()
    assert first.standard == {"requirements": {"id": "KTP, KK", "en": ""}, "time": {"id": "2 hari", "en": ""}}
    assert "2 sama, 0 salah" in check(owner, "layanan", rows).text
    changed = table(
        "Kantor,Nama dalam alamat,Layanan,Persyaratan (Inggris)", "dinas-satu,surat-pindah,Surat Baru,ID card"
    )
    assert write(owner, "layanan", changed).status_code == 303
    session.expire_all()
    assert (first.name_id, first.slug) == ("Surat Baru", "surat-pindah")
    assert first.standard["requirements"] == {"id": "KTP, KK", "en": "ID card"}
    assert first.standard["time"]["id"] == "2 hari"


def test_services_follow_the_rules_of_their_form(owner, office):
    heading = "Kantor,Nama dalam alamat,Layanan,Persyaratan (Inggris)"
    assert "Isi dahulu bahasa Indonesianya." in check(owner, "layanan", f"{heading}\ndinas-satu,,Surat,ID").text
    assert (
        "Tidak ada layanan dengan nama alamat ini"
        in check(owner, "layanan", f"{heading}\ndinas-satu,x,Surat,").text
    )


def test_an_exported_list_of_counters_comes_back_the_same(session, owner, office):
    other = make_unit(session, slug="dinas-dua", name_id='Dinas; "Dua", -satu', name_en="")
    make_counter(session, office, [make_service(session, office)], name_id="-Loket", officers=3, hours="08.00")
    make_counter(session, office, name_id="-Loket")
    make_counter(session, other)
    for language in ("", "/en"):
        exported = owner.get(f"{language}/staf/loket/?format=csv").data.decode("utf-8-sig")
        response = check(owner, "loket", exported, language)
        assert (response.status_code, response.text.count(SAME)) == (200, 3)
    assert 'value="impor"' not in response.text


def test_an_exported_list_of_offices_comes_back_the_same(session, owner, office):
    make_unit(session, slug="anak", parent_id=office.id)
    for language in ("", "/en"):
        exported = owner.get(f"{language}/staf/kantor/?format=csv").data.decode("utf-8-sig")
        response = check(owner, "kantor", exported, language)
        assert (response.status_code, response.text.count(SAME)) == (200, 2)


def test_counters_are_found_by_code_and_offer_services_of_their_office(session, owner, office):
    service = make_service(session, office, slug="surat")
    make_service(session, make_unit(session, slug="lain"), slug="asing")
    counter = make_counter(session, office, name_id="Loket A", hours="08.00")
    heading = "Kode,Kantor,Loket,Layanan"
    assert write(owner, "loket", f"{heading}\n{counter.code.lower()},dinas-satu,Loket Z,surat").status_code == 303
    session.expire_all()
    assert (counter.name_id, counter.hours, counter.services) == ("Loket Z", "08.00", [service])
    for row, said in (
        (f"{counter.code},dinas-satu,Loket Z,asing", "Kantor ini tidak punya layanan: asing."),
        (f"{counter.code},lain,Loket Z,", "Loket ini milik kantor lain."),
        ("ZZZZZZ,dinas-satu,Loket Z,", "Tidak ada loket dengan kode ini."),
    ):
        assert said in check(owner, "loket", f"{heading}\n{row}").text


def test_a_name_that_two_offices_or_two_counters_have_is_asked_about(session, owner, office):
    make_unit(session, slug="kembar", name_id="Dinas Satu")
    assert "Lebih dari satu kantor bernama ini." in check(owner, "loket", "Kantor,Loket\nDinas Satu,A").text
    make_counter(session, office, name_id="A")
    make_counter(session, office, name_id="A")
    assert "Lebih dari satu loket kantor ini" in check(owner, "loket", "Kantor,Loket\ndinas-satu,A").text


def test_visitors_are_counted_and_corrected(app, session, office):
    counter, head = make_counter(session, office), signed_in(app, session, Role.HEAD, office)
    assert (
        write(head, "kunjungan", f"{VISITS}\n{counter.code},2026-05,41\n{counter.code},2026-06,0").status_code
        == 303
    )
    again = f"{VISITS}\n{counter.code},2026-05,42\n{counter.code},2026-06,0"
    assert "1 diubah, 1 sama" in check(head, "kunjungan", again).text
    assert write(head, "kunjungan", again).status_code == 303
    rows = session.query(Visits).order_by(Visits.month).all()
    assert [(row.counter_id, iso_month(row.month), row.visitors) for row in rows] == [
        (counter.id, "2026-05", 42),
        (counter.id, "2026-06", 0),
    ]


def test_visitors_follow_the_rules(session, owner, office):
    counter = make_counter(session, office)
    next_month = iso_month(month_of(datetime.now(WITA).date()) + 1)
    for row, said in (
        ("ZZZZZZ,2026-01,1", "Tidak ada loket dengan kode ini."),
        (f"{counter.code},2026-13,1", "Bulan: Isi dengan tahun dan bulan"),
        (f"{counter.code},{next_month},1", "Paling akhir bulan ini"),
        (f"{counter.code},2026-01,-1", "Pengunjung: Isi dengan angka dari 0"),
        (f"{counter.code},2026-01,", "Pengunjung: Isian ini perlu diisi."),
    ):
        response = check(owner, "kunjungan", f"{VISITS}\n{row}")
        assert response.status_code == 422
        assert said in response.text


def test_an_earlier_result_is_recorded_and_a_correction_is_a_new_revision(session, owner, office):
    rows = table(RESULTS, "dinas-satu;2024-S1;152;87,65;Laporan 2024", "Dinas Satu;2023;;85.1;Laporan 2023")
    assert write(owner, "hasil", rows).status_code == 303
    assert "2 sama, 0 salah" in check(owner, "hasil", rows).text
    corrected = table(RESULTS, "dinas-satu;2024-s1;150;87,56;Laporan 2024")
    assert "<del>87,65</del> <ins>87,56</ins>" in check(owner, "hasil", corrected).text
    assert write(owner, "hasil", corrected).status_code == 303
    found = session.query(ImportedResult).order_by(ImportedResult.kind, ImportedResult.revision).all()
    assert [(row.kind, row.sequence, row.revision, row.n, row.ikm) for row in found] == [
        ("semester", 4048, 0, 152, 8765),
        ("semester", 4048, 1, 150, 8756),
        ("year", 2023, 0, None, 8510),
    ]
    assert "1 sama, 0 salah" in check(owner, "hasil", corrected).text


def test_earlier_results_follow_the_rules(session, owner, office):
    make_edition(session, office, sheets=GOOD * 2)
    for row, said in (
        ("2024-S3;1;80;x", "Periode: Isi misalnya 2024-S1"),
        ("2199;1;80;x", "Periode ini belum lewat."),
        ("2026-S1;1;80;x", "Periode ini sudah punya edisi"),
        ("2023;0;80;x", "Jawaban: Isi dengan angka dari 1"),
        ("2023;1;24,99;x", "IKM: Isi dengan angka dari 25 sampai 100"),
        ("2023;1;100,01;x", "IKM: Isi dengan angka dari 25 sampai 100"),
        ("2023;1;80;", "Sumber: Isian ini perlu diisi."),
    ):
        response = check(owner, "hasil", f"{RESULTS}\ndinas-satu;{row}")
        assert response.status_code == 422
        assert said in response.text, row


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_long_table_costs_no_more_statements_than_a_short_one(session, owner, office, statements):
    make_counter(session, office, name_id="Loket 1")
    rows = [f"dinas-satu,Loket {number},2" for number in range(1, 801)]
    seen = []
    check(owner, "loket", table("Kantor,Loket", "dinas-satu,Loket 1"))  # Keeps the site in memory.
    for some in (rows[:2], rows):
        with statements(session) as sent:
            response = check(owner, "loket", table("Kantor,Loket,Petugas", *some))
        assert response.status_code == 200
        seen.append(len(sent))
    assert seen[0] == seen[1] <= 20, seen
    assert "Tampil 500 baris" in response.text
    assert count(session, Counter) == 1
