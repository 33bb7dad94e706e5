"""Courses over HTTP for their owner: new, changed, closed, and the runs they are given."""

from flask import Response, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.admin.answers import done
from portal.admin.asking import Question, ask
from portal.admin.clock import today
from portal.admin.forms import ConfirmForm
from portal.admin.training import actions
from portal.admin.training.forms import CourseForm, RunForm
from portal.admin.training.opening import blueprint, course_or_404, edits, held_course, html
from portal.db import begin_write, db
from portal.domain.training import Competence
from portal.domain.training import CourseForm as Form
from portal.i18n import gettext as _


@blueprint.get("/baru")
@edits
def new() -> AnyResponse:
    """Ask for a new course."""
    return _course_page(CourseForm(formdata=None))


def _course_page(form: CourseForm, status: int = 200, number: int | None = None) -> Response:
    return html("course", status, form=form, course=course_or_404(number) if number else None)


@blueprint.post("/baru")
@edits
def new_submit() -> AnyResponse:
    """Add the course."""
    begin_write(db.session)
    form = CourseForm()
    if not form.validate():
        return _course_page(form, 422)
    number = actions.add_course(db.session, _facts(form)).id
    db.session.commit()
    return done(_("Pelatihan masuk katalog. Tambahkan sesinya."), ".show", course=number)


def _facts(form: CourseForm) -> actions.CourseFacts:
    return actions.CourseFacts(
        title=form.title.data,
        form=Form(form.form.data),
        competence=Competence(form.competence.data),
        hours=form.hours.data,
        provider=form.provider.data,
        summary=form.summary.data or "",
    )


@blueprint.get("/<int:course>/ubah")
@edits
def change(course: int) -> AnyResponse:
    """Show the form of a course."""
    return _course_page(CourseForm(formdata=None, obj=course_or_404(course)), number=course)


@blueprint.post("/<int:course>/ubah")
@edits
def change_submit(course: int) -> AnyResponse:
    """Change a course."""
    begin_write(db.session)
    held, form = held_course(course), CourseForm()
    if not form.validate():
        return _course_page(form, 422, course)
    try:
        actions.change_course(db.session, held, _facts(form))
    except actions.CertifiedError:
        changed = form.form if form.form.data != held.form else form.provider
        changed.errors = [_("Sudah tercetak di sertifikat dan tetap. Untuk yang lain, buat pelatihan baru.")]
        return _course_page(form, 422, course)
    db.session.commit()
    return done(_("Tersimpan."), ".show", course=course)


@blueprint.get("/<int:course>/tutup")
@edits
def close(course: int) -> AnyResponse:
    """Ask whether a course leaves the catalogue."""
    return _ask_close(course)


def _ask_close(course: int, form: ConfirmForm | None = None) -> AnyResponse:
    line = course_or_404(course)
    return ask(
        Question(
            title=_("Tutup pelatihan %(course)s?", course=line.title),
            texts=[
                _("Pelatihan tidak ditawarkan lagi dan tidak mendapat sesi baru. Sesi yang ada tetap berjalan."),
            ],
            button=_("Tutup pelatihan"),
            crumb=(line.title, url_for(".show", course=course)),
        ),
        form,
    )


@blueprint.post("/<int:course>/tutup")
@edits
def close_submit(course: int) -> AnyResponse:
    """Take a course out of the catalogue."""
    begin_write(db.session)
    held, form = held_course(course), ConfirmForm()
    if not form.validate():
        return _ask_close(course, form)
    try:
        actions.close_course(db.session, held, today())
    except actions.ClosedCourseError:
        return done(_("Pelatihan ini sudah ditutup."), ".show", course=course)
    db.session.commit()
    return done(_("Pelatihan ditutup."), ".show", course=course)


@blueprint.get("/<int:course>/sesi/baru")
@edits
def new_run(course: int) -> AnyResponse:
    """Ask when and where a course is held."""
    return _run_page(course, RunForm(formdata=None))


def _run_page(course: int, form: RunForm, status: int = 200) -> Response:
    return html("run_form", status, course=course_or_404(course), run=None, form=form)


@blueprint.post("/<int:course>/sesi/baru")
@edits
def new_run_submit(course: int) -> AnyResponse:
    """Add a run of a course."""
    begin_write(db.session)
    held, form = held_course(course), RunForm()
    if not form.validate():
        return _run_page(course, form, 422)
    try:
        number = actions.add_run(db.session, held, run_facts(form), today=today()).id
    except actions.ClosedCourseError:
        return done(_("Pelatihan ini sudah ditutup."), ".show", course=course)
    except actions.DatesError:
        refuse_dates(form)
        return _run_page(course, form, 422)
    db.session.commit()
    return done(_("Sesi dibuka. Pegawai dapat mendaftar."), ".show_run", run=number)


def run_facts(form: RunForm) -> actions.RunFacts:
    """Return what a form says about a run."""
    return actions.RunFacts(
        starts_on=form.starts_on.data,
        ends_on=form.ends_on.data,
        place=form.place.data,
        seats=form.seats.data,
    )


def refuse_dates(form: RunForm) -> None:
    """Say what is wrong with the days of a run."""
    form.ends_on.errors = [_("Hari pertama mulai hari ini, dan hari terakhir tidak sebelum hari pertama.")]
