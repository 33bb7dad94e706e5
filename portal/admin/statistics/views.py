"""Figures over many officers over HTTP: all offices in reach, one office, and both as a workbook."""

from datetime import date

from flask import Blueprint, Response, render_template, request

from portal import charts
from portal.access import access
from portal.admin.answers import attachment
from portal.admin.clock import today
from portal.admin.guard import the_office, the_staff
from portal.admin.names import LEVELS, PREDICATES, term_name
from portal.admin.people import reads_offices
from portal.admin.statistics.board import Board, gather
from portal.admin.statistics.queries import list_years
from portal.admin.statistics.shown import CONDITION_NAMES, PREDICATE_SHADES, SHADES, bars_of, rule_text
from portal.admin.statistics.workbook import board_workbook
from portal.db import db
from portal.documents.workbook import XLSX
from portal.domain.figures import Published
from portal.domain.periods import MONTHS_IN, month_of
from portal.domain.permissions import Permission
from portal.domain.predicate import Predicate
from portal.domain.statistics import CONDITIONS, REACHED, Condition, Sight, mean_hours, share_reached
from portal.domain.training import YEARLY_HOURS
from portal.site import current_site

blueprint = Blueprint("statistics", __name__, url_prefix="/statistik")

reads = access(Permission.READ_STATISTICS)

YEARS_BACK = 4


@blueprint.get("/")
@reads
def index() -> str:
    """Show the figures of all offices in reach."""
    return _page(_board())


@blueprint.get("/statistik.xlsx")
@reads
def workbook() -> Response:
    """Send the figures of all offices in reach as a workbook."""
    return _as_workbook(_board(), "statistik")


@blueprint.get("/<unit>")
@reads
def show(unit: str) -> str:  # noqa: ARG001 - the guard has found the office.
    """Show the figures of an office and of those directly below it."""
    return _page(_board(the_office().id))


@blueprint.get("/<unit>/statistik.xlsx")
@reads
def workbook_of(unit: str) -> Response:
    """Send the figures of an office and of those directly below it as a workbook."""
    return _as_workbook(_board(the_office().id), f"statistik-{unit}")


def _years() -> list[int]:
    this = today().year
    return list(range(this, this - YEARS_BACK - 1, -1))


def _year() -> int:
    """Return the year that was asked for; what makes no sense is this one."""
    asked = request.args.get("tahun", "")
    return next((year for year in _years() if str(year) == asked), _years()[0])


def _offered(year: int) -> list[int]:
    """Return the years to choose from that have plans; the present one and the one shown in any case."""
    planned = {today().year, year, *list_years(db.session)}
    return [each for each in _years() if each in planned]


def _board(unit_id: int | None = None) -> Board:
    staff = the_staff()
    sight = Sight(reach=staff.reach(Permission.READ_STATISTICS), alone=reads_offices(staff).ids)
    return gather(db.session, sight, _year(), today(), unit_id)


def _page(board: Board) -> str:
    return render_template(
        "staff/statistics/show.html",
        board=board,
        years=_offered(board.year),
        trend=_trend(board.trend),
        sees_alone=reads_offices(the_staff()).ids != frozenset(),
        reach=the_staff().reach(Permission.READ_STATISTICS),
        conditions=CONDITIONS,
        # Said once for the page: its tables name them in every row.
        condition_names={key: str(name) for key, name in CONDITION_NAMES.items()},
        condition_shades=[SHADES[each] for each in CONDITIONS],
        well=(Condition.REACHED, Condition.ON_TRACK),
        predicates=list(Predicate),
        predicate_names={key: str(name) for key, name in PREDICATES.items()},
        predicate_shades=PREDICATE_SHADES,
        levels=LEVELS,
        term_name=term_name,
        bars=bars_of(board),
        rule_text=rule_text,
        mean_hours=mean_hours,
        share_reached=share_reached,
        reached=REACHED,
        goal=YEARLY_HOURS * 100,
    )


def _as_workbook(board: Board, name: str) -> Response:
    content = board_workbook(board, demo=current_site().demo)
    return attachment(content, XLSX, f"{name}-{board.year}.xlsx")


def _trend(editions: tuple[Published, ...]) -> charts.Trend | None:
    """Lay the trend out under the newest edition's grades."""
    readings = [_reading(edition) for edition in editions]
    return charts.trend(readings, editions[-1].rule) if readings else None


def _reading(edition: Published) -> charts.Reading:
    assert edition.figure is not None  # noqa: S101 - the board's trend has only editions with a figure.
    assert edition.period is not None  # noqa: S101 - and only official ones.
    return charts.Reading(
        first=_month(edition.period.first),
        last=_month(edition.period.last),
        low=edition.figure.low,
        ikm=edition.figure.ikm,
        high=edition.figure.high,
        official=edition.kind in MONTHS_IN,
        terms={"rule": edition.rules["skm"], "questionnaire": ", ".join(edition.questionnaires)},
    )


def _month(iso: str) -> int:
    return month_of(date.fromisoformat(f"{iso}-01"))
