"""What a version asks, over HTTP: single questions, their weights, the sets of extra questions."""

from flask import Response, abort, render_template
from werkzeug.wrappers import Response as AnyResponse

from portal.admin import answers
from portal.admin.forms import ConfirmForm
from portal.admin.questionnaires.forms import (
    BlocksForm,
    QuestionForm,
    WeightsForm,
    blocks_form,
    question_form,
    weights_form,
)
from portal.admin.questionnaires.opening import blueprint, edits, open_version, save_version
from portal.admin.questionnaires.queries import Stored
from portal.db import begin_write, db
from portal.domain import questionnaire_editing as editing
from portal.domain.questionnaire import Question, WeightsError
from portal.i18n import gettext as _


def _question_or_404(stored: Stored, key: str) -> Question:
    question = next((item for item in stored.version.questions if item.key == key), None)
    if question is None:
        abort(404)
    return question


def _question_page(form: QuestionForm, stored: Stored, question: Question, status: int = 200) -> Response:
    body = render_template(
        "staff/questionnaires/question.html",
        form=form,
        stored=stored,
        question=question,
        official=editing.is_official(question.key),
        new=question.key not in stored.version.keys,
    )
    return Response(body, status, mimetype="text/html")


def _write_question(form: QuestionForm, stored: Stored, question: Question) -> None:
    written = editing.with_texts(question, form.texts())
    save_version(stored, lambda version: editing.with_question(version, written))


@blueprint.get("/<int:number>/pertanyaan/<key>")
@edits
def question(number: int, key: str) -> Response:
    """Show the texts of a question."""
    stored = open_version(number)
    found = _question_or_404(stored, key)
    return _question_page(question_form(found), stored, found)


@blueprint.post("/<int:number>/pertanyaan/<key>")
@edits
def save_question(number: int, key: str) -> AnyResponse:
    """Change the texts of a question, as far as the regulation leaves them free."""
    begin_write(db.session)
    stored = open_version(number)
    found = _question_or_404(stored, key)
    form = question_form(found)
    if not form.validate_on_submit():
        return _question_page(form, stored, found, 422)
    _write_question(form, stored, found)
    return answers.done(_("Pertanyaan tersimpan."), ".show", number=number)


def _new_question(stored: Stored) -> Question:
    return editing.empty_question(editing.next_own_key(stored.version))


@blueprint.get("/<int:number>/pertanyaan-baru")
@edits
def add_question(number: int) -> Response:
    """Show the form of a new question."""
    stored = open_version(number)
    empty = _new_question(stored)
    return _question_page(question_form(empty), stored, empty)


@blueprint.post("/<int:number>/pertanyaan-baru")
@edits
def create_question(number: int) -> AnyResponse:
    """Add a question, and lead to its weight."""
    begin_write(db.session)
    stored = open_version(number)
    empty = _new_question(stored)
    form = question_form(empty)
    if not form.validate_on_submit():
        return _question_page(form, stored, empty, 422)
    try:
        _write_question(form, stored, empty)
    except editing.TooManyQuestionsError:
        form.form_errors.append(_("Paling banyak %(n)s pertanyaan tambahan.", n=editing.MOST_OWN))
        return _question_page(form, stored, empty, 422)
    message = _("Pertanyaan ditambahkan, masih tanpa bobot. Beri bobot di sini kalau ikut dihitung.")
    return answers.done(message, ".weights", number=number)


def _own_or_404(stored: Stored, key: str) -> Question:
    found = _question_or_404(stored, key)
    if found not in editing.own_questions(stored.version):
        abort(404)
    return found


def _removal_page(form: ConfirmForm, stored: Stored, question: Question, status: int = 200) -> Response:
    body = render_template(
        "staff/questionnaires/remove_question.html", form=form, stored=stored, question=question
    )
    return Response(body, status, mimetype="text/html")


@blueprint.get("/<int:number>/pertanyaan/<key>/hapus")
@edits
def ask_remove_question(number: int, key: str) -> Response:
    """Ask whether to take an own question out."""
    stored = open_version(number)
    return _removal_page(ConfirmForm(), stored, _own_or_404(stored, key))


@blueprint.post("/<int:number>/pertanyaan/<key>/hapus")
@edits
def remove_question(number: int, key: str) -> AnyResponse:
    """Take an own question out; its weight goes back to the regulation's nine."""
    begin_write(db.session)
    stored = open_version(number)
    found, form = _own_or_404(stored, key), ConfirmForm()
    if not form.validate_on_submit():
        return _removal_page(form, stored, found, 422)
    save_version(stored, lambda version: editing.without_question(version, key))
    return answers.done(_("Pertanyaan dihapus."), ".show", number=number)


def _weights_page(form: WeightsForm, stored: Stored, status: int = 200) -> Response:
    body = render_template(
        "staff/questionnaires/weights.html", form=form, stored=stored, own=editing.own_questions(stored.version)
    )
    return Response(body, status, mimetype="text/html")


@blueprint.get("/<int:number>/bobot")
@edits
def weights(number: int) -> Response:
    """Show each element's weight."""
    stored = open_version(number)
    return _weights_page(weights_form(stored.version), stored)


@blueprint.post("/<int:number>/bobot")
@edits
def save_weights(number: int) -> AnyResponse:
    """Change the weights, if they sum to exactly 1."""
    begin_write(db.session)
    stored = open_version(number)
    form = weights_form(stored.version)
    if not form.validate_on_submit():
        return _weights_page(form, stored, 422)
    try:
        chosen = form.weights(stored.version)
        save_version(stored, lambda version: editing.with_weights(version, chosen))
    except WeightsError as error:
        form.form_errors.append(_weights_fault(error))
        return _weights_page(form, stored, 422)
    return answers.done(_("Bobot tersimpan: jumlahnya tepat 1."), ".show", number=number)


def _weights_fault(error: WeightsError) -> str:
    total, share = str(error.total), editing.weight_text(error.total)
    told = share if total == share else f"{total} ({share})"
    return str(_("Jumlah bobot sekarang %(total)s, seharusnya tepat 1 (100 %%).", total=told))


def _blocks_page(form: BlocksForm, stored: Stored, status: int = 200) -> Response:
    body = render_template("staff/questionnaires/blocks.html", form=form, stored=stored)
    return Response(body, status, mimetype="text/html")


@blueprint.get("/<int:number>/zona-integritas")
@edits
def blocks(number: int) -> Response:
    """Show which sets of extra questions are asked."""
    stored = open_version(number)
    return _blocks_page(blocks_form(stored.version), stored)


@blueprint.post("/<int:number>/zona-integritas")
@edits
def save_blocks(number: int) -> AnyResponse:
    """Switch sets of extra questions on or off."""
    begin_write(db.session)
    stored, form = open_version(number), BlocksForm()
    if not form.validate_on_submit():
        return _blocks_page(form, stored, 422)
    save_version(stored, lambda version: editing.with_blocks(version, form.chosen()))
    return answers.done(_("Tersimpan."), ".show", number=number)
