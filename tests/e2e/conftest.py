"""A real server on a real database, and one real browser."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, sync_playwright

from portal import migrations
from portal.db import db
from portal.settings import DATABASE_FILE, make_secret
from tests import factories
from tests.browser import find_browser
from tests.conftest import open_app
from tests.serving import served


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium; without one the test is skipped, but never on CI."""
    path = find_browser()
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("CI needs a browser")
        pytest.skip("no Chromium found")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield started
        started.close()


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """An office of a served portal. code: of its one counter; unit: its slug."""

    data: Path
    url: str
    code: str
    unit: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Portal:
    """A served demo portal; app: another one on its database, through which tests add what they need."""

    app: Flask
    data: Path
    url: str


@pytest.fixture(scope="session")
def served_portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """Serve one demo portal for all tests, each with an office of its own; the first counter is for its guide."""
    data = tmp_path_factory.mktemp("place")
    make_secret(data)
    with open_app(f"sqlite:///{data / DATABASE_FILE}") as app:
        with app.app_context():
            migrations.upgrade()
            factories.make_site(db.session, demo=True)
            factories.make_counter(db.session, factories.make_unit(db.session))
        with served(data, RATE_LIMITS="off") as server:
            yield Portal(app=app, data=data, url=server.url)


@pytest.fixture
def place(served_portal: Portal) -> Place:
    """Return an office of the test's own, with two services and one counter."""
    with served_portal.app.app_context():
        unit = factories.make_unit(db.session, name_id="Dinas Uji", name_en="Test Office")
        services = [factories.make_service(db.session, unit) for _ in range(2)]
        code = factories.make_counter(db.session, unit, services).code
        return Place(data=served_portal.data, url=served_portal.url, code=code, unit=unit.slug)


@pytest.fixture(scope="session")
def filled_place(demo_place: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a copy of the demo with all its figures and return its address."""
    data = tmp_path_factory.mktemp("served") / "demo"
    shutil.copytree(demo_place, data)
    with served(data) as server:
        yield server.url
