"""Objections to an evaluation (keberatan): their clock in working days, and when one may be decided.

Source: PP 30/2019 article 59: to the superior of whoever assessed, with reasons, within 14 days of receipt; both
are heard; the decision is final. The portal counts working days, which favours the officer, from the day on which
the officer signed the receipt; before that an objection is always in time. It gives the decision as many.
"""

from datetime import date, datetime
from enum import StrEnum

from portal.domain.periods import WITA
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


class NewRatingsError(ValueError):
    """The decision says `kept` and brings other ratings all the same."""


def objection_until(received_at: datetime, days: int, extra_holidays: frozenset[date] = NO_HOLIDAYS) -> date:
    """Return the last day to object. received_at: its day in WITA does not count. days: working days."""
    return add_workdays(received_at.astimezone(WITA).date(), days, extra_holidays)


def decide_by(filed_on: date, days: int, extra_holidays: frozenset[date] = NO_HOLIDAYS) -> date:
    """Return the day by which an objection is to be decided."""
    return add_workdays(filed_on, days, extra_holidays)


def may_object(today: date, until: date | None) -> bool:
    """Tell whether there is time to object: the last day counts to its end. until: None before the receipt."""
    return until is None or today <= until


def days_left(today: date, until: date, extra_holidays: frozenset[date] = NO_HOLIDAYS) -> int:
    """Return the working days that are left after today; 0 on the last day and later."""
    return workdays_between(today, until, extra_holidays)


Ratings = tuple[Rating, Rating]
"""The overall ratings of results and of behaviours."""


def check_decision(
    decision: Decision, *, heard: tuple[str, str], before: Ratings, after: Ratings | None
) -> Ratings:
    """Return the ratings that hold after a decision. heard: what the officer and the supervisor said.

    Raises NotHeardError, NewRatingsError, NothingChangedError.
    """
    if not all(text.strip() for text in heard):
        raise NotHeardError
    chosen = None if after == before else after
    if decision is Decision.KEPT and chosen is not None:
        raise NewRatingsError
    if decision is Decision.CHANGED and chosen is None:
        raise NothingChangedError
    return chosen or before
