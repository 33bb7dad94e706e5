"""Writing a note: about oneself, a colleague, or an officer of one's team."""

from datetime import UTC, datetime

from flask import render_template, url_for
from werkzeug.wrappers import Response as AnyResponse
from wtforms import SelectChoice

from portal.access import access
from portal.admin.answers import done
from portal.admin.clock import today
from portal.admin.feedback import actions, queries
from portal.admin.feedback.forms import NoteForm, PeerNoteForm, WorkNoteForm
from portal.admin.feedback.opening import blueprint, team_member_or_404, unlinked, writer_or_404
from portal.admin.guard import the_staff
from portal.admin.leaving import require_here
from portal.admin.people import Person, find_me, leads, list_colleagues
from portal.db import begin_write, db
from portal.domain.behaviours import BEHAVIOURS
from portal.domain.permissions import Permission
from portal.i18n import day as in_words
from portal.i18n import gettext as _
from portal.i18n import words

_LABEL = 80
"""Letters of an entry's note in a choice."""


@blueprint.get("/diri")
@access(Permission.EDIT_OWN_PLAN)
def about_me() -> str:
    """Ask for a note about one's own work."""
    me = find_me(db.session, the_staff())
    if me is None:
        return unlinked()
    require_here(me)
    return _own_page(_work_form(me))


@blueprint.post("/diri")
@access(Permission.EDIT_OWN_PLAN)
def about_me_submit() -> AnyResponse | tuple[str, int]:
    """Keep a note about one's own work."""
    begin_write(db.session)
    me = writer_or_404()
    form = _work_form(me)
    if not form.validate():
        return _own_page(form), 422
    actions.write_note(db.session, me, me, _draft(form), datetime.now(UTC))
    db.session.commit()
    return done(_("Catatan tersimpan."), ".index")


@blueprint.get("/rekan")
@access(Permission.EDIT_OWN_PLAN)
def about_peer() -> str:
    """Ask for a note about a colleague."""
    me = find_me(db.session, the_staff())
    if me is None:
        return unlinked()
    require_here(me)
    return _peer_page(_peer_form(me))


@blueprint.post("/rekan")
@access(Permission.EDIT_OWN_PLAN)
def about_peer_submit() -> AnyResponse | tuple[str, int]:
    """Give a colleague a note."""
    begin_write(db.session)
    me = writer_or_404()
    form = _peer_form(me)
    if not form.validate():
        return _peer_page(form), 422
    peer = next(person for person in _peers(me) if str(person.id) == form.officer.data)
    actions.write_note(db.session, me, peer, _draft(form), datetime.now(UTC))
    db.session.commit()
    return done(_("Umpan balik untuk %(name)s tersimpan.", name=peer.name), ".index")


@blueprint.get("/<int:employee>/catatan-baru")
@access(Permission.LEAD_TEAM)
def about_report(employee: int) -> str:
    """Ask for a note about an officer of one's team."""
    _leader, person = team_member_or_404(employee)
    return _report_page(person, _work_form(person))


@blueprint.post("/<int:employee>/catatan-baru")
@access(Permission.LEAD_TEAM)
def about_report_submit(employee: int) -> AnyResponse | tuple[str, int]:
    """Give an officer of one's team a note."""
    begin_write(db.session)
    leader, person = team_member_or_404(employee)
    form = _work_form(person)
    if not form.validate():
        return _report_page(person, form), 422
    actions.write_note(db.session, leader, person, _draft(form), datetime.now(UTC))
    db.session.commit()
    return done(_("Umpan balik untuk %(name)s tersimpan.", name=person.name), ".show", employee=employee)


def _peers(me: Person) -> tuple[Person, ...]:
    """Return the colleagues; whom one leads is written about from the team's pages, as the superior."""
    return tuple(person for person in list_colleagues(db.session, me) if not leads(me, person))


def _behaviour_choices() -> list[SelectChoice]:
    named = [
        SelectChoice(f"behaviour-{each.key}", words(each.name), optgroup=_("Perilaku BerAKHLAK"))
        for each in BEHAVIOURS
    ]
    return [SelectChoice("", _("Pekerjaan pada umumnya")), *named]


def _work_form(person: Person) -> WorkNoteForm:
    """Return the form of somebody who sees the officer's work: its measures and entries can be chosen."""
    form = WorkNoteForm()
    measures = queries.list_measures(db.session, person, today().year)
    form.about.choices = [
        *_behaviour_choices(),
        *(SelectChoice(f"measure-{each.id}", each.name, optgroup=_("Indikator SKP")) for each in measures),
    ]
    form.entry.choices = [
        SelectChoice("", _("Tidak ada")),
        *(
            SelectChoice(str(entry.id), f"{in_words(entry.on_day)}: {entry.note[:_LABEL] or '–'}")
            for entry in queries.list_entries(db.session, person)
        ),
    ]
    return form


def _peer_form(me: Person) -> PeerNoteForm:
    form = PeerNoteForm()
    form.about.choices = _behaviour_choices()
    form.officer.choices = [
        SelectChoice("", _("Pilih rekan")),
        *(SelectChoice(str(person.id), f"{person.name}, {person.position}") for person in _peers(me)),
    ]
    return form


def _draft(form: NoteForm) -> actions.NoteDraft:
    """Read a note that was validated."""
    subject, _dash, key = form.about.data.partition("-")
    entry = form.entry.data if isinstance(form, WorkNoteForm) else ""
    return actions.NoteDraft(
        text=form.text.data,
        behaviour=key if subject == "behaviour" else "",
        measure_id=int(key) if subject == "measure" else None,
        entry_id=int(entry) if entry else None,
        link=form.link.data or "",
    )


def _own_page(form: WorkNoteForm) -> str:
    return _note_page(
        form,
        title=_("Catat untuk diri sendiri"),
        lead=_(
            "Apa yang Anda kerjakan, pelajari, atau hadapi. Atasan langsung Anda dan Inspektorat ikut membacanya."
        ),
        address=url_for(".about_me_submit"),
        crumb=(_("Umpan balik"), url_for(".index")),
    )


def _peer_page(form: PeerNoteForm) -> str:
    return _note_page(
        form,
        title=_("Beri umpan balik untuk rekan"),
        lead=_(
            "Tulis apa yang Anda lihat, bukan siapa orangnya. Rekan Anda melihat nama Anda; atasan langsungnya dan"
            " Inspektorat ikut membacanya."
        ),
        address=url_for(".about_peer_submit"),
        crumb=(_("Umpan balik"), url_for(".index")),
    )


def _report_page(person: Person, form: WorkNoteForm) -> str:
    return _note_page(
        form,
        title=_("Umpan balik untuk %(name)s", name=person.name),
        lead=_(
            "Tulis apa yang Anda lihat, dengan buktinya, selagi masih segar. Pegawai langsung dapat membacanya."
        ),
        address=url_for(".about_report_submit", employee=person.id),
        crumb=(person.name, url_for(".show", employee=person.id)),
    )


def _note_page(form: NoteForm, **values: object) -> str:
    return render_template("staff/feedback/note.html", form=form, **values)
