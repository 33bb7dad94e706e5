"""When something is wrong: the right status, kind words in the reader's language, and nothing of the inside."""

import pytest
from flask import Flask

from portal.app import MAX_BODY, create_app
from portal.db import db
from portal.domain.receipts import ALPHABET
from tests.conftest import SECRET, make_settings, open_app
from tests.factories import make_site
from tests.house import visits

UNKNOWN = ALPHABET[:6]
FORM = {"Content-Type": "application/x-www-form-urlencoded"}

# (method, path, how it is sent, status, words in Indonesian, words in English)
ERRORS = [
    ("GET", "/hilang", {}, 404, "Halaman tidak ditemukan", "not found"),
    ("GET", "/unit/hilang", {}, 404, "Halaman tidak ditemukan", "not found"),
    ("GET", "/edisi/hilang", {}, 404, "Halaman tidak ditemukan", "not found"),
    ("GET", "/edisi/hilang.csv", {}, 404, "Halaman tidak ditemukan", "not found"),
    ("GET", f"/s/{UNKNOWN}", {}, 404, "Loket tidak ditemukan", "Counter not found"),
    ("GET", "/bukti/0000000000000000", {}, 404, "Kode bukti ini tidak kami temukan", "receipt"),
    ("GET", "/contoh/tutup/dpmptsp", {}, 405, "Halaman ini tidak bisa dipakai begitu", "front page"),
    ("POST", "/", {}, 405, "Halaman ini tidak bisa dipakai begitu", "front page"),
    (
        "POST",
        "/s/{code}",
        {"data": b"x" * (MAX_BODY + 1), "headers": FORM},
        413,
        "Kiriman terlalu besar",
        "too large",
    ),
    ("POST", "/s/{code}", {"json": {"kunci": "x"}}, 415, "Kiriman ini bukan formulir", "not a form"),
    ("POST", "/s/{code}", {"data": b"kunci=%FF", "headers": FORM}, 400, "tidak dapat dibaca", "read"),
]


@pytest.mark.parametrize(("method", "path", "sent", "status", "indonesian", "english"), ERRORS)
def test_an_error_is_explained_in_the_language_of_the_address(
    demo_app, demo_client, method, path, sent, status, indonesian, english
):
    for prefix, words, language in (("", indonesian, "id"), ("/en", english, "en")):
        address = prefix + path.format(code=visits.a_counter(demo_app))
        answer = demo_client.open(address, method=method, **sent)
        assert (answer.status_code, answer.mimetype) == (status, "text/html")
        assert f'<html lang="{language}">' in answer.text
        assert words.casefold() in answer.text.casefold()
        assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/api/v1/hilang", 404), ("GET", "/api/v1/units/hilang", 404), ("POST", "/api/v1/units", 405)],
)
def test_errors_of_the_interface_are_json(demo_client, method, path, status):
    answer = demo_client.open(path, method=method)
    assert (answer.status_code, answer.mimetype) == (status, "application/json")
    assert answer.json["error"] == status
    assert answer.json["message"]


def test_a_wrong_method_is_told_the_right_ones(demo_client):
    assert set(demo_client.get(f"/contoh/tutup/{visits.OFFICE}").headers["Allow"].split(", ")) == {
        "OPTIONS",
        "POST",
    }


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example"])
@pytest.mark.parametrize("path", ["/", "/bukti", "/api/v1/units", "/healthz"])
def test_no_other_host_name_is_answered(demo_client, host, path):
    answer = demo_client.get(path, headers={"Host": host})
    assert answer.status_code == 400
    assert host not in answer.text


def test_the_public_host_name_is_answered(tmp_path):
    app = create_app(make_settings(f"sqlite:///{tmp_path}/none", public_url="https://survei.example.go.id"))
    assert app.test_client().get("/healthz", headers={"Host": "survei.example.go.id"}).status_code == 200


@pytest.mark.parametrize(("prefix", "words"), [("", "Ada yang salah di pihak kami"), ("/en", "our")])
def test_an_unforeseen_error_shows_nothing_of_the_inside(demo_app: Flask, demo_client, monkeypatch, prefix, words):
    def fail() -> None:
        raise RuntimeError("the secret is " + SECRET.hex())

    monkeypatch.setitem(demo_app.view_functions, "transparency.method", fail)
    monkeypatch.setattr(demo_app, "testing", False)
    answer = demo_client.get(f"{prefix}/metode")
    assert answer.status_code == 500
    assert words in answer.text
    assert SECRET.hex() not in answer.text
    assert "RuntimeError" not in answer.text


def test_health_of_a_running_place(demo_client):
    for path, words in (("/healthz", "ok\n"), ("/readyz", "ok\n")):
        answer = demo_client.get(path)
        assert (answer.status_code, answer.text, answer.mimetype) == (200, words, "text/plain")
        assert answer.headers["Cache-Control"] == "no-store"


def test_health_of_a_place_that_is_not_set_up(app, client):
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 503
    for path in ("/", "/s/ABCDEF", "/bukti"):
        answer = client.get(path)
        assert answer.status_code == 503
        assert "portal init" in answer.text
        assert answer.headers["Retry-After"] == "60"


def test_health_of_a_place_without_its_database(tmp_path):
    with open_app(f"sqlite:///{tmp_path}/none/portal.sqlite3") as app:
        client = app.test_client()
        assert client.get("/healthz").status_code == 200
        assert client.get("/readyz").status_code == 503
        answer = client.get("/")
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")
        assert "Portal belum siap" in answer.text


ADDRESSES = [
    "/unit/{}",
    "/edisi/{}",
    "/edisi/{}.csv",
    "/api/v1/units/{}",
    "/api/v1/editions/{}",
    "/s/{}",
    "/bukti/{}",
    "/?cari={}",
    "/api/v1/editions?unit={}",
    "/api/v1/editions?kind={}",
]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("strange", ["%00", "%08", "%ff", "%F0%9F%99%82", "..%2f..%2fetc"])
def test_strange_letters_in_an_address_are_no_fault_of_ours(app, client, address, strange):
    with app.app_context():
        make_site(db.session)
    assert client.get(address.format(strange)).status_code < 500


def test_an_unforeseen_error_is_logged_without_the_address(demo_app, monkeypatch, caplog):
    monkeypatch.setattr("portal.survey.views.find_receipt", lambda *_: 1 / 0)
    demo_app.testing = False
    try:
        answer = demo_app.test_client().get("/bukti/7KQ2-M0XA-1111-ZZZZ")
    finally:
        demo_app.testing = True
    assert answer.status_code == 500
    assert "survey.show_receipt" in caplog.text
    assert "7KQ2" not in caplog.text
