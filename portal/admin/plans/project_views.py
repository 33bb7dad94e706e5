"""Projects of a draft and their steps, over HTTP."""

from datetime import date

from flask import Response, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.admin.answers import done
from portal.admin.asking import Question, ask
from portal.admin.forms import ConfirmForm
from portal.admin.plans import editing
from portal.admin.plans.forms import MilestoneForm, ProjectForm, keep_within
from portal.admin.plans.opening import blueprint, edits, html, own_goal, own_milestone, own_project
from portal.db import begin_write, db
from portal.domain.plans import WHOLE_WORK
from portal.i18n import day
from portal.i18n import gettext as _
from portal.models import Milestone, PlanRow, Project


def _project_page(
    row: PlanRow, form: ProjectForm, status: int = 200, *, project: Project | None = None
) -> Response:
    return html("project", status, goal=row, plan=row.plan, form=form, project=project)


def _is_sound(form: ProjectForm, year: int) -> bool:
    first, last = date(year, 1, 1), date(year, 12, 31)
    outside = _("Pilih tanggal di tahun %(year)s.", year=year)
    return form.validate() and all(
        keep_within(form, name, first, last, outside) for name in ("start_on", "finish_on")
    )


@blueprint.get("/<int:plan>/hasil/<int:goal>/proyek/tambah")
@edits
def new_project(plan: int, goal: int) -> Response:
    """Ask for a project."""
    return _project_page(own_goal(plan, goal), ProjectForm(formdata=None))


@blueprint.post("/<int:plan>/hasil/<int:goal>/proyek/tambah")
@edits
def add_project(plan: int, goal: int) -> AnyResponse:
    """Add a project to a goal and ask at once for its first step."""
    begin_write(db.session)
    row, form = own_goal(plan, goal), ProjectForm()
    if not _is_sound(form, row.plan.year):
        return _project_page(row, form, 422)
    project = editing.add_project(db.session, row, form.terms())
    db.session.commit()
    said = _("Proyek tersimpan. Bagi pekerjaannya menjadi tahap.")
    return done(said, ".new_milestone", plan=plan, measure=project.measure_id)


@blueprint.get("/<int:plan>/proyek/<int:measure>")
@edits
def project(plan: int, measure: int) -> Response:
    """Show the form of a project."""
    found = own_project(plan, measure)
    return _project_page(found.row, ProjectForm(formdata=None, obj=found), project=found)


@blueprint.post("/<int:plan>/proyek/<int:measure>")
@edits
def save_project(plan: int, measure: int) -> AnyResponse:
    """Change a project."""
    begin_write(db.session)
    found, form = own_project(plan, measure), ProjectForm()
    if not _is_sound(form, found.row.plan.year):
        return _project_page(found.row, form, 422, project=found)
    editing.change_project(db.session, found, form.terms())
    db.session.commit()
    return done(_("Proyek tersimpan."), ".show", plan=plan, _anchor=f"proyek-{measure}")


def _ask_removal(project: Project, form: ConfirmForm | None = None) -> Response:
    plan = project.row.plan
    question = Question(
        title=_("Hapus proyek ini?"),
        texts=(project.name, _("Tahapnya ikut keluar dari rancangan ini.")),
        button=_("Hapus proyek"),
        crumb=(_("SKP %(year)s", year=plan.year), url_for(".show", plan=plan.id)),
    )
    return ask(question, form)


@blueprint.get("/<int:plan>/proyek/<int:measure>/hapus")
@edits
def ask_remove_project(plan: int, measure: int) -> Response:
    """Ask whether to take a project out."""
    return _ask_removal(own_project(plan, measure))


@blueprint.post("/<int:plan>/proyek/<int:measure>/hapus")
@edits
def remove_project(plan: int, measure: int) -> AnyResponse:
    """Take a project out of the draft."""
    begin_write(db.session)
    found, form = own_project(plan, measure), ConfirmForm()
    if not form.validate():
        return _ask_removal(found, form)
    goal = found.row.goal_id
    editing.remove_measure(db.session, found)
    db.session.commit()
    return done(_("Proyek dihapus dari rancangan."), ".show", plan=plan, _anchor=f"hasil-{goal}")


def _milestone_page(
    project: Project, form: MilestoneForm, status: int = 200, *, step: Milestone | None = None
) -> Response:
    others = [item for item in project.milestones if item is not step]
    return html(
        "milestone",
        status,
        project=project,
        plan=project.row.plan,
        form=form,
        step=step,
        weight_left=WHOLE_WORK - sum(item.weight for item in others),
        cost_left=project.budget - sum(item.cost for item in others),
    )


def _is_step_sound(form: MilestoneForm, project: Project) -> bool:
    outside = _(
        "Pilih tanggal dari %(start)s sampai %(finish)s.",
        start=day(project.start_on),
        finish=day(project.finish_on),
    )
    return form.validate() and keep_within(form, "due_on", project.start_on, project.finish_on, outside)


@blueprint.get("/<int:plan>/proyek/<int:measure>/tahap/tambah")
@edits
def new_milestone(plan: int, measure: int) -> Response:
    """Ask for a step of a project."""
    return _milestone_page(own_project(plan, measure), MilestoneForm(formdata=None))


@blueprint.post("/<int:plan>/proyek/<int:measure>/tahap/tambah")
@edits
def add_milestone(plan: int, measure: int) -> AnyResponse:
    """Add a step to a project."""
    begin_write(db.session)
    found, form = own_project(plan, measure), MilestoneForm()
    if not _is_step_sound(form, found):
        return _milestone_page(found, form, 422)
    editing.add_milestone(db.session, found, form.terms())
    db.session.commit()
    return done(_("Tahap tersimpan."), ".show", plan=plan, _anchor=f"proyek-{measure}")


@blueprint.get("/<int:plan>/proyek/<int:measure>/tahap/<int:step>")
@edits
def milestone(plan: int, measure: int, step: int) -> Response:
    """Show the form of a step."""
    project, found = own_milestone(plan, measure, step)
    return _milestone_page(project, MilestoneForm(formdata=None, obj=found), step=found)


@blueprint.post("/<int:plan>/proyek/<int:measure>/tahap/<int:step>")
@edits
def save_milestone(plan: int, measure: int, step: int) -> AnyResponse:
    """Change a step."""
    begin_write(db.session)
    (project, found), form = own_milestone(plan, measure, step), MilestoneForm()
    if not _is_step_sound(form, project):
        return _milestone_page(project, form, 422, step=found)
    editing.change_milestone(db.session, project, found, form.terms())
    db.session.commit()
    return done(_("Tahap tersimpan."), ".show", plan=plan, _anchor=f"proyek-{measure}")


def _ask_step_removal(project: Project, step: Milestone, form: ConfirmForm | None = None) -> Response:
    question = Question(
        title=_("Hapus tahap ini?"),
        texts=(step.name,),
        button=_("Hapus tahap"),
        crumb=(project.name, url_for(".show", plan=project.row.plan_id, _anchor=f"proyek-{project.measure_id}")),
    )
    return ask(question, form)


@blueprint.get("/<int:plan>/proyek/<int:measure>/tahap/<int:step>/hapus")
@edits
def ask_remove_milestone(plan: int, measure: int, step: int) -> Response:
    """Ask whether to take a step out."""
    return _ask_step_removal(*own_milestone(plan, measure, step))


@blueprint.post("/<int:plan>/proyek/<int:measure>/tahap/<int:step>/hapus")
@edits
def remove_milestone(plan: int, measure: int, step: int) -> AnyResponse:
    """Take a step out of a project."""
    begin_write(db.session)
    (project, found), form = own_milestone(plan, measure, step), ConfirmForm()
    if not form.validate():
        return _ask_step_removal(project, found, form)
    editing.remove_milestone(db.session, project, found)
    db.session.commit()
    return done(_("Tahap dihapus."), ".show", plan=plan, _anchor=f"proyek-{measure}")
