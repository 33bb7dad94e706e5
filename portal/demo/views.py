"""The demo's one extra button: close the period now."""

from datetime import datetime

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response as AnyResponse

from portal import limits
from portal.access import Access, access
from portal.db import begin_write, db
from portal.domain.batches import K
from portal.domain.periods import WITA
from portal.limits import limiter
from portal.models.units import Unit
from portal.publishing.job import close_period_early
from portal.site import forget_site

blueprint = Blueprint("demo", __name__)


@blueprint.post("/contoh/tutup/<slug>")
@access(Access.DEMO)
@limiter.limit(limits.DOCUMENT)
def close_period(slug: str) -> AnyResponse:
    """Close a unit's period early, publish, and lead to its page; or say that there is not enough yet."""
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        abort(403)
    begin_write(db.session)
    unit = db.session.scalar(select(Unit).where(Unit.slug == slug))
    if unit is None:
        abort(404)
    name = unit.name
    decision = close_period_early(db.session, unit, datetime.now(WITA).date())
    db.session.commit()
    forget_site()
    if decision.published:
        return redirect(url_for("transparency.unit", slug=slug), 303)
    body = render_template("demo/not_enough.html", unit=name, slug=slug, k=K)
    return Response(body, headers={"Cache-Control": "no-store"}, mimetype="text/html")
