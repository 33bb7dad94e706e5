"""sqlmap and Wapiti find nothing in the portal, signed in or not, and do find holes that are put there."""

import os
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from threading import Thread
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener, urlopen

import pytest
from flask import Flask, request
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.serving import make_server

from portal.access import access
from portal.app import create_app
from portal.db import db
from portal.demo.staff import DOMAIN
from portal.domain.permissions import Permission
from portal.settings import load
from tests.serving import free_port, plain_environment, run, served
from tests.slow.scanning_tools import NoToolsError, Scan, Scanners, install

OFFICE = "dpmptsp"
"""The one office that is crawled; the others have the same pages, and the time is short."""
OWNER, ADMINISTRATOR = "organisasi", "administrator"
SUPERIOR, OFFICER, TRAINER = "kabid-dpmptsp", "pegawai-1", "bkpsdm"

PUBLIC = (
    "/?cari=dinas",
    "/perbandingan?urut=ikm",
    f"/api/v1/editions?unit={OFFICE}&kind=quarter&page=1",
    f"/unit/{OFFICE}*",
    "/s?kode=ABC",
)
LISTS = {
    OWNER: (
        "/staf/kantor/?q=dinas&sort=-name&page=1&state=open&parent=setda",
        f"/staf/loket/?q=loket&sort=code&page=1&state=open&unit={OFFICE}",
        f"/staf/komentar/?q=antre&sort=office&page=1&unit={OFFICE}&state=new&theme=antrean",
        f"/staf/tindak-lanjut/?q=loket&sort=due&page=1&unit={OFFICE}&state=open&period=year-2025",
        "/staf/laporan/?q=dinas&sort=name&page=1&period=4049&state=ready",
        "/staf/periode/?q=dinas&sort=name&page=1&periode=2026-s1&state=unknown",
        "/staf/kuesioner/?q=umum&sort=number&page=1&state=draft",
        "/staf/tema/?q=antre&sort=name&page=1&state=open",
        f"/staf/kantor/{OFFICE}*",
    ),
    ADMINISTRATOR: (
        "/staf/akun?q=contoh&sort=email&page=1&role=owner&status=active",
        "/staf/jejak/?q=contoh&sort=who&page=1&verb=changed&subject=units&since=2026-01-01&until=2026-12-31",
        "/staf/pegawai/?q=ana&sort=name&page=1&unit=dpmptsp&status=pns&state=here",
    ),
    SUPERIOR: (
        "/staf/tim/?q=berkas&page=1&tahun=2026&perhatian=ya&aspek=quality",
        "/staf/evaluasi/?q=utami&sort=term&page=1&year=2026&quarter=1",
        "/staf/skp/?q=utami&sort=name&page=1&year=2026&state=approved",
        "/staf/skp/kaskade?tahun=2026",
        "/staf/evaluasi/sebaran?tahun=2026",
    ),
    TRAINER: (
        "/staf/pelatihan/?q=waktu&sort=title&page=1&competence=results&form=classical&state=open",
        "/staf/statistik/?tahun=2026",
    ),
}
CRAWLED = ((OWNER, ADMINISTRATOR), (SUPERIOR, OFFICER))
"""Who crawls at the same time: most of a scan is waiting for the portal, and the portal has two processes."""
LEFT_ALONE = (
    # What ends the scanner's own session: signing in and out, and changing what the first two accounts may do.
    *("/staf/masuk*", "/staf/keluar*", "*/akhiri*", "/staf/akun/1/*", "/staf/akun/2/*"),
    # What takes away the pages that are yet to be looked at.
    *("*/tutup*", "*/hapus*", "*/kunci*", "*/kode-baru*", "*/pindah*", "*/keluar*", "*/serahkan*", "*/batal*"),
    # Officers beyond a few, by the first digit of their number.
    *(f"/staf/pegawai/{digit}*" for digit in "23456789"),
    # Documents, which are slow to make.
    *("*.pdf*", "*.docx*", "*.xlsx*", "*.zip*", "*/siapkan*"),
    # Lists in every order and cut, which sqlmap tries, and more of the same: the forms' turn comes after them.
    *("*&sort=*", "*sort=-*", "*page=*", "*format=*", "*&unsur=*", "*/pratinjau?*"),
    # Comments beyond a few, by the first digit of their key.
    *(f"/staf/komentar/*/{digit}*" for digit in "3456789abcdef"),
)
"""Addresses that the crawl does not open. Its forms carry good tokens, so what it sends is carried out."""


@pytest.fixture(scope="module")
def scanners(tmp_path_factory: pytest.TempPathFactory) -> Scanners:
    """Install the scanners; where the package index cannot be reached the tests are skipped, but never on CI."""
    folder = tmp_path_factory.mktemp("scanners")
    try:
        return Scanners(commands=install(folder / "venv"), folder=folder)
    except NoToolsError as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"the scanners could not be installed: {error}")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the demo."""
    data = tmp_path_factory.mktemp("demo")
    run("demo", "--data", str(data))
    return data


@pytest.fixture(scope="module")
def portal(place: Path) -> Iterator[str]:
    """Serve the demo and return its address."""
    with served(place, RATE_LIMITS="off") as server:
        yield server.url


def sign_in(url: str, key: str) -> str:
    """Sign in as somebody of the demo and return the cookie header."""
    jar = CookieJar()
    browser = build_opener(HTTPCookieProcessor(jar))
    page = browser.open(f"{url}/staf/masuk-sebagai").read().decode()
    (token,) = set(re.findall(r'name="csrf_token" value="([^"]+)"', page))
    form = {"csrf_token": token, "account": f"{key}@{DOMAIN}"}
    browser.open(f"{url}/staf/masuk-sebagai", urlencode(form).encode())
    cookie = "; ".join(f"{each.name}={each.value}" for each in jar)
    assert is_in(url, cookie)
    return cookie


def is_in(url: str, cookie: str) -> bool:
    """Tell whether a cookie still opens the staff area."""
    browser = build_opener()
    browser.addheaders = [("Cookie", cookie)]
    with browser.open(f"{url}/staf/saya") as answer:
        return bool(answer.url == f"{url}/staf/saya")


def report(what: str, scan: Scan) -> None:
    """Print how much was looked at: without it, that nothing was found says little."""
    numbers = f"{scan.pages} opened, {scan.attacked} of them attacked in every way, {scan.requests} requests"
    print(f"\n{what}: {numbers}, {len(scan.found)} found")


@pytest.mark.parametrize("key", LISTS)
def test_no_list_of_the_staff_area_takes_sql(scanners, portal, key):
    cookie = sign_in(portal, key)
    scan = scanners.sqlmap([portal + path for path in LISTS[key]], cookie=cookie, name=f"sqlmap-{key}")
    report(f"sqlmap, lists of {key}", scan)
    assert not scan.found
    assert scan.pages == len(LISTS[key])
    assert is_in(portal, cookie)


def test_no_public_page_takes_sql(scanners, portal):
    scan = scanners.sqlmap([portal + path for path in PUBLIC], cookie="", name="sqlmap-public")
    report("sqlmap, public pages", scan)
    assert not scan.found
    assert scan.pages == len(PUBLIC)


@pytest.mark.parametrize("roles", CRAWLED, ids="-".join)
def test_wapiti_finds_nothing_in_the_staff_area(scanners, portal, roles):
    with urlopen(f"{portal}/api/v1/units") as answer:
        offices = set(re.findall(r'"slug": ?"([a-z0-9-]+)"', answer.read().decode())) - {OFFICE}
    assert len(offices) > 5
    excluded = [f"{portal}{path}" for path in LEFT_ALONE] + [
        f"{portal}/staf/*/{slug}*" for slug in sorted(offices)
    ]

    def crawl(key: str) -> tuple[str, Scan]:
        cookie = sign_in(portal, key)
        scan = scanners.wapiti(
            f"{portal}/staf/", cookie=cookie, excluded=excluded, crawl=60, attack=50, name=f"wapiti-{key}"
        )
        assert is_in(portal, cookie)
        return key, scan

    with ThreadPoolExecutor(len(roles)) as pool:
        scans = dict(pool.map(crawl, roles))
    for key, scan in scans.items():
        report(f"Wapiti, staff area as {key}", scan)
    assert not any(scan.found for scan in scans.values())
    assert min(scan.attacked for scan in scans.values()) > 10


def test_wapiti_finds_nothing_in_the_public_pages(scanners, portal):
    excluded = [f"{portal}{path}" for path in ("/staf*", "/contoh*", "*.pdf*", "*.png*")]
    scan = scanners.wapiti(f"{portal}/", excluded=excluded, crawl=15, attack=8, name="wapiti-public")
    report("Wapiti, public pages", scan)
    assert not scan.found
    assert scan.attacked > 20


def plant(app: Flask) -> None:
    """Add two pages to a portal, each with a hole, that are open to whoever may read the register."""

    @app.get("/staf/lubang/sql")
    @access(Permission.READ_REGISTER)
    def inject() -> str:
        statement = f"SELECT name_id FROM register_units WHERE slug = '{request.args['kantor']}'"  # The hole.
        try:
            return "<br>".join(map(str, db.session.connection().exec_driver_sql(statement).scalars()))
        except SQLAlchemyError:  # The portal's own answer, to come back later, would slow the scanner down.
            return ""

    @app.get("/staf/lubang/xss")
    @access(Permission.READ_REGISTER)
    def reflect() -> str:
        return f"<html><body><p>Halo {request.args['nama']}</p></body></html>"  # The hole.


@contextmanager
def served_with_holes(data: Path) -> Iterator[str]:
    """Serve the demo with `plant`'s pages from this process, and return its address."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    app = create_app(load(data, plain_environment(RATE_LIMITS="off"), served_at=url))
    plant(app)
    server = make_server("127.0.0.1", port, app, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield url
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        with app.app_context():
            db.engine.dispose()


@pytest.fixture(scope="module")
def portal_with_holes(place: Path) -> Iterator[str]:
    """Serve the demo with holes and return its address."""
    with served_with_holes(place) as url:
        yield url


def test_sqlmap_finds_a_hole(scanners, portal_with_holes):
    target = f"{portal_with_holes}/staf/lubang/sql?kantor={OFFICE}"
    scan = scanners.sqlmap([target], cookie=sign_in(portal_with_holes, OWNER), name="sqlmap-hole")
    report("sqlmap, planted", scan)
    assert any("/staf/lubang/sql" in each and " GET kantor " in each for each in scan.found)


def test_wapiti_finds_a_hole(scanners, portal_with_holes):
    start = f"{portal_with_holes}/staf/lubang/xss?nama=warga"
    cookie = sign_in(portal_with_holes, OWNER)
    scan = scanners.wapiti(start, cookie=cookie, scope="url", crawl=10, attack=10, name="wapiti-hole")
    report("Wapiti, planted", scan)
    assert any("/staf/lubang/xss" in each and "nama" in each for each in scan.found)
