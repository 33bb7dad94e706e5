"""The outbox of the daily digests over HTTP."""

from dataclasses import replace

from flask import Blueprint, abort, current_app, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from portal.access import access
from portal.admin import lists
from portal.admin.answers import done
from portal.admin.clock import today
from portal.admin.forms import ConfirmForm
from portal.admin.notices import job, queries
from portal.admin.notices.wording import FAULT_NAMES, STATE_NAMES
from portal.db import db
from portal.domain.permissions import Permission
from portal.i18n import gettext as _
from portal.i18n import ngettext
from portal.site import current_site

blueprint = Blueprint("notices", __name__, url_prefix="/kabar")


@blueprint.get("/")
@access(Permission.READ_OUTBOX)
def index() -> str:
    """List the digests, and say whether and how they leave."""
    wanted = replace(lists.asked(request.args, filters=("state",)), everything=False)
    return render_template(
        "staff/notices/index.html",
        page=queries.list_notices(db.session, wanted),
        states=STATE_NAMES,
        settings=current_app.config["SETTINGS"],
    )


@blueprint.get("/<int:notice>")
@access(Permission.READ_OUTBOX)
def show(notice: int) -> str:
    """Show a digest as it is sent, and what became of it."""
    found = queries.find_notice(db.session, notice)
    if found is None:
        abort(404)
    return render_template("staff/notices/show.html", notice=found, states=STATE_NAMES, faults=FAULT_NAMES)


@blueprint.post("/hari-ini")
@access(Permission.READ_OUTBOX)
def make() -> AnyResponse:
    """Make today's digests at once: in a demo no daily job does."""
    if not current_site().demo:
        abort(404)
    if not ConfirmForm().validate_on_submit():
        abort(400)
    made = job.make(db.session, current_site(), today())
    if not made:
        return done(
            _("Tidak ada ringkasan baru: yang hari ini sudah ada, atau tidak ada yang menunggu."), ".index"
        )
    return done(ngettext("%(num)s ringkasan baru.", "%(num)s ringkasan baru.", made), ".index")
