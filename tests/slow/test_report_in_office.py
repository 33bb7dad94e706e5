"""The Word documents in another office suite: LibreOffice prints every figure of them and complains of nothing.

LibreOffice is installed where that is possible; on a machine of one's own the test is skipped if it is not.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.db import db
from portal.domain import skm
from portal.domain.permissions import Role
from tests.admin.reports.offices import LABEL, Place, thirty_offices
from tests.documents.reading import pages
from tests.staff import StaffClient, make_account, sign_in

PACKAGE = "libreoffice-writer-nogui"
OFFICES = ("dinas-28", "dinas-00", "dinas-05")
"""A busy one, one with fewer than thirty answers, one with two officers."""
HARMLESS = ("javaldx",)  # LibreOffice looks for a Java that it does not need here.
NAMES = {element.key: element.name.id for element in skm.ELEMENTS}


@pytest.fixture(scope="module")
def soffice() -> str:
    """Return LibreOffice's program."""
    if shutil.which("soffice") is None and os.geteuid() == 0 and shutil.which("apt-get"):
        install = ["apt-get", "install", "-y", "--no-install-recommends", PACKAGE]
        subprocess.run(["apt-get", "update"], check=False, capture_output=True)
        subprocess.run(
            install, check=False, capture_output=True, env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        )
    found = shutil.which("soffice")
    if found is None:
        assert not os.environ.get("CI"), f"{PACKAGE} could not be installed"
        pytest.skip(f"{PACKAGE} could not be installed")
    return found


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """Return a place with thirty offices."""
    with thirty_offices(tmp_path_factory.mktemp("office")) as opened:
        yield opened


@pytest.fixture(scope="module")
def converted(place: Place, soffice: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return the PDFs that LibreOffice makes of three reports and the summary, by the names of their files."""
    folder = tmp_path_factory.mktemp("converted")
    client = StaffClient(place.app)
    with place.app.app_context():
        sign_in(client, make_account(db.session, role=Role.OWNER))
    addresses = {slug: f"/staf/laporan/kantor/{slug}/{LABEL}/laporan.docx" for slug in OFFICES}
    for name, address in (addresses | {"rekapitulasi": f"/staf/laporan/{LABEL}/rekapitulasi.docx"}).items():
        (folder / f"{name}.docx").write_bytes(client.get(address).data)
    convert(soffice, folder)
    return {file.stem: file.read_bytes() for file in folder.glob("*.pdf")}


def convert(soffice: str, folder: Path) -> None:
    files = sorted(folder.glob("*.docx"))
    command = [soffice, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
    done = subprocess.run(
        [*command, "--outdir", str(folder), *map(str, files)],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    complaints = [
        line for line in done.stderr.splitlines() if line.strip() and not any(h in line for h in HARMLESS)
    ]
    assert complaints == []


def shown(hundredths: int) -> str:
    return f"{hundredths // 100},{hundredths % 100:02}"


@pytest.mark.parametrize("slug", OFFICES)
def test_another_office_suite_prints_every_figure(place, converted, slug):
    found, figure = pages(converted[slug]), place.editions[slug]["figure"]
    text = " ".join(found)
    print(f"\n{slug}: {len(found)} pages, {len(converted[slug])} bytes")
    assert len(found) > 8
    for element in figure["elements"]:
        name, nrr, value = NAMES[element["key"]], shown(element["nrr"]), shown(element["value"])
        assert f"{name} {nrr} {value} {element['grade']}" in text
    assert f"adalah {shown(figure['ikm'])}, mutu pelayanan {figure['grade']}" in text
    assert f"adalah {figure['n']} orang" in text
    assert "Error" not in text


def test_another_office_suite_prints_the_summary(place, converted):
    text = " ".join(pages(converted["rekapitulasi"]))
    for slug, edition in place.editions.items():
        figure = edition["figure"]
        printed = f"{figure['n']} {shown(figure['ikm'])} {figure['grade']}" if figure else "– – –"
        assert f"Kantor {slug} {printed}" in text
