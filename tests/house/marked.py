"""A place in which every word about persons carries a mark, so that it can be looked for where it must not be."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy.orm import Session

from portal.domain.certificates import digest_code, digest_holder
from portal.domain.permissions import Role
from portal.models import (
    Action,
    AuditEntry,
    Certificate,
    Citation,
    Course,
    CourseRun,
    DevelopmentItem,
    Dialogue,
    Edition,
    Employee,
    Enrolment,
    Entry,
    Evaluation,
    Evidence,
    Expectation,
    FeedbackNote,
    ItemRating,
    Milestone,
    Notice,
    Objection,
    Plan,
    Project,
    Report,
    StaffSession,
    Unit,
    UnitLevel,
)
from tests.performance import make_employee, make_plan
from tests.staff import make_account

MARK = "Zqrahasia"
NIP = "1985122520100170"
"""What the marked officers' NIPs begin with."""
CODE = "ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ"
NOW, DAY = datetime(2026, 6, 3, 4, 0, tzinfo=UTC), date(2026, 6, 3)


def m(word: str) -> str:
    """Return a marked word."""
    return f"{MARK} {word}"


def fill(session: Session, unit: Unit, edition: Edition) -> None:
    """Add six officers of an office with all that the portal can know of officers, and one certificate."""
    head, *officers = [_officer(session, unit, number) for number in range(6)]
    for officer in officers:
        officer.supervisor_id = head.id
    session.commit()
    for officer in (head, *officers):
        _work(session, _plan(session, officer, head))
    _talk(session, officers[0], head, edition)
    _train(session, officers[0])
    _office_papers(session, unit, edition)
    session.commit()


def _officer(session: Session, unit: Unit, number: int) -> Employee:
    account = make_account(
        session, role=Role.EMPLOYEE, unit=unit, name=m(f"Akun {number}"), email=f"{MARK}{number}@bulungan.go.id"
    )
    words = {"name": m(f"Nama {number}"), "position": m("Jabatan"), "grade": m("III/b")}
    return make_employee(session, unit, None, account, nip=f"{NIP}{number:02}", **words)


def _plan(session: Session, officer: Employee, head: Employee) -> Plan:
    plan = make_plan(session, officer, approved=False, supervisor_id=head.id, support=m("Dukungan"))
    row = plan.rows[0]
    row.result = m("Hasil kerja")
    for indicator in row.indicators:
        indicator.name, indicator.unit_name = m("Indikator"), m("berkas")
    project = Project(
        measure_id=row.indicators[0].measure_id, name=m("Proyek"), start_on=date(2026, 1, 5),
        finish_on=date(2026, 12, 1), budget=900_000_000,
    )  # fmt: skip
    project.milestones.append(Milestone(name=m("Tahap"), due_on=DAY, weight=100_000, cost=900_000_000))
    row.projects.append(project)
    plan.expectations.append(Expectation(behaviour="service", text=m("Ekspektasi")))
    session.flush()
    plan.state, plan.approved_at = "approved", datetime(2026, 1, 15, tzinfo=UTC)
    session.commit()
    return plan


def _work(session: Session, plan: Plan) -> None:
    measure = plan.rows[0].indicators[0].measure_id
    entry = Entry(
        measure_id=measure,
        employee_id=plan.employee_id,
        on_day=DAY,
        value=7_000,
        note=m("Catatan"),
        recorded_at=NOW,
    )
    entry.evidence = [
        Evidence(name=m("bukti.pdf"), stored=f"{MARK}.pdf", media_type="application/pdf"),
        Evidence(link=f"https://bulungan.go.id/{MARK}"),
    ]
    session.add(entry)


def _talk(session: Session, officer: Employee, head: Employee, edition: Edition) -> None:
    people = {"employee_id": officer.id, "supervisor_id": head.id}
    evaluation = Evaluation(
        **people, unit_id=officer.unit_id, year=2026, quarter=1, created_at=NOW, results="meets",
        results_reason=m("Alasan hasil"), behaviours_reason=m("Alasan perilaku"), comment=m("Tanggapan"),
    )  # fmt: skip
    session.add_all(
        [
            FeedbackNote(
                employee_id=officer.id, author_id=head.id, kind="supervisor", text=m("Umpan balik"), written_at=NOW
            ),
            Dialogue(
                **people,
                year=2026,
                quarter=1,
                held_on=DAY,
                discussed=m("Bicara"),
                agreed=m("Sepakat"),
                recorded_at=NOW,
            ),
            evaluation,
        ]
    )
    session.flush()
    session.add_all(
        [
            Citation(
                evaluation_id=evaluation.id, edition_id=edition.id, hash=edition.hash, reading=m("Pembacaan"),
                cited_at=NOW,
            ),
            ItemRating(
                evaluation_id=evaluation.id, subject="behaviour", key="service", rating="meets", reason=m("Alasan")
            ),
            Objection(
                evaluation_id=evaluation.id, decider_id=head.id, reasons=m("Keberatan"), filed_at=NOW,
                decide_by=DAY,
            ),
        ]
    )  # fmt: skip


def _train(session: Session, officer: Employee) -> None:
    """Train an officer; the certificate's row holds the only words that are meant to be public."""
    course = Course(title=m("Kursus"), form="classical", competence="service", hours=8)
    run = CourseRun(starts_on=DAY, ends_on=DAY, place=m("Aula"), seats=20)
    course.runs.append(run)
    session.add(course)
    session.flush()
    session.add_all(
        [
            Enrolment(
                run_id=run.id, employee_id=officer.id, state="enrolled", asked_at=NOW, attended_at=NOW,
                certificate=f"{MARK}-1",
            ),
            DevelopmentItem(
                employee_id=officer.id, year=2026, competence="service", source="own_wish", reason=m("Perlu"),
                step=m("Langkah"), due_on=DAY, made_at=NOW,
            ),
            Certificate(
                code=digest_code(CODE), holder=digest_holder(CODE, officer.name), title="Pelayanan publik",
                hours=8, held_on=DAY,
            ),
        ]
    )  # fmt: skip


def _office_papers(session: Session, unit: Unit, edition: Edition) -> None:
    account = make_account(session, role=None, name=m("Purnama"))
    session.add_all(
        [
            UnitLevel(unit_id=unit.id, year=2026, quarter=1, level="good", reason=m("Alasan tingkat")),
            Report(unit_id=unit.id, kind="semester", sequence=edition.sequence, texts={"intro": m("Laporan")}),
            Notice(account_id=account.id, made_on=DAY, subject=m("Ringkasan"), body=m("Menunggu")),
            AuditEntry(at=NOW, who=m("Pelihat"), verb="saw", subject="evaluations", subject_id="1", detail={}),
            StaffSession(
                id=bytes(32), account_id=account.id, data={}, agent=m("Peramban"), created_at=NOW, seen_at=NOW
            ),
            Action(
                unit_id=unit.id, edition_id=edition.id, element="waktu", program=m("Program"), owner="Kasubag",
                due_on=DAY, wording_id="Loket kedua dibuka.", wording_en="A second counter opens.", subject="a1",
                evidence=m("Bukti tindakan"), created_on=DAY,
            ),
        ]
    )  # fmt: skip


def is_marked(value: Any) -> bool:
    """Tell whether a stored value carries the mark."""
    return MARK.casefold() in str(value).casefold()
