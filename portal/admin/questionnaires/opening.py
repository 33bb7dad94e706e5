"""How every page about the questionnaire opens a version, and what it says of one that is frozen."""

from collections.abc import Callable
from datetime import datetime

from flask import Blueprint, Response, abort, render_template, request

from portal.access import access
from portal.admin.questionnaires import actions, queries
from portal.admin.questionnaires.queries import Stored
from portal.db import db
from portal.domain.periods import WITA, month_of
from portal.domain.permissions import Permission
from portal.domain.questionnaire import FrozenVersionError, Version
from portal.site import forget_site

blueprint = Blueprint("questionnaires", __name__, url_prefix="/kuesioner")

edits = access(Permission.EDIT_QUESTIONNAIRES)


def this_month() -> int:
    """Return the month that runs now in Tanjung Selor."""
    return month_of(datetime.now(WITA).date())


def version_or_404(number: int) -> Stored:
    """Return the version of an address."""
    stored = queries.find_version(db.session, number)
    if stored is None:
        abort(404)
    return stored


def open_version(number: int) -> Stored:
    """Return the version of an address to be changed; raise FrozenVersionError if it was answered or locked."""
    stored = version_or_404(number)
    if stored.frozen:
        raise FrozenVersionError
    return stored


def save_version(stored: Stored, change: Callable[[Version], Version]) -> None:
    """Store a changed version and let the citizens' pages be made afresh; the session is writing already."""
    actions.edit_version(db.session, stored.id, change(stored.version))
    db.session.commit()
    forget_site()


@blueprint.errorhandler(FrozenVersionError)
def say_frozen(_error: FrozenVersionError) -> Response:
    """Say why an answered version never changes, and lead to a new one."""
    db.session.rollback()
    number = (request.view_args or {})["number"]
    return Response(render_template("staff/questionnaires/frozen.html", number=number), 409, mimetype="text/html")
