"""The way of a comment onto the office's page over HTTP: one proposes, another decides."""

import secrets

from flask import Blueprint, Response, abort, render_template
from werkzeug.wrappers import Response as AnyResponse
from wtforms.fields.choices import SelectChoice

from portal.access import access
from portal.admin.answers import done
from portal.admin.comments.actions import GoneError
from portal.admin.comments.queries import CommentView
from portal.admin.comments.views import comment_or_404, note_shown, open_desk, today
from portal.admin.guard import the_staff
from portal.admin.publication import actions
from portal.admin.publication.forms import DecideForm, ProposeForm, RetractForm
from portal.db import begin_write, db
from portal.domain.comments import covered, covers_for, words_of
from portal.domain.permissions import Permission
from portal.i18n import gettext as _
from portal.site import current_site, forget_site

blueprint = Blueprint("publication", __name__, url_prefix="/komentar/<unit>/<key>")


def _for_proposing(key: str) -> tuple[CommentView, ProposeForm]:
    """Return a comment and the form of its words; only who reads in full can say what to cover."""
    desk = open_desk()
    comment = comment_or_404(desk, key)
    if not desk.reader.in_full:
        abort(403)
    spelled = words_of(comment.text)
    form = ProposeForm(data={"covered": [place for place, word in enumerate(spelled) if word.kind is not None]})
    form.covered.choices = [SelectChoice(str(place), word.text) for place, word in enumerate(spelled)]
    return comment, form


def _propose_page(comment: CommentView, form: ProposeForm, status: int = 200) -> Response:
    note_shown(comment)
    body = render_template("staff/publication/propose.html", comment=comment, form=form)
    return Response(body, status, mimetype="text/html")


@blueprint.get("/usul")
@access(Permission.HANDLE_COMMENTS)
def propose(unit: str, key: str) -> AnyResponse:  # noqa: ARG001 - the guard has found the office.
    """Ask which words to cover before a comment is put forward for publication."""
    begin_write(db.session)
    comment, form = _for_proposing(key)
    return _propose_page(comment, form)


@blueprint.post("/usul")
@access(Permission.HANDLE_COMMENTS)
def propose_submit(unit: str, key: str) -> AnyResponse:
    """Put a comment forward for publication."""
    begin_write(db.session)
    comment, form = _for_proposing(key)
    if not form.validate():
        return _propose_page(comment, form, 422)
    covers = covers_for(words_of(comment.text), form.covered.data or [])
    try:
        actions.propose(db.session, comment.unit_id, comment.id, covers, by=the_staff().account_id, today=today())
    except actions.TooEarlyError:
        form.form_errors.append(
            _("Kantornya sendiri belum boleh membaca pesan ini. Usulkan setelah terbuka bagi kantornya.")
        )
        return _propose_page(comment, form, 422)
    except actions.StillOpenError:
        form.form_errors.append(
            _("Penulis masih dapat menarik pesannya. Usulkan setelah kumpulan jawabannya ditutup.")
        )
        return _propose_page(comment, form, 422)
    except actions.OncePublishedError:
        form.form_errors.append(_("Komentar ini sudah pernah diterbitkan."))
        return _propose_page(comment, form, 422)
    db.session.commit()
    return done(_("Diusulkan. Orang kedua yang memutuskan."), "staff.comments.show", unit=unit, key=key)


def _for_deciding(key: str) -> tuple[CommentView, actions.Proposal]:
    comment = comment_or_404(open_desk(), key)
    try:
        return comment, actions.proposal(db.session, comment.unit_id, comment.id)
    except (GoneError, actions.NotProposedError):
        abort(404)


def _decide_page(comment: CommentView, shown: actions.Proposal, form: DecideForm, status: int = 200) -> Response:
    note_shown(comment)
    form.seen.data = shown.seal
    body = render_template(
        "staff/publication/decide.html",
        comment=comment,
        text=covered(comment.text),
        reply=shown.reply,
        form=form,
        own_proposal=comment.proposed_by == the_staff().account_id,
    )
    return Response(body, status, mimetype="text/html")


@blueprint.get("/putusan")
@access(Permission.PUBLISH_COMMENTS)
def decide(unit: str, key: str) -> AnyResponse:  # noqa: ARG001 - the guard has found the office.
    """Show the second person exactly what would be published."""
    begin_write(db.session)
    comment, shown = _for_deciding(key)
    return _decide_page(comment, shown, DecideForm())


@blueprint.post("/putusan")
@access(Permission.PUBLISH_COMMENTS)
def decide_submit(unit: str, key: str) -> AnyResponse:  # noqa: ARG001 - the guard has found the office.
    """Publish a comment, or send it back with a reason."""
    begin_write(db.session)
    comment, shown = _for_deciding(key)
    form = DecideForm()
    if not form.validate():
        return _decide_page(comment, shown, form, 422)
    try:
        said = _decide(comment, form)
    except actions.SamePersonError:
        form.form_errors.append(_("Anda yang mengusulkan. Orang lain yang memutuskan."))
        return _decide_page(comment, shown, form, 422)
    except actions.ChangedError:
        form.form_errors.append(_("Usulan ini berubah sejak Anda membukanya. Baca sekali lagi."))
        return _decide_page(comment, shown, form, 422)
    db.session.commit()
    forget_site()
    return done(said, "staff.comments.index")


def _decide(comment: CommentView, form: DecideForm) -> str:
    by, comment_id = the_staff().account_id, comment.id
    if form.decision.data == "decline":
        actions.decline(db.session, comment.unit_id, comment_id, by=by, reason=form.reason.data)
        return str(_("Komentar dikembalikan kepada pengusul."))
    actions.publish(
        db.session,
        comment.unit_id,
        comment_id,
        by=by,
        seen=form.seen.data or "",
        subject=secrets.token_hex(8),
        period=current_site().period,
        today=today(),
    )
    return str(_("Komentar terbit di halaman kantor."))


def _for_retracting(key: str) -> CommentView:
    comment = comment_or_404(open_desk(), key)
    if comment.state != "published":
        abort(404)
    return comment


def _retract_page(comment: CommentView, form: RetractForm, status: int = 200) -> Response:
    note_shown(comment)
    text = covered(comment.text)
    body = render_template("staff/publication/retract.html", comment=comment, text=text, form=form)
    return Response(body, status, mimetype="text/html")


@blueprint.get("/cabut")
@access(Permission.PUBLISH_COMMENTS)
def retract(unit: str, key: str) -> AnyResponse:  # noqa: ARG001 - the guard has found the office.
    """Ask why a published comment goes off the page."""
    begin_write(db.session)
    comment = _for_retracting(key)
    return _retract_page(comment, RetractForm())


@blueprint.post("/cabut")
@access(Permission.PUBLISH_COMMENTS)
def retract_submit(unit: str, key: str) -> AnyResponse:  # noqa: ARG001 - the guard has found the office.
    """Take a published comment off the page for good."""
    begin_write(db.session)
    comment, form = _for_retracting(key), RetractForm()
    if not form.validate():
        return _retract_page(comment, form, 422)
    actions.retract(
        db.session,
        comment.unit_id,
        comment.id,
        reason=form.reason.data,
        today=today(),
    )
    db.session.commit()
    forget_site()
    return done(_("Komentar tidak lagi tampil di halaman kantor."), "staff.comments.index")
