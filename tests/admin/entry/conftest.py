"""An office whose paper forms are keyed."""

import pytest
from sqlalchemy.orm import Session

from tests import factories
from tests.admin.entry.sheets import Office, open_office
from tests.staff import StaffClient


@pytest.fixture
def office(session: Session, client: StaffClient) -> Office:
    """Return an office with two clerks who are signed in."""
    factories.make_site(session)
    return open_office(session, client)
