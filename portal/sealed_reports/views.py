"""The quiet door over HTTP. No page of it is stored anywhere, and none shows what was written through it."""

import secrets
from datetime import datetime

from flask import Blueprint, Response, abort, current_app, redirect, render_template, request, url_for
from flask_limiter import RequestLimit
from werkzeug.wrappers import Response as AnyResponse

from portal import limits
from portal.access import Access, access
from portal.citizen_forms import fresh_key, require_form
from portal.db import db
from portal.domain import receipts
from portal.domain.periods import WITA
from portal.domain.receipts import ForgedFormKeyError, FormKey
from portal.domain.sealed_reports import (
    AUTHORITY_NAMES,
    LONGEST,
    MESSAGE_LENGTH,
    PURPOSE,
    SHORTEST,
    WRITER_MESSAGES,
    EndedError,
    FullError,
    Kind,
    State,
)
from portal.enciphering import Cipher
from portal.i18n import gettext as _
from portal.limits import limiter
from portal.sealed_reports import actions, queries
from portal.sealed_reports.forms import KIND_NAMES, AddForm, ReceiptForm, ReportForm
from portal.sealed_reports.queries import ReportState
from portal.settings import Settings
from portal.text import printable

blueprint = Blueprint("sealed_reports", __name__, url_prefix="/lapor")

NOT_STORED = {"Cache-Control": "no-store"}


def _html(name: str, status: int = 200, **values: object) -> Response:
    body = render_template(f"sealed_reports/{name}.html", **values)
    return Response(body, status, NOT_STORED, mimetype="text/html")


def _settings() -> Settings:
    settings: Settings = current_app.config["SETTINGS"]
    return settings


def _cipher() -> Cipher:
    return Cipher(_settings().secret)


def _now() -> datetime:
    return datetime.now(WITA)


@blueprint.get("")
@access(Access.PUBLIC)
def ask() -> AnyResponse:
    """Ask what happened."""
    return _form_page(ReportForm(formdata=None))


def _form_page(form: ReportForm, status: int = 200, *, key: str = "", notice: str = "") -> Response:
    """Show the form, with a fresh key unless the one it came with is still good.

    notice: what was wrong with the form as a whole: `old`, `different` or `crowded`.
    """
    return _html(
        "ask",
        status,
        form=form,
        key=key or _fresh_key(),
        notice=notice,
        kinds=KIND_NAMES,
        offices=queries.list_offices(db.session),
        shortest=SHORTEST,
        longest=LONGEST,
    )


def _fresh_key() -> str:
    return fresh_key(PURPOSE, secret=_settings().secret, now=_now(), draw=secrets.token_bytes)


def _too_many(_limit: RequestLimit) -> Response:
    """Show a form that came too soon after others again, with what was typed."""
    form = ReportForm(request.form)
    return _form_page(form, 429, key=printable(form.kunci.data or ""), notice="crowded")


@blueprint.post("")
@access(Access.PUBLIC)
@limiter.limit(limits.SUBMIT, on_breach=_too_many)
def submit() -> AnyResponse:
    """Take a report, store it once, and lead to its receipt."""
    require_form()
    form = ReportForm()
    typed = form.kunci.data or ""
    try:
        key = receipts.open_form_key(typed, secret=_settings().secret, place=PURPOSE)
    except ForgedFormKeyError:
        return _form_page(form, 422, notice="old")
    report = _read(form)
    if report is None:
        return _form_page(form, 422, key=typed)
    try:
        receipt = _file(report, key)
    except actions.RefusedError as refusal:
        db.session.rollback()
        different = isinstance(refusal, actions.DifferentReportError)
        return _form_page(form, 422, notice="different" if different else "old")
    db.session.commit()
    return redirect(url_for(".sent", key=receipt), 303)


def _read(form: ReportForm) -> actions.Report | None:
    """Return the report that was entered, or None with the faults noted in the form."""
    valid = form.validate()
    slug = form.kantor.data or ""
    unit_id = queries.find_office(db.session, slug) if slug else None
    db.session.rollback()  # The look-up began a reading transaction; the report needs a writing one.
    if slug and unit_id is None:
        form.kantor.errors = [_("Pilih kantor dari daftar, atau kosongkan.")]
        return None
    if not valid:
        return None
    return actions.Report(
        kind=Kind(form.jenis.data),
        unit_id=unit_id,
        words=form.cerita.data,
        may_hand_over=form.teruskan.data,
    )


def _file(report: actions.Report, key: FormKey) -> str:
    return actions.file_report(
        db.session,
        report,
        key,
        cipher=_cipher(),
        secret=_settings().secret,
        now=_now(),
        draw=secrets.token_bytes,
    )


@blueprint.get("/bukti")
@access(Access.RECEIPT)
def ask_receipt() -> AnyResponse:
    """Show the box for a receipt."""
    return _html("find_receipt", entered="")


@blueprint.post("/bukti")
@access(Access.RECEIPT)
@limiter.limit(limits.LOOK_UP)
def find_by_receipt() -> AnyResponse:
    """Lead from a typed receipt to its page; it is posted, so that no address but its own ever holds it."""
    require_form()
    receipt, _state = _report_or_404(ReceiptForm().kode.data or "")
    return redirect(url_for(".show", key=receipt), 303)


def _report_or_404(typed: str) -> tuple[str, ReportState]:
    receipt = receipts.read_receipt(typed)
    report = queries.find_report(db.session, _cipher(), receipt) if receipt else None
    if receipt is None or report is None:
        abort(_html("find_receipt", 404, entered=typed))
    return receipt, report


@blueprint.get("/bukti/<key>/terkirim")
@access(Access.RECEIPT)
@limiter.limit(limits.SUBMIT)  # Whoever could send a report must be told that it arrived.
def sent(key: str) -> AnyResponse:
    """Say that the report arrived, and give the receipt."""
    receipt, _state = _report_or_404(key)
    return _html("sent", receipt=receipt)


@blueprint.get("/bukti/<key>")
@access(Access.RECEIPT)
@limiter.limit(limits.LOOK_UP)
def show(key: str) -> AnyResponse:
    """Tell what became of a report, never what it says."""
    receipt, report = _report_or_404(key)
    return _report_page(receipt, report, AddForm(formdata=None))


def _report_page(receipt: str, report: ReportState, form: AddForm, status: int = 200) -> Response:
    return _html(
        "receipt",
        status,
        receipt=receipt,
        report=report,
        form=form,
        authorities=AUTHORITY_NAMES,
        longest=MESSAGE_LENGTH,
        open=report.state is not State.CLOSED,
    )


@blueprint.post("/bukti/<key>/jawab")
@access(Access.RECEIPT)
@limiter.limit(limits.LOOK_UP)
def add(key: str) -> AnyResponse:
    """Take what the writer answers or adds."""
    require_form()
    receipt, report = _report_or_404(key)
    form = AddForm()
    if not form.validate():
        return _report_page(receipt, report, form, 422)
    db.session.rollback()  # The look-up began a reading transaction; the answer needs a writing one.
    try:
        actions.add_words(db.session, _cipher(), report.id, form.pesan.data, today=_now().date())
    except (EndedError, FullError) as refusal:
        db.session.rollback()
        form.pesan.errors = [_refusal(refusal)]
        return _report_page(receipt, _report_or_404(receipt)[1], form, 409)
    db.session.commit()
    return redirect(url_for(".show", key=receipt), 303)


def _refusal(refusal: EndedError | FullError) -> str:
    if isinstance(refusal, FullError):
        return str(
            _("Anda sudah menambah %(number)s kali. Lebih dari itu tidak disimpan.", number=WRITER_MESSAGES)
        )
    return str(_("Laporan ini sudah ditutup; tambahan Anda tidak disimpan."))
