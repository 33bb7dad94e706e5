"""A survey owner of everything, and an office."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal.domain.permissions import Role
from portal.models import Unit
from tests.admin.comments.desk import signed_in
from tests.factories import make_site, make_unit
from tests.staff import StaffClient
from tests.transparency.conftest import statements

__all__ = ["statements"]  # A fixture of the public room's tests.


@pytest.fixture
def office(session: Session) -> Unit:
    """Return an office of a site."""
    make_site(session)
    return make_unit(session, slug="dinas-satu", name_id="Dinas Satu", name_en="First Agency")


@pytest.fixture
def owner(app: Flask, session: Session, office: Unit) -> StaffClient:
    """Return the client of a survey owner of everything."""
    return signed_in(app, session, Role.OWNER)
