"""What waits for somebody in plans, feedback, evaluations and objections."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from portal.admin.evaluations.queries import decided_by
from portal.db import Model
from portal.domain.permissions import Permission, Staff
from portal.models.employees import Employee
from portal.models.evaluations import Citation, Evaluation, Objection
from portal.models.plans import Plan
from portal.models.progress import Dialogue, FeedbackNote

Count = Select[*tuple[Any, ...]]

_ME = aliased(Employee)


def counts(staff: Staff) -> Iterator[tuple[str, Count]]:
    """Yield key -> the statement that counts what waits, for each part of somebody's work."""
    if staff.may(Permission.DECIDE_OBJECTIONS):
        me = select(_ME.id).where(_ME.account_id == staff.account_id).scalar_subquery()
        yield "objections_to_decide", _count(Objection, decided_by(me), Objection.decision.is_(None))
    if staff.may(Permission.LEAD_TEAM):
        submitted = (Plan.employee.has(_is(Employee.supervisor_id, staff)), Plan.state == "submitted")
        yield "plans_to_approve", _count(Plan, *submitted)
    if staff.may(Permission.EVALUATE):
        still_led = Evaluation.employee.has(Employee.supervisor_id == Evaluation.supervisor_id)
        mine = (_is(Evaluation.supervisor_id, staff), still_led, Evaluation.given_at.is_(None))
        yield "evaluations_to_give", _count(Evaluation, *mine)
    if staff.may(Permission.EDIT_OWN_PLAN):
        yield from _own(staff)


def _own(staff: Staff) -> Iterator[tuple[str, Count]]:
    returned = (_is(Plan.employee_id, staff), Plan.state == "draft", Plan.returned != "")
    yield "plans_returned", _count(Plan, *returned)
    given = (
        _is(Evaluation.employee_id, staff),
        Evaluation.given_at.is_not(None),
        Evaluation.received_at.is_(None),
    )
    yield "evaluations_to_receive", _count(Evaluation, *given)
    to_me = (Citation.reply.is_(None), Citation.evaluation.has(_is(Evaluation.employee_id, staff)))
    yield "citations_to_answer", _count(Citation, *to_me)
    yield (
        "dialogues_to_confirm",
        _count(Dialogue, _is(Dialogue.employee_id, staff), Dialogue.confirmed_at.is_(None)),
    )
    unseen = (_is(FeedbackNote.employee_id, staff), FeedbackNote.kind != "self", FeedbackNote.seen_at.is_(None))
    yield "notes_unseen", _count(FeedbackNote, *unseen)


def _is(column: InstrumentedAttribute[Any], staff: Staff) -> ColumnElement[bool]:
    """Return the condition that a column names the officer of somebody's account."""
    return column.in_(select(Employee.id).where(Employee.account_id == staff.account_id))


def _count(model: type[Model], *conditions: ColumnElement[bool]) -> Count:
    return select(func.count()).select_from(model).where(*conditions)
