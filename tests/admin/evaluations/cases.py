"""An officer, whoever leads them, and an evaluation of theirs, as far as a test needs it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from portal.admin.evaluations import actions
from portal.admin.evaluations.queries import EvaluationView, find_evaluation
from portal.admin.people import find_person
from portal.domain.behaviours import BEHAVIOUR_KEYS
from portal.domain.evaluations import Subject
from portal.domain.periods import first_day, month_of
from portal.domain.permissions import HeldPost, Role, Staff
from portal.domain.predicate import Rating
from portal.models import Dialogue, Employee, Entry, FeedbackNote, Plan, Unit
from portal.publishing.job import publish
from tests import factories
from tests.admin.forms import submit
from tests.performance import make_employee, make_plan
from tests.staff import make_account, sign_in

YEAR, QUARTER = 2024, 2
MONTH = month_of(date(2024, 3, 1))
READING = "Ia melayani di loket ini dua dari enam bulan; antrean bukan tanggung jawabnya seorang."
REASON = "Empat puluh berkas selesai tepat waktu, dua perlu diperbaiki."
OBJECTION = "Dua bulan itu saya bertugas di loket lain, seperti surat tugas yang saya lampirkan."


@dataclass(frozen=True, kw_only=True)
class Case:
    """Everybody around one officer. clients: by who it is. note: a note of feedback in the term."""

    session: Session
    unit: Unit
    plan: Plan
    people: dict[str, Employee]
    clients: dict[str, FlaskClient]
    note: int

    @property
    def goal(self) -> int:
        """Return the id of the plan's one goal."""
        return self.plan.rows[0].goal_id

    def open(self, quarter: int = QUARTER) -> str:
        """Open the evaluation and return its address."""
        form = {"officer": self.people["officer"].id, "year": YEAR, "quarter": quarter}
        opened = submit(self.clients["supervisor"], "/staf/evaluasi/baru", form)
        assert opened.status_code == 303, opened.text
        return str(opened.location)

    def send(
        self, page: str, to: str, values: dict[str, object] | None = None, by: str = "supervisor"
    ) -> TestResponse:
        """Send one of the page's forms, with a token from a page that costs less."""
        return submit(self.clients[by], page, values, to=f"{page}/{to}", token_from="/staf/saya")

    def rate_all(self, page: str, *, leave_out: str = "") -> None:
        """Rate every item but one and both overall ratings, past the pages."""
        view, evidence = self.view(page), [f"note:{self.note}"]
        items = [(Subject.GOAL, str(self.goal)), *((Subject.BEHAVIOUR, key) for key in BEHAVIOUR_KEYS)]
        for subject, key in items:
            if key != leave_out:
                rated = {"rating": Rating.MEETS, "reason": REASON, "evidence": evidence}
                actions.rate_item(self.session, view, subject=subject, key=key, **rated)
        for subject in Subject:
            actions.rate_overall(self.session, view, subject=subject, rating=Rating.MEETS, reason=REASON)
        self.session.commit()

    def given(self) -> str:
        """Return the address of an evaluation that was given just now: meets in everything, predicate Baik."""
        page = self.open()
        self.rate_all(page)
        assert self.send(page, "serahkan").status_code == 303
        return page

    def view(self, page: str, by: str = "supervisor") -> EvaluationView:
        """Return an evaluation as it is open to somebody."""
        person = find_person(self.session, self.people[by].id)
        role = Role.EMPLOYEE if by == "officer" else Role.SUPERVISOR
        staff = Staff(
            account_id=person.account_id, name="", posts=(HeldPost(role=role, units=frozenset({self.unit.id})),)
        )
        self.session.expire_all()
        return find_evaluation(self.session, int(page.rpartition("/")[2]), staff, person)


def make_case(app: Flask, session: Session, *, edition: bool = False, officers: int = 5) -> Case:
    """Add a director, a supervisor, an officer with an approved plan and progress, a colleague and outsiders.

    edition: publish a figure of the office. officers: how many serve its visitors.
    """
    factories.make_site(session)
    unit = factories.make_unit(session, officers=officers)
    if edition:
        counter = factories.make_counter(session, unit)
        factories.make_responses(session, counter, ["3" * 9] * 12, month=MONTH)
        publish(session, first_day(MONTH + 5))
    people: dict[str, Employee] = {}
    clients: dict[str, FlaskClient] = {}
    for name, role, above in (
        ("director", Role.SUPERVISOR, None),
        ("supervisor", Role.SUPERVISOR, "director"),
        ("other", Role.SUPERVISOR, "director"),
        ("officer", Role.EMPLOYEE, "supervisor"),
        ("colleague", Role.EMPLOYEE, "supervisor"),
        ("auditor", Role.AUDITOR, None),
        ("owner", Role.OWNER, None),
    ):
        account = make_account(session, role=role, unit=unit if role is Role.EMPLOYEE else None, name=name.title())
        clients[name] = app.test_client()
        sign_in(clients[name], account)
        if name not in {"auditor", "owner"}:
            people[name] = make_employee(session, unit, people.get(above or ""), account, name=name.title())
    plan = make_plan(session, people["officer"], year=YEAR)
    note = _add_work(session, people, plan)
    return Case(session=session, unit=unit, plan=plan, people=people, clients=clients, note=note)


def _add_work(session: Session, people: dict[str, Employee], plan: Plan) -> int:
    officer, supervisor = people["officer"], people["supervisor"]
    at = datetime(2024, 5, 6, 2, tzinfo=UTC)
    measure = plan.rows[0].indicators[0].measure_id
    note = FeedbackNote(
        employee_id=officer.id, author_id=supervisor.id, kind="supervisor", text="Sabar di loket.", written_at=at
    )
    first, later = (
        Entry(measure_id=measure, employee_id=officer.id, on_day=day, value=value, recorded_at=at)
        for day, value in ((date(2024, 2, 5), 2_000), (date(2024, 5, 6), 3_000))
    )
    session.add_all([
        note, first, later,
        Entry(measure_id=measure, employee_id=officer.id, on_day=date(2024, 7, 1), value=5_000, recorded_at=at),
        Dialogue(
            employee_id=officer.id, supervisor_id=supervisor.id, year=YEAR, quarter=QUARTER,
            held_on=date(2024, 6, 20), discussed="Antrean pagi.", agreed="Loket dibuka awal.", recorded_at=at,
        ),
    ])  # fmt: skip
    session.commit()
    return note.id
