"""Training: how courses are held, what they teach, and the hours (JP, jam pelajaran) somebody should reach.

Sources: UU 20/2023 art. 49 (learning is a duty), Permenpan RB 38/2017 (managerial competences). The 20 hours a
year are the commonly applied rule.
"""

import hmac
import re
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from portal.domain.periods import WITA

YEARLY_HOURS = 20
"""JP that every officer should reach in a year."""


class CourseForm(StrEnum):
    """How a course is held."""

    CLASSICAL = "classical"
    NON_CLASSICAL = "non_classical"


class Competence(StrEnum):
    """What a course teaches or a plan develops."""

    INTEGRITY = "integrity"
    COOPERATION = "cooperation"
    COMMUNICATION = "communication"
    RESULTS = "results"
    SERVICE = "service"
    DEVELOPMENT = "development"
    CHANGE = "change"
    DECISIONS = "decisions"
    UNITY = "unity"  # Perekat Bangsa
    TECHNICAL = "technical"  # what one post needs


class EnrolmentState(StrEnum):
    """Where somebody stands in a run of a course."""

    ENROLLED = "enrolled"
    WAITING = "waiting"
    CANCELLED = "cancelled"


class NeedSource(StrEnum):
    """What a training need was seen in."""

    ELEMENT = "element"  # a weak element of the office's edition
    BEHAVIOUR = "behaviour"  # a behaviour rated below what was expected
    INDICATOR = "indicator"  # an indicator that is behind
    OWN_WISH = "own_wish"


def place_for(taken: int, seats: int) -> EnrolmentState:
    """Return what somebody gets who asks for a place: a seat, or a place in the waiting line."""
    return EnrolmentState.ENROLLED if taken < seats else EnrolmentState.WAITING


def may_cancel(starts_on: date, today: date) -> bool:
    """Tell whether an officer may still give a seat back: until the day before a run starts."""
    return today < starts_on


SLOT_SECONDS = 120
"""How long the code on the wall stays the same. The one before it counts, too: somebody may just be scanning."""

_SEAL = 12
_TOKEN = re.compile(r"([0-9]{1,9})-([0-9]{1,10})-([A-Za-z0-9_-]{16})")


@dataclass(frozen=True, kw_only=True, slots=True)
class Token:
    """What the code on the wall holds: a run, and the two minutes it was shown in."""

    run: int
    slot: int

    def is_fresh(self, now: datetime) -> bool:
        """Tell whether it is shown now or was until just before."""
        return slot_of(now) - self.slot in (0, 1)


def slot_of(now: datetime) -> int:
    """Return the number of the two minutes that a moment lies in."""
    return int(now.timestamp()) // SLOT_SECONDS


def make_token(secret: bytes, run: int, slot: int) -> str:
    """Return what the code on the wall holds, sealed so that only this server can make it."""
    return f"{run}-{slot}-{_seal(secret, run, slot)}"


def read_token(secret: bytes, text: str) -> Token | None:
    """Read a scanned code, fresh or old; None where this server did not make it."""
    found = _TOKEN.fullmatch(text)
    if found is None:
        return None
    run, slot = int(found[1]), int(found[2])
    if not hmac.compare_digest(make_token(secret, run, slot), text):
        return None
    return Token(run=run, slot=slot)


def _seal(secret: bytes, run: int, slot: int) -> str:
    digest = hmac.digest(secret, f"attendance:{run}:{slot}".encode(), "sha256")
    return urlsafe_b64encode(digest[:_SEAL]).decode()


def is_on(starts_on: date, ends_on: date, now: datetime) -> bool:
    """Tell whether a run is on at a moment, by the day in WITA."""
    return starts_on <= now.astimezone(WITA).date() <= ends_on
