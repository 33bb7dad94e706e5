"""Answers that change only with the register, the record or the program: kept as bytes, confirmed by ETag.

Nothing here depends on sealed answers, so sending one changes no public byte; and nothing on the clock, but for
pages that say so, which are made anew each day.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from hashlib import sha256
from threading import Lock

from flask import Response, current_app, request

from portal.compression import accepted_encoding, compress
from portal.i18n import language
from portal.paths import PACKAGE, STATIC, TEMPLATES, TRANSLATIONS
from portal.settings import Settings
from portal.site import current_site

KEPT = 256
CACHE_CONTROL = "public, max-age=60"
LIVE = "public, no-cache"
"""Kept by whoever likes, and asked about each time: for pages that people change and look at again at once."""
HTML = "text/html"
JSON = "application/json"
CSV = "text/csv"


@dataclass(frozen=True, kw_only=True, slots=True)
class Made:
    """A body and when what it shows was last published."""

    body: str
    mimetype: str = HTML
    modified: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Kept:
    """An answer's bytes in one encoding."""

    body: bytes
    mimetype: str
    modified: date | None


@dataclass(kw_only=True, slots=True)
class Shelf:
    """The pages asked for last, by tag. look: names the program, its words and its style."""

    look: str
    kept: OrderedDict[str, Kept] = field(default_factory=OrderedDict)
    lock: Lock = field(default_factory=Lock)

    def get(self, tag: str) -> Kept | None:
        """Return what was kept under a tag, if it is still here."""
        with self.lock:
            if tag in self.kept:
                self.kept.move_to_end(tag)
            return self.kept.get(tag)

    def put(self, tag: str, kept: Kept) -> None:
        """Keep an answer, and drop what nobody asked for the longest."""
        with self.lock:
            self.kept[tag] = kept
            if len(self.kept) > KEPT:
                self.kept.popitem(last=False)


def empty_shelf(settings: Settings) -> Shelf:
    """Return a shelf for this release of the portal, with these settings."""
    return Shelf(look=_look(settings))


def _look(settings: Settings) -> str:
    """Digest everything that shapes a page, so that a new release or setting never confirms an old one."""
    files = [
        *TEMPLATES.rglob("*.html"),
        *TRANSLATIONS.rglob("*.mo"),
        *STATIC.rglob("*.css"),
        *STATIC.rglob("*.svg"),
        *PACKAGE.rglob("*.py"),
    ]
    digest = sha256(f"{settings.reply_days} {settings.public_url}".encode())
    for file in sorted(set(files)):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def answer(
    make: Callable[[], Made], *reads: str, day: date | None = None, control: str = CACHE_CONTROL
) -> Response:
    """Answer the request: not modified, from the shelf, or made now.

    reads: the query arguments that the page depends on; others change nothing. A page that was asked for with
    one of them is not kept, since anybody can invent as many of them as they like. day: today, for a page on which
    a day that passed shows. control: how long browsers may show it without asking.
    """
    shelf: Shelf = current_app.extensions["portal.pages"]
    encoding = accepted_encoding()
    query = [(name, request.args[name]) for name in reads if name in request.args]
    tag = _tag(shelf.look, encoding, query, day)
    if tag in request.if_none_match.as_set(include_weak=True):
        return _headers(Response(status=304), tag, control)
    kept = shelf.get(tag)
    if kept is None:
        made = make()
        body = compress(made.body.encode(), encoding)
        kept = Kept(body=body, mimetype=made.mimetype, modified=made.modified)
        if not query:
            shelf.put(tag, kept)
    response = _headers(Response(kept.body, mimetype=kept.mimetype), tag, control)
    if encoding:
        response.headers["Content-Encoding"] = encoding
    if kept.modified is not None:
        response.last_modified = datetime.combine(kept.modified, time(), UTC)
    return response


def _tag(look: str, encoding: str | None, query: list[tuple[str, str]], day: date | None) -> str:
    """Name the bytes of an answer: the site's revision rises with every change of the register and the record."""
    revision = str(current_site().revision)
    parts = (look, revision, language(), encoding or "", request.path, repr(query), str(day or ""))
    return sha256("\n".join(parts).encode()).hexdigest()[:24]


def _headers(response: Response, tag: str, control: str) -> Response:
    response.set_etag(tag)
    response.headers["Cache-Control"] = control
    response.vary.add("Accept-Encoding")
    return response
