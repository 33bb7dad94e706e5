"""A whole life in a real browser: invited, set up, answered, keyed, closed, read, replied to, acted on."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import docx
import pypdfium2  # type: ignore[import-untyped]
import pytest
import zxingcpp
from click.testing import CliRunner
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from portal.cli import main
from portal.db import begin_write, db
from portal.domain.periods import WITA
from portal.domain.skm import QUESTIONNAIRE_ORDER
from portal.models import Unit
from portal.publishing.job import close_period_early
from portal.settings import DATABASE_FILE, VARIABLES
from tests.admin.accounts.steps import code_of
from tests.conftest import open_app
from tests.e2e.test_citizen import PHONE, fetch
from tests.scanning import picture, scan, tear
from tests.serving import served

PASSWORD = "ombak sungai Kayan pagi"
COMMENT = "Antreannya panjang sekali, tolong tambah loket."
REPLY = "Terima kasih. Loket kedua kami buka bulan depan."
PROMISE = "Loket kedua buka setiap hari kerja."
PAPER = [
    "333333333",
    "343343333",
    "444444444",
    "333433343",
    "222333333",
    "344444433",
    "333333334",
    "433333333",
    "333332333",
]


@dataclass(frozen=True, kw_only=True, slots=True)
class Portal:
    """A real portal, not a demo: empty but for the questionnaire."""

    data: Path
    url: str
    browser: Browser


def command(*arguments: str) -> str:
    """Run a command of `portal` in this process and return what it says."""
    done = CliRunner().invoke(main, arguments, env=dict.fromkeys(VARIABLES))
    assert done.exit_code == 0, done.output
    return done.output


@pytest.fixture
def portal(browser: Browser, tmp_path: Path) -> Iterator[Portal]:
    command("init", "--data", str(tmp_path))
    with served(tmp_path, RATE_LIMITS="off") as server:
        yield Portal(data=tmp_path, url=server.url, browser=browser)


def press(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name=name, exact=True).click()


def heading(page: Page) -> str:
    return page.get_by_role("heading", level=1).inner_text()


def join(portal: Portal, link: str, email: str) -> Page:
    """Take up an invitation: a password, then the code on the page scanned as a phone would."""
    page = portal.browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.set_default_timeout(10_000)
    page.goto(link)
    page.locator("#password").fill(PASSWORD)
    page.locator("#password_confirm").fill(PASSWORD)
    press(page, "Simpan kata sandi")
    page.goto(f"{portal.url}/staf/masuk")
    page.locator("#email").fill(email)
    page.locator("#password").fill(PASSWORD)
    press(page, "Masuk")
    press(page, "Tampilkan kode")
    (code,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(page.locator(".scan").screenshot())))
    key = re.search(r"secret=([A-Z2-7]+)", code.text)
    assert key is not None
    page.locator("#code").fill(code_of(key[1]))
    press(page, "Selesai")
    page.goto(f"{portal.url}/staf/")
    assert heading(page) == "Selamat bekerja"
    return page


def invite(administrator: Page, portal: Portal, name: str, role: str, office: str | None = None) -> Page:
    """Let the administrator invite somebody, and take the invitation up."""
    email = f"{name.split(maxsplit=1)[0].lower()}@bulungan.go.id"
    administrator.goto(f"{portal.url}/staf/akun/undang")
    administrator.locator("#name").fill(name)
    administrator.locator("#email").fill(email)
    administrator.locator("#role").select_option(label=role)
    if office:
        administrator.locator("#unit").select_option(label=office)
    press(administrator, "Undang")
    return join(portal, administrator.locator("#tautan").input_value(), email)


def set_up_office(owner: Page, portal: Portal) -> str:
    """Add an office with a service and a counter; return the survey's address from its torn poster."""
    owner.goto(f"{portal.url}/staf/kantor-baru")
    owner.locator("#name_id").fill("Dinas Sosial")
    owner.locator("#officers").fill("6")
    owner.locator("#head_title").fill("Kepala Dinas Sosial")
    owner.locator("#head_name").fill("Dra. Nurlela")
    press(owner, "Tambah kantor")
    owner.goto(f"{portal.url}/staf/kantor/dinas-sosial/layanan-baru")
    owner.locator("#name_id").fill("Surat keterangan")
    press(owner, "Simpan")
    owner.goto(f"{portal.url}/staf/kantor/dinas-sosial/loket-baru")
    owner.locator("#name_id").fill("Loket 1")
    owner.get_by_label("Surat keterangan").check()
    press(owner, "Tambah loket")
    poster = owner.request.get(owner.locator("a[href*='poster.pdf']").first.evaluate("link => link.href"))
    assert poster.ok
    return scan(tear(picture(poster.body(), 30)))


def answer(portal: Portal, url: str) -> str:
    """Answer with a comment on a phone and return the receipt."""
    page = portal.browser.new_context(viewport=PHONE, reduced_motion="reduce").new_page()
    page.goto(url)
    if page.locator("#layanan label").count():
        page.locator("#layanan label").first.click()
    for key, score in zip(QUESTIONNAIRE_ORDER, "332333333", strict=True):
        page.locator(f"#{key} label").nth(int(score) - 1).click()
    page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    page.locator("[name=komentar]").fill(COMMENT)
    page.get_by_role("button", name="Kirim").click()
    receipt = page.locator(".code").inner_text()
    page.context.close()
    return receipt


def key_paper(clerk: Page, portal: Portal, code: str) -> None:
    """Key the paper forms without touching the mouse."""
    clerk.goto(f"{portal.url}/staf/entri/dinas-sosial/{code}")
    for scores in PAPER:
        clerk.locator("#bukan").check()
        clerk.locator(".digits input").first.focus()
        clerk.keyboard.type(scores)
        clerk.keyboard.press("Enter")
        expect(clerk.get_by_role("status")).to_be_visible()


def test_the_whole_life_of_a_survey(portal: Portal) -> None:
    email = "admin@bulungan.go.id"
    said = command("staff-invite", "--data", str(portal.data), "--email", email, "--name", "Admin")
    link = re.search(r"/staf/setel/\S+", said)
    assert link is not None
    administrator = join(portal, portal.url + link[0], email)
    owner = invite(administrator, portal, "Rahma Organisasi", "Penyelenggara survei")
    url = set_up_office(owner, portal)
    assert re.fullmatch(rf"{portal.url}/s/\w+", url)
    receipt = answer(portal, url)
    clerk = invite(administrator, portal, "Budi Entri", "Petugas entri", "Dinas Sosial")
    key_paper(clerk, portal, url.rsplit("/", 1)[1])

    close_the_period(portal)
    read_and_reply(owner, portal)
    see_the_reply(portal, receipt)
    plan_action(owner, portal)
    figure = public_figure(portal)
    assert figure["n"] == "10"
    compare_reports(owner, portal, figure)


def close_the_period(portal: Portal) -> None:
    """Close the office's running period, as the job does when its last day is over."""
    with open_app(f"sqlite:///{portal.data / DATABASE_FILE}") as app, app.app_context():
        begin_write(db.session)
        unit = db.session.scalars(select(Unit)).one()
        close_period_early(db.session, unit, datetime.now(WITA).date())
        db.session.commit()


def read_and_reply(owner: Page, portal: Portal) -> None:
    owner.goto(f"{portal.url}/staf/komentar/")
    expect(owner.locator("main")).to_contain_text(COMMENT)
    owner.locator("main a[href*='/staf/komentar/dinas-sosial/']").first.click()
    owner.locator("#text").fill(REPLY)
    press(owner, "Kirim tanggapan")
    expect(owner.locator("main")).to_contain_text(REPLY)


def see_the_reply(portal: Portal, receipt: str) -> None:
    page = portal.browser.new_context(viewport=PHONE).new_page()
    page.goto(f"{portal.url}/bukti/{receipt.replace(' ', '')}")
    expect(page.locator("main")).to_contain_text(REPLY)
    page.context.close()


def plan_action(owner: Page, portal: Portal) -> None:
    owner.goto(f"{portal.url}/staf/tindak-lanjut/dinas-sosial/baru")
    owner.locator("#element").select_option("waktu")
    owner.locator("#program").fill("Membuka loket kedua")
    owner.locator("#owner").fill("Kepala Subbagian Umum")
    owner.locator("#due_on").fill("2027-06-30")
    owner.locator("#wording_id").fill(PROMISE)
    owner.locator("#wording_en").fill("A second counter opens every working day.")
    press(owner, "Simpan dan tampilkan janjinya")
    expect(owner.locator(".faults")).to_have_count(0)
    assert PROMISE in fetch(f"{portal.url}/unit/dinas-sosial").decode()


def public_figure(portal: Portal) -> dict[str, str]:
    """Return the numbers that the office's public page shows."""
    page = portal.browser.new_context(viewport=PHONE).new_page()
    page.goto(f"{portal.url}/unit/dinas-sosial")
    text = page.locator("main").inner_text()
    page.context.close()
    index = re.search(r"\d{2,3},\d{2}", text)
    n = re.search(r"(\d+) jawaban", text)
    assert index is not None
    assert n is not None
    return {"ikm": index[0], "n": n[1]}


def compare_reports(owner: Page, portal: Portal, figure: dict[str, str]) -> None:
    """Find the page's figures in the report's DOCX and PDF."""
    owner.goto(f"{portal.url}/staf/laporan/kantor/dinas-sosial/2026-s2")
    address = f"{portal.url}/staf/laporan/kantor/dinas-sosial/2026-s2/laporan"
    word = owner.request.get(f"{address}.docx")
    document = docx.Document(io.BytesIO(word.body()))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    told = " ".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    pdf = pypdfium2.PdfDocument(owner.request.get(f"{address}.pdf").body())
    printed = " ".join(page.get_textpage().get_text_range() for page in pdf)
    for text in (told, printed):
        assert figure["ikm"] in text
        assert re.search(rf"\b{figure['n']}\b", text)
        assert "Membuka loket kedua" in text
