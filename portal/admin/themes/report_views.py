"""Publishing what people wrote about: once for each office and official period."""

from flask import Response, abort, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from portal.access import access
from portal.admin import lists
from portal.admin.answers import csv_file, done
from portal.admin.clock import today
from portal.admin.comments.queries import NO_THEME
from portal.admin.forms import ConfirmForm
from portal.admin.guard import the_office
from portal.admin.themes import actions
from portal.admin.themes.opening import blueprint
from portal.admin.themes.reports import ReportLine, draft_report, find_report, list_reports
from portal.db import begin_write, db
from portal.domain.closed_loop import FEWEST, Hurdle
from portal.domain.periods import Period, month_of, period_of
from portal.domain.permissions import Permission
from portal.i18n import gettext as _
from portal.i18n import lazy_gettext as _l
from portal.i18n import words
from portal.site import current_site, forget_site

OFFERED = 4
"""How many periods that are over can be published."""

STATES = {
    None: _l("siap terbit"),
    Hurdle.PUBLISHED: _l("sudah terbit"),
    Hurdle.OVERLAPS: _l("bulannya sudah ikut terbit"),
    Hurdle.EMPTY: _l("semua komentar ditarik"),
    Hurdle.ERASED: _l("sebagian sudah dihapus"),
    Hurdle.NOT_OPEN: _l("belum terbuka"),
    Hurdle.UNSORTED: _l("belum semua dipilah"),
}
WHY = {
    Hurdle.PUBLISHED: _l(
        "Tema sebuah periode terbit sekali saja: selisih dua hitungan akan menceritakan komentar satu per satu."
    ),
    Hurdle.OVERLAPS: _l(
        "Sebagian bulan periode ini sudah ikut terbit dalam periode lain, dan selisih keduanya akan menceritakan"
        " komentar satu per satu."
    ),
    Hurdle.EMPTY: _l("Semua komentar periode ini sudah ditarik penulisnya. Tidak ada yang dapat dihitung."),
    Hurdle.ERASED: _l(
        "Sebagian komentar periode ini sudah dihapus karena masa simpannya habis. Hitungannya akan terlalu rendah."
    ),
    Hurdle.NOT_OPEN: _l(
        "Kantor belum boleh membaca semua komentar periode ini. Temanya dapat terbit setelah komentar itu terbuka."
    ),
    Hurdle.UNSORTED: _l(
        "Masih ada komentar yang belum diberi tema. Pilah dulu semuanya, karena tema hanya dihitung sekali; yang"
        " tidak cocok dengan tema mana pun diberi tema seperti “Lainnya”."
    ),
}


def _offered() -> tuple[Period, ...]:
    """Return the last official periods that are over, the latest first."""
    running = period_of(month_of(today()), current_site().period)
    return tuple(Period(kind=running.kind, sequence=running.sequence - step) for step in range(1, OFFERED + 1))


@blueprint.get("/terbit")
@access(Permission.PUBLISH_THEMES)
def reports() -> AnyResponse:
    """List the offices of a period with what can be published."""
    periods = _offered()
    period = next((each for each in periods if each.label == request.args.get("periode")), periods[0])
    found = list_reports(db.session, period, lists.asked(request.args), today())
    if found.asked.everything:
        head = (_("Kantor"), _("Komentar"), _("Belum dipilah"), _("Keadaan"), _("Terbit"))
        return csv_file(f"tema-{period.label}.csv", head, map(_csv_row, found.rows))
    body = render_template("staff/themes/reports.html", page=found, period=period, periods=periods, states=STATES)
    return Response(body, mimetype="text/html")


def _csv_row(line: ReportLine) -> tuple[object, ...]:
    gathered = line.gathered
    return words(line.name), gathered.comments, gathered.unsorted, STATES[line.hurdle], line.published_on or ""


@blueprint.get("/terbit/<unit>/<int:sequence>")
@access(Permission.PUBLISH_THEMES)
def report(unit: str, sequence: int) -> AnyResponse:  # noqa: ARG001 - the guard has found the office.
    """Show what of an office's period would be published, and ask."""
    period = _period_or_404(sequence)
    return _report_page(period, _line_or_404(period), ConfirmForm())


@blueprint.post("/terbit/<unit>/<int:sequence>")
@access(Permission.PUBLISH_THEMES)
def report_submit(unit: str, sequence: int) -> AnyResponse:  # noqa: ARG001 - the guard has found the office.
    """Publish an office's themes of a period, counted afresh."""
    begin_write(db.session)
    period, form = _period_or_404(sequence), ConfirmForm()
    line = _line_or_404(period)
    if not form.validate():
        return _report_page(period, line, form, 422)
    try:
        actions.publish_report(db.session, the_office().id, period, today())
    except actions.HurdleError:
        return _report_page(period, line, form, 422)
    db.session.commit()
    forget_site()
    return done(_("Tema terbit di halaman kantor."), ".reports", periode=period.label)


def _period_or_404(sequence: int) -> Period:
    period = next((each for each in _offered() if each.sequence == sequence), None)
    if period is None:
        abort(404)
    return period


def _line_or_404(period: Period) -> ReportLine:
    line = find_report(db.session, the_office().id, period, today())
    if line is None:
        abort(404)
    return line


def _report_page(period: Period, line: ReportLine, form: ConfirmForm, status: int = 200) -> Response:
    draft = draft_report(db.session, line.unit_id, period) if line.hurdle is None else None
    body = render_template(
        "staff/themes/report.html",
        period=period,
        line=line,
        draft=draft,
        form=form,
        why=WHY[line.hurdle] if line.hurdle else "",
        no_theme=NO_THEME,
        hurdles=Hurdle,
        fewest=FEWEST,
    )
    return Response(body, status, mimetype="text/html")
