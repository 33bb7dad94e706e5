"""The survey page: one response with everything in it, made without SQL, and never out of date."""

import re
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from hashlib import sha256
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, update

from portal.admin.questionnaires.actions import add_version
from portal.db import db
from portal.domain.periods import month_of
from portal.domain.skm import QUESTIONNAIRE_ORDER
from portal.domain.skm_form import SKM_V1
from portal.models import Counter, Site, Unit
from portal.survey.pages import pages
from tests.factories import make_counter, make_service, make_unit
from tests.survey.sheets import Desk, key_in, register

LARGEST = 12 * 1024
"""Bytes that still arrive at once on a weak signal: the first round trip's worth of a connection."""


@contextmanager
def statements(app: Flask) -> Iterator[list[str]]:
    """List the SQL that is sent."""
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        seen.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)


def change(app: Flask, statement: Any) -> None:
    with register(app) as session:
        session.execute(statement)


def test_page_says_which_counter_and_who_asks(client: FlaskClient, desk: Desk) -> None:
    response = client.get(f"/s/{desk.code}")
    assert response.status_code == 200
    title = re.search("<title>(.*)</title>", response.text)
    assert title is not None
    assert title[1] == "Survei Dinas Uji"
    assert "<small>Dinas Uji<br>Loket Uji</small>" in response.text
    assert "Survei ini dijalankan oleh Bagian Organisasi." in response.text
    assert "CONTOH" not in response.text


def test_page_asks_nine_questions_with_four_answers_each(client: FlaskClient, desk: Desk) -> None:
    page = client.get(f"/s/{desk.code}").text
    assert re.findall(r'<fieldset id="(\w+)" data-asked', page) == list(QUESTIONNAIRE_ORDER)
    for key in QUESTIONNAIRE_ORDER:
        assert re.findall(rf'name="{key}" value="(\d)" required>', page) == ["1", "2", "3", "4"]


def test_form_key_is_fresh_each_time_and_all_else_the_same(client: FlaskClient, desk: Desk) -> None:
    one, other = client.get(f"/s/{desk.code}").text, client.get(f"/s/{desk.code}").text
    assert key_in(one) != key_in(other)
    assert one.replace(key_in(one), "") == other.replace(key_in(other), "")


def test_page_speaks_the_language_of_its_address(client: FlaskClient, desk: Desk) -> None:
    page = client.get(f"/en/s/{desk.code}").text
    assert '<html lang="en">' in page
    assert "Test Office<br>Test Counter" in page
    assert f'<form method="post" action="/en/s/{desk.code}/kirim">' in page
    assert f'href="/s/{desk.code}" lang="id"' in page
    assert '<html lang="id">' in client.get(f"/s/{desk.code}").text


def test_service_is_asked_only_where_there_are_several(app: Flask, client: FlaskClient, desk: Desk) -> None:
    page = client.get(f"/s/{desk.code}").text
    assert re.findall(r'name="layanan" value="([^"]+)"', page) == list(desk.services)
    with register(app) as session:
        unit = make_unit(session)
        codes = [make_counter(session, unit, few).code for few in ([], [make_service(session, unit)])]
    for code in codes:
        assert 'name="layanan"' not in client.get(f"/s/{code}").text


def test_page_arrives_at_once_with_everything_it_needs(app: Flask, client: FlaskClient, desk: Desk) -> None:
    for encoding in ("br", "gzip"):
        response = FlaskClient(app).get(f"/s/{desk.code}", headers={"Accept-Encoding": encoding})
        assert response.headers["Content-Encoding"] == encoding
        assert len(response.data) <= LARGEST
    page = client.get(f"/s/{desk.code}").text
    page = page.replace('<link rel="icon" href="data:,">', "")
    assert not re.search(r"\ssrc=|<link|<img|<iframe|@import|url\(", page)
    links = re.findall(r'href="([^"]+)"', page)
    assert links == [f"/en/s/{desk.code}", "https://www.lapor.go.id/"]


def test_policy_allows_just_the_style_and_script_in_the_page(client: FlaskClient, desk: Desk) -> None:
    response = client.get(f"/s/{desk.code}")
    policy = dict(part.split(" ", 1) for part in response.headers["Content-Security-Policy"].split("; "))
    for tag in ("style", "script"):
        (inline,) = re.findall(rf"<{tag}>(.*?)</{tag}>", response.text, re.DOTALL)
        digest = b64encode(sha256(inline.encode()).digest()).decode()
        assert policy[f"{tag}-src"] == f"'self' 'sha256-{digest}'"


def test_page_leaves_nothing_behind(client: FlaskClient, desk: Desk) -> None:
    headers = client.get(f"/s/{desk.code}").headers
    assert "Set-Cookie" not in headers
    assert headers["Cache-Control"] == "private, no-cache"
    assert headers["Referrer-Policy"] == "no-referrer"


def test_warm_page_needs_no_sql(app: Flask, client: FlaskClient, desk: Desk) -> None:
    with statements(app) as cold:
        client.get(f"/s/{desk.code}")
    assert cold
    counts = []
    for _ in range(3):  # Once in two seconds the site is read again, perhaps in one of these.
        with statements(app) as warm:
            client.get(f"/s/{desk.code}")
        counts.append(len(warm))
    assert min(counts) == 0


@pytest.mark.parametrize("model", [Counter, Unit])
def test_closed_counter_says_so_kindly(
    app: Flask, client: FlaskClient, desk: Desk, model: type[Counter | Unit]
) -> None:
    client.get(f"/s/{desk.code}")
    change(app, update(model).values(closed_on=date(2026, 1, 2)))
    response = client.get(f"/s/{desk.code}")
    assert response.status_code == 410
    assert "Loket ini sudah ditutup" in response.text
    assert f'href="/unit/{desk.unit_slug}"' in response.text
    assert "<form" not in response.text


def test_unknown_code_keeps_what_was_typed(client: FlaskClient, desk: Desk) -> None:
    response = client.get("/s/K0D3XX")
    assert response.status_code == 404
    assert 'name="kode" value="K0D3XX"' in response.text
    assert client.get("/s?kode=salah+ketik").status_code == 404
    assert 'name="kode" value="salah ketik"' in client.get("/s?kode=salah+ketik").text


def test_nothing_typed_asks_for_a_code(client: FlaskClient, desk: Desk) -> None:
    for path in ("/s", "/s?kode=", "/s?kode=+"):
        response = client.get(path)
        assert response.status_code == 200
        assert "aria-invalid" not in response.text


@pytest.mark.parametrize("typed", ["-", "%00", "%FF", "ßß", "%3Cb%3E", "a" * 3000, "🙂"])
def test_odd_codes_are_unknown_codes(client: FlaskClient, desk: Desk, typed: str) -> None:
    for path in (f"/s/{typed}", f"/s?kode={typed}", f"/s/{typed}/qr.svg"):
        response = client.get(path)
        assert response.status_code == 404
        assert "<b>" not in re.sub(r"<b>Suara Warga</b>", "", response.text)


def test_code_may_be_typed_as_people_type(client: FlaskClient, desk: Desk) -> None:
    response = client.get(f"/s/{desk.code.lower()}")
    assert (response.status_code, response.location) == (301, f"/s/{desk.code}")
    spaced = f"+{desk.code[:3].lower()}-{desk.code[3:]}+"
    response = client.get(f"/en/s?kode={spaced}")
    assert (response.status_code, response.location) == (303, f"/en/s/{desk.code}")


def test_change_of_the_register_shows(app: Flask, client: FlaskClient, desk: Desk) -> None:
    assert "Loket Uji" in client.get(f"/s/{desk.code}").text
    change(app, update(Counter).values(name_id="Loket Baru"))
    assert "Loket Baru" in client.get(f"/s/{desk.code}").text
    change(app, update(Site).values(owner_id="Bagian Lain"))
    assert "Bagian Lain" in client.get(f"/s/{desk.code}").text


def test_new_version_is_asked_from_its_month_on(app: Flask, desk: Desk) -> None:
    starts = month_of(date(2026, 7, 1))
    version = type(SKM_V1)(instrument="skm", number=2, rule=SKM_V1.rule, questions=SKM_V1.questions, profile=())
    with register(app) as session:
        add_version(session, version, starts_month=starts)
    numbers = []
    with app.test_request_context():
        for month in (starts - 1, starts, starts - 1):
            page = pages().get(desk.code, month)
            assert page is not None
            numbers.append(page.form.version.number)
    assert numbers == [1, 2, 1]


def test_demo_is_marked(app: Flask, client: FlaskClient, desk: Desk) -> None:
    change(app, update(Site).values(demo=True))
    page = client.get(f"/s/{desk.code}").text
    assert "(DATA CONTOH)</title>" in page
    assert '<p class="sample">DATA CONTOH' in page


def test_empty_place_is_not_ready(client: FlaskClient) -> None:
    assert client.get("/s/ABC123").status_code == 503
    assert client.get("/readyz").status_code == 503
    assert client.get("/healthz").status_code == 200


def test_other_host_name_is_refused_without_a_fault(client: FlaskClient, desk: Desk) -> None:
    response = client.get(f"/s/{desk.code}", headers={"Host": "evil.example"})
    assert response.status_code == 400
    assert "evil.example" not in response.text
