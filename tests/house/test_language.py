"""The address decides the language, and no link but the one to the other language changes it."""

import re
from collections.abc import Iterator

import html5lib
import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.db import db
from portal.models import Edition
from tests.house import visits

PAGES = ("/", f"/unit/{visits.OFFICE}", "/perbandingan", "/metode", "/bukti", "/s/000000", "/hilang")
PREFIX = {"id": "", "en": "/en"}
OTHER = {"id": "en", "en": "id"}
FILE = re.compile(r"^/static/")


def links(html: str) -> Iterator[tuple[str, str | None]]:
    """Yield (address, language of what it leads to) of links and forms inside the portal."""
    root = html5lib.parse(html, namespaceHTMLElements=False)
    for element in (*root.iter("a"), *root.iter("form")):
        address = element.get("href") or element.get("action") or ""
        if address.startswith("/") and not FILE.match(address):
            yield address, element.get("hreflang")


def in_english(address: str) -> bool:
    return re.match(r"^/en(/|\?|#|$)", address) is not None


def require_language(html: str, language: str) -> None:
    """Fail at a link that leads to the other language without saying so."""
    assert f'<html lang="{language}">' in html
    found = list(links(html))
    assert found
    for address, leads_to in found:
        assert in_english(address) == ((leads_to or language) == "en"), address


@pytest.mark.parametrize("language", PREFIX)
@pytest.mark.parametrize("page", PAGES)
def test_links_keep_the_language(demo_client, page, language):
    require_language(demo_client.get(PREFIX[language] + page).text, language)


@pytest.mark.parametrize("language", PREFIX)
def test_an_answer_is_sent_and_taken_back_in_one_language(demo_app, demo_client: FlaskClient, language):
    prefix, code = PREFIX[language], visits.a_counter(demo_app)
    require_language(demo_client.get(f"{prefix}/s/{code}").text, language)
    require_language(visits.send(demo_client, code, prefix, produk="").text, language)
    sent = visits.send(demo_client, code, prefix)
    thanks = demo_client.get(sent.location)
    require_language(thanks.text, language)
    receipt = visits.receipt_from(sent)
    withdrawn = demo_client.post(f"{prefix}/bukti/{receipt}/tarik")
    closed = demo_client.post(f"{prefix}/contoh/tutup/{visits.OFFICE}")
    found = demo_client.get(f"{prefix}/s?kode={code.lower()}")
    for answer in (sent, withdrawn, closed, found):
        assert answer.status_code == 303
        assert in_english(answer.location) == (language == "en")


@pytest.mark.parametrize("language", PREFIX)
@pytest.mark.parametrize("page", ["/", f"/unit/{visits.OFFICE}", "/metode"])
def test_each_page_leads_to_itself_in_the_other_language(demo_client, page, language):
    html = demo_client.get(PREFIX[language] + page).text
    switches = [address for address, leads_to in links(html) if leads_to == OTHER[language]]
    assert switches == [PREFIX[OTHER[language]] + page]
    assert f'<html lang="{OTHER[language]}">' in demo_client.get(switches[0]).text


def test_only_a_whole_first_part_is_a_language(demo_client):
    assert '<html lang="en">' in demo_client.get("/en").text
    for path in ("/english", "/entah", "/en/en/metode", "/metode/en"):
        assert demo_client.get(path).status_code == 404


def test_no_header_of_the_reader_changes_the_language(demo_client):
    plain = demo_client.get("/metode")
    asked = demo_client.get("/metode", headers={"Accept-Language": "en", "Cookie": "language=en; locale=en"})
    assert asked.data == plain.data


MONTHS = {"Juni": "June", "Desember": "December"}


def test_numbers_and_dates_are_written_in_the_language_of_the_page(demo_app, demo_client):
    with demo_app.app_context():
        semesters = select(Edition.id).where(Edition.scope == visits.OFFICE, Edition.kind == "semester")
        edition = db.session.scalars(semesters.order_by(Edition.sequence)).first()
    indonesian, english = demo_client.get(f"/edisi/{edition}").text, demo_client.get(f"/en/edisi/{edition}").text
    (day, month, year) = re.findall(r"<dd>(30|31) (Juni|Desember) (\d{4})</dd>", indonesian)[0]
    assert f"<dd>{day} {MONTHS[month]} {year}</dd>" in english
    (index,) = re.findall(r'class="big">(\d\d,\d\d)<', indonesian)
    assert f'class="big">{index.replace(",", ".")}<' in english
