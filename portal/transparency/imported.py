"""Results from before the portal: what an office typed in, apart from every edition and never one of them."""

from dataclasses import dataclass
from datetime import date
from typing import cast

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.domain.periods import Period, PeriodKind
from portal.models.statements import ImportedResult
from portal.models.units import Unit


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportedFigure:
    """An imported result. ikm: hundredths. n: None when its source names none. revision: above 0, a correction."""

    period: Period
    ikm: int
    n: int | None
    source: str
    revision: int
    imported_on: date

    @property
    def kind(self) -> PeriodKind:
        """Return the kind of the period, by which pages name it."""
        return self.period.kind

    @property
    def year(self) -> int:
        """Return the year of the period."""
        return self.period.year

    @property
    def number(self) -> int:
        """Return the number of the period in its year."""
        return self.period.number


def imported_results(session: Session, slug: str) -> tuple[ImportedFigure, ...]:
    """Return the newest revision of each imported result of an office, the latest period first."""
    newest = func.max(ImportedResult.revision).over(
        partition_by=(ImportedResult.unit_id, ImportedResult.kind, ImportedResult.sequence)
    )
    ranked = (
        select(ImportedResult.id, ImportedResult.revision, newest.label("newest"))
        .join(Unit, Unit.id == ImportedResult.unit_id)
        .where(Unit.slug == slug)
        .subquery()
    )
    rows = session.scalars(
        select(ImportedResult)
        .join(ranked, ranked.c.id == ImportedResult.id)
        .where(ranked.c.revision == ranked.c.newest)
    )
    return tuple(sorted(map(_figure, rows), key=_place, reverse=True))


def _figure(row: ImportedResult) -> ImportedFigure:
    return ImportedFigure(
        period=Period(kind=cast("PeriodKind", row.kind), sequence=row.sequence),
        ikm=row.ikm,
        n=row.n,
        source=row.source,
        revision=row.revision,
        imported_on=row.imported_on,
    )


def _place(figure: ImportedFigure) -> tuple[int, int]:
    """Return what sorts a result: its last month, and of those that end together the shorter period first."""
    return figure.period.last_month, figure.period.first_month
