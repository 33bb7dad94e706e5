"""Official reports over HTTP: the list, one office's report, and all of a period in one go."""

from collections.abc import Sequence
from datetime import UTC, datetime
from time import monotonic

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    redirect,
    render_template,
    request,
    url_for,
)
from werkzeug.wrappers import Response as AnyResponse

from portal.access import access
from portal.admin import answers, lists
from portal.admin.audit import trail
from portal.admin.guard import the_office, the_staff
from portal.admin.reports import actions, bundle, queries
from portal.admin.reports.bundle import Document
from portal.admin.reports.forms import ReportForm, report_form
from portal.admin.reports.material import OfficeReport, Setting, gather
from portal.admin.reports.naming import read_label
from portal.admin.reports.overview import prove, summarise
from portal.admin.reports.profile import with_profile
from portal.admin.reports.shelf import Shelf
from portal.db import begin_write, db
from portal.domain.editions import GOVERNMENT
from portal.domain.periods import WITA, Period, PeriodKind
from portal.domain.permissions import Permission, Reach
from portal.i18n import gettext as _
from portal.settings import Settings
from portal.site import current_site

blueprint = Blueprint("reports", __name__, url_prefix="/laporan")

PATIENCE = 2.0
"""Seconds that a request prepares documents for before it says how far it got."""


@blueprint.get("/")
@access(Permission.READ_REPORTS)
def index() -> AnyResponse:
    """List the official periods' reports, or give them as a table."""
    kind, reach = _kind(), _reach()
    asked = lists.asked(request.args, filters=("period", "state"))
    page = queries.list_reports(db.session, asked, kind, reach)
    if page.asked.everything:
        header = (_("Kantor"), _("Periode"), _("Responden"), "IKM", _("Mutu"), _("Edisi"))
        rows = (
            (row.name.id, row.period.label, row.n or "", _plain(row.ikm), row.grade, row.edition_id)
            for row in page.rows
        )
        return answers.csv_file("laporan-skm.csv", header, rows)
    periods = queries.list_periods(db.session, kind, reach)
    return _html("index", page=page, periods=periods, overviews=reach is None)


def _kind() -> PeriodKind:
    return current_site().period


def _reach() -> Reach:
    return the_staff().reach(Permission.READ_REPORTS)


def _plain(hundredths: int | None) -> str:
    return "" if hundredths is None else f"{hundredths // 100}.{hundredths % 100:02d}"


def _html(name: str, status: int = 200, **values: object) -> Response:
    return Response(render_template(f"staff/reports/{name}.html", **values), status, mimetype="text/html")


def _period_or_404(label: str) -> Period:
    """Return an official period; of another kind, its profile less that of one within it would tell of a few."""
    period = read_label(label)
    if period is None or period.kind != _kind():
        abort(404)
    return period


def _setting() -> Setting:
    site, settings = current_site(), _settings()
    return Setting(
        government=site.government.id,
        owner=site.owner.id,
        public_url=settings.public_url,
        today=datetime.now(WITA).date(),
    )


def _settings() -> Settings:
    settings: Settings = current_app.config["SETTINGS"]
    return settings


def _shelf() -> Shelf:
    return Shelf(_settings().cache / "reports")


def _office_or_404(label: str) -> tuple[Period, OfficeReport]:
    """Find the report of the office in the address; 404 where it has no edition of the period."""
    period = _period_or_404(label)
    found = gather(db.session, period, frozenset({the_office().id}), _setting())
    if not found:
        abort(404)
    return period, found[0]


@blueprint.get("/kantor/<unit>/<period>")
@access(Permission.READ_REPORTS)
def show(unit: str, period: str) -> AnyResponse:  # noqa: ARG001 - the guard has found the office.
    """Show what will be in an office's report, with its downloads and the form of its typed parts."""
    when, office = _office_or_404(period)
    return _page(when, office, report_form(office.texts))


def _page(period: Period, office: OfficeReport, form: ReportForm, status: int = 200) -> Response:
    report = office.report
    if report is not None:
        report = with_profile(db.session, report, office.unit_id, office.edition)
    may_edit = the_staff().may(Permission.EDIT_ACTIONS, office.unit_id)
    values = {"period": period, "office": office, "report": report, "form": form, "may_edit": may_edit}
    return _html("show", status, **values)


@blueprint.post("/kantor/<unit>/<period>")
@access(Permission.EDIT_ACTIONS)
def save(unit: str, period: str) -> AnyResponse:
    """Keep the typed parts of an office's report."""
    begin_write(db.session)
    when, office = _office_or_404(period)
    form = ReportForm()
    if not form.validate():
        db.session.rollback()
        return _page(when, office, form, 422)
    actions.keep_texts(db.session, office.unit_id, when, form.texts)
    db.session.commit()
    return answers.done(_("Tersimpan. Unduhan berikutnya sudah memuatnya."), ".show", unit=unit, period=period)


@blueprint.get("/kantor/<unit>/<period>/laporan.<kind>")
@access(Permission.READ_REPORTS)
def download(unit: str, period: str, kind: str) -> AnyResponse:  # noqa: ARG001 - the guard has found the office.
    """Send an office's report in a format."""
    _when, office = _office_or_404(period)
    return _send(bundle.office_documents(db.session, office), kind, office.unit_id)


def _send(documents: Sequence[Document], kind: str, unit_id: int | None = None) -> AnyResponse:
    document = next((item for item in documents if item.name.endswith(f".{kind}")), None)
    if document is None:
        abort(404)
    name = document.name.rpartition("/")[2]
    content = bundle.fetch(document, _shelf()).read_bytes()
    _note_download(name, unit_id)
    return answers.attachment(content, bundle.MIMETYPES[kind], name)


def _note_download(name: str, unit_id: int | None) -> None:
    db.session.rollback()  # The documents were read in a transaction of their own, which ends here.
    begin_write(db.session)
    trail.note(db.session, "downloaded", "reports", subject_id=name, unit_id=unit_id)
    db.session.commit()


@blueprint.get("/<period>/rekapitulasi.<kind>")
@access(Permission.READ_REPORTS)
def summary(period: str, kind: str) -> AnyResponse:
    """Send the summary of all offices in a format."""
    when, offices = _all_offices_or_404(period)
    return _send(_summary(when, offices), kind)


@blueprint.get("/<period>/bukti-pekppp.xlsx")
@access(Permission.READ_REPORTS)
def evidence(period: str) -> AnyResponse:
    """Send the list of proofs for the PEKPPP assessment."""
    when, offices = _all_offices_or_404(period)
    return _send([_evidence(when, offices)], "xlsx")


def _all_offices_or_404(label: str) -> tuple[Period, list[OfficeReport]]:
    """Return every office's report; only for those whose reach is everything."""
    period, offices = _offices_or_404(label)
    if _reach() is not None:
        abort(403)
    return period, offices


def _offices_or_404(label: str) -> tuple[Period, list[OfficeReport]]:
    period = _period_or_404(label)
    offices = gather(db.session, period, _reach(), _setting())
    if not offices:
        abort(404)
    return period, offices


def _summary(period: Period, offices: Sequence[OfficeReport]) -> list[Document]:
    government = queries.find_government_edition(db.session, period, GOVERNMENT)
    return bundle.summary_documents(summarise(offices, government, period, _setting()), period.label)


def _evidence(period: Period, offices: Sequence[OfficeReport]) -> Document:
    demo = any(office.edition.demo for office in offices)
    return bundle.evidence_document(prove(offices, period, _setting()), period.label, demo=demo)


def _everything(period: Period, offices: Sequence[OfficeReport]) -> list[Document]:
    """Return all documents that somebody may have of a period."""
    documents = [document for office in offices for document in bundle.office_documents(db.session, office)]
    if _reach() is None:
        documents += [*_summary(period, offices), _evidence(period, offices)]
    return documents


@blueprint.get("/<period>/semua")
@access(Permission.READ_REPORTS)
def everything(period: str) -> AnyResponse:
    """Show how many of a period's documents are ready."""
    when, offices = _offices_or_404(period)
    documents = _everything(when, offices)
    return _progress(when, offices, documents, left=len(bundle.missing(documents, _shelf())), running=False)


def _progress(
    period: Period, offices: Sequence[OfficeReport], documents: Sequence[Document], *, left: int, running: bool
) -> Response:
    return _html(
        "everything",
        period=period,
        without=[office for office in offices if office.report is None],
        total=len(documents),
        ready=len(documents) - left,
        running=running,
    )


@blueprint.get("/<period>/semua/siapkan")
@access(Permission.READ_REPORTS)
def preparing(period: str) -> AnyResponse:
    """Prepare documents for a moment, show how far it got, and have the browser come back until all are ready.

    Doing it again does nothing twice, and whoever leaves finds later what was made.
    """
    when, offices = _offices_or_404(period)
    documents, shelf = _everything(when, offices), _shelf()
    until = monotonic() + PATIENCE
    left = bundle.prepare(documents, shelf, time_is_up=lambda: monotonic() >= until)
    if not left:
        shelf.forget_old(datetime.now(UTC))
    response = _progress(when, offices, documents, left=left, running=True)
    if left:
        response.headers["Refresh"] = "1"
    return response


@blueprint.get("/<period>/semua.zip")
@access(Permission.READ_REPORTS)
def everything_zip(period: str) -> AnyResponse:
    """Send all documents of a period in one file, once they are ready."""
    when, offices = _offices_or_404(period)
    documents, shelf = _everything(when, offices), _shelf()
    if bundle.missing(documents, shelf):
        return redirect(url_for(".preparing", period=period), 303)
    files = [(document.name, bundle.fetch(document, shelf)) for document in documents]
    name = f"laporan-skm-{when.label}.zip"
    _note_download(name, None)
    return Response(
        bundle.pack(files),
        mimetype="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
