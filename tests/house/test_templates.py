"""Templates: all compile, find what they name, escape what they print, and speak through the catalogue."""

import re

import pytest
from flask import Flask
from jinja2 import StrictUndefined, UndefinedError, meta, nodes

from portal.app import create_app
from portal.paths import TEMPLATES
from tests.conftest import make_settings

NAMES = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html"))
UNESCAPED = {"survey/form.html": ["style", "script"]}
"""The citizen page's style and script are files of the portal, allowed by their hash."""

UNTRANSLATED = {"DATA CONTOH", "(DATA CONTOH)", "DATA CONTOH ·", "curl -s", "| sha256sum", "WITA"}
"""The mark on synthetic figures, a command and the time zone are the same in every language."""

JINJA = re.compile(r"{#.*?#}|{%.*?%}|{{.*?}}", re.DOTALL)
TAG = re.compile(r"<!?/?[a-zA-Z][^>]*>")
SAYING = re.compile(r'\b(?:alt|aria-label|title|placeholder|data-text|data-label)="([^"]*)"')


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return create_app(make_settings(f"sqlite:///{tmp_path_factory.mktemp('none')}/none"))


def read(name: str) -> str:
    return (TEMPLATES / name).read_text()


def test_there_are_templates():
    assert {"base.html", "error.html", "survey/form.html", "transparency/front.html"} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_template_compiles(app, name):
    app.jinja_env.get_template(name)


@pytest.mark.parametrize("name", NAMES)
def test_what_a_template_extends_or_includes_is_there(app, name):
    targets = list(meta.find_referenced_templates(app.jinja_env.parse(read(name))))
    assert None not in targets, "names must be written out, so that they can be checked"
    assert [target for target in targets if target not in NAMES] == []


@pytest.mark.parametrize("name", NAMES)
def test_filters_and_tests_of_a_template_exist(app, name):
    tree = app.jinja_env.parse(read(name))
    assert [node.name for node in tree.find_all(nodes.Filter) if node.name not in app.jinja_env.filters] == []
    assert [node.name for node in tree.find_all(nodes.Test) if node.name not in app.jinja_env.tests] == []


def test_a_misspelt_name_is_an_error_and_never_an_empty_place(app):
    assert app.jinja_env.undefined is StrictUndefined
    with app.test_request_context(), pytest.raises(UndefinedError):
        app.jinja_env.from_string("{{ hilang }}").render()


@pytest.mark.parametrize("name", NAMES)
def test_everything_is_escaped(app, name):
    tree = app.jinja_env.parse(read(name))
    unescaped = [node.node.name for node in tree.find_all(nodes.Filter) if node.name in {"safe", "tojson"}]
    assert unescaped == UNESCAPED.get(name, [])
    assert not list(tree.find_all((nodes.EvalContextModifier, nodes.ScopedEvalContextModifier)))


def visible_texts(source: str) -> list[str]:
    """Return what a template says on its own: text between tags and in attributes that are read out."""
    source = JINJA.sub("\0", source)
    said = SAYING.findall(source) + TAG.sub("\1", source).split("\1")
    return [part for text in said for part in map(str.strip, text.split("\0")) if re.search("[A-Za-z]{2}", part)]


@pytest.mark.parametrize("name", NAMES)
def test_every_visible_word_can_be_translated(name):
    assert [text for text in visible_texts(read(name)) if text not in UNTRANSLATED] == []


def test_a_forgotten_word_is_found():
    source = '<p class="x">{{ _("Ya") }} Tidak <b>{% if a > b %}Mungkin{% endif %}</b></p><img alt="Peta">'
    assert visible_texts(source) == ["Peta", "Tidak", "Mungkin"]
