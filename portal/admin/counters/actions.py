"""What the survey's owner does with counters. A counter is closed, never removed; a code is never given twice."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.admin.audit import trail
from portal.domain.receipts import ALPHABET
from portal.domain.words import Words
from portal.models.counters import Counter
from portal.models.targets import OldCode
from portal.models.units import Service

CODE_LETTERS = 6

Choose = Callable[[Sequence[str]], str]
"""Picks one of several letters, in a way that nobody foresees."""


@dataclass(frozen=True, kw_only=True, slots=True)
class CounterFacts:
    """What is written down about a counter; see `portal.models.counters.Counter`. service_ids: what it offers."""

    name: Words
    hours: str
    officers: int | None
    service_ids: Collection[int]


def find_counter(session: Session, unit_id: int, code: str) -> Counter | None:
    """Return a counter of an office, to be worked on."""
    return session.scalar(select(Counter).where(Counter.unit_id == unit_id, Counter.code == code))


def add_counter(session: Session, unit_id: int, facts: CounterFacts, *, choose: Choose) -> Counter:
    """Add a counter with a code that nobody had before."""
    counter = Counter(unit_id=unit_id, code=_fresh_code(session, choose))
    _write(session, counter, facts)
    session.add(counter)
    session.flush()
    return counter


def change_counter(session: Session, counter: Counter, facts: CounterFacts) -> None:
    """Write down other facts about a counter; services that it offers come from its own office."""
    before = [service.slug for service in counter.services]
    _write(session, counter, facts)
    after = [service.slug for service in counter.services]
    if before != after:  # Links between counters and services are no rows that the trail sees.
        trail.note(
            session,
            "changed",
            "counters",
            subject_id=str(counter.id),
            unit_id=counter.unit_id,
            services=[before, after],
        )
    session.flush()


def _write(session: Session, counter: Counter, facts: CounterFacts) -> None:
    own = select(Service).where(Service.unit_id == counter.unit_id, Service.id.in_(facts.service_ids))
    services = list(session.scalars(own.order_by(Service.id)))
    counter.name_id, counter.name_en = facts.name.id, facts.name.en
    counter.hours, counter.officers, counter.services = facts.hours, facts.officers, services


def replace_code(session: Session, counter: Counter, *, choose: Choose, today: date) -> str:
    """Give a counter another code and return it. Forms opened with the old one are still taken for their day."""
    session.add(OldCode(code=counter.code, counter_id=counter.id, replaced_on=today))
    counter.code = _fresh_code(session, choose)
    session.flush()
    return counter.code


def _fresh_code(session: Session, choose: Choose) -> str:
    """Draw a code until it is one that no counter has or had."""
    while True:
        code = "".join(choose(ALPHABET) for _ in range(CODE_LETTERS))
        had = select(OldCode.code).where(OldCode.code == code)
        if session.scalar(select(Counter.code).where(Counter.code == code).union(had)) is None:
            return code


def close_counter(session: Session, counter: Counter, today: date) -> None:
    """Take no more answers at a counter."""
    counter.closed_on = counter.closed_on or today
    session.flush()


def reopen_counter(session: Session, counter: Counter) -> None:
    """Take answers at a closed counter again, with its code as it was."""
    counter.closed_on = None
    session.flush()
