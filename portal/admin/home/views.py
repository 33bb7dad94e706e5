"""The first page after signing in: what is due, and the offices at a glance."""

from flask import Blueprint, render_template, request

from portal.access import Access, access
from portal.admin import lists
from portal.admin.clock import today
from portal.admin.guard import the_staff
from portal.admin.home.queries import glance, list_due
from portal.admin.home.words import TASKS
from portal.admin.periods.shown import OUTLOOK_NAMES
from portal.db import db
from portal.domain.periods import month_of, period_of
from portal.domain.permissions import Permission
from portal.site import current_site

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
@access(Access.STAFF)
def index() -> str:
    """Show what is due for whoever signed in."""
    staff, day = the_staff(), today()
    period = period_of(month_of(day), current_site().period)
    offices = None
    if staff.may(Permission.READ_PERIODS):
        offices = glance(db.session, staff, period, lists.asked(request.args), day)
    return render_template(
        "staff/home/index.html",
        today=day,
        period=period,
        due=list_due(db.session, staff, period, day, offices),
        tasks=TASKS,
        page=offices,
        outlooks=OUTLOOK_NAMES,
    )
