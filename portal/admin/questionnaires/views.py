"""The questionnaire's versions over HTTP: list, show, copy, change, lock, delete."""

from flask import Response, abort, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from portal.admin import answers, lists
from portal.admin.forms import ConfirmForm
from portal.admin.questionnaires import actions, queries, question_views
from portal.admin.questionnaires.forms import MONTHS_AHEAD, PARTS, SettingsForm, StartForm
from portal.admin.questionnaires.opening import (
    blueprint,
    edits,
    open_version,
    save_version,
    this_month,
    version_or_404,
)
from portal.admin.questionnaires.preview import SampleForm
from portal.admin.questionnaires.queries import Stored
from portal.db import begin_write, db
from portal.domain import questionnaire_editing as editing
from portal.domain.periods import iso_month
from portal.domain.words import Words
from portal.domain.zona_integritas import BLOCK_NAMES
from portal.i18n import gettext as _
from portal.i18n import lazy_gettext as _l
from portal.site import forget_site

__all__ = ["blueprint", "question_views"]  # Its pages hang on the same blueprint.

STATES = {"planned": _l("Direncanakan"), "running": _l("Dipakai, belum dijawab"), "frozen": _l("Terkunci")}


@blueprint.get("/")
@edits
def index() -> AnyResponse:
    """List the versions."""
    wanted = lists.asked(request.args, filters=("state",))
    page = queries.list_versions(db.session, wanted, this_month=this_month())
    if not wanted.everything:
        body = render_template("staff/questionnaires/index.html", page=page, states=STATES)
        return Response(body, mimetype="text/html")
    header = [_("Versi"), _("Mulai"), _("Keadaan"), _("Dijawab"), _("Pertanyaan"), _("Belum diterjemahkan")]
    rows = [
        (
            line.number,
            iso_month(line.starts_month),
            str(STATES[line.state]),
            _("ya") if line.answered else _("belum"),
            line.questions,
            line.untranslated,
        )
        for line in page.rows
    ]
    return answers.csv_file("kuesioner.csv", header, rows)


@blueprint.get("/<int:number>")
@edits
def show(number: int) -> str:
    """Show a version's questions."""
    stored = version_or_404(number)
    return render_template(
        "staff/questionnaires/show.html",
        stored=stored,
        numbers=queries.list_numbers(db.session),
        untranslated=editing.untranslated(stored.version),
        weights=editing.weights_of(stored.version),
        weight_text=editing.weight_text,
        is_official=editing.is_official,
        block_names=BLOCK_NAMES,
        running=stored.starts_month <= this_month(),
    )


def _latest_or_404() -> Stored:
    latest = queries.find_latest(db.session)
    if latest is None:
        abort(404)
    return latest


def _months_from(first: int) -> list[int]:
    return list(range(first, first + MONTHS_AHEAD))


def _new_page(form: StartForm, latest: Stored, status: int = 200) -> Response:
    body = render_template("staff/questionnaires/new.html", form=form, latest=latest)
    return Response(body, status, mimetype="text/html")


def _start_form(form: StartForm, stored: Stored | None = None) -> StartForm:
    """Offer the months that are still free, and the version's own."""
    first = queries.first_free_month(db.session, this_month(), but=stored.id if stored else None)
    own = [stored.starts_month] if stored and stored.starts_month < first else []
    form.offer([*own, *_months_from(first)])
    return form


@blueprint.get("/baru")
@edits
def new() -> Response:
    """Ask when the next version is to start."""
    return _new_page(_start_form(StartForm()), _latest_or_404())


@blueprint.post("/baru")
@edits
def create() -> AnyResponse:
    """Copy the latest version into the next one."""
    begin_write(db.session)
    latest, form = _latest_or_404(), _start_form(StartForm())
    if not form.validate_on_submit():
        return _new_page(form, latest, 422)
    row = actions.copy_version(db.session, latest, starts_month=form.start.data, this_month=this_month())
    number = row.number
    db.session.commit()
    forget_site()
    return answers.done(_("Versi %(n)s dibuat. Sekarang bisa diubah.", n=number), ".show", number=number)


def _settings_form(stored: Stored) -> SettingsForm:
    intro = stored.version.intro
    form = SettingsForm(data={"start": stored.starts_month, "intro_id": intro.id, "intro_en": intro.en})
    _start_form(form, stored)
    return form


def _settings_page(form: SettingsForm, stored: Stored, status: int = 200) -> Response:
    body = render_template("staff/questionnaires/settings.html", form=form, stored=stored)
    return Response(body, status, mimetype="text/html")


@blueprint.get("/<int:number>/pengaturan")
@edits
def settings(number: int) -> Response:
    """Show when a version starts and what it says first."""
    stored = open_version(number)
    return _settings_page(_settings_form(stored), stored)


@blueprint.post("/<int:number>/pengaturan")
@edits
def save_settings(number: int) -> AnyResponse:
    """Change when a version starts and what it says first."""
    begin_write(db.session)
    stored = open_version(number)
    form = _settings_form(stored)
    if not form.validate_on_submit():
        return _settings_page(form, stored, 422)
    try:
        actions.move_start(db.session, stored.id, starts_month=form.start.data, this_month=this_month())
    except actions.OnlyVersionError:
        form.start.errors = [_("Versi pertama tidak bisa dipindah: sebelum itu tidak ada kuesioner.")]
        return _settings_page(form, stored, 422)
    intro = Words(form.intro_id.data or "", form.intro_en.data or "")
    save_version(stored, lambda version: editing.with_intro(version, intro))
    return answers.done(_("Tersimpan."), ".show", number=number)


@blueprint.get("/<int:number>/terjemahan")
@edits
def translation(number: int) -> str:
    """Show all texts in both languages side by side."""
    stored = version_or_404(number)
    return render_template(
        "staff/questionnaires/translation.html",
        stored=stored,
        texts=editing.texts(stored.version),
        untranslated=editing.untranslated(stored.version),
        questions={item.key: item for item in stored.version.questions},
        parts=PARTS,
    )


@blueprint.get("/<int:number>/pratinjau")
@edits
def preview(number: int) -> str:
    """Show a version as a citizen's phone will."""
    stored = version_or_404(number)
    return render_template(
        "staff/questionnaires/preview.html",
        stored=stored,
        form=SampleForm(version=stored.version),
        entered={},
        faults={},
        notice="",
    )


@blueprint.get("/<int:number>/banding")
@edits
def compare(number: int) -> str:
    """Show what differs between a version and another one, the one before it unless `dengan` names one."""
    stored = version_or_404(number)
    numbers = queries.list_numbers(db.session)
    asked = request.args.get("dengan", type=int)
    before = max((item for item in numbers if item < number), default=None)
    earlier = version_or_404(asked or before or number)
    return render_template(
        "staff/questionnaires/compare.html",
        stored=stored,
        earlier=earlier,
        numbers=[item for item in numbers if item != number],
        changes=editing.changes(earlier.version, stored.version),
        parts=PARTS,
    )


def _ask(template: str, number: int, status: int = 200, fault: str = "") -> Response:
    form = ConfirmForm()
    body = render_template(f"staff/questionnaires/{template}.html", form=form, number=number, fault=fault)
    return Response(body, status, mimetype="text/html")


@blueprint.get("/<int:number>/kunci")
@edits
def ask_freeze(number: int) -> Response:
    """Ask whether to lock a version for good."""
    open_version(number)
    return _ask("freeze", number)


@blueprint.post("/<int:number>/kunci")
@edits
def freeze(number: int) -> AnyResponse:
    """Lock a version for good."""
    begin_write(db.session)
    stored = open_version(number)
    if not ConfirmForm().validate_on_submit():
        return _ask("freeze", number, 422)
    actions.freeze_version(db.session, stored.id)
    db.session.commit()
    return answers.done(_("Versi %(n)s terkunci.", n=number), ".show", number=number)


@blueprint.get("/<int:number>/hapus")
@edits
def ask_delete(number: int) -> Response:
    """Ask whether to delete a version nobody has answered."""
    open_version(number)
    return _ask("delete", number)


@blueprint.post("/<int:number>/hapus")
@edits
def delete(number: int) -> AnyResponse:
    """Delete a version nobody has answered."""
    begin_write(db.session)
    stored = open_version(number)
    if not ConfirmForm().validate_on_submit():
        return _ask("delete", number, 422)
    try:
        actions.delete_version(db.session, stored.id)
    except actions.OnlyVersionError:
        db.session.rollback()
        return _ask("delete", number, 422, _("Versi pertama tidak bisa dihapus: tanpa itu tidak ada kuesioner."))
    db.session.commit()
    forget_site()
    return answers.done(_("Versi %(n)s dihapus.", n=number), ".index")
