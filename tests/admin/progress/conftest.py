"""An officer with a supervisor and a plan, and a folder for evidence."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.periods import WITA
from portal.domain.permissions import Role
from portal.models import Account, Employee, Measure, Post, Project
from tests import factories
from tests.performance import make_employee, make_plan
from tests.staff import StaffClient, make_account, sign_in

TODAY = datetime.now(WITA).date()


@dataclass(frozen=True, kw_only=True, slots=True)
class Desk:
    """An officer who is signed in, their supervisor, and what the officer reports on."""

    client: FlaskClient
    officer: Employee
    supervisor: Employee
    measure: Measure
    second: Measure
    project: Measure
    unit: Any


@pytest.fixture
def signed(app):
    """Return a function that signs an account in on a client of its own."""

    def sign(account: Account) -> FlaskClient:
        client = StaffClient(app, use_cookies=True)
        sign_in(client, account)
        return client

    return sign


@pytest.fixture
def evidence_folder(app, tmp_path, monkeypatch):
    """Return the folder that evidence is kept in while a test runs."""
    monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], data=tmp_path))
    return tmp_path / "evidence"


@pytest.fixture
def desk(session, signed, evidence_folder):
    """Set up an office with an officer, a supervisor and an approved plan of this year."""
    factories.make_site(session)
    unit = factories.make_unit(session)
    leading = make_account(session, role=Role.SUPERVISOR, unit=unit)
    leading.posts.append(Post(role=Role.EMPLOYEE, unit_id=unit.id))
    account = make_account(session, role=Role.EMPLOYEE, unit=unit)
    supervisor = make_employee(session, unit, account=leading)
    officer = make_employee(session, unit, supervisor, account)
    measure, second, project = make_measures(session, officer)
    return Desk(
        client=signed(account),
        officer=officer,
        supervisor=supervisor,
        measure=measure,
        second=second,
        project=project,
        unit=unit,
    )


def make_measures(session: Session, officer: Employee) -> list[Measure]:
    """Approve a plan of this year with two indicators and a project, and return their measures."""
    plan = make_plan(session, officer, year=TODAY.year, approved=False, indicators=2)
    row = plan.rows[0]
    project = Measure(goal_id=row.goal_id, employee_id=officer.id, year=TODAY.year)
    session.add(project)
    session.flush()
    row.projects.append(
        Project(
            measure_id=project.id,
            name="Rehabilitasi jembatan",
            start_on=date(TODAY.year, 1, 1),
            finish_on=date(TODAY.year, 12, 31),
            budget=1_000_000_000,
        )
    )
    session.flush()
    plan.state, plan.approved_at = "approved", datetime(TODAY.year, 1, 1, tzinfo=WITA)
    session.commit()
    return list(session.scalars(select(Measure).where(Measure.employee_id == officer.id).order_by(Measure.id)))
