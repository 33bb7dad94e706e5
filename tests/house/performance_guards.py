"""What test_guards tries on the tables of performance."""

from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from portal.models import (
    Achievement,
    Certificate,
    Course,
    CourseRun,
    DevelopmentItem,
    Dialogue,
    Enrolment,
    Entry,
    Evidence,
    Expectation,
    FeedbackNote,
    Indicator,
    ItemRating,
    Measure,
    Milestone,
    Objection,
    Plan,
    PlanRow,
    Project,
    Unit,
)
from portal.models.employees import Employee
from portal.models.evaluations import Citation, Evaluation
from tests.performance import make_employee, make_plan

NOW = datetime(2024, 4, 2, 1, 0, tzinfo=UTC)
DAY = date(2024, 4, 2)

_NEVER_DELETED = (
    "personnel_employees", "personnel_employments", "personnel_goals", "personnel_measures", "personnel_entries",
    "personnel_evidence", "personnel_feedback_notes", "personnel_dialogues", "personnel_evaluations",
    "personnel_citations", "personnel_objections", "personnel_courses", "personnel_course_runs",
    "personnel_enrolments", "personnel_development_items", "record_achievements", "record_certificates",
)  # fmt: skip

_APPROVED = "(SELECT id FROM personnel_plans WHERE state = 'approved')"
_ROW = f"(SELECT id FROM personnel_plan_rows WHERE plan_id = {_APPROVED})"
_PROJECT = f"(SELECT id FROM personnel_projects WHERE row_id = {_ROW})"
_GIVEN = "(SELECT id FROM personnel_evaluations WHERE received_at IS NOT NULL)"
_CHANGED = "(SELECT evaluation_id FROM personnel_objections WHERE decision = 'changed')"

FORBIDDEN = {
    **{(table, "DELETE"): [f"DELETE FROM {table}"] for table in _NEVER_DELETED},
    ("personnel_employments", "UPDATE"): ["UPDATE personnel_employments SET grade = 'IV/a'"],
    ("personnel_goals", "UPDATE"): ["UPDATE personnel_goals SET year = 2020"],
    ("personnel_entries", "UPDATE"): [
        "UPDATE personnel_entries SET value = value + 1",
        "UPDATE personnel_entries SET note = 'Lain'",
    ],
    ("personnel_evidence", "UPDATE"): ["UPDATE personnel_evidence SET link = 'https://lain.example'"],
    ("record_achievements", "UPDATE"): ["UPDATE record_achievements SET document = '{}'"],
    ("record_certificates", "UPDATE"): ["UPDATE record_certificates SET hours = 99"],
    ("personnel_plan_rows", "INSERT"): [
        "INSERT INTO personnel_plan_rows (plan_id, goal_id, number, kind, result)"
        f" SELECT {_APPROVED}, max(id), 9, 'main', 'Lain' FROM personnel_goals"
    ],
    ("personnel_plan_rows", "UPDATE"): [
        f"UPDATE personnel_plan_rows SET result = 'Lain' WHERE plan_id = {_APPROVED}",
        f"UPDATE personnel_plan_rows SET plan_id = {_APPROVED} WHERE plan_id <> {_APPROVED}",
    ],
    ("personnel_plan_rows", "DELETE"): [f"DELETE FROM personnel_plan_rows WHERE plan_id = {_APPROVED}"],
    ("personnel_expectations", "INSERT"): [
        f"INSERT INTO personnel_expectations (plan_id, behaviour, text) SELECT {_APPROVED}, 'loyal', 'Lain'"
    ],
    ("personnel_expectations", "UPDATE"): [
        f"UPDATE personnel_expectations SET text = 'Lain' WHERE plan_id = {_APPROVED}"
    ],
    ("personnel_expectations", "DELETE"): [f"DELETE FROM personnel_expectations WHERE plan_id = {_APPROVED}"],
    ("personnel_indicators", "INSERT"): [
        "INSERT INTO personnel_indicators (row_id, measure_id, aspect, name, unit_name, direction, target,"
        f" gathering, rhythm, due_on) SELECT {_ROW}, max(id), 'time', 'Lain', 'hari', 'less', 1, 'sum', 'monthly',"
        " '2024-12-31' FROM personnel_measures"
    ],
    ("personnel_indicators", "UPDATE"): [f"UPDATE personnel_indicators SET target = 1 WHERE row_id = {_ROW}"],
    ("personnel_indicators", "DELETE"): [f"DELETE FROM personnel_indicators WHERE row_id = {_ROW}"],
    ("personnel_projects", "INSERT"): [
        "INSERT INTO personnel_projects (row_id, measure_id, name, start_on, finish_on, budget)"
        f" SELECT {_ROW}, max(id) + 1, 'Lain', '2024-01-01', '2024-02-01', 5 FROM personnel_measures"
    ],
    ("personnel_projects", "UPDATE"): [f"UPDATE personnel_projects SET budget = 1 WHERE row_id = {_ROW}"],
    ("personnel_projects", "DELETE"): [f"DELETE FROM personnel_projects WHERE row_id = {_ROW}"],
    ("personnel_milestones", "INSERT"): [
        "INSERT INTO personnel_milestones (project_id, name, due_on, weight, cost)"
        f" SELECT {_PROJECT}, 'Lain', '2024-02-01', 1, 1"
    ],
    ("personnel_milestones", "UPDATE"): [
        f"UPDATE personnel_milestones SET weight = 1 WHERE project_id = {_PROJECT}"
    ],
    ("personnel_milestones", "DELETE"): [f"DELETE FROM personnel_milestones WHERE project_id = {_PROJECT}"],
    ("personnel_item_ratings", "INSERT"): [
        "INSERT INTO personnel_item_ratings (evaluation_id, subject, key, rating, reason, evidence)"
        f" SELECT {_GIVEN}, 'behaviour', 'adaptive', 'above', 'Lain', '[]'"
    ],
    ("personnel_item_ratings", "UPDATE"): [
        f"UPDATE personnel_item_ratings SET rating = 'above' WHERE evaluation_id = {_GIVEN}"
    ],
    ("personnel_item_ratings", "DELETE"): [f"DELETE FROM personnel_item_ratings WHERE evaluation_id = {_GIVEN}"],
    ("personnel_plans", "DELETE"): ["DELETE FROM personnel_plans WHERE state = 'approved'"],
    ("personnel_plans", "UPDATE"): [
        "UPDATE personnel_plans SET support = 'Lain' WHERE state = 'approved'",
        "UPDATE personnel_plans SET starts_on = '2024-02-01', state = 'replaced' WHERE state = 'approved'",
        "UPDATE personnel_plans SET state = 'draft' WHERE state = 'approved'",
        "UPDATE personnel_plans SET year = 2020",
    ],
    ("personnel_measures", "UPDATE"): ["UPDATE personnel_measures SET year = 2020"],
    ("personnel_feedback_notes", "UPDATE"): [
        "UPDATE personnel_feedback_notes SET text = 'Lain'",
        "UPDATE personnel_feedback_notes SET seen_at = NULL WHERE seen_at IS NOT NULL",
    ],
    ("personnel_dialogues", "UPDATE"): [
        "UPDATE personnel_dialogues SET agreed = 'Lain'",
        "UPDATE personnel_dialogues SET reply = 'Lain' WHERE confirmed_at IS NOT NULL",
    ],
    ("personnel_citations", "INSERT"): [
        "INSERT INTO personnel_citations (evaluation_id, edition_id, hash, reading, cited_at)"
        f" SELECT {_GIVEN}, edition_id, hash, 'Lain', cited_at FROM personnel_citations WHERE reply IS NULL"
    ],
    ("personnel_citations", "UPDATE"): [
        "UPDATE personnel_citations SET reading = 'Lain'",
        "UPDATE personnel_citations SET hash = 'x'",
        "UPDATE personnel_citations SET reply = 'Berubah' WHERE reply IS NOT NULL",
    ],
    ("personnel_evaluations", "UPDATE"): [
        "UPDATE personnel_evaluations SET quarter = 4",
        "UPDATE personnel_evaluations SET results = 'above' WHERE given_at IS NOT NULL",
        "UPDATE personnel_evaluations SET document = 'Lain' WHERE given_at IS NOT NULL",
        "UPDATE personnel_evaluations SET comment = 'Lain' WHERE received_at IS NOT NULL",
        "UPDATE personnel_evaluations SET given_at = NULL, received_at = NULL WHERE given_at IS NOT NULL",
        "UPDATE personnel_evaluations SET objection_until = '2024-05-02' WHERE received_at IS NOT NULL",
        "UPDATE personnel_evaluations SET objection_until = '2024-05-02' WHERE given_at IS NOT NULL"
        " AND received_at IS NULL",
        f"UPDATE personnel_evaluations SET predicate = 'very_good' WHERE id = {_GIVEN}",
    ],
    ("personnel_objections", "UPDATE"): [
        "UPDATE personnel_objections SET reasons = 'Lain'",
        "UPDATE personnel_objections SET decision = 'kept'",
    ],
    ("personnel_enrolments", "UPDATE"): [
        "UPDATE personnel_enrolments SET certificate = 'LAIN'",
        "UPDATE personnel_enrolments SET employee_id = employee_id + 1",
        "UPDATE personnel_enrolments SET hours = 99",
    ],
    ("personnel_development_items", "UPDATE"): ["UPDATE personnel_development_items SET reason = 'Lain'"],
}

ALLOWED = {
    "an officer replies": "UPDATE personnel_citations SET reply = 'Setuju' WHERE reply IS NULL",
    "a supervisor is corrected": "UPDATE personnel_evaluations SET supervisor_id = employee_id + 1"
    " WHERE given_at IS NULL",
    "an officer signs for what was received": "UPDATE personnel_evaluations SET received_at = '2024-04-03',"
    " objection_until = '2024-04-24' WHERE given_at IS NOT NULL AND received_at IS NULL",
    "a decision changes the predicate": "UPDATE personnel_evaluations SET predicate = 'very_good'"
    f" WHERE id = {_CHANGED}",
    "a planned step is done": "UPDATE personnel_development_items SET done_on = '2024-04-03'",
    "a later version replaces a plan": "UPDATE personnel_plans SET state = 'replaced' WHERE state = 'approved'",
    "a draft's row changes": "UPDATE personnel_plan_rows SET result = 'Lain'"
    " WHERE plan_id IN (SELECT id FROM personnel_plans WHERE state = 'draft')",
    "a measure moves on": "UPDATE personnel_measures SET realised = 5",
    "a note is seen": "UPDATE personnel_feedback_notes SET seen_at = '2024-04-03' WHERE seen_at IS NULL",
    "a dialogue is confirmed": "UPDATE personnel_dialogues SET confirmed_at = '2024-04-03'"
    " WHERE confirmed_at IS NULL",
    "an open evaluation is rated": "UPDATE personnel_item_ratings SET rating = 'above'"
    " WHERE evaluation_id IN (SELECT id FROM personnel_evaluations WHERE given_at IS NULL)",
}  # fmt: skip

SHOWING = {
    "record_achievements": [
        "INSERT INTO {} (id, scope, year, quarter, revision, closed_on, hash, document)"
        " VALUES ('y', 'y', 2024, 1, 0, '2024-04-01', 'y', '{{}}')"
    ],
    "record_certificates": [
        "INSERT INTO {} (code, holder, title, hours, held_on) SELECT holder, code, title, hours, held_on"
        " FROM record_certificates"
    ],
}


def fill(session: Session, unit: Unit, edition_id: str) -> None:
    """Add rows to each table that the rules of performance guard."""
    supervisor = make_employee(session, unit)
    officer = make_employee(session, unit, supervisor)
    make_employee(session, unit, supervisor)
    plan = make_plan(session, officer, year=2024)
    _plan_with_project(session, plan)
    make_plan(session, officer, year=2025, approved=False)
    measure = session.query(Measure).order_by(Measure.id).first()
    assert measure is not None
    entry = Entry(
        measure_id=measure.id, employee_id=officer.id, on_day=DAY, value=2000, recorded_at=NOW,
        evidence=[Evidence(link="https://uji.example/1")],
    )  # fmt: skip
    session.add(entry)
    for seen in (None, NOW):
        session.add(
            FeedbackNote(
                employee_id=officer.id, author_id=supervisor.id, kind="supervisor", text="Rapi.", written_at=NOW,
                seen_at=seen,
            )
        )  # fmt: skip
        session.add(
            Dialogue(
                employee_id=officer.id, supervisor_id=supervisor.id, year=2024, quarter=1, held_on=DAY,
                discussed="Antrean", agreed="Loket kedua", recorded_at=NOW, confirmed_at=seen,
            )
        )  # fmt: skip
    _evaluations(session, officer, supervisor, unit, edition_id)
    _training(session, officer)
    session.add(
        Achievement(
            id="x", scope=unit.slug, unit_id=unit.id, year=2024, quarter=1, closed_on=DAY, hash="x", document="{}"
        )
    )
    session.add(Certificate(code=bytes(32), holder=bytes(range(32)), title="Komunikasi", hours=8, held_on=DAY))
    session.flush()


def _plan_with_project(session: Session, plan: Plan) -> None:
    """Add a project and an expectation to a plan that is approved, as a draft would have got them."""
    plan.state = "replaced"
    session.flush()
    draft = Plan(
        employee_id=plan.employee_id, year=plan.year, version=2, reason="Ada proyek", starts_on=plan.starts_on,
        unit_id=plan.unit_id, supervisor_id=plan.supervisor_id,
    )  # fmt: skip
    session.add(draft)
    session.flush()
    first = plan.rows[0]
    row = PlanRow(plan_id=draft.id, goal_id=first.goal_id, number=1, result=first.result)
    session.add_all([row, Expectation(plan_id=draft.id, behaviour="service", text="Ramah")])
    session.flush()
    indicator = first.indicators[0]
    copied = {
        column.name: getattr(indicator, column.name)
        for column in Indicator.__table__.columns
        if column.name not in {"id", "row_id"}
    }
    project = Project(
        row_id=row.id, measure_id=indicator.measure_id, name="Jembatan", start_on=date(2024, 1, 1),
        finish_on=date(2024, 6, 1), budget=1000,
    )  # fmt: skip
    session.add_all([Indicator(**copied, row_id=row.id), project])
    session.flush()
    session.add(Milestone(project_id=project.id, name="Fondasi", due_on=DAY, weight=100_000, cost=1000))
    session.flush()
    draft.state = "approved"
    session.flush()


def _evaluations(session: Session, officer: Employee, supervisor: Employee, unit: Unit, edition_id: str) -> None:
    given, still_open, objected = (
        Evaluation(
            employee_id=officer.id, supervisor_id=supervisor.id, unit_id=unit.id, year=2024, quarter=quarter,
            created_at=NOW,
        )
        for quarter in (1, 2, 3)
    )  # fmt: skip
    session.add_all([given, still_open, objected])
    session.flush()
    for evaluation, reply in ((given, "Setuju"), (still_open, None)):
        session.add(
            Citation(
                evaluation_id=evaluation.id, edition_id=edition_id, hash="0" * 64, reading="Dibahas.",
                cited_at=NOW, reply=reply,
            )
        )  # fmt: skip
        session.add(
            ItemRating(
                evaluation_id=evaluation.id, subject="behaviour", key="service", rating="meets", reason="Ramah.",
                evidence=[],
            )
        )  # fmt: skip
    session.flush()
    for evaluation, decision in ((given, "kept"), (objected, "changed")):
        evaluation.results = evaluation.behaviours = "meets"
        evaluation.predicate, evaluation.document, evaluation.hash = "good", "{}", "x"
        evaluation.given_at = NOW
        session.add(
            Objection(
                evaluation_id=evaluation.id, decider_id=supervisor.id, reasons="Tidak sesuai", filed_at=NOW,
                decide_by=DAY, decision=decision, decided_at=NOW,
            )
        )  # fmt: skip
    given.received_at, given.objection_until = NOW, DAY
    session.flush()


def _training(session: Session, officer: Employee) -> None:
    course = Course(title="Komunikasi", form="classical", competence="communication", hours=8)
    run = CourseRun(course=course, starts_on=DAY, ends_on=DAY, place="Aula", seats=2)
    session.add_all([course, run])
    session.flush()
    session.add_all(
        [
            Enrolment(
                run_id=run.id, employee_id=officer.id, state="enrolled", asked_at=NOW, attended_at=NOW,
                certificate="KODE",
            ),
            DevelopmentItem(
                employee_id=officer.id, year=2024, competence="communication", source="own_wish", reason="Ingin",
                step="Ikut kursus", due_on=DAY, made_at=NOW,
            ),
        ]
    )  # fmt: skip
