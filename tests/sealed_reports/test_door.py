"""A report comes in once, enciphered, and comes out to nobody but the reviewers."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.db import Model
from portal.domain.receipts import FormKey, seal_form_key
from portal.domain.sealed_reports import WRITER_MESSAGES
from portal.enciphering import Cipher
from portal.models.sealed_reports import ReportMessage, SealedReport
from tests.conftest import SECRET, forget_pages
from tests.factories import make_site, make_unit
from tests.sealed_reports.door import MARK, WORDS, add, file, key_in, send
from tests.transparency.documents import make_edition

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

READER = Cipher(SECRET)
PUBLIC = (
    "/",
    "/en/",
    "/unit/kantor",
    "/perbandingan",
    "/metode",
    "/api/v1/units",
    "/api/v1/units/kantor",
    "/forum",
)


@pytest.fixture(autouse=True)
def office(session):
    make_site(session)
    office = make_unit(session, slug="kantor", name_id="Kantor Uji")
    make_edition(session, office)
    return office


def reports(session) -> list[SealedReport]:
    session.expire_all()
    return list(session.scalars(select(SealedReport)))


def everything(session) -> dict[str, list[str]]:
    """Return every row of every table, as text."""
    tables = Model.metadata.tables.items()
    rows = {name: sorted(map(repr, session.execute(select(table)))) for name, table in tables}
    session.rollback()  # What requests commit meanwhile must not be part of this transaction.
    return rows


def test_a_report_is_kept_enciphered_and_its_words_are_nowhere_else(client, session, office):
    receipt = file(client, kantor="kantor", teruskan="y")
    add(client, receipt, f"Tambahan: {MARK}")
    (report,) = reports(session)
    assert (report.kind, report.unit_id, report.may_hand_over, report.state) == (
        "money",
        office.id,
        True,
        "received",
    )
    assert READER.decipher(report.words) == WORDS
    assert Cipher(bytes(32)).decipher(report.words) is None
    assert MARK not in repr(everything(session))
    assert receipt not in repr(everything(session))


def test_the_cipher_tells_neither_the_time_nor_that_two_reports_are_the_same():
    one, other = READER.encipher(WORDS), READER.encipher(WORDS)
    assert one != other
    assert one[:10] == other[:10] == b"gAAAAAAAAA"  # Its version, and the time: none.


def test_a_report_changes_no_public_byte_and_no_row_of_anything_else(app, client, session):
    def look() -> list[tuple[bytes, str | None]]:
        forget_pages(app)
        plain = FlaskClient(app, app.response_class)  # A client that checks no pages.
        return [(page.data, page.headers.get("ETag")) for page in map(plain.get, PUBLIC)]

    pages, rows = look(), everything(session)
    receipt = file(client, kantor="kantor")
    add(client, receipt, "Kejadiannya pukul sembilan.")
    after = everything(session)
    assert {name for name in rows if rows[name] != after[name]} == {"sealed_reports", "sealed_report_messages"}
    assert look() == pages


def test_a_form_sent_twice_is_one_report_and_a_changed_one_is_refused_with_its_words(client, session):
    key = key_in(client.get("/lapor").text)
    assert send(client, key).location == send(client, key).location
    changed = send(client, key, cerita=WORDS + " Juga hari Selasa.")
    assert changed.status_code == 422
    assert "Juga hari Selasa." in changed.text
    assert len(reports(session)) == 1
    assert send(client, key_in(changed.text), cerita=WORDS + " Juga hari Selasa.").status_code == 303
    assert len(reports(session)) == 2


def test_a_key_of_yesterday_or_of_another_place_opens_nothing(client, session):
    old = FormKey(random=bytes(16), made=datetime.now(UTC) - timedelta(hours=25))
    foreign = FormKey(random=bytes(16), made=datetime.now(UTC))
    for key, place in ((old, "report"), (foreign, "forum:kantor")):
        refused = send(client, seal_form_key(key, secret=SECRET, place=place))
        assert refused.status_code == 422
        assert MARK in refused.text
    assert reports(session) == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"jenis": ""}, "Pilih apa yang terjadi."),
        ({"jenis": "rating"}, "Pilih apa yang terjadi."),
        ({"cerita": "  terlalu pendek  "}, "Tulis antara 20 dan 5000 huruf."),
        ({"cerita": "a" * 5001}, "Tulis antara 20 dan 5000 huruf."),
        ({"kantor": "hilang"}, "Pilih kantor dari daftar"),
    ],
)
def test_what_is_missing_is_said_and_the_rest_kept(client, session, changes, said):
    refused = send(client, **{"teruskan": "y"} | changes)
    assert refused.status_code == 422
    assert said in refused.text
    assert 'name="teruskan" value="y" checked' in refused.text
    ((place, field),) = re.findall(r'<li><a href="#((\w+)[-1]*)">', refused.text)
    assert re.search(rf'id="{place}" name="{field}"[^>]* aria-invalid="true"', refused.text)
    assert reports(session) == []


def test_nothing_but_a_form_is_taken(client, session):
    receipt = file(client)
    for path in ("/lapor", "/lapor/bukti", f"/lapor/bukti/{receipt}/jawab"):
        assert client.post(path, json={}).status_code == 415
        body = {"data": b"cerita=%00", "content_type": "application/x-www-form-urlencoded"}
        assert client.post(path, **body).status_code == 400


def test_the_receipt_shows_neither_the_words_nor_the_office_nor_the_kind(client):
    receipt = file(client, kantor="kantor")
    assert receipt in client.get(f"/lapor/bukti/{receipt}/terkirim").text
    add(client, receipt, f"Saksinya ada: {MARK}")
    found = client.post("/lapor/bukti", data={"kode": receipt.lower().replace("-", " ")})
    assert found.location == f"/lapor/bukti/{receipt}"
    page = client.get(found.location).text
    assert "Belum dibaca peninjau" in page
    assert "Kata-kata Anda tidak ditampilkan lagi" in page
    assert not [told for told in (MARK, "Kantor Uji", "pungutan") if told in page.split("<main")[1]]
    assert client.post("/lapor/bukti", data={"kode": "0000-0000-0000-0000"}).status_code == 404


def test_no_page_of_the_door_is_kept_found_or_told_of(client):
    receipt = file(client)
    for path in ("/lapor", "/lapor/bukti", f"/lapor/bukti/{receipt}", f"/lapor/bukti/{receipt}/terkirim"):
        page = client.get(path)
        assert page.headers["Cache-Control"] == "no-store", path
        assert page.headers["Referrer-Policy"] == "no-referrer", path
        assert '<meta name="robots" content="noindex">' in page.text, path
        assert "Set-Cookie" not in page.headers, path


def test_the_writer_adds_once_what_is_sent_twice_and_not_without_end(client, session):
    receipt = file(client)
    for _ in range(2):
        assert add(client, receipt, "Orang yang sama.").status_code == 303
    assert add(client, receipt, "  ").status_code == 422
    assert add(client, receipt, "a" * 2001).status_code == 422
    for number in range(1, WRITER_MESSAGES):
        assert add(client, receipt, f"Tambahan {number}").status_code == 303
    refused = add(client, receipt, "Satu lagi.")
    assert refused.status_code == 409
    assert "Satu lagi." in refused.text
    assert len(session.scalars(select(ReportMessage)).all()) == WRITER_MESSAGES
