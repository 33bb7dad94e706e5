"""Reads of the record's editions, for every room."""

from collections.abc import Collection, Iterable

from sqlalchemy import Subquery, case, func, select
from sqlalchemy.orm import Session, defer

from portal.domain.figures import INTERIM, YEAR, EditionLine, Published, parse
from portal.models.editions import Edition

_WITHOUT_DOCUMENT = defer(Edition.document)


def list_editions(session: Session, scope: str) -> list[EditionLine]:
    """Return all editions of a scope without their documents, newest first, the year after its last part."""
    query = (
        select(Edition)
        .options(_WITHOUT_DOCUMENT)
        .where(Edition.scope == scope)
        .order_by(Edition.cutoff.desc(), *_PREFERENCE, Edition.revision.desc())
    )
    rows = session.scalars(query).all()
    latest: dict[tuple[str, int], int] = {}
    for row in rows:
        key = (row.kind, row.sequence)
        latest[key] = max(row.revision, latest.get(key, 0))
    return [_line(row, current=latest[row.kind, row.sequence] == row.revision) for row in rows]


def _line(row: Edition, *, current: bool) -> EditionLine:
    return EditionLine(
        id=row.id,
        hash=row.hash,
        scope=row.scope,
        kind=row.kind,
        sequence=row.sequence,
        revision=row.revision,
        cutoff=row.cutoff,
        closed_on=row.closed_on,
        has_figure=row.has_figure,
        current=current,
    )


_PREFERENCE = (case((Edition.kind == INTERIM, 2), (Edition.kind == YEAR, 1), else_=0), Edition.kind)
"""Among editions of one cutoff: the official period, then the year, then the interim edition."""


def read_editions(session: Session, ids: Collection[str]) -> dict[str, Published]:
    """Return editions by id, read whole."""
    query = select(Edition.document, Edition.hash).where(Edition.id.in_(ids)).order_by(Edition.id)
    read = (parse(document, digest) for document, digest in session.execute(query))
    return {edition.id: edition for edition in read}


def choose_headline(lines: Iterable[EditionLine]) -> EditionLine | None:
    """Choose, out of lines with the newest first, the first official figure, else the first interim one."""
    shown = [line for line in lines if line.has_figure]
    return next((line for line in shown if not line.interim), shown[0] if shown else None)


def headlines(session: Session, scopes: Collection[str] | None = None) -> dict[str, Published]:
    """Return the headline edition of these scopes, or of all, chosen as `choose_headline` does."""
    current = _current_figures(scopes)
    order = (
        case((current.c.kind == INTERIM, 1), else_=0),
        current.c.cutoff.desc(),
        case((current.c.kind == YEAR, 1), else_=0),
    )
    place = func.row_number().over(partition_by=current.c.scope, order_by=order).label("place")
    ranked = select(current.c.id, place).subquery()
    query = (
        select(Edition.document, Edition.hash)
        .join(ranked, ranked.c.id == Edition.id)
        .where(ranked.c.place == 1)
        .order_by(Edition.scope)
    )
    read = (parse(document, digest) for document, digest in session.execute(query))
    return {edition.scope: edition for edition in read}


def _current_figures(scopes: Collection[str] | None = None) -> Subquery:
    """Return the editions that no later revision replaces and that have a figure."""
    latest = func.max(Edition.revision).over(partition_by=(Edition.scope, Edition.kind, Edition.sequence))
    columns = (Edition.id, Edition.scope, Edition.kind, Edition.cutoff, Edition.closed_on)
    query = select(*columns, Edition.revision, Edition.has_figure, latest.label("latest"))
    all_editions = (query if scopes is None else query.where(Edition.scope.in_(scopes))).subquery()
    return (
        select(all_editions)
        .where(all_editions.c.revision == all_editions.c.latest, all_editions.c.has_figure)
        .subquery()
    )


def newest_editions(session: Session, limit: int) -> list[Published]:
    """Return the editions with a figure that were closed last."""
    current = _current_figures()
    query = (
        select(Edition.document, Edition.hash)
        .join(current, current.c.id == Edition.id)
        .order_by(Edition.closed_on.desc(), Edition.cutoff.desc(), Edition.scope, *_PREFERENCE)
        .limit(limit)
    )
    return [parse(document, digest) for document, digest in session.execute(query)]


def page_of_editions(
    session: Session, *, unit: str | None, kind: str | None, offset: int, limit: int
) -> list[EditionLine]:
    """Return editions of every revision, newest first; `unit` is a scope, `kind` an edition's kind."""
    query = select(Edition).options(_WITHOUT_DOCUMENT)
    if unit is not None:
        query = query.where(Edition.scope == unit)
    if kind is not None:
        query = query.where(Edition.kind == kind)
    query = query.order_by(Edition.cutoff.desc(), Edition.id).offset(offset).limit(limit)
    return [_line(row, current=True) for row in session.scalars(query)]
