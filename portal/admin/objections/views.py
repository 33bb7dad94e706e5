"""The objections that somebody decides: the list, one with its evaluation, the hearing, the decision."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import Blueprint, abort, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from portal.access import access
from portal.admin import lists
from portal.admin.answers import csv_file, done
from portal.admin.audit import trail
from portal.admin.clock import today
from portal.admin.evaluations.opening import held, me, now
from portal.admin.evaluations.page import page_values
from portal.admin.evaluations.queries import EvaluationView
from portal.admin.forms import StaffForm
from portal.admin.lists import Page
from portal.admin.names import term_name
from portal.admin.objections import actions, queries
from portal.admin.objections.forms import DECISIONS, DecisionForm, HearingForm
from portal.admin.objections.queries import ObjectionLine
from portal.db import begin_write, db
from portal.domain.evaluations import Side
from portal.domain.objections import Decision, NewRatingsError, NotHeardError, NothingChangedError, Ratings
from portal.domain.permissions import Permission
from portal.domain.predicate import Rating
from portal.i18n import gettext as _

blueprint = Blueprint("objections", __name__, url_prefix="/keberatan")
ONE = "/<int:objection>"

Answer = AnyResponse | tuple[str, int]
decides = access(Permission.DECIDE_OBJECTIONS)

SIDES = {"pegawai": Side.OFFICER, "penilai": Side.SUPERVISOR}


@blueprint.get("/")
@decides
def index() -> str | AnyResponse:
    """List the objections that the reader decides."""
    person, wanted = me(), lists.asked(request.args, filters=queries.FILTERS)
    page = queries.list_objections(db.session, wanted, person.id if person else 0)
    if page.asked.everything:
        return _as_csv(page)
    states = [(queries.OPEN, _("Belum diputus")), (queries.DECIDED, _("Sudah diputus"))]
    return render_template(
        "staff/objections/index.html",
        page=page,
        person=person,
        states=states,
        today=today(),
        term_name=term_name,
        decisions=DECISIONS,
    )


def _as_csv(page: Page[ObjectionLine]) -> AnyResponse:
    header = (
        _("Pegawai"), _("Pejabat penilai"), _("Masa penilaian"), _("Diajukan"), _("Diputus paling lambat"),
        _("Putusan"),
    )  # fmt: skip
    rows = (
        (
            line.employee,
            line.supervisor,
            term_name(line.term),
            line.filed_on.isoformat(),
            line.decide_by.isoformat(),
            str(DECISIONS[line.decision]) if line.decision else "",
        )
        for line in page.rows
    )
    return csv_file("keberatan.csv", header, rows)


@blueprint.get(ONE)
@decides
def show(objection: int) -> str:
    """Show an objection with the evaluation it is about; that it was looked at is noted."""
    begin_write(db.session)
    view = _open(objection)
    trail.note(db.session, "saw", "evaluations", subject_id=str(view.id), unit_id=view.unit_id)
    page = _page(view)
    db.session.commit()
    return page


@blueprint.post(f"{ONE}/didengar/<side>")
@decides
def hear(objection: int, side: str) -> Answer:
    """Record what the officer or the supervisor said when heard."""
    begin_write(db.session)
    view = _open(objection)
    if side not in SIDES:
        abort(404)
    form = HearingForm()
    if not form.validate():
        return _page(view, {f"heard-{SIDES[side]}": form}), 422
    try:
        actions.hear(db.session, view, side=SIDES[side], text=form.text.data)
    except actions.AlreadyDecidedError:
        abort(409)
    db.session.commit()
    return done(_("Catatan tersimpan."), "staff.objections.show", objection=objection, _anchor="didengar")


@blueprint.post(f"{ONE}/putusan")
@decides
def decide(objection: int) -> Answer:
    """Decide an objection, for good."""
    begin_write(db.session)
    view = _open(objection)
    form = DecisionForm()
    if not form.validate() or not _decided(view, form):
        return _page(view, {"decision": form}), 422
    db.session.commit()
    said = _("Putusan tersimpan dan bersifat final. Pegawai dan pejabat penilai dapat membacanya.")
    return done(said, "staff.objections.show", objection=objection)


def _decided(view: EvaluationView, form: DecisionForm) -> bool:
    try:
        actions.decide(
            db.session,
            view,
            decision=Decision(form.decision.data),
            reason=form.reason.data,
            ratings=_new_ratings(view, form),
            now=now(),
        )
    except NotHeardError:
        form.form_errors.append(_("Catat dulu apa yang disampaikan pegawai dan pejabat penilai."))
    except NewRatingsError:
        chosen = form.results if form.results.data else form.behaviours
        chosen.errors = [
            _("Penilaian tetap tidak membawa penilaian baru. Pilih “tidak diubah”, atau ubah putusan.")
        ]
    except NothingChangedError:
        form.results.errors = [_("Pilih penilaian yang berbeda dari yang sekarang.")]
    except actions.AlreadyDecidedError:
        abort(409)
    else:
        return True
    return False


def _new_ratings(view: EvaluationView, form: DecisionForm) -> Ratings | None:
    """Return the ratings that were chosen, each standing as it was where none was."""
    results, behaviours = view.sheet.results, view.sheet.overall_behaviours
    if results is None or behaviours is None:
        return None
    return Rating(form.results.data or results.rating), Rating(form.behaviours.data or behaviours.rating)


def _open(objection: int) -> EvaluationView:
    """Return the evaluation of an objection that the reader decides, or answer 404."""
    person = me()
    number = queries.find_evaluation_of(db.session, objection, person.id) if person else None
    if number is None:
        abort(404)
    view = held(number)
    if view.side is not Side.DECIDER:
        abort(404)
    return view


def _page(view: EvaluationView, sent: Mapping[str, StaffForm] | None = None) -> str:
    return render_template("staff/objections/show.html", **_values(view, dict(sent or {}), today()))


def _values(view: EvaluationView, sent: dict[str, StaffForm], day: date) -> dict[str, Any]:
    objection = view.objection
    if objection is None:  # `_open` found it by its objection.
        abort(404)
    forms = {
        f"heard-{Side.OFFICER}": HearingForm(formdata=None, data={"text": objection.officer_heard}),
        f"heard-{Side.SUPERVISOR}": HearingForm(formdata=None, data={"text": objection.supervisor_heard}),
        "decision": DecisionForm(formdata=None),
    }
    return page_values(view, forms | sent) | {
        "objection": objection,
        "faulty": next(iter(sent), ""),
        "sides": {side: name for name, side in SIDES.items()},
        "heard": bool(objection.officer_heard and objection.supervisor_heard),
        "today": day,
    }
