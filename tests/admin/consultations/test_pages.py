"""What a consultation's pages cost, and what is said openly about one that is overdue."""

from datetime import timedelta
from io import BytesIO

import pytest

from portal.consultations import find_consultation
from portal.domain.permissions import Role
from portal.models import Holiday
from portal.site import forget_site
from tests.admin.consultations.test_consultations import (
    ROOM,
    TODAY,
    announced,
    complete,
    conclude,
    held,
    office,
)
from tests.admin.forms import submit
from tests.admin.register import as_staff
from tests.admin.test_list_cost import MOST, counted
from tests.staff import StaffClient
from tests.transparency.documents import BAD, make_edition

__all__ = ["announced", "complete", "held", "office"]  # Fixtures are found by their names here.

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

ANNOUNCED, HELD = (
    ("ubah", "mulai", "batal"),
    ("hadir", "notulen", "kesepakatan/tambah", "kesepakatan/1", "simpulkan"),
)


def costs(app, client, addresses) -> dict[str, int]:
    found = {}
    for address in addresses:
        with app.app_context():
            forget_site()
        with counted() as statements:
            assert client.get(address).status_code == 200, address
        found[address] = len(statements)
    return found


def test_no_page_of_a_consultation_costs_more_than_a_dozen_statements(app, session, office, complete):
    make_edition(session, office, sheets=BAD * 8)
    session.commit()
    staff, room = as_staff(app, session, Role.OWNER), f"{ROOM}/{complete.id}"
    found = costs(app, staff, [f"{ROOM}/", f"{ROOM}/baru", room, *(f"{room}/{part}" for part in HELD)])
    conclude(session, complete)
    found |= costs(app, StaffClient(app), ["/fkp", f"/fkp/{complete.id}", f"/fkp/{complete.id}.ics"])
    assert {address: count for address, count in found.items() if count > MOST} == {}


def test_an_invitations_pages_cost_no_more(app, session, announced):
    room = f"{ROOM}/{announced.id}"
    found = costs(app, as_staff(app, session, Role.OWNER), [f"{room}/{part}" for part in ANNOUNCED])
    assert {address: count for address, count in found.items() if count > MOST} == {}


def test_an_overdue_record_is_named_in_every_list_until_a_day_off_makes_it_due_later(app, session, held):
    head, public = as_staff(app, session, Role.OWNER), StaffClient(app)
    due_on = find_consultation(session, held.id).record_due
    assert due_on < TODAY
    assert "Berita acaranya terlambat." in public.get("/fkp").text
    assert "berita acara terlambat" in head.get(f"{ROOM}/").text
    for days in range((TODAY - due_on).days + 1):
        session.add(Holiday(day=due_on + timedelta(days=days), name="Libur daerah"))
    session.commit()
    forget_site()
    assert "Berita acaranya terlambat" not in public.get("/fkp").text
    assert "berita acara terlambat" not in head.get(f"{ROOM}/").text


def test_a_document_that_comes_too_late_is_not_even_opened(app, session, complete):
    head = as_staff(app, session, Role.OWNER)
    conclude(session, complete)
    sent = {"title": "Foto aula", "file": (BytesIO(b"no picture"), "aula.jpg")}
    answer = submit(
        head, f"{ROOM}/{complete.id}", sent, to=f"{ROOM}/{complete.id}/dokumen", token_from="/staf/saya"
    )
    assert answer.status_code == 409
    assert "Foto aula" in answer.text
