"""A small world of training for tests: an office, officers who are signed in, courses and their runs."""

import secrets
from datetime import UTC, date, datetime, timedelta
from typing import Any

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.admin.training import actions, enrolments
from portal.domain.periods import WITA
from portal.domain.permissions import Role
from portal.domain.training import Competence, CourseForm
from portal.models import Course, CourseRun, Employee, Enrolment, Unit
from tests.performance import make_employee
from tests.staff import StaffClient, make_account, sign_in

NOW = datetime.now(WITA)
TODAY = NOW.date()
TOMORROW = TODAY + timedelta(days=1)
ROOM = "/staf/pelatihan"


def as_officer(
    app: Flask, session: Session, unit: Unit, supervisor: Employee | None = None, **changes: Any
) -> tuple[StaffClient, Employee]:
    """Return a client on which an officer is signed in, and the officer."""
    account = make_account(session, role=Role.EMPLOYEE, unit=unit)
    client = StaffClient(app)
    sign_in(client, account)
    return client, make_employee(session, unit, supervisor, account, **changes)


def make_course(session: Session, **changes: Any) -> Course:
    """Add a course about time."""
    values: dict[str, Any] = {
        "title": "Manajemen Waktu Pelayanan",
        "form": CourseForm.CLASSICAL,
        "competence": Competence.RESULTS,
        "hours": 8,
        "provider": "BKPSDM",
        "summary": "",
    }
    course = actions.add_course(session, actions.CourseFacts(**(values | changes)))
    session.commit()
    return course


def make_run(
    session: Session,
    course: Course,
    *,
    starts_on: date = TOMORROW,
    ends_on: date | None = None,
    seats: int = 10,
) -> CourseRun:
    """Add a run of a course, also one of the past."""
    facts = actions.RunFacts(starts_on=starts_on, ends_on=ends_on or starts_on, place="Aula", seats=seats)
    run = actions.add_run(session, course, facts, today=starts_on)
    session.commit()
    return run


def attend(session: Session, run: CourseRun, officer: Employee) -> Enrolment:
    """Let an officer attend the first day of a run."""
    noon = datetime(run.starts_on.year, run.starts_on.month, run.starts_on.day, 4, tzinfo=UTC)
    found = enrolments.attend(session, run, officer.id, now=noon, draw=secrets.token_bytes)
    session.commit()
    return found


def enrolment_of(session: Session, officer: Employee) -> Enrolment:
    """Return the one enrolment of an officer, as it is stored now."""
    session.commit()
    return session.scalars(select(Enrolment).where(Enrolment.employee_id == officer.id)).one()
