"""What stands in public, over HTTP: looked through, and taken off with a reason."""

from flask import Response, abort
from werkzeug.wrappers import Response as AnyResponse

from portal.admin.answers import done
from portal.admin.clock import today
from portal.admin.moderation import actions, queries
from portal.admin.moderation.forms import RemoveForm
from portal.admin.moderation.opening import asked, blueprint, html, moderates, office_choice
from portal.admin.moderation.queries import PostLine
from portal.db import begin_write, db
from portal.domain.moderation import REASONS, Reason
from portal.i18n import gettext as _
from portal.site import forget_site


@blueprint.get("/terbit")
@moderates
def posts() -> AnyResponse:
    """List citizens' posts that stand in public, newest first."""
    found = queries.list_posts(db.session, asked("unit"))
    return html("posts", page=found, choices=[office_choice(queries.list_topic_offices(db.session))])


def _post_or_404(post: int) -> PostLine:
    found = queries.find_post(db.session, post)
    if found is None:
        abort(404)
    return found


def _remove_page(post: PostLine, form: RemoveForm, status: int = 200) -> Response:
    return html("remove", status, post=post, form=form, reasons=REASONS)


@blueprint.get("/terbit/<int:post>/turunkan")
@moderates
def ask_removal(post: int) -> AnyResponse:
    """Ask why a post is taken off."""
    return _remove_page(_post_or_404(post), RemoveForm())


@blueprint.post("/terbit/<int:post>/turunkan")
@moderates
def remove(post: int) -> AnyResponse:
    """Take a post off for good."""
    begin_write(db.session)
    found, form = _post_or_404(post), RemoveForm()
    if not form.validate():
        return _remove_page(found, form, 422)
    try:
        reason = Reason(form.reason.data)
        actions.remove(db.session, found.id, reason, note=form.note.data or "", today=today())
    except actions.GoneError:
        abort(404)
    db.session.commit()
    forget_site()
    return done(_("Diturunkan. Di tempatnya tertulis alasannya."), ".posts")
