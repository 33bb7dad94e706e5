"""The trail's page: who saw or changed what."""

import json
from datetime import datetime

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from portal.access import access
from portal.admin import lists
from portal.admin.answers import csv_file
from portal.admin.audit.names import subject_names, verb_names
from portal.admin.audit.queries import FILTERS, list_trail
from portal.db import db
from portal.domain.periods import WITA
from portal.domain.permissions import Permission

blueprint = Blueprint("audit", __name__, url_prefix="/jejak")


@blueprint.get("/")
@access(Permission.READ_AUDIT)
def index() -> str | AnyResponse:
    """Show the trail, or give it as a table."""
    page = list_trail(db.session, lists.asked(request.args, filters=FILTERS))
    if page.asked.everything:
        header = ("at", "who", "verb", "subject", "subject_id", "unit", "detail")
        rows = (
            (
                line.at.isoformat(timespec="seconds"), line.who, line.verb, line.subject, line.subject_id,
                line.unit.id if line.unit else "", json.dumps(dict(line.detail), ensure_ascii=False),
            )
            for line in page.rows
        )  # fmt: skip
        return csv_file(f"jejak-{datetime.now(WITA):%Y-%m-%d}.csv", header, rows)
    return render_template("staff/audit/index.html", page=page, verbs=verb_names(), subjects=subject_names())
