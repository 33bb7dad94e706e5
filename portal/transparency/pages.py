"""Answers that change only with the register, the record or the program: kept as bytes, confirmed by ETag.

Nothing here depends on the clock or on sealed answers, so sending one changes no public byte.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from hashlib import sha256
from threading import Lock

from flask import Response, current_app, request

from portal.i18n import language
from portal.paths import PACKAGE, STATIC, TEMPLATES, TRANSLATIONS
from portal.site import current_site

KEPT = 256
CACHE_CONTROL = "public, max-age=60"
HTML = "text/html"
JSON = "application/json"
CSV = "text/csv"


@dataclass(frozen=True, kw_only=True, slots=True)
class Made:
    """A body and when what it shows was last published."""

    body: str
    mimetype: str = HTML
    modified: date | None = None


@dataclass(kw_only=True, slots=True)
class Shelf:
    """The pages asked for last. look: names the program, its words and its style."""

    look: str
    made: OrderedDict[str, Made] = field(default_factory=OrderedDict)
    lock: Lock = field(default_factory=Lock)

    def get(self, tag: str) -> Made | None:
        """Return what was made under a tag, if it is still here."""
        with self.lock:
            if tag in self.made:
                self.made.move_to_end(tag)
            return self.made.get(tag)

    def put(self, tag: str, made: Made) -> None:
        """Keep what was made, and drop what nobody asked for the longest."""
        with self.lock:
            self.made[tag] = made
            if len(self.made) > KEPT:
                self.made.popitem(last=False)


def empty_shelf() -> Shelf:
    """Return a shelf for this release of the portal."""
    return Shelf(look=_look())


def _look() -> str:
    """Digest everything that shapes a page, so that a new release never confirms an old one."""
    files = [
        *TEMPLATES.rglob("*.html"),
        *TRANSLATIONS.rglob("*.mo"),
        *STATIC.rglob("*.css"),
        *PACKAGE.rglob("*.py"),
    ]
    digest = sha256()
    for file in sorted(set(files)):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def answer(record: str, make: Callable[[], Made]) -> Response:
    """Answer the request: not modified, from the shelf, or made now.

    record: what `queries.record_version` says of the editions the page shows. A page asked for with a query
    is not kept, since anybody can invent as many of them as they like.
    """
    shelf: Shelf = current_app.extensions["portal.pages"]
    tag = _tag(shelf.look, record)
    if request.if_none_match.contains_weak(tag):
        return _headers(Response(status=304), tag)
    made = shelf.get(tag)
    if made is None:
        made = make()
        if not request.query_string:
            shelf.put(tag, made)
    response = _headers(Response(made.body, mimetype=made.mimetype), tag)
    if made.modified is not None:
        response.last_modified = datetime.combine(made.modified, time(), UTC)
    return response


def _tag(look: str, record: str) -> str:
    parts = (look, str(current_site().revision), record, language(), request.full_path)
    return sha256("\n".join(parts).encode()).hexdigest()[:24]


def _headers(response: Response, tag: str) -> Response:
    """Mark a response; the tag is weak because compression may change its bytes on the way."""
    response.set_etag(tag, weak=True)
    response.headers["Cache-Control"] = CACHE_CONTROL
    return response
