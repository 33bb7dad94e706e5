"""A year of an officer's work in a real browser: planned, approved, done, judged, objected to, learned from."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

import pypdfium2  # type: ignore[import-untyped]
import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from portal.admin.accounts.sessions import cookie_name
from portal.db import db
from portal.domain.behaviours import BEHAVIOUR_KEYS
from portal.domain.evaluations import Term
from portal.domain.periods import WITA, month_of
from portal.domain.permissions import Role
from portal.models import Account, Post, Unit
from portal.publishing.job import publish
from tests import factories
from tests.e2e.conftest import Portal
from tests.e2e.test_citizen import PHONE
from tests.e2e.test_staff import press
from tests.performance import make_employee, make_plan
from tests.staff import make_account, open_session

DESK = {"width": 1280, "height": 900}
TODAY = datetime.now(WITA).date()
READING = "Ia bertugas di loket ini sejak Juli; antrean panjang bukan karena caranya melayani."
REASON = "Terlihat dari catatan kemajuan dan umpan balik dalam masa ini."
OBJECTION = "Dua minggu saya ditugaskan ke posko banjir, sehingga targetnya tidak mungkin tercapai."


def last_finished_quarter(today: date) -> Term:
    """Return the quarter that ended before a day."""
    quarter = (today.month - 1) // 3
    return Term(year=today.year, quarter=quarter) if quarter else Term(year=today.year - 1, quarter=4)


TERM = last_finished_quarter(TODAY)


@dataclass(frozen=True, kw_only=True, slots=True)
class Office:
    """A served office with its people. pages: name -> where they are signed in; the officer holds a phone."""

    url: str
    pages: dict[str, Page]


PEOPLE = (
    ("sekda", "Sekretaris Daerah", (Role.SUPERVISOR,)),
    ("kabid", "Rina Kabid", (Role.SUPERVISOR, Role.EMPLOYEE)),
    ("dewi", "Dewi Loket", (Role.EMPLOYEE,)),
    ("bkpsdm", "Pengelola Pelatihan", (Role.TRAINING,)),
)
"""Who is there, each led by the one before; the last one is no officer of the office."""


@pytest.fixture
def office(browser: Browser, served_portal: Portal) -> Iterator[Office]:
    """Fill an office that has an edition of its own, and sign its people in."""
    with served_portal.app.app_context():
        keys = fill_office()
    pages = {name: open_page(browser, served_portal.url, name, key) for name, key in keys.items()}
    yield Office(url=served_portal.url, pages=pages)
    for page in pages.values():
        page.context.close()


def fill_office() -> dict[str, str]:
    """Add the office and its people; return name -> the key of a session that they have."""
    unit = factories.make_unit(db.session, slug="dinas-sosial", name_id="Dinas Sosial", name_en="Social Office")
    counter = factories.make_counter(db.session, unit, [factories.make_service(db.session, unit)])
    # Ten months ago: its semester, whichever half of the year it is, ended before the last finished quarter did.
    factories.make_responses(db.session, counter, ["323333333"] * 12, month=month_of(TODAY) - 10)
    publish(db.session, TODAY)
    leader, keys = None, {}
    for name, said, roles in PEOPLE:
        account = _account(said, roles, unit)
        keys[name] = open_session(db.session, account)
        if Role.TRAINING not in roles:
            leader = make_employee(db.session, unit, leader, account, name=said)
    if TERM.year != TODAY.year and leader is not None:
        make_plan(db.session, leader, year=TERM.year)  # Nobody plans a year that is over.
    return keys


def _account(said: str, roles: tuple[Role, ...], unit: Unit) -> Account:
    everywhere = Role.TRAINING in roles
    account = make_account(db.session, role=roles[0], unit=None if everywhere else unit, name=said)
    account.posts += [Post(role=role, unit_id=unit.id) for role in roles[1:]]
    db.session.commit()
    return account


def open_page(browser: Browser, url: str, name: str, key: str) -> Page:
    """Open a browser that is signed in with a session's key."""
    context = browser.new_context(viewport=PHONE if name == "dewi" else DESK)
    context.add_cookies([{"name": cookie_name(https=False), "value": key, "url": url}])
    page = context.new_page()
    page.set_default_timeout(10_000)
    return page


def follow(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.locator("main").get_by_role("link", name=name).first.click()


def test_a_year_of_work(office: Office) -> None:
    dewi, kabid, sekda, bkpsdm = (office.pages[name] for name in ("dewi", "kabid", "sekda", "bkpsdm"))
    plan_the_year(dewi, office)
    approve_the_plan(kabid, office)
    record_progress(dewi, office)
    see_it_on_the_board(kabid, office)
    talk(kabid, office)
    evaluation = evaluate(kabid, office)
    object_to_it(dewi, evaluation)
    decide(sekda, office)
    expect_page(dewi, evaluation, "Baik")
    need = plan_to_learn(dewi, office, kabid)
    course = offer_course(bkpsdm, office)
    attend(dewi, bkpsdm, course)
    verify(office, dewi)
    dewi.goto(f"{office.url}/staf/pengembangan/")
    expect(dewi.locator("main")).to_contain_text("8 dari 20 JP")
    expect(dewi.locator("main")).to_contain_text(need)


def plan_the_year(dewi: Page, office: Office) -> None:
    """Write a plan of one goal with one indicator, and submit it."""
    dewi.goto(f"{office.url}/staf/skp/mulai")
    dewi.locator("#year").select_option(str(TODAY.year))
    press(dewi, "Mulai")
    plan = dewi.url
    dewi.goto(f"{plan}/hasil/tambah")
    dewi.locator("#result").fill("Berkas bantuan sosial selesai tepat waktu")
    press(dewi, "Simpan")
    dewi.locator("#name").fill("Berkas yang selesai")  # The page after a goal asks how to measure it.
    dewi.locator("#target").fill("120")
    dewi.locator("#unit_name").fill("berkas")
    dewi.locator("#due_on").fill(f"{TODAY.year}-12-31")
    press(dewi, "Simpan")
    dewi.goto(f"{plan}/ajukan")
    press(dewi, "Ajukan kepada Rina Kabid")
    expect(dewi.locator("main")).to_contain_text("diajukan")


def approve_the_plan(kabid: Page, office: Office) -> None:
    kabid.goto(f"{office.url}/staf/skp/")
    with kabid.expect_navigation():
        kabid.locator("main a[href*='/staf/skp/']", has_text="Dewi Loket").first.click()
    follow(kabid, "Setujui")
    press(kabid, "Setujui SKP")
    expect(kabid.locator("main")).to_contain_text("disetujui")


def record_progress(dewi: Page, office: Office) -> None:
    """Record twelve documents with a photo, by thumb."""
    photo = io.BytesIO()
    Image.new("RGB", (900, 600), "olive").save(photo, "JPEG")
    dewi.goto(f"{office.url}/staf/kemajuan/")
    follow(dewi, "Catat")
    dewi.locator("#value").fill("12")
    dewi.locator("input[type=file]").set_input_files(
        {"name": "berkas.jpg", "mimeType": "image/jpeg", "buffer": photo.getvalue()}
    )
    press(dewi, "Simpan")
    expect(dewi.locator("main")).to_contain_text("12")
    follow(dewi, "Berkas yang selesai")
    proof = dewi.request.get(dewi.locator(".proof a").first.evaluate("link => link.href"))
    assert proof.ok
    assert proof.headers["content-disposition"].startswith("attachment")
    assert Image.open(io.BytesIO(proof.body())).size == (900, 600)


def see_it_on_the_board(kabid: Page, office: Office) -> None:
    kabid.goto(f"{office.url}/staf/tim/")
    board = kabid.locator("main")
    expect(board).to_contain_text("Dewi Loket")
    expect(board).to_contain_text("Berkas yang selesai")
    expect(board).to_contain_text("12")


def talk(kabid: Page, office: Office) -> None:
    """Record the dialogue about the term, without which no evaluation is given."""
    kabid.goto(f"{office.url}/staf/umpan-balik/")
    follow(kabid, "Dewi Loket")
    follow(kabid, "Catat dialog kinerja")
    quarters = ("", "I", "II", "III", "IV")
    kabid.locator("#term").select_option(label=f"Triwulan {quarters[TERM.quarter]} {TERM.year}")
    kabid.locator("#held_on").fill(TODAY.isoformat())
    kabid.locator("#discussed").fill("Antrean di awal bulan dan cara membaginya.")
    kabid.locator("#agreed").fill("Dewi mencoba nomor antrean per jenis berkas.")
    press(kabid, "Simpan dialog")
    expect(kabid.locator("main")).to_contain_text("nomor antrean per jenis berkas")


def evaluate(kabid: Page, office: Office) -> str:
    """Cite the office's edition, rate everything with a reason, sign; return the evaluation's address."""
    kabid.goto(f"{office.url}/staf/evaluasi/baru")
    kabid.locator("#officer").select_option(index=0)
    kabid.locator("#year").fill(str(TERM.year))
    kabid.locator("#quarter").select_option(str(TERM.quarter))
    press(kabid, "Buka evaluasi")
    evaluation = kabid.url.partition("#")[0]
    kabid.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    assert kabid.locator("input[type=radio]:checked").count() == 0
    kabid.locator("#cite-reading").fill(READING)
    press(kabid, "Lampirkan edisi")
    expect(kabid.locator("main")).to_contain_text(READING)
    goal = kabid.locator("#hasil article").first.get_attribute("id") or ""
    rate(kabid, goal, "below")
    for key in BEHAVIOUR_KEYS:
        rate(kabid, f"behaviour-{key}", "meets")
    rate(kabid, "overall-goal", "below", "Simpan penilaian")
    rate(kabid, "overall-behaviour", "meets", "Simpan penilaian")
    expect(kabid.locator("#keseluruhan > .verdict")).to_contain_text("Butuh Perbaikan")
    follow(kabid, "Tandatangani dan serahkan")
    press(kabid, "Tandatangani dan serahkan")
    expect(kabid.locator(".predicate")).to_have_text("Butuh Perbaikan")
    return evaluation


def rate(page: Page, part: str, rating: str, button: str = "Simpan butir ini") -> None:
    """Rate an item, or the whole, with a reason."""
    item = page.locator(f"#{part}")
    item.locator("details.rate").evaluate("part => part.open = true")
    item.locator(f"input[name=rating][value={rating}]").check()
    item.locator("textarea[name=reason]").fill(REASON)
    if item.locator("input[name=unwritten]").count():
        item.locator("input[name=unwritten]").check()
    with page.expect_navigation():
        item.get_by_role("button", name=button).click()
    expect(page.locator(".faults")).to_have_count(0)


def object_to_it(dewi: Page, evaluation: str) -> None:
    dewi.goto(evaluation)
    expect(dewi.locator(".predicate")).to_have_text("Butuh Perbaikan")
    dewi.locator("#receipt-comment").fill("Saya terima, tetapi tidak setuju.")
    press(dewi, "Tandatangani tanda terima")
    follow(dewi, "Ajukan keberatan")
    dewi.locator("#reasons").fill(OBJECTION)
    press(dewi, "Ajukan keberatan")
    expect(dewi.locator("#keberatan")).to_contain_text("posko banjir")


def decide(sekda: Page, office: Office) -> None:
    """Hear both sides and change the rating."""
    sekda.goto(f"{office.url}/staf/")
    follow(sekda, "1 keberatan menunggu putusan Anda")
    follow(sekda, "Dewi Loket")
    for side in ("officer", "supervisor"):
        sekda.locator(f"#heard-{side}-text").fill("Didengar di ruang rapat; penugasan ke posko benar adanya.")
        with sekda.expect_navigation():
            sekda.locator("form", has=sekda.locator(f"#heard-{side}-text")).get_by_role("button").click()
    sekda.locator("input[name=decision][value=changed]").check()
    sekda.locator("#results").select_option("meets")
    sekda.locator("#behaviours").select_option("meets")
    sekda.locator("#decision-reason").fill(
        "Penugasan posko mengurangi waktu kerja; hasilnya sesuai untuk waktu itu."
    )
    press(sekda, "Putuskan")
    expect(sekda.locator("main")).to_contain_text("Baik")


def expect_page(page: Page, address: str, predicate: str) -> None:
    """Find a predicate on an evaluation's page and in its document."""
    page.goto(address)
    expect(page.locator(".predicate")).to_have_text(predicate)
    document = pypdfium2.PdfDocument(page.request.get(f"{address}/evaluasi.pdf").body())
    printed = " ".join(leaf.get_textpage().get_text_range() for leaf in document)
    assert "Dewi Loket" in printed
    assert predicate in printed


def plan_to_learn(dewi: Page, office: Office, kabid: Page) -> str:
    """Take the first proposed need into the plan; its reason is shown, and the superior sees it."""
    dewi.goto(f"{office.url}/staf/pengembangan/")
    reason = dewi.locator(".needs li p").first.inner_text()
    follow(dewi, "Masukkan ke rencana")
    dewi.locator("#step").fill("Mengikuti pelatihan pelayanan")
    dewi.locator("#due_on").fill(f"{TODAY.year}-12-31")
    press(dewi, "Masukkan ke rencana")
    kabid.goto(f"{office.url}/staf/pengembangan/")
    follow(kabid, "Dewi Loket")
    expect(kabid.locator("main")).to_contain_text(reason)
    return reason


def offer_course(bkpsdm: Page, office: Office) -> str:
    """Add a course with a run today; return the run's address."""
    bkpsdm.goto(f"{office.url}/staf/pelatihan/baru")
    bkpsdm.locator("#title").fill("Manajemen waktu di loket")
    bkpsdm.locator("#hours").fill("8")
    bkpsdm.locator("#provider").fill("BKPSDM")
    press(bkpsdm, "Simpan")
    follow(bkpsdm, "Buka sesi")
    bkpsdm.locator("#starts_on").fill(TODAY.isoformat())
    bkpsdm.locator("#ends_on").fill(TODAY.isoformat())
    bkpsdm.locator("#place").fill("Aula BKPSDM")
    bkpsdm.locator("#seats").fill("20")
    press(bkpsdm, "Buka sesi")
    return bkpsdm.url


def attend(dewi: Page, bkpsdm: Page, run: str) -> None:
    """Scan the code on the wall and mark attendance."""
    bkpsdm.goto(f"{run}/qr")
    picture = Image.open(io.BytesIO(bkpsdm.locator(".wall-code").screenshot()))
    (code,) = zxingcpp.read_barcodes(picture)
    dewi.goto(code.text)
    press(dewi, "Tandai hadir")
    expect(dewi.locator("main")).to_contain_text("Kehadiran Anda tercatat")


def verify(office: Office, dewi: Page) -> None:
    """Check the certificate as a stranger: its name is confirmed when it is typed, and never told."""
    dewi.goto(f"{office.url}/staf/pengembangan/")
    link = dewi.get_by_role("link", name="Sertifikat").first.evaluate("link => link.href")
    document = pypdfium2.PdfDocument(dewi.request.get(link).body())
    printed = document[0].get_textpage().get_text_range()
    code = re.search(r"[0-9A-Z]{4}(?:[ -][0-9A-Z]{4}){4}", printed)
    assert code is not None
    assert "Dewi Loket" in printed
    stranger = dewi.context.browser.new_context(viewport=PHONE).new_page()  # type: ignore[union-attr]
    for name, answer in (("dewi loket", "Kode dan nama cocok."), ("Siti", "namanya tidak cocok")):
        stranger.goto(f"{office.url}/sertifikat")
        stranger.locator("#kode").fill(code[0])
        stranger.locator("#nama").fill(name)
        press(stranger, "Periksa")
        expect(stranger.locator("main")).to_contain_text(answer)
        expect(stranger.locator("main")).to_contain_text("Manajemen waktu di loket")
        expect(stranger.locator("main")).not_to_contain_text("Dewi")
    stranger.context.close()
