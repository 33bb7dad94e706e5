"""What citizens send changes no public byte; only the close of a batch and a moderator do."""

import re
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from portal.db import db
from portal.domain.batches import K
from portal.models import Response
from tests.conftest import forget_pages
from tests.house import visits

LINK = re.compile(r'\b(?:href|src)="(/[^"#]*)')
LEFT_OUT = re.compile(r"^(/en)?/((s|static|lapor)(/|$)|forum/(baru|[0-9]+/balas)|fkp/.*pdf)")
"""Pages with a form carry a fresh key on every load, and no figure; the rest are files that are slow or fixed."""

Seen = dict[str, tuple[int, bytes, str | None, str | None]]


@pytest.fixture
def client(demo_app: Flask) -> FlaskClient:
    """Return a client that does not check pages: other tests do, and here are thousands."""
    return FlaskClient(demo_app, demo_app.response_class)


def crawl(app: Flask, client: FlaskClient) -> Seen:
    """Fetch everything public in both languages, made afresh, and whatever that links to."""
    forget_pages(app)
    paths = visits.public_addresses(app)
    waiting = [prefix + path for path in paths for prefix in ("", "/en")]
    seen: Seen = {}
    while waiting:
        address = waiting.pop()
        if address in seen or LEFT_OUT.match(address):
            continue
        response = client.get(address)
        tags = response.headers.get("ETag"), response.headers.get("Last-Modified")
        seen[address] = (response.status_code, response.data, *tags)
        if response.mimetype == "text/html":
            waiting += [urlsplit(link)._replace(fragment="").geturl() for link in LINK.findall(response.text)]
    return seen


def stored(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(Response)) or 0


def test_what_citizens_send_changes_no_byte_of_any_public_page(demo_app, client):
    count, before = stored(demo_app), crawl(demo_app, client)
    assert len(before) > 1000
    assert {status for status, *_ in before.values()} == {200}

    held = visits.receipts(demo_app, client)
    assert stored(demo_app) == count + 1

    after = crawl(demo_app, client)
    changed = [address for address in before | after if before.get(address) != after.get(address)]
    assert changed == []
    assert not [
        address for address, (_, body, *_) in after.items() for key in held.values() if key.encode() in body
    ]


def test_closing_the_period_changes_the_pages_of_the_office(demo_app, client):
    code, pages = visits.a_counter(demo_app), [f"/unit/{visits.OFFICE}", f"/api/v1/units/{visits.OFFICE}", "/"]

    def look() -> list[tuple[bytes, str]]:
        return [(response.data, response.headers["ETag"]) for response in map(client.get, pages)]

    before = look()
    for _ in range(K):
        visits.send(client, code)
    assert look() == before
    assert client.post(f"/contoh/tutup/{visits.OFFICE}").status_code == 303
    for page, (old, old_tag), (new, new_tag) in zip(pages, before, look(), strict=True):
        assert old != new, page
        assert old_tag != new_tag, page
