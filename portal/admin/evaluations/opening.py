"""What the views of evaluations share: who asks, and which evaluation it is."""

from datetime import UTC, datetime

from flask import Blueprint, abort, current_app

from portal.admin.evaluations import queries
from portal.admin.evaluations.queries import EvaluationView
from portal.admin.guard import the_staff
from portal.admin.people import Person, find_me
from portal.db import db
from portal.domain.evaluations import Side
from portal.settings import Settings
from portal.site import current_site

blueprint = Blueprint("evaluations", __name__, url_prefix="/evaluasi")
ONE = "/<int:evaluation>"


def now() -> datetime:
    """Return the present moment."""
    return datetime.now(UTC)


def objection_days() -> int:
    """Return the working days of the objection's clock."""
    settings: Settings = current_app.config["SETTINGS"]
    return settings.objection_days


def me() -> Person | None:
    """Return the officer that the reader's account belongs to."""
    return find_me(db.session, the_staff())


def found(number: int) -> EvaluationView:
    """Return the evaluation, or answer 404 where it is not open to the reader."""
    evaluation = queries.find_evaluation(db.session, number, the_staff(), me(), demo=current_site().demo)
    if evaluation is None:
        abort(404)
    return evaluation


def held(number: int) -> EvaluationView:
    """Return the evaluation as `found` does, locked until the transaction ends."""
    queries.hold(db.session, number)
    return found(number)


def in_work(number: int) -> EvaluationView:
    """Return an evaluation that the reader opened, locked; 403 for other readers, 409 once it is given."""
    evaluation = held(number)
    if evaluation.side is not Side.SUPERVISOR:
        abort(403)
    if evaluation.given_at is not None:
        abort(409)
    return evaluation


def as_officer(number: int) -> EvaluationView:
    """Return the reader's own evaluation, locked; 403 for other readers."""
    evaluation = held(number)
    if evaluation.side is not Side.OFFICER:
        abort(403)
    return evaluation
