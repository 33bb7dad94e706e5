"""What came of a course, over HTTP: offices before and after, never persons."""

from flask import request
from werkzeug.wrappers import Response as AnyResponse

from portal.admin.clock import today
from portal.admin.names import COMPETENCES
from portal.admin.training import effect
from portal.admin.training.opening import blueprint, course_or_404, edits, html
from portal.db import db
from portal.domain.course_effect import FEWEST
from portal.domain.follow_up import Outcome
from portal.domain.needs import elements_of
from portal.i18n import lazy_gettext as _l

OUTCOMES = {
    Outcome.IMPROVED: _l("naik jelas"),
    Outcome.WORSENED: _l("turun jelas"),
    Outcome.UNCLEAR: _l("tidak dapat dibedakan dari kebetulan"),
    Outcome.TOO_EARLY: _l("terlalu dini"),
}


@blueprint.get("/<int:course>/dampak")
@edits
def show_effect(course: int) -> AnyResponse:
    """Compare, for one past run of a course, the editions of its people's offices before and after."""
    line = course_or_404(course)
    runs = effect.list_past_runs(db.session, course, today())
    asked = request.args.get("sesi", "")
    run = next((run for run in runs if str(run.id) == asked), runs[0] if runs else None)
    return html(
        "effect",
        course=line,
        runs=runs,
        run=run,
        found=effect.find_effect(db.session, run, line.competence) if run else None,
        elements_meant=elements_of(line.competence),
        competences=COMPETENCES,
        outcomes=OUTCOMES,
        fewest=FEWEST,
    )
