"""Reads of objections: those that somebody decides."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from portal.admin import lists
from portal.admin.evaluations.queries import decided_by
from portal.admin.lists import Asked, Page
from portal.domain.evaluations import Term
from portal.domain.objections import Decision
from portal.domain.periods import WITA
from portal.models.employees import Employee
from portal.models.evaluations import Evaluation, Objection

FILTERS = ("state",)
OPEN, DECIDED = "open", "decided"

_OFFICER, _SUPERVISOR = aliased(Employee), aliased(Employee)


@dataclass(frozen=True, kw_only=True, slots=True)
class ObjectionLine:
    """An objection in its decider's list."""

    id: int
    employee: str
    supervisor: str
    term: Term
    filed_on: date
    decide_by: date
    decision: Decision | None


def list_objections(session: Session, wanted: Asked, decider_id: int) -> Page[ObjectionLine]:
    """Return a page of the objections that somebody decides, the most pressing first."""
    statement = (
        select(Objection, Evaluation, _OFFICER.name, _SUPERVISOR.name)
        .join(Evaluation, Evaluation.id == Objection.evaluation_id)
        .join(_OFFICER, _OFFICER.id == Evaluation.employee_id)
        .join(_SUPERVISOR, _SUPERVISOR.id == Evaluation.supervisor_id)
        .where(decided_by(decider_id))
    )
    state = wanted.filters.get("state")
    if state in {OPEN, DECIDED}:
        undecided = Objection.decision.is_(None)
        statement = statement.where(undecided if state == OPEN else ~undecided)
    return lists.page(
        session,
        statement,
        wanted,
        search=[_OFFICER.name, _SUPERVISOR.name],
        sorts={
            "due": (Objection.decision.is_not(None), Objection.decide_by, Objection.id),
            "employee": (_OFFICER.name, Objection.id),
        },
        make=_line,
    )


def _line(row: Any) -> ObjectionLine:
    objection, evaluation, employee, supervisor = row
    return ObjectionLine(
        id=objection.id,
        employee=employee,
        supervisor=supervisor,
        term=Term(year=evaluation.year, quarter=evaluation.quarter),
        filed_on=objection.filed_at.astimezone(WITA).date(),
        decide_by=objection.decide_by,
        decision=Decision(objection.decision) if objection.decision else None,
    )


def find_evaluation_of(session: Session, objection_id: int, decider_id: int) -> int | None:
    """Find the id of the evaluation that an objection is about; None for one that another decides."""
    mine = (Objection.id == objection_id, decided_by(decider_id))
    return session.scalar(select(Objection.evaluation_id).where(*mine))
