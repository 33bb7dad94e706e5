"""The staff area: one blueprint, with one inside it for each noun."""

from flask import Blueprint, request

PREFIX = "/staf"


def make_blueprint() -> Blueprint:
    """Return the staff area's blueprint with every noun's views."""
    from portal.admin.accounts.views import blueprint as accounts
    from portal.admin.audit.views import blueprint as audit
    from portal.admin.comments.views import blueprint as comments
    from portal.admin.counters.views import blueprint as counters
    from portal.admin.entry.views import blueprint as entry
    from portal.admin.evaluations.views import blueprint as evaluations
    from portal.admin.follow_up.views import blueprint as follow_up
    from portal.admin.home.views import blueprint as home
    from portal.admin.imports.views import blueprint as imports
    from portal.admin.periods.views import blueprint as periods
    from portal.admin.publication.views import blueprint as publication
    from portal.admin.questionnaires.views import blueprint as questionnaires
    from portal.admin.reports.views import blueprint as reports
    from portal.admin.retention.views import blueprint as retention
    from portal.admin.themes.views import blueprint as themes
    from portal.admin.units.views import blueprint as units

    staff = Blueprint("staff", __name__, url_prefix=PREFIX)
    for noun in (
        units,
        counters,
        evaluations,
        accounts,
        follow_up,
        periods,
        entry,
        audit,
        home,
        imports,
        reports,
        retention,
        comments,
        publication,
        themes,
        questionnaires,
    ):
        staff.register_blueprint(noun)
    return staff


def is_inside() -> bool:
    """Tell whether the request is for the staff area."""
    return request.path == PREFIX or request.path.startswith(f"{PREFIX}/")
