"""The list of evaluations, opening one, and the page of one."""

from flask import abort, render_template, request
from werkzeug.wrappers import Response as AnyResponse
from wtforms import SelectChoice

from portal.access import access
from portal.admin import lists
from portal.admin.answers import csv_file, done
from portal.admin.audit import trail
from portal.admin.clock import today
from portal.admin.evaluations import (
    actions,
    document_views,
    officer_views,
    queries,
    rating_views,
    spread_views,
)
from portal.admin.evaluations.forms import QUARTERS, OpenForm
from portal.admin.evaluations.opening import ONE, blueprint, found, me, now
from portal.admin.evaluations.page import evaluation_page
from portal.admin.evaluations.queries import EvaluationLine
from portal.admin.guard import the_staff
from portal.admin.lists import Page
from portal.admin.names import PREDICATES, term_name
from portal.admin.people import Person, find_person, list_team
from portal.db import begin_write, db
from portal.domain.evaluations import LAST_DAYS, Term, term_of
from portal.domain.permissions import Permission
from portal.i18n import gettext as _
from portal.i18n import words

# Their pages hang on the same blueprint.
__all__ = ["blueprint", "document_views", "officer_views", "rating_views", "spread_views"]

FIRST_YEAR = 2024


@blueprint.get("/")
@access(Permission.READ_EVALUATIONS)
def index() -> str | AnyResponse:
    """List the evaluations that are open to whoever asks, and for a supervisor the team in this quarter."""
    person, wanted = me(), lists.asked(request.args, filters=queries.FILTERS)
    page = queries.list_evaluations(db.session, wanted, the_staff(), person)
    if page.asked.everything:
        return _as_csv(page)
    term = term_of(today())
    evaluates = person is not None and the_staff().may(Permission.EVALUATE)
    return render_template(
        "staff/evaluations/index.html",
        page=page,
        person=person,
        years=[(year, str(year)) for year in range(today().year, FIRST_YEAR - 1, -1)],
        quarters=QUARTERS,
        term=term,
        team=queries.list_officers(db.session, person.id, term) if person and evaluates else (),
        last_days=LAST_DAYS,
        term_name=term_name,
        predicates=PREDICATES,
    )


def _as_csv(page: Page[EvaluationLine]) -> AnyResponse:
    header = (
        _("Pegawai"), _("Pejabat penilai"), _("Kantor"), _("Tahun"), _("Triwulan"), _("Predikat"), _("Diserahkan"),
    )  # fmt: skip
    rows = (
        (
            line.employee,
            line.supervisor,
            words(line.unit),
            line.term.year,
            line.term.quarter,
            str(PREDICATES[line.predicate]) if line.predicate else "",
            line.given_on.isoformat() if line.given_on else "",
        )
        for line in page.rows
    )
    return csv_file("evaluasi.csv", header, rows)


@blueprint.get("/baru")
@access(Permission.EVALUATE)
def new() -> str:
    """Ask whose evaluation to open; the address may name the officer."""
    person, term = me(), term_of(today())
    asked = {
        "year": term.year,
        "quarter": term.quarter,
        "officer": request.args.get("pegawai", type=int),
    }
    return _new_page(_open_form(person, asked), person)


@blueprint.post("/baru")
@access(Permission.EVALUATE)
def open_one() -> AnyResponse | tuple[str, int]:
    """Open an evaluation of a direct report."""
    begin_write(db.session)
    person = me()
    form = _open_form(person)
    if person is None or not form.validate():
        return _new_page(form, person), 422
    officer = find_person(db.session, form.officer.data)
    if officer is None:
        abort(404)
    term = Term(year=form.year.data, quarter=form.quarter.data)
    try:
        evaluation = actions.open_evaluation(db.session, person, officer, term, now())
    except actions.AlreadyOpenError:
        db.session.rollback()
        form.officer.errors = [_("Pegawai ini sudah punya evaluasi untuk masa itu.")]
        return _new_page(form, person), 422
    except actions.NotBegunError:
        form.quarter.errors = [_("Masa ini belum dimulai.")]
        return _new_page(form, person), 422
    db.session.commit()
    return done(_("Evaluasi dibuka."), "staff.evaluations.show", evaluation=evaluation)


def _open_form(person: Person | None, stored: dict[str, int | None] | None = None) -> OpenForm:
    form = OpenForm(formdata=None, data=stored) if stored else OpenForm()
    team = list_team(db.session, person.id) if person else ()
    form.officer.choices = [SelectChoice(each.id, f"{each.name}, {each.position}") for each in team]
    return form


def _new_page(form: OpenForm, person: Person | None) -> str:
    return render_template("staff/evaluations/new.html", form=form, person=person, last_days=LAST_DAYS)


@blueprint.get(ONE)
@access(Permission.READ_EVALUATIONS)
def show(evaluation: int) -> str:
    """Show an evaluation; that it was looked at is noted."""
    begin_write(db.session)
    view = found(evaluation)
    trail.note(db.session, "saw", "evaluations", subject_id=str(view.id), unit_id=view.unit_id)
    page = evaluation_page(view)
    db.session.commit()
    return page
