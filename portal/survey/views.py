"""The citizen's pages over HTTP: scan, answer, thanks, receipt, poster."""

import secrets
from datetime import datetime

from flask import Blueprint, Response, abort, current_app, redirect, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from werkzeug.wrappers import Response as AnyResponse

from portal import headers, i18n, limits, site
from portal.access import Access, access
from portal.answering import BatchClosedError, CounterForm
from portal.citizen_forms import fresh_key, require_form
from portal.db import db
from portal.documents.poster import poster_of, render_poster
from portal.domain import receipts
from portal.domain.periods import WITA, month_of
from portal.domain.questionnaire import InvalidAnswersError
from portal.domain.receipts import ForgedFormKeyError
from portal.limits import limiter
from portal.qr import qr_png, qr_svg
from portal.settings import Settings
from portal.survey import actions
from portal.survey.doorway import SHOWN
from portal.survey.forms import AnswerForm, CodeForm, ReceiptForm, ReplyForm, read_answers
from portal.survey.pages import KeptPage, Pages, pages
from portal.survey.queries import ReceiptState, find_receipt
from portal.text import printable

blueprint = Blueprint("survey", __name__)

NOTICES = {
    ForgedFormKeyError: "forged",
    actions.ChangedFormError: "forged",
    actions.ExpiredFormError: "expired",
    actions.DifferentAnswersError: "different",
}
"""What the form says above itself when its key is at fault; it then comes back with a fresh one."""

UNTOUCHED = {"Cache-Control": "private, no-cache"}
NOT_STORED = {"Cache-Control": "no-store"}


@blueprint.record_once
def keep_pages(state: BlueprintSetupState) -> None:
    """Give the app its memory of survey pages."""
    state.app.extensions["portal.survey.pages"] = Pages()


def _settings() -> Settings:
    settings: Settings = current_app.config["SETTINGS"]
    return settings


def _now() -> datetime:
    return datetime.now(WITA)


def _fresh_key(code: str) -> str:
    return fresh_key(code, secret=_settings().secret, now=_now(), draw=secrets.token_bytes)


def _html(body: str | bytes, status: int = 200) -> Response:
    kept = pages()
    headers.allow_inline(style=kept.style, script=kept.script)
    return Response(body, status, UNTOUCHED, mimetype="text/html")


def _unknown_code(entered: str) -> Response:
    body = render_template("survey/unknown_code.html", entered=printable(entered))
    return Response(body, 404, NOT_STORED, mimetype="text/html")


def _closed(form: CounterForm) -> Response:
    return Response(render_template("survey/closed.html", form=form), 410, NOT_STORED, mimetype="text/html")


def _replaced(form: CounterForm) -> Response:
    return Response(render_template("survey/replaced.html", form=form), 410, NOT_STORED, mimetype="text/html")


def _find_page(entered: str) -> KeptPage | None:
    return pages().get(receipts.read_code(entered), month_of(_now().date()))


def _page_or_404(code: str) -> KeptPage:
    page = _find_page(code)
    if page is None:
        abort(_unknown_code(code))
    return page


@blueprint.get("/s")
@access(Access.PUBLIC)
@limiter.limit(limits.LOOK_UP)
def find() -> AnyResponse:
    """Lead from a typed counter code to its survey."""
    entered = CodeForm(request.args).kode.data or ""
    page = _find_page(entered)
    if not entered.strip():
        body = render_template("survey/ask_code.html")
        return Response(body, headers=NOT_STORED, mimetype="text/html")
    if page is None:
        return _unknown_code(entered)
    return redirect(url_for(".scan", code=page.form.code), 303)


@blueprint.get("/s/<code>")
@access(Access.PUBLIC)
def scan(code: str) -> AnyResponse:
    """Show the survey of a counter."""
    page = _page_or_404(code)
    if code != page.form.code:
        return redirect(url_for(".scan", code=page.form.code), 301)
    if not page.form.open:
        return _closed(page.form)
    if page.form.replaced:
        return _replaced(page.form)
    request.environ[SHOWN] = page
    key = _fresh_key(code)
    if not request.accept_encodings["gzip"]:
        return _html(page.with_key(key))
    response = _html(page.gzipped(key))
    response.headers["Content-Encoding"] = "gzip"
    return response


@blueprint.get("/s/<code>/kirim")
@access(Access.PUBLIC)
def back_to_form(code: str) -> AnyResponse:
    """Lead whoever reloads or types the address that forms are sent to back to the form."""
    return redirect(url_for(".scan", code=code), 303)


# A form is sent to an address of its own: sending to the page's would make browsers drop the page they keep for
# the back button, and with it the key that makes sending twice one response.
@blueprint.post("/s/<code>/kirim")
@blueprint.post("/s/<code>")
@access(Access.PUBLIC)
@limiter.limit(limits.SUBMIT)
def submit(code: str) -> AnyResponse:
    """Take an answer sheet, store it once, and lead to its receipt."""
    require_form()
    form, fields = _page_or_404(code).form, AnswerForm(request.form)
    try:
        receipt = _record(form, fields)
    except (InvalidAnswersError, ForgedFormKeyError, actions.RefusedError) as refusal:
        db.session.rollback()
        return _refuse(form, fields, refusal)
    db.session.commit()
    if not form.frozen:
        pages().forget()  # What is kept says that nobody has answered this version yet.
    return redirect(url_for(".thanks", code=receipt), 303)


def _record(form: CounterForm, fields: AnswerForm) -> str:
    secret = _settings().secret
    key = receipts.open_form_key(fields.kunci.data or "", secret=secret, place=form.code)
    answers = read_answers(form, fields, request.form)
    sheet = actions.Sheet(form=form, answers=answers, key=key, language=i18n.language())
    return actions.record_response(db.session, sheet, secret=secret, now=_now(), draw=secrets.token_bytes)


def _refuse(form: CounterForm, fields: AnswerForm, refusal: ValueError) -> Response:
    """Show the form again with what was entered and what is wrong; a closed counter takes nothing anyway.

    A code that was replaced gets no fresh key: with it an old poster could be answered for ever.
    """
    if not form.open:
        return _closed(form)
    if form.replaced and not isinstance(refusal, InvalidAnswersError):
        return _replaced(form)
    if isinstance(refusal, InvalidAnswersError):
        key, faults, notice = fields.kunci.data, refusal.faults, ""
    else:
        key, faults, notice = _fresh_key(form.code), {}, NOTICES[type(refusal)]
    return _html(pages().render(form, key=key, entered=request.form, faults=faults, notice=notice), 422)


def _receipt_box(entered: str = "") -> Response:
    body = render_template("survey/find_receipt.html", entered=printable(entered))
    return Response(body, 404 if entered else 200, NOT_STORED, mimetype="text/html")


@blueprint.get("/bukti")
@access(Access.RECEIPT)
def ask_receipt() -> AnyResponse:
    """Show the box for a receipt."""
    return _receipt_box()


@blueprint.post("/bukti")
@access(Access.RECEIPT)
@limiter.limit(limits.LOOK_UP)
def find_by_receipt() -> AnyResponse:
    """Lead from a typed receipt to its page; it is posted, so that no address but its own ever holds it."""
    require_form()
    receipt, _ = _receipt_or_404(ReceiptForm().kode.data or "")
    return redirect(url_for(".show_receipt", code=receipt), 303)


def _receipt_or_404(code: str) -> tuple[str, ReceiptState]:
    receipt = receipts.read_receipt(code)
    state = find_receipt(db.session, receipt) if receipt else None
    if receipt is None or state is None:
        abort(_receipt_box(code))
    return receipt, state


@blueprint.get("/bukti/<code>/selesai")
@access(Access.RECEIPT)
@limiter.limit(limits.SUBMIT)  # Whoever could send an answer must be told that it arrived.
def thanks(code: str) -> AnyResponse:
    """Say that all is done, and offer the receipt to who wants it."""
    receipt, state = _receipt_or_404(code)
    if state.state == "withdrawn":
        return redirect(url_for(".show_receipt", code=receipt), 303)
    body = render_template("survey/thanks.html", receipt=receipt, state=state)
    return Response(body, headers=NOT_STORED, mimetype="text/html")


@blueprint.get("/bukti/<code>")
@access(Access.RECEIPT)
@limiter.limit(limits.LOOK_UP)
def show_receipt(code: str) -> AnyResponse:
    """Tell what became of a response, never its rating."""
    return _receipt_page(code)


def _receipt_page(code: str, status: int = 200, *, notice: str = "", entered: str = "") -> Response:
    """Render the page of a receipt. notice: what could not be done: `late`, `empty`, `long` or `answered`."""
    receipt, state = _receipt_or_404(code)
    body = render_template("survey/receipt.html", receipt=receipt, state=state, notice=notice, entered=entered)
    return Response(body, status, NOT_STORED, mimetype="text/html")


@blueprint.post("/bukti/<code>/tarik")
@access(Access.RECEIPT)
@limiter.limit(limits.LOOK_UP)
def withdraw(code: str) -> AnyResponse:
    """Take a response back while its batch is open."""
    receipt, _ = _receipt_or_404(code)
    db.session.rollback()  # The look-up began a reading transaction; the withdrawal needs a writing one.
    try:
        actions.withdraw(db.session, receipt, draw=secrets.token_bytes)
    except actions.UnknownReceiptError:  # Erased since it was looked up.
        abort(_receipt_box(code))
    except BatchClosedError:
        db.session.rollback()
        return _receipt_page(receipt, 409, notice="late")
    db.session.commit()
    return redirect(url_for(".show_receipt", code=receipt), 303)


@blueprint.post("/bukti/<code>/jawab")
@access(Access.RECEIPT)
@limiter.limit(limits.LOOK_UP)
def answer_reply(code: str) -> AnyResponse:
    """Take what a comment's writer answers to the office's reply: once, and without a day."""
    require_form()
    receipt, _ = _receipt_or_404(code)
    form = ReplyForm()
    said = form.jawaban.data or ""
    if not form.validate():
        return _receipt_page(receipt, 422, notice="long" if said else "empty", entered=said)
    db.session.rollback()  # The look-up began a reading transaction; the answer needs a writing one.
    try:
        actions.answer_reply(db.session, receipt, said)
    except (actions.AnsweredError, actions.NoReplyError):
        db.session.rollback()
        return _receipt_page(receipt, 409, notice="answered")
    db.session.commit()
    return redirect(url_for(".show_receipt", code=receipt), 303)


def _public_url(code: str) -> str:
    return f"{_settings().public_url}/s/{code}"


def _form_to_print(code: str) -> CounterForm:
    """Return the form that a code leads to; what holds a replaced code must not be printed any more."""
    form = _page_or_404(code).form
    if form.replaced:
        abort(_replaced(form))
    return form


@blueprint.get("/s/<code>/poster.pdf")
@access(Access.PUBLIC)
@limiter.limit(limits.DOCUMENT)
def poster(code: str) -> AnyResponse:
    """Return the poster of a counter as a tagged A4 PDF."""
    form, whose, base = _form_to_print(code), site.current_site(), _settings().public_url
    content = poster_of(form.unit, form.counter, form.code, public_url=base, owner=whose.owner, demo=whose.demo)
    named = {"Content-Disposition": f'inline; filename="poster-{form.code}.pdf"'}
    return Response(render_poster(content), headers=named, mimetype="application/pdf")


@blueprint.get("/s/<code>/qr.svg")
@access(Access.PUBLIC)
@limiter.limit(limits.DOCUMENT)
def qr_as_svg(code: str) -> AnyResponse:
    """Return the QR code of a counter as SVG."""
    form = _form_to_print(code)
    return Response(qr_svg(_public_url(form.code)), mimetype="image/svg+xml")


@blueprint.get("/s/<code>/qr.png")
@access(Access.PUBLIC)
@limiter.limit(limits.DOCUMENT)
def qr_as_png(code: str) -> AnyResponse:
    """Return the QR code of a counter as PNG."""
    form = _form_to_print(code)
    return Response(qr_png(_public_url(form.code)), mimetype="image/png")
