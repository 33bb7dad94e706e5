"""Pages of evaluations."""

from datetime import UTC, datetime

from flask import Blueprint, abort, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse
from wtforms import SelectChoice

from portal.access import access
from portal.admin import lists
from portal.admin.answers import csv_file, done
from portal.admin.audit import trail
from portal.admin.evaluations import actions, queries
from portal.admin.evaluations.forms import CiteForm, OpenForm, ReplyForm
from portal.admin.evaluations.queries import EvaluationView
from portal.admin.guard import the_staff
from portal.admin.periods.shown import period_name
from portal.db import begin_write, db
from portal.domain.evaluations import Term
from portal.domain.figures import EditionLine
from portal.domain.periods import WITA
from portal.domain.permissions import Permission
from portal.i18n import gettext as _
from portal.i18n import words

blueprint = Blueprint("evaluations", __name__, url_prefix="/evaluasi")


@blueprint.get("/")
@access(Permission.READ_EVALUATIONS)
def index() -> str | AnyResponse:
    """List the evaluations that are open to whoever asks."""
    page = queries.list_evaluations(db.session, lists.asked(request.args, filters=queries.FILTERS), the_staff())
    if page.asked.everything:
        header = (
            _("Pegawai"), _("Pejabat penilai"), _("Kantor"), _("Tahun"), _("Triwulan"), _("Edisi"), _("Tanggapan"),
        )  # fmt: skip
        rows = (
            (line.employee, line.supervisor, words(line.unit), line.term.year, line.term.quarter, line.citations,
             line.replies)
            for line in page.rows
        )  # fmt: skip
        return csv_file("evaluasi.csv", header, rows)
    years = range(datetime.now(WITA).year, 2023, -1)
    return render_template("staff/evaluations/index.html", page=page, years=[(year, str(year)) for year in years])


@blueprint.get("/baru")
@access(Permission.EVALUATE)
def new() -> str:
    """Ask whose evaluation to open."""
    today = datetime.now(WITA).date()
    form = _open_form()
    form.year.data, form.quarter.data = today.year, (today.month + 2) // 3
    return _new_page(form)


@blueprint.post("/baru")
@access(Permission.EVALUATE)
def open_one() -> AnyResponse | tuple[str, int]:
    """Open an evaluation."""
    begin_write(db.session)
    form = _open_form()
    if not form.validate():
        return _new_page(form), 422
    officers = queries.list_officers(db.session, the_staff())
    officer = next(person for person in officers if _officer_key(person) == form.officer.data)
    term = Term(year=form.year.data, quarter=form.quarter.data)
    try:
        evaluation = actions.open_evaluation(db.session, the_staff(), officer, term, datetime.now(UTC))
    except actions.AlreadyOpenError:
        db.session.rollback()
        form.officer.errors = [_("Pegawai ini sudah punya evaluasi untuk masa itu.")]
        return _new_page(form), 422
    db.session.commit()
    return done(_("Evaluasi dibuka. Lampirkan edisi kantornya."), "staff.evaluations.show", evaluation=evaluation)


@blueprint.get("/<int:evaluation>")
@access(Permission.READ_EVALUATIONS)
def show(evaluation: int) -> str:
    """Show an evaluation; that it was looked at is noted."""
    begin_write(db.session)
    found = _found(evaluation)
    trail.note(db.session, "saw", "evaluations", subject_id=str(found.id), unit_id=found.unit_id)
    db.session.commit()
    return _page(found)


@blueprint.post("/<int:evaluation>/edisi")
@access(Permission.EVALUATE)
def cite(evaluation: int) -> AnyResponse | tuple[str, int]:
    """Attach an edition with the supervisor's reading."""
    begin_write(db.session)
    found = _found(evaluation)
    form = _cite_form(found)
    if not form.validate():
        return _page(found, cite_form=form), 422
    try:
        actions.cite(
            db.session, the_staff(), found, edition_id=form.edition.data, reading=form.reading.data,
            now=datetime.now(UTC),
        )  # fmt: skip
    except actions.NotYoursError:
        abort(403)
    db.session.commit()
    said = _("Edisi dilampirkan. Pegawai dapat menanggapinya.")
    return done(said, "staff.evaluations.show", evaluation=found.id)


@blueprint.post("/<int:evaluation>/edisi/<int:citation>/tanggapan")
@access(Permission.REPLY_TO_EVALUATION)
def reply(evaluation: int, citation: int) -> AnyResponse | tuple[str, int]:
    """Store the officer's reply."""
    begin_write(db.session)
    found = _found(evaluation)
    if citation not in {view.id for view in found.citations}:
        abort(404)
    form = ReplyForm()
    if not form.validate():
        return _page(found, reply_form=form, replying_to=citation), 422
    try:
        actions.reply(
            db.session, the_staff(), found, citation_id=citation, text=form.text.data, now=datetime.now(UTC)
        )
    except actions.NotYoursError:
        abort(403)
    except actions.AlreadyAnsweredError:
        form.form_errors.append(_("Anda sudah menanggapi edisi ini; tanggapan tidak diubah lagi."))
        return _page(found, reply_form=form, replying_to=citation), 409
    db.session.commit()
    return done(_("Tanggapan tersimpan."), "staff.evaluations.show", evaluation=found.id)


def _found(evaluation: int) -> EvaluationView:
    found = queries.find_evaluation(db.session, evaluation, the_staff())
    if found is None:
        abort(404)
    return found


def _officer_key(officer: queries.Officer) -> str:
    return f"{officer.account_id}-{officer.unit_id}"


def _open_form() -> OpenForm:
    form = OpenForm()
    officers = queries.list_officers(db.session, the_staff())
    form.officer.choices = [
        SelectChoice(_officer_key(person), f"{person.name}, {words(person.unit)}") for person in officers
    ]
    return form


def _edition_name(line: EditionLine) -> str:
    return _("Edisi antara %(number)s", number=line.sequence) if line.interim else period_name(line)


def _new_page(form: OpenForm) -> str:
    return render_template("staff/evaluations/new.html", form=form)


def _cite_form(evaluation: EvaluationView) -> CiteForm:
    form = CiteForm()
    form.edition.choices = [
        SelectChoice(line.id, f"{_edition_name(line)} ({line.hash[:8]})")
        for line in queries.citable_editions(db.session, evaluation)
    ]
    return form


def _page(
    evaluation: EvaluationView,
    *,
    cite_form: CiteForm | None = None,
    reply_form: ReplyForm | None = None,
    replying_to: int | None = None,
) -> str:
    who = the_staff().account_id
    return render_template(
        "staff/evaluations/show.html",
        evaluation=evaluation,
        back=url_for("staff.evaluations.index"),
        cite_form=(cite_form or _cite_form(evaluation)) if who == evaluation.supervisor_id else None,
        reply_form=reply_form or ReplyForm(),
        replying_to=replying_to,
        may_reply=who == evaluation.employee_id,
    )
