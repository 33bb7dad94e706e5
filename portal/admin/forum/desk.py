"""What the views of the desk share: which topic it is, and what an office is about to say in public."""

from typing import Any

from flask import Blueprint, Response, abort, current_app, render_template

from portal import posting
from portal.access import access
from portal.admin import speaking
from portal.admin.clock import today
from portal.admin.forum import queries
from portal.admin.forum.actions import NamedPersonError
from portal.admin.forum.forms import STATE_NAMES, AnswerForm
from portal.admin.forum.queries import TopicLine
from portal.admin.guard import the_staff
from portal.admin.speaking import Warned
from portal.db import db
from portal.domain.forum import Clock
from portal.domain.permissions import Permission, Reach
from portal.i18n import gettext as _
from portal.models.forum import Topic
from portal.settings import Settings

blueprint = Blueprint("forum", __name__, url_prefix="/forum")
ONE = "/<int:topic>"

answers_forum = access(Permission.ANSWER_FORUM)


def html(name: str, status: int = 200, **values: Any) -> Response:
    """Render a page of this room."""
    body = render_template(f"staff/forum/{name}.html", states=STATE_NAMES, **values)
    return Response(body, status, mimetype="text/html")


def clock() -> Clock:
    """Return how deadlines are counted here."""
    settings: Settings = current_app.config["SETTINGS"]
    return posting.clock(db.session, settings.reply_days)


def reach() -> Reach:
    """Return the offices that the reader answers for."""
    return the_staff().reach(Permission.ANSWER_FORUM)


def line_or_404(number: int, counting: Clock) -> TopicLine:
    """Return a topic of an office in reach."""
    line = queries.find_topic(db.session, reach(), number, counting, today())
    if line is None:
        abort(404)
    return line


def held_or_404(number: int) -> Topic:
    """Return a topic of an office in reach, locked until the transaction ends."""
    topic, units = posting.hold_topic(db.session, number), reach()
    if topic is None or (units is not None and topic.unit_id not in units):
        abort(404)
    return topic


def own_post() -> str:
    """Return the post of who is signed in, as a proposal of what to answer as."""
    return queries.position_of(db.session, the_staff().account_id)


def warning(form: AnswerForm) -> Warned | None:
    """Return the warning about what a form would publish, unless the sender has confirmed these very words."""
    return speaking.warning(form.sure, [str(form[name].data or "") for name in ("title", "text") if name in form])


def refuse_name(form: AnswerForm, error: NamedPersonError) -> None:
    """Say that an office answers as a post and not as a person."""
    said = _("“%(name)s” adalah nama orang. Tulis jabatannya, misalnya Kepala Bidang Pelayanan.", name=error.name)
    form.spoken_as.errors = [said]
