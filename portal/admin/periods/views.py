"""Periods over HTTP: targets and forecasts of all offices, one office's target, and its visitors."""

from datetime import date, datetime
from typing import Any

from flask import Blueprint, Response, abort, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from portal.access import access
from portal.admin import lists
from portal.admin.answers import csv_file, done
from portal.admin.guard import the_office, the_staff
from portal.admin.periods import actions, queries
from portal.admin.periods.forms import TargetForm, VisitsForm, WeekForm, visits_form
from portal.admin.periods.queries import CounterVisits, ServedBefore, Standing
from portal.admin.periods.shown import OUTLOOK_NAMES
from portal.db import begin_write, db
from portal.domain.periods import WITA, Period, PeriodKind, month_of, period_of
from portal.domain.permissions import Permission
from portal.i18n import gettext as _
from portal.i18n import month as month_name
from portal.i18n import ngettext, words
from portal.site import current_site, forget_site

blueprint = Blueprint("periods", __name__, url_prefix="/periode")

EARLIER = 7
"""How many earlier periods can be looked at."""
GRID_MONTHS = 12


def _today() -> date:
    return datetime.now(WITA).date()


def _offered() -> tuple[Period, ...]:
    """Return the periods to choose from: the next one, the current one, then earlier ones."""
    kind: PeriodKind = current_site().period
    now = period_of(month_of(_today()), kind)
    return tuple(Period(kind=kind, sequence=now.sequence + step) for step in range(1, -EARLIER - 1, -1))


def _period() -> Period:
    """Return the period that the address asks for, else the current one."""
    offered = _offered()
    asked = request.args.get("periode")
    return next((period for period in offered if period.label == asked), offered[1])


def _html(name: str, status: int = 200, **values: Any) -> Response:
    body = render_template(f"staff/periods/{name}.html", outlooks=OUTLOOK_NAMES, **values)
    return Response(body, status, mimetype="text/html")


@blueprint.get("/")
@access(Permission.READ_PERIODS)
def index() -> AnyResponse:
    """List the offices of a period: answers, target, forecast and what to do about a shortfall."""
    wanted, period = lists.asked(request.args, filters=("state",)), _period()
    reach = the_staff().reach(Permission.READ_PERIODS)
    found = queries.list_standings(db.session, reach, period, wanted, _today())
    if wanted.everything:
        return _as_csv(found.rows, period)
    states = [(queries.SHORT, _("Diperkirakan kurang")), (queries.UNKNOWN, _("Jumlah penerima belum diisi"))]
    return _html("index", page=found, period=period, periods=_offered(), states=states)


def _as_csv(rows: tuple[Standing, ...], period: Period) -> Response:
    head = (
        _("Kantor"), _("Periode"), _("Penerima layanan"), _("Target"), _("Jawaban"), _("Perkiraan rendah"),
        _("Perkiraan tinggi"), _("Kekurangan"), _("Pekan survei"), _("Cakupan (%)"),
    )  # fmt: skip
    return csv_file(f"periode-{period.label}.csv", head, (_csv_row(row, period) for row in rows))


def _csv_row(row: Standing, period: Period) -> tuple[object, ...]:
    expected = row.forecast
    return (
        words(row.name),
        period.label,
        row.need.population,
        row.need.target,
        row.received,
        expected.low if expected else None,
        expected.high if expected else None,
        expected.shortfall if expected else None,
        row.planned_week,
        row.coverage.percent if row.coverage else None,
    )


def _standing_or_404(period: Period) -> Standing:
    found = queries.standings(db.session, [the_office().id], period, _today())
    if the_office().id not in found:
        abort(404)
    return found[the_office().id]


@blueprint.get("/<unit>")
@access(Permission.READ_PERIODS)
def show(unit: str) -> AnyResponse:  # noqa: ARG001 - the guard has found the office.
    """Show how an office stands in a period, month by month."""
    period = _period()
    standing = _standing_or_404(period)
    monday = standing.week.monday if standing.week else None
    return _office_page(standing, period, WeekForm(formdata=None, data={"monday": monday}))


def _office_page(standing: Standing, period: Period, form: WeekForm, status: int = 200) -> Response:
    staff, office = the_staff(), the_office()
    return _html(
        "show",
        status,
        standing=standing,
        period=period,
        periods=_offered(),
        months=range(period.first_month, min(period.last_month, month_of(_today())) + 1),
        form=form,
        sentence=queries.target_sentence_data(db.session, office.id, period, standing.received),
        may_edit=staff.may(Permission.EDIT_PERIODS, office.id),
        may_count=staff.may(Permission.EDIT_VISITS, office.id),
    )


@blueprint.post("/<unit>/pekan")
@access(Permission.EDIT_PERIODS)
def take_week(unit: str) -> AnyResponse:
    """Decide the survey week that was proposed."""
    begin_write(db.session)
    period, form = _period(), WeekForm()
    standing = _standing_or_404(period)
    if not form.validate():
        if form.monday.errors:
            abort(400)  # Nobody types this field.
        return _office_page(standing, period, form, 422)
    try:
        actions.set_survey_week(db.session, the_office().id, period, form.monday.data)
    except actions.NoTargetError:
        form.form_errors.append(_("Isi target kantor ini lebih dahulu."))
        return _office_page(standing, period, form, 422)
    except actions.OutsidePeriodError:
        form.form_errors.append(_("Pekan survei harus di dalam periode ini."))
        return _office_page(standing, period, form, 422)
    db.session.commit()
    forget_site()
    return done(_("Pekan survei tersimpan."), ".show", unit=unit, periode=period.label)


@blueprint.get("/<unit>/target")
@access(Permission.EDIT_PERIODS)
def target(unit: str) -> AnyResponse:  # noqa: ARG001 - the guard has found the office.
    """Ask how many answers an office needs."""
    period = _period()
    standing = _standing_or_404(period)
    before = queries.served_before(db.session, the_office().id, period)
    data = {
        "population": standing.need.population or (before.visitors if before else None),
        "wanted": standing.need.target if standing.need.own else None,
        "survey_week": standing.planned_week,
        "note": standing.note,
    }
    return _target_page(period, before, TargetForm(formdata=None, data=data))


def _target_page(period: Period, before: ServedBefore | None, form: TargetForm, status: int = 200) -> Response:
    return _html("target", status, office=the_office(), period=period, form=form, before=before)


@blueprint.post("/<unit>/target")
@access(Permission.EDIT_PERIODS)
def target_submit(unit: str) -> AnyResponse:
    """Save how many answers an office needs."""
    begin_write(db.session)
    period, form = _period(), TargetForm()
    before = queries.served_before(db.session, the_office().id, period)
    if not form.validate():
        return _target_page(period, before, form, 422)
    try:
        actions.set_target(
            db.session,
            the_office().id,
            period,
            population=form.population.data,
            wanted=form.wanted.data,
            survey_week=form.survey_week.data,
            note=form.note.data or "",
        )
    except actions.OutsidePeriodError:
        form.survey_week.errors = [_("Pekan survei harus di dalam periode ini.")]
        return _target_page(period, before, form, 422)
    db.session.commit()
    forget_site()
    return done(_("Target tersimpan."), ".show", unit=unit, periode=period.label)


def _grid_months() -> tuple[int, ...]:
    this = month_of(_today())
    return tuple(range(this - GRID_MONTHS + 1, this + 1))


def _counters() -> tuple[CounterVisits, ...]:
    months = _grid_months()
    return queries.list_counter_visits(db.session, the_office().id, months[0], months[-1])


def _visits_form(counters: tuple[CounterVisits, ...], *, sent: bool) -> VisitsForm:
    labels = {
        (counter.id, month): f"{words(counter.name)}, {month_name(month)}"
        for counter in counters
        for month in _grid_months()
    }
    kind = visits_form(labels)
    if sent:
        return kind()
    stored = {(counter.id, month): n for counter in counters for month, n in counter.visitors.items()}
    return kind(formdata=None, data={name: stored.get(key) for key, name in kind.cells.items()})


def _visits_page(counters: tuple[CounterVisits, ...], form: VisitsForm, status: int = 200) -> Response:
    return _html(
        "visits",
        status,
        office=the_office(),
        counters=counters,
        months=_grid_months(),
        form=form,
        may_read=the_staff().may(Permission.READ_PERIODS, the_office().id),
    )


@blueprint.get("/<unit>/kunjungan")
@access(Permission.EDIT_VISITS)
def visits(unit: str) -> AnyResponse:  # noqa: ARG001 - the guard has found the office.
    """Show the grid of an office's visitors: counters by the last twelve months."""
    counters = _counters()
    return _visits_page(counters, _visits_form(counters, sent=False))


@blueprint.post("/<unit>/kunjungan")
@access(Permission.EDIT_VISITS)
def visits_submit(unit: str) -> AnyResponse:
    """Save the visitors that were typed."""
    begin_write(db.session)
    counters = _counters()
    form = _visits_form(counters, sent=True)
    if not form.validate():
        return _visits_page(counters, form, 422)
    changed = actions.set_office_visits(db.session, counters, form.entered)
    db.session.commit()
    forget_site()
    said = ngettext("%(num)s angka kunjungan tersimpan.", "%(num)s angka kunjungan tersimpan.", changed)
    return done(said, ".visits", unit=unit)
