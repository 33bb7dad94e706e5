"""Themes over HTTP."""

from datetime import datetime

from flask import Response, abort, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from portal.access import access
from portal.admin import lists
from portal.admin.answers import csv_file, done
from portal.admin.forms import ConfirmForm
from portal.admin.speaking import Warned, warning
from portal.admin.themes import actions, queries, report_views
from portal.admin.themes.actions import Draft
from portal.admin.themes.forms import ThemeForm
from portal.admin.themes.opening import blueprint
from portal.db import begin_write, db
from portal.domain.periods import WITA
from portal.domain.permissions import Permission
from portal.domain.words import Words
from portal.i18n import gettext as _
from portal.models.comment_desk import Theme

__all__ = ["blueprint", "report_views"]


@blueprint.get("/")
@access(Permission.EDIT_THEMES)
def index() -> AnyResponse:
    """List the themes."""
    wanted = lists.asked(request.args, filters=("state",))
    found = queries.list_themes(db.session, wanted)
    if wanted.everything:
        head = (_("Nama"), _("Nama dalam bahasa Inggris"), _("Kata kunci"), _("Ditutup"))
        rows = ((row.name.id, row.name.en, ", ".join(row.keywords), row.closed_on or "") for row in found.rows)
        return csv_file("tema.csv", head, rows)
    return Response(render_template("staff/themes/index.html", page=found), mimetype="text/html")


def _edit_page(form: ThemeForm, theme: Theme | None, status: int = 200, warned: Warned | None = None) -> Response:
    body = render_template("staff/themes/edit.html", form=form, theme=theme, warned=warned)
    return Response(body, status, mimetype="text/html")


def _warning(form: ThemeForm) -> Warned | None:
    return warning(form.sure, [form.name_id.data, form.name_en.data or ""])


@blueprint.get("/baru")
@access(Permission.EDIT_THEMES)
def add() -> AnyResponse:
    """Ask what a new theme is called."""
    return _edit_page(ThemeForm(), None)


@blueprint.post("/baru")
@access(Permission.EDIT_THEMES)
def add_submit() -> AnyResponse:
    """Add a theme."""
    begin_write(db.session)
    form = ThemeForm()
    if not form.validate():
        return _edit_page(form, None, 422)
    if warned := _warning(form):
        return _edit_page(form, None, 422, warned)
    try:
        actions.add_theme(db.session, _draft(form))
    except actions.NameTakenError:
        form.name_id.errors = [_("Sudah ada tema dengan nama ini.")]
        return _edit_page(form, None, 422)
    db.session.commit()
    return done(_("Tema ditambahkan."), ".index")


def _draft(form: ThemeForm) -> Draft:
    name = Words(form.name_id.data, form.name_en.data or form.name_id.data)
    return Draft(name=name, keywords=actions.read_keywords(form.keywords.data or ""))


def _theme_or_404(slug: str) -> Theme:
    theme = queries.find_theme(db.session, slug)
    if theme is None:
        abort(404)
    return theme


@blueprint.get("/ubah/<slug>")
@access(Permission.EDIT_THEMES)
def edit(slug: str) -> AnyResponse:
    """Show a theme to be changed."""
    theme = _theme_or_404(slug)
    form = ThemeForm(name_id=theme.name_id, name_en=theme.name_en, keywords=", ".join(theme.keywords))
    return _edit_page(form, theme)


@blueprint.post("/ubah/<slug>")
@access(Permission.EDIT_THEMES)
def edit_submit(slug: str) -> AnyResponse:
    """Change a theme."""
    begin_write(db.session)
    theme, form = _theme_or_404(slug), ThemeForm()
    if not form.validate():
        return _edit_page(form, theme, 422)
    if warned := _warning(form):
        return _edit_page(form, theme, 422, warned)
    actions.change_theme(db.session, theme, _draft(form))
    db.session.commit()
    return done(_("Tema disimpan."), ".index")


def _close_page(theme: Theme, form: ConfirmForm, status: int = 200) -> Response:
    body = render_template("staff/themes/close.html", theme=theme, form=form)
    return Response(body, status, mimetype="text/html")


@blueprint.get("/tutup/<slug>")
@access(Permission.EDIT_THEMES)
def close(slug: str) -> AnyResponse:
    """Ask whether a theme should be closed, or opened again."""
    return _close_page(_theme_or_404(slug), ConfirmForm())


@blueprint.post("/tutup/<slug>")
@access(Permission.EDIT_THEMES)
def close_submit(slug: str) -> AnyResponse:
    """Close an open theme, or open a closed one again."""
    begin_write(db.session)
    theme, form = _theme_or_404(slug), ConfirmForm()
    if not form.validate():
        return _close_page(theme, form, 422)
    if theme.closed_on is None:
        actions.close_theme(db.session, theme, datetime.now(WITA).date())
        said = _("Tema ditutup. Komentar yang sudah memakainya tetap memakainya.")
    else:
        actions.reopen_theme(db.session, theme)
        said = _("Tema dibuka lagi.")
    db.session.commit()
    return done(said, ".index")
