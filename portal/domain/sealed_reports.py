"""Reports through the quiet door: what they are about, what becomes of them, to whom they may go on.

A report is no answer to a survey. It counts nowhere, and nothing here leads to a figure.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.domain.words import Words

PURPOSE = "report"
"""What the keys of this door's forms and the handles of its receipts are good for."""

SHORTEST, LONGEST = 20, 5000
"""Characters of a report."""

MESSAGE_LENGTH = 2000
"""Characters that one message may have at most."""

WRITER_MESSAGES = 20
"""How often the writer of a report may add something."""


class Kind(StrEnum):
    """What was done to somebody."""

    MONEY = "money"  # asked for money or for a gift
    HARASSMENT = "harassment"
    MISTREATMENT = "mistreatment"  # discrimination among it
    OTHER = "other"


class State(StrEnum):
    """What became of a report."""

    RECEIVED = "received"
    READING = "reading"
    HANDED_OVER = "handed_over"
    CLOSED = "closed"


class Side(StrEnum):
    """Who wrote a message."""

    REVIEWER = "reviewer"
    WRITER = "writer"


class Authority(StrEnum):
    """To whom a report can go on."""

    LAPOR = "sp4n-lapor"
    INSPECTORATE = "inspektorat"
    OMBUDSMAN = "ombudsman"
    POLICE = "polri"


AUTHORITY_NAMES: Mapping[Authority, Words] = {
    Authority.LAPOR: Words("SP4N-LAPOR!", "SP4N-LAPOR!"),
    Authority.INSPECTORATE: Words("Inspektorat", "the Inspectorate"),
    Authority.OMBUDSMAN: Words("Ombudsman RI", "the Ombudsman of Indonesia"),
    Authority.POLICE: Words("Kepolisian (Polri)", "the police (Polri)"),
}


class EndedError(ValueError):
    """The report is closed, or no longer where this step begins."""


class ForbiddenAuthorityError(ValueError):
    """The writer did not allow the report to go there."""


class FullError(ValueError):
    """The writer has added as much as there is room for."""


_NEXT: Mapping[State, frozenset[State]] = {
    State.RECEIVED: frozenset({State.READING, State.HANDED_OVER, State.CLOSED}),
    State.READING: frozenset({State.HANDED_OVER, State.CLOSED}),
    State.HANDED_OVER: frozenset({State.CLOSED}),
    State.CLOSED: frozenset(),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Handover:
    """To whom a report went on, when, and under which number it is found there."""

    to: Authority
    reference: str
    day: date

    def as_text(self) -> str:
        """Return the hand-over as it is kept, enciphered."""
        return json.dumps({"to": self.to, "reference": self.reference, "day": self.day.isoformat()})


def read_handover(text: str) -> Handover:
    """Read a hand-over back from its kept form."""
    kept = json.loads(text)
    return Handover(to=Authority(kept["to"]), reference=kept["reference"], day=date.fromisoformat(kept["day"]))


def may_become(state: State, to: State) -> bool:
    """Tell whether a report may go from one state to another."""
    return to in _NEXT[state]


def require_step(state: State, to: State) -> None:
    """Raise `EndedError` unless a report may go from one state to another."""
    if not may_become(state, to):
        raise EndedError


def authorities(*, may_hand_over: bool) -> tuple[Authority, ...]:
    """Return to whom a report may go on; to SP4N-LAPOR! only if its writer allowed it."""
    return tuple(each for each in Authority if may_hand_over or each is not Authority.LAPOR)


def require_room(sides: Sequence[Side], side: Side) -> None:
    """Raise `FullError` when the writer wants to add to what is as much as there is room for.

    sides: who wrote each message so far.
    """
    if side is Side.WRITER and sides.count(Side.WRITER) >= WRITER_MESSAGES:
        raise FullError
