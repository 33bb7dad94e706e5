"""What the pages of feedback share: who asks, and whom they lead."""

from flask import Blueprint, abort, render_template

from portal.admin.guard import the_staff
from portal.admin.leaving import require_here
from portal.admin.people import Person, find_me, find_person, leads, reads_offices
from portal.db import db

blueprint = Blueprint("feedback", __name__, url_prefix="/umpan-balik")


def reads_others() -> bool:
    """Tell whether whoever asks reads other officers' feedback by a post such as the auditor's."""
    return reads_offices(the_staff()).ids != frozenset()


def unlinked() -> str:
    """Return the page for an account without an officer."""
    return render_template("staff/feedback/unlinked.html", reads_others=reads_others())


def writer_or_404() -> Person:
    """Return the officer who asks, to write something; whoever has left writes nothing any more."""
    me = find_me(db.session, the_staff())
    if me is None:
        abort(404)
    require_here(me)
    return me


def team_member_or_404(employee: int) -> tuple[Person, Person]:
    """Return who leads and the officer led; whoever is not led is as if not there."""
    me, person = find_me(db.session, the_staff()), find_person(db.session, employee)
    if me is None or person is None or not leads(me, person):
        abort(404)
    return me, person
