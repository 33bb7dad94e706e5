"""The demo's training: held and coming runs, a waiting list, certificates that verify, and plans to learn."""

from collections import Counter as Counted
from datetime import datetime

import pytest
from sqlalchemy import select

from portal.db import db
from portal.demo.words_of_training import COURSES, ITEMS, PAST_RUNS, RUNS
from portal.domain.certificates import digest_code, digest_holder
from portal.domain.periods import WITA
from portal.domain.training import Competence, CourseForm, EnrolmentState
from portal.models import Certificate, Course, CourseRun, DevelopmentItem, Enrolment

TODAY = datetime.now(WITA).date()


@pytest.fixture
def told(demo_app):
    """Return a session of the demo."""
    with demo_app.app_context():
        yield db.session
        db.session.rollback()


def test_words_lead_to_each_other():
    keys = {course.key for course in COURSES}
    used = {told.course for told in (*PAST_RUNS, *RUNS)} | {item.course for item in ITEMS if item.course}
    assert used == keys
    assert {course.competence for course in COURSES} == set(Competence)


def test_the_catalogue_has_both_forms_and_the_two_courses_of_the_issue(told):
    courses = {course.title: course for course in told.scalars(select(Course))}
    assert {course.form for course in courses.values()} == set(CourseForm)
    assert any("Manajemen Waktu" in title for title in courses)
    assert any("Komunikasi" in title for title in courses)


def test_runs_are_over_on_today_coming_and_called_off(told):
    runs = told.scalars(select(CourseRun)).all()
    assert any(run.ends_on < TODAY for run in runs)
    assert any(run.starts_on <= TODAY <= run.ends_on for run in runs)
    assert any(run.starts_on > TODAY for run in runs)
    assert sum(run.cancelled_on is not None for run in runs) == 1


def test_nobody_has_a_seat_too_many_and_some_wait(told):
    states = Counted((row.run_id, row.state) for row in told.scalars(select(Enrolment)))
    for run in told.scalars(select(CourseRun)):
        assert states[run.id, EnrolmentState.ENROLLED] <= run.seats
        assert not states[run.id, EnrolmentState.WAITING] or states[run.id, EnrolmentState.ENROLLED] == run.seats
    assert sum(count for (_, state), count in states.items() if state == EnrolmentState.WAITING) == 2


def test_certificates_verify_by_their_code_and_name(told):
    held = {row.code: row for row in told.scalars(select(Certificate))}
    attended = told.scalars(select(Enrolment).where(Enrolment.attended_at.is_not(None))).all()
    assert len(held) == len(attended) > 200
    for enrolment in attended:
        certificate = held[digest_code(enrolment.certificate)]
        assert certificate.holder == digest_holder(enrolment.certificate, enrolment.employee.name)
        assert (certificate.title, certificate.hours) == (enrolment.run.course.title, enrolment.hours)


def test_plans_to_learn_are_open_done_and_dropped(told):
    items = told.scalars(select(DevelopmentItem)).all()
    assert len(items) == len(ITEMS)
    assert any(item.done_on for item in items)
    assert any(item.dropped for item in items)
    assert sum(not item.done_on and not item.dropped for item in items) >= 3
