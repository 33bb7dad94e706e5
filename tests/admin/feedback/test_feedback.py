"""Notes of feedback: who writes them, who reads them, and that they never change."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from portal.admin.feedback import actions
from portal.admin.people import find_person
from portal.domain.periods import WITA
from portal.domain.permissions import Role
from portal.models import AuditEntry, Dialogue, Entry, FeedbackNote, Post
from tests.admin.forms import submit
from tests.factories import make_site, make_unit
from tests.performance import make_employee, make_plan
from tests.staff import StaffClient, make_account, sign_in

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

ROOM = "/staf/umpan-balik"
TODAY = datetime.now(WITA).date()
TEXT = "Warga lansia didampingi sampai berkasnya lengkap."


class Place:
    """An office with a head, two officers of hers, and an officer of another office; each can sign in."""

    def __init__(self, app, session):
        make_site(session)
        self.app, self.session = app, session
        self.office, other = make_unit(session), make_unit(session)
        self.head = self.officer("Bu Kepala", Role.SUPERVISOR, self.office)
        self.head.account.posts.append(Post(role=Role.EMPLOYEE, unit_id=self.office.id))
        self.rina = self.officer("Rina", Role.EMPLOYEE, self.office, self.head)
        self.budi = self.officer("Budi", Role.EMPLOYEE, self.office, self.head)
        self.stranger = self.officer("Sari", Role.EMPLOYEE, other)
        session.commit()

    def officer(self, name, role, unit, supervisor=None):
        account = make_account(self.session, role=role, unit=unit, name=name)
        return make_employee(self.session, unit, supervisor, account, name=name)

    def as_(self, employee) -> StaffClient:
        client = StaffClient(self.app)
        sign_in(client, employee.account)
        return client

    def auditor(self, unit=None) -> StaffClient:
        client = StaffClient(self.app)
        sign_in(client, make_account(self.session, role=Role.AUDITOR, unit=unit))
        return client

    def note(self, author, officer, **draft):
        people = [find_person(self.session, each.id) for each in (author, officer)]
        now = datetime.now(UTC)
        number = actions.write_note(self.session, *people, actions.NoteDraft(**{"text": TEXT, **draft}), now)
        self.session.commit()
        return number

    def notes(self) -> list[FeedbackNote]:
        self.session.expire_all()
        return list(self.session.scalars(select(FeedbackNote).order_by(FeedbackNote.id)))


@pytest.fixture
def place(app, session) -> Place:
    return Place(app, session)


def test_a_colleague_gives_a_note_and_the_officer_has_seen_it_once_it_was_shown(place):
    values = {
        "officer": place.rina.id,
        "about": "behaviour-service",
        "text": TEXT,
        "link": "https://bulungan.go.id/a",
    }
    assert submit(place.as_(place.budi), f"{ROOM}/rekan", values).status_code == 303
    (note,) = place.notes()
    assert (note.kind, note.behaviour, note.measure_id, note.seen_at) == ("peer", "service", None, None)

    first = place.as_(place.rina).get(f"{ROOM}/").text
    assert TEXT in first
    assert "Budi, rekan" in first
    assert "Berorientasi Pelayanan" in first
    assert "baru</strong>" in first
    assert place.notes()[0].seen_at is not None
    assert "baru</strong>" not in place.as_(place.rina).get(f"{ROOM}/").text


def test_a_colleague_sees_only_what_they_wrote(place):
    place.note(place.head, place.rina, text="Catatan atasan yang tidak untuk rekan.")
    place.note(place.budi, place.rina)
    budi = place.as_(place.budi)
    for page in ("/", "/tulisan"):
        shown = budi.get(f"{ROOM}{page}").text
        assert TEXT in shown
        assert "Catatan atasan" not in shown
    for page in (f"/{place.rina.id}", f"/{place.head.id}", f"/{place.rina.id}/catatan-baru", "/pegawai"):
        assert budi.get(f"{ROOM}{page}").status_code in {403, 404}, page


def test_a_colleague_can_neither_name_the_work_nor_choose_somebody_elsewhere(place):
    plan = make_plan(place.session, place.rina)
    measure = plan.rows[0].indicators[0].measure_id
    with pytest.raises(actions.NotTheirsError):
        place.note(place.budi, place.rina, measure_id=measure)
    with pytest.raises(actions.NotForYouError):
        place.note(place.stranger, place.rina)
    budi = place.as_(place.budi)
    for wrong in ({"about": f"measure-{measure}"}, {"officer": place.stranger.id}, {"text": "Pendek."}):
        values = {"officer": place.rina.id, "about": "", "text": TEXT} | wrong
        assert submit(budi, f"{ROOM}/rekan", values).status_code == 422, wrong
    assert place.notes() == []


def test_a_superior_names_a_measure_and_an_entry_of_that_officer_only(place):
    plan = make_plan(place.session, place.rina, year=TODAY.year)
    measure = plan.rows[0].indicators[0].measure_id
    foreign = make_plan(place.session, place.budi, year=TODAY.year).rows[0].indicators[0].measure_id
    now = datetime.now(UTC)
    entry = Entry(
        measure_id=measure, employee_id=place.rina.id, on_day=TODAY, value=1000, note="Berkas 1", recorded_at=now
    )
    place.session.add(entry)
    place.session.commit()
    head, page = place.as_(place.head), f"{ROOM}/{place.rina.id}/catatan-baru"
    values = {"about": f"measure-{measure}", "entry": str(entry.id), "text": TEXT}
    assert submit(head, page, values | {"about": f"measure-{foreign}"}).status_code == 422
    assert submit(head, page, values).status_code == 303
    (note,) = place.notes()
    assert (note.kind, note.measure_id, note.entry_id) == ("supervisor", measure, entry.id)
    shown = head.get(f"{ROOM}/{place.rina.id}").text
    assert "Dokumen selesai 1" in shown
    assert "Berkas 1" in shown


def test_a_superior_and_the_auditor_read_all_and_that_is_noted(place):
    place.note(place.rina, place.rina, text="Saya belajar membaca peta untuk loket.")
    place.note(place.budi, place.rina)
    for reader in (place.as_(place.head), place.auditor(place.office)):
        shown = reader.get(f"{ROOM}/{place.rina.id}").text
        assert "Saya belajar" in shown
        assert TEXT in shown
    seen = place.session.scalars(select(AuditEntry).where(AuditEntry.subject == "feedback_notes")).all()
    assert [(entry.verb, entry.subject_id) for entry in seen] == [("saw", str(place.rina.id))] * 2
    assert place.notes()[1].seen_at is None
    assert place.auditor(place.stranger.unit).get(f"{ROOM}/{place.rina.id}").status_code == 404
    auditor = place.auditor()
    assert "Rina" in auditor.get(f"{ROOM}/pegawai").text
    assert "catatan-baru" not in auditor.get(f"{ROOM}/{place.rina.id}").text
    assert auditor.get(f"{ROOM}/{place.rina.id}/catatan-baru").status_code == 403


def test_whom_one_leads_is_written_about_as_the_superior(place):
    head = place.as_(place.head)
    assert f'value="{place.rina.id}"' not in head.get(f"{ROOM}/rekan").text
    assert submit(head, f"{ROOM}/rekan", {"officer": place.rina.id, "about": "", "text": TEXT},
                  token_from=f"{ROOM}/diri").status_code == 422  # fmt: skip


@pytest.mark.parametrize("change", [{"text": "Lain sama sekali, bukan yang tadi."}, {"seen_at": None}])
def test_a_note_never_changes_but_for_being_seen_once(place, change):
    place.note(place.budi, place.rina)
    (note,) = place.notes()
    note.seen_at = datetime.now(UTC)
    place.session.commit()
    for name, value in change.items():
        setattr(note, name, value)
    with pytest.raises(IntegrityError):
        place.session.flush()
    place.session.rollback()


def test_an_account_without_an_officer_is_told_so(place):
    client = StaffClient(place.app)
    sign_in(client, make_account(place.session, role=Role.EMPLOYEE, unit=place.office))
    for page in ("/", "/diri", "/rekan", "/tulisan"):
        answer = client.get(f"{ROOM}{page}")
        assert answer.status_code == 200
        assert "belum terhubung" in answer.text
        assert 'method="post" action="/staf/umpan-balik' not in answer.text


def record(place, **changes):
    values = {
        "term": f"{TODAY.year}-0",
        "held_on": TODAY.isoformat(),
        "discussed": "Antrean pagi",
        "agreed": "Satu loket lagi dibuka pukul delapan",
    }
    return submit(place.as_(place.head), f"{ROOM}/{place.rina.id}/dialog-baru", values | changes)


def test_a_talk_is_recorded_by_the_superior_and_confirmed_once_by_the_officer(place):
    assert record(place).status_code == 303
    talk = place.session.scalars(select(Dialogue)).one()
    rina, page = place.as_(place.rina), f"{ROOM}/dialog/{talk.id}"
    assert page in rina.get(f"{ROOM}/").text
    assert submit(rina, page, {"reply": "Juga soal lembur."}).status_code == 303
    again = rina.post(page, data={"csrf_token": "x"})
    assert again.status_code == 422
    assert submit(rina, page, {"reply": "Lagi"}, token_from=f"{ROOM}/diri").status_code == 409
    assert "Juga soal lembur." in place.as_(place.head).get(f"{ROOM}/{place.rina.id}").text
    assert place.as_(place.budi).get(page).status_code == 404


def test_a_talk_and_a_note_that_are_sent_twice_are_kept_once(place):
    for changes, kept in (({}, 1), ({}, 1), ({"agreed": "Satu loket lagi dibuka pukul sembilan"}, 2)):
        assert record(place, **changes).status_code == 303
        assert len(place.session.scalars(select(Dialogue.id)).all()) == kept
        place.session.commit()
    first = place.note(place.budi, place.rina)
    assert place.note(place.budi, place.rina) == first
    assert place.note(place.head, place.rina) != first
    assert len(place.notes()) == 2


def test_the_same_words_a_while_later_are_another_note(place):
    people = [find_person(place.session, each.id) for each in (place.budi, place.rina)]
    now = datetime.now(UTC)
    draft = actions.NoteDraft(text=TEXT)
    numbers = [actions.write_note(place.session, *people, draft, now + timedelta(minutes=step)) for step in (0, 3)]
    assert numbers[0] != numbers[1]
    place.session.commit()


def test_a_talk_in_the_future_or_before_its_term_is_not_recorded(place):
    tomorrow = TODAY + timedelta(days=1)
    assert "belum tiba" in record(place, held_on=tomorrow.isoformat()).text
    early = record(place, held_on=date(TODAY.year - 1, 12, 31).isoformat())
    assert "sebelum masa" in early.text
    assert early.status_code == 422
    assert record(place, agreed="").status_code == 422
    assert place.session.scalars(select(Dialogue)).all() == []
