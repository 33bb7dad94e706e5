"""The daily log: a month's entries that count, also as tables for e-Kinerja."""

import csv
import io

import openpyxl
import pytest
from sqlalchemy import select

from portal.models import Entry
from tests.admin.forms import submit
from tests.admin.progress.conftest import TODAY
from tests.admin.progress.test_entries import said, where

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # The rule is not the database's.

HEAD = [
    "Tanggal", "Rencana hasil kerja", "Indikator", "Realisasi", "Satuan", "Keterangan", "Tautan bukti",
]  # fmt: skip


@pytest.fixture
def filled(desk, session):
    """Record a formula, a correction and a project's entry."""
    submit(desk.client, where(desk), said(note='=HYPERLINK("https://evil.example")', link="https://a.go.id/1"))
    submit(desk.client, f"/staf/kemajuan/{desk.second.id}", said(value="99"))
    wrong = session.scalars(select(Entry).order_by(Entry.id.desc())).first()
    right = {"way": "replace", "value": "9", "on_day": TODAY.isoformat(), "note": "Salah ketik"}
    submit(desk.client, f"/staf/kemajuan/entri/{wrong.id}/koreksi", right)
    submit(desk.client, f"/staf/kemajuan/{desk.project.id}", said(value="40", spent="250000000", note="Pondasi"))
    return desk


def expected(note):
    day, result = TODAY.isoformat(), "Layanan selesai tepat waktu"
    return [
        [day, result, "Dokumen selesai 1", "2,5", "dokumen", note, "https://a.go.id/1"],
        [day, result, "Dokumen selesai 2", "9", "dokumen", "Salah ketik", ""],
        [day, result, "Rehabilitasi jembatan", "40", "%", "Terpakai Rp\u00a0250.000.000. Pondasi", ""],
    ]


def test_the_log_shows_what_counts(filled):
    page = filled.client.get("/staf/kemajuan/log").text
    for words in ("2,5 dokumen", "9 dokumen", "Rp\u00a0250.000.000", "https://a.go.id/1"):
        assert words in page
    assert "99 dokumen" not in page
    assert "Tidak ada catatan" in filled.client.get("/staf/kemajuan/log?bulan=2020-01").text
    assert (
        "2,5 dokumen" in filled.client.get("/staf/kemajuan/log?bulan=2026-13").text
    )  # No month: the present one.


def test_the_csv_has_the_columns_of_e_kinerja_and_no_formula(filled):
    answer = filled.client.get("/staf/kemajuan/log?format=csv")
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert rows == [HEAD, *expected('\'=HYPERLINK("https://evil.example")')]


def test_the_workbook_has_the_same_and_every_cell_is_text(filled):
    answer = filled.client.get("/staf/kemajuan/log?format=xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.data)).active
    assert [[cell.value or "" for cell in row] for row in sheet] == [
        HEAD, *expected('=HYPERLINK("https://evil.example")')
    ]  # fmt: skip
    assert {cell.data_type for row in sheet for cell in row if cell.value} == {"s"}


def test_a_superior_opens_the_log_of_an_officer(filled, signed):
    leader = signed(filled.supervisor.account)
    address = f"/staf/kemajuan/log/{filled.officer.id}"
    assert filled.officer.name in leader.get(address).text
    assert leader.get(f"{address}?format=csv").text.count("Dokumen selesai") == 2
    assert filled.client.get(f"/staf/kemajuan/log/{filled.supervisor.id}").status_code == 404
