"""How ratings spread: a supervisor's own, and for the auditor those of each supervisor within reach."""

from flask import abort, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from portal.access import access
from portal.admin import lists
from portal.admin.answers import csv_file
from portal.admin.clock import today
from portal.admin.evaluations.opening import blueprint, me
from portal.admin.evaluations.spread import LEAST, SpreadLine, list_spreads, own_spread
from portal.admin.guard import the_staff
from portal.admin.lists import Page
from portal.admin.names import LEVELS, PREDICATES, RATINGS, term_name
from portal.db import db
from portal.domain.behaviours import BEHAVIOUR_KEYS
from portal.domain.evaluations import reads_all
from portal.domain.permissions import Permission
from portal.domain.predicate import distribution_rule
from portal.i18n import gettext as _

_YEARS = 5
"""Years that the page offers, the running one included."""


@blueprint.get("/sebaran")
@access(Permission.READ_EVALUATIONS)
def spread() -> str | AnyResponse:
    """Show how ratings spread over a year, as information from which nothing follows by itself."""
    year = request.args.get("year", today().year, type=int)
    offices = reads_all(the_staff())
    person = me() if the_staff().may(Permission.EVALUATE) else None
    if not 0 <= today().year - year < _YEARS or (offices == frozenset() and person is None):
        abort(404)
    page = None
    if offices != frozenset():
        wanted = lists.asked(request.args, filters=("year",))
        page = list_spreads(db.session, wanted, offices, year)
        if wanted.everything:
            return _as_csv(page)
    return render_template(
        "staff/evaluations/spread.html",
        year=year,
        years=range(today().year, today().year - _YEARS, -1),
        own=own_spread(db.session, person, year) if person else None,
        page=page,
        least=LEAST,
        seven=len(BEHAVIOUR_KEYS),
        ratings=RATINGS,
        predicates=PREDICATES,
        levels=LEVELS,
        rule=distribution_rule,
        term_name=term_name,
    )


def _as_csv(page: Page[SpreadLine]) -> AnyResponse:
    header = (
        _("Pejabat penilai"), _("Evaluasi diserahkan"), *map(str, PREDICATES.values()),
        *(f"{_('Perilaku')}: {name}" for name in RATINGS.values()), _("Tujuh perilaku bernilai sama"),
    )  # fmt: skip
    rows = (
        (
            line.supervisor,
            line.given,
            *(line.predicates[each] for each in PREDICATES),
            *(line.behaviours.get(each, 0) for each in RATINGS),
            line.uniform,
        )
        for line in page.rows
    )
    return csv_file("sebaran-penilaian.csv", header, rows)
