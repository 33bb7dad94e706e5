"""Reads of the retention settings."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.retention import in_force
from portal.models.targets import Retention


def kept_months(session: Session) -> dict[str, int]:
    """Return kind -> months that its data are kept, with the default where nothing was decided."""
    decided = session.execute(select(Retention.kind, Retention.months).order_by(Retention.kind))
    return in_force((row.kind, row.months) for row in decided)
