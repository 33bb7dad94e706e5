"""The doorway answers a warm survey page just as the ordinary path does, and nothing else."""

import gzip
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest
from flask import Flask, request_started
from flask.testing import FlaskClient
from sqlalchemy import update
from werkzeug.test import EnvironBuilder, TestResponse

from portal.domain import receipts
from portal.domain.periods import WITA, month_of
from portal.models import Counter, Unit
from portal.survey.doorway import SHOWN, Doorway
from portal.survey.pages import pages
from tests.survey.sheets import Desk, key_in, register

GZIP = {"Accept-Encoding": "gzip, deflate, br"}


@pytest.fixture
def seen(app: Flask) -> Iterator[list[str]]:
    """List the requests that were not answered at the doorway."""
    requests: list[str] = []

    def note(_app: Flask) -> None:
        requests.append("request")

    request_started.connect(note, app)
    yield requests
    request_started.disconnect(note, app)


def body(answer: TestResponse) -> str:
    return gzip.decompress(answer.data).decode()


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_warm_page_is_the_ordinary_page_with_a_new_key(
    client: FlaskClient, desk: Desk, seen: list[str], prefix: str
) -> None:
    path = f"{prefix}/s/{desk.code}"
    ordinary, warm = client.get(path, headers=GZIP), client.get(path, headers=GZIP)
    assert seen == ["request"]
    assert warm.status == ordinary.status == "200 OK"
    assert list(warm.headers) == list(ordinary.headers)
    first, second = key_in(body(ordinary)), key_in(body(warm))
    assert first != second
    assert body(warm) == body(ordinary).replace(first, second)


def test_each_language_has_its_own_page(client: FlaskClient, desk: Desk) -> None:
    for _ in range(2):
        assert 'lang="id"' in body(client.get(f"/s/{desk.code}", headers=GZIP))
        assert 'lang="en"' in body(client.get(f"/en/s/{desk.code}", headers=GZIP))


def test_a_key_from_the_doorway_is_good(app: Flask, client: FlaskClient, desk: Desk) -> None:
    for _ in range(2):
        key = key_in(body(client.get(f"/s/{desk.code}", headers=GZIP)))
    receipts.open_form_key(key, secret=app.config["SETTINGS"].secret, place=desk.code)


def test_a_changed_register_shows(app: Flask, client: FlaskClient, desk: Desk) -> None:
    for _ in range(2):
        client.get(f"/s/{desk.code}", headers=GZIP)
    with register(app) as session:
        session.execute(update(Unit).values(name_id="Dinas Baru"))
    assert "Dinas Baru" in body(client.get(f"/s/{desk.code}", headers=GZIP))
    with register(app) as session:
        session.execute(update(Counter).values(closed_on=date(2026, 1, 1)))
    assert client.get(f"/s/{desk.code}", headers=GZIP).status_code == 410


@pytest.mark.parametrize(
    "headers",
    [{}, {"Accept-Encoding": "identity"}, {"Accept-Encoding": "br"}],
)
def test_who_takes_no_gzip_is_answered_by_the_ordinary_path(
    client: FlaskClient, desk: Desk, seen: list[str], headers: dict[str, str]
) -> None:
    for _ in range(2):
        client.get(f"/s/{desk.code}", headers=GZIP)
    seen.clear()
    assert client.get(f"/s/{desk.code}", headers=headers).headers.get("Content-Encoding") != "gzip"
    assert seen == ["request"]


def test_what_is_no_survey_page_goes_on_to_the_app(client: FlaskClient, desk: Desk) -> None:
    for _ in range(2):
        assert client.get(f"/s/{desk.code}", headers=GZIP).status_code == 200
    for path, status in {"/s/ABCDEF": 404, f"/s/{desk.code}?x=1": 200, f"/s/{desk.code.lower()}": 301}.items():
        for _ in range(2):
            assert client.get(path, headers=GZIP).status_code == status
    strange = client.get(f"/s/{desk.code}", headers=GZIP | {"Host": "evil.example"})
    assert strange.status_code == 400
    assert client.head(f"/s/{desk.code}", headers=GZIP).data == b""


def test_headers_stay_with_the_page_they_were_sent_with(app: Flask, client: FlaskClient, desk: Desk) -> None:
    """The register changes while the ordinary path still sends the old page; another thread made the new one."""
    client.get(f"/s/{desk.code}", headers=GZIP)
    with app.app_context():
        old = pages().get(desk.code, month_of(datetime.now(WITA).date()))
    with register(app) as session:
        session.execute(update(Unit).values(name_id="Dinas dengan nama yang lebih panjang"))
    client.get(f"/s/{desk.code}", headers=GZIP)
    calls: list[str] = []

    def still_sending(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        calls.append("ordinary")
        environ[SHOWN] = old
        start_response("200 OK", [("Content-Encoding", "gzip"), ("Content-Length", "1")])
        return [b"x"]

    doorway = Doorway(app, still_sending)
    for _ in range(2):
        environ = EnvironBuilder(path=f"/s/{desk.code}", headers=GZIP).get_environ()
        doorway(environ, lambda *_: lambda _data: None)
    assert calls == ["ordinary", "ordinary"]
