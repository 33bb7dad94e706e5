"""A consultation from the invitation to the promise, and what is refused on the way."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from portal.admin.consultations import actions
from portal.consultations import find_consultation
from portal.domain.consultations import Agreed, Lack, Party, Schedule
from portal.domain.consultations import State as Stage
from portal.domain.forum import Clock, ClosedError, Kind, State
from portal.domain.periods import WITA
from portal.domain.permissions import Role
from portal.domain.words import Words
from portal.domain.workdays import NO_HOLIDAYS, add_workdays
from portal.models import Action, Statement
from portal.models.consultations import Agreement, Attendance, Consultation, ConsultationFile
from portal.models.forum import Topic, TopicPost
from tests.admin.forms import submit
from tests.admin.register import as_staff
from tests.documents import reading
from tests.factories import make_site, make_unit
from tests.staff import StaffClient, make_account
from tests.transparency.documents import BAD, make_edition

TODAY = datetime.now(WITA).date()
ANNOUNCED = TODAY - timedelta(days=20)
HELD = add_workdays(ANNOUNCED, 3)
DUE = add_workdays(TODAY, 30)
TITLE = Words("Standar akta kelahiran", "Birth certificate standard")
CLOCK = Clock(days=5, holidays=NO_HOLIDAYS)
ROOM = "/staf/fkp"
sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def invitation(held_on: date = HELD) -> actions.Invitation:
    return actions.Invitation(
        purpose=Words("Mendengar warga.", "Listening."),
        schedule=Schedule(held_on=held_on, starts="09:00", ends="11:30"),
        place="Aula kantor",
    )


def agreed(**changes) -> Agreed:
    values = {
        "wording": Words("Loket khusus lansia dibuka.", "A counter for the elderly opens."),
        "owner": "Kepala Bidang Pelayanan",
        "due_on": DUE,
        "element": "ikm",
    }
    return Agreed(**(values | changes))


@pytest.fixture
def office(session):
    make_site(session)
    return make_unit(session, slug="kantor", name_id="Kantor Uji")


@pytest.fixture
def announced(session, office) -> Consultation:
    row = actions.announce(session, office.id, TITLE, invitation(), clock=CLOCK, today=ANNOUNCED)
    session.commit()
    return row


@pytest.fixture
def held(session, announced) -> Consultation:
    actions.begin(session, announced, HELD)
    session.commit()
    return announced


@pytest.fixture
def complete(session, held) -> Consultation:
    actions.count_attendance(session, held, {Party.USERS: 18, Party.VULNERABLE: 2})
    actions.write_minutes(session, held, "Dibahas syarat.", chair="Kepala Dinas", secretary="Sekretaris")
    actions.agree(session, held, agreed(), TODAY)
    session.commit()
    return held


def conclude(session, row, *, seen=None) -> None:
    names = iter("abcdef")
    seen = seen or find_consultation(session, row.id).proceedings.digest
    actions.conclude(session, row, seen=seen, draw=lambda: next(names), today=TODAY)
    session.commit()


def posts(session, row) -> list[tuple[str, str, str]]:
    rows = session.scalars(select(TopicPost).where(TopicPost.topic_id == row.topic_id).order_by(TopicPost.number))
    return [(post.kind, post.party, post.text) for post in rows]


def test_an_agreement_becomes_a_promise_and_from_then_on_nothing_changes(session, complete):
    actions.note_hall(session, complete, Party.USERS, "Antrean pagi panjang.", TODAY)
    conclude(session, complete)
    action = session.scalars(select(Action)).one()
    assert (action.edition_id, action.owner, action.due_on) == (None, "Kepala Bidang Pelayanan", DUE)
    assert session.scalars(select(Agreement.subject)).one() == action.subject == "a"
    assert session.scalars(select(Statement)).one().content["baseline"] is None
    topic = session.get(Topic, complete.topic_id)
    assert topic.state == State.CLOSED
    kinds = [(kind, party) for kind, party, _ in posts(session, complete)]
    assert kinds == [(Kind.OFFICIAL, ""), (Kind.HALL, Party.USERS), (Kind.SUMMARY, "")]
    for change in (
        "UPDATE record_consultations SET minutes = 'Lain'",
        "UPDATE record_agreements SET wording_id = 'Lain'",
        "UPDATE record_attendance SET n = 90",
        "DELETE FROM record_agreements",
    ):
        with pytest.raises(DBAPIError), session.begin_nested():
            session.execute(text(change))


@sqlite
def test_no_name_can_enter_attendance(session, held):
    columns = {column.name: column.type.python_type for column in Attendance.__table__.columns}
    assert columns == {"consultation_id": int, "party": str, "n": int}
    with pytest.raises(AttributeError):
        actions.count_attendance(session, held, None)
    actions.count_attendance(session, held, {"Siti Aminah": 1})
    assert session.scalar(select(func.count()).select_from(Attendance)) == 0
    with pytest.raises(IntegrityError):
        actions.count_attendance(session, held, {Party.USERS: -1})


@sqlite
def test_nothing_is_done_at_the_wrong_stage(session, announced):
    with pytest.raises(actions.TooEarlyError):
        actions.begin(session, announced, HELD - timedelta(days=1))
    for step in (
        lambda: actions.note_hall(session, announced, Party.MEDIA, "Kata.", HELD),
        lambda: actions.count_attendance(session, announced, {Party.MEDIA: 1}),
        lambda: actions.agree(session, announced, agreed(), HELD),
        lambda: conclude(session, announced, seen="x"),
    ):
        with pytest.raises(actions.StageError):
            step()
    actions.begin(session, announced, HELD)
    with pytest.raises(actions.StageError):
        actions.change_invitation(session, announced, invitation(), clock=CLOCK, today=HELD)


@sqlite
def test_what_is_concluded_is_what_was_read_and_complete(session, complete):
    with pytest.raises(actions.ChangedError):
        conclude(session, complete, seen="0" * 64)
    actions.count_attendance(session, complete, {})
    with pytest.raises(actions.NotReadyError) as refused:
        conclude(session, complete)
    assert refused.value.lacks == (Lack.ATTENDANCE,)


@sqlite
def test_an_agreement_answers_the_newest_figure_where_it_shows_the_element(session, office, held):
    make_edition(session, office, sheets=BAD * 8)
    actions.count_attendance(session, held, {Party.USERS: 1})
    actions.write_minutes(session, held, "Dibahas.", chair="Kepala", secretary="Sekretaris")
    actions.agree(session, held, agreed(element="waktu"), TODAY)
    conclude(session, held)
    assert session.scalars(select(Action)).one().edition_id == "kantor-2026-s1"
    assert session.scalars(select(Statement)).one().content["baseline"]["edition"] == "kantor-2026-s1"


@sqlite
def test_a_changed_day_is_told_in_the_topic_and_a_cancelled_one_says_why(session, announced):
    actions.change_invitation(session, announced, invitation(), clock=CLOCK, today=ANNOUNCED)
    later = add_workdays(HELD, 2)
    actions.change_invitation(session, announced, invitation(later), clock=CLOCK, today=ANNOUNCED)
    actions.cancel(session, announced, "Aula terendam banjir.", ANNOUNCED)
    said = [text for _kind, _party, text in posts(session, announced)]
    assert len(said) == 3
    assert said[1].startswith("Undangan berubah.")
    assert "Aula terendam banjir." in said[2]
    assert (announced.state, announced.reason) == (Stage.CANCELLED, "Aula terendam banjir.")
    with pytest.raises(actions.StageError):
        actions.cancel(session, announced, "Lagi.", ANNOUNCED)


@sqlite
def test_the_same_words_are_noted_once_and_none_in_a_closed_topic(session, held):
    for _ in range(2):
        actions.note_hall(session, held, Party.USERS, "Antre lama.", TODAY)
    assert [kind for kind, *_ in posts(session, held)].count(Kind.HALL) == 1
    session.get(Topic, held.topic_id).state = State.CLOSED
    with pytest.raises(ClosedError):
        actions.note_hall(session, held, Party.USERS, "Lain.", TODAY)


def form(**changes) -> dict[str, str]:
    return {
        "title_id": TITLE.id,
        "title_en": TITLE.en,
        "purpose_id": "Mendengar warga sebelum standar diubah.",
        "purpose_en": "Listening before the standard changes.",
        "held_on": add_workdays(TODAY, 5).isoformat(),
        "starts": "09:00",
        "ends": "11:30",
        "place": "Aula kantor",
        **changes,
    }


@sqlite
def test_an_invitation_is_published_with_its_topic(app, session, office):
    head = as_staff(app, session, Role.HEAD, office)
    other = make_unit(session)
    refused = submit(head, f"{ROOM}/baru", form(unit=str(other.id)))
    assert refused.status_code == 422
    refused = submit(head, f"{ROOM}/baru", form(unit=str(office.id), held_on=TODAY.isoformat()))
    assert "Undang untuk hari esok" in refused.text
    answer = submit(head, f"{ROOM}/baru", form(unit=str(office.id), link="https://rapat.example.go.id/x"))
    assert answer.status_code == 303, answer.text
    page = StaffClient(app).get("/fkp").text
    assert TITLE.id in page
    assert "pukul 09.00–11.30 WITA" in page


@sqlite
def test_the_whole_meeting_is_written_down_over_http(app, session, office, announced, tmp_path, monkeypatch):
    monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], data=tmp_path))
    head = as_staff(app, session, Role.HEAD, office)
    room = f"{ROOM}/{announced.id}"
    picture = BytesIO()
    Image.new("RGB", (40, 30), "#0B5D4B").save(picture, "JPEG")
    sent = {"title": "Foto aula", "file": (BytesIO(picture.getvalue()), "aula.jpg")}
    assert submit(head, room, sent, to=f"{room}/dokumen").status_code == 303
    assert submit(head, f"{room}/mulai").status_code == 303
    assert submit(head, f"{room}/hadir", {"users": "18", "vulnerable": "2"}).status_code == 303

    said = {"party": "users", "text": "Pak Budi Santoso di loket 2 lambat."}
    warned = submit(head, room, said, to=f"{room}/pendapat")
    assert warned.status_code == 422
    assert "<mark>" in warned.text
    assert Kind.HALL not in [kind for kind, *_ in posts(session, announced)]
    said["text"] = "Loket 2 lambat sekali pada pagi hari."
    assert submit(head, room, said, to=f"{room}/pendapat").status_code == 303

    minutes = {"minutes": "Dibahas syarat dan antrean.", "chair": "Kepala Dinas", "secretary": "Sekretaris"}
    assert submit(head, f"{room}/notulen", minutes).status_code == 303
    wording = {"wording_id": agreed().wording.id, "wording_en": agreed().wording.en}
    values = {**wording, "owner": "Kepala Bidang Pelayanan", "due_on": DUE.isoformat(), "element": "ikm"}
    assert submit(head, f"{room}/kesepakatan/tambah", values).status_code == 303
    page = head.get(f"{room}/simpulkan").text
    seen = page.split('name="seen" value="')[1].split('"')[0]
    assert submit(head, f"{room}/simpulkan", {"seen": seen}).status_code == 303

    public = StaffClient(app)
    page = public.get(f"/fkp/{announced.id}").text
    for words in ("20 orang hadir", "Loket 2 lambat", "Dibahas syarat", agreed().wording.id, "Foto aula"):
        assert words in page, words
    pdf = public.get(f"/fkp/{announced.id}/berita-acara.pdf")
    assert agreed().wording.id in " ".join(reading.pages(pdf.data))
    file = session.scalars(select(ConsultationFile)).one()
    document = public.get(f"/fkp/{announced.id}/dokumen/{file.id}")
    assert document.data == (tmp_path / "evidence" / file.stored).read_bytes()
    assert document.headers["Content-Disposition"] == 'attachment; filename="foto-aula.jpg"'
    assert document.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    promise = public.get("/unit/kantor").text
    assert agreed().wording.id in promise
    assert "Tanpa angka pembanding" in promise
    assert f'href="/fkp/{announced.id}"' in promise
    action = session.scalars(select(Action)).one()
    assert "Tanpa angka pembanding" in head.get(f"/staf/tindak-lanjut/kantor/{action.id}").text
    assert "tanpa angka pembanding" in head.get("/staf/tindak-lanjut/").text
    again = submit(head, f"{room}/hadir", {"users": "90"}, token_from="/staf/saya")
    assert again.status_code == 409
    assert "Langkah itu tidak ada" in again.text


@sqlite
def test_another_offices_consultation_is_not_there(app, session, held):
    head = as_staff(app, session, Role.HEAD, make_unit(session))
    assert TITLE.id not in head.get(f"{ROOM}/").text
    for part in ("", "/ubah", "/batal", "/hadir", "/notulen", "/kesepakatan/tambah", "/simpulkan"):
        assert head.get(f"{ROOM}/{held.id}{part}").status_code == 404, part


@sqlite
def test_a_post_is_no_persons_name(app, session, office, held):
    head = as_staff(app, session, Role.HEAD, office)
    make_account(session, role=Role.CLERK, unit=office, name="Rahmawati Lestari")
    values = {"minutes": "Dibahas.", "chair": "Rahmawati Lestari", "secretary": "Sekretaris"}
    answer = submit(head, f"{ROOM}/{held.id}/notulen", values)
    assert answer.status_code == 422
    assert "adalah nama orang" in answer.text


@sqlite
def test_a_page_of_another_stage_sends_back_and_a_form_of_one_keeps_its_words(app, session, office, complete):
    head = as_staff(app, session, Role.HEAD, office)
    for part in ("ubah", "mulai", "batal"):
        assert head.get(f"{ROOM}/{complete.id}/{part}").status_code == 303, part
    conclude(session, complete)
    for part in ("hadir", "notulen", "kesepakatan/tambah", "simpulkan"):
        assert head.get(f"{ROOM}/{complete.id}/{part}").status_code == 303, part
    late = {"minutes": "Notulen panjang yang ditulis semalam.", "chair": "Kepala", "secretary": "Sekretaris"}
    lost = submit(head, f"{ROOM}/{complete.id}/notulen", late, token_from="/staf/saya")
    assert lost.status_code == 409
    assert "Notulen panjang yang ditulis semalam." in lost.text


@sqlite
def test_what_was_held_ends_with_its_record_which_is_overdue_in_public(app, session, complete):
    with pytest.raises(actions.StageError):
        actions.cancel(session, complete, "Tidak jadi.", TODAY)
    session.rollback()
    view = find_consultation(session, complete.id)
    assert not view.is_late(view.record_due)
    assert view.is_late(view.record_due + timedelta(days=1))
    page = StaffClient(app).get(f"/fkp/{complete.id}").text
    assert ("Berita acaranya terlambat" in page) is view.is_late(TODAY)


@sqlite
def test_a_party_of_one_or_two_is_not_named_in_public(app, session, complete):
    actions.note_hall(session, complete, Party.USERS, "Antre lama.", TODAY)
    actions.note_hall(session, complete, Party.VULNERABLE, "Tangga licin.", TODAY)
    session.commit()
    public = StaffClient(app)
    page = public.get(f"/fkp/{complete.id}").text
    assert "Masyarakat pengguna layanan" in page
    assert "Tangga licin." in page
    assert "kelompok rentan" not in page
    assert "kelompok rentan" not in public.get(f"/forum/{complete.topic_id}").text
    conclude(session, complete)
    pdf = " ".join(reading.pages(public.get(f"/fkp/{complete.id}/berita-acara.pdf").data))
    assert "Lainnya (unsur dengan satu atau dua orang)" in pdf
    assert "kelompok rentan" not in pdf


@sqlite
def test_changing_an_agreement_leaves_what_it_is_about(app, session, office, held):
    actions.agree(session, held, agreed(element="waktu"), TODAY)
    session.commit()
    head = as_staff(app, session, Role.HEAD, office)
    page = head.get(f"{ROOM}/{held.id}/kesepakatan/1").text
    assert '<option selected value="waktu">' in page


@sqlite
def test_persons_do_not_get_into_an_invitation_by_accident(app, session, office):
    head = as_staff(app, session, Role.HEAD, office)
    named = form(unit=str(office.id), place="Rumah Pak Budi Santoso, 0812-5555-0147")
    warned = submit(head, f"{ROOM}/baru", named)
    assert warned.status_code == 422
    assert "0812-5555-0147" in warned.text
    assert "Mungkin ada data pribadi" in warned.text
    far = submit(head, f"{ROOM}/baru", form(unit=str(office.id), held_on="9999-12-31"))
    assert "paling jauh setahun" in far.text


@sqlite
def test_what_is_sent_twice_is_one(app, session, office, held):
    head = as_staff(app, session, Role.HEAD, office)
    sent = [submit(head, f"{ROOM}/baru", form(unit=str(office.id))) for _ in range(2)]
    assert sent[0].location == sent[1].location
    values = {
        "wording_id": "Loket dibuka.", "wording_en": "A counter opens.", "owner": "Kepala Bidang",
        "due_on": DUE.isoformat(), "element": "ikm",
    }  # fmt: skip
    for _ in range(2):
        assert submit(head, f"{ROOM}/{held.id}/kesepakatan/tambah", values).status_code == 303
    assert len(find_consultation(session, held.id).agreements) == 1


@sqlite
def test_an_hour_is_an_hour(app, session, office):
    head = as_staff(app, session, Role.HEAD, office)
    answer = submit(head, f"{ROOM}/baru", form(unit=str(office.id), starts="09:00 nanti"))
    assert answer.status_code == 422
    assert "Isi dengan jam" in answer.text
    assert "09:00 nanti" in answer.text
