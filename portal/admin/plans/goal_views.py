"""Goals and indicators of a draft, over HTTP."""

from datetime import date
from typing import Any

from flask import Response, url_for
from werkzeug.wrappers import Response as AnyResponse
from wtforms import SelectChoice

from portal.admin.answers import done
from portal.admin.asking import Question, ask
from portal.admin.forms import ConfirmForm
from portal.admin.plans import editing, queries
from portal.admin.plans.forms import GoalForm, IndicatorForm, keep_within
from portal.admin.plans.opening import blueprint, edits, html, own_draft, own_goal, own_indicator
from portal.db import begin_write, db
from portal.i18n import day
from portal.i18n import gettext as _
from portal.models import Indicator, Plan, PlanRow


def goal_form(plan: Plan, **values: Any) -> GoalForm:
    """Return the form of a goal, which may serve one of the superior's."""
    form = GoalForm(**values)
    goals = queries.list_superior_goals(db.session, plan.employee.supervisor_id, plan.year)
    form.serves.choices = [
        SelectChoice("", _("Tidak menopang hasil kerja atasan")),
        *(SelectChoice(str(goal.id), goal.result) for goal in goals),
    ]
    return form


def _goal_page(plan: Plan, form: GoalForm, status: int = 200, *, goal: PlanRow | None = None) -> Response:
    return html("goal", status, plan=plan, form=form, goal=goal)


@blueprint.get("/<int:plan>/hasil/tambah")
@edits
def new_goal(plan: int) -> Response:
    """Ask for a goal."""
    draft = own_draft(plan)
    return _goal_page(draft, goal_form(draft))


@blueprint.post("/<int:plan>/hasil/tambah")
@edits
def add_goal(plan: int) -> AnyResponse:
    """Add a goal and ask at once how it is measured."""
    begin_write(db.session)
    draft = own_draft(plan)
    form = goal_form(draft)
    if not form.validate():
        return _goal_page(draft, form, 422)
    row = editing.add_goal(db.session, draft, form.terms())
    db.session.commit()
    said = _("Hasil kerja tersimpan. Bagaimana mengukurnya?")
    return done(said, ".new_indicator", plan=plan, goal=row.goal_id)


@blueprint.get("/<int:plan>/hasil/<int:goal>")
@edits
def goal(plan: int, goal: int) -> Response:
    """Show the form of a goal."""
    row = own_goal(plan, goal)
    form = goal_form(row.plan, formdata=None, obj=row, data={"serves": str(row.serves_goal_id or "")})
    return _goal_page(row.plan, form, goal=row)


@blueprint.post("/<int:plan>/hasil/<int:goal>")
@edits
def save_goal(plan: int, goal: int) -> AnyResponse:
    """Change a goal."""
    begin_write(db.session)
    row = own_goal(plan, goal)
    form = goal_form(row.plan)
    if not form.validate():
        return _goal_page(row.plan, form, 422, goal=row)
    editing.change_goal(db.session, row, form.terms())
    db.session.commit()
    return done(_("Hasil kerja tersimpan."), ".show", plan=plan, _anchor=f"hasil-{goal}")


def _ask_removal(row: PlanRow, form: ConfirmForm | None = None) -> Response:
    question = Question(
        title=_("Hapus hasil kerja ini?"),
        texts=(row.result, _("Indikator dan proyeknya ikut keluar dari rancangan ini.")),
        button=_("Hapus hasil kerja"),
        crumb=(_("SKP %(year)s", year=row.plan.year), url_for(".show", plan=row.plan_id)),
    )
    return ask(question, form)


@blueprint.get("/<int:plan>/hasil/<int:goal>/hapus")
@edits
def ask_remove_goal(plan: int, goal: int) -> Response:
    """Ask whether to take a goal out."""
    return _ask_removal(own_goal(plan, goal))


@blueprint.post("/<int:plan>/hasil/<int:goal>/hapus")
@edits
def remove_goal(plan: int, goal: int) -> AnyResponse:
    """Take a goal out of the draft."""
    begin_write(db.session)
    row, form = own_goal(plan, goal), ConfirmForm()
    if not form.validate():
        return _ask_removal(row, form)
    editing.remove_goal(db.session, row)
    db.session.commit()
    return done(_("Hasil kerja dihapus dari rancangan."), ".show", plan=plan)


def _indicator_page(
    row: PlanRow, form: IndicatorForm, status: int = 200, *, indicator: Indicator | None = None
) -> Response:
    return html("indicator", status, goal=row, plan=row.plan, form=form, indicator=indicator)


def _is_sound(form: IndicatorForm, plan: Plan) -> bool:
    first, last = plan.starts_on, date(plan.year, 12, 31)
    outside = _("Pilih tanggal dari %(start)s sampai %(finish)s.", start=day(first), finish=day(last))
    return form.validate() and keep_within(form, "due_on", first, last, outside)


@blueprint.get("/<int:plan>/hasil/<int:goal>/indikator/tambah")
@edits
def new_indicator(plan: int, goal: int) -> Response:
    """Ask for an indicator."""
    row = own_goal(plan, goal)
    return _indicator_page(row, IndicatorForm(formdata=None, due_on=date(row.plan.year, 12, 31)))


@blueprint.post("/<int:plan>/hasil/<int:goal>/indikator/tambah")
@edits
def add_indicator(plan: int, goal: int) -> AnyResponse:
    """Add an indicator to a goal."""
    begin_write(db.session)
    row, form = own_goal(plan, goal), IndicatorForm()
    if not _is_sound(form, row.plan):
        return _indicator_page(row, form, 422)
    editing.add_indicator(db.session, row, form.terms())
    db.session.commit()
    return done(_("Indikator tersimpan."), ".show", plan=plan, _anchor=f"hasil-{goal}")


@blueprint.get("/<int:plan>/indikator/<int:measure>")
@edits
def indicator(plan: int, measure: int) -> Response:
    """Show the form of an indicator."""
    found = own_indicator(plan, measure)
    return _indicator_page(found.row, IndicatorForm(formdata=None, obj=found), indicator=found)


@blueprint.post("/<int:plan>/indikator/<int:measure>")
@edits
def save_indicator(plan: int, measure: int) -> AnyResponse:
    """Change an indicator."""
    begin_write(db.session)
    found, form = own_indicator(plan, measure), IndicatorForm()
    if not _is_sound(form, found.row.plan):
        return _indicator_page(found.row, form, 422, indicator=found)
    editing.change_indicator(db.session, found, form.terms())
    db.session.commit()
    return done(_("Indikator tersimpan."), ".show", plan=plan, _anchor=f"hasil-{found.row.goal_id}")


@blueprint.post("/<int:plan>/indikator/<int:measure>/hapus")
@edits
def remove_indicator(plan: int, measure: int) -> AnyResponse:
    """Take an indicator out of the draft."""
    begin_write(db.session)
    found = own_indicator(plan, measure)
    form = ConfirmForm()
    if not form.validate():
        return _ask_indicator_removal(found, form)
    goal = found.row.goal_id
    editing.remove_measure(db.session, found)
    db.session.commit()
    return done(_("Indikator dihapus dari rancangan."), ".show", plan=plan, _anchor=f"hasil-{goal}")


@blueprint.get("/<int:plan>/indikator/<int:measure>/hapus")
@edits
def ask_remove_indicator(plan: int, measure: int) -> Response:
    """Ask whether to take an indicator out."""
    return _ask_indicator_removal(own_indicator(plan, measure))


def _ask_indicator_removal(found: Indicator, form: ConfirmForm | None = None) -> Response:
    plan = found.row.plan
    question = Question(
        title=_("Hapus indikator ini?"),
        texts=(found.name,),
        button=_("Hapus indikator"),
        crumb=(_("SKP %(year)s", year=plan.year), url_for(".show", plan=plan.id)),
    )
    return ask(question, form)
