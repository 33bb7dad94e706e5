"""The officers of the demo: as many as promised, with numbers that pass the check, each led by exactly one."""

from datetime import datetime

import pytest
from sqlalchemy import func, select

from portal.admin.people import find_me, list_team
from portal.db import db
from portal.demo.stage import set_stage
from portal.demo.words_of_officers import SEATS, WORK_AT
from portal.demo.words_of_offices import HEADS
from portal.demo.words_of_performance import BLANK, TEMPLATES
from portal.domain.employees import GRADES, Status, nip_fault
from portal.domain.periods import WITA
from portal.models import Employee, Employment, Unit

TODAY = datetime.now(WITA).date()


@pytest.fixture
def told(demo_app):
    """Return a session of the demo."""
    with demo_app.app_context():
        yield db.session
        db.session.rollback()


@pytest.fixture
def people(told):
    """Return the demo's officers."""
    return told.scalars(select(Employee).order_by(Employee.id)).all()


def test_every_kind_of_work_has_a_template():
    assert set(WORK_AT.values()) == {*TEMPLATES, *BLANK, ""}
    assert set(SEATS) == set(HEADS)


def test_there_are_150_in_all_offices(told, people):
    assert len(people) == 150
    assert {person.unit_id for person in people} == set(told.scalars(select(Unit.id)))
    assert len({person.name for person in people}) == 150


def test_numbers_and_grades_are_such_as_the_room_takes(people):
    for person in people:
        assert nip_fault(person.nip, Status(person.status), TODAY) is None
        assert person.grade in GRADES[Status(person.status)]
    assert {person.status for person in people} == set(Status)


def test_everybody_is_led_by_one_and_all_by_the_regional_secretary(people):
    by_id = {person.id: person for person in people}
    tops = set()
    for person in people:
        above, steps = person, 0
        while above.supervisor_id is not None:
            above, steps = by_id[above.supervisor_id], steps + 1
            assert steps < 6
        tops.add(above.position)
    assert tops == {"Sekretaris Daerah"}


def test_heads_are_those_whom_their_offices_name(people):
    for slug, (title, name) in HEADS.items():
        (head,) = (person for person in people if person.unit.slug == slug and person.position == title)
        assert name == f"{head.name} (contoh)"


def test_everybody_has_a_first_line_of_history(told):
    assert told.scalar(select(func.count(func.distinct(Employment.employee_id)))) == 150


def test_accounts_are_linked_along_the_line_of_command(told):
    stage = set_stage(told, today=TODAY, secret=b"", seed=1)
    people = {key: find_me(told, staff) for key, staff in stage.staff.items()}
    for officer, leader in (
        ("pegawai-1", "kabid-dpmptsp"),
        ("pegawai-2", "kabid-dpmptsp"),
        ("kabid-dpmptsp", "kepala-dpmptsp"),
        ("kepala-dpmptsp", "sekda"),
        ("kepala-disdukcapil", "sekda"),
        ("pu-pelaksana", "kabid-pu"),
    ):
        assert people[officer].supervisor_id == people[leader].id
    assert len(list_team(told, people["kabid-dpmptsp"].id)) == 6
    assert people["sekda"].supervisor_id is None
