"""What import-linter cannot say about the floors (its contracts are in pyproject.toml)."""

import ast
import importlib
import pkgutil
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from portal import transparency
from portal.db import Model
from portal.models import Batch, Comment, Contribution, Response, SealedReport
from portal.paths import PACKAGE
from tests.house import visits

PURE = {
    "bisect", "calendar", "collections", "csv", "dataclasses", "datetime", "decimal", "enum", "fractions",
    "functools", "io", "itertools", "json", "math", "operator", "re", "types", "typing", "unicodedata",
    "base64", "binascii", "hashlib", "hmac",
}  # fmt: skip
"""The standard library's modules that neither look at a clock or the world nor draw anything by chance."""

CALENDARS = {"domain/workdays.py": {"lokal"}, "domain/redaction.py": {"lokal"}}
"""Data about the country, from a library that is wrapped where it is named here and used nowhere else."""

CHARTS = {"domain/trends.py": {"statprocon"}}
"""Limits of process behaviour charts: arithmetic without a clock or chance, wrapped in one place too."""

WRAPPED = CALENDARS | CHARTS

CLOCKS = {"now", "utcnow", "today"}
SEALED = {
    f"portal.models.{name}" for name in ("responses", "comments", "batches", "contributions", "sealed_reports")
}


def sources(pattern: str) -> list[Path]:
    found = sorted(PACKAGE.glob(pattern))
    assert found, pattern
    return found


def imports(tree: ast.AST) -> Iterator[str]:
    """Yield the dotted names that a module imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def parsed(file: Path) -> ast.Module:
    return ast.parse(file.read_text())


def called_attributes(tree: ast.AST) -> set[str]:
    """Return the names of the methods that a module calls."""
    calls = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    return {call.attr for call in calls if isinstance(call, ast.Attribute)}


def name_of(file: Path) -> str:
    return file.relative_to(PACKAGE).as_posix()


@pytest.mark.parametrize("file", sources("domain/*.py"), ids=name_of)
def test_the_domain_asks_nobody_for_the_time_or_for_chance(file):
    tree = parsed(file)
    foreign = {
        name
        for name in imports(tree)
        if name.split(".")[0] not in PURE | WRAPPED.get(name_of(file), set())
        and not name.startswith("portal.domain")
    }
    assert foreign == set()
    assert called_attributes(tree) & CLOCKS == set()


@pytest.mark.parametrize(("library", "wrappers"), [("lokal", CALENDARS), ("statprocon", CHARTS)])
def test_a_wrapped_library_is_reached_through_its_wrappers_only(library, wrappers):
    users = {
        name_of(file)
        for file in sources("**/*.py")
        if any(n.split(".")[0] == library for n in imports(parsed(file)))
    }
    assert users == set(wrappers)


@pytest.mark.parametrize("file", sources("**/queries.py") + sources("**/actions.py"), ids=name_of)
def test_queries_and_actions_know_no_web(file):
    assert [name for name in imports(parsed(file)) if name.split(".")[0].startswith(("flask", "werkzeug"))] == []


@pytest.mark.parametrize("file", sources("**/actions.py"), ids=name_of)
def test_actions_leave_the_commit_to_their_caller(file):
    assert called_attributes(parsed(file)) & {"commit", "rollback"} == set()


@pytest.mark.parametrize("file", sources("**/forms.py"), ids=name_of)
def test_forms_ask_no_database(file):
    names = list(imports(parsed(file)))
    assert [name for name in names if name.startswith(("sqlalchemy", "portal.db", "portal.models"))] == []


def test_the_public_room_does_nothing():
    assert not list((PACKAGE / "transparency").glob("**/actions.py"))


def modules(package: ModuleType) -> Iterator[ModuleType]:
    yield package
    for found in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        yield importlib.import_module(found.name)


def is_sealed(value: object) -> bool:
    if isinstance(value, ModuleType):
        return value.__name__ in SEALED | {"portal.models"}
    return (
        isinstance(value, type) and issubclass(value, Model) and value is not Model and _in_zone(value, "sealed_")
    )


def _in_zone(model: type[Model], zone: str) -> bool:
    return str(model.__tablename__).startswith(zone)


def test_no_name_in_the_public_room_leads_to_a_sealed_table():
    known = (Response, Comment, Batch, Contribution, SealedReport, sys.modules["portal.models"])
    assert all(map(is_sealed, known))
    for module in modules(transparency):
        assert [name for name, value in vars(module).items() if is_sealed(value)] == [], module.__name__


def test_no_relationship_or_key_leads_from_the_record_or_the_register_into_the_sealed_zone():
    mappers = list(Model.registry.mappers)
    assert any(_in_zone(mapper.class_, "record_") for mapper in mappers)
    for mapper in mappers:
        if _in_zone(mapper.class_, "sealed_"):
            continue
        targets = [relation.mapper.class_ for relation in mapper.relationships]
        assert not [target for target in targets if _in_zone(target, "sealed_")]
        keys = [key.column.table.name for key in mapper.local_table.foreign_keys]
        assert not [name for name in keys if name.startswith("sealed_")]


def test_public_pages_are_made_without_one_look_at_a_sealed_table(demo_app, demo_client):
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    paths = visits.public_addresses(demo_app)
    visits.send(demo_client, visits.a_counter(demo_app))
    event.listen(Engine, "before_cursor_execute", note)
    try:
        for path in paths:
            demo_client.get(path)
        assert [statement for statement in statements if "sealed_" in statement] == []
        assert len(statements) > len(paths)
        demo_client.get("/bukti/0000000000000000")
        assert [statement for statement in statements if "sealed_" in statement]
    finally:
        event.remove(Engine, "before_cursor_execute", note)
