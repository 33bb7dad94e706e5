"""Runs of courses over HTTP for their owner: the people in them, changes, and attendance by hand."""

import secrets

from flask import Response, request, url_for
from werkzeug.wrappers import Response as AnyResponse
from wtforms import SelectChoice

from portal.admin import lists
from portal.admin.answers import done
from portal.admin.asking import Question, ask
from portal.admin.clock import today
from portal.admin.forms import ConfirmForm
from portal.admin.people import find_person
from portal.admin.training import actions, enrolments, queries
from portal.admin.training.course_views import refuse_dates, run_facts
from portal.admin.training.forms import ParticipantForm, PresenceForm, RunForm
from portal.admin.training.opening import blueprint, course_or_404, edits, held_run, html, now, run_or_404
from portal.admin.training.queries import Participant
from portal.db import begin_write, db
from portal.domain.certificates import is_ready
from portal.domain.training import EnrolmentState, is_on
from portal.i18n import day, ngettext
from portal.i18n import gettext as _
from portal.site import forget_site


@blueprint.get("/sesi/<int:run>")
@edits
def show_run(run: int) -> AnyResponse:
    """Show who takes part in a run, who waits, and who was there."""
    return _run_page(run)


def _run_page(run: int, status: int = 200, form: PresenceForm | None = None) -> Response:
    line = run_or_404(run)
    people = queries.list_participants(db.session, run)
    seated = [one for one in people if one.state is EnrolmentState.ENROLLED]
    absent = [one for one in seated if one.attended_at is None]
    form = _offering(form or PresenceForm(formdata=None), absent)
    happens = line.cancelled_on is None
    return html(
        "run",
        status,
        run=line,
        seated=seated,
        waiting=[one for one in people if one.state is EnrolmentState.WAITING],
        attended=len(seated) - len(absent),
        form=form,
        may_tick=happens and today() >= line.starts_on and absent,
        may_show_code=happens and is_on(line.starts_on, line.ends_on, now()),
        may_enrol=happens and today() <= line.ends_on,
        ready=is_ready(line.ends_on, today()),
    )


def _offering(form: PresenceForm, absent: list[Participant]) -> PresenceForm:
    form.present.choices = [SelectChoice(one.enrolment_id, one.name) for one in absent]
    return form


@blueprint.post("/sesi/<int:run>/hadir")
@edits
def tick_submit(run: int) -> AnyResponse:
    """Mark those present who were ticked; each gets hours and a certificate."""
    begin_write(db.session)
    held = held_run(run)
    people = queries.list_participants(db.session, run)
    form = _offering(PresenceForm(), [one for one in people if one.attended_at is None])
    if not form.validate():
        return _run_page(run, 422, form)
    try:
        marked = enrolments.tick_off(
            db.session, held, form.present.data or (), now=now(), draw=secrets.token_bytes
        )
    except enrolments.NotTodayError:
        return done(_("Kehadiran dicatat mulai hari pertama sesi."), ".show_run", run=run)
    db.session.commit()
    forget_site()
    said = ngettext("%(num)d orang ditandai hadir.", "%(num)d orang ditandai hadir.", marked)
    return done(said, ".show_run", run=run)


@blueprint.get("/sesi/<int:run>/ubah")
@edits
def change_run(run: int) -> AnyResponse:
    """Show the form of a run."""
    return _change_page(run, RunForm(formdata=None, obj=run_or_404(run)))


def _change_page(run: int, form: RunForm, status: int = 200) -> Response:
    line = run_or_404(run)
    return html("run_form", status, course=course_or_404(line.course_id), run=line, form=form)


@blueprint.post("/sesi/<int:run>/ubah")
@edits
def change_run_submit(run: int) -> AnyResponse:
    """Change a run; seats that come to it go to those who wait."""
    begin_write(db.session)
    held, form = held_run(run), RunForm()
    if not form.validate():
        return _change_page(run, form, 422)
    try:
        moved = actions.change_run(db.session, held, run_facts(form))
    except actions.CancelledRunError:
        return done(_("Sesi ini sudah dibatalkan."), ".show_run", run=run)
    except (actions.DatesError, actions.AttendedError, actions.SeatsError) as fault:
        _refuse(form, fault)
        return _change_page(run, form, 422)
    db.session.commit()
    if not moved:
        return done(_("Tersimpan."), ".show_run", run=run)
    said = ngettext(
        "Tersimpan. %(num)d orang naik dari daftar tunggu.",
        "Tersimpan. %(num)d orang naik dari daftar tunggu.",
        moved,
    )
    return done(said, ".show_run", run=run)


def _refuse(form: RunForm, fault: Exception) -> None:
    if isinstance(fault, actions.DatesError):
        refuse_dates(form)
    elif isinstance(fault, actions.AttendedError):
        form.starts_on.errors = [_("Sudah ada yang hadir. Tanggalnya tercetak di sertifikat dan tetap.")]
    elif isinstance(fault, actions.SeatsError):
        form.seats.errors = [_("%(taken)s orang sudah mendapat kursi.", taken=fault.taken)]


@blueprint.get("/sesi/<int:run>/batal")
@edits
def cancel_run(run: int) -> AnyResponse:
    """Ask whether a run does not happen."""
    return _ask_cancel(run)


def _ask_cancel(run: int, form: ConfirmForm | None = None) -> AnyResponse:
    line = run_or_404(run)
    return ask(
        Question(
            title=_("Batalkan sesi %(day)s?", day=day(line.starts_on)),
            texts=[
                _(
                    "%(seated)s orang punya kursi dan %(waiting)s orang menunggu.",
                    seated=line.seated,
                    waiting=line.waiting,
                ),
                _("Mereka melihat pembatalan ini di halaman pelatihan. Beri tahu mereka juga secara langsung."),
            ],
            button=_("Batalkan sesi"),
            crumb=(line.title, url_for(".show_run", run=run)),
        ),
        form,
    )


@blueprint.post("/sesi/<int:run>/batal")
@edits
def cancel_run_submit(run: int) -> AnyResponse:
    """Say that a run does not happen."""
    begin_write(db.session)
    held, form = held_run(run), ConfirmForm()
    if not form.validate():
        return _ask_cancel(run, form)
    try:
        actions.cancel_run(db.session, held, today())
    except actions.CancelledRunError:
        return done(_("Sesi ini sudah dibatalkan."), ".show_run", run=run)
    except actions.AttendedError:
        return done(_("Sudah ada yang hadir, jadi sesi ini tidak dapat dibatalkan."), ".show_run", run=run)
    db.session.commit()
    return done(_("Sesi dibatalkan."), ".show_run", run=run)


@blueprint.get("/sesi/<int:run>/tambah")
@edits
def add_person(run: int) -> AnyResponse:
    """List the officers who could be enrolled."""
    return _candidates_page(run)


def _candidates_page(run: int, status: int = 200, form: ParticipantForm | None = None) -> Response:
    line = run_or_404(run)
    found = queries.list_candidates(db.session, run, lists.asked(request.args))
    return html("candidates", status, run=line, page=found, form=form or ParticipantForm(formdata=None))


@blueprint.post("/sesi/<int:run>/tambah")
@edits
def add_person_submit(run: int) -> AnyResponse:
    """Enrol an officer in a run; with no seat left they wait."""
    begin_write(db.session)
    held, form = held_run(run), ParticipantForm()
    person = find_person(db.session, form.employee.data) if form.validate() else None
    if person is None:
        return _candidates_page(run, 422, form)
    try:
        enrolment = enrolments.enrol(db.session, held, person.id, now=now(), late=True)
    except enrolments.LeftError:
        return done(_("%(name)s tidak bertugas lagi.", name=person.name), ".show_run", run=run)
    except enrolments.NotOpenError:
        return done(_("Sesi ini sudah selesai atau dibatalkan."), ".show_run", run=run)
    except enrolments.AlreadyThereError:
        return done(_("%(name)s sudah terdaftar.", name=person.name), ".show_run", run=run)
    seated = enrolment.state == EnrolmentState.ENROLLED
    db.session.commit()
    said = (
        _("%(name)s mendapat kursi.", name=person.name)
        if seated
        else _("%(name)s masuk daftar tunggu.", name=person.name)
    )
    return done(said, ".show_run", run=run)
