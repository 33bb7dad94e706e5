"""What an officer does with their evaluation: reply to a reading, sign for it, object."""

from flask import abort, render_template
from werkzeug.wrappers import Response as AnyResponse

from portal.access import access
from portal.admin.answers import done
from portal.admin.evaluations import actions
from portal.admin.evaluations.forms import ReceiptForm, ReplyForm
from portal.admin.evaluations.opening import ONE, as_officer, blueprint, now, objection_days
from portal.admin.evaluations.page import evaluation_page
from portal.admin.evaluations.queries import EvaluationView, find_decider
from portal.admin.names import PREDICATES, term_name
from portal.admin.objections import actions as objections
from portal.admin.objections.forms import ObjectionForm
from portal.db import begin_write, db
from portal.domain.permissions import Permission
from portal.i18n import gettext as _
from portal.i18n import lazy_gettext as _l

Answer = AnyResponse | tuple[str, int]

REFUSALS: dict[type[Exception], str] = {
    objections.NotGivenError: _l("Evaluasi ini belum diserahkan."),
    objections.AlreadyFiledError: _l("Anda sudah mengajukan keberatan atas evaluasi ini."),
    objections.TooLateError: _l("Waktu untuk mengajukan keberatan sudah lewat."),
    objections.NobodyAboveError: _l(
        "Atasan pejabat penilai Anda belum tercatat. Minta administrator melengkapinya, lalu ajukan lagi."
    ),
}


@blueprint.post(f"{ONE}/edisi/<int:citation>/tanggapan")
@access(Permission.REPLY_TO_EVALUATION)
def reply(evaluation: int, citation: int) -> Answer:
    """Store the officer's reply to a reading."""
    begin_write(db.session)
    view = as_officer(evaluation)
    if citation not in {part.id for part in view.sheet.citations}:
        abort(404)
    form, part = ReplyForm(), f"reply-{citation}"
    if not form.validate():
        return evaluation_page(view, {part: form}), 422
    try:
        actions.reply(db.session, view, citation_id=citation, text=form.text.data, now=now())
    except actions.AlreadyAnsweredError:
        form.form_errors.append(_("Anda sudah menanggapi edisi ini; tanggapan tidak diubah lagi."))
        return evaluation_page(view, {part: form}), 409
    db.session.commit()
    return done(_("Tanggapan tersimpan."), "staff.evaluations.show", evaluation=view.id, _anchor="edisi")


@blueprint.post(f"{ONE}/tanda-terima")
@access(Permission.REPLY_TO_EVALUATION)
def receive(evaluation: int) -> Answer:
    """Sign for a given evaluation."""
    begin_write(db.session)
    view = as_officer(evaluation)
    form = ReceiptForm()
    if not form.validate():
        return evaluation_page(view, {"receipt": form}), 422
    try:
        actions.receive(
            db.session, view, comment=form.comment.data or "", objection_days=objection_days(), now=now()
        )
    except (actions.NotGivenError, actions.AlreadyAnsweredError):
        abort(409)
    db.session.commit()
    return done(_("Tanda terima tersimpan."), "staff.evaluations.show", evaluation=view.id)


@blueprint.get(f"{ONE}/keberatan")
@access(Permission.REPLY_TO_EVALUATION)
def new_objection(evaluation: int) -> str:
    """Say how an objection goes, and ask for its reasons."""
    view = as_officer(evaluation)
    if view.given_at is None or view.objection is not None:
        abort(404)
    return _objection_page(view, ObjectionForm())


@blueprint.post(f"{ONE}/keberatan")
@access(Permission.REPLY_TO_EVALUATION)
def file_objection(evaluation: int) -> Answer:
    """Object to a given evaluation."""
    begin_write(db.session)
    view = as_officer(evaluation)
    form = ObjectionForm()
    if not form.validate():
        return _objection_page(view, form), 422
    try:
        objections.file_objection(db.session, view, reasons=form.reasons.data, days=objection_days(), now=now())
    except tuple(REFUSALS) as refusal:
        form.form_errors.append(REFUSALS[type(refusal)])
        return _objection_page(view, form), 409
    db.session.commit()
    return done(_("Keberatan diajukan."), "staff.evaluations.show", evaluation=view.id, _anchor="keberatan")


def _objection_page(view: EvaluationView, form: ObjectionForm) -> str:
    return render_template(
        "staff/objections/new.html",
        evaluation=view,
        term=term_name(view.sheet.term),
        predicates=PREDICATES,
        decider=find_decider(db.session, view.supervisor_id),
        days=objection_days(),
        form=form,
    )
