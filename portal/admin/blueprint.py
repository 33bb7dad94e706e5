"""The staff area: one blueprint, with one inside it for each noun."""

from flask import Blueprint, request

PREFIX = "/staf"


def make_blueprint() -> Blueprint:
    """Return the staff area's blueprint with every noun's views."""
    from portal.admin.accounts.views import blueprint as accounts
    from portal.admin.achievements.views import blueprint as achievements
    from portal.admin.audit.views import blueprint as audit
    from portal.admin.comments.views import blueprint as comments
    from portal.admin.consultations.views import blueprint as consultations
    from portal.admin.counters.views import blueprint as counters
    from portal.admin.development.views import blueprint as development
    from portal.admin.employees.views import blueprint as employees
    from portal.admin.entry.views import blueprint as entry
    from portal.admin.evaluations.views import blueprint as evaluations
    from portal.admin.feedback.views import blueprint as feedback
    from portal.admin.follow_up.views import blueprint as follow_up
    from portal.admin.forum.views import blueprint as forum
    from portal.admin.holidays.views import blueprint as holidays
    from portal.admin.home.views import blueprint as home
    from portal.admin.imports.views import blueprint as imports
    from portal.admin.moderation.views import blueprint as moderation
    from portal.admin.notices.views import blueprint as notices
    from portal.admin.objections.views import blueprint as objections
    from portal.admin.periods.views import blueprint as periods
    from portal.admin.plans.views import blueprint as plans
    from portal.admin.progress.views import blueprint as progress
    from portal.admin.publication.views import blueprint as publication
    from portal.admin.questionnaires.views import blueprint as questionnaires
    from portal.admin.reports.views import blueprint as reports
    from portal.admin.retention.views import blueprint as retention
    from portal.admin.sealed_reports.views import blueprint as sealed_reports
    from portal.admin.statistics.views import blueprint as statistics
    from portal.admin.team.views import blueprint as team
    from portal.admin.themes.views import blueprint as themes
    from portal.admin.training.views import blueprint as training
    from portal.admin.units.views import blueprint as units

    staff = Blueprint("staff", __name__, url_prefix=PREFIX)
    for noun in (
        accounts,
        achievements,
        audit,
        comments,
        consultations,
        counters,
        development,
        employees,
        entry,
        evaluations,
        feedback,
        follow_up,
        forum,
        holidays,
        home,
        imports,
        moderation,
        notices,
        objections,
        periods,
        plans,
        progress,
        publication,
        questionnaires,
        reports,
        retention,
        sealed_reports,
        statistics,
        team,
        themes,
        training,
        units,
    ):
        staff.register_blueprint(noun)
    return staff


def is_inside() -> bool:
    """Tell whether the request is for the staff area."""
    return request.path == PREFIX or request.path.startswith(f"{PREFIX}/")
