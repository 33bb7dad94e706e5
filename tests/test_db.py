"""Writers of one process take turns on SQLite, and a turn always comes back."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from portal import migrations
from portal.db import begin_write, db
from tests.conftest import open_app
from tests.factories import make_site


@pytest.fixture
def place(tmp_path: Path):
    """Open an app on an SQLite file of its own, with a site row to write to."""
    with open_app(f"sqlite:///{tmp_path / 'portal.sqlite3'}") as app:
        with app.app_context():
            migrations.upgrade()
            make_site(db.session)
        yield app


RAISE = text("UPDATE register_site SET revision = revision + 1")


def fail(session: Session) -> None:
    with pytest.raises(OperationalError):
        session.execute(text("UPDATE no_such_table SET x = 1"))
    session.close()


@pytest.mark.parametrize("end", [Session.commit, Session.rollback, Session.close, fail])
def test_a_turn_comes_back_however_a_transaction_ends(place: Flask, end: Callable[[Session], None]) -> None:
    with place.app_context(), db.sessionmaker() as first, db.sessionmaker() as second:
        begin_write(first)
        with ThreadPoolExecutor(1) as other:
            waiting = other.submit(begin_write, second)
            assert not waiting.done()
            end(first)
            waiting.result(timeout=10)
        second.rollback()


def test_every_writer_of_a_crowd_gets_its_turn(place: Flask) -> None:
    def write(_number: int) -> None:
        with place.app_context():
            begin_write(db.session)
            db.session.execute(RAISE)
            db.session.commit()

    with place.app_context():
        before = db.session.scalar(text("SELECT revision FROM register_site"))
    with ThreadPoolExecutor(30) as crowd:
        list(crowd.map(write, range(300)))
    with place.app_context():
        assert db.session.scalar(text("SELECT revision FROM register_site")) == before + 300
