"""The end of a topic: the office sums up, and nothing is added any more."""

from flask import Response
from werkzeug.wrappers import Response as AnyResponse

from portal.admin.answers import done
from portal.admin.clock import today
from portal.admin.forum import actions
from portal.admin.forum.desk import (
    ONE,
    answers_forum,
    blueprint,
    clock,
    held_or_404,
    html,
    line_or_404,
    own_post,
    refuse_name,
    warning,
)
from portal.admin.forum.forms import SummaryForm
from portal.admin.speaking import Warned
from portal.db import begin_write, db
from portal.domain.forum import ClosedError, OwedError, TooSoonError
from portal.i18n import day
from portal.i18n import gettext as _
from portal.models.forum import Topic
from portal.site import forget_site


@blueprint.get(f"{ONE}/tutup")
@answers_forum
def close(topic: int) -> AnyResponse:
    """Ask for the summary that closes a topic, or say why it cannot be closed now."""
    form = SummaryForm(formdata=None, data={"spoken_as": own_post()})
    return _close_page(topic, form)


def _close_page(number: int, form: SummaryForm, status: int = 200, warned: Warned | None = None) -> Response:
    line = line_or_404(number, clock())
    return html("close", status, topic=line, form=form, obstacle=_obstacle(line.id), warned=warned)


def _obstacle(number: int) -> str | None:
    """Return why a topic cannot be closed now."""
    try:
        actions.check_closing(db.session, db.session.get_one(Topic, number), today=today())
    except ClosedError:
        return str(_("Topik ini sudah ditutup."))
    except OwedError:
        return str(_("Kantor masih ditunggu jawabannya. Jawab dulu, lalu beri penulisnya waktu untuk menilai."))
    except TooSoonError as error:
        said = _(
            "Penulisnya masih dapat menyatakan apakah jawaban kantor membantu. Topik ini dapat ditutup mulai"
            " %(day)s, atau begitu penulisnya menyatakan selesai.",
            day=day(error.from_day),
        )
        return str(said)
    except actions.OfConsultationError:
        return str(_("Topik ini bagian dari konsultasi publik dan berakhir bersama berita acaranya."))
    return None


@blueprint.post(f"{ONE}/tutup")
@answers_forum
def close_submit(topic: int) -> AnyResponse:
    """Publish the summary and close the topic for good."""
    begin_write(db.session)
    held, form = held_or_404(topic), SummaryForm()
    if not form.validate() or _obstacle(topic):
        return _close_page(topic, form, 422)
    if warned := warning(form):
        return _close_page(topic, form, 422, warned)
    if not _closed(held, form):
        return _close_page(topic, form, 422)
    db.session.commit()
    forget_site()
    return done(_("Topik ditutup. Ringkasannya terbit di forum."), ".show", topic=topic)


def _closed(topic: Topic, form: SummaryForm) -> bool:
    """Close the topic, or note in the form why not."""
    try:
        actions.close(db.session, topic, text=form.text.data, spoken_as=form.spoken_as.data, today=today())
    except actions.NamedPersonError as error:
        refuse_name(form, error)
        return False
    return True
