"""Who works with offices, services and counters in tests."""

from flask import Flask
from sqlalchemy.orm import Session

from portal.domain.permissions import Role
from portal.models import Unit
from tests.staff import StaffClient, make_account, sign_in


def as_staff(app: Flask, session: Session, role: Role = Role.OWNER, unit: Unit | None = None) -> StaffClient:
    """Return a client on which somebody is signed in with a post for an office, or for everything."""
    client = StaffClient(app)
    sign_in(client, make_account(session, role=role, unit=unit))
    return client
