"""One office's report: what it takes from where, who may type into it, and the trail it leaves."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO

import openpyxl  # type: ignore[import-untyped]  # It ships no types.
import pytest
from sqlalchemy import event, select

from portal.domain.permissions import Role
from portal.models import AuditEntry, ImportedResult, Report, Retention, Target, Unit
from tests import factories
from tests.admin.reports import reading
from tests.admin.reports.offices import (
    BEFORE,
    LABEL,
    PERIOD,
    TODAY,
    answer,
    documents,
    open_office,
    plan,
    publish_period,
)
from tests.conftest import on_sqlite
from tests.staff import StaffClient, make_account, sign_in

ADDRESS = f"/staf/laporan/kantor/dinas/{LABEL}"


@pytest.fixture(autouse=True)
def shelf(app, tmp_path):
    """Keep the documents of a test in its own folder."""
    before = app.config["SETTINGS"]
    app.config["SETTINGS"] = replace(before, data=tmp_path)
    yield tmp_path / "cache" / "reports"
    app.config["SETTINGS"] = before


@pytest.fixture
def office(session) -> Unit:
    """Return an office with two published semesters, beside one with hardly any answers."""
    factories.make_site(session)
    counter = open_office(session, "dinas", since=BEFORE)
    answer(session, counter, 7, BEFORE)
    answer(session, counter, 8)
    answer(session, open_office(session, "sepi"), 1)
    publish_period(session)
    return counter.unit


def as_(app, session, role, unit=None) -> StaffClient:
    client = StaffClient(app)
    sign_in(client, make_account(session, role=role, unit=unit))
    return client


def post(client, **typed):
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get(ADDRESS).text)
    return client.post(ADDRESS, data={"csrf_token": token[1] if token else "", **typed})


def test_the_list_has_a_line_for_every_office_also_without_enough_answers(app, session, office):
    client = as_(app, session, Role.OWNER)
    page = client.get("/staf/laporan/").text
    assert "Belum cukup jawaban: belum ada angka, jadi belum ada laporan." in page
    assert page.count(f"/kantor/dinas/{LABEL}/laporan.pdf") == 1
    assert "laporan.pdf" not in client.get("/staf/laporan/?state=short").text
    assert "Kantor sepi" not in client.get(f"/staf/laporan/?period={PERIOD.sequence}&state=ready").text
    rows = client.get("/staf/laporan/?format=csv").text.splitlines()
    figure = documents(session)["dinas"]["figure"]
    printed = f"{figure['ikm'] // 100}.{figure['ikm'] % 100:02}"
    assert f"Kantor dinas,{LABEL},{figure['n']},{printed},{figure['grade']},dinas-{LABEL}" in rows
    assert len(rows) == 1 + 3


@on_sqlite
def test_the_list_costs_the_same_for_one_office_and_for_many(app, session, office):
    client = as_(app, session, Role.OWNER)

    def statements(address: str) -> int:
        found: list[str] = []

        def note(_c: object, _k: object, statement: str, *_rest: object) -> None:
            found.append(statement)

        engine = session.get_bind().engine
        event.listen(engine, "before_cursor_execute", note)
        client.get(address)
        event.remove(engine, "before_cursor_execute", note)
        return len([line for line in found if not line.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK"))])

    addresses = ("/staf/laporan/", f"/staf/laporan/{LABEL}/semua")
    client.get(addresses[0])  # From here on the site is in memory, or read once more.
    few = [statements(address) for address in addresses]
    for number in range(8):
        open_office(session, f"tambahan-{number}")
    publish_period(session)
    for before, now in zip(few, [statements(address) for address in addresses], strict=True):
        assert now <= before + 1
    assert few[0] <= 8


def test_a_report_takes_each_thing_from_its_place(app, session, office):
    plan(session, office, f"dinas-{LABEL}", program="Kursi baru")
    plan(session, office, f"dinas-{BEFORE.label}", program="Antrean", status="done", ended_on=TODAY)
    plan(session, office, f"dinas-{BEFORE.label}", program="Papan", due_on=date(2020, 1, 2))
    older = {"kind": "semester", "sequence": BEFORE.sequence - 1, "imported_on": TODAY, "source": "Laporan"}
    for revision, ikm in enumerate((70_00, 71_23)):
        session.add(ImportedResult(unit_id=office.id, n=None, ikm=ikm, revision=revision, **older))
    session.add(ImportedResult(unit_id=office.id, ikm=99_99, **(older | {"sequence": BEFORE.sequence})))
    session.add(
        Target(
            unit_id=office.id,
            kind="semester",
            sequence=PERIOD.sequence,
            population=300,
            wanted=40,
            note="Minggu survei.",
        )
    )
    session.commit()
    client = as_(app, session, Role.AUDITOR)
    found = reading.sheets(client.get(f"{ADDRESS}/laporan.xlsx").data)
    plans = {row[2].split(" (")[0]: (row[0], row[5]) for row in found["Tindak lanjut"][1:]}
    assert plans == {
        "Kursi baru": ("Periode ini", "Direncanakan"),
        "Antrean": ("Periode sebelumnya", "Selesai"),
        "Papan": ("Periode sebelumnya", "Lewat tenggat"),
    }
    before, now = (documents(session, period)["dinas"]["figure"] for period in (BEFORE, PERIOD))
    assert [(row[1], round(row[2] * 100)) for row in found["Tren"][1:]] == [
        (None, 71_23),
        (before["n"], before["ikm"]),
        (now["n"], now["ikm"]),
    ]
    assert [row[4] for row in found["Tren"][1:]] == ["hasil impor, tidak terverifikasi", None, None]
    overview = dict(row[:2] for row in found["Ringkasan"][1:])
    assert (overview["Penerima layanan periode sebelumnya"], overview["Target responden"]) == (300, 40)
    notes = dict(row[:2] for row in found["Catatan"][1:])
    assert notes["Halaman umum"] == f"http://localhost/edisi/dinas-{LABEL}"


@on_sqlite
def test_what_the_office_typed_is_in_the_next_download(app, session, office):
    client = as_(app, session, Role.HEAD, office)
    typed = {
        "executor": "Tim Survei Dinas",
        "locations": "Loket keliling\n\nBalai desa",
        "activities-0-name": "Persiapan",
        "activities-0-time": "Januari",
        "activities-0-days": "5",
        "analysis": "Antre lama.\r\n\r\nKursi kurang.",
        "media": "Instagram dinas\nPapan pengumuman",
        "place_and_date": "Tanjung Selor, 10 Juli 2026",
    }
    assert post(client, **typed).status_code == 303
    word = client.get(f"{ADDRESS}/laporan.docx").data
    said = reading.words(word).splitlines()
    for line in ("Antre lama.", "Kursi kurang.", "Balai desa", "Tanjung Selor, 10 Juli 2026"):
        assert line in said
    assert "Survei diselenggarakan oleh Tim Survei Dinas untuk Kantor dinas." in said
    assert "Hasil diumumkan juga di Instagram dinas" in said
    assert ["1", "Persiapan", "Januari", "5"] in [row for table in reading.tables(word) for row in table]
    session.expire_all()
    verbs = session.execute(
        select(AuditEntry.verb, AuditEntry.subject, AuditEntry.unit_id).order_by(AuditEntry.id)
    ).all()
    assert [tuple(row) for row in verbs] == [
        ("added", "reports", office.id),
        ("downloaded", "reports", office.id),
    ]
    page = client.get(ADDRESS).text
    assert "Loket keliling\nBalai desa" in page.replace("\r", "")


@on_sqlite
def test_a_form_with_a_fault_keeps_what_was_typed(app, session, office):
    client = as_(app, session, Role.OWNER)
    answered = post(client, **{"analysis": "Tetap ada", "activities-0-name": "X", "activities-0-days": "banyak"})
    assert answered.status_code == 422
    assert "Tetap ada" in answered.text
    assert "banyak" in answered.text
    assert session.scalars(select(Report)).all() == []


@on_sqlite
def test_an_auditor_reads_and_another_offices_head_does_not(app, session, office):
    auditor = as_(app, session, Role.AUDITOR)
    assert "<textarea" not in auditor.get(ADDRESS).text
    assert auditor.post(ADDRESS).status_code == 403
    other = session.scalars(select(Unit).where(Unit.slug == "sepi")).one()
    head = as_(app, session, Role.HEAD, other)
    assert head.get(ADDRESS).status_code == 403
    assert head.get(f"{ADDRESS}/laporan.pdf").status_code == 403
    assert "Kantor dinas" not in head.get("/staf/laporan/").text
    for address in ("rekapitulasi.pdf", "bukti-pekppp.xlsx"):
        assert head.get(f"/staf/laporan/{LABEL}/{address}").status_code == 403
        assert auditor.get(f"/staf/laporan/{LABEL}/{address}").status_code == 200


@on_sqlite
def test_an_office_without_a_figure_hears_why_it_has_no_report(app, session, office):
    client = as_(app, session, Role.OWNER)
    page = client.get(f"/staf/laporan/kantor/sepi/{LABEL}")
    assert "Jawaban periode ini belum sampai sepuluh" in page.text
    assert client.get(f"/staf/laporan/kantor/sepi/{LABEL}/laporan.pdf").status_code == 404


@on_sqlite
def test_a_period_without_editions_is_not_there(app, session, office):
    client = as_(app, session, Role.OWNER)
    for label in ("2026-s3", "2026-x1", "1", "0999-s1", f"{PERIOD.year + 5}-s1", "2026-q1"):
        for rest in (f"kantor/dinas/{label}", f"{label}/semua", f"{label}/semua.zip", f"{label}/rekapitulasi.pdf"):
            assert client.get(f"/staf/laporan/{rest}").status_code == 404, rest


@on_sqlite
def test_profiles_that_may_be_partly_erased_are_not_counted(app, session, office):
    client = as_(app, session, Role.OWNER)
    page = client.get(ADDRESS).text
    assert "Jenis kelamin, Usia" in page
    session.add(Retention(kind="profiles", months=1))
    session.commit()
    page = client.get(ADDRESS).text
    assert "Jenis kelamin, Usia" not in page
    assert "masa simpannya sudah lewat" in page
    assert reading.characteristics(client.get(f"{ADDRESS}/laporan.xlsx").data) == {}


@on_sqlite
def test_the_evidence_names_media_and_the_share_of_done_actions(app, session, office):
    for status in ("done", "planned", "done"):
        ended = TODAY if status == "done" else None
        plan(session, office, f"dinas-{BEFORE.label}", status=status, ended_on=ended)
    client = as_(app, session, Role.OWNER)
    post(client, media="Instagram\nRadio")
    book = openpyxl.load_workbook(BytesIO(client.get(f"/staf/laporan/{LABEL}/bukti-pekppp.xlsx").data))
    rows = [
        row[0] for row in book["Bukti PEKPPP"].iter_rows(min_row=2, values_only=True) if row[1] == "Kantor dinas"
    ]
    assert rows[1] == "Publikasi hasil SKM: 3 media (skor 3): halaman portal, Instagram, Radio"
    assert rows[2].endswith(": 2 dari 3 selesai, 66% (skor 3)")
