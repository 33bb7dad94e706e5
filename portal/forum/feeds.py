"""The forum as Atom feeds (RFC 4287): of all topics, of an office, of a topic."""

from collections.abc import Callable
from datetime import date
from xml.etree.ElementTree import Element, SubElement, tostring

from flask import Blueprint, Response, abort, request, url_for

from portal.access import Access, access
from portal.db import db
from portal.domain.forum import Kind
from portal.forum import queries
from portal.forum.clock import clock, settings, today
from portal.forum.queries import Hit
from portal.i18n import gettext as _
from portal.i18n import language, words
from portal.pages import LIVE, Made, answer
from portal.site import current_site

blueprint = Blueprint("feeds", __name__)

ATOM = "application/atom+xml"
ENTRIES = 30
BEGAN = date(2026, 1, 1)
"""When the portal's host is taken to have named its feeds, which their ids say for good (RFC 4151)."""


@blueprint.get("/forum.atom")
@access(Access.PUBLIC)
def forum() -> Response:
    """Send what was said last in the whole forum."""
    return answer(lambda: _make(_("Forum"), "forum", url_for("forum.index"), BEGAN, _all), control=LIVE)


@blueprint.get("/forum/kantor/<slug>.atom")
@access(Access.PUBLIC)
def office(slug: str) -> Response:
    """Send what was said last about an office."""
    return answer(lambda: _make_office(slug), control=LIVE)


@blueprint.get("/forum/<int:topic>.atom")
@access(Access.PUBLIC)
def topic(topic: int) -> Response:
    """Send what was said last in a topic."""
    return answer(lambda: _make_topic(topic), control=LIVE)


def _all() -> list[int]:
    return queries.newest_posts(db.session, ENTRIES)


def _make_office(slug: str) -> Made:
    found = queries.find_office(db.session, slug)
    if found is None:
        abort(404)
    title = _("Forum: %(title)s", title=words(found.name))
    page = url_for("forum.index", kantor=slug)
    return _make(
        title, f"kantor/{slug}", page, BEGAN, lambda: queries.newest_posts_of_office(db.session, found.id, ENTRIES)
    )


def _make_topic(topic_id: int) -> Made:
    line = queries.find_topic(db.session, topic_id, clock(), today())
    if line is None:
        abort(404)
    title, page = line.title or _("(Judul sudah tidak ada)"), url_for("forum.topic", topic=topic_id)
    return _make(
        title,
        f"topik/{topic_id}",
        page,
        line.opened_on,
        lambda: queries.newest_posts_of_topic(db.session, topic_id, ENTRIES),
    )


def _make(title: str, name: str, page: str, since: date, newest: Callable[[], list[int]]) -> Made:
    """Build a feed. name: what its id ends with; page: what it is the feed of; since: the day it began."""
    hits = queries.posts_by_id(db.session, newest(), clock())
    site = current_site()
    feed = Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": language()})
    sample = " (DATA CONTOH)" if site.demo else ""
    SubElement(feed, "title").text = f"{title} · Suara Warga, {words(site.government)}{sample}"
    SubElement(feed, "id").text = _tag(name)
    SubElement(feed, "updated").text = _moment(max((hit.post.posted_on for hit in hits), default=since))
    SubElement(feed, "link", rel="self", type=ATOM, href=_absolute(request.script_root + request.path))
    SubElement(feed, "link", rel="alternate", type="text/html", href=_absolute(page))
    for hit in hits:
        feed.append(_entry(hit))
    return Made(body=tostring(feed, encoding="unicode", xml_declaration=True), mimetype=ATOM)


def _entry(hit: Hit) -> Element:
    post = hit.post
    entry = Element("entry")
    SubElement(entry, "title").text = hit.title or _("(Judul sudah tidak ada)")
    SubElement(entry, "id").text = _tag(f"topik/{hit.topic_id}/{post.number}")
    SubElement(entry, "updated").text = _moment(post.posted_on)
    SubElement(SubElement(entry, "author"), "name").text = _author(hit)
    page = url_for("forum.topic", topic=hit.topic_id, hal=queries.page_of(post.number), _anchor=f"p{post.number}")
    SubElement(entry, "link", rel="alternate", type="text/html", href=_absolute(page))
    if post.official:
        SubElement(entry, "category", term="resmi", label=_("Jawaban resmi"))
    SubElement(entry, "content", type="text").text = _words(hit)
    return entry


def _author(hit: Hit) -> str:
    """Return who speaks: an office, a nickname, or nobody in particular."""
    return words(hit.office.name) if hit.post.official else hit.post.nickname or str(_("Anonim"))


def _words(hit: Hit) -> str:
    """Return what a post says; the writer's word on an answer is stored without words."""
    if hit.post.kind is Kind.SOLVED:
        return str(_("Penulis topik: sudah selesai."))
    if hit.post.kind is Kind.UNSOLVED:
        return str(_("Penulis topik: belum selesai."))
    return hit.post.text


def _tag(name: str) -> str:
    return f"tag:{settings().host},{BEGAN:%Y}:{name}"


def _absolute(address: str) -> str:
    return settings().public_url + address


def _moment(day: date) -> str:
    """Return a day as RFC 3339 writes moments: when it began in WITA; the record keeps no time."""
    return f"{day}T00:00:00+08:00"
