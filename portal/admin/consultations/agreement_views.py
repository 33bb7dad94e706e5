"""What was agreed at a consultation, and its end: every agreement becomes a promise on the office's page."""

import secrets

from flask import Response, abort, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.admin.answers import done
from portal.admin.asking import Question, ask
from portal.admin.clock import today
from portal.admin.consultations import actions, queries
from portal.admin.consultations.forms import AgreementForm, ConcludeForm
from portal.admin.consultations.meeting_views import LACKS
from portal.admin.consultations.opening import (
    ONE,
    blueprint,
    clock,
    held_or_404,
    html,
    refuse_day_off,
    require_stage,
    runs,
    view_or_404,
)
from portal.admin.follow_up.actions import DayOffError, DueError
from portal.admin.follow_up.shown import element_name
from portal.admin.forms import ConfirmForm
from portal.admin.speaking import Warned, refuse_names, warning
from portal.consultations import AgreementLine, ConsultationView
from portal.db import begin_write, db
from portal.domain.consultations import Agreed, lacks
from portal.domain.consultations import State as Stage
from portal.domain.promises import WHOLE
from portal.domain.words import Words
from portal.i18n import gettext as _
from portal.i18n import words
from portal.models.consultations import Agreement, Consultation
from portal.site import forget_site

AGREEMENT = f"{ONE}/kesepakatan/<int:number>"


def _offering(form: AgreementForm, unit_id: int, own: str) -> AgreementForm:
    subjects = queries.list_subjects(db.session, unit_id, own)
    form.element.choices = [(subject, element_name(subject)) for subject in subjects]
    return form


def _page(
    view: ConsultationView,
    form: AgreementForm,
    status: int = 200,
    *,
    number: int = 0,
    own: str = WHOLE,
    warned: Warned | None = None,
) -> Response:
    """Show an agreement's form. number: 0 for a new one. own: what it is about already."""
    return html(
        "agreement",
        status,
        consultation=view,
        form=_offering(form, view.unit_id, own),
        number=number,
        warned=warned,
    )


@blueprint.get(f"{ONE}/kesepakatan/tambah")
@runs
def agree(consultation: int) -> AnyResponse:
    """Ask what was agreed."""
    view = require_stage(consultation, Stage.HELD)
    return _page(view, AgreementForm(formdata=None, data={"element": WHOLE}))


@blueprint.post(f"{ONE}/kesepakatan/tambah")
@runs
def agree_submit(consultation: int) -> AnyResponse:
    """Add an agreement."""
    begin_write(db.session)
    return _save(held_or_404(consultation), None)


@blueprint.get(AGREEMENT)
@runs
def change_agreement(consultation: int, number: int) -> AnyResponse:
    """Show an agreement's form."""
    view = require_stage(consultation, Stage.HELD)
    agreed = _line_or_404(view, number).agreed
    values = {
        "wording_id": agreed.wording.id,
        "wording_en": agreed.wording.en,
        "owner": agreed.owner,
        "due_on": agreed.due_on,
        "element": agreed.element,
    }
    return _page(view, AgreementForm(formdata=None, data=values), number=number, own=agreed.element)


def _line_or_404(view: ConsultationView, number: int) -> AgreementLine:
    line = next((line for line in view.agreements if line.number == number), None)
    if line is None:
        abort(404)
    return line


@blueprint.post(AGREEMENT)
@runs
def change_agreement_submit(consultation: int, number: int) -> AnyResponse:
    """Word an agreement otherwise."""
    begin_write(db.session)
    held = held_or_404(consultation)
    return _save(held, _agreement_or_404(consultation, number))


def _agreement_or_404(consultation: int, number: int) -> Agreement:
    agreement = actions.find_agreement(db.session, consultation, number)
    if agreement is None:
        abort(404)
    return agreement


def _save(held: Consultation, agreement: Agreement | None) -> AnyResponse:
    """Add or change an agreement as the form says, or show the form again with what is wrong."""
    number, own = (agreement.number, agreement.element) if agreement else (0, WHOLE)
    form = _offering(AgreementForm(), held.unit_id, own)
    view = view_or_404(held.id)
    is_valid = form.validate() and not refuse_names((form.owner,), view.unit.id)
    warned = warning(form.sure, [form.wording_id.data, form.wording_en.data]) if is_valid else None
    if not is_valid or warned or not _write(held, agreement, form):
        return _page(view, form, 422, number=number, own=own, warned=warned)
    consultation = held.id
    db.session.commit()
    forget_site()
    return done(_("Kesepakatan tersimpan."), ".show", consultation=consultation, _anchor="kesepakatan")


def _write(held: Consultation, agreement: Agreement | None, form: AgreementForm) -> bool:
    """Write down what the form says, or note in it why not."""
    agreed = Agreed(
        wording=Words(form.wording_id.data, form.wording_en.data),
        owner=form.owner.data,
        due_on=form.due_on.data,
        element=form.element.data,
    )
    try:
        if agreement is None:
            actions.agree(db.session, held, agreed, today())
        else:
            actions.change_agreement(db.session, held, agreement, agreed, today())
    except DueError:
        form.due_on.errors = [_("Tenggat mulai dari hari ini dan paling jauh dua tahun lagi.")]
    except DayOffError as error:
        refuse_day_off(form.due_on, error.proposed)
    else:
        return True
    return False


@blueprint.get(f"{AGREEMENT}/hapus")
@runs
def remove_agreement(consultation: int, number: int) -> AnyResponse:
    """Ask whether an agreement is to go."""
    return _ask_remove(consultation, number)


def _ask_remove(consultation: int, number: int, form: ConfirmForm | None = None) -> Response:
    view = require_stage(consultation, Stage.HELD)
    agreed = _line_or_404(view, number).agreed
    return ask(
        Question(
            title=_("Hapus kesepakatan ini?"),
            texts=[words(agreed.wording)],
            button=_("Hapus kesepakatan"),
            crumb=(words(view.proceedings.title), url_for(".show", consultation=consultation)),
        ),
        form,
    )


@blueprint.post(f"{AGREEMENT}/hapus")
@runs
def remove_agreement_submit(consultation: int, number: int) -> AnyResponse:
    """Remove an agreement that was written down by mistake."""
    begin_write(db.session)
    held, form = held_or_404(consultation), ConfirmForm()
    agreement = _agreement_or_404(consultation, number)
    if not form.validate():
        return _ask_remove(consultation, number, form)
    actions.remove_agreement(db.session, held, agreement)
    db.session.commit()
    forget_site()
    return done(_("Kesepakatan dihapus."), ".show", consultation=consultation)


@blueprint.get(f"{ONE}/simpulkan")
@runs
def conclude(consultation: int) -> AnyResponse:
    """Show the whole record of proceedings before it is concluded."""
    view = require_stage(consultation, Stage.HELD)
    return _conclude_page(view, ConcludeForm(formdata=None, data={"seen": view.proceedings.digest}))


def _conclude_page(view: ConsultationView, form: ConcludeForm, status: int = 200) -> Response:
    return html(
        "conclude",
        status,
        consultation=view,
        said=view.proceedings,
        form=form,
        lacks=[LACKS[lack] for lack in lacks(view.proceedings, today(), clock().holidays)],
        element_name=element_name,
    )


@blueprint.post(f"{ONE}/simpulkan")
@runs
def conclude_submit(consultation: int) -> AnyResponse:
    """Conclude a consultation, and publish its agreements as promises."""
    begin_write(db.session)
    held, form = held_or_404(consultation), ConcludeForm()
    if not form.validate() or not _conclude(held, form):
        return _conclude_page(view_or_404(consultation), form, 422)
    db.session.commit()
    forget_site()
    said = _("Konsultasi selesai. Berita acara terbit, dan kesepakatannya tampil sebagai janji kantor.")
    return done(said, ".show", consultation=consultation)


def _conclude(held: Consultation, form: ConcludeForm) -> bool:
    """Conclude it, or note in the form why not."""
    try:
        actions.conclude(db.session, held, seen=form.seen.data, draw=_draw, today=today())
    except actions.ChangedError:
        form.form_errors.append(_("Isinya berubah sejak halaman ini dibuka. Baca lagi, lalu simpulkan."))
        form.seen.data = view_or_404(held.id).proceedings.digest
    except actions.NotReadyError as error:
        form.form_errors.extend(str(LACKS[lack]) for lack in error.lacks)
    else:
        return True
    return False


def _draw() -> str:
    return secrets.token_hex(8)
