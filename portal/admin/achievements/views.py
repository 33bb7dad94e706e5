"""Pages of achievements: count a quarter, publish it, and state the levels of offices."""

from flask import Blueprint, Response, abort, render_template, request
from werkzeug.wrappers import Response as AnyResponse
from wtforms import SelectChoice

from portal.access import access
from portal.admin import lists
from portal.admin.achievements import actions, queries
from portal.admin.achievements.drafts import NotOverError, Publication, draft_publication
from portal.admin.achievements.forms import LevelForm
from portal.admin.answers import csv_file, done
from portal.admin.clock import today
from portal.admin.forms import ConfirmForm
from portal.admin.guard import the_office, the_staff
from portal.admin.names import LEVELS, term_name
from portal.db import begin_write, db
from portal.domain.achievements import FEWEST, Outcome, last_finished, ripe_on
from portal.domain.evaluations import Term
from portal.domain.permissions import Permission
from portal.domain.predicate import Level
from portal.i18n import gettext as _
from portal.i18n import lazy_gettext as _l
from portal.i18n import ngettext, words
from portal.site import current_site, forget_site

blueprint = Blueprint("achievements", __name__, url_prefix="/capaian")

OFFERED = 4
"""How many quarters that are over can be published."""
OUTCOMES = {
    Outcome.NEW: _l("terbit"),
    Outcome.REVISED: _l("terbit sebagai revisi"),
    Outcome.SAME: _l("tidak berubah"),
    Outcome.HELD: _l("ditahan: yang berubah menyangkut kurang dari lima orang"),
}


@blueprint.get("/")
@access(Permission.PUBLISH_ACHIEVEMENTS)
def index() -> str | Response:
    """List the quarters to publish and all that was published."""
    page = queries.list_published(db.session, lists.asked(request.args))
    government = words(current_site().government)
    if page.asked.everything:
        header = (_("Kode"), _("Kantor"), _("Tahun"), _("Triwulan"), _("Revisi"), _("Terbit"), _("Sidik"))
        rows = (
            (line.id, words(line.unit) or government, line.term.year, line.term.quarter, line.revision,
             line.closed_on.isoformat(), line.hash)
            for line in page.rows
        )  # fmt: skip
        return csv_file("capaian.csv", header, rows)
    quarters = queries.published_on(db.session, _offered())
    return render_template(
        "staff/achievements/index.html",
        page=page,
        quarters=[(term, ripe_on(term), closed_on) for term, closed_on in quarters.items()],
        government=government,
        term_name=term_name,
        today=today(),
    )


@blueprint.get("/terbit/<int:year>/<int:quarter>")
@access(Permission.PUBLISH_ACHIEVEMENTS)
def preview(year: int, quarter: int) -> str:
    """Show what of a quarter would be published, and ask."""
    return _preview_page(_count_or_404(year, quarter), ConfirmForm())


@blueprint.post("/terbit/<int:year>/<int:quarter>")
@access(Permission.PUBLISH_ACHIEVEMENTS)
def publish(year: int, quarter: int) -> AnyResponse | tuple[str, int]:
    """Publish a quarter, counted afresh."""
    begin_write(db.session)
    publication = _count_or_404(year, quarter)
    form = ConfirmForm()
    if not form.validate():
        return _preview_page(publication, form), 422
    made = len(actions.publish(db.session, publication))
    db.session.commit()
    forget_site()
    return done(ngettext("%(num)s capaian terbit.", "%(num)s capaian terbit.", made), ".index")


def _count_or_404(year: int, quarter: int) -> Publication:
    term = next((term for term in _offered() if (term.year, term.quarter) == (year, quarter)), None)
    if term is None:
        abort(404)
    try:
        return draft_publication(db.session, term, today())
    except NotOverError:
        abort(404)


def _preview_page(publication: Publication, form: ConfirmForm) -> str:
    return render_template(
        "staff/achievements/preview.html",
        publication=publication,
        form=form,
        outcomes=OUTCOMES,
        fewest=FEWEST,
        title=_("Capaian %(term)s", term=term_name(publication.term)),
    )


@blueprint.get("/tingkat")
@access(Permission.EDIT_LEVELS)
def levels() -> str | Response:
    """List the offices with the levels that were stated for the last quarter and its year."""
    term = last_finished(today())
    reach = the_staff().reach(Permission.EDIT_LEVELS)
    page = queries.list_levels(db.session, reach, lists.asked(request.args), term)
    quarter, year = term_name(term), term_name(Term(year=term.year, quarter=0))
    if page.asked.everything:
        rows = ((words(line.name), line.quarter or "", line.year or "") for line in page.rows)
        return csv_file("tingkat.csv", (_("Kantor"), quarter, year), rows)
    return render_template("staff/achievements/levels.html", page=page, quarter=quarter, year=year, names=LEVELS)


@blueprint.get("/<unit>/tingkat")
@access(Permission.EDIT_LEVELS)
def level(unit: str) -> str:  # noqa: ARG001 - the guard has found the office.
    """Ask for an office's level."""
    return _level_page(_level_form())


@blueprint.post("/<unit>/tingkat")
@access(Permission.EDIT_LEVELS)
def level_submit(unit: str) -> AnyResponse | tuple[str, int]:
    """State an office's level in a term."""
    begin_write(db.session)
    form = _level_form()
    if not form.validate():
        return _level_page(form), 422
    year, quarter = map(int, form.term.data.split("-"))
    term = Term(year=year, quarter=quarter)
    actions.set_level(db.session, the_office().id, term, Level(form.level.data), form.reason.data)
    db.session.commit()
    return done(_("Tingkat capaian %(term)s tersimpan.", term=term_name(term)), ".level", unit=unit)


def _level_form() -> LevelForm:
    form = LevelForm()
    quarters = _offered()
    years = sorted({term.year for term in quarters}, reverse=True)
    form.term.choices = [
        SelectChoice(f"{term.year}-{term.quarter}", term_name(term))
        for term in (*quarters, *(Term(year=year, quarter=0) for year in years))
    ]
    return form


def _level_page(form: LevelForm) -> str:
    return render_template(
        "staff/achievements/level.html",
        form=form,
        office=the_office(),
        stated=queries.stated_levels(db.session, the_office().id),
        names=LEVELS,
        term_name=term_name,
    )


def _offered() -> tuple[Term, ...]:
    """Return the last quarters that are over, the latest first."""
    found = [last_finished(today())]
    while len(found) < OFFERED:
        last = found[-1]
        earlier = last.year - 1 if last.quarter == 1 else last.year
        found.append(Term(year=earlier, quarter=(last.quarter + 2) % 4 + 1))
    return tuple(found)
