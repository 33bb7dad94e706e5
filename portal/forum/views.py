"""The forum over HTTP: what everybody reads."""

import re
from datetime import date

from flask import Blueprint, Response, abort, render_template, request
from flask.blueprints import BlueprintSetupState

from portal import limits
from portal.access import Access, access
from portal.db import db
from portal.domain.forum import PATIENCE, State
from portal.domain.forum_search import Search, excerpt, read_search
from portal.domain.moderation import REASONS, reason_name
from portal.forum import feeds, key_views, queries, writing_views
from portal.forum.clock import clock, settings, today
from portal.forum.consultation_views import blueprint as consultations
from portal.full_text import find_posts
from portal.holidays import named_holidays
from portal.limits import is_plain, limiter
from portal.pages import LIVE, Made, answer
from portal.text import printable

blueprint = Blueprint("forum", __name__)
for part in (consultations, writing_views.blueprint, key_views.blueprint, feeds.blueprint):
    blueprint.register_blueprint(part)

STATES = {
    "menunggu": State.WAITING.value,
    "terlambat": queries.OVERDUE,
    "terjawab": State.ANSWERED.value,
    "selesai": State.SOLVED.value,
    "ditutup": State.CLOSED.value,
}
"""The states that a list can be narrowed to, by their name in addresses."""

NEWEST = 2**31 - 1
"""Above the id of any post."""

_NUMBER = re.compile(r"[1-9][0-9]{0,8}")


@blueprint.record_once
def prepare(state: BlueprintSetupState) -> None:
    """Give templates the names that the record stores by key."""
    state.app.jinja_env.globals.update(reason_name=reason_name)


def _number(name: str, otherwise: int) -> int:
    """Return a number out of the query; whatever makes no sense is taken as not asked."""
    entered = request.args.get(name, "")
    return int(entered) if _NUMBER.fullmatch(entered) else otherwise


@blueprint.get("/forum")
@access(Access.PUBLIC)
@limiter.limit(limits.SEARCH, exempt_when=is_plain)
def index() -> Response:
    """List topics, or the posts that were searched for."""
    day = today()
    return answer(lambda: _make_index(day), "kantor", "keadaan", "cari", "hal", "sebelum", day=day, control=LIVE)


def _make_index(day: date) -> Made:
    text = printable(request.args.get("cari", "")).strip()
    return _make_hits(text, read_search(text)) if text else _make_list(day)


def _make_list(day: date) -> Made:
    state = request.args.get("keadaan", "")
    wanted = queries.Wanted(
        office=printable(request.args.get("kantor", "")),
        state=STATES.get(state, ""),
        number=_number("hal", 1),
    )
    offices = queries.list_offices(db.session)
    found = queries.list_topics(db.session, wanted, offices, clock(), day)
    body = render_template(
        "forum/index.html",
        found=found,
        wanted=wanted,
        offices=offices,
        state=state if wanted.state else "",
        search="",
    )
    return Made(body=body)


def _make_hits(text: str, search: Search) -> Made:
    ids = find_posts(db.session, search, before=_number("sebelum", NEWEST), limit=queries.TOPICS + 1)
    hits = queries.posts_by_id(db.session, ids[: queries.TOPICS], clock())
    body = render_template(
        "forum/hits.html",
        hits=[(hit, excerpt(hit.post.text, search)) for hit in hits],
        before=hits[-1].post.id if len(ids) > queries.TOPICS else None,
        search=text,
        page_of=queries.page_of,
    )
    return Made(body=body)


@blueprint.get("/forum/<int:topic>")
@access(Access.PUBLIC)
@limiter.limit(limits.SEARCH, exempt_when=is_plain)
def topic(topic: int) -> Response:
    """Show a topic and a page of its posts."""
    day = today()
    return answer(lambda: _make_topic(topic, day), "hal", day=day, control=LIVE)


def _make_topic(topic_id: int, day: date) -> Made:
    page = queries.find_topic_page(db.session, topic_id, _number("hal", 1), clock(), day)
    if page is None:
        abort(404)
    return Made(body=render_template("forum/topic.html", page=page, line=page.line))


@blueprint.get("/forum/aturan")
@access(Access.PUBLIC)
def rules() -> Response:
    """Tell the rules, the reasons of moderators, how often they used them, and what is kept."""
    return answer(_make_rules)


def _make_rules() -> Made:
    body = render_template(
        "forum/rules.html",
        reasons=REASONS,
        years=queries.moderation_by_year(db.session),
        days=settings().reply_days,
        patience=PATIENCE.days,
        holidays=named_holidays(db.session),
    )
    return Made(body=body)
