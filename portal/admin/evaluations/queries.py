"""Reads of evaluations; who asks decides what there is."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, false, func, or_, select, true
from sqlalchemy.orm import Session, aliased, joinedload, selectinload

from portal.admin import lists
from portal.admin.lists import Asked, Page
from portal.domain.evaluations import FEW_OFFICERS, Term, may_cite, may_read, reads_all
from portal.domain.figures import EditionLine, Published
from portal.domain.periods import WITA
from portal.domain.permissions import Permission, Role, Staff
from portal.domain.words import Words
from portal.editions import list_editions, read_editions
from portal.models.accounts import Account, Post
from portal.models.evaluations import Citation, Evaluation
from portal.models.units import Unit

FILTERS = ("year", "quarter")

_OFFICER, _SUPERVISOR = aliased(Account), aliased(Account)


@dataclass(frozen=True, kw_only=True, slots=True)
class EvaluationLine:
    """An evaluation in a list. citations, replies: how many."""

    id: int
    employee: str
    supervisor: str
    unit: Words
    term: Term
    citations: int
    replies: int


@dataclass(frozen=True, kw_only=True, slots=True)
class CitationView:
    """An edition as it was cited. changed: the stored edition no longer has the cited hash."""

    id: int
    edition: Published
    hash: str
    reading: str
    cited_at: datetime
    reply: str | None
    replied_at: datetime | None

    @property
    def changed(self) -> bool:
        """Tell whether the edition is not the one that was cited: it cannot be, unless a guard was removed."""
        return self.edition.hash != self.hash


@dataclass(frozen=True, kw_only=True, slots=True)
class EvaluationView:
    """An evaluation with all that belongs to it."""

    id: int
    employee_id: int
    employee: str
    supervisor_id: int
    supervisor: str
    unit_id: int
    unit_slug: str
    unit: Words
    few_officers: bool
    term: Term
    citations: tuple[CitationView, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Officer:
    """Somebody who may be evaluated, at the office of their post."""

    account_id: int
    name: str
    unit_id: int
    unit: Words


def list_evaluations(session: Session, wanted: Asked, staff: Staff) -> Page[EvaluationLine]:
    """Return a page of the evaluations that are open to somebody, the newest term first."""
    counted = func.count(Citation.id), func.count(Citation.reply)
    of_evaluation = Citation.evaluation_id == Evaluation.id
    citations, replies = (select(count).where(of_evaluation).scalar_subquery() for count in counted)
    statement = (
        select(Evaluation, _OFFICER.name, _SUPERVISOR.name, Unit, citations, replies)
        .join(_OFFICER, _OFFICER.id == Evaluation.employee_id)
        .join(_SUPERVISOR, _SUPERVISOR.id == Evaluation.supervisor_id)
        .join(Unit, Unit.id == Evaluation.unit_id)
        .where(_open_to(staff))
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


def _open_to(staff: Staff) -> ColumnElement[bool]:
    everyone = reads_all(staff)
    if everyone is None:
        return true()
    own = (Evaluation.employee_id == staff.account_id, Evaluation.supervisor_id == staff.account_id)
    return or_(*own, Evaluation.unit_id.in_(everyone) if everyone else false())


def _line(row: Any) -> EvaluationLine:
    evaluation, employee, supervisor, unit, citations, replies = row
    return EvaluationLine(
        id=evaluation.id,
        employee=employee,
        supervisor=supervisor,
        unit=unit.name,
        term=Term(year=evaluation.year, quarter=evaluation.quarter),
        citations=citations,
        replies=replies,
    )


def find_evaluation(session: Session, evaluation_id: int, staff: Staff) -> EvaluationView | None:
    """Find an evaluation that is open to somebody; None for one that is not, as if it were not there."""
    row = session.scalar(
        select(Evaluation)
        .where(Evaluation.id == evaluation_id)
        .options(
            joinedload(Evaluation.employee),
            joinedload(Evaluation.supervisor),
            joinedload(Evaluation.unit),
            selectinload(Evaluation.citations),
        )
    )
    if row is None or not may_read(
        staff, employee_id=row.employee_id, supervisor_id=row.supervisor_id, unit_id=row.unit_id
    ):
        return None
    read = read_editions(session, [citation.edition_id for citation in row.citations])
    return EvaluationView(
        id=row.id,
        employee_id=row.employee_id,
        employee=row.employee.name,
        supervisor_id=row.supervisor_id,
        supervisor=row.supervisor.name,
        unit_id=row.unit_id,
        unit_slug=row.unit.slug,
        unit=row.unit.name,
        few_officers=row.unit.officers < FEW_OFFICERS or any(edition.few_officers for edition in read.values()),
        term=Term(year=row.year, quarter=row.quarter),
        citations=tuple(_citation(citation, read[citation.edition_id]) for citation in row.citations),
    )


def _citation(row: Citation, edition: Published) -> CitationView:
    return CitationView(
        id=row.id,
        edition=edition,
        hash=row.hash,
        reading=row.reading,
        cited_at=row.cited_at.astimezone(WITA),
        reply=row.reply,
        replied_at=row.replied_at.astimezone(WITA) if row.replied_at else None,
    )


def citable_editions(session: Session, evaluation: EvaluationView) -> list[EditionLine]:
    """Return the editions that an evaluation may still cite, newest first."""
    cited = frozenset(citation.edition.id for citation in evaluation.citations)
    return [
        line
        for line in list_editions(session, evaluation.unit_slug)
        if may_cite(line, unit_slug=evaluation.unit_slug, term=evaluation.term, cited=cited)
    ]


def list_officers(session: Session, staff: Staff) -> list[Officer]:
    """Return whom a supervisor may evaluate: active officers with a post at an office in reach, by name."""
    statement = (
        select(Account.id, Account.name, Unit)
        .join(Post, Post.account_id == Account.id)
        .join(Unit, Unit.id == Post.unit_id)
        .where(Post.role == Role.EMPLOYEE, Account.active, Account.id != staff.account_id)
        .order_by(Account.name, Account.id, Unit.id)
    )
    statement = lists.within(statement, Post.unit_id, staff.reach(Permission.EVALUATE))
    return [
        Officer(account_id=row.id, name=row.name, unit_id=row.Unit.id, unit=row.Unit.name)
        for row in session.execute(statement)
    ]
