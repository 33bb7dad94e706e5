"""The public pages. Each is made from the register and the record alone."""

from datetime import date, datetime

from flask import Blueprint, Response, abort, render_template, request
from flask.blueprints import BlueprintSetupState

from portal import charts, limits, pages
from portal.access import Access, access
from portal.achievements import office_achievements
from portal.db import db
from portal.domain import skm
from portal.domain.editions import GOVERNMENT
from portal.domain.figures import Published, explain, parse
from portal.domain.periods import MONTHS_IN, WITA, month_of
from portal.editions import headlines, newest_editions
from portal.i18n import words
from portal.limits import is_plain, limiter
from portal.pages import CSV, Made, answer
from portal.text import printable
from portal.transparency import achievements, api, certificates, queries
from portal.transparency.comments import published_comments
from portal.transparency.example import worked_example
from portal.transparency.imported import imported_results
from portal.transparency.loop import government_loop, next_consultation, office_loop
from portal.transparency.promises import kept_promises, office_promises
from portal.transparency.queries import OfficeRow, UnitView
from portal.transparency.table import as_csv

blueprint = Blueprint("transparency", __name__)
blueprint.register_blueprint(achievements.blueprint)
blueprint.register_blueprint(api.blueprint)
blueprint.register_blueprint(certificates.blueprint)

NEWEST = 6
KEPT = 3


@blueprint.record_once
def prepare(state: BlueprintSetupState) -> None:
    """Give the app its shelf of pages, and templates what they draw with."""
    state.app.extensions["portal.pages"] = pages.empty_shelf(state.app.config["SETTINGS"])
    state.app.jinja_env.globals.update(
        explain=explain, geometry=charts, elements={element.key: element for element in skm.ELEMENTS}
    )


@blueprint.get("/")
@access(Access.PUBLIC)
@limiter.limit(limits.SEARCH, exempt_when=is_plain)
def front() -> Response:
    """Show the government's figure, the offices, what changed because people spoke, and the newest editions."""
    today = datetime.now(WITA).date()
    return answer(lambda: _make_front(today), "cari", day=today)


def _make_front(today: date) -> Made:
    latest = headlines(db.session)
    text = printable(request.args.get("cari", ""))
    newest, kept = newest_editions(db.session, NEWEST), kept_promises(db.session, KEPT)
    course, consultation = government_loop(db.session, today), next_consultation(db.session, today)
    rows = queries.list_offices(db.session, latest)
    if text.strip():
        rows = queries.matching(rows, text, queries.service_names(db.session))
    body = render_template(
        "transparency/front.html",
        government=latest.get(GOVERNMENT),
        rows=sorted(rows, key=_row_name),
        search=text,
        newest=newest,
        kept=kept,
        course=course,
        consultation=consultation,
    )
    changes = [*(edition.closed_on for edition in newest), course.changed_on]
    changes += [consultation.announced_on] if consultation else []
    return Made(body=body, modified=max((day for day in changes if day), default=None))


def _name(unit: UnitView) -> str:
    """Return what sorts an office into its place in the reader's alphabet."""
    return words(unit.name).casefold()


def _row_name(row: OfficeRow) -> str:
    return _name(row.unit)


@blueprint.get("/unit/<slug>")
@access(Access.PUBLIC)
def unit(slug: str) -> Response:
    """Show an office: its figure, what lies behind it, its services and all its editions."""
    today = datetime.now(WITA).date()
    return answer(lambda: _make_unit(slug, today), day=today)


def _make_unit(slug: str, today: date) -> Made:
    page = queries.find_office(db.session, slug)
    if page is None:
        abort(404)
    promises = office_promises(db.session, slug, page.editions, today)
    course = office_loop(db.session, page.unit, promises, today)
    imported = imported_results(db.session, slug)
    achieved = office_achievements(db.session, slug)
    body = render_template(
        "transparency/unit.html",
        page=page,
        trend=_trend(page.trend),
        comments=published_comments(db.session, slug),
        promises=promises,
        course=course,
        imported=imported,
        achieved=achieved,
    )
    changes = [*(line.closed_on for line in page.editions), *(promise.changed_on for promise in promises)]
    changes += [figure.imported_on for figure in imported]
    changes += [achieved.newest.closed_on] if achieved else []
    changes += [course.changed_on] if course.changed_on else []
    return Made(body=body, modified=max(changes, default=None))


def _trend(editions: tuple[Published, ...]) -> charts.Trend | None:
    """Lay the trend out under the newest edition's grades."""
    if not editions:
        return None
    return charts.trend([_reading(edition) for edition in editions], editions[-1].rule)


def _reading(edition: Published) -> charts.Reading:
    first, last = queries.covered_months(edition)
    if edition.period:
        first, last = edition.period.first, edition.period.last
    assert edition.figure is not None  # noqa: S101 - queries give a trend only editions with a figure.
    return charts.Reading(
        first=_month(first),
        last=_month(last),
        low=edition.figure.low,
        ikm=edition.figure.ikm,
        high=edition.figure.high,
        official=edition.kind in MONTHS_IN,
        terms={"rule": edition.rules["skm"], "questionnaire": ", ".join(edition.questionnaires)},
    )


def _month(iso: str) -> int:
    return month_of(date.fromisoformat(f"{iso}-01"))


@blueprint.get("/perbandingan")
@access(Access.PUBLIC)
@limiter.limit(limits.SEARCH, exempt_when=is_plain)
def comparison() -> Response:
    """Show all offices on one scale, without ranks."""
    return answer(_make_comparison, "urut")


ORDERS = ("nama", "ikm", "n")


def _make_comparison() -> Made:
    order = request.args.get("urut", ORDERS[0])
    rows = sorted(queries.list_offices(db.session, headlines(db.session)), key=_row_name)
    shown = [row for row in rows if row.latest]
    body = render_template(
        "transparency/comparison.html",
        rows=_ordered(shown, order),
        waiting=[row for row in rows if not row.latest],
        order=order if order in ORDERS else ORDERS[0],
        scale=charts.common_scale(row.latest.figure.low for row in shown if row.latest and row.latest.figure),
    )
    return Made(body=body, modified=max((row.latest.closed_on for row in shown if row.latest), default=None))


def _ordered(rows: list[OfficeRow], order: str) -> list[OfficeRow]:
    """Keep the order by name, or put the largest index or number of answers first."""

    def size(row: OfficeRow) -> int:
        figure = row.latest.figure if row.latest else None
        return (figure.ikm if order == "ikm" else figure.n) if figure else 0

    return sorted(rows, key=size, reverse=True) if order in ORDERS[1:] else rows


@blueprint.get("/metode")
@access(Access.PUBLIC)
def method() -> Response:
    """Explain how answers become figures, with an example that is computed like any figure."""
    return answer(_make_method)


def _make_method() -> Made:
    body = render_template(
        "transparency/method.html",
        version=queries.find_questionnaire(db.session),
        rule=skm.CURRENT_RULE,
        example=worked_example(),
        kept=queries.retention_terms(db.session),
    )
    return Made(body=body)


@blueprint.get("/edisi/<id>")
@access(Access.PUBLIC)
def edition(id: str) -> Response:  # noqa: A002 - links name it so.
    """Show one edition for good, also after a revision replaced it."""
    return answer(lambda: _make_edition(id))


def _make_edition(edition_id: str) -> Made:
    read = _edition(edition_id)
    body = render_template(
        "transparency/edition.html",
        edition=read,
        successor=queries.find_successor(db.session, read),
        units=sorted(queries.units_by_slug(db.session, read.units), key=_name) if read.units else [],
        government=GOVERNMENT,
    )
    return Made(body=body, modified=read.closed_on)


@blueprint.get("/edisi/<id>.csv")
@access(Access.PUBLIC)
def edition_csv(id: str) -> Response:  # noqa: A002 - links name it so.
    """Send one edition as a tidy table."""
    response = answer(lambda: _make_csv(id))
    if response.status_code == 200:
        response.headers["Content-Disposition"] = f'attachment; filename="{id}.csv"'
    return response


def _make_csv(edition_id: str) -> Made:
    read = _edition(edition_id)
    return Made(body=as_csv(read), mimetype=CSV, modified=read.closed_on)


def _edition(edition_id: str) -> Published:
    document = queries.find_document(db.session, edition_id)
    if document is None:
        abort(404)
    return parse(document.text, document.hash)
