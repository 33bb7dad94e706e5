"""A clerk keys paper forms without a mouse."""

from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from portal.db import db
from portal.domain.permissions import Role
from portal.models import Response, Sheet, Unit
from tests.e2e.conftest import Place, Portal
from tests.staff import make_account, sign_in

PAPERS = {1: "344344433", 2: "443434344", 3: "111122223"}


def clerks_cookie(portal: Portal, place: Place) -> str:
    """Add a clerk of the place's office, sign them in, and return the cookie."""
    with portal.app.app_context():
        unit = db.session.scalars(select(Unit).where(Unit.slug == place.unit)).one()
        client = portal.app.test_client()
        sign_in(client, make_account(db.session, role=Role.CLERK, unit=unit))
    cookie = client.get_cookie("staf")
    assert cookie is not None
    return cookie.value


def stored(portal: Portal, place: Place) -> dict[int, str]:
    """Return the scores of every keyed sheet of the place's office by its number."""
    keyed = select(Sheet.number, Response.scores).join(Response, Response.id == Sheet.response_id)
    keyed = keyed.join(Unit, Unit.id == Sheet.unit_id)
    with portal.app.app_context():
        rows = db.session.execute(keyed.where(Unit.slug == place.unit).order_by(Sheet.number))
        return {row.number: row.scores for row in rows}


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
    browser: Browser, served_portal: Portal, place: Place, javascript: bool
) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, java_script_enabled=javascript)
    host = urlsplit(place.url).hostname or ""
    context.add_cookies(
        [{"name": "staf", "value": clerks_cookie(served_portal, place), "domain": host, "path": "/"}]
    )
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.goto(f"{place.url}/staf/entri/{place.unit}/{place.code}")
    for number, scores in PAPERS.items():
        key_sheet(page, scores, javascript=javascript)
        expect(page.get_by_role("status")).to_have_text(f"Lembar {number} tersimpan.")
    assert stored(served_portal, place) == PAPERS
    expect(page.locator(".keyed")).to_have_text("3 2 1")
    if javascript:
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
    context.close()
