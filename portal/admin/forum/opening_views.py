"""A topic of an office's own: for which office, and what it asks or tells."""

from flask import Response, abort, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.admin import lists
from portal.admin.answers import done
from portal.admin.clock import today
from portal.admin.forum import actions, queries
from portal.admin.forum.desk import (
    answers_forum,
    blueprint,
    clock,
    html,
    own_post,
    reach,
    refuse_name,
    warning,
)
from portal.admin.forum.forms import NewTopicForm
from portal.admin.guard import Office, the_office
from portal.admin.periods.shown import period_name
from portal.admin.speaking import Warned
from portal.db import begin_write, db
from portal.domain.figures import EditionLine
from portal.i18n import day
from portal.i18n import gettext as _
from portal.models.forum import Topic
from portal.models.units import Unit
from portal.site import forget_site


@blueprint.get("/baru")
@answers_forum
def choose() -> AnyResponse:
    """Ask for which office a topic is opened; who answers for one office only is not asked."""
    found = queries.list_offices(db.session, reach(), lists.asked(request.args))
    if found.total == 1 and not found.asked.narrowed:
        return redirect(url_for(".new", unit=found.rows[0].slug), 303)
    return html("choose", page=found)


@blueprint.get("/baru/<unit>")
@answers_forum
def new(unit: str) -> AnyResponse:  # noqa: ARG001 - the guard has found the office.
    """Show the form of a new topic."""
    return _new_page(_offering(NewTopicForm(formdata=None, data={"spoken_as": own_post()}), _open_office()))


def _open_office() -> Office:
    office = the_office()
    if db.session.get_one(Unit, office.id).closed_on is not None:
        abort(404)
    return office


def _offering(form: NewTopicForm, office: Office) -> NewTopicForm:
    lines = queries.citable(db.session, office.slug)
    form.edition.choices = [("", _("Tidak tentang angka tertentu")), *((line.id, _name(line)) for line in lines)]
    return form


def _name(line: EditionLine) -> str:
    if line.interim:
        return str(_("Edisi antara, ditutup %(day)s", day=day(line.closed_on)))
    return period_name(line)


def _new_page(form: NewTopicForm, status: int = 200, warned: Warned | None = None) -> Response:
    return html("new", status, office=the_office(), form=form, warned=warned)


@blueprint.post("/baru/<unit>")
@answers_forum
def new_submit(unit: str) -> AnyResponse:  # noqa: ARG001 - the guard has found the office.
    """Open the topic."""
    begin_write(db.session)
    form = _offering(NewTopicForm(), _open_office())
    if not form.validate():
        return _new_page(form, 422)
    if warned := warning(form):
        return _new_page(form, 422, warned)
    topic = _opened(form)
    if topic is None:
        return _new_page(form, 422)
    number = topic.id
    db.session.commit()
    forget_site()
    return done(_("Topik terbit di forum."), ".show", topic=number)


def _opened(form: NewTopicForm) -> Topic | None:
    """Open the topic, or note in the form why not."""
    try:
        return actions.open_topic(
            db.session,
            the_office().id,
            title=form.title.data,
            text=form.text.data,
            spoken_as=form.spoken_as.data,
            clock=clock(),
            today=today(),
            edition_id=form.edition.data or None,
        )
    except actions.NamedPersonError as error:
        refuse_name(form, error)
    return None
