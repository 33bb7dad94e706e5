"""The main job on real input: scan a torn poster, answer, close the period, read the new figure."""

import csv
import io
import json
import re
import sqlite3
import urllib.request
from pathlib import Path
from urllib.parse import urlencode

import pytest
from axe_playwright_python.sync_playwright import Axe
from click.testing import CliRunner
from playwright.sync_api import Browser, Page, expect

from portal.cli.recount import recount
from portal.domain.skm import QUESTIONNAIRE_ORDER
from tests.e2e.conftest import Place
from tests.scanning import picture, scan, tear

PHONE = {"width": 360, "height": 740}
OTHERS = ["344344434", "333433333", "444444444", "343334334", "233433233", "344444444", "333333333", "444434434"]


def fetch(url: str, data: bytes | None = None) -> bytes:
    with urllib.request.urlopen(url, data, timeout=20) as answer:
        return answer.read()


def scan_poster(place: Place) -> str:
    """Return the address on a coarse print of the counter's poster with a tenth of its code torn off."""
    pdf = fetch(f"{place.url}/s/{place.code}/poster.pdf")
    return scan(tear(picture(pdf, 30)))


def fill_in(page: Page, scores: str) -> None:
    """Answer by tapping. With motion each tap would wait until the page has scrolled to the next question."""
    page.locator("#layanan label").first.click()
    for key, score in zip(QUESTIONNAIRE_ORDER, scores, strict=True):
        page.locator(f"#{key} label").nth(int(score) - 1).click()


def answer_in_browser(browser: Browser, url: str, scores: str, *, javascript: bool) -> str:
    """Answer at phone width and return the receipt."""
    context = browser.new_context(viewport=PHONE, java_script_enabled=javascript, reduced_motion="reduce")
    page = context.new_page()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(url)
    assert requests == [url], "the survey page must need one request and nothing else"
    fill_in(page, scores)
    page.get_by_role("button", name="Kirim").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Selesai, boleh ditutup.")
    receipt = page.locator(".code").inner_text()
    assert context.cookies() == []
    context.close()
    return receipt


def answer_by_post(place: Place, scores: str) -> None:
    url = f"{place.url}/s/{place.code}"
    html = fetch(url).decode()
    found = re.search(r'name="kunci" value="([^"]+)"', html)
    service = re.search(r'name="layanan" value="([^"]+)"', html)
    assert found is not None
    assert service is not None
    body = {"kunci": found[1], "layanan": service[1], **dict(zip(QUESTIONNAIRE_ORDER, scores, strict=True))}
    fetch(url, urlencode(body).encode())


def export_batch(place: Place, number: int) -> str:
    """Return the counted answers of the office's batch as a CSV, straight from the tables."""
    rows = sqlite3.connect(place.data / "portal.sqlite3").execute(
        "SELECT scores FROM sealed_responses r JOIN sealed_batches b ON b.id = r.batch_id"
        " JOIN register_units u ON u.id = b.unit_id WHERE u.slug = ? AND b.number = ? ORDER BY r.id",
        (place.unit, number),
    )
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow(QUESTIONNAIRE_ORDER)
    writer.writerows(list(scores) for (scores,) in rows)
    return target.getvalue()


def test_scan_answer_close_and_read_the_new_figure(browser: Browser, place: Place, tmp_path: Path) -> None:
    url = scan_poster(place)
    assert url == f"{place.url}/s/{place.code}"
    without = answer_in_browser(browser, url, "344344433", javascript=False)
    with_js = answer_in_browser(browser, url, "443434344", javascript=True)
    assert without != with_js
    for scores in OTHERS:
        answer_by_post(place, scores)

    context = browser.new_context(viewport=PHONE, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{place.url}/bukti/{without}/selesai")
    page.get_by_role("button", name="Tutup periode sekarang (demo)").click()
    expect(page).to_have_url(f"{place.url}/unit/{place.unit}")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Dinas Uji")

    listed = json.loads(fetch(f"{place.url}/api/v1/editions?unit={place.unit}&kind=semester"))
    edition = json.loads(fetch(f"{place.url}/api/v1/editions/{listed['editions'][0]['id']}"))
    file = tmp_path / "batch.csv"
    file.write_text(export_batch(place, 1))
    result = CliRunner().invoke(recount, [str(file), "--json"])
    counted = json.loads(result.stdout)
    figure = edition["figure"]
    assert (figure["n"], figure["ikm"], figure["grade"]) == (
        counted["n"], round(counted["ikm"] * 100), counted["grade"],
    )  # fmt: skip
    assert figure["n"] == 2 + len(OTHERS)
    local = f"{counted['ikm']:.2f}".replace(".", ",")
    expect(page.locator("main")).to_contain_text(local)

    page.goto(f"{place.url}/bukti/{without}")
    expect(page.locator(f"main a[href='/edisi/{edition['id']}']")).to_be_visible()
    page.goto(f"{place.url}/bukti/{without}/selesai")
    page.get_by_role("button", name="Tutup periode sekarang (demo)").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Belum cukup jawaban untuk diumumkan")
    context.close()


@pytest.mark.parametrize("javascript", [True, False])
def test_going_back_and_sending_again_is_still_one_response(
    browser: Browser, place: Place, javascript: bool
) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=javascript, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{place.url}/s/{place.code}")
    fill_in(page, "344344433")
    page.get_by_role("button", name="Kirim").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Selesai, boleh ditutup.")
    thanks = page.url
    page.go_back()
    assert page.locator("fieldset[data-asked] input:checked").count() == 9
    page.get_by_role("button", name="Kirim").click()
    expect(page).to_have_url(thanks)
    context.close()


def test_the_survey_works_by_keyboard_alone(browser: Browser, place: Place) -> None:
    context = browser.new_context(viewport=PHONE, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{place.url}/s/{place.code}")
    groups = ["layanan", *QUESTIONNAIRE_ORDER]
    while groups:
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == groups[0]:
            page.keyboard.press("Space")
            page.keyboard.press("ArrowDown")
            groups.pop(0)
    expect(page.locator("#bar")).to_contain_text("9 dari 9")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # Opens the message.
    page.keyboard.press("Tab")
    page.keyboard.type("Cepat dan ramah.")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") == "BUTTON"
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Selesai, boleh ditutup.")
    context.close()


def require_accessible(page: Page) -> None:
    result = Axe().run(page)
    assert result.violations_count == 0, f"{page.url}\n{result.generate_report()}"
    overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert overflow <= 0, f"{page.url} scrolls sideways"


def test_what_is_missing_is_pointed_out_and_the_rest_kept(browser: Browser, place: Place) -> None:
    context = browser.new_context(viewport=PHONE, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{place.url}/en/s/{place.code}")
    page.evaluate("document.forms[0].noValidate = true")  # As browsers do that know no `required`.
    fill_in(page, "344344433")
    page.evaluate("document.querySelectorAll('[name=waktu]').forEach(radio => radio.checked = false)")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_contain_text("There is 1 part to look at")
    expect(page.locator("#salah-waktu")).to_be_visible()
    assert page.locator("fieldset[data-asked] input:checked").count() == 8
    require_accessible(page)
    page.locator("#waktu label").first.click()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Done, you may close this.")
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_citizens_pages_are_accessible(browser: Browser, place: Place, scheme: str) -> None:
    context = browser.new_context(viewport=PHONE, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    url, code = place.url, place.code
    receipt = answer_in_browser(browser, f"{url}/s/{code}", "333333333", javascript=False)
    for path in (f"/s/{code}", "/s?kode=salah", "/bukti", f"/bukti/{receipt}", f"/bukti/{receipt}/selesai"):
        for prefix in ("", "/en"):
            page.goto(url + prefix + path)
            require_accessible(page)
    context.close()


PUBLIC = ("/", "/unit/dpmptsp", "/unit/inspektorat", "/perbandingan", "/metode", "/edisi/dpmptsp-2025", "/hilang")


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
def test_public_pages_with_all_their_figures_are_accessible(
    browser: Browser, filled_place: str, width: int, scheme: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    for path in PUBLIC:
        page.goto(filled_place + path)
        page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
        require_accessible(page)
    context.close()


FORUM = (
    "/forum", "/forum/1", "/forum/2?hal=1", "/forum/baru?kantor=dpmptsp", "/forum/3/balas", "/forum/aturan",
    "/forum/kunci", "/forum?cari=antrean", "/fkp", "/fkp/1", "/lapor", "/lapor/bukti", "/en/forum", "/en/lapor",
)  # fmt: skip


def test_the_forum_is_accessible(browser: Browser, filled_place: str) -> None:
    """Visit the pages in both widths and colour schemes by turns."""
    contexts = [
        browser.new_context(viewport={"width": 360, "height": 800}, color_scheme="dark"),
        browser.new_context(viewport={"width": 1280, "height": 800}, color_scheme="light"),
    ]
    pages = [context.new_page() for context in contexts]
    for number, path in enumerate(FORUM):
        page = pages[number % 2]
        answer = page.goto(filled_place + path)
        assert answer is not None
        assert answer.status == 200, path
        page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
        require_accessible(page)
    for context in contexts:
        context.close()


def test_the_survey_survives_200_percent_zoom(browser: Browser, place: Place) -> None:
    narrow = {"width": 180, "height": 370}
    context = browser.new_context(viewport=narrow, device_scale_factor=2, reduced_motion="reduce")  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{place.url}/s/{place.code}")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    fill_in(page, "344344433")
    expect(page.get_by_role("button", name="Kirim")).to_be_visible()
    context.close()
