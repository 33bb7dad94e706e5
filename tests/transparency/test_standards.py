"""What an office promises: its charter, and its services with the parts of their standards."""

import re
from html import unescape

import pytest

from portal.domain.standards import PARTS
from tests.factories import OPENED, make_service, make_site, make_unit


def said(response) -> str:
    """Return what a page says, without markup."""
    main = response.text.split("<main", 1)[1].split("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


@pytest.fixture
def office(session):
    make_site(session)
    return make_unit(
        session, slug="kantor", charter_id="Kami sanggup melayani.", charter_en="We promise to serve."
    )


def test_the_charter_is_shown_in_the_readers_language(session, client, office):
    assert "Kami sanggup melayani." in said(client.get("/unit/kantor"))
    assert "We promise to serve." in said(client.get("/en/unit/kantor"))


def test_without_a_charter_nothing_is_announced(session, client):
    make_site(session)
    make_unit(session, slug="lain")
    assert "Maklumat" not in said(client.get("/unit/lain"))


def test_all_parts_are_shown_what_a_visitor_meets_first(session, client, office):
    make_service(session, office, standard={part.key: {"id": f"isi {part.key}", "en": ""} for part in PARTS})
    page = said(client.get("/unit/kantor"))
    assert all(f"{part.name.id} isi {part.key}" in page for part in PARTS)
    delivery, _, behind = page.partition("Di balik loket")
    assert "isi requirements" in delivery
    assert "isi legal_basis" in behind
    assert "dari 14 bagian" not in page


def test_parts_that_are_missing_are_counted(session, client, office):
    make_service(session, office, standard={"time": {"id": "2 hari", "en": "2 days"}})
    assert "1 dari 14 bagian standar sudah dicantumkan." in said(client.get("/unit/kantor"))
    page = said(client.get("/en/unit/kantor"))
    assert "Completion time 2 days" in page


def test_a_closed_service_promises_nothing(session, client, office):
    make_service(session, office, name_id="Layanan Tutup", closed_on=OPENED)
    assert "Layanan Tutup" not in said(client.get("/unit/kantor"))
