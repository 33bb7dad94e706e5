"""The forum over HTTP for whoever holds an author key: what became of it, taking it back, judging the answer."""

from flask import Blueprint, Response, abort, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal import limits
from portal.access import Access, access
from portal.citizen_forms import require_form
from portal.db import db
from portal.domain.forum import NotAskedError
from portal.domain.receipts import read_receipt
from portal.forum import actions
from portal.forum.clock import clock, settings, today
from portal.forum.forms import KeyForm, VerdictForm
from portal.forum.queries import page_of
from portal.forum.writer_queries import Written, find_written
from portal.limits import limiter
from portal.site import forget_site
from portal.text import printable

blueprint = Blueprint("keys", __name__)

UNTRACED = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}

HELPED = {"ya": True, "belum": False}


@blueprint.get("/forum/kunci")
@access(Access.RECEIPT)
def ask() -> Response:
    """Show the box for an author key."""
    return _box()


@blueprint.post("/forum/kunci")
@access(Access.RECEIPT)
@limiter.limit(limits.LOOK_UP)
def find() -> AnyResponse:
    """Lead from a typed key to its page; it is posted, so that no address but its own ever holds it."""
    require_form()
    key, _written = _written_or_404(KeyForm().kode.data or "")
    return redirect(url_for(".show", key=key), 303)


def _box(entered: str = "") -> Response:
    body = render_template("forum/find_key.html", entered=printable(entered))
    return Response(body, 404 if entered else 200, UNTRACED, mimetype="text/html")


def _written_or_404(entered: str) -> tuple[str, Written]:
    key = read_receipt(entered)
    written = find_written(db.session, key) if key else None
    if key is None or written is None:
        abort(_box(entered))
    return key, written


@blueprint.get("/forum/kunci/<key>/terkirim")
@access(Access.RECEIPT)
@limiter.limit(limits.SUBMIT)  # Whoever could send must be told that it arrived.
def sent(key: str) -> AnyResponse:
    """Say that it arrived and who reads it first, and show the author key."""
    written_key, written = _written_or_404(key)
    body = render_template("forum/sent.html", key=written_key, written=written, days=settings().reply_days)
    return Response(body, headers=UNTRACED, mimetype="text/html")


@blueprint.get("/forum/kunci/<key>")
@access(Access.RECEIPT)
@limiter.limit(limits.LOOK_UP)
def show(key: str) -> AnyResponse:
    """Tell what became of a contribution."""
    return _key_page(key)


def _key_page(key: str, status: int = 200, *, notice: str = "") -> Response:
    """Render the page of an author key. notice: what could not be done."""
    written_key, written = _written_or_404(key)
    body = render_template(
        "forum/key.html", key=written_key, written=written, page=page_of(max(written.number, 1)), notice=notice
    )
    return Response(body, status, UNTRACED, mimetype="text/html")


def _key_or_404(key: str) -> str:
    """Return an author key in its written form, with no reading transaction begun."""
    written = read_receipt(key)
    if written is None:
        abort(_box(key))
    return written


@blueprint.post("/forum/kunci/<key>/tarik")
@access(Access.RECEIPT)
@limiter.limit(limits.LOOK_UP)
def take_back(key: str) -> AnyResponse:
    """Take a writer's words away, before or after they were published."""
    written = _key_or_404(key)
    try:
        actions.take_back(db.session, written)
    except actions.UnknownKeyError:
        abort(_box(key))
    return _done(written)


@blueprint.post("/forum/kunci/<key>/nama")
@access(Access.RECEIPT)
@limiter.limit(limits.LOOK_UP)
def take_name_off(key: str) -> AnyResponse:
    """Take a writer's nickname off, before or after it was published."""
    written = _key_or_404(key)
    try:
        actions.take_name_off(db.session, written)
    except actions.UnknownKeyError:
        abort(_box(key))
    return _done(written)


@blueprint.post("/forum/kunci/<key>/selesai")
@access(Access.RECEIPT)
@limiter.limit(limits.LOOK_UP)
def judge(key: str) -> AnyResponse:
    """Take the writer's word on the office's answer: it is solved, or the topic is open again."""
    require_form()
    written, said = _key_or_404(key), VerdictForm().jawaban.data
    if said not in HELPED:
        abort(400)
    deadlines = clock()
    db.session.rollback()  # Reading the days off began a reading transaction; the verdict needs a writing one.
    try:
        actions.judge(db.session, written, helped=HELPED[said], today=today(), clock=deadlines)
    except actions.UnknownKeyError:
        abort(_box(key))
    except NotAskedError:
        db.session.rollback()
        return _key_page(written, 409, notice="not_asked")
    return _done(written)


def _done(key: str) -> AnyResponse:
    """Commit what the record now says, let it show at once, and lead back to the key's page."""
    db.session.commit()
    forget_site()
    return redirect(url_for(".show", key=key), 303)
