"""Days off that staff added here, beyond weekends and the yearly joint decree."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.models.notices import Holiday


def added_holidays(session: Session) -> frozenset[date]:
    """Return the days on which offices are closed though no decree that the portal knows says so."""
    return frozenset(session.scalars(select(Holiday.day)))


def named_holidays(session: Session) -> list[tuple[date, str]]:
    """Return the same days with their names, the latest first."""
    rows = session.execute(select(Holiday.day, Holiday.name).order_by(Holiday.day.desc()))
    return [(row.day, row.name) for row in rows]
