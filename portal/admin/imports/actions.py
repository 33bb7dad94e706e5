"""Writing what a checked table says."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy.orm import Session

from portal.admin.imports.steps import Step
from portal.domain.periods import Period
from portal.models.statements import ImportedResult


def write_all(session: Session, steps: Iterable[Step]) -> None:
    """Take every step that has something to write, in the table's order."""
    for step in steps:
        if step.write is not None:
            step.write(session)
    session.flush()


def record_imported_result(
    session: Session,
    unit_id: int,
    period: Period,
    *,
    n: int | None,
    ikm: int,
    source: str,
    corrects: ImportedResult | None,
    today: date,
) -> ImportedResult:
    """Record a result from before the portal. ikm: hundredths. corrects: the revision that this one replaces."""
    result = ImportedResult(
        unit_id=unit_id,
        kind=period.kind,
        sequence=period.sequence,
        revision=corrects.revision + 1 if corrects else 0,
        n=n,
        ikm=ikm,
        source=source,
        imported_on=today,
    )
    session.add(result)
    session.flush()
    return result
