"""The reviewers' room over HTTP. Every look at a report's words is noted in the trail, without them."""

from dataclasses import replace

from flask import Blueprint, Response, abort, current_app, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from portal.access import access
from portal.admin import lists
from portal.admin.answers import done
from portal.admin.audit import trail
from portal.admin.clock import today
from portal.admin.forms import ConfirmForm, StaffForm
from portal.admin.guard import the_staff
from portal.admin.sealed_reports import actions, queries
from portal.admin.sealed_reports.actions import SUBJECT, Desk
from portal.admin.sealed_reports.forms import (
    KIND_NAMES,
    STATE_NAMES,
    CloseForm,
    HandoverForm,
    MessageForm,
)
from portal.admin.sealed_reports.queries import ReportView
from portal.db import begin_write, db
from portal.domain.permissions import Permission
from portal.domain.sealed_reports import (
    AUTHORITY_NAMES,
    Authority,
    EndedError,
    authorities,
)
from portal.enciphering import Cipher
from portal.i18n import gettext as _
from portal.i18n import words
from portal.models.sealed_reports import SealedReport

blueprint = Blueprint("sealed_reports", __name__, url_prefix="/laporan-tertutup")

FILTERS = ("kind", "state", "unit")
_NAMES = {"kinds": KIND_NAMES, "states": STATE_NAMES, "authorities": AUTHORITY_NAMES}


def _html(name: str, status: int = 200, **values: object) -> Response:
    body = render_template(f"staff/sealed_reports/{name}.html", **_NAMES, **values)
    return Response(body, status, mimetype="text/html")


def _desk() -> Desk:
    cipher = Cipher(current_app.config["SETTINGS"].secret)
    return Desk(cipher=cipher, account_id=the_staff().account_id, today=today())


@blueprint.get("/")
@access(Permission.READ_SEALED_REPORTS)
def index() -> AnyResponse:
    """List the reports, without a word of them."""
    wanted = replace(lists.asked(request.args, filters=FILTERS), everything=False)  # None of it leaves in a file.
    found = queries.list_reports(db.session, wanted)
    return _html("index", page=found, choices=_choices(), today=today())


def _choices() -> list[tuple[str, str, list[tuple[str, str]]]]:
    offices = queries.list_offices(db.session)
    return [
        ("kind", _("Tentang"), [(kind, str(name)) for kind, name in KIND_NAMES.items()]),
        ("state", _("Keadaan"), [(state, str(name)) for state, name in STATE_NAMES.items()]),
        ("unit", _("Kantor"), [(slug, words(name)) for slug, name in offices]),
    ]


@blueprint.get("/<key>")
@access(Permission.READ_SEALED_REPORTS)
def show(key: str) -> AnyResponse:
    """Show a report, deciphered, and what can be done about it."""
    return _report_page(key)


def _look(key: str, *, sheet: bool = False) -> ReportView:
    """Read a report and note that it was read; whatever the request had begun to write is dropped."""
    db.session.rollback()
    begin_write(db.session)
    report = queries.find_report(db.session, _desk().cipher, key)
    if report is None:
        abort(404)
    trail.note(db.session, "saw", SUBJECT, subject_id=report.line.key, sheet=sheet)
    db.session.commit()
    return report


def _report_page(key: str, status: int = 200, *, refused: StaffForm | None = None) -> Response:
    """Render a report; a form that was refused comes back as it was filled in."""
    report = _look(key)
    handover = refused if isinstance(refused, HandoverForm) else HandoverForm(formdata=None)
    _offer(handover, may_hand_over=report.may_hand_over)
    return _html(
        "show",
        status,
        report=report,
        message=refused if isinstance(refused, MessageForm) else MessageForm(formdata=None),
        handover=handover,
        closing=refused if isinstance(refused, CloseForm) else CloseForm(formdata=None),
        refused=refused,
    )


def _offer(form: HandoverForm, *, may_hand_over: bool) -> None:
    allowed = authorities(may_hand_over=may_hand_over)
    form.to.choices = [("", _("Pilih")), *((each.value, words(AUTHORITY_NAMES[each])) for each in allowed)]


@blueprint.get("/<key>/lembar")
@access(Permission.READ_SEALED_REPORTS)
def sheet(key: str) -> AnyResponse:
    """Show a report as a sheet to print and hand over."""
    return _html("sheet", report=_look(key, sheet=True), today=today())


def _hold_or_404(key: str) -> SealedReport:
    begin_write(db.session)
    report = actions.hold(db.session, key)
    if report is None:
        abort(404)
    return report


def _refuse_ended(key: str, form: StaffForm) -> Response:
    form.form_errors.append(_("Laporan ini sementara itu sudah diteruskan atau ditutup."))
    return _report_page(key, 409, refused=form)


@blueprint.post("/<key>/dibaca")
@access(Permission.READ_SEALED_REPORTS)
def start_reading(key: str) -> AnyResponse:
    """Tell the writer that the report is being read."""
    report, form = _hold_or_404(key), ConfirmForm()
    if not form.validate():
        return _report_page(key, 422, refused=form)
    try:
        actions.start_reading(db.session, report)
    except EndedError:
        return _refuse_ended(key, form)
    db.session.commit()
    return done(_("Pelapor sekarang tahu bahwa laporannya dibaca."), ".show", key=key)


@blueprint.post("/<key>/pesan")
@access(Permission.READ_SEALED_REPORTS)
def write_to(key: str) -> AnyResponse:
    """Ask or answer the writer."""
    report, form = _hold_or_404(key), MessageForm()
    if not form.validate():
        return _report_page(key, 422, refused=form)
    try:
        actions.write_to(db.session, _desk(), report, form.words.data)
    except EndedError:
        return _refuse_ended(key, form)
    db.session.commit()
    return done(_("Pesan tersimpan. Pelapor membacanya dengan kode buktinya."), ".show", key=key)


@blueprint.post("/<key>/teruskan")
@access(Permission.READ_SEALED_REPORTS)
def hand_over(key: str) -> AnyResponse:
    """Note to whom the report went on."""
    report, form = _hold_or_404(key), HandoverForm()
    _offer(form, may_hand_over=report.may_hand_over)
    if not form.validate():
        return _report_page(key, 422, refused=form)
    try:
        actions.hand_over(db.session, _desk(), report, Authority(form.to.data), form.reference.data)
    except EndedError:
        return _refuse_ended(key, form)
    db.session.commit()
    return done(_("Tercatat. Pelapor membaca kepada siapa laporannya diteruskan."), ".show", key=key)


@blueprint.post("/<key>/tutup")
@access(Permission.READ_SEALED_REPORTS)
def close(key: str) -> AnyResponse:
    """Close the report and tell the writer why."""
    report, form = _hold_or_404(key), CloseForm()
    if not form.validate():
        return _report_page(key, 422, refused=form)
    try:
        actions.close(db.session, _desk(), report, form.reason.data)
    except EndedError:
        return _refuse_ended(key, form)
    db.session.commit()
    return done(_("Laporan ditutup, dan pelapor membaca alasannya."), ".show", key=key)
