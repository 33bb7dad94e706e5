"""Keep what an office types into its report."""

from sqlalchemy.orm import Session

from portal.admin.reports.texts import ReportTexts, to_stored
from portal.domain.periods import Period
from portal.models.reports import Report
from portal.models.units import Unit


def keep_texts(session: Session, unit_id: int, period: Period, texts: ReportTexts) -> None:
    """Store the typed parts of an office's report; the session must be writing."""
    session.get_one(Unit, unit_id, with_for_update={"key_share": True})  # Two who begin one report take turns.
    row = session.get(Report, (unit_id, period.kind, period.sequence))
    if row is None:
        row = Report(unit_id=unit_id, kind=period.kind, sequence=period.sequence)
        session.add(row)
    row.texts = to_stored(texts)
    session.flush()
