"""A survey owner, signed in, and a counter at which the questionnaire is answered."""

import pytest
from flask import Flask

from portal.domain.permissions import Role
from tests.factories import make_site
from tests.staff import StaffClient, make_account, sign_in
from tests.survey.conftest import make_desk
from tests.survey.sheets import Desk, register


@pytest.fixture
def desk(app: Flask) -> Desk:
    """Return a counter of an office, on a site with version 1 of the questionnaire."""
    with register(app) as session:
        make_site(session)
        return make_desk(session)


@pytest.fixture
def owner(client: StaffClient, desk: Desk) -> StaffClient:
    """Return the client of a survey owner."""
    with register(client.application) as session:
        account = make_account(session, Role.OWNER)
        sign_in(client, account)
    return client
