"""A counter to answer at."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.factories import make_counter, make_service, make_site, make_unit
from tests.survey.sheets import Desk, register


def make_desk(session: Session) -> Desk:
    """Add an office with one counter that offers two services."""
    unit = make_unit(session, name_id="Dinas Uji", name_en="Test Office")
    services = [
        make_service(session, unit, name_id="Kartu Uji", name_en="Test Card"),
        make_service(session, unit, name_id="Surat Uji", name_en="Test Letter"),
    ]
    counter = make_counter(session, unit, services, name_id="Loket Uji", name_en="Test Counter")
    desk = Desk(
        code=counter.code,
        counter_id=counter.id,
        unit_id=unit.id,
        unit_slug=unit.slug,
        services=(services[0].slug, services[1].slug),
        service_ids=(services[0].id, services[1].id),
    )
    session.commit()
    return desk


@pytest.fixture
def desk(app: Flask) -> Desk:
    """Return a counter of an office, on a site that is no demo."""
    with register(app) as session:
        make_site(session)
        return make_desk(session)
