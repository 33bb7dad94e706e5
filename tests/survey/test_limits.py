"""Rate limits bound what an address may cost, and stop nobody else."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal import migrations
from portal.db import db
from portal.limits import limiter
from tests.conftest import open_app
from tests.factories import make_site
from tests.survey.conftest import make_desk
from tests.survey.sheets import Desk, key_in, make_key, receipt_of, sheet

PER_MINUTE = 120
ELSEWHERE = {"REMOTE_ADDR": "192.0.2.7"}


@contextmanager
def limited(folder: Path, storage: str) -> Iterator[tuple[Flask, Desk]]:
    """Open an app that counts requests."""
    address = f"sqlite:///{folder / 'portal.sqlite3'}"
    with open_app(address, rate_limits=True, rate_limit_storage=storage) as app:
        with app.app_context():
            migrations.upgrade()
            make_site(db.session)
            desk = make_desk(db.session)
        yield app, desk
    limiter.enabled = False  # There is one limiter in the process, and the other tests do without.


@pytest.fixture
def place(tmp_path: Path) -> Iterator[tuple[Flask, Desk]]:
    with limited(tmp_path, "memory://") as opened:
        yield opened


def test_one_address_may_send_so_many_a_minute(place: tuple[Flask, Desk]) -> None:
    app, desk = place
    fast = FlaskClient(app)  # A client that checks no pages.
    statuses = {fast.post(f"/s/{desk.code}", json={}).status_code for _ in range(PER_MINUTE)}
    assert statuses == {415}
    refused = app.test_client().post(f"/s/{desk.code}", data=sheet(desk, make_key(desk.code)[1]))
    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= 60
    assert "Tunggu satu menit" in refused.text
    page = fast.get(f"/s/{desk.code}")
    assert page.status_code == 200
    sent = sheet(desk, key_in(page.text))
    receipt_of(fast.post(f"/s/{desk.code}", data=sent, environ_overrides=ELSEWHERE))


def test_survey_page_is_never_limited(place: tuple[Flask, Desk]) -> None:
    app, desk = place
    fast = FlaskClient(app)
    assert {fast.get(f"/s/{desk.code}").status_code for _ in range(PER_MINUTE + 10)} == {200}


def test_whoever_could_send_is_told_that_it_arrived(place: tuple[Flask, Desk]) -> None:
    app, desk = place
    fast = FlaskClient(app)
    sent = sheet(desk, make_key(desk.code)[1])
    thanks = {fast.get(fast.post(f"/s/{desk.code}", data=sent).location).status_code for _ in range(PER_MINUTE)}
    assert thanks == {200}


def test_answers_arrive_while_redis_is_down(tmp_path: Path) -> None:
    with limited(tmp_path, "redis://127.0.0.1:1") as (app, desk):
        receipt_of(FlaskClient(app).post(f"/s/{desk.code}", data=sheet(desk, make_key(desk.code)[1])))
