"""The forum over HTTP: proposing a topic and replying, without an account; a moderator reads it first."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask_limiter import RequestLimit
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as AnyResponse

from portal import limits
from portal.access import Access, access
from portal.citizen_forms import fresh_key, require_form
from portal.db import db
from portal.domain.figures import Published
from portal.domain.forum import ClosedError, State
from portal.domain.moderation import calm, plain
from portal.domain.nicknames import mixes_alphabets, sounds_official
from portal.domain.receipts import ForgedFormKeyError, open_form_key
from portal.domain.redaction import Kind, find_personal_data
from portal.forum import actions, queries
from portal.forum.actions import Draft
from portal.forum.clock import clock, now, settings, today
from portal.forum.forms import ReplyForm, TopicForm
from portal.forum.queries import Office, TopicLine
from portal.i18n import language
from portal.limits import limiter
from portal.text import printable

blueprint = Blueprint("writing", __name__)

WRITE = "20 per minute;200 per hour"
"""What is taken: more than a full hall sends from one address; each of them costs a moderator's time."""

NOT_STORED = {"Cache-Control": "no-store"}

NOTICES = {
    ForgedFormKeyError: "forged",
    actions.ExpiredFormError: "expired",
    actions.DifferentWordsError: "different",
}
"""What the form says above itself when its key is at fault; it then comes back with a fresh one."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where somebody writes. office: chosen or given, None while it is not. topic: what is replied to."""

    office: Office | None
    offices: tuple[Office, ...] = ()
    topic: TopicLine | None = None
    cited: Published | None = None

    @property
    def name(self) -> str:
        """Return what a form key is good for here."""
        return f"forum:{self.topic.id}" if self.topic else "forum:baru"

    @property
    def open(self) -> bool:
        """Tell whether something can be written here."""
        if self.topic:
            return self.topic.state is not State.CLOSED
        return self.office is None or self.office.open

    @property
    def office_is_given(self) -> bool:
        """Tell whether the topic or the figure says which office it is about."""
        return self.topic is not None or (self.cited is not None and self.office is not None)


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """Personal data in what was written."""

    kind: Kind
    text: str


def _is_taken(response: AnyResponse) -> bool:
    """Tell whether a request left a moderator something to read; a form that was shown again did not."""
    return response.status_code == 303


def _too_many(_limit: RequestLimit) -> Response:
    """Show a form that came too soon after others again, with what was typed."""
    topic = (request.view_args or {}).get("topic")
    if topic is None:
        proposed = TopicForm(request.form)
        return _crowded(_new_topic(proposed), proposed)
    return _crowded(_topic_or_404(topic), ReplyForm(request.form))


def _crowded(place: Place, form: ReplyForm) -> Response:
    return _page(place, form, key=form.kunci.data or "", notice="crowded", status=429)


@blueprint.get("/forum/baru")
@access(Access.PUBLIC)
def propose() -> AnyResponse:
    """Show the form of a new topic, about an office or a figure if the address names one."""
    form = TopicForm(MultiDict({name: request.args.get(name, "") for name in ("kantor", "edisi")}))
    return _page(_new_topic(form), form)


@blueprint.post("/forum/baru")
@access(Access.PUBLIC)
@limiter.limit(limits.SUBMIT, on_breach=_too_many)
@limiter.limit(WRITE, deduct_when=_is_taken, on_breach=_too_many)
def propose_submit() -> AnyResponse:
    """Take a proposed topic, store it once, and lead to its author key."""
    require_form()
    form = TopicForm(request.form)
    return _take(_new_topic(form), form)


@blueprint.get("/forum/<int:topic>/balas")
@access(Access.PUBLIC)
def reply(topic: int) -> AnyResponse:
    """Show the form of a reply."""
    return _page(_topic_or_404(topic), ReplyForm(None))


@blueprint.post("/forum/<int:topic>/balas")
@access(Access.PUBLIC)
@limiter.limit(limits.SUBMIT, on_breach=_too_many)
@limiter.limit(WRITE, deduct_when=_is_taken, on_breach=_too_many)
def reply_submit(topic: int) -> AnyResponse:
    """Take a reply, store it once, and lead to its author key."""
    require_form()
    return _take(_topic_or_404(topic), ReplyForm(request.form))


def _new_topic(form: TopicForm) -> Place:
    """Return the place of a new topic; an office's figure says which office it is about."""
    offices = tuple(queries.list_offices(db.session))
    cited = queries.find_edition(db.session, form.edisi.data) if form.edisi.data else None
    by_slug = {office.slug: office for office in offices}
    office = (by_slug.get(cited.scope) if cited else None) or by_slug.get(form.kantor.data or "")
    return Place(office=office, offices=offices, cited=cited)


def _topic_or_404(topic_id: int) -> Place:
    line = queries.find_topic(db.session, topic_id, clock(), today())
    if line is None:
        abort(404)
    return Place(office=line.office, topic=line)


def _take(place: Place, form: ReplyForm) -> AnyResponse:
    """Store what was written, or show it again with what is wrong or what would be covered."""
    faults = _faults(place, form)
    found = () if faults else _personal_data(form)
    if faults or (found and not form.yakin.data):
        return _page(place, form, key=form.kunci.data or "", faults=faults, found=found, status=422)
    db.session.rollback()  # The look-up began a reading transaction; storing needs a writing one.
    try:
        author_key = _contribute(place, form, warned=bool(found))
    except (ForgedFormKeyError, actions.RefusedError, ClosedError) as refusal:
        db.session.rollback()
        return _refuse(place, form, refusal)
    db.session.commit()
    return redirect(url_for("forum.keys.sent", key=author_key), 303)


def _faults(place: Place, form: ReplyForm) -> Mapping[str, str]:
    """Return field -> what is wrong with it."""
    faults = {} if form.validate() else form.faults
    if place.office is None:
        faults["kantor"] = "empty"
    if "nama" not in faults and (fault := _fault_of_name(place, form.nama.data or "")):
        faults["nama"] = fault
    return faults


def _fault_of_name(place: Place, nickname: str) -> str:
    """Return what is wrong with a nickname, or nothing; one of any length would cost too much to screen."""
    if sounds_official(nickname, _names(place)):
        return "official"
    if mixes_alphabets(nickname):
        return "mixed"
    return "personal" if _find(nickname) else ""


def _names(place: Place) -> list[str]:
    """Return the names under which offices are known."""
    offices = place.offices or queries.list_offices(db.session)
    return [name for office in offices for name in (office.slug, office.name.id, office.name.en)]


def _personal_data(form: ReplyForm) -> tuple[Found, ...]:
    """Return what a moderator would cover; names of staff are looked for at the moderator's desk only."""
    written = [form.judul.data or "" if isinstance(form, TopicForm) else "", form.isi.data or ""]
    return tuple(found for text in written for found in _find(text))


def _find(text: str) -> list[Found]:
    """Return the personal data in a text as the moderator's desk reads it, in letters and digits of any style."""
    shown = calm(text)
    marks = find_personal_data(plain(shown))
    return [Found(kind=mark.kind, text=shown[mark.start : mark.end]) for mark in marks]


def _contribute(place: Place, form: ReplyForm, *, warned: bool) -> str:
    secret = settings().secret
    assert place.office is not None  # noqa: S101 - a place without an office is a fault of the form.
    key = open_form_key(form.kunci.data or "", secret=secret, place=place.name)
    draft = Draft(
        unit_id=place.office.id,
        topic_id=place.topic.id if place.topic else None,
        edition_id=place.cited.id if place.cited else None,
        title=form.judul.data or "" if isinstance(form, TopicForm) else "",
        text=form.isi.data or "",
        nickname=form.nama.data or "",
        language=language(),
        warned=warned,
    )
    return actions.contribute(db.session, draft, key, secret=secret, now=now(), draw=secrets.token_bytes)


def _refuse(place: Place, form: ReplyForm, refusal: ValueError) -> Response:
    """Say that nobody can write here any more, or offer the form again with a fresh key."""
    if isinstance(refusal, ClosedError | actions.ClosedOfficeError):
        return _closed(place, form)
    return _page(place, form, notice=NOTICES[type(refusal)], status=422)


def _page(
    place: Place,
    form: ReplyForm,
    *,
    key: str = "",
    faults: Mapping[str, str] | None = None,
    found: tuple[Found, ...] = (),
    notice: str = "",
    status: int = 200,
) -> Response:
    """Render the form with what was entered. key: the one it came with; without one it gets a fresh one."""
    if not place.open:
        return _closed(place, form)
    body = render_template(
        "forum/write.html",
        place=place,
        form=form,
        key=printable(key) or fresh_key(place.name, secret=settings().secret, now=now(), draw=secrets.token_bytes),
        faults=faults or {},
        found=found,
        notice=notice,
        days=settings().reply_days,
    )
    return Response(body, status, NOT_STORED, mimetype="text/html")


def _closed(place: Place, form: ReplyForm) -> Response:
    """Say that nobody can write here any more, and keep what was typed for a topic that is open."""
    body = render_template("forum/closed.html", place=place, form=form)
    return Response(body, 410, NOT_STORED, mimetype="text/html")
