"""A row of the board shows how its measure went and where it will probably end, from entries that count."""

from datetime import date

import pytest
from sqlalchemy import select

from portal.admin.team.glimpses import glimpses
from portal.admin.team.queries import list_measures
from portal.models import Entry, Measure
from tests import factories
from tests.achieving import make_entry
from tests.performance import YEAR, make_employee, make_plan

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
TODAY = date(YEAR, 10, 1)


@pytest.fixture
def officer(session):
    unit = factories.make_unit(session)
    officer = make_employee(session, unit, make_employee(session, unit))
    make_plan(session, officer)
    return officer


def glimpse(session, officer):
    measure = session.scalars(select(Measure)).one()
    measure.entries = session.query(Entry).count()
    session.commit()
    return glimpses(session, list_measures(session, officer.id, YEAR, TODAY), TODAY).get(measure.id)


def test_without_entries_there_is_nothing_to_show(session, officer):
    assert glimpse(session, officer) is None


def test_steady_months_end_near_twelve_times_a_month(session, officer):
    for month in range(1, 10):
        make_entry(session, officer, date(YEAR, month, 10), value=1_000)
    seen = glimpse(session, officer)
    assert len(seen.line.split()) == 9
    assert seen.ahead.low <= 12_000 <= seen.ahead.high
    assert seen.signal is None


def test_a_month_unlike_the_others_is_marked(session, officer):
    for month in range(1, 10):
        make_entry(
            session, officer, date(YEAR, month, 10), value=9_000 if month == 9 else 1_000 + 100 * (month % 2)
        )
    assert glimpse(session, officer).signal is not None


def test_what_was_taken_back_is_not_shown(session, officer):
    make_entry(session, officer, date(YEAR, 1, 10), value=1_000)
    before = glimpse(session, officer)
    entry = make_entry(session, officer, date(YEAR, 2, 10), value=5_000)
    session.add(
        Entry(
            measure_id=entry.measure_id, employee_id=officer.id, on_day=entry.on_day, value=None, note="Keliru",
            corrects_id=entry.id, recorded_at=entry.recorded_at,
        )
    )  # fmt: skip
    session.commit()
    assert glimpse(session, officer) == before
