"""Officers: what their number (NIP) says, the grades there are, and who leads whom.

Source: the layout of the NIP by BKN. Eighteen digits: the day of birth (8), of a civil servant the year and month
of appointment (6), of an officer on contract its year and a code (6), the sex (1 or 2), and a serial number (3).
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

NIP_DIGITS = 18
YOUNGEST = 16
"""Years: nobody is appointed younger."""


class Status(StrEnum):
    """How an officer serves."""

    PNS = "pns"  # civil servant
    PPPK = "pppk"  # on contract


class NipFault(StrEnum):
    """What is wrong with a number."""

    LENGTH = "length"  # not eighteen digits
    BIRTH = "birth"  # its first eight digits are no day
    APPOINTMENT = "appointment"  # the next six are no year and month
    FUTURE = "future"  # appointed after today
    AGE = "age"  # appointed as a child, or before being born
    SEX = "sex"  # the fifteenth digit is neither 1 nor 2


def nip_fault(nip: str, status: Status, today: date) -> NipFault | None:
    """Return the first thing that is wrong with a number, None for a good one."""
    if not (len(nip) == NIP_DIGITS and nip.isascii() and nip.isdigit()):
        return NipFault.LENGTH
    born, year, month = _day(nip[:8]), int(nip[8:12]), int(nip[12:14])
    if born is None:
        return NipFault.BIRTH
    if status is Status.PNS and not 1 <= month <= 12:
        return NipFault.APPOINTMENT
    # On contract the month is not told, and for nobody the day: whatever is in the number's favour is taken.
    start, end = (month, month) if status is Status.PNS else (1, 12)
    if (year, start) > (today.year, today.month):
        return NipFault.FUTURE
    if (born.year + YOUNGEST, born.month) > (year, end):
        return NipFault.AGE
    return None if nip[14] in "12" else NipFault.SEX


def _day(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def hidden_nip(nip: str | None) -> str:
    """Return a number without the day of birth, for lists: the rest tells people apart."""
    return "" if nip is None else "•" * 8 + nip[8:]


_ROMANS = (
    "I",
    "II",
    "III",
    "IV",
    "V",
    "VI",
    "VII",
    "VIII",
    "IX",
    "X",
    "XI",
    "XII",
    "XIII",
    "XIV",
    "XV",
    "XVI",
    "XVII",
)
GRADES: Mapping[Status, tuple[str, ...]] = {
    Status.PNS: (
        *(f"{group}/{step}" for group in ("I", "II", "III") for step in "abcd"),
        *(f"IV/{s}" for s in "abcde"),
    ),
    Status.PPPK: _ROMANS,
}
"""The grades of each status, the lowest first."""


def would_circle(employee_id: int, supervisor_id: int, supervisors: Mapping[int, int | None]) -> bool:
    """Tell whether leading an officer would make somebody their own superior, near or far.

    supervisors: officer -> who leads them, at least for everybody above the new supervisor.
    """
    above: int | None = supervisor_id
    seen = set()
    while above is not None and above not in seen:
        if above == employee_id:
            return True
        seen.add(above)
        above = supervisors.get(above)
    return False
