"""The first page after signing in."""

from datetime import datetime

from flask import Blueprint, render_template

from portal.access import Access, access
from portal.admin.guard import the_staff
from portal.admin.home.queries import list_due
from portal.db import db
from portal.domain.periods import WITA

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
@access(Access.STAFF)
def index() -> str:
    """Show what is due."""
    today = datetime.now(WITA).date()
    return render_template("staff/home/index.html", due=list_due(db.session, the_staff(), today), today=today)
