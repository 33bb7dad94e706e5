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
    made = {name for name in inspect(db.engine).get_table_names() if not name.startswith(migrations.FULL_TEXT)}
    assert made == {*Model.metadata.tables, "alembic_version"}


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


OLD_EVALUATIONS = (
    "INSERT INTO register_units (id, slug, name_id, name_en, address, officers, opened_on)"
    " VALUES (1, 'x', 'X', 'X', '', 5, '2024-01-01')",
    "INSERT INTO record_editions (id, scope, unit_id, kind, sequence, revision, cutoff, closed_on, hash,"
    " has_figure, document) VALUES ('x-1', 'x', 1, 'interim', 1, 0, '2024-03-31', '2024-04-01', 'h', TRUE, '{}')",
    *(
        "INSERT INTO personnel_accounts (id, email, name, active, fs_uniquifier, created_at)"
        f" VALUES ({number}, '{name}@x.go.id', '{name}', TRUE, '{name}', '2024-01-01')"
        for number, name in ((1, "Lain"), (2, "Dewi"), (3, "Budi"))
    ),
    "INSERT INTO personnel_posts (account_id, role, unit_id) VALUES (2, 'employee', 1)",
    "INSERT INTO personnel_evaluations (id, employee_id, supervisor_id, unit_id, year, quarter, created_at)"
    " VALUES (7, 2, 3, 1, 2024, 1, '2024-04-01')",
    "INSERT INTO personnel_citations (id, evaluation_id, edition_id, hash, reading, cited_at)"
    " VALUES (9, 7, 'x-1', 'h', 'Dibahas', '2024-04-01')",
)
KEPT = (
    "SELECT e.id, {name}, c.reading FROM personnel_evaluations e JOIN {table} o ON o.id = e.employee_id"
    " JOIN personnel_citations c ON c.evaluation_id = e.id"
)


def test_evaluations_of_accounts_become_evaluations_of_officers_and_back(empty_app):
    migrations.of_current_app().upgrade("0006")
    with db.engine.begin() as connection:
        for statement in OLD_EVALUATIONS:
            connection.execute(text(statement))
    migrations.upgrade()
    with db.engine.connect() as connection:
        kept = connection.execute(text(KEPT.format(name="o.name", table="personnel_employees"))).all()
        officers = connection.execute(
            text("SELECT name, nip, unit_id FROM personnel_employees ORDER BY name")
        ).all()
    assert kept == [(7, "Dewi", "Dibahas")]
    assert officers == [("Budi", None, 1), ("Dewi", None, 1)]
    migrations.of_current_app().downgrade("0006")
    with db.engine.connect() as connection:
        back = connection.execute(text(KEPT.format(name="o.name", table="personnel_accounts"))).all()
        posts = connection.execute(text("SELECT account_id, role FROM personnel_posts")).all()
    assert back == [(7, "Dewi", "Dibahas")]
    assert posts == [(2, "employee")]
