"""The comment desk over HTTP. Every look at a comment is noted in the trail."""

from datetime import date, datetime

from flask import Blueprint, Response, abort, render_template, request
from werkzeug.wrappers import Response as AnyResponse
from wtforms.fields.choices import SelectChoice

from portal.access import access
from portal.admin import lists
from portal.admin.answers import csv_file, done
from portal.admin.audit import trail
from portal.admin.comments import actions, queries
from portal.admin.comments.forms import READ, STATE_NAMES, STEPS, THEME, ReplyForm, SelectedForm, ThemesForm
from portal.admin.comments.queries import NO_THEME, CommentView, Desk
from portal.admin.guard import the_office, the_staff
from portal.db import begin_write, db
from portal.domain.comments import reader, suggested_themes
from portal.domain.periods import WITA, iso_month
from portal.domain.permissions import Permission
from portal.domain.words import Words
from portal.i18n import gettext as _
from portal.i18n import ngettext, words

blueprint = Blueprint("comments", __name__, url_prefix="/komentar")


FILTERS = ("unit", "state", "theme")


def today() -> date:
    """Return the day it is in WITA."""
    return datetime.now(WITA).date()


def open_desk() -> Desk:
    """Return the desk as it is for whoever is signed in."""
    return queries.open_desk(db.session, reader(the_staff()), today())


def may_sort() -> bool:
    """Tell whether whoever is signed in sets themes: the survey's owner, since they are counted in public.

    A head who sorted the office's own comments would decide what is published about the office.
    """
    return the_staff().may(Permission.PUBLISH_THEMES)


def comment_or_404(desk: Desk, key: str) -> CommentView:
    """Return a comment of the office in the address, if whoever is signed in may see it."""
    comment = queries.find_comment(db.session, desk, the_office().id, key)
    if comment is None:
        abort(404)
    return comment


def note_shown(comment: CommentView) -> None:
    """Note that a comment is shown, whether its page was asked for or comes back with a fault.

    Whatever the request had begun to write is dropped.
    """
    db.session.rollback()
    begin_write(db.session)
    trail.note(db.session, "saw", "comments", subject_id=comment.key, unit_id=comment.unit_id, shown=1)
    db.session.commit()


@blueprint.get("/")
@access(Permission.READ_COMMENTS)
def index() -> AnyResponse:
    """List the comments that the reader may see."""
    desk, wanted = open_desk(), lists.asked(request.args, filters=FILTERS)
    found = queries.list_comments(db.session, desk, wanted)
    unit = wanted.filters["unit"]
    counts = queries.count_themes(db.session, desk, unit) if unit else []
    offices = queries.list_offices(db.session, desk)
    db.session.rollback()  # Long lists take a while to read; only then is it the writers' turn.
    begin_write(db.session)
    _note_look(found.rows, "exported" if wanted.everything else "saw")
    db.session.commit()
    if wanted.everything:
        return _as_csv(found.rows, desk)
    body = render_template(
        "staff/comments/index.html",
        page=found,
        desk=desk,
        choices=_choices(desk, offices),
        states=STATE_NAMES,
        counts=counts,
        form=_selected_form(desk),
        only_proposed=desk.reader.late == frozenset(),
        may_handle=the_staff().may(Permission.HANDLE_COMMENTS),
        may_sort=may_sort(),
        may_edit_themes=the_staff().may(Permission.EDIT_THEMES),
    )
    return Response(body, mimetype="text/html")


def _choices(desk: Desk, offices: list[tuple[str, Words]]) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Return what the list can be kept to: name, label and options of each filter."""
    return [
        ("unit", _("Kantor"), [(slug, words(name)) for slug, name in offices]),
        ("state", _("Keadaan"), [(state, str(name)) for state, name in STATE_NAMES.items()]),
        ("theme", _("Tema"), [(NO_THEME, _("Belum diberi tema")), *_names(desk)]),
    ]


def _names(desk: Desk) -> list[tuple[str, str]]:
    return [(item.slug, words(item.name)) for item in desk.themes.values()]


def _note_look(rows: tuple[CommentView, ...], verb: str) -> None:
    offices = {row.unit_slug: row.unit_id for row in rows}
    if offices:
        only = next(iter(offices.values())) if len(offices) == 1 else None
        trail.note(db.session, verb, "comments", unit_id=only, shown=len(rows), offices=sorted(offices))


def _as_csv(rows: tuple[CommentView, ...], desk: Desk) -> Response:
    head = (_("Kantor"), _("Bulan"), _("Komentar"), _("Tema"), _("Keadaan"), _("Tanggapan"), _("Balasan penulis"))
    lines = [
        (
            words(row.unit),
            iso_month(row.month) if row.month is not None else "",
            row.plain,
            ", ".join(words(desk.themes[slug].name) for slug in row.themes if slug in desk.themes),
            STATE_NAMES[row.state],
            row.reply,
            row.answer,
        )
        for row in rows
    ]
    return csv_file("komentar.csv", head, lines)


def _selected_form(desk: Desk) -> SelectedForm:
    form = SelectedForm()
    form.step.choices = [step for step in STEPS if step.value == READ or may_sort()]
    form.theme.choices = [SelectChoice("", _("Pilih tema")), *_theme_choices(desk)]
    return form


def _theme_choices(desk: Desk, given: tuple[str, ...] = ()) -> list[SelectChoice]:
    """Return the themes that can be given, and the closed ones that were."""
    items = desk.themes.values()
    return [SelectChoice(item.slug, words(item.name)) for item in items if item.in_use or item.slug in given]


@blueprint.post("/terpilih")
@access(Permission.HANDLE_COMMENTS)
def selected() -> AnyResponse:
    """Take one step for all comments that were ticked."""
    if request.form.get("step") == THEME and not may_sort():
        abort(403)
    begin_write(db.session)
    desk = open_desk()
    reach = the_staff().reach(Permission.HANDLE_COMMENTS)
    chosen = queries.find_comments(db.session, desk, request.form.getlist("chosen"), reach)
    form = _selected_form(desk)
    if not form.validate() or not chosen:
        body = render_template("staff/comments/selected.html", form=form, chosen=chosen, may_sort=may_sort())
        return Response(body, 422, mimetype="text/html")
    for comment in chosen:
        themes = (form.theme.data,) if form.step.data == THEME else ()
        actions.add_themes(db.session, comment.unit_id, comment.id, themes)
    db.session.commit()
    said = ngettext("%(num)s komentar diperbarui.", "%(num)s komentar diperbarui.", len(chosen))
    kept = {name: request.args[name] for name in ("q", "page", *FILTERS) if request.args.get(name)}
    return done(said, ".index", **kept)


@blueprint.get("/<unit>/<key>")
@access(Permission.READ_COMMENTS)
def show(unit: str, key: str) -> AnyResponse:  # noqa: ARG001 - the guard has found the office.
    """Show one comment with what was done about it."""
    begin_write(db.session)
    desk = open_desk()
    comment = comment_or_404(desk, key)
    return _comment_page(desk, comment)


def _comment_page(
    desk: Desk, comment: CommentView, *, themes: ThemesForm | None = None, reply: ReplyForm | None = None
) -> Response:
    """Render a comment's page; with a form that was refused, as it was filled in."""
    note_shown(comment)
    staff = the_staff()
    body = render_template(
        "staff/comments/show.html",
        comment=comment,
        states=STATE_NAMES,
        desk=desk,
        themes=themes or _themes_form(desk, comment, sent=False),
        reply=reply or ReplyForm(formdata=None),
        may_handle=staff.may(Permission.HANDLE_COMMENTS, comment.unit_id),
        may_sort=may_sort(),
        may_publish=staff.may(Permission.PUBLISH_COMMENTS, comment.unit_id),
        own_proposal=comment.proposed_by == staff.account_id,
    )
    return Response(body, 422 if themes or reply else 200, mimetype="text/html")


def _themes_form(desk: Desk, comment: CommentView, *, sent: bool) -> ThemesForm:
    """Return the form with the comment's themes ticked, or those that its words suggest."""
    if sent:
        form = ThemesForm()
    else:
        usable = {item.slug: item.keywords for item in desk.themes.values() if item.in_use}
        given = comment.themes or suggested_themes(comment.plain, usable)
        form = ThemesForm(formdata=None, data={"themes": list(given)})
    form.themes.choices = _theme_choices(desk, comment.themes)
    return form


@blueprint.post("/<unit>/<key>/tema")
@access(Permission.HANDLE_COMMENTS)
def set_themes(unit: str, key: str) -> AnyResponse:
    """Sort a comment under themes; it counts as read."""
    if not may_sort():
        abort(403)
    begin_write(db.session)
    desk = open_desk()
    comment = comment_or_404(desk, key)
    form = _themes_form(desk, comment, sent=True)
    if not form.validate():
        return _comment_page(desk, comment, themes=form)
    actions.set_themes(db.session, comment.unit_id, comment.id, form.themes.data or [])
    db.session.commit()
    return done(_("Tema disimpan."), ".show", unit=unit, key=key)


@blueprint.post("/<unit>/<key>/tanggapan")
@access(Permission.HANDLE_COMMENTS)
def reply(unit: str, key: str) -> AnyResponse:
    """Answer the writer, who reads it with the receipt."""
    begin_write(db.session)
    desk = open_desk()
    comment, form = comment_or_404(desk, key), ReplyForm()
    if not form.validate():
        return _comment_page(desk, comment, reply=form)
    try:
        actions.reply(
            db.session,
            comment.unit_id,
            comment.id,
            form.text.data,
            by=the_staff().account_id,
            today=today(),
        )
    except actions.RepliedError:
        form.form_errors.append(_("Pesan ini sudah ditanggapi."))
        return _comment_page(desk, comment, reply=form)
    db.session.commit()
    return done(_("Tanggapan tersimpan. Penulis membacanya dengan kode buktinya."), ".show", unit=unit, key=key)
