"""Posters over HTTP: of one counter, of an office, or of everything that somebody may read, as one PDF."""

from typing import get_args

from flask import Response, request
from werkzeug.wrappers import Response as AnyResponse

from portal.admin.answers import done
from portal.admin.counters import queries
from portal.admin.counters.opening import blueprint, portal_address, reads
from portal.admin.guard import the_office, the_staff
from portal.db import db
from portal.documents.poster import Paper, PosterContent, poster_of, render_posters
from portal.domain.permissions import Permission
from portal.i18n import gettext as _
from portal.site import current_site

MOST_POSTERS = 500
"""The most posters in one file: more is slow to make and to print."""


@blueprint.get("/kantor/<unit>/loket/<code>/poster.pdf")
@reads
def of_counter(unit: str, code: str) -> AnyResponse:  # noqa: ARG001 - the guard has found the office.
    """Return the poster of one counter."""
    rows = queries.open_counters(db.session, _reach(), codes=[code], unit_id=the_office().id)
    return _posters(rows, f"poster-{code}")


@blueprint.get("/kantor/<unit>/poster.pdf")
@reads
def of_unit(unit: str) -> AnyResponse:  # noqa: ARG001 - the guard has found the office.
    """Return the posters of an office's open counters."""
    rows = queries.open_counters(db.session, _reach(), unit_id=the_office().id)
    return _posters(rows, f"poster-{the_office().slug}")


@blueprint.get("/loket/poster.pdf")
@reads
def of_selected() -> AnyResponse:
    """Return the posters of the open counters that were ticked, or of all when none was."""
    codes = request.args.getlist("pilih") or None
    return _posters(queries.open_counters(db.session, _reach(), codes=codes), "poster-loket")


def _reach() -> frozenset[int] | None:
    return the_staff().reach(Permission.READ_REGISTER)


def _posters(rows: list[queries.CounterRow], filename: str) -> AnyResponse:
    """Print the counters on the paper that the address asks for, A4 unless it makes sense."""
    if not rows:
        return done(_("Tidak ada loket yang menerima jawaban, jadi tidak ada poster."), "staff.counters.index")
    if len(rows) > MOST_POSTERS:
        said = _(
            "Paling banyak %(most)s poster sekaligus. Cetak per kantor atau centang sebagian.", most=MOST_POSTERS
        )
        return done(said, "staff.counters.index")
    named = {"Content-Disposition": f'inline; filename="{filename}.pdf"'}
    pdf = render_posters([_content(row) for row in rows], _paper())
    return Response(pdf, headers=named, mimetype="application/pdf")


def _content(row: queries.CounterRow) -> PosterContent:
    whose = current_site()
    return poster_of(row.unit, row.name, row.code, public_url=portal_address(), owner=whose.owner, demo=whose.demo)


def _paper() -> Paper:
    asked = request.args.get("kertas")
    return next((paper for paper in get_args(Paper) if paper == asked), "a4")
