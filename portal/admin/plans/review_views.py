"""What makes a draft a plan, over HTTP: expectations and annexes, submitting, returning, approving, changing."""

from hashlib import sha256

from flask import Response, abort, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.admin.answers import done
from portal.admin.asking import Question, ask
from portal.admin.clock import now
from portal.admin.forms import ConfirmForm, StaffForm
from portal.admin.leaving import require_here
from portal.admin.plans import actions, editing
from portal.admin.plans.forms import AnnexesForm, ReasonForm, ReturnForm, expectations_form
from portal.admin.plans.opening import (
    Opened,
    blueprint,
    edits,
    hold_decided,
    hold_own,
    hold_plan,
    html,
    leads,
    own_draft,
    reads,
)
from portal.admin.plans.shown import BEHAVIOUR_NAMES, lack_words
from portal.db import begin_write, db
from portal.domain.behaviours import BEHAVIOUR_KEYS, BEHAVIOURS
from portal.domain.plans import Lack, may_submit
from portal.i18n import gettext as _
from portal.i18n import words
from portal.models import Plan


def _crumb(plan: Plan) -> tuple[str, str]:
    return _("SKP %(year)s", year=plan.year), url_for(".show", plan=plan.id)


def _expecting(number: int) -> tuple[Opened, Plan]:
    """Return a draft whose expectations the reader writes: the officer or their direct superior."""
    opened, row = hold_plan(number)
    if not (opened.is_mine or opened.is_superior):
        abort(404)
    if opened.is_mine:
        require_here(opened.officer)
    editing.require_draft(row)
    return opened, row


def _expectations_page(plan: Plan, form: StaffForm, status: int = 200) -> Response:
    return html("expectations", status, plan=plan, form=form, behaviours=BEHAVIOURS, seen=_written(plan))


def _written(plan: Plan) -> str:
    """Return what is another text as soon as an expectation is: the officer and the superior may both write."""
    texts = sorted((item.behaviour, item.text) for item in plan.expectations)
    return sha256(repr(texts).encode()).hexdigest()[:16]


@blueprint.get("/<int:plan>/perilaku")
@reads
def expectations(plan: int) -> Response:
    """Show what is expected of each behaviour, to be written."""
    opened, row = _expecting(plan)
    return _expectations_page(row, expectations_form(formdata=None, data=dict(opened.plan.content.expectations)))


@blueprint.post("/<int:plan>/perilaku")
@reads
def save_expectations(plan: int) -> AnyResponse:
    """Write what is expected of each behaviour."""
    begin_write(db.session)
    _opened, row = _expecting(plan)
    form = expectations_form()
    if request.form.get("seen") != _written(row):
        form.form_errors.append(
            _("Ada yang menulis di sini sejak halaman ini dibuka. Lihat dulu di halaman SKP, lalu simpan lagi.")
        )
    if not form.validate() or form.form_errors:
        return _expectations_page(row, form, 422)
    editing.set_expectations(db.session, row, {key: form[key].data or "" for key in BEHAVIOUR_KEYS})
    db.session.commit()
    return done(_("Ekspektasi tersimpan."), ".show", plan=plan, _anchor="perilaku")


@blueprint.get("/<int:plan>/lampiran")
@edits
def annexes(plan: int) -> Response:
    """Show the annexes, to be written."""
    row = own_draft(plan)
    return html("annexes", plan=row, form=AnnexesForm(formdata=None, obj=row))


@blueprint.post("/<int:plan>/lampiran")
@edits
def save_annexes(plan: int) -> AnyResponse:
    """Write the annexes."""
    begin_write(db.session)
    row, form = own_draft(plan), AnnexesForm()
    if not form.validate():
        return html("annexes", 422, plan=row, form=form)
    editing.set_annexes(db.session, row, form.annexes())
    db.session.commit()
    return done(_("Lampiran tersimpan."), ".show", plan=plan, _anchor="lampiran")


def _submit_page(plan: Plan, status: int = 200, *, form: ConfirmForm | None = None) -> Response:
    findings = actions.findings_of(db.session, plan)
    superior = actions.find_superior(plan)
    return html(
        "submit",
        status,
        plan=plan,
        superior=superior.name if superior else None,
        findings=findings,
        may_submit=may_submit(findings) and superior is not None,
        silent_names=[words(BEHAVIOUR_NAMES[item.about]) for item in findings if item.lack is Lack.EXPECTATION],
        lack_words=lack_words,
        form=form or ConfirmForm(),
    )


@blueprint.get("/<int:plan>/ajukan")
@edits
def ask_submit(plan: int) -> Response:
    """Show what the draft still lacks, and ask whether to submit it."""
    return _submit_page(own_draft(plan))


@blueprint.post("/<int:plan>/ajukan")
@edits
def submit(plan: int) -> AnyResponse:
    """Put the draft before the superior."""
    begin_write(db.session)
    row, form = own_draft(plan), ConfirmForm()
    if not form.validate():
        return _submit_page(row, 422, form=form)
    try:
        actions.submit(db.session, row, now())
    except (actions.LacksError, actions.NoSuperiorError):
        return _submit_page(row, 422)
    db.session.commit()
    return done(_("SKP diajukan kepada %(name)s.", name=row.supervisor.name), ".show", plan=plan)


@blueprint.post("/<int:plan>/tarik")
@edits
def withdraw(plan: int) -> AnyResponse:
    """Take a submitted plan back to go on writing."""
    begin_write(db.session)
    row = hold_own(plan)
    if ConfirmForm().validate():
        actions.withdraw(db.session, row)
        db.session.commit()
        return done(_("SKP kembali menjadi rancangan."), ".show", plan=plan)
    return done(_("Halaman ini terlalu lama terbuka. Kirim sekali lagi."), ".show", plan=plan)


def _ask_approval(plan: Plan, form: ConfirmForm | None = None) -> Response:
    texts = [
        _("Setelah disetujui, SKP ini tidak bisa diubah. Perubahan berikutnya menjadi versi baru dengan alasan.")
    ]
    if plan.version > 1:
        texts.append(_("Versi yang berlaku sekarang diganti oleh versi ini; isinya tetap dapat dibaca."))
    question = Question(
        title=_("Setujui SKP %(year)s %(name)s?", year=plan.year, name=plan.employee.name),
        texts=texts,
        button=_("Setujui SKP"),
        crumb=_crumb(plan),
        values=[("submitted", request.values.get("submitted", _submission(plan)))],
    )
    return ask(question, form)


def _submission(plan: Plan) -> str:
    """Return what tells a plan as it was put before the superior from the same one put before them again."""
    return plan.submitted_at.isoformat() if plan.submitted_at else ""


@blueprint.get("/<int:plan>/setujui")
@leads
def ask_approve(plan: int) -> Response:
    """Ask the superior whether to approve."""
    row = hold_decided(plan)
    actions.require_submitted(row)
    return _ask_approval(row)


@blueprint.post("/<int:plan>/setujui")
@leads
def approve(plan: int) -> AnyResponse:
    """Approve a plan as it was read: one that was taken back and submitted anew is to be read anew."""
    begin_write(db.session)
    row, form = hold_decided(plan), ConfirmForm()
    if request.form.get("submitted") != _submission(row):
        raise actions.NotSubmittedError
    if not form.validate():
        return _ask_approval(row, form)
    actions.approve(db.session, row, now())
    db.session.commit()
    return done(_("SKP disetujui. Pegawai dapat mulai mencatat kemajuan."), ".show", plan=plan)


@blueprint.get("/<int:plan>/kembalikan")
@leads
def ask_return(plan: int) -> Response:
    """Ask the superior what is to be changed."""
    row = hold_decided(plan)
    actions.require_submitted(row)
    return html("return", plan=row, form=ReturnForm())


@blueprint.post("/<int:plan>/kembalikan")
@leads
def give_back(plan: int) -> AnyResponse:
    """Return a plan with a note."""
    begin_write(db.session)
    row, form = hold_decided(plan), ReturnForm()
    if not form.validate():
        return html("return", 422, plan=row, form=form)
    actions.give_back(db.session, row, form.note.data)
    db.session.commit()
    return done(_("SKP dikembalikan kepada pegawai dengan catatan Anda."), ".show", plan=plan)


@blueprint.get("/<int:plan>/ubah")
@edits
def ask_change(plan: int) -> Response:
    """Ask why an approved plan is to change."""
    row = hold_own(plan)
    return html("change", plan=row, form=ReasonForm())


@blueprint.post("/<int:plan>/ubah")
@edits
def change(plan: int) -> AnyResponse:
    """Make a new version of an approved plan."""
    begin_write(db.session)
    row, form = hold_own(plan), ReasonForm()
    if not form.validate():
        return html("change", 422, plan=row, form=form)
    draft = actions.make_version(db.session, row, form.reason.data)
    db.session.commit()
    said = _("Versi baru dibuat. Versi lama tetap berlaku sampai yang baru disetujui.")
    return done(said, ".show", plan=draft.id)


def _ask_deletion(plan: Plan, form: ConfirmForm | None = None) -> Response:
    question = Question(
        title=_("Hapus rancangan ini?"),
        texts=(_("Semua isinya hilang. SKP yang pernah disetujui tidak ikut terhapus."),),
        button=_("Hapus rancangan"),
        crumb=_crumb(plan),
    )
    return ask(question, form)


@blueprint.get("/<int:plan>/hapus")
@edits
def ask_delete(plan: int) -> Response:
    """Ask whether to throw the draft away."""
    return _ask_deletion(own_draft(plan))


@blueprint.post("/<int:plan>/hapus")
@edits
def delete(plan: int) -> AnyResponse:
    """Throw the draft away."""
    begin_write(db.session)
    row, form = own_draft(plan), ConfirmForm()
    if not form.validate():
        return _ask_deletion(row, form)
    actions.delete_draft(db.session, row)
    db.session.commit()
    return done(_("Rancangan dihapus."), ".index")
