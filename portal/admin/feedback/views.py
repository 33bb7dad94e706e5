"""Pages of feedback: what is said about somebody's work, and the talks between superior and officer."""

from dataclasses import replace
from datetime import UTC, datetime

from flask import abort, render_template, request

from portal.access import access
from portal.admin import lists
from portal.admin.audit import trail
from portal.admin.clock import today
from portal.admin.feedback import actions, dialogue_views, note_views, queries
from portal.admin.feedback.opening import blueprint, reads_others, unlinked
from portal.admin.guard import the_staff
from portal.admin.leaving import LEFT
from portal.admin.lists import Asked
from portal.admin.names import term_name
from portal.admin.people import Person, find_me, find_person, leads, may_see_work, reads_offices
from portal.db import begin_write, db
from portal.domain.behaviours import BEHAVIOURS
from portal.domain.feedback import NoteKind
from portal.domain.permissions import Permission
from portal.i18n import lazy_gettext as _l

__all__ = ["blueprint", "dialogue_views", "note_views"]  # Their pages hang on the same blueprint.

LAST_WRITTEN = 5

KINDS = {
    NoteKind.SUPERVISOR: _l("atasan langsung"),
    NoteKind.PEER: _l("rekan"),
    NoteKind.SELF: _l("catatan sendiri"),
}
NAMES = {"kinds": KINDS, "behaviours": {each.key: each.name for each in BEHAVIOURS}, "term_name": term_name}


@blueprint.get("/")
@access(Permission.READ_PLANS)
def index() -> str:
    """Show the notes about whoever asks, who has thereby seen them, and what else is theirs."""
    begin_write(db.session)
    me = find_me(db.session, the_staff())
    if me is None:
        db.session.rollback()
        return unlinked()
    page = queries.notes_about(db.session, me.id, _asked())
    body = render_template(
        "staff/feedback/index.html",
        page=page,
        written=queries.newest_notes_by(db.session, me.id, LAST_WRITTEN),
        dialogues=queries.list_dialogues(db.session, me.id),
        team=_my_team(me),
        may_write=the_staff().may(Permission.EDIT_OWN_PLAN) and me.here,
        left=None if me.here else LEFT,
        reads_others=reads_others(),
        year=today().year,
        **NAMES,
    )
    actions.mark_seen(db.session, me, [note.id for note in page.rows if not note.seen], datetime.now(UTC))
    db.session.commit()
    return body


def _my_team(me: Person) -> tuple[queries.OfficerLine, ...]:
    if not the_staff().may(Permission.LEAD_TEAM):
        return ()
    return queries.list_reports(db.session, me.id, today().year)


@blueprint.get("/tulisan")
@access(Permission.READ_PLANS)
def written() -> str:
    """Show all that whoever asks wrote about others."""
    me = find_me(db.session, the_staff())
    if me is None:
        return unlinked()
    page = queries.notes_by(db.session, me.id, _asked())
    return render_template("staff/feedback/written.html", page=page, **NAMES)


@blueprint.get("/pegawai")
@access(Permission.READ_PLANS)
def officers() -> str:
    """List the officers whose feedback somebody reads by a post such as the auditor's."""
    if not reads_others():
        abort(404)
    year = today().year
    page = queries.list_officers(db.session, reads_offices(the_staff()).ids, _asked(), year)
    return render_template("staff/feedback/officers.html", page=page, year=year)


@blueprint.get("/<int:employee>")
@access(Permission.READ_PLANS)
def show(employee: int) -> str:
    """Show all feedback about an officer to the superior or the auditor; that it was looked at is noted."""
    begin_write(db.session)
    me = find_me(db.session, the_staff())
    person = find_person(db.session, employee)
    if person is None or (me is not None and me.id == employee) or not may_see_work(the_staff(), me, person):
        abort(404)
    trail.note(db.session, "saw", "feedback_notes", subject_id=str(employee), unit_id=person.unit_id)
    body = render_template(
        "staff/feedback/show.html",
        person=person,
        page=queries.notes_about(db.session, employee, _asked()),
        dialogues=queries.list_dialogues(db.session, employee),
        is_leader=leads(me, person) and the_staff().may(Permission.LEAD_TEAM),
        **NAMES,
    )
    db.session.commit()
    return body


def _asked() -> Asked:
    """Return what is asked of a list of notes, which is never exported whole."""
    return replace(lists.asked(request.args), everything=False)
