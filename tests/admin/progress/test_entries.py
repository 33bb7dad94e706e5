"""Entries of progress over HTTP: recorded by the officer alone, corrected with a trace, read by few."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from portal.admin.progress.actions import ClosedError, Said, record_entry
from portal.domain.periods import WITA
from portal.domain.permissions import Role
from portal.models import Entry, Evaluation, Plan
from tests.admin.forms import submit
from tests.admin.progress.conftest import TODAY
from tests.performance import make_employee
from tests.staff import make_account

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # The rule is not the database's.

FIRST = date(TODAY.year, 1, 1)
NOW = datetime.now(UTC)


def said(**changes):
    """Return a filled entry form."""
    return {"value": "2,5", "on_day": TODAY.isoformat(), "note": "Rapat selesai", "link": ""} | changes


def where(desk):
    return f"/staf/kemajuan/{desk.measure.id}"


def test_an_entry_is_one_number_and_moves_the_measure(desk, session):
    assert (
        f'href="{where(desk)}">Catat' in desk.client.get("/staf/kemajuan/").text
    )  # One tap to the form, one to save.
    answer = submit(desk.client, where(desk), said(link="https://drive.example.go.id/1"))
    assert answer.status_code == 303
    assert answer.location == "/staf/kemajuan/"
    submit(desk.client, where(desk), said(value="1"))
    session.refresh(desk.measure)
    standing = (desk.measure.realised, desk.measure.entries, desk.measure.with_evidence, desk.measure.last_on)
    assert standing == (3500, 2, 1, TODAY)
    page = desk.client.get(where(desk)).text
    assert "Rapat selesai" in page
    assert 'href="https://drive.example.go.id/1" rel="noopener noreferrer nofollow"' in page
    assert "3,5" in desk.client.get("/staf/kemajuan/").text


def test_pressing_the_button_twice_records_once(desk, session):
    for _ in range(2):
        assert submit(desk.client, where(desk), said()).status_code == 303
    assert "tidak ditambahkan lagi" in desk.client.get("/staf/kemajuan/").text
    session.refresh(desk.measure)
    assert (desk.measure.entries, desk.measure.realised) == (1, 2500)
    submit(desk.client, where(desk), said(link="https://drive.example.go.id/1"))  # Once more, now with proof.
    session.refresh(desk.measure)
    assert (desk.measure.entries, desk.measure.with_evidence) == (2, 1)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"value": ""}, "Isian ini perlu diisi."),
        ({"value": "banyak"}, "Isi dengan angka, misalnya 88,45."),
        ({"value": "-1"}, "Tidak bisa kurang dari nol."),
        ({"on_day": (TODAY + timedelta(days=1)).isoformat()}, "paling lambat hari ini"),
        ({"on_day": (FIRST - timedelta(days=1)).isoformat()}, "Tanggalnya dalam masa SKP ini"),
        ({"link": "javascript:alert(1)"}, "Isi dengan alamat yang diawali https://."),
    ],
)
def test_what_no_entry_may_say_is_refused_with_the_rest_kept(desk, session, changes, sentence):
    answer = submit(desk.client, where(desk), said(**changes))
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "Rapat selesai" in answer.text
    assert session.scalars(select(Entry)).all() == []


def test_a_correction_replaces_and_both_stay_to_be_seen(desk, session):
    submit(desk.client, where(desk), said(value="250", link="https://drive.example.go.id/1"))
    entry = session.scalars(select(Entry)).one()
    page = f"/staf/kemajuan/entri/{entry.id}/koreksi"
    right = said(way="replace", value="2,5", note="Salah ketik koma")
    assert submit(desk.client, page, right | {"note": ""}).status_code == 422
    assert submit(desk.client, page, right).status_code == 303
    session.refresh(desk.measure)
    assert (desk.measure.realised, desk.measure.entries, desk.measure.with_evidence) == (2500, 1, 1)
    shown = desk.client.get(where(desk)).text
    assert "<del>250 dokumen</del>" in shown
    assert "Salah ketik koma" in shown
    again = desk.client.get(page)
    assert again.status_code == 303  # What was corrected once is not corrected again.


def test_a_correction_without_a_value_takes_nothing_back(desk, session):
    submit(desk.client, where(desk), said())
    entry = session.scalars(select(Entry)).one()
    page = f"/staf/kemajuan/entri/{entry.id}/koreksi"
    for missing in ("value", "on_day"):
        answer = submit(desk.client, page, said(way="replace", note="Salah ketik") | {missing: ""})
        assert answer.status_code == 422
        assert f'id="{missing}-fault"' in answer.text
    session.refresh(desk.measure)
    assert desk.measure.realised == 2500


def test_an_entry_that_should_not_be_there_is_taken_back(desk, session):
    submit(desk.client, where(desk), said())
    entry = session.scalars(select(Entry)).one()
    page = f"/staf/kemajuan/entri/{entry.id}/koreksi"
    assert submit(desk.client, page, {"way": "withdraw", "note": "Tercatat dua kali"}).status_code == 303
    session.refresh(desk.measure)
    assert (desk.measure.realised, desk.measure.entries, desk.measure.last_on) == (None, 0, None)
    assert "ditarik kembali" in desk.client.get(where(desk)).text


def test_a_project_reports_work_and_money_that_never_fall(desk, session):
    measure = desk.project
    page = f"/staf/kemajuan/{measure.id}"
    assert submit(desk.client, page, said(value="40", spent="")).status_code == 422
    assert submit(desk.client, page, said(value="101", spent="1")).status_code == 422
    assert submit(desk.client, page, said(value="40", spent="250.000.000")).status_code == 303
    for lower in (said(value="39", spent="250.000.000"), said(value="50", spent="249.999.999")):
        refused = submit(desk.client, page, lower)
        assert refused.status_code == 422
        assert "kurang dari catatan sebelumnya" in refused.text
    entry = session.scalars(select(Entry)).one()
    correction = said(way="replace", value="35", spent="200000000", note="Salah hitung")
    assert submit(desk.client, f"/staf/kemajuan/entri/{entry.id}/koreksi", correction).status_code == 303
    session.refresh(measure)
    assert (measure.realised, measure.spent) == (35_000, 200_000_000)


def test_only_the_officer_writes_and_only_few_read(desk, session, signed):
    submit(desk.client, where(desk), said())
    leader = signed(desk.supervisor.account)
    assert "Rapat selesai" in leader.get(where(desk)).text
    assert "Simpan" not in leader.get(where(desk)).text
    assert leader.get(f"/staf/kemajuan/log/{desk.officer.id}").status_code == 200
    auditor = signed(make_account(session, role=Role.AUDITOR))
    assert auditor.get(where(desk)).status_code == 200
    colleague = make_account(session, role=Role.EMPLOYEE, unit=desk.unit)
    make_employee(session, desk.unit, desk.supervisor, colleague)
    other = signed(colleague)
    entry = session.scalars(select(Entry)).one()
    for page in (where(desk), f"/staf/kemajuan/log/{desk.officer.id}", f"/staf/kemajuan/entri/{entry.id}/koreksi"):
        assert other.get(page).status_code == 404
    for client in (leader, other):
        assert submit(client, "/staf/", said(), to=where(desk)).status_code == 404
    assert len(session.scalars(select(Entry)).all()) == 1


def test_what_waits_longest_is_on_top(desk):
    submit(desk.client, where(desk), said())
    shown = desk.client.get("/staf/kemajuan/").text
    names = ("Dokumen selesai 2", "Rehabilitasi jembatan", "Dokumen selesai 1")
    places = [shown.index(f"{name}</a></h2>") for name in names]
    assert places == sorted(places)


def test_an_older_plan_is_reported_to_no_more(desk, session):
    """A measure that the newest version of the plan has dropped keeps its history and takes no entry."""
    submit(desk.client, where(desk), said())
    page = desk.client.get(where(desk)).text
    plan = session.scalars(select(Plan)).one()
    plan.state = "replaced"
    session.commit()
    answer = submit(desk.client, where(desk), said(value="9"), token_from="/staf/kemajuan/")
    assert answer.status_code == 422
    assert "tidak ada lagi dalam SKP" in answer.text
    assert "Simpan" in page
    assert "Simpan" not in desk.client.get(where(desk)).text


def test_an_account_without_an_officer_is_told_so(session, signed, desk):
    client = signed(make_account(session, role=Role.EMPLOYEE, unit=desk.unit))
    for page in ("/staf/kemajuan/", "/staf/kemajuan/log"):
        answer = client.get(page)
        assert answer.status_code == 200
        assert "belum terhubung dengan data pegawai" in answer.text


def give(session, desk):
    """Give the officer's evaluation of the year."""
    session.add(
        Evaluation(
            employee_id=desk.officer.id, supervisor_id=desk.supervisor.id, unit_id=desk.unit.id, year=TODAY.year,
            quarter=0, created_at=NOW, results="meets", behaviours="meets", predicate="good", given_at=NOW,
            document="{}", hash="0" * 64,
        )
    )  # fmt: skip
    session.commit()


def test_a_given_evaluation_of_the_year_closes_its_record(desk, session):
    submit(desk.client, where(desk), said())
    correction = f"/staf/kemajuan/entri/{session.scalars(select(Entry)).one().id}/koreksi"
    late = said(value="9", way="replace")
    give(session, desk)
    page = desk.client.get(where(desk)).text
    assert f"Evaluasi kinerja {TODAY.year} sudah diserahkan" in page
    assert "Simpan" not in page
    assert "/koreksi" not in page
    assert desk.client.get(correction).status_code == 303
    for address in (where(desk), correction):
        refused = submit(desk.client, "/staf/kemajuan/", late, to=address)
        assert refused.status_code == 422
        assert "sudah diserahkan" in refused.text
    session.refresh(desk.measure)
    assert desk.measure.realised == 2500


def test_a_years_record_ends_with_the_next_years_march(desk, session):
    entry = Said(on_day=date(TODAY.year, 12, 31), value=1000, spent=None, note="Terlambat")
    told = (session, desk.measure.id, desk.officer.id, entry)
    with pytest.raises(ClosedError):
        record_entry(*told, now=datetime(TODAY.year + 1, 4, 1, tzinfo=WITA))
    assert record_entry(*told, now=datetime(TODAY.year + 1, 3, 31, 23, tzinfo=WITA)).value == 1000
    session.rollback()
