"""The workbench of a consultation: its documents, and what is written down while it is held."""

from flask import Response, abort, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.access import takes_files
from portal.admin.answers import done
from portal.admin.asking import Question, ask
from portal.admin.clock import today
from portal.admin.consultations import actions, queries
from portal.admin.consultations.forms import AttendanceForm, DocumentForm, HallForm, MinutesForm
from portal.admin.consultations.opening import (
    ONE,
    blueprint,
    clock,
    held_or_404,
    html,
    require_stage,
    runs,
    settings,
    view_or_404,
)
from portal.admin.follow_up.shown import element_name
from portal.admin.forms import ConfirmForm
from portal.admin.speaking import Warned, refuse_names, refuse_personal, warning
from portal.consultations import ConsultationView
from portal.db import begin_write, db
from portal.domain.consultations import PARTIES, Lack, Party, lacks
from portal.domain.consultations import State as Stage
from portal.domain.forum import ClosedError
from portal.evidence import shelf
from portal.i18n import gettext as _
from portal.i18n import lazy_gettext as _l
from portal.i18n import words
from portal.models.consultations import ConsultationFile
from portal.site import forget_site

LACKS = {
    Lack.DAY: _l("Harinya belum tiba."),
    Lack.ATTENDANCE: _l("Kehadiran belum dicatat."),
    Lack.MINUTES: _l("Notulen belum ditulis."),
    Lack.POSTS: _l("Jabatan ketua dan sekretaris belum diisi."),
    Lack.AGREEMENT: _l(
        "Belum ada kesepakatan. Kalau memang tidak ada, tulis “tanpa kesepakatan” di dalam notulen."
    ),
    Lack.DUE: _l("Tenggat sebuah kesepakatan sudah lewat atau jatuh pada hari libur."),
}


def workbench(
    number: int,
    status: int = 200,
    *,
    document: DocumentForm | None = None,
    hall: HallForm | None = None,
    warned: Warned | None = None,
) -> Response:
    """Show a consultation with its forms. warned: about what was said in the hall and not noted yet."""
    view = view_or_404(number)
    return html(
        "show",
        status,
        consultation=view,
        said=view.proceedings,
        today=today(),
        document=document or DocumentForm(formdata=None),
        hall=_offering(hall or HallForm(formdata=None)),
        heard=queries.list_hall(db.session, view.topic_id),
        warned=warned,
        lacks=[LACKS[lack] for lack in lacks(view.proceedings, today(), clock().holidays)],
        element_name=element_name,
    )


def _offering(form: HallForm) -> HallForm:
    form.party.choices = [("", _("Pilih")), *((party.value, words(name)) for party, name in PARTIES.items())]
    return form


@blueprint.post(f"{ONE}/dokumen")
@runs
@takes_files
def add_file(consultation: int) -> AnyResponse:
    """Add a document that everybody can read."""
    require_stage(consultation, Stage.ANNOUNCED, Stage.HELD)
    db.session.rollback()
    form = DocumentForm()
    is_valid = form.validate()  # A file takes seconds to be made anew, and nobody should wait for that to write.
    begin_write(db.session)
    held = held_or_404(consultation)
    if not is_valid or form.made is None or refuse_personal(form.title):
        return workbench(consultation, 422, document=form)
    stored = shelf.keep(settings().evidence, form.made.content)
    try:
        file = actions.add_file(db.session, held, form.title.data, form.made, stored=stored, today=today())
    except actions.StageError:
        shelf.throw_away(settings().evidence, stored)
        raise
    if file.stored != stored:
        shelf.throw_away(settings().evidence, stored)
    db.session.commit()
    forget_site()
    return done(_("Dokumen terbit."), ".show", consultation=consultation, _anchor="dokumen")


def _file_or_404(consultation: int, document: int) -> ConsultationFile:
    file = actions.find_file(db.session, consultation, document)
    if file is None:
        abort(404)
    return file


@blueprint.get(f"{ONE}/dokumen/<int:document>/hapus")
@runs
def remove_file(consultation: int, document: int) -> AnyResponse:
    """Ask whether a document is to go."""
    return _ask_remove(consultation, document)


def _ask_remove(consultation: int, document: int, form: ConfirmForm | None = None) -> Response:
    view = require_stage(consultation, Stage.ANNOUNCED, Stage.HELD)
    file = _file_or_404(consultation, document)
    return ask(
        Question(
            title=_("Hapus “%(title)s”?", title=file.title),
            texts=[_("Dokumen ini tidak dapat diunduh lagi. Yang sudah mengunduhnya tetap memilikinya.")],
            button=_("Hapus dokumen"),
            crumb=(words(view.proceedings.title), url_for(".show", consultation=consultation)),
        ),
        form,
    )


@blueprint.post(f"{ONE}/dokumen/<int:document>/hapus")
@runs
def remove_file_submit(consultation: int, document: int) -> AnyResponse:
    """Remove a document, and its kept file after the row that names it."""
    begin_write(db.session)
    held, form = held_or_404(consultation), ConfirmForm()
    file = _file_or_404(consultation, document)
    if not form.validate():
        return _ask_remove(consultation, document, form)
    stored = actions.remove_file(db.session, held, file)
    db.session.commit()
    shelf.throw_away(settings().evidence, stored)
    forget_site()
    return done(_("Dokumen dihapus."), ".show", consultation=consultation)


@blueprint.post(f"{ONE}/pendapat")
@runs
def note_hall(consultation: int) -> AnyResponse:
    """Note what was said in the hall, by its party."""
    begin_write(db.session)
    held, form = held_or_404(consultation), _offering(HallForm())
    is_valid = form.validate()
    warned = warning(form.sure, [form.text.data]) if is_valid else None
    if not is_valid or warned:
        return workbench(consultation, 422, hall=form, warned=warned)
    try:
        actions.note_hall(db.session, held, Party(form.party.data), form.text.data, today())
    except ClosedError:
        form.form_errors.append(_("Percakapannya sudah ditutup di forum."))
        return workbench(consultation, 422, hall=form)
    db.session.commit()
    forget_site()
    return done(_("Pendapat tercatat dan terbit."), ".show", consultation=consultation, _anchor="pendapat")


@blueprint.get(f"{ONE}/hadir")
@runs
def attendance(consultation: int) -> AnyResponse:
    """Ask how many of each party were there."""
    view = require_stage(consultation, Stage.HELD)
    data = {party.value: n for party, n in view.proceedings.attendance.items()}
    return _attendance_page(view, AttendanceForm(formdata=None, data=data))


def _attendance_page(view: ConsultationView, form: AttendanceForm, status: int = 200) -> Response:
    for party, name in PARTIES.items():
        form[party.value].label.text = words(name)
    return html("attendance", status, consultation=view, form=form)


@blueprint.post(f"{ONE}/hadir")
@runs
def attendance_submit(consultation: int) -> AnyResponse:
    """Write down how many of each party were there."""
    begin_write(db.session)
    held, form = held_or_404(consultation), AttendanceForm()
    if not form.validate():
        return _attendance_page(view_or_404(consultation), form, 422)
    actions.count_attendance(db.session, held, form.counts())
    db.session.commit()
    forget_site()
    return done(_("Kehadiran tersimpan."), ".show", consultation=consultation, _anchor="hadir")


@blueprint.get(f"{ONE}/notulen")
@runs
def minutes(consultation: int) -> AnyResponse:
    """Show the form of the minutes."""
    view = require_stage(consultation, Stage.HELD)
    return _minutes_page(view, MinutesForm(formdata=None, obj=view.proceedings))


def _minutes_page(
    view: ConsultationView, form: MinutesForm, status: int = 200, warned: Warned | None = None
) -> Response:
    return html("minutes", status, consultation=view, form=form, warned=warned)


@blueprint.post(f"{ONE}/notulen")
@runs
def minutes_submit(consultation: int) -> AnyResponse:
    """Write down what was discussed, and the posts of who signs."""
    begin_write(db.session)
    held, form = held_or_404(consultation), MinutesForm()
    view = view_or_404(consultation)
    is_valid = form.validate() and not refuse_names((form.chair, form.secretary), view.unit.id)
    warned = warning(form.sure, [form.minutes.data]) if is_valid else None
    if not is_valid or warned:
        return _minutes_page(view, form, 422, warned)
    actions.write_minutes(
        db.session, held, form.minutes.data, chair=form.chair.data, secretary=form.secretary.data
    )
    db.session.commit()
    forget_site()
    return done(_("Notulen tersimpan."), ".show", consultation=consultation, _anchor="notulen")
