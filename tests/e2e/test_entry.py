"""A clerk keys paper forms without a mouse."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlalchemy import select

from portal.app import create_app
from portal.db import db
from portal.domain.permissions import Role
from portal.models import Response, Sheet, Unit
from tests.conftest import make_settings
from tests.e2e.conftest import Place
from tests.staff import make_account, sign_in

PAPERS = {1: "344344433", 2: "443434344", 3: "111122223"}


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def clerk(request: pytest.FixtureRequest, browser: Browser, place: Place) -> Iterator[BrowserContext]:
    """Return a browser in which a clerk of the place's office is signed in."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, java_script_enabled=request.param)
    app = create_app(make_settings(f"sqlite:///{place.data / 'portal.sqlite3'}"))
    with app.app_context():
        account = make_account(db.session, role=Role.CLERK, unit=db.session.scalars(select(Unit)).one())
        client = app.test_client()
        sign_in(client, account)
    cookie = client.get_cookie("staf")
    assert cookie is not None
    context.add_cookies(
        [{"name": "staf", "value": cookie.value, "domain": urlsplit(place.url).hostname, "path": "/"}]
    )
    yield context
    context.close()


def stored(place: Place) -> list[tuple[int, str]]:
    """Return number and scores of every keyed sheet."""
    app = create_app(make_settings(f"sqlite:///{place.data / 'portal.sqlite3'}"))
    with app.app_context():
        rows = db.session.execute(
            select(Sheet.number, Response.scores)
            .join(Response, Response.id == Sheet.response_id)
            .order_by(Sheet.number)
        )
        return [(row.number, row.scores) for row in rows]


def key_sheet(page: Page, scores: str, *, script: bool) -> None:
    """Choose the first service and type the digits; the cursor is in the first field that is empty."""
    if page.evaluate("document.activeElement.name") == "bukan":
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "layanan"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    for digit in scores:
        page.keyboard.press(digit)
        if not script:
            page.keyboard.press("Tab")
    page.keyboard.press("Enter")


def test_three_sheets_are_keyed_by_keyboard_alone(
    clerk: BrowserContext, place: Place, request: pytest.FixtureRequest
) -> None:
    page = clerk.new_page()
    page.goto(f"{place.url}/staf/entri/{place.unit}/{place.code}")
    for number, scores in PAPERS.items():
        key_sheet(
            page,
            scores,
            script="with script" in request.node.name.split("[")[1].split("]")[0].replace("without script", ""),
        )
        expect(page.get_by_role("status")).to_have_text(f"Lembar {number} tersimpan.")
    assert stored(place) == list(PAPERS.items())
    expect(page.locator(".keyed")).to_have_text("3 2 1")
    if page.evaluate("1"):
        result = Axe().run(page)
        assert result.violations_count == 0, result.generate_report()
