"""Reads of evaluations; who asks decides what there is."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, false, or_, select, true
from sqlalchemy.orm import Session, aliased, joinedload, selectinload

from portal.admin import lists
from portal.admin.evaluations.material import gather, with_replies
from portal.admin.lists import Asked, Page
from portal.admin.people import Person
from portal.domain.evaluation_sheet import Sheet, parse
from portal.domain.evaluations import Parties, Side, Term, may_cite, reads_all, side_of
from portal.domain.figures import EditionLine
from portal.domain.periods import WITA
from portal.domain.permissions import Staff
from portal.domain.predicate import Predicate, Rating
from portal.domain.words import Words
from portal.editions import list_editions
from portal.models.employees import Employee
from portal.models.evaluations import Evaluation, Objection
from portal.models.units import Unit

FILTERS = ("year", "quarter")

_OFFICER, _SUPERVISOR = aliased(Employee), aliased(Employee)


@dataclass(frozen=True, kw_only=True, slots=True)
class EvaluationLine:
    """An evaluation in a list. predicate, given: only once it is given. objected, decided: of its objection."""

    id: int
    employee: str
    supervisor: str
    unit: Words
    term: Term
    predicate: Predicate | None
    given_on: date | None
    received: bool
    objected: bool
    decided: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class ObjectionView:
    """An objection and its decision. results, behaviours: the new ratings, None where the old ones hold."""

    id: int
    decider_id: int
    decider: str
    reasons: str
    filed_at: datetime
    decide_by: date
    officer_heard: str
    supervisor_heard: str
    decision: str | None
    decision_reason: str
    results: Rating | None
    behaviours: Rating | None
    decided_at: datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class EvaluationView:
    """An evaluation as it is open to somebody. side: why it is.

    predicate: of the ratings that hold now, also after a decision. objection_until: None before the receipt.
    changed: citations whose stored edition has another hash now, which cannot be unless a guard was removed.
    """

    id: int
    side: Side
    employee_id: int
    supervisor_id: int
    unit_id: int
    sheet: Sheet
    hash: str | None
    predicate: Predicate | None
    given_at: datetime | None
    objection_until: date | None
    comment: str
    received_at: datetime | None
    objection: ObjectionView | None
    changed: frozenset[int]

    @property
    def rated_for_reader(self) -> bool:
        """Tell whether the reader sees ratings: before they are given only the supervisor does."""
        return self.given_at is not None or self.side is Side.SUPERVISOR

    @property
    def in_work(self) -> bool:
        """Tell whether the reader is the supervisor who still works on it."""
        return self.given_at is None and self.side is Side.SUPERVISOR


@dataclass(frozen=True, kw_only=True, slots=True)
class OfficerLine:
    """Somebody of a supervisor's team and their evaluation in a term. evaluation_id: None before it is opened."""

    id: int
    name: str
    position: str
    evaluation_id: int | None
    given: bool


def list_evaluations(session: Session, wanted: Asked, staff: Staff, me: Person | None) -> Page[EvaluationLine]:
    """Return a page of the evaluations that are open to somebody, the newest term first."""
    statement: Select[*tuple[Any, ...]] = (
        select(Evaluation, _OFFICER.name, _SUPERVISOR.name, Unit, Objection)
        .join(_OFFICER, _OFFICER.id == Evaluation.employee_id)
        .join(_SUPERVISOR, _SUPERVISOR.id == Evaluation.supervisor_id)
        .join(Unit, Unit.id == Evaluation.unit_id)
        .outerjoin(Objection, Objection.evaluation_id == Evaluation.id)
        .where(_open_to(staff, me))
    )
    for name, column in (("year", Evaluation.year), ("quarter", Evaluation.quarter)):
        value = wanted.filters.get(name, "")
        if value.isascii() and value.isdigit() and len(value) <= 4:
            statement = statement.where(column == int(value))
    newest = (Evaluation.year.desc(), Evaluation.quarter.desc(), _OFFICER.name, Evaluation.id)
    return lists.page(
        session,
        statement,
        wanted,
        search=[_OFFICER.name, _SUPERVISOR.name, Unit.name_id],
        sorts={
            "term": newest,
            "employee": (_OFFICER.name, Evaluation.id),
            "unit": (Unit.name_id, Evaluation.id),
        },
        make=_line,
    )


def _open_to(staff: Staff, me: Person | None) -> ColumnElement[bool]:
    """Return the condition that says in SQL what `side_of` says of one evaluation."""
    offices = reads_all(staff)
    if offices is None:
        return true()
    by_post = Evaluation.unit_id.in_(offices) if offices else false()
    if me is None:
        return by_post
    if not me.here:
        return or_(Evaluation.employee_id == me.id, by_post)
    still_leads = or_(Evaluation.given_at.is_not(None), _OFFICER.supervisor_id == me.id)
    as_supervisor = and_(Evaluation.supervisor_id == me.id, still_leads)
    return or_(Evaluation.employee_id == me.id, as_supervisor, decided_by(me.id), by_post)


def decided_by(officer_id: int | ScalarSelect[int]) -> ColumnElement[bool]:
    """Return the condition that an officer decides an objection: also whoever followed a decider who left."""
    gone = Objection.decider.has(Employee.left_on.is_not(None))
    followed = Objection.evaluation.has(Evaluation.supervisor.has(Employee.supervisor_id == officer_id))
    return or_(Objection.decider_id == officer_id, and_(Objection.decision.is_(None), gone, followed))


def _line(row: Any) -> EvaluationLine:
    evaluation, employee, supervisor, unit, objection = row
    return EvaluationLine(
        id=evaluation.id,
        employee=employee,
        supervisor=supervisor,
        unit=unit.name,
        term=Term(year=evaluation.year, quarter=evaluation.quarter),
        predicate=Predicate(evaluation.predicate) if evaluation.predicate else None,
        given_on=evaluation.given_at.astimezone(WITA).date() if evaluation.given_at else None,
        received=evaluation.received_at is not None,
        objected=objection is not None,
        decided=objection is not None and objection.decision is not None,
    )


def list_officers(session: Session, supervisor_id: int, term: Term) -> tuple[OfficerLine, ...]:
    """Return a supervisor's direct reports who are still here, each with their evaluation in a term, by name."""
    of_term = and_(
        Evaluation.employee_id == Employee.id, Evaluation.year == term.year, Evaluation.quarter == term.quarter
    )
    rows = session.execute(
        select(Employee, Evaluation.id, Evaluation.given_at, Evaluation.supervisor_id)
        .outerjoin(Evaluation, of_term)
        .where(Employee.supervisor_id == supervisor_id, Employee.left_on.is_(None))
        .order_by(Employee.name, Employee.id)
    )
    return tuple(
        OfficerLine(
            id=employee.id,
            name=employee.name,
            position=employee.position,
            evaluation_id=number if supervisor == supervisor_id else None,
            given=given_at is not None,
        )
        for employee, number, given_at, supervisor in rows
    )


def find_evaluation(
    session: Session, evaluation_id: int, staff: Staff, me: Person | None, *, demo: bool = False
) -> EvaluationView | None:
    """Find an evaluation that is open to somebody; None for one that is not, as if it were not there."""
    row = _find(session, evaluation_id)
    decider = _decider(session, row.objection) if row and row.objection else None
    if row is None:
        return None
    side = side_of(staff, me.id if me else None, _parties(row, decider), here=me is None or me.here)
    if side is None:
        return None
    sheet = with_replies(parse(row.document), row.citations) if row.document else gather(session, row, demo=demo)
    return EvaluationView(
        id=row.id,
        side=side,
        employee_id=row.employee_id,
        supervisor_id=row.supervisor_id,
        unit_id=row.unit_id,
        sheet=sheet,
        hash=row.hash,
        predicate=Predicate(row.predicate) if row.predicate else None,
        given_at=row.given_at,
        objection_until=row.objection_until,
        comment=row.comment,
        received_at=row.received_at,
        objection=_objection(row.objection, decider) if row.objection and decider else None,
        changed=_changed(session, row),
    )


def hold(session: Session, evaluation_id: int) -> None:
    """Lock an evaluation until the transaction ends, so that what is read of it now is what gets signed."""
    session.execute(select(Evaluation.id).where(Evaluation.id == evaluation_id).with_for_update())


def _find(session: Session, evaluation_id: int) -> Evaluation | None:
    return session.scalar(
        select(Evaluation)
        .where(Evaluation.id == evaluation_id)
        .options(
            joinedload(Evaluation.employee),
            joinedload(Evaluation.supervisor),
            joinedload(Evaluation.unit),
            joinedload(Evaluation.objection).joinedload(Objection.decider),
            selectinload(Evaluation.citations),
            selectinload(Evaluation.ratings),
        )
    )


def _decider(session: Session, row: Objection) -> Employee:
    """Return who decides an objection: the one it was filed to, or whoever followed when they left."""
    if row.decision is None and row.decider.left_on is not None:
        return find_decider(session, row.evaluation.supervisor_id) or row.decider
    return row.decider


def _parties(row: Evaluation, decider: Employee | None) -> Parties:
    assesses = row.given_at is not None or row.employee.supervisor_id == row.supervisor_id
    return Parties(
        employee_id=row.employee_id,
        supervisor_id=row.supervisor_id if assesses else None,
        decider_id=decider.id if decider else None,
        unit_id=row.unit_id,
    )


def _objection(row: Objection, decider: Employee) -> ObjectionView:
    return ObjectionView(
        id=row.id,
        decider_id=decider.id,
        decider=decider.name,
        reasons=row.reasons,
        filed_at=row.filed_at,
        decide_by=row.decide_by,
        officer_heard=row.officer_heard,
        supervisor_heard=row.supervisor_heard,
        decision=row.decision,
        decision_reason=row.decision_reason,
        results=Rating(row.results) if row.results else None,
        behaviours=Rating(row.behaviours) if row.behaviours else None,
        decided_at=row.decided_at,
    )


def _changed(session: Session, row: Evaluation) -> frozenset[int]:
    stored = {line.id: line.hash for line in list_editions(session, row.unit.slug)} if row.citations else {}
    return frozenset(each.id for each in row.citations if stored.get(each.edition_id) != each.hash)


def citable_editions(session: Session, evaluation: EvaluationView) -> list[EditionLine]:
    """Return the editions that an evaluation may still cite, newest first."""
    sheet = evaluation.sheet
    used = frozenset(citation.edition for citation in sheet.citations)
    return [
        line
        for line in list_editions(session, sheet.unit_slug)
        if may_cite(line, unit_slug=sheet.unit_slug, term=sheet.term, cited=used)
    ]


def find_decider(session: Session, supervisor_id: int) -> Employee | None:
    """Find who would decide an objection: the supervisor's superior; None while none who is here is recorded."""
    above = select(Employee.supervisor_id).where(Employee.id == supervisor_id).scalar_subquery()
    return session.scalar(select(Employee).where(Employee.id == above, Employee.left_on.is_(None)))
