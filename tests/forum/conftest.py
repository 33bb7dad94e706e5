"""An office that the forum is about."""

import pytest
from sqlalchemy.orm import Session

from portal.models import Unit
from tests import factories


@pytest.fixture
def office(session: Session) -> Unit:
    """Return an office, on a site that is no demo."""
    factories.make_site(session)
    return factories.make_unit(session, slug="dinas-uji", name_id="Dinas Uji", name_en="Test Office")
