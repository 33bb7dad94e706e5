"""The office's desk in the forum over HTTP: topics by what is owed, a thread, and the answer to it."""

from math import ceil

from flask import Response, request
from werkzeug.wrappers import Response as AnyResponse

from portal.admin import lists
from portal.admin.answers import csv_file, done
from portal.admin.clock import today
from portal.admin.forum import actions, closing_views, opening_views, queries
from portal.admin.forum.desk import (
    ONE,
    answers_forum,
    blueprint,
    clock,
    held_or_404,
    html,
    line_or_404,
    own_post,
    reach,
    refuse_name,
    warning,
)
from portal.admin.forum.forms import STATE_NAMES, AnswerForm
from portal.admin.forum.queries import TopicLine
from portal.admin.speaking import Warned
from portal.db import begin_write, db
from portal.domain.forum import ClosedError
from portal.i18n import gettext as _
from portal.i18n import words
from portal.models.forum import Topic, TopicPost
from portal.site import forget_site

__all__ = ["blueprint", "closing_views", "opening_views"]  # Their pages hang on the same blueprint.

FILTERS = ("unit", "state")


@blueprint.get("/")
@answers_forum
def index() -> AnyResponse:
    """List the topics of the offices in reach, what is owed first at the top."""
    wanted = lists.asked(request.args, filters=FILTERS)
    found = queries.list_topics(db.session, reach(), wanted, clock(), today())
    if wanted.everything:
        return _as_csv(found.rows)
    return html("index", page=found, choices=_choices())


def _choices() -> list[tuple[str, str, list[tuple[str, str]]]]:
    offices = queries.offices_with_topics(db.session, reach())
    return [
        ("unit", _("Kantor"), [(slug, words(name)) for slug, name in offices]),
        ("state", _("Keadaan"), [(state, str(name)) for state, name in STATE_NAMES.items()]),
    ]


def _as_csv(rows: tuple[TopicLine, ...]) -> Response:
    head = (
        _("Nomor"), _("Kantor"), _("Judul"), _("Dibuka"), _("Keadaan"), _("Tenggat jawaban"),
        _("Terlambat (hari kerja)"), _("Dibuka kembali"), _("Tulisan"), _("Tulisan terakhir"),
    )  # fmt: skip
    lines = (
        (
            row.id,
            words(row.unit),
            row.title,
            row.opened_on.isoformat(),
            STATE_NAMES[row.shown_state],
            row.due_on.isoformat() if row.due_on else "",
            row.late,
            row.reopened,
            row.posts,
            row.last_on.isoformat(),
        )
        for row in rows
    )
    return csv_file("forum.csv", head, lines)


@blueprint.get(ONE)
@answers_forum
def show(topic: int) -> AnyResponse:
    """Show a topic with its posts as they are published, and the form to answer it."""
    return _topic_page(topic, AnswerForm(formdata=None, data={"spoken_as": own_post()}))


def _topic_page(number: int, form: AnswerForm, status: int = 200, warned: Warned | None = None) -> Response:
    counting = clock()
    topic = line_or_404(number, counting)
    wanted = lists.asked({"page": request.args.get("page", "1")})
    return html(
        "show",
        status,
        topic=topic,
        page=queries.list_posts(db.session, number, wanted, counting),
        edition=queries.find_edition(db.session, topic),
        form=form,
        warned=warned,
    )


@blueprint.post(ONE)
@answers_forum
def answer(topic: int) -> AnyResponse:
    """Publish the office's answer."""
    begin_write(db.session)
    held, form = held_or_404(topic), AnswerForm()
    if not form.validate():
        return _topic_page(topic, form, 422)
    if warned := warning(form):
        return _topic_page(topic, form, 422, warned)
    post = _answered(held, form)
    if post is None:
        return _topic_page(topic, form, 422)
    number = post.number
    db.session.commit()
    forget_site()
    page = ceil(number / lists.PAGE_SIZE)
    where = {"topic": topic, "page": page if page > 1 else None, "_anchor": f"tulisan-{number}"}
    return done(_("Jawaban terbit di forum."), ".show", **where)


def _answered(topic: Topic, form: AnswerForm) -> TopicPost | None:
    """Add the answer, or note in the form why not."""
    try:
        return actions.answer(db.session, topic, text=form.text.data, spoken_as=form.spoken_as.data, today=today())
    except actions.NamedPersonError as error:
        refuse_name(form, error)
    except ClosedError:
        form.form_errors.append(_("Topik ini sudah ditutup, jadi tidak dapat dijawab lagi."))
    return None
