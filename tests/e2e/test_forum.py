"""The forum in a real browser: let through, answered late, unsolved, agreed at a meeting, told in secret."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest
from playwright.sync_api import Browser, Page, expect

from portal.db import db
from portal.domain.periods import WITA, month_of
from portal.domain.permissions import Role
from portal.domain.workdays import add_workdays
from portal.publishing.job import publish
from portal.settings import DATABASE_FILE
from tests import factories
from tests.e2e.conftest import Portal
from tests.e2e.test_citizen import PHONE, fetch
from tests.e2e.test_performance import open_page
from tests.e2e.test_staff import heading, press
from tests.staff import make_account, open_session

TODAY = datetime.now(WITA).date()
OFFICE = "Dinas Forum"
TITLE = "Antrean pagi terlalu panjang"
STORY = "Saya datang pukul delapan dan baru dilayani pukul sebelas. Bisakah loketnya ditambah?"
ANSWER = "Mulai pekan depan ada dua loket pada pagi hari, sampai pukul sepuluh."
PROMISE = "Nomor antrean dapat diambil dari rumah."
SECRET = "Saya diminta uang lima puluh ribu supaya berkas didahulukan, hari Selasa pagi."

INVITATION = {
    "title_id": "Konsultasi antrean",
    "title_en": "Consultation on queues",
    "purpose_id": "Antrean pagi.",
    "purpose_en": "Morning queues.",
    "starts": "09:00",
    "ends": "11:00",
    "place": "Aula",
}

STAFF = {
    "kepala": (Role.HEAD, True),
    "pemilik": (Role.OWNER, False),
    "moderator": (Role.MODERATOR, False),
    "admin": (Role.ADMINISTRATOR, False),
    "inspektorat": (Role.AUDITOR, False),
    "peninjau": (Role.REVIEWER, False),
}
"""Name -> role, and whether it is for the office alone."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Town:
    """A served portal with an office that has a figure. office: its slug.

    staff: signed in. citizen: holds a phone without JavaScript.
    """

    url: str
    office: str
    database: Path
    citizen: Page
    staff: dict[str, Page]

    def age(self, statement: str, *values: object) -> None:
        """Let days pass for one row; what was said before stays as it was."""
        with sqlite3.connect(self.database) as connection:
            assert connection.execute(statement, values).rowcount == 1
        connection.close()


@pytest.fixture(scope="module")
def town(browser: Browser, served_portal: Portal) -> Iterator[Town]:
    with served_portal.app.app_context():
        office, keys = _settle()
    phone = browser.new_context(viewport=PHONE, java_script_enabled=False)
    citizen = phone.new_page()
    citizen.set_default_timeout(10_000)
    url = served_portal.url
    staff = {name: open_page(browser, url, name, key) for name, key in keys.items()}
    yield Town(url=url, office=office, database=served_portal.data / DATABASE_FILE, citizen=citizen, staff=staff)
    for page in (citizen, *staff.values()):
        page.context.close()


def _settle() -> tuple[str, dict[str, str]]:
    """Add an office with a figure, and its staff; return its slug, and name -> the key of their session."""
    unit = factories.make_unit(db.session, name_id=OFFICE, name_en="Forum Office")
    counter = factories.make_counter(db.session, unit, [factories.make_service(db.session, unit)])
    factories.make_responses(db.session, counter, ["323333333"] * 12, month=month_of(TODAY) - 10)
    publish(db.session, TODAY)
    return unit.slug, {
        name: open_session(db.session, make_account(db.session, role=role, unit=unit if own else None, name=name))
        for name, (role, own) in STAFF.items()
    }


def last_workday(before: date) -> date:
    """Return the working day before a day."""
    return next(
        day
        for day in (before - timedelta(days=n) for n in range(1, 30))
        if add_workdays(day - timedelta(1), 1) == day
    )


def open_until(page: Page, address: str, words: str) -> None:
    """Open a public page until it shows words: it may be kept for two seconds after a change from outside."""
    for number in range(400):
        page.goto(f"{address}?{number}")  # Past what the browser itself keeps for a minute.
        if page.locator("main").get_by_text(words).count():
            return
    pytest.fail(f"{address} never said {words!r}: {page.locator('main').inner_text()}")


def write_by_keyboard(page: Page, *fields: str) -> None:
    """Fill in one field after the other from the one that has the focus, and send, without a pointer."""
    for words in fields:
        page.keyboard.type(words)
        page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_a_topic_is_answered_late_and_opened_again(town):
    citizen, head = town.citizen, town.staff["kepala"]
    citizen.goto(f"{town.url}/unit/{town.office}")
    citizen.get_by_role("link", name="Buka topik").click()
    citizen.locator("#judul").focus()
    write_by_keyboard(citizen, TITLE, STORY, "")
    key = citizen.locator(".code").inner_text()
    citizen.goto(f"{town.url}/forum")
    expect(citizen.get_by_text(TITLE)).to_have_count(0)

    moderator = town.staff["moderator"]
    moderator.goto(f"{town.url}/staf/moderasi/")
    moderator.get_by_role("link", name=TITLE).click()
    press(moderator, "Terbitkan")
    town.age("UPDATE record_topics SET due_on = ? WHERE state = 'waiting'", str(last_workday(last_workday(TODAY))))
    open_until(citizen, f"{town.url}/forum", "hari kerja")
    citizen.get_by_role("link", name=TITLE).click()
    topic = citizen.url.partition("?")[0]
    expect(citizen.get_by_text(STORY)).to_be_visible()

    head.goto(f"{town.url}/staf/forum/")
    head.get_by_role("link", name=TITLE).click()
    head.locator("#text").fill(ANSWER)
    head.locator("#spoken_as").fill("Kepala Bidang Pelayanan")
    press(head, "Terbitkan jawaban")
    open_until(citizen, topic, ANSWER)
    expect(citizen.get_by_text("Jawaban resmi")).to_be_visible()
    expect(citizen.locator("main").get_by_text("lewat tenggat").first).to_be_visible()

    citizen.goto(f"{town.url}/forum/kunci/{key}")
    press(citizen, "Belum selesai")
    open_until(citizen, topic, "belum selesai")
    expect(citizen.get_by_text("dibuka lagi 1 kali")).to_be_visible()
    expect(citizen.locator("main").get_by_text("ditunggu sampai").first).to_be_visible()
    citizen.goto(f"{town.url}/forum/kunci/{key}")
    citizen.get_by_text("Tarik tulisan ini").click()
    press(citizen, "Ya, tarik tulisan saya")
    open_until(citizen, topic, "ditarik")
    assert STORY not in citizen.content()
    assert ANSWER in citizen.content()


def test_a_consultation_ends_with_a_record_and_a_promise(town):
    owner = town.staff["pemilik"]
    owner.goto(f"{town.url}/staf/fkp/")
    owner.get_by_role("link", name="Undang warga").click()
    owner.locator("#unit").select_option(label=OFFICE)
    for field, words in (INVITATION | {"held_on": str(add_workdays(TODAY, 3))}).items():
        owner.locator(f"#{field}").fill(words)
    press(owner, "Terbitkan undangan")
    town.age("UPDATE record_consultations SET held_on = ? WHERE state = 'announced'", str(last_workday(TODAY)))
    owner.reload()
    meeting = owner.url
    owner.get_by_role("link", name="Mulai").click()
    press(owner, "Mulai")
    owner.goto(meeting)
    owner.locator("#party").select_option(label="Akademisi")
    owner.locator("#text").fill("Umumkan waktu tunggu tiap bulan.")
    press(owner, "Catat pendapat")
    owner.goto(meeting)
    owner.get_by_role("link", name="Catat kehadiran").click()
    owner.locator("#users").fill("14")
    press(owner, "Simpan kehadiran")
    owner.goto(meeting)
    owner.get_by_role("link", name="Tulis notulen").click()
    owner.locator("#minutes").fill("Peserta meminta antrean pagi dipendekkan; kantor menyanggupi satu perbaikan.")
    owner.locator("#chair").fill("Kepala Dinas")
    owner.locator("#secretary").fill("Wakil peserta")
    press(owner, "Simpan notulen")
    owner.goto(meeting)
    owner.get_by_role("link", name="Tambah kesepakatan").click()
    owner.locator("#wording_id").fill(PROMISE)
    owner.locator("#wording_en").fill("Queue numbers can be taken from home.")
    owner.locator("#owner").fill("Kepala Bidang Pelayanan")
    owner.locator("#due_on").fill(str(add_workdays(TODAY, 20)))
    press(owner, "Simpan kesepakatan")
    owner.goto(meeting)
    owner.get_by_role("link", name="Simpulkan").click()
    press(owner, "Simpulkan dan terbitkan")

    open_until(town.citizen, f"{town.url}/unit/{town.office}", PROMISE)
    number = meeting.rsplit("/", 1)[-1]
    open_until(town.citizen, f"{town.url}/fkp/{number}", PROMISE)
    sheet = pypdfium2.PdfDocument(fetch(f"{town.url}/fkp/{number}/berita-acara.pdf"))
    text = " ".join("".join(page.get_textpage().get_text_range() for page in sheet).split())
    assert PROMISE in text
    assert "Akademisi" in text or "14" in text


def test_a_sealed_report_is_read_by_the_reviewer_alone(town):
    citizen = town.citizen
    citizen.goto(f"{town.url}/lapor")
    citizen.get_by_label("Diminta uang atau pemberian (pungutan)").check()
    citizen.locator("#cerita").fill(SECRET)
    press(citizen, "Kirim ke peninjau")
    receipt = citizen.locator(".code").inner_text()
    for name, page in town.staff.items():
        answer = page.goto(f"{town.url}/staf/laporan-tertutup/")
        assert answer is not None
        assert answer.status == (200 if name == "peninjau" else 403), name
    reviewer = town.staff["peninjau"]
    reviewer.get_by_role("link", name="Uang atau pungutan").click()
    expect(reviewer.get_by_text(SECRET)).to_be_visible()
    address = reviewer.url
    for name, page in town.staff.items():
        answer = page.goto(address)
        assert answer is not None
        assert (SECRET in page.content()) is (name == "peninjau"), name
        page.goto(f"{town.url}/staf/")
        assert SECRET not in page.content()
    press_and_ask(reviewer, address)
    citizen.goto(f"{town.url}/lapor/bukti/{receipt}")
    expect(citizen.get_by_text("Apakah ada saksi?")).to_be_visible()
    assert SECRET not in citizen.content()
    stored = b"".join(file.read_bytes() for file in town.database.parent.glob(f"{DATABASE_FILE}*"))
    assert SECRET.encode() not in stored


def press_and_ask(reviewer: Page, address: str) -> None:
    """Ask the writer of a report something."""
    reviewer.goto(address)
    reviewer.locator("#words").fill("Apakah ada saksi? Tidak perlu menyebut nama Anda.")
    press(reviewer, "Kirim kepada pelapor")
    assert heading(reviewer)
