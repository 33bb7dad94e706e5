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

pytestmark = pytest.mark.xdist_group("browser")

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
    page.locator("#layanan label").first.click()
    for key, score in zip(QUESTIONNAIRE_ORDER, scores, strict=True):
        page.locator(f"#{key} label").nth(int(score) - 1).click()


def answer_in_browser(browser: Browser, url: str, scores: str, *, javascript: bool) -> str:
    """Answer at phone width and return the receipt."""
    context = browser.new_context(viewport=PHONE, java_script_enabled=javascript)
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


def export_batch(data: Path, number: int) -> str:
    """Return the counted answers of the office's batch as a CSV, straight from the tables."""
    rows = sqlite3.connect(data / "portal.sqlite3").execute(
        "SELECT scores FROM sealed_responses r JOIN sealed_batches b ON b.id = r.batch_id"
        " WHERE b.number = ? ORDER BY r.id",
        (number,),
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

    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    page.goto(f"{place.url}/bukti/{without}/selesai")
    page.get_by_role("button", name="Tutup periode sekarang (demo)").click()
    expect(page).to_have_url(f"{place.url}/unit/{place.unit}")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Dinas Uji")

    listed = json.loads(fetch(f"{place.url}/api/v1/editions?unit={place.unit}&kind=semester"))
    edition = json.loads(fetch(f"{place.url}/api/v1/editions/{listed['editions'][0]['id']}"))
    file = tmp_path / "batch.csv"
    file.write_text(export_batch(place.data, 1))
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
    expect(page.locator("main")).to_contain_text(edition["id"])
    page.goto(f"{place.url}/bukti/{without}/selesai")
    page.get_by_role("button", name="Tutup periode sekarang (demo)").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Belum cukup jawaban untuk diumumkan")
    context.close()


def test_the_survey_works_by_keyboard_alone(browser: Browser, shared_place: Place) -> None:
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    page.goto(f"{shared_place.url}/s/{shared_place.code}")
    page.locator("#layanan input").first.focus()
    page.keyboard.press("Space")
    for _ in QUESTIONNAIRE_ORDER:
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        page.keyboard.press("ArrowDown")
    expect(page.locator("#bar")).to_contain_text("9 dari 9")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Selesai, boleh ditutup.")
    context.close()


def test_what_is_missing_is_pointed_out_and_the_rest_kept(browser: Browser, shared_place: Place) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{shared_place.url}/en/s/{shared_place.code}")
    page.route("**/*", lambda route: route.continue_())
    fill_in(page, "344344433")
    form = {name: value for name, value in _entered(page).items() if name != "waktu"}
    answer = context.request.post(f"{shared_place.url}/en/s/{shared_place.code}", form=form)
    assert answer.status == 422
    page.set_content(answer.text())
    expect(page.locator("[role=alert]")).to_contain_text("There is 1 part to look at")
    expect(page.locator("#salah-waktu")).to_be_visible()
    assert page.locator("fieldset[data-asked] input:checked").count() == 8
    context.close()


def _entered(page: Page) -> dict[str, str]:
    fields = page.locator("form input:checked, form input[type=hidden]").all()
    return {str(field.get_attribute("name")): field.input_value() for field in fields}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_page_is_accessible(browser: Browser, shared_place: Place, prefix: str, scheme: str) -> None:
    context = browser.new_context(viewport=PHONE, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    receipt = answer_in_browser(
        browser, f"{shared_place.url}/s/{shared_place.code}", "333333333", javascript=False
    )
    paths = [
        "/", "/perbandingan", "/metode", f"/unit/{shared_place.unit}", f"/s/{shared_place.code}", "/s?kode=salah",
        "/bukti", f"/bukti/{receipt}", f"/bukti/{receipt}/selesai", "/tidak-ada",
    ]  # fmt: skip
    for path in paths:
        page.goto(shared_place.url + prefix + path)
        result = Axe().run(page)
        assert result.violations_count == 0, f"{path}\n{result.generate_report()}"
        overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert overflow <= 0, f"{path} scrolls sideways"
    context.close()


def test_the_survey_survives_200_percent_zoom(browser: Browser, shared_place: Place) -> None:
    context = browser.new_context(viewport={"width": 180, "height": 370}, device_scale_factor=2)
    page = context.new_page()
    page.goto(f"{shared_place.url}/s/{shared_place.code}")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    fill_in(page, "344344433")
    expect(page.get_by_role("button", name="Kirim")).to_be_visible()
    context.close()
