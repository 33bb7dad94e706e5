"""Where a topic stands: whether the office owes an answer, until when, and what its writer said of it.

The clock is the office's: so many working days from the day a topic was published, and again from each time its
writer says that the answer did not help. A topic is closed by the office's summary, never while an answer is owed,
and not before its writer had time to speak.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from portal.domain.workdays import add_workdays, workdays_between

REPLY_DAYS = 5
"""Working days in which an office answers, unless the settings say otherwise."""

PATIENCE = timedelta(days=14)
"""How long an office waits for the writer's word before it may close a topic that it answered."""


class Origin(StrEnum):
    """Who opened a topic."""

    CITIZEN = "citizen"
    OFFICE = "office"
    CONSULTATION = "consultation"


class State(StrEnum):
    """Where a topic stands."""

    OPEN = "open"
    WAITING = "waiting"
    ANSWERED = "answered"
    SOLVED = "solved"
    CLOSED = "closed"


class Kind(StrEnum):
    """What a post is. SOLVED and UNSOLVED are the writer's word on the office's answer."""

    CITIZEN = "citizen"
    OFFICIAL = "official"
    SUMMARY = "summary"
    HALL = "hall"
    SOLVED = "solved"
    UNSOLVED = "unsolved"


class ClosedError(ValueError):
    """The topic is closed; nothing is added any more."""


class OwedError(ValueError):
    """The office still owes an answer."""


class TooSoonError(ValueError):
    """The writer still has time to say whether the answer helped. from_day: when the office may close."""

    def __init__(self, from_day: date) -> None:
        super().__init__(str(from_day))
        self.from_day = from_day


class NotAskedError(ValueError):
    """There is no answer that the writer could speak about now."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Clock:
    """How deadlines are counted. days: working days to answer. holidays: days off beyond the decree."""

    days: int
    holidays: frozenset[date]

    def due(self, today: date) -> date:
        """Return the last day on which an answer to what came today is in time."""
        return add_workdays(today, self.days, self.holidays)

    def late(self, due_on: date, today: date) -> int:
        """Return how many working days have passed since a deadline; 0 while it has not."""
        return workdays_between(due_on, today, self.holidays)


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """Where a topic stands. due_on: until when the office is to answer, None while it owes nothing."""

    state: State
    due_on: date | None = None
    reopened: int = 0

    @property
    def takes_posts(self) -> bool:
        """Tell whether anybody may still add to it."""
        return self.state is not State.CLOSED

    @property
    def asks_writer(self) -> bool:
        """Tell whether its writer is asked if the answer helped."""
        return self.state is State.ANSWERED

    def is_overdue(self, today: date) -> bool:
        """Tell whether the office has let its deadline pass."""
        return self.due_on is not None and today > self.due_on


def opened(origin: Origin, today: date, clock: Clock) -> Standing:
    """Return where a new topic stands: only a citizen's waits for an answer."""
    if origin is Origin.CITIZEN:
        return Standing(state=State.WAITING, due_on=clock.due(today))
    return Standing(state=State.OPEN)


def answered(standing: Standing) -> Standing:
    """Return where a topic stands after the office spoke. Raises `ClosedError`.

    What nobody waited for stays as it is: an office may add to a topic of its own, or to one that is solved.
    """
    if not standing.takes_posts:
        raise ClosedError
    if standing.state is State.WAITING:
        return replace(standing, state=State.ANSWERED, due_on=None)
    return standing


def judged(standing: Standing, *, helped: bool, today: date, clock: Clock) -> Standing:
    """Return where a topic stands after its writer spoke about the answer. Raises `NotAskedError`."""
    if not standing.asks_writer:
        raise NotAskedError
    if helped:
        return replace(standing, state=State.SOLVED)
    return Standing(state=State.WAITING, due_on=clock.due(today), reopened=standing.reopened + 1)


def closed(standing: Standing, *, answered_on: date | None, today: date) -> Standing:
    """Return a topic's end. answered_on: the day of the office's last answer.

    Raises `ClosedError`, `OwedError` or `TooSoonError`.
    """
    if not standing.takes_posts:
        raise ClosedError
    if standing.state is State.WAITING:
        raise OwedError
    if standing.asks_writer and answered_on is not None and today < answered_on + PATIENCE:
        raise TooSoonError(answered_on + PATIENCE)
    return replace(standing, state=State.CLOSED)


def taken_back(standing: Standing) -> Standing:
    """Return where a topic stands once its first words are gone.

    Nobody waits for an answer to nothing, and nobody is left to say whether one helped.
    """
    if standing.state in (State.WAITING, State.ANSWERED):
        return replace(standing, state=State.OPEN, due_on=None)
    return standing
