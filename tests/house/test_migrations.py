"""Migrations make what the models say, step by step, and each step can be taken back."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import inspect, text

from portal import migrations
from portal.db import Model, db
from portal.paths import MIGRATIONS
from tests.conftest import ENGINES, open_app
from tests.house.databases import empty_database

FILES = sorted(path.name for path in MIGRATIONS.glob("[0-9]*.py"))
NUMBERS = [name[:4] for name in FILES]


@pytest.fixture(params=ENGINES)
def empty_app(request: pytest.FixtureRequest, tmp_path) -> Iterator[Flask]:
    """Return an app on a database without a single table, with a context."""
    server = request.getfixturevalue("postgresql_url") if request.param == "postgresql" else None
    with empty_database(request.param, tmp_path, server) as url, open_app(url) as app, app.app_context():
        yield app
        db.session.close()


def test_files_are_numbered_and_named_after_what_they_do():
    assert all(re.fullmatch(r"\d{4}_[a-z]+(_[a-z]+)*\.py", name) for name in FILES)
    assert list(map(int, NUMBERS)) == list(range(1, len(FILES) + 1))


def test_each_step_stands_on_the_one_before(empty_app):
    steps = [
        (step.revision, step.down_revision)
        for step in migrations.of_current_app().script_directory.walk_revisions()
    ]
    assert sorted(steps) == list(zip(NUMBERS, [None, *NUMBERS], strict=False))


def test_the_models_are_what_the_migrations_make(empty_app):
    migrations.upgrade()
    assert migrations.of_current_app().compare_metadata() == []
    assert set(inspect(db.engine).get_table_names()) == {*Model.metadata.tables, "alembic_version"}


def state() -> tuple[set[str], set[str]]:
    """Return the names of all tables and triggers."""
    where = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgrelid::regclass || '.' || tgname FROM pg_trigger WHERE NOT tgisinternal",
    }
    with db.engine.connect() as connection:
        triggers = set(connection.scalars(text(where[connection.dialect.name])))
    return set(inspect(db.engine).get_table_names()) - {"alembic_version"}, triggers


def test_each_step_can_be_taken_and_taken_back(empty_app):
    states = [state()]
    for number in NUMBERS:
        migrations.of_current_app().upgrade(number)
        states.append(state())
    for before, number in zip(reversed(states[:-1]), [*reversed(NUMBERS[:-1]), "base"], strict=True):
        migrations.of_current_app().downgrade(number)
        assert state() == before, number
    migrations.upgrade()
    assert state() == states[-1]


def test_an_upgrade_that_is_repeated_changes_nothing(empty_app):
    migrations.upgrade()
    before = state()
    migrations.upgrade()
    assert state() == before
