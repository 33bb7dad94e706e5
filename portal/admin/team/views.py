"""The team over HTTP: the board, an officer's work, one measure."""

from collections.abc import Collection
from hashlib import sha256
from itertools import groupby
from typing import Any

from flask import Blueprint, Response, abort, jsonify, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from portal.access import access
from portal.admin import lists
from portal.admin.answers import csv_file
from portal.admin.clock import today
from portal.admin.guard import the_staff
from portal.admin.lists import Asked
from portal.admin.names import ASPECTS, DIRECTIONS, ROW_KINDS
from portal.admin.people import Person, find_me, find_person, leads, may_see_work
from portal.admin.team import queries
from portal.admin.team.glimpses import glimpses
from portal.admin.team.measures import MeasureLine
from portal.admin.team.queries import PROJECTS, EntryLine
from portal.admin.team.shown import NAMES, measure_course, project_courses, standing_name, trend_course
from portal.db import db
from portal.domain.indicators import most_possible
from portal.domain.outlook import prospect
from portal.domain.permissions import Permission
from portal.domain.plans import WHOLE_WORK, Gathering
from portal.domain.series import points
from portal.domain.trends import LEAST_POINTS, trend
from portal.i18n import gettext as _
from portal.i18n import language, thousandths

blueprint = Blueprint("team", __name__, url_prefix="/tim")

YEARS_BACK = 2
_JSON = "application/json"


def _years() -> list[int]:
    """Return the years that may be asked for, the present one first."""
    return [today().year - back for back in range(YEARS_BACK + 1)]


def _year() -> int:
    asked = request.args.get("tahun", "")
    return next((year for year in _years() if str(year) == asked), today().year)


def _offered(planned: Collection[int]) -> list[int]:
    """Return the years to choose from that have plans; the present one and the one shown in any case."""
    return [year for year in _years() if year in planned or year in (today().year, _year())]


def _html(name: str, **values: Any) -> Response:
    return Response(render_template(f"staff/team/{name}.html", **NAMES, **values), mimetype="text/html")


@blueprint.get("/")
@access(Permission.LEAD_TEAM)
def index() -> AnyResponse:
    """Show the board; to the script that refreshes it only the board itself, and only once it changed."""
    me = find_me(db.session, the_staff())
    if me is None or not me.here:
        return _html("unlinked", person=me)
    refreshing = request.accept_mimetypes.best_match(["text/html", _JSON]) == _JSON
    state = _state(me)
    if refreshing and request.if_none_match.contains(state):
        return Response(status=304)
    wanted = lists.asked(request.args, filters=("perhatian", "aspek"))
    found = queries.board(db.session, me.id, _year(), wanted, today())
    if wanted.everything:
        return _as_csv(found.rows)
    values = {**_board_values(me, wanted), "page": found, "officers": _by_officer(found.rows)}
    urgent = values["urgent"].lines if values["urgent"] else ()
    values["glimpses"] = glimpses(db.session, (*found.rows, *urgent), today())
    if refreshing:
        return jsonify(board=render_template("staff/team/_board.html", **NAMES, **values), state=state)
    years = _offered(queries.list_years(db.session, me.id))
    return _html("index", **values, state=state, choices=_choices(), year=_year(), years=years)


def _state(me: Person) -> str:
    """Return what changes as soon as the board that was asked for does."""
    parts = (*queries.board_state(db.session, me.id, _year()), today(), language(), request.query_string)
    return sha256(repr(parts).encode()).hexdigest()[:24]


def _board_values(me: Person, wanted: Asked) -> dict[str, Any]:
    """Return what stands above the measures: on the first page of the whole board, what needs attention."""
    values: dict[str, Any] = {"urgent": None, "unplanned": (), "aspects": ASPECTS, "directions": DIRECTIONS}
    if not wanted.narrowed and wanted.number == 1:
        values["urgent"] = queries.urgent(db.session, me.id, _year(), today())
        values["unplanned"] = queries.list_unplanned(db.session, me.id, _year())
    return values


def _by_officer(rows: tuple[MeasureLine, ...]) -> list[tuple[MeasureLine, list[MeasureLine]]]:
    """Return each officer's measures behind the first of them, which names the officer."""
    groups = (list(group) for _, group in groupby(rows, key=lambda line: line.employee_id))
    return [(group[0], group) for group in groups]


def _choices() -> list[tuple[str, str, list[tuple[str, str]]]]:
    aspects = [(aspect.value, str(name)) for aspect, name in ASPECTS.items()]
    return [
        ("perhatian", _("Tampilkan"), [("ya", _("Yang perlu perhatian"))]),
        ("aspek", _("Aspek"), [*aspects, (PROJECTS, _("Proyek"))]),
    ]


def _as_csv(rows: tuple[MeasureLine, ...]) -> Response:
    head = (
        _("Pegawai"), _("Hasil kerja"), _("Indikator"), _("Satuan"), _("Target"), _("Realisasi"), _("Keadaan"),
        _("Dicatat terakhir"), _("Jumlah catatan"), _("Catatan dengan bukti"),
    )  # fmt: skip
    lines = (
        (
            row.employee,
            row.goal,
            row.name,
            row.unit_name,
            thousandths(row.target.low),
            "" if row.value is None else thousandths(row.value),
            standing_name(row),
            row.last_on.isoformat() if row.last_on else "",
            row.entries,
            row.with_evidence,
        )
        for row in rows
    )
    return csv_file("papan-tim.csv", head, lines)


@blueprint.get("/<int:employee>")
@access(Permission.READ_PLANS)
def officer(employee: int) -> AnyResponse:
    """Show what one officer is to achieve this year, and how far that is."""
    me, person = _open(employee)
    lines = queries.list_measures(db.session, person.id, _year(), today())
    goals = [
        (group[0], group) for group in (list(same) for _, same in groupby(lines, key=lambda line: line.goal_id))
    ]
    return _html(
        "officer",
        person=person,
        goals=goals,
        glimpses=glimpses(db.session, lines, today()),
        notes=queries.count_notes(db.session, person.id),
        leads=leads(me, person),
        is_me=me is not None and me.id == person.id,
        year=_year(),
        years=_offered(queries.list_years_of(db.session, person.id)),
        kinds=ROW_KINDS,
        aspects=ASPECTS,
        directions=DIRECTIONS,
    )


def _open(employee_id: int) -> tuple[Person | None, Person]:
    """Return who asks and the officer; 404 unless the officer's work is open to them."""
    me, person = find_me(db.session, the_staff()), find_person(db.session, employee_id)
    if person is None or not may_see_work(the_staff(), me, person):
        abort(404)
    return me, person


@blueprint.get("/ukuran/<int:measure>")
@access(Permission.READ_PLANS)
def measure(measure: int) -> AnyResponse:
    """Show one measure: its course, where it will probably end, and the entries behind it."""
    row = queries.find_owner(db.session, measure)
    if row is None:
        abort(404)
    me, person = _open(row.employee_id)
    line = queries.find_measure(db.session, row, today())
    if line is None:
        abort(404)
    entries = queries.list_entries(db.session, row.id)
    return _html(
        "project" if line.project else "measure",
        line=line,
        person=person,
        is_me=me is not None and me.id == person.id,
        year=row.year,
        today=today(),
        entries=entries,
        aspects=ASPECTS,
        directions=DIRECTIONS,
        **_drawn(line, entries),
    )


def _drawn(line: MeasureLine, entries: tuple[EntryLine, ...]) -> dict[str, Any]:
    if line.project:
        work, money = project_courses(line.project, entries)
        drawn = {"work": work, "money": money, "whole_work": WHOLE_WORK}
        return {"project": line.project, "earned": line.earned, **drawn}
    values = queries.points_of(entries)
    most = most_possible(line.unit_name, [entry.value for entry in entries])
    ahead = prospect(values, line.target, today(), most=most)
    found = trend(points(values, line.target, today()), most=most)
    return {
        "ahead": ahead,
        "trend": found,
        "least": LEAST_POINTS,
        "adds_up": line.target.gathering is Gathering.SUM,
        "chart": measure_course(line, entries, ahead),
        "trend_chart": trend_course(found) if found else None,
    }
