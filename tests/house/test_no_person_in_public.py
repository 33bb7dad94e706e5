"""Nothing the portal knows of a person is in anything that the public can fetch."""

import re
from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.admin.achievements import actions
from portal.admin.achievements.drafts import draft_publication
from portal.db import Model
from portal.domain.achievements import FEWEST
from portal.domain.evaluations import Term
from portal.models import Account, Achievement, Employee, Unit
from portal.site import forget_site
from tests.documents.reading import pages
from tests.factories import make_counter, make_service, make_site, make_unit
from tests.house import marked, marked_forum, visits
from tests.house.test_zero_bit import crawl
from tests.transparency.documents import GOOD, make_edition

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

WORDLESS = {"personnel_posts", "personnel_desks", "personnel_goals", "personnel_measures"}
"""Tables that hold no words."""


@pytest.fixture
def place(session):
    """Fill every table about persons with marked words, and publish an achievement of theirs."""
    make_site(session)
    unit = make_unit(session, slug=visits.OFFICE)
    make_counter(session, unit, [make_service(session, unit)])
    edition = make_edition(session, unit, sheets=GOOD * 8)
    make_edition(session, None, sheets=GOOD * 8)
    marked.fill(session, unit, edition)
    actions.publish(session, draft_publication(session, Term(year=2026, quarter=2), date(2026, 7, 15)))
    session.commit()
    forget_site()
    return session


def test_every_table_about_persons_is_marked(place):
    unmarked = {
        name
        for name, table in Model.metadata.tables.items()
        if name.startswith("personnel_") and not any(map(marked.is_marked, place.execute(select(table)).all()))
    }
    assert unmarked == WORDLESS
    assert place.scalars(select(Account.name)).all()
    assert all(nip.startswith(marked.NIP) for nip in place.scalars(select(Employee.nip)))
    assert place.scalars(select(Achievement)).one().document.count(f'"people":{FEWEST + 1}') == 1


def test_no_public_page_file_or_poster_names_anybody(app, place):
    client = FlaskClient(app, app.response_class)
    code = visits.a_counter(app)
    held = marked_forum.speak(app, place, place.scalars(select(Unit)).one())
    seen = {address: body for address, (status, body, *_) in crawl(app, client).items() if status == 200}
    survey = [f"{prefix}/s/{code}{part}" for prefix in ("", "/en") for part in ("", "/qr.svg", "/qr.png")]
    seen |= {address: client.get(address).data for address in survey}
    printed = [address for address in visits.public_addresses(app) if address.endswith(".pdf")]
    assert len(printed) == 2  # The poster, and the record of a consultation.
    seen |= {
        f"{prefix}{address}": in_paper(client, prefix + address) for address in printed for prefix in ("", "/en")
    }
    seen |= {
        f"{prefix}{address}": client.get(prefix + address).data
        for part, receipts in held.items()
        for receipt in receipts
        for address in visits.receipt_addresses(app, {part: receipt})
        for prefix in ("", "/en")
    }
    talk = "".join(body.decode() for address, body in seen.items() if re.fullmatch("/(forum|fkp)/[0-9]+", address))
    for said in (marked_forum.KIND, marked_forum.SPOKEN_AS, "Selesai tanpa kesepakatan."):
        assert said in talk
    achieved = {address for address in seen if "/capaian/" in address}
    assert len(achieved) == 6  # Page, CSV and document, in both languages.
    assert len(seen) > 40
    named = [address for address, body in seen.items() if names_somebody(body)]
    assert named == []


def test_a_name_that_did_get_out_would_be_found(app, place):
    place.scalars(select(Unit)).one().address = marked.m("Jalan")
    place.commit()
    forget_site()
    assert names_somebody(crawl(app, FlaskClient(app, app.response_class))[f"/unit/{visits.OFFICE}"][1])
    assert names_somebody(f"NIP {marked.NIP[:8]} {marked.NIP[8:14]} {marked.NIP[14:]}01".encode())


def test_a_certificate_says_nothing_of_its_holder_that_was_not_typed(app, place):
    client = FlaskClient(app, app.response_class)
    for prefix in ("", "/en"):
        answer = client.post(f"{prefix}/sertifikat", data={"kode": marked.CODE, "nama": "Orang Lain"})
        assert answer.status_code == 200
        assert "Pelayanan publik" in answer.text
        assert not names_somebody(answer.data)


def in_paper(client: FlaskClient, address: str) -> bytes:
    """Return what a PDF says, on its pages and about itself."""
    paper = client.get(address).data
    return " ".join([*pages(paper), paper.decode("latin-1")]).encode()


def names_somebody(body: bytes) -> bool:
    """Tell whether a body holds a mark, or a NIP however it is grouped."""
    text = body.decode("utf-8", "replace")
    return marked.is_marked(text) or marked.NIP in "".join(text.split())
