"""What the pages of consultations share: which one it is, and what is about to be published."""

from datetime import date
from typing import Any

from flask import Blueprint, Response, abort, current_app, render_template, request
from werkzeug.wrappers import Response as AnyResponse
from wtforms import DateField

from portal import posting
from portal.access import access
from portal.admin.answers import done
from portal.admin.consultations import actions
from portal.admin.consultations.forms import STAGE_NAMES
from portal.admin.guard import the_staff
from portal.consultations import ConsultationView, find_consultation
from portal.db import db
from portal.domain.consultations import PARTIES
from portal.domain.consultations import State as Stage
from portal.domain.forum import Clock
from portal.domain.permissions import Permission, Reach
from portal.i18n import day
from portal.i18n import gettext as _
from portal.models.consultations import Consultation
from portal.settings import Settings

blueprint = Blueprint("consultations", __name__, url_prefix="/fkp")
ONE = "/<int:consultation>"

_NOT_TYPED = ("csrf_token", "sure", "seen")

runs = access(Permission.RUN_CONSULTATIONS)


@blueprint.errorhandler(actions.StageError)
def refuse_stage(_error: actions.StageError) -> AnyResponse:
    """Say that a step comes too early or too late; whatever was typed is shown, to be copied."""
    number = (request.view_args or {})["consultation"]
    typed = [value for name, value in request.form.items() if name not in _NOT_TYPED and value.strip()]
    db.session.rollback()
    if not typed:
        return done(_("Langkah itu tidak ada pada tahap konsultasi ini."), ".show", consultation=number)
    return html("refused", 409, consultation=view_or_404(number), typed=typed)


def settings() -> Settings:
    """Return the portal's settings."""
    found: Settings = current_app.config["SETTINGS"]
    return found


def clock() -> Clock:
    """Return how working days are counted here."""
    return posting.clock(db.session, settings().reply_days)


def html(name: str, status: int = 200, **values: Any) -> Response:
    """Render a page of this room."""
    body = render_template(f"staff/consultations/{name}.html", stages=STAGE_NAMES, parties=PARTIES, **values)
    return Response(body, status, mimetype="text/html")


def reach() -> Reach:
    """Return the offices whose consultations the reader runs."""
    return the_staff().reach(Permission.RUN_CONSULTATIONS)


def view_or_404(number: int) -> ConsultationView:
    """Return a consultation of an office in reach, to be shown."""
    view, units = find_consultation(db.session, number), reach()
    if view is None or (units is not None and view.unit_id not in units):
        abort(404)
    return view


def require_stage(number: int, *stages: Stage) -> ConsultationView:
    """Return a consultation whose page makes sense at its stage; raises `StageError` otherwise."""
    view = view_or_404(number)
    if view.state not in stages:
        raise actions.StageError
    return view


def held_or_404(number: int) -> Consultation:
    """Return a consultation of an office in reach, to be worked on."""
    held, units = actions.hold_consultation(db.session, number), reach()
    if held is None or (units is not None and held.unit_id not in units):
        abort(404)
    return held


def refuse_day_off(field: DateField, proposed: date) -> None:
    """Say that a day is off, and fill in the next working day."""
    field.errors = [
        _(
            "%(day)s bukan hari kerja. Kami isikan hari kerja berikutnya, %(next)s. Kirim lagi bila setuju.",
            day=day(field.data),
            next=day(proposed),
        )
    ]
    field.process_data(proposed)
    field.raw_data = None
