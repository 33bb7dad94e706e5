"""Add a day off beyond the decree, or take one away again. Deadlines that were given stay as they are."""

from datetime import date

from sqlalchemy.orm import Session

from portal.domain.workdays import is_workday
from portal.models.notices import Holiday


class OutOfRangeError(ValueError):
    """The day is not to come, or neither of this year nor of the next."""


class DayOffError(ValueError):
    """Offices are closed on that day already: a weekend, a day of the decree, or one that was added."""


class NotAddedError(LookupError):
    """No such day was added."""


def years(today: date) -> tuple[int, int]:
    """Return the years whose days can be added."""
    return today.year, today.year + 1


def add(session: Session, day: date, name: str, *, today: date) -> None:
    """Add a day off; never one that is over, which would change how late an office was.

    Raises `OutOfRangeError` or `DayOffError`.
    """
    if day <= today or day.year not in years(today):
        raise OutOfRangeError
    if not is_workday(day) or session.get(Holiday, day) is not None:
        raise DayOffError
    session.add(Holiday(day=day, name=name))
    session.flush()


def remove(session: Session, day: date, *, today: date) -> None:
    """Take an added day that is still to come away again. Raises `NotAddedError`."""
    row = session.get(Holiday, day)
    if row is None or day <= today:
        raise NotAddedError
    session.delete(row)
    session.flush()
