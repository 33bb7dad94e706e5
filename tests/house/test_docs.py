"""README.md and docs/staff.md say what the code says: commands, settings, routes, roles, the floor plan."""

import json
import re
from dataclasses import dataclass

import click
import pytest
from flask import Flask
from sqlalchemy import select

from portal.access import Access, access_of
from portal.admin.blueprint import PREFIX
from portal.cli import main
from portal.db import Model, db
from portal.domain.permissions import EVERYWHERE, GRANTED, Permission, Role
from portal.models import Edition
from portal.paths import PACKAGE
from portal.settings import VARIABLES

ROOT = PACKAGE.parent
CODE = re.compile(r"`([^`]+)`")
PATH = re.compile(r"^([\w./-]+)(?:\s|$)")


@dataclass(frozen=True)
class Document:
    """A document of the project, as Markdown."""

    path: str

    @property
    def text(self) -> str:
        return (ROOT / self.path).read_text()

    def section(self, title: str) -> str:
        """Return a section's text up to the next one."""
        match = re.search(rf"^## {title}\n(.*?)(?=^## |\Z)", self.text, re.MULTILINE | re.DOTALL)
        assert match, f"{self.path} has no section {title!r}"
        return match[1]

    def table(self, title: str) -> list[list[str]]:
        """Return the rows of a section's table, its head first."""
        lines = [line for line in self.section(title).splitlines() if line.startswith("|")]
        assert len(lines) > 2, f"section {title!r} of {self.path} has no table"
        head, _rule, *rows = ([cell.strip() for cell in line[1:-1].split("|")] for line in lines)
        return [head, *rows]

    def first_codes(self, title: str) -> list[str]:
        """Return what stands in code letters in the first column."""
        return [CODE.findall(row[0])[0] for row in self.table(title)[1:]]

    def routes(self) -> list[str]:
        """Return the routes as `method rule access`."""
        rows = [(CODE.findall(row[0])[0], row[1].split(","), row[2]) for row in self.table("Routes")[1:]]
        return [f"{method.strip()} {rule} {kind}" for rule, methods, kind in rows for method in methods]

    def require(self, documented: list[str], real: set[str]) -> None:
        """Fail by naming what the document lacks, what it lists for nothing and what it lists twice."""
        missing, stale = sorted(real - set(documented)), sorted(set(documented) - real)
        twice = sorted({name for name in documented if documented.count(name) > 1})
        faults = {"missing": missing, "stale": stale, "twice": twice}
        assert not any(faults.values()), (
            f"{self.path}: { {what: names for what, names in faults.items() if names} }"
        )


README, STAFF = Document("README.md"), Document("docs/staff.md")


def test_commands_are_documented():
    README.require(README.first_codes("Commands"), {f"portal {name}" for name in main.commands})


def test_options_that_the_documents_name_exist():
    options = {
        option for command in main.commands.values() for parameter in command.params for option in parameter.opts
    }
    commands = README.section("Commands") + STAFF.text
    named = set(re.findall(r"(?<![\w-])(--[a-z][a-z-]*)", commands))
    assert named - options == set()
    assert any(isinstance(parameter, click.Option) for parameter in main.commands["serve"].params)


def test_settings_are_documented():
    README.require(README.first_codes("Settings"), set(VARIABLES))


def routes_of(app: Flask, *, staff: bool) -> set[str]:
    """Return the routes inside or outside the staff area as `method rule access`."""
    return {
        f"{method} {rule.rule} {kind}"
        for rule in app.url_map.iter_rules()
        if (kind := access_of(app.view_functions[rule.endpoint])) is not None
        and rule.rule.startswith(f"{PREFIX}/") == staff
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }


def test_routes_are_documented_with_methods_and_access(filled_app):
    README.require(README.routes(), routes_of(filled_app, staff=False))
    assert {row[2] for row in README.table("Routes")[1:]} <= set(Access)


def test_routes_of_the_staff_area_are_documented_with_methods_and_permission(filled_app):
    STAFF.require(STAFF.routes(), routes_of(filled_app, staff=True))


def test_the_staff_document_says_what_each_role_may_do():
    (_, *columns), *rows = STAFF.table("What each role may do")
    marked = [
        f"{CODE.findall(permission)[0]}: {column}"
        for permission, *marks in rows
        for column, mark in zip(columns, marks, strict=True)
        if mark
    ]
    granted = {f"{permission}: {role}" for role, permissions in GRANTED.items() for permission in permissions}
    STAFF.require(marked, granted | {f"{permission}: only for all offices" for permission in EVERYWHERE})
    STAFF.require(STAFF.first_codes("What each role may do"), set(Permission))
    STAFF.require(STAFF.first_codes("What each role is for"), set(Role))


def test_rooms_of_the_staff_area_are_documented():
    STAFF.require(STAFF.first_codes("Rooms"), {path.parent.name for path in PACKAGE.glob("admin/*/__init__.py")})


def test_each_table_belongs_to_a_zone_that_is_explained():
    zones = set(re.findall(r"^ ([A-Z]+) ", README.section("How it is built"), re.MULTILINE))
    assert {table.partition("_")[0].upper() for table in Model.metadata.tables} == zones


def test_fields_of_editions_are_documented(demo_app):
    with demo_app.app_context():
        found = [json.loads(text) for text in db.session.scalars(select(Edition.document))]
    fields = {field for document in found for field in document}
    figure = {field for document in found for field in document["figure"] or ()}
    rows = [(CODE.findall(names), CODE.findall(meaning)) for names, meaning in README.table("Editions")[1:]]
    headline = next(meaning for names, meaning in rows if names == ["figure"])
    listed = [name for names, _ in rows for name in names]
    parts = {f"figure.{field}" for field in figure - set(headline)}
    README.require(listed, fields | parts | {"figure.extra"})  # The last only where more than the nine was asked.


def floor_plan() -> list[str]:
    (block,) = re.findall(r"^```\n(.*?)^```", README.section("Floor plan"), re.MULTILINE | re.DOTALL)
    paths = [match[1] for line in block.splitlines() if (match := PATH.match(line))]
    assert len(paths) == len(block.splitlines()), "each line of the floor plan starts with a path"
    return paths


@pytest.mark.parametrize("path", floor_plan())
def test_what_the_floor_plan_names_is_there(path):
    assert (ROOT / path).is_dir() if path.endswith("/") else (ROOT / path).is_file()


def named(folder: str) -> list[str]:
    """Return the entries of the floor plan directly inside a folder."""
    return [path for path in floor_plan() if re.fullmatch(rf"{folder}/[^/]+/?", path)]


def test_every_module_and_folder_of_the_package_is_on_the_floor_plan():
    folders = {
        f"portal/{path.name}/" for path in PACKAGE.iterdir() if path.is_dir() and path.name != "__pycache__"
    }
    files = {f"portal/{path.name}" for path in PACKAGE.glob("*.py") if path.name != "__init__.py"}
    README.require(named("portal"), folders | files)


def test_every_rule_of_the_domain_is_on_the_floor_plan():
    README.require(
        named("portal/domain"),
        {f"portal/domain/{path.name}" for path in PACKAGE.glob("domain/*.py") if path.name != "__init__.py"},
    )


def test_the_glossary_explains_each_term_once_and_only_terms_in_use():
    rows = README.table("Glossary")[1:]
    terms = [re.sub(r" \(.*", "", row[0]) for row in rows]
    assert sorted(set(terms)) == sorted(terms)
    used = "".join(path.read_text().casefold() for path in PACKAGE.rglob("*.py")).replace("_", " ")
    assert [term for term in terms if term.casefold() not in used] == []
    assert all(len(row) == 2 and row[1] for row in rows)


@pytest.mark.parametrize("target", ["run", "test", "check", "slow", "bench", "translations", "lock"])
def test_what_make_offers_is_documented(target):
    makefile = (ROOT / "Makefile").read_text()
    assert re.search(rf"^{target}:", makefile, re.MULTILINE)
    assert f"make {target}" in README.text
