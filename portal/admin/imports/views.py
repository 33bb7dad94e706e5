"""Imports over HTTP: what there is, a table that is checked as often as it takes, and then written as a whole."""

import secrets
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from flask import Blueprint, Response, abort, render_template, request, url_for
from sqlalchemy.exc import IntegrityError
from werkzeug.wrappers import Response as AnyResponse

from portal.access import access
from portal.admin.answers import csv_file, done
from portal.admin.employees.actions import AccountTakenError, NipTakenError, SupervisorError
from portal.admin.guard import the_staff
from portal.admin.imports.actions import write_all
from portal.admin.imports.forms import ImportForm
from portal.admin.imports.kinds import EMPLOYEES, REGISTER, VISITS, Kind
from portal.admin.imports.steps import Importer, Step, Verdict, problem_text
from portal.admin.units.actions import CircleError, SlugTakenError
from portal.db import begin_write, db
from portal.domain.csv_import import Column, Table, read
from portal.domain.periods import WITA
from portal.domain.permissions import Permission
from portal.i18n import gettext as _
from portal.i18n import number, words
from portal.site import forget_site

blueprint = Blueprint("imports", __name__, url_prefix="/impor")

WRITE = "impor"
"""The value of the button that writes; any other one checks."""

MOST_SHOWN = 500

Overtaken = (IntegrityError, SlugTakenError, CircleError, NipTakenError, SupervisorError, AccountTakenError)
"""What goes wrong in writing a table that was found right."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What a table comes to. table: as it was read."""

    table: Table
    steps: tuple[Step, ...]

    @property
    def counts(self) -> Counter[Verdict]:
        """Return how many rows come to what."""
        return Counter(step.verdict for step in self.steps)

    @property
    def fine(self) -> bool:
        """Tell whether nothing is wrong."""
        return not self.table.faults and not self.counts[Verdict.WRONG]

    @property
    def ready(self) -> bool:
        """Tell whether nothing is wrong and there is something to write."""
        return self.fine and any(step.write for step in self.steps)

    @property
    def shown(self) -> Sequence[Step]:
        """Return the steps to show: all of them, or of a long table first those that are wrong or do something."""
        if len(self.steps) <= MOST_SHOWN:
            return self.steps
        order = list(Verdict)
        return sorted(self.steps, key=lambda step: (order.index(step.verdict), step.line))[:MOST_SHOWN]


@blueprint.get("/")
@access(Permission.EDIT_REGISTER)
def index() -> str:
    """List what can be imported."""
    mine = [kind for kind in (*REGISTER.values(), VISITS, EMPLOYEES) if the_staff().may(kind.permission)]
    return render_template("staff/imports/index.html", kinds=mine, place=_place)


@blueprint.get("/<kind>")
@access(Permission.EDIT_REGISTER)
def show(kind: str) -> AnyResponse:
    """Ask for a table of the register, or of earlier results."""
    return _page(_kind_or_404(kind), ImportForm())


@blueprint.post("/<kind>")
@access(Permission.EDIT_REGISTER)
def submit(kind: str) -> AnyResponse:
    """Check such a table, or write it."""
    return _take(_kind_or_404(kind))


@blueprint.get("/<kind>.csv")
@access(Permission.EDIT_REGISTER)
def template(kind: str) -> Response:
    """Send such a table with two rows as an example."""
    return _template(_kind_or_404(kind))


@blueprint.get("/kunjungan")
@access(Permission.EDIT_VISITS)
def visits() -> AnyResponse:
    """Ask for a table of visitors."""
    return _page(VISITS, ImportForm())


@blueprint.post("/kunjungan")
@access(Permission.EDIT_VISITS)
def visits_submit() -> AnyResponse:
    """Check a table of visitors, or write it."""
    return _take(VISITS)


@blueprint.get("/kunjungan.csv")
@access(Permission.EDIT_VISITS)
def visits_template() -> Response:
    """Send a table of visitors with two rows as an example."""
    return _template(VISITS)


@blueprint.get("/pegawai")
@access(Permission.EDIT_EMPLOYEES)
def employees() -> AnyResponse:
    """Ask for a table of officers."""
    return _page(EMPLOYEES, ImportForm())


@blueprint.post("/pegawai")
@access(Permission.EDIT_EMPLOYEES)
def employees_submit() -> AnyResponse:
    """Check a table of officers, or write it."""
    return _take(EMPLOYEES)


@blueprint.get("/pegawai.csv")
@access(Permission.EDIT_EMPLOYEES)
def employees_template() -> Response:
    """Send a table of officers with two rows as an example."""
    return _template(EMPLOYEES)


def _kind_or_404(slug: str) -> Kind:
    kind = REGISTER.get(slug)
    if kind is None:
        abort(404)
    return kind


def _page_of(kind: Kind) -> tuple[str, dict[str, Any]]:
    """Return the endpoint of a kind's page, and what it takes."""
    own = {VISITS.slug: "staff.imports.visits", EMPLOYEES.slug: "staff.imports.employees"}
    if kind.slug in own:
        return own[kind.slug], {}
    return "staff.imports.show", {"kind": kind.slug}


def _place(kind: Kind) -> str:
    """Return the address of a kind's page; with `.csv` behind it, that of its template."""
    endpoint, values = _page_of(kind)
    return url_for(endpoint, **values)


def _take(kind: Kind) -> AnyResponse:
    """Check the table that was sent; write it if that was asked for, and nothing is wrong with it.

    A file that was chosen anew is only checked: nobody has seen yet what it would do.
    """
    form = ImportForm()
    writing = request.form.get("step") == WRITE and not form.file.data
    if writing:
        begin_write(db.session)
    if not form.validate():
        return _page(kind, form, status=422)
    outcome = _check(kind, form.text.data)
    if writing and outcome.ready:
        return _write(kind, form, outcome)
    return _page(kind, form, outcome, status=200 if outcome.fine else 422)


def _check(kind: Kind, text: str) -> Outcome:
    table = read(text, [_as_exported(column) for column in kind.columns])
    if table.broken:
        return Outcome(table=table, steps=())
    reach = the_staff().reach(kind.permission)
    importer = Importer(reach=reach, today=datetime.now(WITA).date(), choose=secrets.choice)
    return Outcome(table=table, steps=kind.steps(db.session, table, importer))


def _as_exported(column: Column) -> Column:
    """Return a column that is also known by the heading under which lists are exported to this reader."""
    return replace(column, also=(*column.also, _(column.name.id)))


def _write(kind: Kind, form: ImportForm, outcome: Outcome) -> AnyResponse:
    """Write the whole table or nothing of it."""
    try:
        write_all(db.session, outcome.steps)
        db.session.commit()
    except Overtaken:  # Somebody else wrote between the check and now.
        db.session.rollback()
        form.form_errors.append(_("Datanya berubah selagi diimpor. Tidak ada yang disimpan; periksa sekali lagi."))
        return _page(kind, form, status=422)
    forget_site()
    counts = outcome.counts
    added, changed = number(counts[Verdict.ADD]), number(counts[Verdict.CHANGE])
    message = _("Sudah diimpor: %(added)s ditambahkan, %(changed)s diubah.", added=added, changed=changed)
    endpoint, values = _page_of(kind)
    return done(message, endpoint, **values)


def _page(kind: Kind, form: ImportForm, outcome: Outcome | None = None, status: int = 200) -> Response:
    table = outcome.table if outcome else Table()
    body = render_template(
        "staff/imports/show.html",
        kind=kind,
        form=form,
        outcome=outcome,
        problems=[problem_text(fault, table) for fault in table.broken],
        place=_place,
        crumb=_crumb(kind),
    )
    return Response(body, status, mimetype="text/html")


def _crumb(kind: Kind) -> tuple[str, str] | None:
    """Return the name and the address of the page that leads to a kind's, for those who may open it."""
    if kind is EMPLOYEES:
        return _("Pegawai"), url_for("staff.employees.index")
    return (_("Impor"), url_for(".index")) if the_staff().may(Permission.EDIT_REGISTER) else None


def _template(kind: Kind) -> Response:
    header = [words(column.name) for column in kind.columns]
    rows = [[row.get(column.key, "") for column in kind.columns] for row in kind.examples]
    return csv_file(f"{kind.slug}.csv", header, rows)
