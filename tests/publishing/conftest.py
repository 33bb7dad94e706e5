"""Databases of their own, for tests in which two connections meet or a job is killed."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import count
from typing import TypeVar

import pytest
from flask import Flask
from sqlalchemy import Engine, create_engine, make_url, text
from sqlalchemy.orm import Session

from portal import migrations
from portal.db import db
from tests.conftest import ENGINES, open_app
from tests.publishing.story import DECEMBER, live_through, tell_year

Told = TypeVar("Told")


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """A database of its own: the app on it, and what opens another session, each on a connection of its own."""

    app: Flask
    open_session: Callable[[], Session]

    @property
    def engine(self) -> Engine:
        """Return the engine of the database."""
        with self.app.app_context():
            return db.engine

    def tell(self, story: Callable[[Session], Told]) -> Told:
        """Let a story fill the place."""
        with self.app.app_context(), db.sessionmaker() as session:
            return story(session)


OpenPlace = Callable[[str], Place]
TellPlace = Callable[..., Session]


@pytest.fixture(scope="session")
def new_database(postgresql_url: str, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], str]:
    """Return a function that makes a migrated, empty database of an engine and returns its address."""
    numbers = count(1)
    folder = tmp_path_factory.mktemp("places")

    def create(engine: str, name: str, template: str = "") -> str:
        if engine == "postgresql":
            like = f" TEMPLATE {template}" if template else ""
            _run_alone(postgresql_url, f"CREATE DATABASE {name}{like}")
            return make_url(postgresql_url).set(database=name).render_as_string(hide_password=False)
        if template:
            shutil.copyfile(folder / template, folder / name)
        return f"sqlite:///{folder / name}"

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

        def open_(engine: str) -> Place:
            app = stack.enter_context(open_app(new_database(engine)))
            with app.app_context():
                sessions = db.sessionmaker
            return Place(app=app, open_session=lambda: stack.enter_context(sessions()))

        yield open_


@pytest.fixture
def open_place(new_database: Callable[[str], str]) -> Iterator[OpenPlace]:
    """Return a function that makes a new place of an engine."""
    with _places(new_database) as open_:
        yield open_


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """Return the name of each engine."""
    return str(request.param)


@pytest.fixture(scope="session")
def told_place(new_database: Callable[[str], str]) -> Iterator[TellPlace]:
    """Return a function that gives a session on a new place where a story was told, to read all session long."""
    with _places(new_database) as open_:

        def tell(story: Callable[[Session], object], engine: str = "sqlite") -> Session:
            place = open_(engine)
            place.tell(story)
            return place.open_session()

        yield tell


@pytest.fixture(scope="session")
def told_year(told_place: TellPlace) -> Callable[[str], Session]:
    """Return a function that gives a session on a place of an engine where a year was lived through, to read."""
    return cache(
        lambda engine: told_place(lambda session: live_through(session, tell_year(session), DECEMBER), engine)
    )


@pytest.fixture
def year(told_year: Callable[[str], Session], engine: str) -> Session:
    """Return a session on a place where a year was lived through, to read."""
    return told_year(engine)
