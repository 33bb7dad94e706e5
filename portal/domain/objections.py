"""Objections to an evaluation (keberatan): their clock in working days, and when one may be decided.

Source: PP 30/2019 article 59: to the superior of whoever assessed, with reasons, within 14 days; both are heard;
the decision is final. The portal counts working days, which favours the officer, and gives the decision as many.
"""

from datetime import date
from enum import StrEnum

from portal.domain.predicate import Rating
from portal.domain.workdays import NO_HOLIDAYS, add_workdays, workdays_between

SHORTEST_OBJECTION = 40
"""Letters of an officer's reasons."""


class Decision(StrEnum):
    """How an objection ended."""

    KEPT = "kept"
    CHANGED = "changed"


class NotHeardError(ValueError):
    """The officer or the supervisor was not heard yet."""


class NothingChangedError(ValueError):
    """The decision says `changed` with the ratings that the evaluation has already."""


def objection_until(given_on: date, days: int, extra_holidays: frozenset[date] = NO_HOLIDAYS) -> date:
    """Return the last day to object. given_on: in WITA; it does not count. days: working days."""
    return add_workdays(given_on, days, extra_holidays)


def decide_by(filed_on: date, days: int, extra_holidays: frozenset[date] = NO_HOLIDAYS) -> date:
    """Return the day by which an objection is to be decided."""
    return add_workdays(filed_on, days, extra_holidays)


def may_object(today: date, until: date) -> bool:
    """Tell whether there is still time to object: the last day counts to its end."""
    return today <= until


def days_left(today: date, until: date, extra_holidays: frozenset[date] = NO_HOLIDAYS) -> int:
    """Return the working days that are left after today; 0 on the last day and later."""
    return workdays_between(today, until, extra_holidays)


Ratings = tuple[Rating, Rating]
"""The overall ratings of results and of behaviours."""


def check_decision(
    decision: Decision, *, heard: tuple[str, str], before: Ratings, after: Ratings | None
) -> Ratings:
    """Return the ratings that hold after a decision. heard: what the officer and the supervisor said.

    Raises NotHeardError, NothingChangedError.
    """
    if not all(text.strip() for text in heard):
        raise NotHeardError
    if decision is Decision.KEPT:
        return before
    if after is None or after == before:
        raise NothingChangedError
    return after
