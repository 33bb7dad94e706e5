"""Training over HTTP: the catalogue, a course with its runs, and an officer's own seat."""

from flask import Response, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.admin import lists
from portal.admin.answers import csv_file, done
from portal.admin.asking import Question, ask
from portal.admin.clock import today
from portal.admin.forms import ConfirmForm
from portal.admin.guard import the_staff
from portal.admin.leaving import LEFT, require_here
from portal.admin.names import COMPETENCES, COURSE_FORMS
from portal.admin.people import Person, find_me
from portal.admin.training import (
    attendance_views,
    course_views,
    effect_views,
    enrolments,
    queries,
    run_views,
)
from portal.admin.training.opening import blueprint, course_or_404, held_run, html, now, reads, run_or_404, takes
from portal.admin.training.queries import CourseLine
from portal.db import begin_write, db
from portal.domain.permissions import Permission
from portal.domain.training import EnrolmentState, may_cancel
from portal.i18n import day
from portal.i18n import gettext as _

# The pages of courses, runs, attendance and effects hang on the same blueprint.
__all__ = ["attendance_views", "blueprint", "course_views", "effect_views", "run_views"]


@blueprint.get("/")
@reads
def index() -> AnyResponse:
    """List the courses, those that begin soonest first."""
    wanted = lists.asked(request.args, filters=("form", "competence", "state"))
    found = queries.list_courses(db.session, wanted, today())
    if wanted.everything:
        return _as_csv(found.rows)
    me = _me()
    return html(
        "index",
        page=found,
        choices=_choices(),
        forms_of_courses=COURSE_FORMS,
        competences=COMPETENCES,
        mine=queries.list_mine(db.session, me.id, today()) if me else (),
        may_edit=the_staff().may(Permission.EDIT_TRAINING),
    )


def _me() -> Person | None:
    """Return the officer that the reader is, where they take training at all."""
    return find_me(db.session, the_staff()) if the_staff().may(Permission.TAKE_TRAINING) else None


def _choices() -> list[tuple[str, str, list[tuple[str, str]]]]:
    return [
        ("competence", _("Kompetensi"), [(each.value, str(name)) for each, name in COMPETENCES.items()]),
        ("form", _("Bentuk"), [(each.value, str(name)) for each, name in COURSE_FORMS.items()]),
        ("state", _("Keadaan"), [(queries.CLOSED, _("Tidak ditawarkan lagi"))]),
    ]


def _as_csv(rows: tuple[CourseLine, ...]) -> Response:
    head = (
        _("Nama pelatihan"), _("Kompetensi"), _("Bentuk"), _("Jam pelajaran (JP)"), _("Penyelenggara"),
        _("Yang dipelajari"), _("Sesi berikutnya"),
    )  # fmt: skip
    lines = (
        (
            row.title,
            COMPETENCES[row.competence],
            COURSE_FORMS[row.form],
            row.hours,
            row.provider,
            row.summary,
            row.next_on.isoformat() if row.next_on else "",
        )
        for row in rows
    )
    return csv_file("pelatihan.csv", head, lines)


@blueprint.get("/<int:course>")
@reads
def show(course: int) -> AnyResponse:
    """Show a course and its runs."""
    return _course_page(course)


def _course_page(course: int, status: int = 200, form: ConfirmForm | None = None) -> Response:
    line, me = course_or_404(course), _me()
    runs = queries.list_runs(db.session, line.id, reader_id=me.id if me else None)
    return html(
        "show",
        status,
        left=LEFT,
        course=line,
        upcoming=[run for run in reversed(runs) if run.ends_on >= today()],
        past=[run for run in runs if run.ends_on < today()],
        today=today(),
        me=me,
        form=form or ConfirmForm(formdata=None),
        forms_of_courses=COURSE_FORMS,
        competences=COMPETENCES,
        may_take=the_staff().may(Permission.TAKE_TRAINING),
        may_edit=the_staff().may(Permission.EDIT_TRAINING),
    )


@blueprint.post("/sesi/<int:run>/ikut")
@takes
def enrol_submit(run: int) -> AnyResponse:
    """Give the signed-in officer a seat, or a place in the waiting line."""
    begin_write(db.session)
    held, form, me = held_run(run), ConfirmForm(), _me()
    if me is None or not form.validate():
        return _course_page(held.course_id, 422, form)
    require_here(me)
    try:
        enrolment = enrolments.enrol(db.session, held, me.id, now=now())
    except enrolments.NotOpenError:
        return done(_("Sesi ini sudah dimulai atau dibatalkan."), ".show", course=held.course_id)
    except enrolments.AlreadyThereError:
        return done(_("Anda sudah terdaftar di sesi ini."), ".show", course=held.course_id)
    course_id, seated = held.course_id, enrolment.state == EnrolmentState.ENROLLED
    db.session.commit()
    said = _("Anda mendapat kursi.") if seated else _("Kursi penuh. Anda masuk daftar tunggu.")
    return done(said, ".show", course=course_id)


@blueprint.get("/sesi/<int:run>/lepas")
@takes
def cancel(run: int) -> AnyResponse:
    """Ask whether the officer gives the seat back."""
    return _ask_cancel(run)


def _ask_cancel(run: int, form: ConfirmForm | None = None) -> AnyResponse:
    me = _me()
    if me:
        require_here(me)
    line = run_or_404(run, me.id if me else None)
    if line.mine in (None, EnrolmentState.CANCELLED) or not may_cancel(line.starts_on, today()):
        return done(_("Tidak ada kursi yang dapat dilepas."), ".show", course=line.course_id)
    return ask(
        Question(
            title=_("Lepas kursi di %(course)s?", course=line.title),
            texts=[
                _("Sesi mulai %(day)s di %(place)s.", day=day(line.starts_on), place=line.place),
                _("Kursi Anda langsung menjadi milik orang pertama di daftar tunggu."),
            ],
            button=_("Ya, lepas kursi"),
            crumb=(line.title, url_for(".show", course=line.course_id)),
        ),
        form,
    )


@blueprint.post("/sesi/<int:run>/lepas")
@takes
def cancel_submit(run: int) -> AnyResponse:
    """Give the signed-in officer's seat back; the first in the waiting line moves up."""
    begin_write(db.session)
    held, form, me = held_run(run), ConfirmForm(), _me()
    if me is None or not form.validate():
        return _ask_cancel(run, form)
    require_here(me)
    course_id = held.course_id
    try:
        moved = enrolments.cancel(db.session, held, me.id, today=today())
    except (enrolments.NotEnrolledError, enrolments.TooLateError):
        return done(_("Tidak ada kursi yang dapat dilepas."), ".show", course=course_id)
    db.session.commit()
    said = _("Kursi dilepas, dan satu orang naik dari daftar tunggu.") if moved else _("Kursi dilepas.")
    return done(said, ".show", course=course_id)
