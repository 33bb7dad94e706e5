"""The one page of an evaluation: all that it rests on, with the forms of whoever reads it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import render_template
from wtforms import SelectChoice

from portal.admin.clock import today
from portal.admin.evaluations import queries
from portal.admin.evaluations.evidence import NOTE_KINDS, evidence_for
from portal.admin.evaluations.forms import CiteForm, ItemForm, RatingForm, ReceiptForm, ReplyForm
from portal.admin.evaluations.opening import objection_days
from portal.admin.evaluations.queries import EvaluationView
from portal.admin.forms import StaffForm
from portal.admin.names import ASPECTS, DIRECTIONS, PREDICATES, RATINGS, ROW_KINDS, term_name
from portal.admin.objections.forms import DECISIONS
from portal.admin.periods.shown import period_name
from portal.db import db
from portal.domain.behaviours import BEHAVIOURS
from portal.domain.evaluation_sheet import Rated, Sheet, overall_ratings, readiness
from portal.domain.evaluations import UNWRITTEN, Side, Subject, uniform_rating
from portal.domain.figures import EditionLine
from portal.domain.objections import days_left, may_object
from portal.domain.predicate import predicate
from portal.domain.skm import ELEMENTS
from portal.holidays import added_holidays
from portal.i18n import gettext as _

SHOWN: dict[str, Any] = {
    "ratings": RATINGS,
    "predicates": PREDICATES,
    "aspects": ASPECTS,
    "directions": DIRECTIONS,
    "row_kinds": ROW_KINDS,
    "decisions": DECISIONS,
    "behaviours": {behaviour.key: behaviour for behaviour in BEHAVIOURS},
    "elements": {element.key: element.name for element in ELEMENTS},
    "note_kinds": NOTE_KINDS,
    "unwritten": UNWRITTEN,
}
"""The names that templates about an evaluation use."""


def item_id(subject: Subject, key: str) -> str:
    """Return the name of an item's part of the page."""
    return f"{subject}-{key}"


def cite_form(evaluation: EvaluationView, *, sent: bool = True) -> CiteForm:
    """Return the form for citing, with the editions there are; empty unless it was sent."""
    form = CiteForm() if sent else CiteForm(formdata=None)
    form.edition.choices = [
        SelectChoice(line.id, f"{_edition_name(line)} ({line.hash[:8]})")
        for line in queries.citable_editions(db.session, evaluation)
    ]
    return form


def _edition_name(line: EditionLine) -> str:
    return _("Edisi antara %(number)s", number=line.sequence) if line.interim else period_name(line)


def item_form(sheet: Sheet, subject: Subject, key: str) -> ItemForm:
    """Return the form for rating an item as it was sent, with the evidence that fits the item."""
    return _offering(ItemForm(), sheet, subject, key)


def _stored_form(sheet: Sheet, subject: Subject, key: str, rated: Rated | None) -> ItemForm:
    stored: dict[str, Any] = {}
    if rated:
        references = [reference for reference in rated.evidence if reference != UNWRITTEN]
        unwritten = UNWRITTEN in rated.evidence
        stored = {"rating": rated.rating, "reason": rated.reason, "evidence": references, "unwritten": unwritten}
    return _offering(ItemForm(formdata=None, data=stored), sheet, subject, key)


def _offering(form: ItemForm, sheet: Sheet, subject: Subject, key: str) -> ItemForm:
    form.evidence.choices = [SelectChoice(*choice) for choice in evidence_for(sheet, subject, key)]
    return form


def _overall_form(rated: Rated | None) -> RatingForm:
    return RatingForm(formdata=None, data={"rating": rated.rating, "reason": rated.reason} if rated else {})


def _forms(evaluation: EvaluationView) -> dict[str, StaffForm]:
    """Return the forms of the page by the part they belong to: those of whoever reads it."""
    if evaluation.in_work:
        return _supervisors_forms(evaluation)
    if evaluation.side is not Side.OFFICER:
        return {}
    unanswered = (citation for citation in evaluation.sheet.citations if citation.reply is None)
    forms: dict[str, StaffForm] = {f"reply-{citation.id}": ReplyForm(formdata=None) for citation in unanswered}
    return forms | {"receipt": ReceiptForm(formdata=None)}


def _supervisors_forms(evaluation: EvaluationView) -> dict[str, StaffForm]:
    sheet = evaluation.sheet
    items = [
        *((Subject.GOAL, str(goal.id), goal.rated) for goal in sheet.goals),
        *((Subject.BEHAVIOUR, part.key, part.rated) for part in sheet.behaviours),
    ]
    return {item_id(subject, key): _stored_form(sheet, subject, key, rated) for subject, key, rated in items} | {
        "cite": cite_form(evaluation, sent=False),
        "overall-goal": _overall_form(sheet.results),
        "overall-behaviour": _overall_form(sheet.overall_behaviours),
    }


def evaluation_page(evaluation: EvaluationView, sent: Mapping[str, StaffForm] | None = None) -> str:
    """Return an evaluation's page. sent: part -> the form that came back with faults."""
    return render_template("staff/evaluations/show.html", **page_values(evaluation, sent or {}))


def page_values(evaluation: EvaluationView, sent: Mapping[str, StaffForm]) -> dict[str, Any]:
    """Return what the templates about one evaluation show."""
    sheet, day, until = evaluation.sheet, today(), evaluation.objection_until
    chosen, is_given = overall_ratings(sheet), evaluation.given_at is not None
    return SHOWN | {
        "evaluation": evaluation,
        "sheet": sheet,
        "term": term_name(sheet.term),
        "parts": _forms(evaluation) | dict(sent),
        "faulty": next(iter(sent), ""),
        "state": readiness(sheet, day),
        "chosen": predicate(*chosen) if chosen else None,
        "uniform": uniform_rating(sheet.behaviour_ratings),
        "may_object": evaluation.side is Side.OFFICER and is_given and may_object(day, until),
        "days_left": days_left(day, until, added_holidays(db.session)) if until else None,
        "objection_days": objection_days(),
        "overdue": _overdue(evaluation, day),
        "evidence_lines": dict(evidence_for(sheet)),
    }


def _overdue(evaluation: EvaluationView, day: date) -> bool:
    objection = evaluation.objection
    return objection is not None and objection.decision is None and day > objection.decide_by
