"""Plans (SKP) over HTTP: the lists, a new year's plan, one version, what changed, and the cascade."""

from typing import Any

from flask import Response, abort, request
from werkzeug.wrappers import Response as AnyResponse
from wtforms import SelectChoice

from portal.admin import lists, people
from portal.admin.answers import csv_file, done
from portal.admin.clock import today
from portal.admin.forms import ConfirmForm
from portal.admin.guard import the_staff
from portal.admin.leaving import LEFT, require_here
from portal.admin.names import ASPECTS, PLAN_STATES, ROW_KINDS
from portal.admin.people import Offices, Person
from portal.admin.plans import actions, cascade, editing, goal_views, project_views, queries, review_views, shown
from portal.admin.plans.forms import StartForm
from portal.admin.plans.opening import blueprint, edits, html, open_plan, reads, the_officer
from portal.admin.plans.queries import PlanLine, PlanView, Reader
from portal.db import begin_write, db
from portal.domain.behaviours import BEHAVIOURS
from portal.domain.permissions import Permission
from portal.domain.plan_comparison import compare
from portal.domain.plans import WHOLE_WORK, PlanState
from portal.i18n import gettext as _
from portal.i18n import words

# Their pages hang on the same blueprint.
__all__ = ["blueprint", "goal_views", "project_views", "review_views"]

FILTERS = ("year", "state")
_FIRST_YEAR = 2024
_NEXT_YEAR_FROM = 10
"""The month from which the next year's plan can be started."""


@blueprint.get("/")
@reads
def index() -> AnyResponse:
    """List the reader's plans, those that wait for them, and those of others that they may read."""
    me, wanted = the_officer(), lists.asked(request.args, filters=FILTERS)
    reader = _reader(me)
    reads_others = reader.leads_as is not None or reader.offices.ids != frozenset()
    page = queries.list_plans(db.session, reader, wanted) if reads_others else None
    if page and wanted.everything:
        return _as_csv(page.rows)
    mine = queries.list_versions(db.session, me.id) if me else ()
    return html(
        "index",
        me=me,
        mine=mine,
        startable=_startable(mine) if me and me.here else [],
        left=LEFT,
        page=page,
        team_only=reader.offices.ids == frozenset(),
        states=PLAN_STATES,
        years=_years(),
        **_about_team(reader.leads_as),
    )


def _reader(me: Person | None) -> Reader:
    leads = me is not None and me.here and the_staff().may(Permission.LEAD_TEAM)
    return Reader(leads_as=me.id if me and leads else None, offices=people.reads_offices(the_staff()))


def _about_team(leader: int | None) -> dict[str, Any]:
    if leader is None:
        return {"waiting": (), "without": ()}
    return {
        "waiting": queries.list_waiting(db.session, leader),
        "without": queries.list_without(db.session, leader, today().year),
    }


def _years() -> list[tuple[int, str]]:
    return [(year, str(year)) for year in range(today().year + 1, _FIRST_YEAR - 1, -1)]


def _startable(mine: tuple[PlanLine, ...]) -> list[int]:
    """Return the years for which somebody can start a plan now."""
    day, planned = today(), {line.year for line in mine}
    years = [day.year, day.year + 1] if day.month >= _NEXT_YEAR_FROM else [day.year]
    return [year for year in years if year not in planned]


def _as_csv(rows: tuple[PlanLine, ...]) -> Response:
    header = (_("Pegawai"), _("Jabatan"), _("Kantor"), _("Tahun"), _("Versi"), _("Keadaan"), _("Atasan"))
    cells = (
        (line.employee, line.position, words(line.unit), line.year, line.version, PLAN_STATES[line.state],
         line.supervisor)
        for line in rows
    )  # fmt: skip
    return csv_file("skp.csv", header, cells)


@blueprint.get("/mulai")
@edits
def start() -> AnyResponse:
    """Ask for which year to start a plan."""
    me = the_officer()
    if me:
        require_here(me)
    return html("start", me=me, form=_start_form(me) if me else None)


def _start_form(me: Person) -> StartForm:
    form = StartForm()
    years = _startable(queries.list_versions(db.session, me.id))
    form.year.choices = [SelectChoice(year, str(year)) for year in years]
    return form


@blueprint.post("/mulai")
@edits
def start_submit() -> AnyResponse:
    """Start a plan, empty or as a copy of the last one."""
    begin_write(db.session)
    me = the_officer()
    if me is None:
        abort(404)
    require_here(me)
    form = _start_form(me)
    if not form.validate():
        return html("start", 422, me=me, form=form)
    try:
        plan = actions.start_plan(db.session, me.id, form.year.data)
    except actions.NoSuperiorError:
        form.form_errors.append(_("Anda belum mempunyai atasan di data pegawai. Hubungi administrator."))
        return html("start", 422, me=me, form=form)
    earlier = queries.find_latest(db.session, me.id, form.year.data) if form.copy.data else None
    if earlier:
        editing.write_new_year(db.session, plan, earlier.content)
    db.session.commit()
    return done(_("Rancangan SKP %(year)s dibuat.", year=form.year.data), ".show", plan=plan.id)


@blueprint.get("/<int:plan>")
@reads
def show(plan: int) -> Response:
    """Show a version of a plan."""
    opened = open_plan(plan)
    line = opened.plan.line
    versions = queries.list_versions(db.session, line.employee_id, line.year)
    return html(
        "show",
        opened=opened,
        plan=opened.plan,
        versions=versions,
        may_change=opened.may_write and line.state is PlanState.APPROVED and versions[0].id == line.id,
        left=LEFT,
        form=ConfirmForm(),
        states=PLAN_STATES,
        kinds=ROW_KINDS,
        aspects=ASPECTS,
        behaviours=BEHAVIOURS,
        annex_names=shown.ANNEX_NAMES,
        target_words=shown.target_words,
        whole_work=WHOLE_WORK,
    )


@blueprint.get("/<int:plan>/skp.csv")
@reads
def export(plan: int) -> Response:
    """Give a plan as the table that e-Kinerja has."""
    found = open_plan(plan).plan
    line = found.line
    name = f"skp-{line.year}-{line.employee_id}-v{line.version}.csv"
    return csv_file(name, shown.EKINERJA_HEADER, shown.ekinerja_rows(found))


@blueprint.get("/<int:plan>/perubahan")
@reads
def changes(plan: int) -> Response:
    """Show what changed since an earlier version, the one before unless another is asked for."""
    found = open_plan(plan).plan
    earlier = _earlier(found)
    return html(
        "changes",
        plan=found,
        earlier=earlier,
        changes=compare(earlier.content, found.content),
        served=earlier.served | found.served,
        states=PLAN_STATES,
        parts=shown.PART_NAMES,
        kinds=shown.CHANGE_NAMES,
        fields=shown.FIELD_NAMES,
        change_name=shown.change_name,
        field_words=shown.field_words,
    )


def _earlier(found: PlanView) -> PlanView:
    asked = request.args.get("dengan", "")
    version = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 5 else found.line.version - 1
    earlier = queries.find_version(db.session, found, version) if version < found.line.version else None
    if earlier is None:
        abort(404)
    return earlier


@blueprint.get("/kaskade")
@reads
def show_cascade() -> Response:
    """Show the goals from the top down to an officer and the team; who reads offices walks down from the top."""
    me, offices = the_officer(), people.reads_offices(the_staff())
    focus, year = _focus(me, offices), _asked_year()
    below = Offices(ids=None) if focus == me and _reader(me).leads_as is not None else offices
    return html(
        "cascade",
        focus=focus,
        year=year,
        years=_years(),
        offices=offices,
        cascade=cascade.read_cascade(db.session, focus.id, year, below) if focus else None,
    )


def _focus(me: Person | None, offices: Offices) -> Person | None:
    """Return the officer whom a cascade is shown around: whoever asks, or somebody whose office they read."""
    asked = request.args.get("pegawai", "")
    if offices.ids == frozenset() or (me is not None and not asked):
        return me
    chosen = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else None
    found = people.find_person(db.session, chosen or cascade.find_top(db.session, offices))
    if found is not None and not offices.covers(found.unit_id):
        abort(404)
    return found


def _asked_year() -> int:
    asked = request.args.get("tahun", "")
    return int(asked) if asked in {str(year) for year, _name in _years()} else today().year
