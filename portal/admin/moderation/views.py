"""The moderators' desk over HTTP: what waits, one contribution, and what becomes of it. Every look is noted."""

from flask import Response, current_app, request
from werkzeug.wrappers import Response as AnyResponse
from wtforms.fields.choices import SelectChoice

from portal.admin.answers import done
from portal.admin.clock import today
from portal.admin.guard import the_staff
from portal.admin.moderation import actions, post_views, queries
from portal.admin.moderation.actions import Choice, DecidedError
from portal.admin.moderation.forms import STATE_NAMES, DeclineAllForm, DeclineForm, PublishForm
from portal.admin.moderation.opening import (
    asked,
    blueprint,
    contribution_or_404,
    html,
    moderates,
    note_listed,
    note_shown,
    office_choice,
)
from portal.admin.moderation.queries import ContributionView
from portal.admin.people import staff_names
from portal.db import begin_write, db
from portal.domain.comments import Word
from portal.domain.forum import Clock, ClosedError
from portal.domain.moderation import REASONS, Reason
from portal.i18n import gettext as _
from portal.i18n import ngettext
from portal.posting import clock
from portal.settings import Settings
from portal.site import forget_site
from portal.text import hex_id

__all__ = ["blueprint", "post_views"]  # Its pages hang on the same blueprint.


@blueprint.get("/")
@moderates
def index() -> AnyResponse:
    """List what waits, oldest first."""
    found = queries.list_waiting(db.session, asked("unit", "kind"), today())
    choices = [office_choice(queries.list_offices(db.session)), _kinds()]
    note_listed(found.rows)
    return html("index", page=found, choices=choices, form=DeclineAllForm(formdata=None), late=_reply_days())


@blueprint.get("/diputus")
@moderates
def decided() -> AnyResponse:
    """List what nobody decides about any more, newest first."""
    found = queries.list_decided(db.session, asked("unit", "kind", "state"), today())
    states = [(state, str(STATE_NAMES[state])) for state in queries.DECIDED]
    choices = [office_choice(queries.list_offices(db.session)), _kinds(), ("state", _("Keadaan"), states)]
    note_listed(found.rows)
    return html("decided", page=found, choices=choices, states=STATE_NAMES, reasons=REASONS)


def _kinds() -> tuple[str, str, list[tuple[str, str]]]:
    return "kind", _("Jenis"), [(queries.TOPIC, _("topik baru")), (queries.REPLY, _("balasan"))]


def _reply_days() -> int:
    settings: Settings = current_app.config["SETTINGS"]
    return settings.reply_days


@blueprint.post("/tolak")
@moderates
def decline_selected() -> AnyResponse:
    """Decline all contributions that were ticked, for one reason."""
    begin_write(db.session)
    form = DeclineAllForm()
    chosen = [*dict.fromkeys(request.form.getlist("chosen"))]
    if len(chosen) > actions.MOST_AT_ONCE:
        form.form_errors.append(_("Paling banyak %(most)s sekaligus.", most=actions.MOST_AT_ONCE))
    if not form.validate() or not chosen or form.form_errors:
        return html("selected", 422, form=form, chosen=chosen)
    ids = [hex_id(key) for key in chosen]
    by = the_staff().account_id
    declined = actions.decline_all(
        db.session, ids, Reason(form.reason.data), note=form.note.data or "", by=by, today=today()
    )
    db.session.commit()
    forget_site()
    said = ngettext("%(num)s kiriman ditolak.", "%(num)s kiriman ditolak.", declined)
    if declined < len(chosen):
        said = " ".join((said, _("Selebihnya sudah diputus atau ditarik penulisnya.")))
    kept = {name: request.args[name] for name in ("q", "unit", "kind") if request.args.get(name)}
    return done(said, ".index", **kept)


@blueprint.get("/<key>")
@moderates
def show(key: str) -> AnyResponse:
    """Show one contribution where it belongs, and what would be published of it."""
    begin_write(db.session)
    return _page(contribution_or_404(key))


def _page(
    said: ContributionView, form: PublishForm | None = None, decline: DeclineForm | None = None, fault: str = ""
) -> Response:
    """Render a contribution's page; with a form that came back, as it was filled in."""
    names = staff_names(db.session)
    note_shown(said)
    spelled = actions.spell(said, names)
    choice = _choice(form) if form and not form.errors else actions.found(spelled)
    shown = actions.propose(said, spelled, choice)
    form = _publish_form(spelled, choice)
    form.seen.data = shown.seal
    return html(
        "show",
        422 if fault or decline else 200,
        said=said,
        shown=shown,
        spelled=spelled,
        form=form,
        decline=(decline or DeclineForm(formdata=None)).offer(closed=said.closed),
        fault=fault,
        changed=choice != actions.found(spelled),
        waits=said.state == queries.WAITING,
        states=STATE_NAMES,
        reasons=REASONS,
    )


def _publish_form(spelled: actions.Spelled, choice: Choice | None = None) -> PublishForm:
    """Return the form of a contribution's words: as it was sent, or with a choice ticked."""
    if choice is None:
        form = PublishForm()
    else:
        ticked = {"title_covered": choice.title, "covered": choice.text, "nameless": choice.nameless}
        form = PublishForm(formdata=None, data=ticked)
    form.title_covered.choices = _words(spelled.title)
    form.covered.choices = _words(spelled.text)
    return form


def _words(spelled: tuple[Word, ...]) -> list[SelectChoice]:
    return [SelectChoice(str(place), word.text) for place, word in enumerate(spelled)]


def _choice(form: PublishForm) -> Choice:
    return Choice(
        title=frozenset(form.title_covered.data or ()),
        text=frozenset(form.covered.data or ()),
        nameless=bool(form.nameless.data),
    )


def _sent(key: str) -> tuple[ContributionView, PublishForm]:
    """Return a contribution and the form that was sent about its words."""
    said = contribution_or_404(key)
    return said, _publish_form(actions.spell(said, staff_names(db.session)))


@blueprint.post("/<key>/kata")
@moderates
def cover(key: str) -> AnyResponse:
    """Show what would be published with the words covered that were ticked; nothing is decided."""
    begin_write(db.session)
    said, form = _sent(key)
    if not form.validate():
        return _page(said, fault=_settled(said) or _("Halaman ini terlalu lama terbuka. Periksa sekali lagi."))
    return _page(said, form)


@blueprint.post("/<key>/terbit")
@moderates
def publish(key: str) -> AnyResponse:
    """Publish a contribution as it was shown."""
    begin_write(db.session)
    said, form = _sent(key)
    if not form.validate():
        return _page(said, fault=_settled(said) or _("Halaman ini terlalu lama terbuka. Periksa sekali lagi."))
    try:
        _publish(said, form)
    except DecidedError:
        return _decided_meanwhile(key)
    except (ClosedError, actions.ClosedOfficeError, actions.ChangedError) as refusal:
        return _page(said, form, fault=_refusal(refusal))
    db.session.commit()
    forget_site()
    if said.topic_id is None:
        return done(_("Terbit sebagai topik baru. Kantor punya waktu sampai tenggat untuk menjawab."), ".index")
    return done(_("Balasan terbit."), ".index")


def _refusal(refusal: ClosedError | actions.ClosedOfficeError | actions.ChangedError) -> str:
    if isinstance(refusal, ClosedError):
        return str(_("Topiknya ditutup sementara itu. Balasan ini hanya dapat ditolak."))
    if isinstance(refusal, actions.ClosedOfficeError):
        return str(_("Kantornya ditutup sementara itu. Usulan ini hanya dapat ditolak."))
    return str(_("Yang akan terbit berubah sejak Anda membukanya. Baca sekali lagi."))


def _publish(said: ContributionView, form: PublishForm) -> None:
    actions.publish(
        db.session,
        said.id,
        _choice(form),
        seen=form.seen.data or "",
        by=the_staff().account_id,
        staff_names=staff_names(db.session),
        clock=_clock(),
        today=today(),
    )


def _clock() -> Clock:
    return clock(db.session, _reply_days())


@blueprint.post("/<key>/tolak")
@moderates
def decline(key: str) -> AnyResponse:
    """Decline a contribution with a reason of the published list."""
    begin_write(db.session)
    said = contribution_or_404(key)
    form = DeclineForm().offer(closed=said.closed)
    if not form.validate():
        return _page(said, decline=form)
    try:
        actions.decline(
            db.session,
            said.id,
            Reason(form.reason.data),
            note=form.note.data or "",
            by=the_staff().account_id,
            today=today(),
        )
    except DecidedError:
        return _decided_meanwhile(key)
    db.session.commit()
    forget_site()
    return done(_("Ditolak. Penulis membaca alasannya dengan kunci penulisnya."), ".index")


def _decided_meanwhile(key: str) -> Response:
    """Say that somebody was faster, on the page as it is now."""
    db.session.rollback()
    said = contribution_or_404(key)
    return _page(said, fault=_settled(said))


def _settled(said: ContributionView) -> str:
    """Say why there is nothing to decide any more; nothing while it waits."""
    if said.state == queries.WAITING:
        return ""
    if said.state == "withdrawn":
        return str(_("Penulisnya menarik kiriman ini sementara itu. Tidak ada yang perlu diputus."))
    return str(_("Kiriman ini sudah diputus. Putusan tidak diubah lagi."))
