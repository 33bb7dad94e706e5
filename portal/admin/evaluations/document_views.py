"""An evaluation to keep: as PDF and as a workbook, for those who may read it; the officer once it is given."""

from datetime import datetime

from flask import Response, abort

from portal.access import access
from portal.admin.answers import attachment
from portal.admin.audit import trail
from portal.admin.evaluations.opening import ONE, blueprint, found, objection_days
from portal.admin.evaluations.queries import EvaluationView, ObjectionView
from portal.db import begin_write, db
from portal.documents.evaluation import Decided, EvaluationPaper, day_words, render_evaluation
from portal.documents.evaluation_workbook import evaluation_workbook
from portal.documents.workbook import XLSX
from portal.domain.periods import WITA
from portal.domain.permissions import Permission


@blueprint.get(f"{ONE}/evaluasi.pdf")
@access(Permission.READ_EVALUATIONS)
def pdf(evaluation: int) -> Response:
    """Send an evaluation as PDF."""
    view = _readable(evaluation, "pdf")
    return attachment(render_evaluation(_paper(view)), "application/pdf", f"evaluasi-{view.id}.pdf")


@blueprint.get(f"{ONE}/evaluasi.xlsx")
@access(Permission.READ_EVALUATIONS)
def workbook(evaluation: int) -> Response:
    """Send an evaluation as a workbook."""
    view = _readable(evaluation, "xlsx")
    return attachment(evaluation_workbook(_paper(view)), XLSX, f"evaluasi-{view.id}.xlsx")


def _readable(evaluation: int, form: str) -> EvaluationView:
    """Return an evaluation whose ratings the reader may see, and note that it was taken away."""
    begin_write(db.session)
    view = found(evaluation)
    if not view.rated_for_reader:
        abort(404)
    trail.note(db.session, "saw", "evaluations", subject_id=str(view.id), unit_id=view.unit_id, format=form)
    db.session.commit()
    return view


def _paper(view: EvaluationView) -> EvaluationPaper:
    return EvaluationPaper(
        sheet=view.sheet,
        hash=view.hash,
        predicate=view.predicate,
        given_at=_at(view.given_at),
        received_at=_at(view.received_at),
        comment=view.comment,
        objection_until=_objection_until(view),
        objection=_decided(view.objection) if view.objection else None,
    )


def _objection_until(view: EvaluationView) -> str:
    """Return the last day to object, or what it is counted from; empty for a draft."""
    if view.given_at is None:
        return ""
    if view.objection_until is None:
        return f"{objection_days()} hari kerja sejak pegawai menandatangani tanda terima"
    return day_words(view.objection_until)


def _decided(objection: ObjectionView) -> Decided:
    changed = objection.results, objection.behaviours
    return Decided(
        reasons=objection.reasons,
        filed_at=_at(objection.filed_at),
        decider=objection.decider,
        decision=objection.decision,
        reason=objection.decision_reason,
        decided_at=_at(objection.decided_at),
        ratings=(changed[0], changed[1]) if changed[0] and changed[1] else None,
    )


def _at(at: datetime | None) -> str:
    """Return a moment as it is printed: in Indonesian, like the document."""
    local = at.astimezone(WITA) if at else None
    return f"{day_words(local.date())}, {local:%H.%M} WITA" if local else ""
