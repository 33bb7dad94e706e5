"""Clients for tests of the staff area."""

import pytest
from flask import Flask

from tests.staff import StaffClient


@pytest.fixture
def client(app: Flask) -> StaffClient:
    """Return a client whose requests share nothing with the test."""
    return StaffClient(app)


@pytest.fixture
def demo_client(demo_app: Flask) -> StaffClient:
    """Return such a client of the demo."""
    return StaffClient(demo_app)
