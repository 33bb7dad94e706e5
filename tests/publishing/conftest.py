"""Databases of their own, for tests in which two connections meet or a job is killed."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from itertools import count

import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.orm import Session

from portal import migrations
from portal.db import db
from tests.conftest import ENGINES, open_app
from tests.publishing.story import DECEMBER, live_through, tell_year

OpenPlace = Callable[[str], Callable[[], Session]]


@pytest.fixture(scope="session")
def new_database(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], str]:
    """Return a function that makes a migrated, empty database of an engine and returns its address."""
    numbers = count(1)
    folder = tmp_path_factory.mktemp("places")

    def address(engine: str, name: str) -> str:
        if engine == "sqlite":
            return f"sqlite:///{folder / name}"
        server = make_url(request.getfixturevalue("postgresql_url"))
        return server.set(database=name).render_as_string(hide_password=False)

    def create(engine: str, name: str, template: str = "") -> str:
        if engine == "sqlite":
            if template:
                shutil.copyfile(folder / template, folder / name)
        else:
            like = f" TEMPLATE {template}" if template else ""
            _run_alone(request.getfixturevalue("postgresql_url"), f"CREATE DATABASE {name}{like}")
        return address(engine, name)

    @cache
    def template_of(engine: str) -> str:
        with open_app(create(engine, "template_place")) as app, app.app_context():
            migrations.upgrade()
        return "template_place"

    return lambda engine: create(engine, f"place_{next(numbers)}", template_of(engine))


def _run_alone(url: str, statement: str) -> None:
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


@contextmanager
def _places(new_database: Callable[[str], str]) -> Iterator[OpenPlace]:
    with ExitStack() as stack:

        def open_(engine: str) -> Callable[[], Session]:
            app = stack.enter_context(open_app(new_database(engine)))
            with app.app_context():
                sessions = db.sessionmaker
            return lambda: stack.enter_context(sessions())

        yield open_


@pytest.fixture
def open_place(new_database: Callable[[str], str]) -> Iterator[OpenPlace]:
    """Return a function that makes a new place of an engine and returns what opens sessions on it."""
    with _places(new_database) as open_:
        yield open_


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """Return the name of each engine."""
    return str(request.param)


@pytest.fixture(scope="session")
def told_year(new_database: Callable[[str], str]) -> Iterator[Callable[[str], Session]]:
    """Return a function that gives a session on a place of an engine where a year was lived through, to read."""
    with _places(new_database) as open_:

        @cache
        def tell(engine: str) -> Session:
            session = open_(engine)()
            live_through(session, tell_year(session), DECEMBER)
            return session

        yield tell


@pytest.fixture
def year(told_year: Callable[[str], Session], engine: str) -> Session:
    """Return a session on a place where a year was lived through, to read."""
    return told_year(engine)
