"""Receipts: what they tell, what they never tell, and taking an answer back."""

import re
from datetime import date, datetime
from urllib.parse import unquote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update

from portal.db import db
from portal.domain.periods import WITA
from portal.models import Comment, Event, Site, Unit
from portal.publishing.job import publish
from tests.survey.sheets import Desk, receipt_of, record, register, sealed, send, stored

UNKNOWN = "0000-0000-0000-0000"


@pytest.fixture
def held(app: Flask, desk: Desk) -> list[str]:
    """Return the receipts of twelve answers of May, whose batch is closed and held until the period ends."""
    with register(app) as session:
        session.execute(update(Unit).values(opened_on=date(2026, 5, 1)))
    with app.app_context():
        found = [
            record(desk, scores, now=datetime(2026, 5, 4 + number, 9, tzinfo=WITA), comment=f"Pesan {number}")
            for number, scores in enumerate(["111111111", *["333333333"] * 10, "444444444"])
        ]
        publish(db.session, date(2026, 6, 1))
    return found


def main_of(page: str) -> str:
    found = re.search(r"<main[^>]*>(.*)</main>", page, re.DOTALL)
    assert found is not None
    return " ".join(re.sub(r"<[^>]+>", " ", found[1]).split())


def test_thanks_says_first_that_all_is_done(client: FlaskClient, desk: Desk) -> None:
    response = client.get(send(client, desk).location)
    assert main_of(response.text).startswith("Selesai, boleh ditutup.")
    assert "Jawaban Anda untuk Dinas Uji sudah tersimpan." in response.text
    assert "lapor.go.id" in response.text


def test_thanks_offers_the_receipt(client: FlaskClient, desk: Desk) -> None:
    receipt = receipt_of(send(client, desk))
    assert f'<a href="/bukti/{receipt}">{receipt}</a>' in client.get(f"/bukti/{receipt}/selesai").text


def test_pages_of_a_receipt_leave_no_trace(client: FlaskClient, desk: Desk) -> None:
    receipt = receipt_of(send(client, desk))
    for path in (f"/bukti/{receipt}", f"/bukti/{receipt}/selesai"):
        headers = client.get(path).headers
        assert headers["Cache-Control"] == "no-store"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert "Set-Cookie" not in headers


def test_waiting(client: FlaskClient, desk: Desk) -> None:
    receipt = receipt_of(send(client, desk))
    text = main_of(client.get(f"/bukti/{receipt}").text)
    assert "Menunggu." in text
    assert "Dinas Uji" in text
    assert "Tarik jawaban ini" in text


def test_closed_then_published_with_its_editions(
    app: Flask, client: FlaskClient, desk: Desk, held: list[str]
) -> None:
    text = main_of(client.get(f"/bukti/{held[0]}").text)
    assert "Kumpulannya sudah ditutup" in text
    assert "Diterima Mei 2026" in text
    assert "Tarik" not in text
    with app.app_context():
        publish(db.session, date(2026, 7, 1))
    page = client.get(f"/bukti/{held[0]}").text
    assert "Sudah dihitung dan diumumkan dalam:" in page
    edition = f"/edisi/{desk.unit_slug}-2026-s1"
    assert f'href="{edition}"' in page
    assert client.get(edition).status_code == 200


def test_receipt_never_tells_the_rating(client: FlaskClient, held: list[str]) -> None:
    """Two opposite ratings have the same page, whatever the address says."""
    for suffix in ("", "/selesai"):
        worst, best = (client.get(f"/bukti/{code}{suffix}").text for code in (held[0], held[-1]))
        assert worst.replace(held[0], "") == best.replace(held[-1], "")
    page = client.get(f"/bukti/{held[0]}").text
    assert "Kartu Uji" not in page
    assert "Loket Uji" not in page
    assert "Pesan 0" not in page


@pytest.mark.parametrize("typed", [UNKNOWN, "salah", "x" * 500, "%00", "🙂", "%3Cb%3E"])
def test_unknown_receipts_are_met_kindly(client: FlaskClient, desk: Desk, typed: str) -> None:
    for address in (f"/bukti/{typed}", f"/bukti/{typed}/selesai"):
        assert client.get(address).status_code == 404
    found = client.post("/bukti", data={"kode": unquote(typed)})
    if typed == "%00":  # No keyboard types it.
        assert found.status_code == 400
    else:
        assert found.status_code == 404
        assert 'name="kode"' in found.text
    assert client.post(f"/bukti/{typed}/tarik").status_code == 404


def test_box_keeps_what_was_typed(client: FlaskClient, desk: Desk) -> None:
    refused = client.post("/bukti", data={"kode": "salah ketik"})
    assert refused.status_code == 404
    assert 'value="salah ketik"' in refused.text
    empty = client.get("/bukti")
    assert empty.status_code == 200
    assert "aria-invalid" not in empty.text


def test_receipt_may_be_typed_as_people_type(client: FlaskClient, desk: Desk) -> None:
    receipt = receipt_of(send(client, desk))
    typed = " " + receipt.lower().replace("-", " ").replace("0", "o").replace("1", "l") + " "
    response = client.post("/en/bukti", data={"kode": typed})
    assert (response.status_code, response.location) == (303, f"/en/bukti/{receipt}")
    assert client.get(f"/bukti/{receipt.lower().replace('-', '')}").status_code == 200


def test_withdrawing_voids_the_answer_and_empties_the_comment(app: Flask, client: FlaskClient, desk: Desk) -> None:
    receipt = receipt_of(send(client, desk, komentar="Maaf, salah"))
    other = receipt_of(send(client, desk, komentar="Tetap"))
    response = client.post(f"/bukti/{receipt}/tarik")
    assert (response.status_code, response.location) == (303, f"/bukti/{receipt}")
    (event,) = stored(app, Event)
    assert (event["kind"], event["reason"], event["day"]) == ("withdrawn", "", None)
    assert {(row["text"], row["state"]) for row in stored(app, Comment)} == {
        ("", "withdrawn"),
        ("Tetap", "waiting"),
    }
    text = main_of(client.get(f"/bukti/{receipt}").text)
    assert "Ditarik." in text
    assert "Ya, tarik" not in text
    assert "Menunggu." in client.get(f"/bukti/{other}").text


def test_withdrawing_twice_is_harmless(app: Flask, client: FlaskClient, desk: Desk) -> None:
    receipt = receipt_of(send(client, desk))
    client.post(f"/bukti/{receipt}/tarik")
    before = sealed(app)
    assert client.post(f"/bukti/{receipt}/tarik").status_code == 303
    assert sealed(app) == before


def test_withdrawn_answer_stays_so_when_the_batch_closes(
    app: Flask, client: FlaskClient, desk: Desk, held: list[str]
) -> None:
    with app.app_context():
        late = record(desk, now=datetime(2026, 6, 3, 9, tzinfo=WITA))
    client.post(f"/bukti/{late}/tarik")
    with app.app_context():
        publish(db.session, date(2026, 7, 1))
    assert client.post(f"/bukti/{late}/tarik").status_code == 303
    assert "Ditarik." in client.get(f"/bukti/{late}").text


def test_withdrawing_after_the_batch_closed_changes_nothing(
    app: Flask, client: FlaskClient, held: list[str]
) -> None:
    before = sealed(app)
    response = client.post(f"/bukti/{held[0]}/tarik")
    assert response.status_code == 409
    assert "tidak dapat ditarik lagi" in response.text
    assert sealed(app) == before


@pytest.mark.parametrize("demo", [True, False])
def test_closing_the_period_is_offered_only_on_a_demo(
    app: Flask, client: FlaskClient, desk: Desk, demo: bool
) -> None:
    with register(app) as session:
        session.execute(update(Site).values(demo=demo))
    page = client.get(send(client, desk).location).text
    assert ("Tutup periode sekarang (demo)" in page) is demo
    assert client.post(f"/contoh/tutup/{desk.unit_slug}").status_code == (200 if demo else 404)


def test_pages_speak_english(client: FlaskClient, desk: Desk, held: list[str]) -> None:
    for path in (f"/bukti/{held[0]}", f"/bukti/{held[0]}/selesai", "/bukti", f"/bukti/{UNKNOWN}"):
        page = client.get(f"/en{path}").text
        assert '<html lang="en">' in page
        for indonesian in ("Kode bukti", "Jawaban", "Kantor", "Keadaan"):
            assert indonesian not in main_of(page)
