"""Whoever comes into the staff area is known, may do this here, and leaves no copy behind."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import Flask, Response, abort, current_app, g, redirect, render_template, request, session, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from portal.access import Access, access_of, does_take_files
from portal.admin.accounts.queries import find_staff
from portal.admin.audit import trail
from portal.admin.blueprint import is_inside
from portal.db import db
from portal.domain.permissions import Permission, Staff
from portal.domain.words import Words
from portal.models.units import Unit

MAX_UPLOAD = 2 * 1024 * 1024
"""Bytes of the largest table that staff may send."""

MAX_FILES = 32 * 1024 * 1024
"""Bytes of the largest form with a file. Evidence may be less; its form says so and keeps what else was typed."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Office:
    """The office that a request is about."""

    id: int
    slug: str
    name: Words


def init_app(app: Flask) -> None:
    """Guard every address below the staff area's."""
    app.config["WTF_CSRF_TIME_LIMIT"] = None  # A form stays good as long as its session.
    app.before_request(_guard)
    app.after_request(_keep_no_copy)


def the_staff() -> Staff:
    """Return who is signed in; only for routes that ask for staff."""
    staff: Staff = g.staff
    return staff


def the_office() -> Office:
    """Return the office that the address names in its `<unit>`."""
    office: Office = g.office
    return office


def _guard() -> AnyResponse | None:
    """Ask whether the form is ours, who sends it, and whether the permission reaches the office in the address.

    A route with `<unit>` in its address is about that office; whatever else it names is looked up within it.
    """
    if request.url_rule is None or request.endpoint is None:
        return None
    view = current_app.view_functions[request.endpoint]
    needed = access_of(view)
    asks_for_staff = needed is Access.STAFF or isinstance(needed, Permission)
    if not is_inside() and not asks_for_staff:
        return None
    request.max_form_memory_size = MAX_UPLOAD
    request.max_content_length = MAX_FILES if does_take_files(view) else MAX_UPLOAD
    if request.method == "POST":
        _refuse_foreign_forms()
    if not asks_for_staff:
        return None
    with db.sessionmaker() as reading:  # The request may go on to write, which must not begin by reading.
        staff = find_staff(reading, session.get("_user_id"))
        if staff is None:
            return _send_to_sign_in()
        office = _find_office(reading)
    if isinstance(needed, Permission) and not staff.may(needed, office.id if office else None):
        abort(403)
    g.staff, g.office = staff, office
    trail.follow(db.session, staff)
    return None


def _refuse_foreign_forms() -> None:
    """Refuse what another site's page sends; beyond that each form checks its token and keeps what was typed."""
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != request.host:
        abort(400)
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        abort(400)


def _find_office(reading: Session) -> Office | None:
    slug = (request.view_args or {}).get("unit")
    if slug is None:
        return None
    unit = reading.scalar(select(Unit).where(Unit.slug == slug))
    if unit is None:
        abort(404)
    return Office(id=unit.id, slug=unit.slug, name=unit.name)


def _send_to_sign_in() -> AnyResponse:
    """Lead to the sign-in page and from there back; keep whoever was filling in a form on its page."""
    if request.method == "GET":
        return redirect(url_for("security.login", next=request.script_root + request.full_path.rstrip("?")))
    return Response(render_template("staff/signed_out.html"), 401, mimetype="text/html")


def _keep_no_copy(response: Response) -> Response:
    if is_inside():
        response.headers["Cache-Control"] = "no-store"
    return response
