"""Courses and seats: from the catalogue to a run, the waiting line, and attendance with a certificate."""

from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
from sqlalchemy import select

from portal.admin.training import enrolments, queries
from portal.domain.permissions import Role
from portal.domain.training import EnrolmentState, make_token, slot_of
from portal.models import AuditEntry, Certificate, Course
from tests.admin.forms import submit
from tests.admin.register import as_staff
from tests.admin.training.world import (
    NOW,
    ROOM,
    TODAY,
    TOMORROW,
    as_officer,
    attend,
    enrolment_of,
    make_course,
    make_run,
)
from tests.documents import reading
from tests.factories import make_site, make_unit
from tests.performance import make_employee

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # Plain SQL on every engine.


@pytest.fixture
def office(session):
    make_site(session)
    return make_unit(session)


@pytest.fixture
def owner(app, session, office):
    return as_staff(app, session, Role.TRAINING)


@pytest.fixture
def course(session, office):
    return make_course(session)


def scanned(app, run, moment=NOW):
    return f"{ROOM}/hadir/{make_token(app.config['SETTINGS'].secret, run.id, slot_of(moment))}"


def test_the_owner_fills_the_catalogue_and_opens_a_run(app, session, owner, office):
    values = {
        "title": "Komunikasi Pelayanan", "form": "classical", "competence": "communication", "hours": "6",
        "provider": "BKPSDM", "summary": "Mendengar dan menjelaskan.",
    }  # fmt: skip
    assert submit(owner, f"{ROOM}/baru", values).status_code == 303
    course = session.scalars(select(Course)).one()
    run = {"starts_on": TOMORROW, "ends_on": TODAY, "place": "Aula", "seats": "20"}
    refused = submit(owner, f"{ROOM}/{course.id}/sesi/baru", run)
    assert refused.status_code == 422
    assert "Aula" in refused.text
    assert submit(owner, f"{ROOM}/{course.id}/sesi/baru", run | {"ends_on": TOMORROW}).status_code == 303
    officer, _ = as_officer(app, session, office)
    page = officer.get(f"{ROOM}/?competence=communication").text
    assert "Komunikasi Pelayanan" in page
    assert "Komunikasi Pelayanan" not in officer.get(f"{ROOM}/?competence=unity").text
    assert "Komunikasi Pelayanan" in officer.get(f"{ROOM}/?format=csv").text
    assert submit(owner, f"{ROOM}/{course.id}/tutup").status_code == 303
    assert "Komunikasi Pelayanan" not in officer.get(f"{ROOM}/").text


def test_the_first_who_waits_moves_up_when_a_seat_is_given_back(app, session, office, course):
    run = make_run(session, course, seats=1)
    officers = [as_officer(app, session, office) for _ in range(3)]
    for client, _ in officers:
        page = f"{ROOM}/{course.id}"
        assert submit(client, page, to=f"{ROOM}/sesi/{run.id}/ikut").status_code == 303
    states = [enrolment_of(session, officer).state for _, officer in officers]
    assert states == ["enrolled", "waiting", "waiting"]
    assert "daftar tunggu" in officers[1][0].get(f"{ROOM}/").text
    assert submit(officers[0][0], f"{ROOM}/sesi/{run.id}/lepas").status_code == 303
    states = [enrolment_of(session, officer).state for _, officer in officers]
    assert states == ["cancelled", "enrolled", "waiting"]
    moved = session.scalars(select(AuditEntry).where(AuditEntry.subject.contains("enrolment"))).all()
    session.commit()
    assert len(moved) >= 5  # Three came, one left, one moved up.


def test_nobody_enrols_or_gives_a_seat_back_once_the_run_has_begun(app, session, office, course):
    run = make_run(session, course, starts_on=TODAY)
    _, officer = as_officer(app, session, office)
    with pytest.raises(enrolments.NotOpenError):
        enrolments.enrol(session, run, officer.id, now=NOW)
    enrolments.enrol(session, run, officer.id, now=NOW, late=True)
    with pytest.raises(enrolments.TooLateError):
        enrolments.cancel(session, run, officer.id, today=TODAY)
    session.commit()


def test_whoever_comes_back_queues_up_behind_those_who_waited(session, office, course):
    run = make_run(session, course, seats=1)
    first, second, third = (make_employee(session, office) for _ in range(3))
    for minute, officer in enumerate((first, second, third)):
        enrolments.enrol(session, run, officer.id, now=NOW + timedelta(minutes=minute))
    enrolments.cancel(session, run, second.id, today=TODAY)
    enrolments.enrol(session, run, second.id, now=NOW + timedelta(minutes=9))
    enrolments.cancel(session, run, first.id, today=TODAY)
    session.commit()
    assert enrolment_of(session, third).state == EnrolmentState.ENROLLED
    assert enrolment_of(session, second).state == EnrolmentState.WAITING


def test_the_code_on_the_wall_changes_itself_and_is_shown_only_on_the_day(session, owner, office, course):
    today, later = make_run(session, course, starts_on=TODAY), make_run(session, course)
    wall = owner.get(f"{ROOM}/sesi/{today.id}/qr")
    assert wall.headers["Refresh"] == "60"
    assert "/staf/pelatihan/hadir/" in wall.text
    assert owner.get(f"{ROOM}/sesi/{later.id}/qr").status_code == 303


def test_scanning_marks_attendance_and_brings_a_certificate_that_anybody_can_check(
    app, client, session, office, course
):
    run = make_run(session, course, starts_on=TODAY)
    scanner, officer = as_officer(app, session, office, name="Siti Aminah, S.Kom.")
    address = scanned(app, run)
    assert "Siti Aminah" in scanner.get(address).text
    assert submit(scanner, address).status_code == 303
    enrolment = enrolment_of(session, officer)
    assert (enrolment.state, enrolment.hours) == ("enrolled", 8)
    assert enrolment.attended_at is not None
    assert "sudah tercatat" in scanner.get(address).text

    for name, verdict in (("siti aminah s.kom", "nama cocok"), ("Siti Aminah", "namanya tidak cocok")):
        answer = client.post("/sertifikat", data={"kode": enrolment.certificate.lower(), "nama": name})
        assert verdict in answer.text
        assert course.title in answer.text
        assert "Siti" not in answer.text
        assert answer.headers["Cache-Control"] == "no-store"
        assert "Set-Cookie" not in answer.headers
    unknown = client.post("/sertifikat", data={"kode": "0" * 20, "nama": "Siti Aminah, S.Kom."})
    assert "tidak dikenal" in unknown.text
    assert course.title not in unknown.text


def test_an_old_code_asks_to_scan_again_and_a_made_up_one_is_nothing(app, session, office, course):
    run = make_run(session, course, starts_on=TODAY)
    scanner, _ = as_officer(app, session, office)
    old = scanner.get(scanned(app, run, NOW - timedelta(minutes=5)))
    assert old.status_code == 410
    assert "Pindai sekali lagi" in old.text
    assert scanner.get(f"{ROOM}/hadir/{run.id}-1-AAAAAAAAAAAAAAAA").status_code == 404


def test_a_walk_in_gets_a_seat_that_is_left_and_none_when_all_are_taken(app, session, office, course):
    run = make_run(session, course, starts_on=TODAY, seats=1)
    (first, officer), (second, other) = (as_officer(app, session, office) for _ in range(2))
    assert submit(first, scanned(app, run)).status_code == 303
    assert enrolment_of(session, officer).attended_at is not None
    answer = submit(second, scanned(app, run))
    assert "Semua kursi terisi" in second.get(answer.location).text
    assert enrolments.find_enrolment(session, run, other.id) is None
    session.commit()


def test_the_owner_enrols_somebody_and_ticks_off_who_was_there(session, owner, office, course):
    run = make_run(session, course, starts_on=TODAY)
    officer = make_employee(session, office, name="Ahmad Ridwan")
    page = f"{ROOM}/sesi/{run.id}"
    assert "Ahmad Ridwan" in owner.get(f"{page}/tambah?q=ridwan").text
    assert submit(owner, f"{page}/tambah?q=ridwan", {"employee": officer.id}).status_code == 303
    ticked = {"present": enrolment_of(session, officer).id}
    assert submit(owner, page, ticked, to=f"{page}/hadir").status_code == 303
    assert enrolment_of(session, officer).hours == 8
    assert submit(owner, f"{page}/batal").location.endswith(page)
    session.refresh(run)
    assert run.cancelled_on is None  # It did happen.
    session.commit()


def test_nobody_who_has_left_gets_a_seat(session, owner, office, course):
    run, gone = make_run(session, course), make_employee(session, office, name="Pensiun", left_on=TODAY)
    answer = submit(owner, f"{ROOM}/sesi/{run.id}/tambah", {"employee": gone.id})
    assert answer.status_code == 303
    assert "Pensiun tidak bertugas lagi." in owner.get(answer.location).text
    assert enrolments.count_seated(session, run) == 0
    session.commit()


def test_what_certificates_say_of_a_course_does_not_change(session, owner, office, course):
    values = {
        "title": course.title, "form": course.form, "competence": course.competence, "hours": course.hours,
        "provider": course.provider,
    }  # fmt: skip
    page = f"{ROOM}/{course.id}/ubah"
    assert submit(owner, page, values | {"provider": "LAN"}).status_code == 303
    attend(session, make_run(session, course, starts_on=TODAY), make_employee(session, office))
    for changed in ({"provider": "Lain"}, {"form": "non_classical"}):
        refused = submit(owner, page, values | {"provider": "LAN"} | changed)
        assert refused.status_code == 422
        assert "Sudah tercetak di sertifikat" in refused.text
    assert submit(owner, page, values | {"provider": "LAN", "hours": 12}).status_code == 303
    session.refresh(course)
    assert (course.provider, course.form, course.hours) == ("LAN", "classical", 12)
    session.commit()


def test_more_seats_let_those_who_wait_move_up_and_fewer_than_taken_are_refused(session, owner, office, course):
    run = make_run(session, course, seats=1)
    officers = [make_employee(session, office) for _ in range(2)]
    for officer in officers:
        enrolments.enrol(session, run, officer.id, now=NOW)
    session.commit()
    values = {"starts_on": TOMORROW, "ends_on": TOMORROW, "place": "Aula", "seats": "2"}
    assert submit(owner, f"{ROOM}/sesi/{run.id}/ubah", values).status_code == 303
    assert enrolment_of(session, officers[1]).state == "enrolled"
    assert submit(owner, f"{ROOM}/sesi/{run.id}/ubah", values | {"seats": "1"}).status_code == 422


def test_a_certificate_opens_on_the_last_day_for_its_officer_and_the_owner(app, session, owner, office, course):
    run = make_run(session, course, starts_on=TODAY, ends_on=TOMORROW)
    past = make_run(session, course, starts_on=TODAY - timedelta(days=3))
    mine, officer = as_officer(app, session, office, name="Siti Aminah, S.Kom.", nip="198501012010011007")
    other, _ = as_officer(app, session, office)
    early, code = attend(session, run, officer).certificate, attend(session, past, officer).certificate
    assert mine.get(f"{ROOM}/sertifikat/{early}.pdf").status_code == 404
    assert other.get(f"{ROOM}/sertifikat/{code}.pdf").status_code == 404
    assert owner.get(f"{ROOM}/sertifikat/{code}.pdf").status_code == 200
    pdf = mine.get(f"{ROOM}/sertifikat/{code}.pdf").data
    with pikepdf.open(BytesIO(pdf)) as document:
        assert len(document.pages) == 1
    text = reading.pages(pdf)[0]
    assert "Siti Aminah, S.Kom." in text
    assert course.title in text
    assert code in text
    assert "198501012010011007" not in text


def test_a_certificate_keeps_the_name_that_the_record_can_verify(session, office, course):
    run = make_run(session, course, starts_on=TODAY - timedelta(days=3))
    officer = make_employee(session, office, name="Siti Aminah")
    code = attend(session, run, officer).certificate
    officer.name, course.title = "Siti Aminah Ridwan", "Judul Baru"
    session.commit()
    found = queries.find_certificate(session, code)
    assert (found.name, found.title) == ("Siti Aminah", "Manajemen Waktu Pelayanan")


def test_the_record_of_certificates_holds_no_name(session, office, course):
    run = make_run(session, course, starts_on=TODAY - timedelta(days=3))
    attend(session, run, make_employee(session, office, name="Siti Aminah"))
    row = session.scalars(select(Certificate)).one()
    assert b"Siti" not in row.code + row.holder + row.title.encode()


def test_an_account_without_an_officer_is_told_so(app, session, office, course):
    run = make_run(session, course, starts_on=TODAY)
    client = as_staff(app, session, Role.EMPLOYEE, office)
    assert "belum terhubung" in client.get(f"{ROOM}/{course.id}").text
    assert "belum terhubung" in client.get(scanned(app, run)).text
