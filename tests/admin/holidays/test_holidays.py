"""Days off beyond the decree: who adds them, and what they move and do not move."""

from datetime import datetime, timedelta

import pytest

from portal import posting
from portal.domain.forum import Origin
from portal.domain.periods import WITA
from portal.domain.permissions import Role
from portal.domain.workdays import add_workdays, covers, decreed
from tests.admin.forms import submit
from tests.admin.register import as_staff
from tests.factories import make_site, make_unit

pytestmark = pytest.mark.parametrize(
    "database_url", ["sqlite"], indirect=True
)  # The rules are not the database's.

ROOM = "/staf/hari-libur/"
TODAY = datetime.now(WITA).date()
FREE = add_workdays(TODAY, 3)


def add(client, day=FREE, name="Hari Jadi Kabupaten"):
    return submit(client, ROOM, {"day": day.isoformat(), "name": name})


def test_an_added_day_moves_new_deadlines_and_none_that_was_given(app, session):
    make_site(session)
    unit = make_unit(session)
    owner = as_staff(app, session)
    before = FREE - timedelta(days=1)

    def open_topic():
        clock = posting.clock(session, 5)
        return posting.open_topic(
            session, unit.id, origin=Origin.CITIZEN, title="Topik", clock=clock, today=before
        )

    given = open_topic()
    due_on = given.due_on
    session.commit()
    assert add(owner).status_code == 303
    assert open_topic().due_on == add_workdays(due_on, 1)
    assert given.due_on == due_on
    session.commit()
    page = submit(owner, f"{ROOM}{FREE.isoformat()}/hapus")
    assert page.status_code == 303
    assert open_topic().due_on == due_on
    session.rollback()


def test_a_day_that_is_off_already_or_far_away_is_refused_with_what_was_typed(app, session):
    make_site(session)
    owner = as_staff(app, session)
    assert add(owner).status_code == 303
    sunday = FREE + timedelta(days=6 - FREE.weekday())
    for day, said in {
        FREE: "memang sudah hari libur",
        sunday: "memang sudah hari libur",
        FREE + timedelta(days=1100): "Pilih hari mulai besok",
        TODAY - timedelta(days=1): "Pilih hari mulai besok",
    }.items():
        answer = add(owner, day, "Libur lagi")
        assert answer.status_code == 422
        assert said in answer.text
        assert "Libur lagi" in answer.text


def test_the_page_shows_the_decree_and_warns_of_a_year_that_has_none(app, session):
    make_site(session)
    owner = as_staff(app, session)
    for year in (TODAY.year, TODAY.year + 1):
        page = owner.get(f"{ROOM}?tahun={year}").text
        assert (f"Libur {year} belum dikenal" in page) is not covers(year)
        assert page.count('<td data-label="Jenis">') == len(decreed(year))


def test_only_whoever_has_a_post_for_everything_comes_in(app, session):
    make_site(session)
    unit = make_unit(session)
    assert as_staff(app, session, Role.OWNER, unit).get(ROOM).status_code == 403
