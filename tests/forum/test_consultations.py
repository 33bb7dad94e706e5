"""What the public sees of consultations, and the calendar entry."""

from datetime import datetime, timedelta

import pytest

from portal.admin.consultations import actions
from portal.domain.consultations import Schedule
from portal.domain.forum import Clock, Kind
from portal.domain.periods import WITA
from portal.domain.words import Words
from portal.domain.workdays import NO_HOLIDAYS, add_workdays
from portal.posting import add_post, hold_topic
from portal.site import forget_site
from tests.factories import make_site, make_unit

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

TODAY = datetime.now(WITA).date()
DAY = add_workdays(TODAY, 5)
CLOCK = Clock(days=5, holidays=NO_HOLIDAYS)


@pytest.fixture
def office(session):
    make_site(session)
    return make_unit(session, slug="kantor")


def announce(session, office, title="Standar, syarat; antrean", today=TODAY):
    invitation = actions.Invitation(
        purpose=Words("Mendengar warga: “syarat” dan “antrean” akan diubah. " * 3, "Listening."),
        schedule=Schedule(held_on=add_workdays(today, 5), starts="09:00", ends="11:30"),
        place="Aula kantor",
    )
    row = actions.announce(session, office.id, Words(title, "Standard"), invitation, clock=CLOCK, today=today)
    session.commit()
    forget_site()
    return row


def test_an_invitation_says_when_where_and_how_to_speak(session, client, office):
    row = announce(session, office)
    add_post(session, hold_topic(session, row.topic_id), Kind.CITIZEN, "Buka <b>lebih</b> pagi.", today=TODAY)
    session.commit()
    forget_site()
    page = client.get(f"/fkp/{row.id}").text
    for words in ("Aula kantor", "pukul 09.00–11.30 WITA", f"/forum/{row.topic_id}/balas", "&lt;b&gt;lebih"):
        assert words in page, words
    assert client.get(f"/fkp/{row.id}/berita-acara.pdf").status_code == 404
    assert "Standard" in client.get(f"/en/fkp/{row.id}").text


def test_a_cancelled_one_stays_with_its_reason(session, client, office):
    row = announce(session, office)
    actions.cancel(session, row, "Aula terendam banjir.", TODAY)
    session.commit()
    forget_site()
    for address in ("/fkp", f"/fkp/{row.id}"):
        assert "Aula terendam banjir." in client.get(address).text
    assert "/balas" not in client.get(f"/fkp/{row.id}").text
    assert "STATUS:CANCELLED" in client.get(f"/fkp/{row.id}.ics").text


def test_past_ones_come_in_pages(session, client, office):
    for number in range(21):
        actions.cancel(
            session, announce(session, office, f"Judul {number}.", TODAY - timedelta(days=30)), "-", TODAY
        )
    session.commit()
    forget_site()
    first, second = client.get("/fkp").text, client.get("/fkp?hal=2").text
    assert "Belum ada undangan baru" in first
    assert 'href="/fkp?hal=2"' in first
    assert "Judul 20." in first
    assert "Judul 0." in second
    assert "Judul 0." not in first


def test_a_calendar_entry_keeps_to_the_format(session, client, office):
    row = announce(session, office)
    answer = client.get(f"/fkp/{row.id}.ics")
    assert answer.mimetype == "text/calendar"
    lines = answer.data.split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-1] == b""
    assert max(map(len, lines)) <= 75
    assert b"\n" not in answer.data.replace(b"\r\n", b"")
    assert b"SUMMARY:Standar\\, syarat\\; antrean" in lines
    assert f"DTSTART:{DAY:%Y%m%d}T010000Z".encode() in lines
    for line in lines:
        line.decode()
    unfolded = answer.text.replace("\r\n ", "")
    assert "“syarat” dan “antrean” akan diubah. Mendengar" in unfolded
    assert f"URL:http://localhost/fkp/{row.id}" in unfolded


def test_a_calendar_knows_which_of_two_entries_is_newer(session, client, office):
    row = announce(session, office, today=TODAY - timedelta(days=3))
    assert "SEQUENCE:0" in client.get(f"/fkp/{row.id}.ics").text
    later = actions.Invitation(
        purpose=row.purpose,
        schedule=Schedule(held_on=add_workdays(row.held_on, 2), starts="09:00", ends="11:30"),
        place=row.place,
    )
    actions.change_invitation(session, row, later, clock=CLOCK, today=TODAY)
    session.commit()
    forget_site()
    changed = client.get(f"/fkp/{row.id}.ics").text
    assert "SEQUENCE:1" in changed
    assert f"LAST-MODIFIED:{TODAY - timedelta(days=1):%Y%m%d}T160000Z" in changed
    actions.cancel(session, row, "Aula terendam.", TODAY)
    session.commit()
    forget_site()
    assert "SEQUENCE:2" in client.get(f"/fkp/{row.id}.ics").text


@pytest.mark.parametrize("path", ["/fkp/999999", "/fkp/999999.ics", "/fkp/999999/berita-acara.pdf"])
def test_what_is_not_there_is_said_so(session, client, office, path):
    assert client.get(path).status_code == 404
    assert client.get("/fkp/1/dokumen/1").status_code == 404
