"""The open interface: the same register and record as the pages, as JSON. Indices are in hundredths."""

import json
from typing import Any

from flask import Blueprint, Response, abort, request, url_for

from portal import limits
from portal.access import Access, access
from portal.db import db
from portal.domain.editions import DEMO_NOTICE
from portal.domain.figures import EditionLine, Headline, Published
from portal.editions import headlines, page_of_editions
from portal.limits import is_plain, limiter
from portal.pages import JSON, Made, answer
from portal.site import current_site
from portal.text import printable
from portal.transparency import queries
from portal.transparency.imported import ImportedFigure, imported_results
from portal.transparency.queries import OfficeRow

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")

PAGE_SIZE = 100
LAST_PAGE = 10_000


@blueprint.get("/units")
@access(Access.PUBLIC)
def units() -> Response:
    """List the open offices with their latest figure."""
    return answer(_make_units)


def _make_units() -> Made:
    rows = queries.list_offices(db.session, headlines(db.session))
    return _json({"units": [_office(row) for row in rows]})


@blueprint.get("/units/<slug>")
@access(Access.PUBLIC)
def unit(slug: str) -> Response:
    """Describe one office, its services and all its editions."""
    return answer(lambda: _make_unit(slug))


def _make_unit(slug: str) -> Made:
    page = queries.find_office(db.session, slug)
    if page is None:
        abort(404)
    office = _office(OfficeRow(unit=page.unit, latest=page.headline))
    services = [
        {
            "slug": service.slug,
            "name": service.name.as_dict(),
            "standard": {part.key: words.as_dict() for part, words in service.standard},
        }
        for service in page.services
    ]
    return _json(
        {
            **office,
            "services": services,
            "editions": [_line(line) for line in page.editions],
            "imported": [_imported(figure) for figure in imported_results(db.session, slug)],
        }
    )


def _imported(figure: ImportedFigure) -> dict[str, Any]:
    """Describe a result from before the portal, which no answer here stands behind."""
    return {
        "kind": figure.kind,
        "period": figure.period.label,
        "n": figure.n,
        "ikm": figure.ikm,
        "source": figure.source,
        "revision": figure.revision,
        "verified": False,
    }


@blueprint.get("/editions")
@access(Access.PUBLIC)
@limiter.limit(limits.SEARCH, exempt_when=is_plain)
def editions() -> Response:
    """List editions, newest first; `unit` and `kind` narrow the list, `page` counts from 1."""
    return answer(_make_editions, "unit", "kind", "page")


def _make_editions() -> Made:
    page = _page_number()
    asked = ((key, request.args[key]) for key in ("unit", "kind") if key in request.args)
    only: dict[str, Any] = {key: printable(value) for key, value in asked}
    found = page_of_editions(
        db.session,
        unit=only.get("unit"),
        kind=only.get("kind"),
        offset=(page - 1) * PAGE_SIZE,
        limit=PAGE_SIZE + 1,
    )
    more = len(found) > PAGE_SIZE
    following = url_for("transparency.api.editions", page=page + 1, **only) if more else None
    return _json({"page": page, "next": following, "editions": [_line(line) for line in found[:PAGE_SIZE]]})


def _page_number() -> int:
    page = request.args.get("page", 1, type=int)
    if not 1 <= page <= LAST_PAGE:
        abort(404)
    return page


@blueprint.get("/editions/<id>")
@access(Access.PUBLIC)
def edition(id: str) -> Response:  # noqa: A002 - links name it so.
    """Send an edition's canonical bytes: their SHA-256 is its hash."""
    return answer(lambda: _make_edition(id))


def _make_edition(edition_id: str) -> Made:
    document = queries.find_document(db.session, edition_id)
    if document is None:
        abort(404)
    return Made(body=document.text, mimetype=JSON, modified=document.closed_on)


def _json(value: dict[str, Any]) -> Made:
    """Encode an answer, marked when every figure in it is synthetic."""
    demo = current_site().demo
    marked = {"demo": demo, "notice": DEMO_NOTICE if demo else None, **value}
    return Made(body=json.dumps(marked, ensure_ascii=False), mimetype=JSON)


def _office(row: OfficeRow) -> dict[str, Any]:
    return {
        "slug": row.unit.slug,
        "name": row.unit.name.as_dict(),
        "address": row.unit.address,
        "url": url_for("transparency.api.unit", slug=row.unit.slug),
        "latest": _latest(row.latest),
    }


def _latest(edition: Published | None) -> dict[str, Any] | None:
    if edition is None or edition.figure is None:
        return None
    return {**_line(edition), "figure": _headline(edition.figure)}


def _headline(figure: Headline) -> dict[str, Any]:
    return {
        "n": figure.n,
        "ikm": figure.ikm,
        "grade": figure.grade,
        "grades": figure.grades,
        "low": figure.low,
        "high": figure.high,
        "rough": figure.rough,
    }


def _line(line: EditionLine) -> dict[str, Any]:
    return {
        "id": line.id,
        "unit": line.scope,
        "kind": line.kind,
        "sequence": line.sequence,
        "revision": line.revision,
        "cutoff": line.cutoff.isoformat(),
        "closed_on": line.closed_on.isoformat(),
        "has_figure": line.has_figure,
        "hash": line.hash,
        "url": url_for("transparency.api.edition", id=line.id),
    }
