"""What the pages of training share."""

from datetime import datetime
from typing import Any

from flask import Blueprint, Response, abort, render_template

from portal.access import access
from portal.admin.clock import today
from portal.admin.training import actions, queries
from portal.admin.training.queries import CourseLine, RunLine
from portal.db import db
from portal.domain.periods import WITA
from portal.domain.permissions import Permission
from portal.models.training import Course, CourseRun

blueprint = Blueprint("training", __name__, url_prefix="/pelatihan")

reads = access(Permission.READ_TRAINING)
takes = access(Permission.TAKE_TRAINING)
edits = access(Permission.EDIT_TRAINING)


def now() -> datetime:
    """Return the time in WITA."""
    return datetime.now(WITA)


def html(name: str, status: int = 200, **values: Any) -> Response:
    """Render a page of training."""
    return Response(render_template(f"staff/training/{name}.html", **values), status, mimetype="text/html")


def course_or_404(number: int) -> CourseLine:
    """Return a course to be shown."""
    course = queries.find_course(db.session, number, today())
    if course is None:
        abort(404)
    return course


def run_or_404(number: int, reader_id: int | None = None) -> RunLine:
    """Return a run to be shown."""
    run = queries.find_run(db.session, number, reader_id=reader_id)
    if run is None:
        abort(404)
    return run


def held_course(number: int) -> Course:
    """Return a course to be worked on."""
    course = actions.hold_course(db.session, number)
    if course is None:
        abort(404)
    return course


def held_run(number: int) -> CourseRun:
    """Return a run to be worked on."""
    run = actions.hold_run(db.session, number)
    if run is None:
        abort(404)
    return run
