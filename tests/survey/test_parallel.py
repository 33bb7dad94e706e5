"""Ten people, or ten impatient taps, at the same moment, with real commits on SQLite and on PostgreSQL."""

import secrets
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import create_engine, make_url, text

from portal import migrations
from portal.db import db
from portal.models import Event, Response, Submission
from portal.site import forget_site
from portal.survey.pages import Pages
from tests.conftest import ENGINES, open_app
from tests.factories import make_site
from tests.survey.conftest import make_desk
from tests.survey.sheets import GOOD, Desk, make_key, receipt_of, sheet, stored

AT_ONCE = 10


def new_database(postgresql_url: str) -> str:
    """Make an empty PostgreSQL database of its own, since what is committed here stays."""
    name = f"serentak_{secrets.token_hex(4)}"
    engine = create_engine(postgresql_url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return make_url(postgresql_url).set(database=name).render_as_string(hide_password=False)


@pytest.fixture(params=ENGINES)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Flask, Desk]]:
    if request.param == "sqlite":
        address = f"sqlite:///{tmp_path / 'portal.sqlite3'}"
    else:
        address = new_database(request.getfixturevalue("postgresql_url"))
    with open_app(address) as app:
        with app.app_context():
            migrations.upgrade()
            make_site(db.session)
            desk = make_desk(db.session)
        yield app, desk


def at_once(app: Flask, act: Callable[[FlaskClient, int], str]) -> list[str]:
    """Do something in ten threads at the same moment, in an app that has just started."""
    with app.app_context():
        forget_site()
    app.extensions["portal.survey.pages"] = Pages()
    start = Barrier(AT_ONCE)

    def one(number: int) -> str:
        start.wait()
        return act(FlaskClient(app), number)

    with ThreadPoolExecutor(AT_ONCE) as threads:
        return list(threads.map(one, range(AT_ONCE)))


def test_one_form_sent_by_many_taps_is_one_response(place: tuple[Flask, Desk]) -> None:
    app, desk = place
    sent = sheet(desk, make_key(desk.code)[1], komentar="Ramah")
    found = at_once(app, lambda client, _: receipt_of(client.post(f"/s/{desk.code}", data=sent)))
    assert len(set(found)) == 1
    assert len(stored(app, Response)) == len(stored(app, Submission)) == 1


def test_many_people_are_as_many_responses(place: tuple[Flask, Desk]) -> None:
    app, desk = place
    sheets = [sheet(desk, make_key(desk.code)[1]) for _ in range(AT_ONCE)]
    found = at_once(app, lambda client, n: receipt_of(client.post(f"/s/{desk.code}", data=sheets[n])))
    assert len(set(found)) == AT_ONCE
    assert [row["scores"] for row in stored(app, Response)] == [GOOD] * AT_ONCE


def test_answer_is_withdrawn_once_by_many_taps(place: tuple[Flask, Desk]) -> None:
    app, desk = place
    receipt = receipt_of(FlaskClient(app).post(f"/s/{desk.code}", data=sheet(desk, make_key(desk.code)[1])))
    at_once(app, lambda client, _: client.post(f"/bukti/{receipt}/tarik").location)
    assert len(stored(app, Event)) == 1
