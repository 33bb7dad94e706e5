"""The daily log over HTTP: one's own, and that of an officer whom somebody leads."""

import re

from flask import Response, abort, render_template, request

from portal.access import access
from portal.admin import people
from portal.admin.answers import attachment, csv_file
from portal.admin.clock import today
from portal.admin.guard import the_staff
from portal.admin.people import Person
from portal.admin.progress import logbook, queries
from portal.admin.progress.opening import blueprint, unlinked
from portal.db import db
from portal.documents.workbook import XLSX
from portal.domain.periods import iso_month, month_of
from portal.domain.permissions import Permission
from portal.site import current_site

_MONTH = re.compile(r"(20[0-9]{2})-(0[1-9]|1[0-2])")


@blueprint.get("/log")
@access(Permission.EDIT_OWN_PLAN)
def log() -> Response | str:
    """Show one's own log of a month, or send it as a table."""
    me = people.find_me(db.session, the_staff())
    return unlinked() if me is None else _log(me, is_own=True)


@blueprint.get("/log/<int:employee>")
@access(Permission.READ_PLANS)
def log_of(employee: int) -> Response | str:
    """Show the log of an officer to those who may see their work."""
    me, officer = people.find_me(db.session, the_staff()), people.find_person(db.session, employee)
    if officer is None or not people.may_see_work(the_staff(), me, officer):
        abort(404)
    return _log(officer, is_own=me is not None and me.id == officer.id)


def _log(officer: Person, *, is_own: bool) -> Response | str:
    now = month_of(today())
    month = _month(request.args.get("bulan", ""), now)
    lines = queries.list_log(db.session, officer.id, month)
    form, demo = request.args.get("format", ""), current_site().demo
    name = f"{'data-contoh-' if demo else ''}log-kinerja-{iso_month(month)}"
    if form == "csv":
        return csv_file(f"{name}.csv", logbook.head(), logbook.rows(lines))
    if form == "xlsx":
        return attachment(logbook.workbook(logbook.rows(lines), demo=demo), XLSX, f"{name}.xlsx")
    return render_template(
        "staff/progress/log.html",
        officer=officer,
        is_own=is_own,
        lines=lines,
        month=month,
        this=iso_month(month),
        before=iso_month(month - 1),
        after=iso_month(month + 1) if month < now else None,
    )


def _month(text: str, otherwise: int) -> int:
    """Read a month such as 2026-11; what is none, or lies ahead, is taken as not asked."""
    found = _MONTH.fullmatch(text)
    if found is None:
        return otherwise
    return min(12 * int(found[1]) + int(found[2]) - 1, otherwise)
