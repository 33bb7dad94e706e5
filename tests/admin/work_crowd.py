"""Many officers at work: ten indicators each, ten entries an indicator, five evaluations a year."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from portal.db import Model
from portal.models import (
    Account,
    Course,
    CourseRun,
    Employee,
    Enrolment,
    Entry,
    Evaluation,
    Goal,
    Indicator,
    Measure,
    Plan,
    PlanRow,
    Unit,
)

NOW = datetime(2026, 11, 2, tzinfo=UTC)
YEAR = 2026
TEAM = 10
"""Officers of an office: one leads, the others are led."""
INDICATORS, ENTRIES = 10, 10


def add_work(session: Session, officers: int, account: Account) -> None:
    """Add offices of ten officers each with their year's work; the first office's head has the account.

    The site must be there.
    """
    offices = range(1, officers // TEAM + 1)
    _insert(session, Unit, [_unit(n) for n in offices])
    people = range(1, officers + 1)
    _insert(session, Employee, [_employee(n, account) for n in people])
    _insert(session, Goal, [{"id": n, "employee_id": n, "year": YEAR} for n in people])
    led = [n for n in people if _head(n) is not None]
    _insert(session, Plan, [_plan(n) for n in led])
    _insert(session, PlanRow, [_row(n) for n in led])
    measures = [(n, k) for n in led for k in range(INDICATORS)]
    _insert(session, Measure, [_measure(n, k) for n, k in measures])
    _insert(session, Indicator, [_indicator(n, k) for n, k in measures])
    _insert(session, Entry, [_entry(n, k, month) for n, k in measures for month in range(1, ENTRIES + 1)])
    session.execute(update(Plan).values(state="approved", approved_at=NOW))
    _insert(session, Evaluation, [_evaluation(n, quarter) for n in led for quarter in range(5)])
    session.add(Course(id=1, title="Manajemen waktu", form="classical", competence="results", hours=8))
    session.flush()
    session.add(
        CourseRun(id=1, course_id=1, starts_on=NOW.date(), ends_on=NOW.date(), place="Aula", seats=officers)
    )
    session.flush()
    _insert(session, Enrolment, [_enrolment(n) for n in people])
    session.commit()


def _head(number: int) -> int | None:
    """Return who leads an officer: the first of the ten; None for the first ones."""
    first = (number - 1) // TEAM * TEAM + 1
    return None if number == first else first


def _unit(number: int) -> dict[str, Any]:
    return {
        "id": number,
        "slug": f"dinas-{number:03}",
        "name_id": f"Dinas {number:03}",
        "name_en": f"Office {number:03}",
        "officers": TEAM,
        "opened_on": date(2024, 1, 1),
    }


def _employee(number: int, account: Account) -> dict[str, Any]:
    return {
        "id": number,
        "nip": f"{198501012010011000 + number}",
        "name": f"Pegawai {number:04}",
        "status": "pns",
        "grade": "III/b",
        "position": "Analis",
        "unit_id": (number - 1) // TEAM + 1,
        "supervisor_id": _head(number),
        "account_id": account.id if number == 1 else None,
        "since": date(2024, 1, 2),
    }


def _plan(number: int) -> dict[str, Any]:
    return {
        "id": number,
        "employee_id": number,
        "year": YEAR,
        "version": 1,
        "state": "draft",
        "starts_on": date(YEAR, 1, 1),
        "unit_id": (number - 1) // TEAM + 1,
        "supervisor_id": _head(number),
        "support": "",
        "accountability": "",
        "consequences": "",
        "reason": "",
        "returned": "",
        "submitted_at": NOW,
    }


def _row(number: int) -> dict[str, Any]:
    return {
        "id": number,
        "plan_id": number,
        "goal_id": number,
        "number": 1,
        "kind": "main",
        "result": "Berkas selesai",
    }


def _measure(number: int, k: int) -> dict[str, Any]:
    return {
        "id": number * INDICATORS + k,
        "goal_id": number,
        "employee_id": number,
        "year": YEAR,
        "realised": ENTRIES * 1000,
        "entries": ENTRIES,
        "with_evidence": 5,
        "last_on": date(YEAR, ENTRIES, 5),
    }


def _indicator(number: int, k: int) -> dict[str, Any]:
    return {
        "id": number * INDICATORS + k,
        "row_id": number,
        "measure_id": number * INDICATORS + k,
        "aspect": "quantity",
        "name": f"Berkas {k}",
        "unit_name": "berkas",
        "direction": "more",
        "target": 12_000,
        "target_high": None,
        "gathering": "sum",
        "rhythm": "monthly",
        "due_on": date(YEAR, 12, 31),
    }


def _entry(number: int, k: int, month: int) -> dict[str, Any]:
    return {
        "measure_id": number * INDICATORS + k,
        "employee_id": number,
        "on_day": date(YEAR, month, 5),
        "value": 1000,
        "spent": None,
        "note": "",
        "corrects_id": None,
        "recorded_at": NOW,
    }


def _evaluation(number: int, quarter: int) -> dict[str, Any]:
    return {
        "employee_id": number,
        "supervisor_id": _head(number),
        "unit_id": (number - 1) // TEAM + 1,
        "plan_id": number,
        "year": YEAR,
        "quarter": quarter,
        "created_at": NOW,
        "results": "meets",
        "results_reason": "Sesuai",
        "behaviours": "meets",
        "behaviours_reason": "Sesuai",
        "predicate": "good",
        "given_at": NOW,
        "document": "{}",
        "hash": "0" * 64,
        "comment": "",
    }


def _enrolment(number: int) -> dict[str, Any]:
    return {
        "run_id": 1,
        "employee_id": number,
        "state": "enrolled",
        "asked_at": NOW,
        "attended_at": NOW,
        "certificate": f"KODE{number}",
        "hours": 8,
    }


def _insert(session: Session, model: type[Model], rows: list[dict[str, Any]]) -> None:
    session.execute(insert(model), rows)
