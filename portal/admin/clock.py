"""What time it is where the portal serves."""

from datetime import date, datetime

from portal.domain.periods import WITA


def now() -> datetime:
    """Return the moment it is, in WITA."""
    return datetime.now(WITA)


def today() -> date:
    """Return the day it is in WITA."""
    return now().date()
