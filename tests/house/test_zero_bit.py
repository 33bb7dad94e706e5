"""An answer changes no public byte; only the close of a batch does."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.routing import Rule

from portal.access import Access, access_of
from portal.db import db
from portal.domain.batches import K
from portal.domain.skm_form import SKM_V1
from portal.models import Counter, Edition, Response, Unit

LINK = re.compile(r'\b(?:href|src)="(/[^"#]*)')
FORM_KEY = re.compile(r'name="kunci" value="([^"]+)"')
SURVEY = re.compile(r"^(/en)?/s(/|$)")
"""Survey pages carry a fresh form key on every load and no figure, so they are left out."""
OFFICE = "dpmptsp"

Seen = dict[str, tuple[int, bytes, str | None, str | None]]


@pytest.fixture
def client(demo_app: Flask) -> FlaskClient:
    """Return a client that does not check pages: other tests do, and there are many."""
    return FlaskClient(demo_app, demo_app.response_class)


def public_rules(app: Flask) -> Iterator[Rule]:
    for rule in app.url_map.iter_rules():
        public = access_of(app.view_functions[rule.endpoint]) is Access.PUBLIC
        if public and "GET" in (rule.methods or ()) and not SURVEY.match(rule.rule):
            yield rule


def addresses(app: Flask) -> set[str]:
    """Return an address for each public route and each office or edition it can show, in both languages."""
    with app.app_context():
        shown = {
            "slug": db.session.scalars(select(Unit.slug)).all(),
            "id": db.session.scalars(select(Edition.id).where(Edition.scope.in_(["pemerintah", OFFICE]))).all(),
        }
    build = app.url_map.bind("localhost").build
    paths = set()
    for rule in public_rules(app):
        if not rule.arguments:
            paths.add(build(rule.endpoint))
        for name in rule.arguments:
            paths.update(build(rule.endpoint, {name: value}) for value in shown[name])
    return {prefix + path for prefix in ("", "/en") for path in paths}


def crawl(app: Flask, client: FlaskClient) -> Seen:
    """Fetch everything public, made afresh, and whatever it links to."""
    app.extensions["portal.pages"].made.clear()
    seen: Seen = {}
    waiting = sorted(addresses(app))
    while waiting:
        address = waiting.pop()
        if address in seen or SURVEY.match(address):
            continue
        print(address)
        response = client.get(address)
        seen[address] = (
            response.status_code,
            response.data,
            response.headers.get("ETag"),
            response.headers.get("Last-Modified"),
        )
        if response.mimetype == "text/html":
            waiting += [urlsplit(link)._replace(fragment="").geturl() for link in LINK.findall(response.text)]
    return seen

def test_measure(demo_app, client):
    import time
    t=time.time(); s=crawl(demo_app, client); print(len(s), time.time()-t)
    print({k for k,v in s.items() if v[0]!=200})
    assert 0
