"""A real server on a real database, and one real browser."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from portal import migrations
from portal.app import create_app
from portal.db import db
from portal.settings import make_secret
from tests import factories
from tests.browser import find_browser
from tests.conftest import make_settings
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
    """A served portal. code: of its one counter; unit: the slug of its one office."""

    data: Path
    url: str
    code: str
    unit: str


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """Serve a place of its own for a test that counts answers."""
    with served_place(tmp_path) as served:
        yield served


@pytest.fixture(scope="module")
def shared_place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """Serve a place for all tests that do not mind other answers in it."""
    with served_place(tmp_path_factory.mktemp("place")) as served:
        yield served


@contextmanager
def served_place(data: Path) -> Iterator[Place]:
    """Serve a fresh demo place with one office, two services and one counter."""
    make_secret(data)
    app = create_app(make_settings(f"sqlite:///{data / 'portal.sqlite3'}"))
    with app.app_context():
        migrations.upgrade()
        factories.make_site(db.session, demo=True)
        unit = factories.make_unit(db.session, slug="dinas-uji", name_id="Dinas Uji", name_en="Test Office")
        services = [factories.make_service(db.session, unit) for _ in range(2)]
        code = factories.make_counter(db.session, unit, services).code
    with served(data, RATE_LIMITS="off") as server:
        yield Place(data=data, url=server.url, code=code, unit="dinas-uji")


@pytest.fixture(scope="module")
def filled_place(demo_place: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a copy of the demo with all its figures and return its address."""
    data = tmp_path_factory.mktemp("served") / "demo"
    shutil.copytree(demo_place, data)
    with served(data) as server:
        yield server.url
