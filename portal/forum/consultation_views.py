"""Consultations (Forum Konsultasi Publik) over HTTP: what was announced, said, written down and agreed."""

import re
from datetime import date

from flask import Blueprint, Response, abort, render_template, request, url_for

from portal import limits
from portal.access import Access, access
from portal.consultations import ConsultationView, find_consultation
from portal.db import db
from portal.documents.minutes import MinutesPaper, render_minutes
from portal.domain.consultations import PARTIES, State, shown_attendance
from portal.domain.uploads import Kind, download_name
from portal.evidence import shelf
from portal.forum import consultation_queries as queries
from portal.forum.clock import settings, today
from portal.forum.consultation_calendar import as_calendar
from portal.holidays import added_holidays
from portal.i18n import language
from portal.limits import is_plain, limiter
from portal.pages import LIVE, Made, answer
from portal.site import current_site

blueprint = Blueprint("consultations", __name__, url_prefix="/fkp")

_NUMBER = re.compile(r"[1-9][0-9]{0,5}")


@blueprint.get("")
@access(Access.PUBLIC)
@limiter.limit(limits.SEARCH, exempt_when=is_plain)
def index() -> Response:
    """List consultations: what is to come, and a page of what is over."""
    day = today()
    return answer(lambda: _make_index(day), "hal", day=day, control=LIVE)


def _make_index(day: date) -> Made:
    entered = request.args.get("hal", "")
    number = int(entered) if _NUMBER.fullmatch(entered) else 1
    past, more = queries.list_past(db.session, day, number)
    body = render_template(
        "forum/consultations.html",
        coming=queries.list_coming(db.session, day) if number == 1 else (),
        past=past,
        number=number,
        more=more,
        today=day,
        holidays=added_holidays(db.session),
    )
    return Made(body=body)


@blueprint.get("/<int:consultation>")
@access(Access.PUBLIC)
def show(consultation: int) -> Response:
    """Show a consultation: before, during and after."""
    day = today()
    return answer(lambda: _make_page(consultation, day), day=day, control=LIVE)


def _make_page(number: int, day: date) -> Made:
    view = _view_or_404(number)
    attendance = shown_attendance(view.proceedings.attendance)
    body = render_template(
        "forum/consultation.html",
        consultation=view,
        said=view.proceedings,
        parties=PARTIES,
        attendance=attendance,
        most=max((n for _party, n in attendance), default=0),
        contributions=queries.list_contributions(db.session, view.topic_id),
        late=view.is_late(day),
    )
    return Made(body=body)


def _view_or_404(number: int) -> ConsultationView:
    view = find_consultation(db.session, number)
    if view is None:
        abort(404)
    return view


@blueprint.get("/<int:consultation>.ics")
@access(Access.PUBLIC)
def calendar(consultation: int) -> Response:
    """Send a consultation as an entry for calendars."""
    response = answer(lambda: _make_calendar(consultation))
    if response.status_code == 200:
        response.headers["Content-Disposition"] = f'attachment; filename="fkp-{consultation}.ics"'
    return response


def _make_calendar(number: int) -> Made:
    view = _view_or_404(number)
    body = as_calendar(
        view,
        queries.find_changes(db.session, view.topic_id),
        url=_address(number),
        host=settings().host,
        language=language(),
    )
    return Made(body=body, mimetype="text/calendar")


def _address(number: int) -> str:
    return settings().public_url + url_for("forum.consultations.show", consultation=number)


@blueprint.get("/<int:consultation>/dokumen/<int:document>")
@access(Access.PUBLIC)
def document(consultation: int, document: int) -> Response:
    """Send a document to be saved, never shown here."""
    file = queries.find_file(db.session, consultation, document)
    content = shelf.read(settings().evidence, file.stored) if file else None
    if file is None or content is None:
        abort(404)
    return _attachment(content, file.kind, download_name(f"{file.title}.", Kind(file.kind)))


def _attachment(content: bytes, mimetype: str, filename: str) -> Response:
    headers = {
        "Content-Disposition": f'attachment; filename="{filename}"',
        "Content-Security-Policy": "sandbox; default-src 'none'",
    }
    return Response(content, mimetype=mimetype, headers=headers)


@blueprint.get("/<int:consultation>/berita-acara.pdf")
@access(Access.PUBLIC)
@limiter.limit(limits.DOCUMENT)
def minutes(consultation: int) -> Response:
    """Send the record of proceedings of a concluded consultation."""
    view, site = _view_or_404(consultation), current_site()
    if view.state is not State.CONCLUDED:
        abort(404)
    paper = MinutesPaper(
        proceedings=view.proceedings,
        government=site.government.id,
        office=view.unit.id,
        url=settings().public_url + f"/fkp/{consultation}",
        demo=site.demo,
    )
    name = f"{'data-contoh-' if site.demo else ''}berita-acara-fkp-{consultation}.pdf"
    return _attachment(render_minutes(paper), "application/pdf", name)
