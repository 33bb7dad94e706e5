"""The README says what the code says: commands, settings, routes, the floor plan."""

import re
from collections.abc import Iterator

import click
import pytest

from portal.access import Access, access_of
from portal.cli import main
from portal.paths import PACKAGE
from portal.settings import VARIABLES

ROOT = PACKAGE.parent
README = (ROOT / "README.md").read_text()
CODE = re.compile(r"`([^`]+)`")
PATH = re.compile(r"^([\w./-]+)(?:\s|$)")


def section(title: str) -> str:
    """Return a section's text up to the next one."""
    match = re.search(rf"^## {title}\n(.*?)(?=^## |\Z)", README, re.MULTILINE | re.DOTALL)
    assert match, f"README.md has no section {title!r}"
    return match[1]


def table(title: str) -> Iterator[list[str]]:
    """Yield the rows of a section's table, without its head."""
    lines = [line for line in section(title).splitlines() if line.startswith("|")]
    assert len(lines) > 2, f"section {title!r} has no table"
    yield from ([cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:])


def first_codes(title: str) -> list[str]:
    """Return what stands in code letters in the first column."""
    return [CODE.findall(row[0])[0] for row in table(title)]


def require_same(documented: list[str], real: set[str]) -> None:
    """Fail by naming what README.md lacks, what it lists for nothing and what it lists twice."""
    missing, stale = sorted(real - set(documented)), sorted(set(documented) - real)
    twice = sorted({name for name in documented if documented.count(name) > 1})
    faults = {"missing": missing, "stale": stale, "twice": twice}
    assert not any(faults.values()), f"README.md: { {what: names for what, names in faults.items() if names} }"


def test_commands_are_documented():
    require_same(first_codes("Commands"), {f"portal {name}" for name in main.commands})


def test_options_that_the_commands_section_names_exist():
    options = {
        option for command in main.commands.values() for parameter in command.params for option in parameter.opts
    }
    named = set(re.findall(r"`(--[a-z-]+)", section("Commands")))
    assert named - options == set()
    assert any(isinstance(parameter, click.Option) for parameter in main.commands["serve"].params)


def test_settings_are_documented():
    require_same(first_codes("Settings"), set(VARIABLES))


def test_routes_are_documented_with_methods_and_access(filled_app):
    real = set()
    for rule in filled_app.url_map.iter_rules():
        kind = access_of(filled_app.view_functions[rule.endpoint])
        real.update(
            f"{method} {rule.rule} {kind}"
            for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
            if kind is not None
        )
    documented = [
        f"{method.strip()} {CODE.findall(row[0])[0]} {row[2]}"
        for row in table("Routes")
        for method in row[1].split(",")
    ]
    assert {row[2] for row in table("Routes")} <= set(Access)
    require_same(documented, real)


def floor_plan() -> list[str]:
    (block,) = re.findall(r"^```\n(.*?)^```", section("Floor plan"), re.MULTILINE | re.DOTALL)
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
    require_same(named("portal"), folders | files)


def test_every_rule_of_the_domain_is_on_the_floor_plan():
    require_same(
        named("portal/domain"),
        {f"portal/domain/{path.name}" for path in PACKAGE.glob("domain/*.py") if path.name != "__init__.py"},
    )


def test_the_glossary_explains_each_term_once_and_only_terms_in_use():
    terms = [re.sub(r" \(.*", "", row[0]) for row in table("Glossary")]
    assert sorted(set(terms)) == sorted(terms)
    used = "".join(path.read_text().casefold() for path in PACKAGE.rglob("*.py")).replace("_", " ")
    assert [term for term in terms if term.casefold() not in used] == []
    assert all(len(row) == 2 and row[1] for row in table("Glossary"))


@pytest.mark.parametrize("target", ["run", "test", "check", "slow", "bench", "translations", "lock"])
def test_what_make_offers_is_documented(target):
    makefile = (ROOT / "Makefile").read_text()
    assert re.search(rf"^{target}:", makefile, re.MULTILINE)
    assert f"make {target}" in README
