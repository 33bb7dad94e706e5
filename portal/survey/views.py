"""The citizen's pages over HTTP: scan, answer, thanks, receipt, poster."""

import secrets
from datetime import datetime

from flask import Blueprint, Response, abort, current_app, redirect, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from werkzeug.wrappers import Response as AnyResponse

from portal import headers, i18n, limits, site
from portal.access import Access, access
from portal.db import db
from portal.documents.poster import PosterContent, render_poster
from portal.domain import receipts
from portal.domain.periods import WITA, month_of
from portal.domain.questionnaire import InvalidAnswersError
from portal.domain.receipts import FormKey
from portal.limits import limiter
from portal.qr import qr_png, qr_svg
from portal.settings import Settings
from portal.survey import actions
from portal.survey.forms import AnswerForm, CodeForm, ReceiptForm, is_broken, read_answers
from portal.survey.pages import KeptPage, Pages, pages
from portal.survey.queries import CounterForm, ReceiptState, find_receipt

blueprint = Blueprint("survey", __name__)

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
    key = FormKey(random=secrets.token_bytes(16), made=_now())
    return receipts.seal_form_key(key, secret=_settings().secret, place=code)


def _html(body: str | bytes, status: int = 200) -> Response:
    kept = pages()
    headers.allow_inline(style=kept.style, script=kept.script)
    return Response(body, status, UNTOUCHED, mimetype="text/html")


def _unknown_code(entered: str) -> Response:
    body = render_template("survey/unknown_code.html", entered=entered)
    return Response(body, 404, NOT_STORED, mimetype="text/html")


def _closed(form: CounterForm) -> Response:
    return Response(render_template("survey/closed.html", form=form), 410, NOT_STORED, mimetype="text/html")


def _page_or_404(code: str) -> KeptPage:
    page = pages().get(code, month_of(_now().date()))
    if page is None:
        abort(_unknown_code(code))
    return page


@blueprint.get("/s")
@access(Access.PUBLIC)
@limiter.limit(limits.LOOK_UP)
def find() -> AnyResponse:
    """Lead from a typed counter code to its survey."""
    entered = CodeForm(request.args).kode.data or ""
    code = receipts.read_code(entered)
    if code and pages().get(code, month_of(_now().date())):
        return redirect(url_for(".scan", code=code), 303)
    return _unknown_code(entered)


@blueprint.get("/s/<code>")
@access(Access.PUBLIC)
def scan(code: str) -> AnyResponse:
    """Show the survey of a counter."""
    if code != receipts.read_code(code):
        return redirect(url_for(".scan", code=receipts.read_code(code) or "-"), 301)
    page = _page_or_404(code)
    if not page.form.open:
        return _closed(page.form)
    return _html(page.with_key(_fresh_key(code)))


@blueprint.post("/s/<code>")
@access(Access.PUBLIC)
@limiter.limit(limits.SUBMIT)
def submit(code: str) -> AnyResponse:
    """Take an answer sheet, store it once, and lead to its receipt."""
    if request.mimetype not in {"application/x-www-form-urlencoded", "multipart/form-data"}:
        abort(415)
    if is_broken(request.form):
        abort(400)
    form, fields = _page_or_404(code).form, AnswerForm()
    secret = _settings().secret
    try:
        key = receipts.open_form_key(fields.kunci.data or "", secret=secret, place=code)
        answers = read_answers(form, fields, request.form)
        receipt = actions.record_response(
            db.session, form, answers, key,
            secret=secret, now=_now(), language=i18n.language(), draw=secrets.token_bytes,
        )  # fmt: skip
    except InvalidAnswersError as error:
        return _again(form, faults=error.faults, key=fields.kunci.data)
    except receipts.ForgedFormKeyError:
        return _again(form, notice="forged")
    except actions.ExpiredFormError:
        return _again(form, notice="expired")
    except actions.DifferentAnswersError:
        return _again(form, notice="different")
    except actions.ClosedCounterError:
        return _closed(form)
    db.session.commit()
    return redirect(url_for(".thanks", code=receipt), 303)


def _again(
    form: CounterForm, *, faults: dict[str, str] | None = None, notice: str = "", key: str | None = None
) -> Response:
    """Show the form again with what was entered; nothing was stored."""
    db.session.rollback()
    body = pages().render(
        form,
        key=key or _fresh_key(form.code),
        entered=request.form,
        faults=faults,
        notice=notice,
    )
    return _html(body, 422)


@blueprint.get("/bukti")
@access(Access.RECEIPT)
@limiter.limit(limits.LOOK_UP)
def find_by_receipt() -> AnyResponse:
    """Show the box for a receipt, or lead from a typed one to its page."""
    entered = ReceiptForm(request.args).kode.data or ""
    receipt = receipts.read_receipt(entered)
    if receipt and find_receipt(db.session, receipt):
        return redirect(url_for(".show_receipt", code=receipt), 303)
    body = render_template("survey/find_receipt.html", entered=entered)
    return Response(body, 404 if entered else 200, NOT_STORED, mimetype="text/html")


def _receipt_or_404(code: str) -> tuple[str, ReceiptState]:
    receipt = receipts.read_receipt(code)
    state = find_receipt(db.session, receipt) if receipt else None
    if receipt is None or state is None:
        body = render_template("survey/find_receipt.html", entered=code)
        abort(Response(body, 404, NOT_STORED, mimetype="text/html"))
    return receipt, state


@blueprint.get("/bukti/<code>/selesai")
@access(Access.RECEIPT)
@limiter.limit(limits.LOOK_UP)
def thanks(code: str) -> AnyResponse:
    """Say that all is done, and offer the receipt to who wants it."""
    receipt, state = _receipt_or_404(code)
    body = render_template("survey/thanks.html", receipt=receipt, state=state)
    return Response(body, headers=NOT_STORED, mimetype="text/html")


@blueprint.get("/bukti/<code>")
@access(Access.RECEIPT)
@limiter.limit(limits.LOOK_UP)
def show_receipt(code: str) -> AnyResponse:
    """Tell what became of a response, never its rating."""
    receipt, state = _receipt_or_404(code)
    body = render_template("survey/receipt.html", receipt=receipt, state=state, too_late=False)
    return Response(body, headers=NOT_STORED, mimetype="text/html")


@blueprint.post("/bukti/<code>/tarik")
@access(Access.RECEIPT)
@limiter.limit(limits.LOOK_UP)
def withdraw(code: str) -> AnyResponse:
    """Take a response back while its batch is open."""
    receipt, state = _receipt_or_404(code)
    db.session.rollback()  # The look-up began a reading transaction; the withdrawal needs a writing one.
    try:
        actions.withdraw(db.session, receipt, draw=secrets.token_bytes)
    except actions.BatchClosedError:
        body = render_template("survey/receipt.html", receipt=receipt, state=state, too_late=True)
        return Response(body, 409, NOT_STORED, mimetype="text/html")
    db.session.commit()
    return redirect(url_for(".show_receipt", code=receipt), 303)


def _public_url(code: str) -> str:
    return f"{_settings().public_url}/s/{code}"


@blueprint.get("/s/<code>/poster.pdf")
@access(Access.PUBLIC)
@limiter.limit(limits.DOCUMENT)
def poster(code: str) -> AnyResponse:
    """Return the poster of a counter as a tagged A4 PDF."""
    form, whose = _page_or_404(code).form, site.current_site()
    content = PosterContent(
        unit_name=form.unit.id,
        counter_name=form.counter.id,
        url=_public_url(code),
        short_address=_settings().public_url.split("://", 1)[1],
        code=code,
        owner=whose.owner.id,
        demo=whose.demo,
    )
    named = {"Content-Disposition": f'inline; filename="poster-{code}.pdf"'}
    return Response(render_poster(content), headers=named, mimetype="application/pdf")


@blueprint.get("/s/<code>/qr.svg")
@access(Access.PUBLIC)
def qr_as_svg(code: str) -> AnyResponse:
    """Return the QR code of a counter as SVG."""
    _page_or_404(code)
    return Response(qr_svg(_public_url(code)), mimetype="image/svg+xml")


@blueprint.get("/s/<code>/qr.png")
@access(Access.PUBLIC)
def qr_as_png(code: str) -> AnyResponse:
    """Return the QR code of a counter as PNG."""
    _page_or_404(code)
    return Response(qr_png(_public_url(code)), mimetype="image/png")


