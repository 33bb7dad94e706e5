"""Days off that staff added here, beyond weekends and the yearly joint decree."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.models.notices import Holiday


def added_holidays(session: Session) -> frozenset[date]:
    """Return the days on which offices are closed though no decree that the portal knows says so."""
    return frozenset(session.scalars(select(Holiday.day)))
