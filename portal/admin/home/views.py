"""The first page after signing in: what is due, and the offices at a glance."""

from datetime import datetime

from flask import Blueprint, render_template, request

from portal.access import Access, access
from portal.admin import lists
from portal.admin.guard import the_staff
from portal.admin.home.queries import glance, list_due
from portal.admin.periods.shown import OUTLOOK_NAMES
from portal.db import db
from portal.domain.periods import WITA, month_of, period_of
from portal.domain.permissions import Permission
from portal.site import current_site

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
@access(Access.STAFF)
def index() -> str:
    """Show what is due for whoever signed in."""
    staff, today = the_staff(), datetime.now(WITA).date()
    period = period_of(month_of(today), current_site().period)
    offices = None
    if staff.may(Permission.READ_PERIODS):
        offices = glance(db.session, staff, period, lists.asked(request.args), today)
    return render_template(
        "staff/home/index.html",
        today=today,
        period=period,
        due=list_due(db.session, staff, period, today),
        page=offices,
        outlooks=OUTLOOK_NAMES,
    )
