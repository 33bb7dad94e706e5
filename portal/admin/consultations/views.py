"""Consultations over HTTP: the list, the invitation, and the steps from one stage to the next."""

from flask import Response, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.admin import lists
from portal.admin.answers import csv_file, done
from portal.admin.asking import Question, ask
from portal.admin.clock import today
from portal.admin.consultations import actions, agreement_views, meeting_views, queries
from portal.admin.consultations.forms import STAGE_NAMES, CancelForm, InvitationForm, NewForm
from portal.admin.consultations.meeting_views import workbench
from portal.admin.consultations.opening import (
    ONE,
    blueprint,
    clock,
    held_or_404,
    html,
    reach,
    refuse_day_off,
    require_stage,
    runs,
    view_or_404,
)
from portal.admin.forms import ConfirmForm
from portal.admin.speaking import Warned, warning
from portal.consultations import ConsultationView
from portal.db import begin_write, db
from portal.domain.consultations import DayOffError, HoursError, PastError, Schedule, TooFarError
from portal.domain.consultations import State as Stage
from portal.domain.words import Words
from portal.i18n import day, words
from portal.i18n import gettext as _
from portal.models.consultations import Consultation
from portal.site import forget_site

__all__ = ["agreement_views", "blueprint", "meeting_views"]


@blueprint.get("/")
@runs
def index() -> AnyResponse:
    """List the consultations of all offices in reach."""
    wanted = lists.asked(request.args, filters=("state",))
    found = queries.list_consultations(db.session, reach(), wanted)
    if wanted.everything:
        head = (_("Hari"), _("Judul"), _("Kantor"), _("Tempat"), _("Tahap"))
        rows = (
            (line.held_on.isoformat(), words(line.title), words(line.unit), line.place, STAGE_NAMES[line.state])
            for line in found.rows
        )
        return csv_file("konsultasi.csv", head, rows)
    choices = [("state", _("Tahap"), [(stage.value, str(name)) for stage, name in STAGE_NAMES.items()])]
    return html("index", page=found, choices=choices, today=today(), holidays=clock().holidays)


@blueprint.get("/baru")
@runs
def new() -> AnyResponse:
    """Ask what people are invited to."""
    return _new_page(_offering(NewForm(formdata=None)))


def _offering(form: NewForm) -> NewForm:
    form.unit.choices = [(number, words(name)) for number, name in queries.list_offices(db.session, reach())]
    return form


def _new_page(form: NewForm, status: int = 200, warned: Warned | None = None) -> Response:
    return html("new", status, form=form, warned=warned)


def _warned(form: InvitationForm, *more: str) -> Warned | None:
    """Return the warning about persons in an invitation, which everybody will read."""
    return warning(form.sure, [*more, form.purpose_id.data, form.purpose_en.data, form.place.data])


@blueprint.post("/baru")
@runs
def new_submit() -> AnyResponse:
    """Announce a consultation."""
    begin_write(db.session)
    form = _offering(NewForm())
    warned = _warned(form, form.title_id.data, form.title_en.data) if form.validate() else None
    consultation = _announce(form) if not (form.errors or warned) else None
    if consultation is None:
        return _new_page(form, 422, warned)
    number = consultation.id
    db.session.commit()
    forget_site()
    return done(_("Undangannya terbit."), ".show", consultation=number)


def _announce(form: NewForm) -> Consultation | None:
    """Announce what the form says, or note in it why not."""
    title = Words(form.title_id.data, form.title_en.data)
    try:
        return actions.announce(db.session, form.unit.data, title, _invitation(form), clock=clock(), today=today())
    except (PastError, TooFarError, DayOffError, HoursError) as error:
        _refuse(form, error)
    return None


def _invitation(form: InvitationForm) -> actions.Invitation:
    return actions.Invitation(
        purpose=Words(form.purpose_id.data, form.purpose_en.data),
        schedule=Schedule(held_on=form.held_on.data, starts=form.starts.data, ends=form.ends.data),
        place=form.place.data,
        link=form.link.data or "",
    )


def _refuse(form: InvitationForm, error: PastError | TooFarError | DayOffError | HoursError) -> None:
    if isinstance(error, PastError):
        form.held_on.errors = [_("Undang untuk hari esok atau sesudahnya.")]
    elif isinstance(error, TooFarError):
        form.held_on.errors = [_("Undang paling jauh setahun ke depan.")]
    elif isinstance(error, DayOffError):
        refuse_day_off(form.held_on, error.proposed)
    else:
        form.ends.errors = [_("Jam berakhir sesudah jam mulai.")]


@blueprint.get(ONE)
@runs
def show(consultation: int) -> AnyResponse:
    """Show a consultation, and what can be done with it now."""
    return workbench(consultation)


@blueprint.get(f"{ONE}/ubah")
@runs
def change(consultation: int) -> AnyResponse:
    """Show the invitation's form."""
    view = require_stage(consultation, Stage.ANNOUNCED)
    row = db.session.get_one(Consultation, consultation)
    return _change_page(view, InvitationForm(formdata=None, obj=row))


def _change_page(
    view: ConsultationView, form: InvitationForm, status: int = 200, warned: Warned | None = None
) -> Response:
    return html("change", status, consultation=view, form=form, warned=warned)


@blueprint.post(f"{ONE}/ubah")
@runs
def change_submit(consultation: int) -> AnyResponse:
    """Change the invitation; another day, hour or place is told to those who follow the topic."""
    begin_write(db.session)
    held, form = held_or_404(consultation), InvitationForm()
    warned = _warned(form) if form.validate() else None
    if form.errors or warned:
        return _change_page(view_or_404(consultation), form, 422, warned)
    try:
        actions.change_invitation(db.session, held, _invitation(form), clock=clock(), today=today())
    except (PastError, TooFarError, DayOffError, HoursError) as error:
        _refuse(form, error)
        return _change_page(view_or_404(consultation), form, 422)
    db.session.commit()
    forget_site()
    return done(_("Undangan tersimpan."), ".show", consultation=consultation)


@blueprint.get(f"{ONE}/mulai")
@runs
def begin(consultation: int) -> AnyResponse:
    """Ask whether a consultation takes place now."""
    return _ask_begin(require_stage(consultation, Stage.ANNOUNCED))


def _ask_begin(view: ConsultationView, form: ConfirmForm | None = None) -> Response:
    said = view.proceedings
    return ask(
        Question(
            title=_("Mulai “%(title)s”?", title=words(said.title)),
            texts=[
                _("Sesudah dimulai, undangan tidak berubah lagi."),
                _("Kehadiran, pendapat di ruangan, notulen, dan kesepakatan dapat dicatat sejak itu."),
            ],
            button=_("Mulai"),
            crumb=(words(said.title), url_for(".show", consultation=view.id)),
        ),
        form,
    )


@blueprint.post(f"{ONE}/mulai")
@runs
def begin_submit(consultation: int) -> AnyResponse:
    """Say that a consultation takes place."""
    begin_write(db.session)
    held, form = held_or_404(consultation), ConfirmForm()
    if not form.validate():
        return _ask_begin(view_or_404(consultation), form)
    try:
        actions.begin(db.session, held, today())
    except actions.TooEarlyError:
        said = _("Konsultasi ini baru dapat dimulai pada %(day)s.", day=day(held.held_on))
        return done(said, ".show", consultation=consultation)
    db.session.commit()
    forget_site()
    return done(_("Konsultasi dimulai."), ".show", consultation=consultation)


@blueprint.get(f"{ONE}/batal")
@runs
def cancel(consultation: int) -> AnyResponse:
    """Ask why a consultation does not take place."""
    return _cancel_page(require_stage(consultation, Stage.ANNOUNCED), CancelForm(formdata=None))


def _cancel_page(
    view: ConsultationView, form: CancelForm, status: int = 200, warned: Warned | None = None
) -> Response:
    return html("cancel", status, consultation=view, form=form, warned=warned)


@blueprint.post(f"{ONE}/batal")
@runs
def cancel_submit(consultation: int) -> AnyResponse:
    """Say that a consultation does not take place, and why."""
    begin_write(db.session)
    held, form = held_or_404(consultation), CancelForm()
    warned = warning(form.sure, [form.reason.data]) if form.validate() else None
    if form.errors or warned:
        return _cancel_page(view_or_404(consultation), form, 422, warned)
    actions.cancel(db.session, held, form.reason.data, today())
    db.session.commit()
    forget_site()
    return done(_("Pembatalan dan alasannya tampil di halaman umum."), ".show", consultation=consultation)
