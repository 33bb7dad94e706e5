"""The room of achievements: counting, asking, publishing; and the levels of offices."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from portal.domain.achievements import last_finished
from portal.domain.periods import WITA
from portal.domain.permissions import Role
from portal.models import Achievement, UnitLevel
from tests.achieving import make_officers
from tests.admin.forms import submit
from tests.admin.register import as_staff
from tests.factories import make_site, make_unit

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

ROOM = "/staf/capaian"
TERM = last_finished(datetime.now(WITA).date())
PREVIEW = f"{ROOM}/terbit/{TERM.year}/{TERM.quarter}"


@pytest.fixture
def office(session):
    make_site(session)
    return make_unit(session, slug="kantor", name_id="Kantor Uji")


def test_a_quarter_is_shown_then_published_and_then_public(app, session, office, client):
    make_officers(session, office, 6, year=TERM.year)
    make_officers(session, make_unit(session, slug="kecil", name_id="Kantor Kecil"), 2, year=TERM.year)
    owner = as_staff(app, session)
    assert "judul-capaian" not in client.get("/unit/kantor").text
    shown = owner.get(PREVIEW).text
    assert "Kantor Uji" in shown
    assert "kurang dari 5: Kantor Kecil" in shown
    assert submit(owner, PREVIEW).status_code == 303
    row = session.scalars(select(Achievement)).one()
    assert row.id in owner.get(f"{ROOM}/").text
    assert "Tidak ada yang baru" in owner.get(PREVIEW).text
    assert "judul-capaian" in client.get("/unit/kantor").text
    assert "judul-capaian" not in client.get("/unit/kecil").text
    assert row.hash in owner.get(f"{ROOM}/?format=csv").text


def test_nothing_is_published_without_the_form_and_no_quarter_that_is_not_offered(app, session, office):
    make_officers(session, office, 6, year=TERM.year)
    owner = as_staff(app, session)
    assert owner.post(PREVIEW).status_code == 422
    assert session.scalars(select(Achievement)).all() == []
    now = datetime.now(UTC)
    for address in (f"{now.year + 1}/1", f"{TERM.year}/0", "2019/2", f"{TERM.year}/9"):
        assert owner.get(f"{ROOM}/terbit/{address}").status_code == 404, address


def test_only_who_publishes_for_all_offices_enters(app, session, office):
    for role, unit in ((Role.OWNER, office), (Role.HEAD, None), (Role.AUDITOR, None), (Role.SUPERVISOR, None)):
        assert as_staff(app, session, role, unit).get(PREVIEW).status_code == 403


def test_a_level_is_stated_with_a_reason_and_stated_again(app, session, office):
    owner, page = as_staff(app, session, Role.OWNER, office), f"{ROOM}/kantor/tingkat"
    values = {
        "term": f"{TERM.year}-{TERM.quarter}",
        "level": "good",
        "reason": "Laporan kinerja triwulan, target tercapai.",
    }
    for wrong in ({"reason": "Bagus."}, {"level": "excellent"}, {"level": ""}, {"term": "2019-1"}):
        assert submit(owner, page, values | wrong).status_code == 422, wrong
    for level in ("good", "special"):
        assert submit(owner, page, values | {"level": level}).status_code == 303
        session.expire_all()
        stated = session.scalars(select(UnitLevel)).one()
        assert (stated.level, stated.quarter) == (level, TERM.quarter)
    assert "Istimewa" in owner.get(f"{ROOM}/tingkat").text
    make_unit(session, slug="lain")
    assert owner.get(f"{ROOM}/lain/tingkat").status_code == 403
    assert "Kantor Uji" in owner.get(f"{ROOM}/tingkat?format=csv").text
