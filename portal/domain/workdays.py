"""Working days of government offices: Monday to Friday without national holidays and cuti bersama.

The holidays come from the yearly joint decree of three ministers (SKB 3 Menteri), as the library lokal-id
knows them; nothing else in the portal asks it for dates. Days are plain dates in WITA. `extra_holidays` takes
what the library lacks: a day that a later decree or the regent adds, or a whole year it does not cover.
Hospitals and counters that serve on such days by roster are still counted in office days.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from lokal import holidays as _library

_DAY = timedelta(days=1)
_DECREED = frozenset(
    date.fromisoformat(holiday.date)
    for year in _library.HOLIDAY_YEARS
    for holiday in _library.get_holidays(year).holidays
)
NO_HOLIDAYS: frozenset[date] = frozenset()


class NegativeCountError(ValueError):
    """A negative number of working days was asked for."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DayOff:
    """A day off by decree. joint_leave: cuti bersama, else a national holiday. name: as the decree says it."""

    day: date
    name: str
    joint_leave: bool


def decreed(year: int) -> tuple[DayOff, ...]:
    """Return the days off of a year's decree in order; none where the decree is not known."""
    if not covers(year):
        return ()
    return tuple(
        DayOff(day=date.fromisoformat(each.date), name=each.name, joint_leave=each.type == "cuti_bersama")
        for each in _library.get_holidays(year).holidays
    )


def covers(year: int) -> bool:
    """Tell whether the year's decree is known; if not, only weekends and `extra_holidays` are off."""
    return year in _library.HOLIDAY_YEARS


def is_workday(day: date, extra_holidays: frozenset[date] = NO_HOLIDAYS) -> bool:
    """Tell whether offices work on a day."""
    return day.weekday() < 5 and day not in _DECREED and day not in extra_holidays


def add_workdays(start: date, count: int, extra_holidays: frozenset[date] = NO_HOLIDAYS) -> date:
    """Return the working day that is `count` working days after `start`.

    The count begins on the day after `start`, which need not be a working day; 0 gives `start` itself.
    Raises NegativeCountError.
    """
    if count < 0:
        raise NegativeCountError(f"{count} working days")
    day = start
    while count:
        day += _DAY
        count -= is_workday(day, extra_holidays)
    return day


@lru_cache(4096)
def workdays_between(start: date, end: date, extra_holidays: frozenset[date] = NO_HOLIDAYS) -> int:
    """Return how many working days follow `start`, up to `end` included; 0 when `end` is not later."""
    days = (start + _DAY * step for step in range(1, (end - start).days + 1))
    return sum(is_workday(day, extra_holidays) for day in days)
