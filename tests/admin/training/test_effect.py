"""Offices before and after a course: named from five people on, and never a person."""

from datetime import UTC, date, datetime

import pytest

from portal.domain.permissions import Role
from portal.models import Employment
from tests.admin.register import as_staff
from tests.admin.training.world import ROOM, attend, make_course, make_run
from tests.factories import make_site, make_unit
from tests.performance import make_employee
from tests.transparency.documents import BAD, GOOD, make_edition

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # Plain SQL on every engine.

S1_2025, S1_2026 = 4050, 4052
RUN = date(2025, 9, 10)


@pytest.fixture
def page(app, session):
    make_site(session)
    large = make_unit(session, slug="besar", name_id="Kantor Besar")
    small = make_unit(session, slug="kecil", name_id="Kantor Kecil")
    for office in (large, small):
        make_edition(session, office, sequence=S1_2025, sheets=BAD * 8)
        make_edition(session, office, sequence=S1_2026, sheets=GOOD * 8)
    course = make_course(session)
    run = make_run(session, course, starts_on=RUN)
    people = [make_employee(session, office, name="Nama Rahasia") for office in (*[large] * 5, *[small] * 4)]
    for officer in people:
        attend(session, run, officer)
    moved = people[0]
    moved.unit_id = small.id  # Long after the course: there it still counts for the office of then.
    session.add(
        Employment(
            employee_id=moved.id, nip=moved.nip, name=moved.name, status="pns", grade="", position="", reason="",
            unit_id=small.id, since=date(2026, 2, 1), recorded_at=datetime(2026, 2, 1, tzinfo=UTC),
        )
    )  # fmt: skip
    session.commit()
    return as_staff(app, session, Role.TRAINING).get(f"{ROOM}/{course.id}/dampak").text


def test_an_office_of_five_is_compared_and_one_of_four_is_not_named(page):
    assert "Kantor Besar" in page
    assert "naik jelas" in page
    assert "Kantor Kecil" not in page
    assert "4 orang lain" in page


def test_no_person_is_named_and_no_cause_is_claimed(page):
    assert "Nama Rahasia" not in page
    assert "tidak membuktikan" in page
