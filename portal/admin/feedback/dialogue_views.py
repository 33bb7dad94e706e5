"""Talks about performance: the superior records one, the officer confirms it."""

from datetime import UTC, datetime

from flask import abort, render_template
from werkzeug.wrappers import Response as AnyResponse
from wtforms import SelectChoice

from portal.access import access
from portal.admin.answers import done
from portal.admin.clock import today
from portal.admin.feedback import actions, queries
from portal.admin.feedback.forms import ConfirmDialogueForm, DialogueForm
from portal.admin.feedback.opening import blueprint, team_member_or_404, writer_or_404
from portal.admin.feedback.queries import DialogueView
from portal.admin.names import term_name
from portal.admin.people import Person
from portal.db import begin_write, db
from portal.domain.evaluations import Term
from portal.domain.feedback import HeldTooEarlyError, HeldTooLateError, terms_for_dialogue
from portal.domain.permissions import Permission
from portal.i18n import gettext as _


@blueprint.get("/<int:employee>/dialog-baru")
@access(Permission.LEAD_TEAM)
def dialogue(employee: int) -> str:
    """Ask what was said in a talk with an officer."""
    _leader, person = team_member_or_404(employee)
    form = _dialogue_form()
    form.held_on.data = today()
    return _dialogue_page(person, form)


@blueprint.post("/<int:employee>/dialog-baru")
@access(Permission.LEAD_TEAM)
def dialogue_submit(employee: int) -> AnyResponse | tuple[str, int]:
    """Record a talk with an officer."""
    begin_write(db.session)
    leader, person = team_member_or_404(employee)
    form = _dialogue_form()
    if not form.validate():
        return _dialogue_page(person, form), 422
    draft = actions.DialogueDraft(
        term=_term(form.term.data),
        held_on=form.held_on.data,
        discussed=form.discussed.data,
        agreed=form.agreed.data,
    )
    try:
        actions.record_dialogue(db.session, leader, person, draft, today=today(), now=datetime.now(UTC))
    except HeldTooLateError:
        form.held_on.errors = [_("Hari itu belum tiba. Catat dialog setelah berlangsung.")]
        return _dialogue_page(person, form), 422
    except HeldTooEarlyError:
        form.held_on.errors = [_("Hari itu sebelum masa yang dibicarakan dimulai.")]
        return _dialogue_page(person, form), 422
    db.session.commit()
    said = _("Dialog tercatat. %(name)s diminta mengonfirmasinya.", name=person.name)
    return done(said, ".show", employee=employee)


@blueprint.get("/dialog/<int:number>")
@access(Permission.READ_PLANS)
def confirm(number: int) -> str:
    """Ask an officer whether a talk took place as it is recorded."""
    _me, talk = _own_talk_or_404(number)
    return _confirm_page(talk, ConfirmDialogueForm())


@blueprint.post("/dialog/<int:number>")
@access(Permission.READ_PLANS)
def confirm_submit(number: int) -> AnyResponse | tuple[str, int]:
    """Write down an officer's confirmation."""
    begin_write(db.session)
    me, talk = _own_talk_or_404(number)
    form = ConfirmDialogueForm()
    if not form.validate():
        return _confirm_page(talk, form), 422
    try:
        actions.confirm_dialogue(db.session, me, number, form.reply.data or "", datetime.now(UTC))
    except actions.AlreadyConfirmedError:
        form.form_errors.append(_("Dialog ini sudah Anda konfirmasi; konfirmasi tidak diubah lagi."))
        return _confirm_page(talk, form), 409
    db.session.commit()
    return done(_("Terima kasih. Dialog terkonfirmasi."), ".index")


def _own_talk_or_404(number: int) -> tuple[Person, DialogueView]:
    me = writer_or_404()
    talk = queries.find_dialogue(db.session, number, me.id)
    if talk is None:
        abort(404)
    return me, talk


def _dialogue_form() -> DialogueForm:
    form = DialogueForm()
    form.term.choices = [
        SelectChoice(f"{term.year}-{term.quarter}", term_name(term)) for term in terms_for_dialogue(today())
    ]
    return form


def _term(chosen: str) -> Term:
    year, quarter = map(int, chosen.split("-"))
    return Term(year=year, quarter=quarter)


def _dialogue_page(person: Person, form: DialogueForm) -> str:
    return render_template("staff/feedback/dialogue.html", form=form, person=person)


def _confirm_page(talk: DialogueView, form: ConfirmDialogueForm) -> str:
    return render_template("staff/feedback/confirm.html", talk=talk, form=form, term_name=term_name)
