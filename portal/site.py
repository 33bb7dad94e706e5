"""Whose portal this is, kept in memory for a moment so that a warm page needs no SQL."""

from dataclasses import dataclass
from time import monotonic
from typing import cast

from flask import Flask, current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.db import db
from portal.domain.periods import PeriodKind
from portal.domain.words import Words
from portal.models.site import Site

FRESH_FOR = 2.0
"""Seconds until what another process changed or published shows on pages kept in memory."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SiteView:
    """The site row. revision: rises with every change of register or record."""

    government: Words
    owner: Words
    period: PeriodKind
    demo: bool
    revision: int


class SiteMissingError(LookupError):
    """The database has no site yet; `portal init` or `portal demo` makes one."""


def get_site(session: Session) -> SiteView:
    """Read the site row."""
    row = session.scalar(select(Site))
    if row is None:
        raise SiteMissingError
    return SiteView(
        government=row.government,
        owner=row.owner,
        period=cast("PeriodKind", row.period),
        demo=row.demo,
        revision=row.revision,
    )


class _Kept:
    def __init__(self) -> None:
        self.until = 0.0
        self.site: SiteView | None = None


def current_site() -> SiteView:
    """Return the site, at most `FRESH_FOR` seconds old."""
    kept: _Kept = current_app.extensions["portal.site"]
    found = kept.site
    if found is None or monotonic() >= kept.until:
        # Read in a session of its own: the request may go on to write, which must not begin by reading.
        with db.sessionmaker() as reading:
            found = get_site(reading)
        kept.site, kept.until = found, monotonic() + FRESH_FOR
    return found


def kept_site(app: Flask) -> SiteView | None:
    """Return the site if it is in an app's memory and fresh; needs no request and no database."""
    kept: _Kept = app.extensions["portal.site"]
    return kept.site if monotonic() < kept.until else None


def forget_site() -> None:
    """Read the site afresh at the next request, after this process changed the register or published."""
    current_app.extensions["portal.site"] = _Kept()


def init_app(app: Flask) -> None:
    """Give the app its own memory of the site."""
    app.extensions["portal.site"] = _Kept()
