"""An officer, whoever leads them, and an evaluation of theirs, as far as a test needs it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from portal.domain.behaviours import BEHAVIOUR_KEYS
from portal.domain.periods import first_day, month_of
from portal.domain.permissions import Role
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
        """Send one of the page's forms."""
        return submit(self.clients[by], page, values, to=f"{page}/{to}")

    def rate_all(self, page: str, *, leave_out: str = "") -> None:
        """Rate every item and both overall ratings."""
        item = {"rating": "meets", "reason": REASON, "evidence": [f"note:{self.note}"]}
        for part in (f"hasil/{self.goal}", *(f"perilaku/{key}" for key in BEHAVIOUR_KEYS)):
            if part != leave_out:
                assert self.send(page, part, item).status_code == 303
        for part in ("keseluruhan/hasil", "keseluruhan/perilaku"):
            assert self.send(page, part, {"rating": "meets", "reason": REASON}).status_code == 303

    def given(self) -> str:
        """Return the address of an evaluation that was given just now: meets in everything, predicate Baik."""
        page = self.open()
        self.rate_all(page)
        assert submit(self.clients["supervisor"], f"{page}/serahkan").status_code == 303
        return page


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
    return Case(unit=unit, plan=plan, people=people, clients=clients, note=note)


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
