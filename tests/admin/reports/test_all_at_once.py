"""Thirty offices' reports in one go: every figure in every file is the edition's."""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from time import monotonic

import pytest
from sqlalchemy import select

from portal.db import db
from portal.domain import skm
from portal.domain.batches import K
from portal.domain.permissions import Role
from portal.models import Action
from tests.admin.reports import reading
from tests.admin.reports.offices import LABEL, Place, thirty_offices
from tests.documents.reading import pages
from tests.staff import StaffClient, make_account, sign_in

NAMES = {element.key: element.name.id for element in skm.ELEMENTS}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """Return a place with thirty offices."""
    with thirty_offices(tmp_path_factory.mktemp("thirty")) as opened:
        yield opened


@pytest.fixture(scope="module")
def client(place: Place) -> StaffClient:
    """Return a client of the survey's owner."""
    client = StaffClient(place.app)
    with place.app.app_context():
        sign_in(client, make_account(db.session, role=Role.OWNER))
    return client


@pytest.fixture(scope="module")
def archive(place: Place, client: StaffClient) -> dict[str, bytes]:
    """Return the files of the ZIP, made step by step as a browser would."""
    started, steps = monotonic(), 1
    while client.get(f"/staf/laporan/{LABEL}/semua/siapkan").headers.get("Refresh"):
        steps += 1
    made = monotonic() - started
    answer = client.get(f"/staf/laporan/{LABEL}/semua.zip")
    assert answer.status_code == 200
    with zipfile.ZipFile(BytesIO(answer.data)) as packed:
        assert packed.testzip() is None
        files = {name: packed.read(name) for name in packed.namelist()}
    sizes = {
        kind: [len(data) for name, data in files.items() if name.endswith(kind)]
        for kind in ("docx", "pdf", "xlsx")
    }
    print(
        f"\n{len(files)} documents in {made:.1f} s, {steps} steps; ZIP {len(answer.data) / 1e6:.1f} MB;", end=" "
    )
    print("; ".join(f"{kind} {min(found)}-{max(found)} bytes" for kind, found in sizes.items()))
    return files


def report(archive: dict[str, bytes], slug: str, kind: str) -> bytes:
    return archive[f"{slug}/laporan-skm-{slug}-{LABEL}.{kind}"]


def test_every_office_with_a_figure_has_its_three_files_and_the_others_none(place, archive):
    told = {slug for slug, edition in place.editions.items() if edition["figure"]}
    assert len(told) == 29
    assert {name.split("/")[0] for name in archive if "/" in name} == told
    assert len(archive) == 3 * len(told) + 4


def test_every_figure_in_every_file_is_the_editions(place, archive):
    compared = 0
    for slug, edition in place.editions.items():
        figure = edition["figure"]
        if figure is None:
            continue
        elements = [(NAMES[e["key"]], e["nrr"], e["value"], e["grade"]) for e in figure["elements"]]
        assert reading.docx_elements(report(archive, slug, "docx")) == (elements, figure["ikm"])
        found, overview = reading.xlsx_elements(report(archive, slug, "xlsx"))
        assert found == elements
        assert (overview["Responden"], overview["Mutu"]) == (figure["n"], figure["grade"])
        assert [round(overview[key] * 100) for key in ("IKM", "Rentang: terendah", "Rentang: tertinggi")] == [
            figure["ikm"], figure["low"], figure["high"],
        ]  # fmt: skip
        text = " ".join(pages(report(archive, slug, "pdf")))
        for name, nrr, value, grade in elements:
            assert f"{name} {shown(nrr)} {shown(value)} {grade}" in text, (slug, name)
        assert f"adalah {shown(figure['ikm'])}, mutu pelayanan {figure['grade']}" in text
        assert f"adalah {figure['n']} orang" in text
        said = reading.words(report(archive, slug, "docx"))
        assert f"{figure['n']} responden" in said
        assert f"adalah {shown(figure['ikm'])}, mutu pelayanan {figure['grade']}" in said
        compared += 3 * (3 * len(elements)) + 12
    print(f"\n{compared} printed figures compared with {len(place.editions)} editions")
    assert compared == 29 * 93


def shown(hundredths: int) -> str:
    return f"{hundredths // 100},{hundredths % 100:02}"


def test_nobody_can_be_picked_out_of_who_answered(place, archive):
    shown_for = 0
    for slug, edition in place.editions.items():
        if edition["figure"]:
            counts = reading.characteristics(report(archive, slug, "xlsx"))
            shown_for += bool(counts)
            for classes in counts.values():
                assert all(n == 0 or n >= K for n in classes), (slug, classes)
                assert sum(classes) == edition["figure"]["n"]
    assert shown_for > 20


def test_the_summary_has_every_office_and_the_evidence_its_proofs(place, archive):
    rows = {row[0]: row for row in reading.sheets(archive[f"rekapitulasi-skm-{LABEL}.xlsx"])["Rekapitulasi"][1:]}
    assert len(rows) == 31
    for slug, edition in place.editions.items():
        row, figure = rows[f"Kantor {slug}"], edition["figure"]
        assert (row[1], row[7]) == (figure["n"] if figure else None, edition["id"])
    proofs = reading.sheets(archive[f"bukti-pekppp-{LABEL}.xlsx"])["Bukti PEKPPP"][1:]
    assert len(proofs) == 29 * 3 + 1


def test_what_is_ready_is_not_made_again_and_a_changed_plan_makes_new_files(place, client, archive):
    shelf = place.app.config["SETTINGS"].cache / "reports"
    before = {file.name: file.read_bytes() for file in shelf.iterdir()}
    client.get(f"/staf/laporan/{LABEL}/semua/siapkan")
    assert {file.name: file.read_bytes() for file in shelf.iterdir()} == before
    with place.app.app_context():
        db.session.scalars(select(Action).order_by(Action.id).limit(1)).one().program = "Program yang lain"
        db.session.commit()
    page = client.get(f"/staf/laporan/{LABEL}/semua").text
    assert f'max="{len(archive)}" value="{len(archive) - 3}"' in page
    assert client.get(f"/staf/laporan/{LABEL}/semua.zip").status_code == 303
    while client.get(f"/staf/laporan/{LABEL}/semua/siapkan").headers.get("Refresh"):
        pass
    assert len(list(shelf.iterdir())) == len(before) + 3
