"""What the pages of the moderators' desk share."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, abort, render_template, request

from portal.access import access
from portal.admin import lists
from portal.admin.audit import trail
from portal.admin.moderation import queries
from portal.admin.moderation.queries import ContributionView
from portal.db import begin_write, db
from portal.domain.permissions import Permission
from portal.domain.words import Words
from portal.i18n import gettext as _
from portal.i18n import words

blueprint = Blueprint("moderation", __name__, url_prefix="/moderasi")

moderates = access(Permission.MODERATE_FORUM)


def html(name: str, status: int = 200, **values: Any) -> Response:
    """Render a page of the desk."""
    return Response(render_template(f"staff/moderation/{name}.html", **values), status, mimetype="text/html")


def asked(*filters: str) -> lists.Asked:
    """Return what the address asks of a list; the words of contributions leave in no file."""
    return replace(lists.asked(request.args, filters=filters), everything=False)


def contribution_or_404(key: str) -> ContributionView:
    """Return the contribution that the address names."""
    found = queries.find_contribution(db.session, key)
    if found is None:
        abort(404)
    return found


def note_shown(said: ContributionView) -> None:
    """Note that a contribution is shown, whether its page was asked for or comes back with a fault.

    Whatever the request had begun to write is dropped.
    """
    db.session.rollback()
    begin_write(db.session)
    trail.note(db.session, "saw", "contributions", subject_id=said.key, unit_id=said.unit_id, shown=1)
    db.session.commit()


def note_listed(rows: tuple[queries.ContributionLine, ...]) -> None:
    """Note that a list was looked at: how many contributions, and of which offices."""
    db.session.rollback()
    if not rows:
        return
    offices = {row.unit_slug: row.unit_id for row in rows}
    only = next(iter(offices.values())) if len(offices) == 1 else None
    begin_write(db.session)
    trail.note(db.session, "saw", "contributions", unit_id=only, shown=len(rows), offices=sorted(offices))
    db.session.commit()


def office_choice(offices: list[tuple[str, Words]]) -> tuple[str, str, list[tuple[str, str]]]:
    """Return the filter of a list by office."""
    return "unit", _("Kantor"), [(slug, words(name)) for slug, name in offices]
