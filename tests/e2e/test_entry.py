"""A clerk keys paper forms without a mouse."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from portal.app import create_app
from portal.db import db
from portal.domain.permissions import Role
from portal.models import Response, Sheet, Unit
from tests.conftest import make_settings
from tests.e2e.conftest import Place
from tests.staff import make_account, sign_in

PAPERS = {1: "344344433", 2: "443434344", 3: "111122223"}


@pytest.fixture
def app(place: Place) -> Iterator[Flask]:
    """Return an app on the served place's database."""
    opened = create_app(make_settings(f"sqlite:///{place.data / 'portal.sqlite3'}"))
    yield opened
    with opened.app_context():
        db.engine.dispose()


def clerks_cookie(app: Flask) -> str:
    """Add a clerk of the place's office, sign them in, and return the cookie."""
    with app.app_context():
        account = make_account(db.session, role=Role.CLERK, unit=db.session.scalars(select(Unit)).one())
        client = app.test_client()
        sign_in(client, account)
    cookie = client.get_cookie("staf")
    assert cookie is not None
    return cookie.value


def stored(app: Flask) -> dict[int, str]:
    """Return the scores of every keyed sheet by its number."""
    keyed = select(Sheet.number, Response.scores).join(Response, Response.id == Sheet.response_id)
    with app.app_context():
        return {row.number: row.scores for row in db.session.execute(keyed.order_by(Sheet.number))}


def focused(page: Page) -> str:
    """Return the name of the field that has the cursor."""
    return str(page.evaluate("document.activeElement.name"))


def key_sheet(page: Page, scores: str, *, javascript: bool) -> None:
    """Choose the first service and type the digits, from the first field that is still empty."""
    expect(page.locator("main :focus")).to_have_count(1)  # The page sets its focus a moment after it is there.
    if focused(page) == "bukan":
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
    assert focused(page) == "layanan"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    for place, digit in enumerate(scores):
        if place and not javascript:
            page.keyboard.press("Tab")
        page.keyboard.press(digit)
    page.keyboard.press("Enter")


@pytest.mark.parametrize("javascript", [True, False])
def test_three_sheets_are_keyed_by_keyboard_alone(
    browser: Browser, place: Place, app: Flask, javascript: bool
) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, java_script_enabled=javascript)
    host = urlsplit(place.url).hostname or ""
    context.add_cookies([{"name": "staf", "value": clerks_cookie(app), "domain": host, "path": "/"}])
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.goto(f"{place.url}/staf/entri/{place.unit}/{place.code}")
    for number, scores in PAPERS.items():
        key_sheet(page, scores, javascript=javascript)
        expect(page.get_by_role("status")).to_have_text(f"Lembar {number} tersimpan.")
    assert stored(app) == PAPERS
    expect(page.locator(".keyed")).to_have_text("3 2 1")
    if javascript:
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
    context.close()
