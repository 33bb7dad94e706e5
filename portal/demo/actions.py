"""Fill an empty place with the demo: the register, two years of synthetic answers and a running month."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from random import Random
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from portal.admin.questionnaires.actions import add_version
from portal.admin.site.actions import make_site
from portal.admin.themes.actions import add_default_themes
from portal.demo.answers import MONTHS, SyntheticAnswer, history
from portal.demo.officers import add_officers
from portal.demo.offices import OFFICES, DemoOffice
from portal.demo.staff import add_staff
from portal.domain.periods import WITA, first_day, month_of
from portal.domain.receipts import ALPHABET
from portal.domain.skm_form import SKM_V1
from portal.domain.words import Words
from portal.models import (
    Comment,
    Counter,
    Day,
    Event,
    QuestionnaireVersion,
    Response,
    Service,
    Site,
    Unit,
)

SEED = 65_01
_CODE_LETTERS = 6
_ONE_WITHDRAWN_IN = 60
_SKIPPED: dict[str, str | None] = {item.key: None for item in SKM_V1.profile}

Progress = Callable[[Sequence[DemoOffice]], Iterable[DemoOffice]]
Rows = list[dict[str, Any]]


class PlaceNotEmptyError(RuntimeError):
    """The place already belongs to a portal, so the demo must not be poured into it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Filled:
    """How much of each kind the demo put in."""

    offices: int
    counters: int
    responses: int
    withdrawn: int
    comments: int


@dataclass(frozen=True, kw_only=True, slots=True)
class _Desk:
    """The stored ids that an office's answers point to."""

    unit: int
    version: int
    counters: tuple[int, ...]
    services: dict[str, int]


@dataclass(kw_only=True, slots=True)
class _Sealed:
    """Rows of the sealed tables, gathered to be inserted in bulk."""

    responses: Rows = field(default_factory=list)
    days: Rows = field(default_factory=list)
    events: Rows = field(default_factory=list)
    comments: Rows = field(default_factory=list)


def fill(session: Session, *, today: date, seed: int = SEED, progress: Progress = iter) -> Filled:
    """Fill an empty place with the demo, without publishing anything.

    today: the last day that gets answers; history starts `MONTHS` full months before its month. seed: fixes
    every answer, random id and counter code, which only a demo may do. progress: wraps the offices while they
    are worked through. The caller begins the write and commits. Raises PlaceNotEmptyError when a site exists.
    """
    if session.scalar(select(Site.id)) is not None:
        raise PlaceNotEmptyError
    rng = Random(seed)
    codes = _codes(rng)
    sealed = _Sealed()
    version = _add_register(session, month_of(today) - MONTHS)
    desks = []
    for office in progress(OFFICES):
        desk = _add_office(session, office, version, codes)
        for month, answers in history(office, today, seed):
            _gather(sealed, desk, month, answers, rng)
        desks.append(desk)
    _insert(session, sealed)
    add_default_themes(session)
    accounts = add_staff(session, now=datetime.combine(today, time(), WITA))
    add_officers(session, accounts=accounts, today=today, seed=seed)
    return Filled(
        offices=len(desks),
        counters=sum(len(desk.counters) for desk in desks),
        responses=len(sealed.responses),
        withdrawn=len(sealed.events),
        comments=len(sealed.comments),
    )


def _codes(rng: Random) -> Iterator[str]:
    """Yield counter codes, never the same one twice."""
    given: set[str] = set()
    while True:
        code = "".join(rng.choices(ALPHABET, k=_CODE_LETTERS))
        if code not in given:
            given.add(code)
            yield code


def _add_register(session: Session, first_month: int) -> QuestionnaireVersion:
    """Add the site and the questionnaire."""
    make_site(
        session,
        government=Words("Pemerintah Kabupaten Bulungan", "Bulungan Regency Government"),
        owner=Words("Bagian Organisasi Setda Kabupaten Bulungan", "Organisation Bureau of Bulungan Regency"),
        demo=True,
    )
    version = add_version(session, SKM_V1, starts_month=first_month)
    version.frozen = True
    session.flush()
    return version


def _add_office(
    session: Session, office: DemoOffice, version: QuestionnaireVersion, codes: Iterator[str]
) -> _Desk:
    """Add an office with its services and counters."""
    unit = Unit(
        slug=office.slug,
        name_id=office.name.id,
        name_en=office.name.en,
        address=office.address,
        officers=office.officers,
        opened_on=first_day(version.starts_month),
    )
    services = _services(office, unit)
    counters = [
        Counter(
            unit=unit,
            code=next(codes),
            name_id=counter.name.id,
            name_en=counter.name.en,
            services=[services[slug] for slug in counter.services],
        )
        for counter in office.counters
    ]
    session.add_all([unit, *counters])
    session.flush()
    return _Desk(
        unit=unit.id,
        version=version.id,
        counters=tuple(counter.id for counter in counters),
        services={slug: service.id for slug, service in services.items()},
    )


def _services(office: DemoOffice, unit: Unit) -> dict[str, Service]:
    return {
        service.slug: Service(
            unit=unit,
            slug=service.slug,
            name_id=service.name.id,
            name_en=service.name.en,
            standard=service.standard,
        )
        for service in office.services
    }


def _gather(sealed: _Sealed, desk: _Desk, month: int, answers: list[SyntheticAnswer], rng: Random) -> None:
    """Gather the rows of an office's month."""
    for answer in answers:
        response = _response_row(answer, desk, month, rng)
        sealed.responses.append(response)
        if rng.randrange(_ONE_WITHDRAWN_IN) == 0:
            sealed.events.append(_withdrawal_row(response, rng))
        if answer.comment:
            sealed.comments.append(_comment_row(answer.comment, desk, month, rng))
    days = sorted({answer.day for answer in answers})
    sealed.days += [{"unit_id": desk.unit, "day": day} for day in days]


def _response_row(answer: SyntheticAnswer, desk: _Desk, month: int, rng: Random) -> dict[str, Any]:
    return {
        "unit_id": desk.unit,
        "month": month,
        "id": rng.randbytes(16),
        "counter_id": desk.counters[answer.counter],
        "service_id": desk.services[answer.service],
        "version_id": desk.version,
        "part": answer.part,
        "tier": answer.tier,
        "language": answer.language,
        "scores": answer.scores,
        "total": answer.total,
        **_SKIPPED,
        **answer.profile,
    }


def _withdrawal_row(response: dict[str, Any], rng: Random) -> dict[str, Any]:
    return {
        "id": rng.randbytes(16),
        "unit_id": response["unit_id"],
        "month": response["month"],
        "response_id": response["id"],
        "kind": "withdrawn",
    }


def _comment_row(text: str, desk: _Desk, month: int, rng: Random) -> dict[str, Any]:
    return {
        "unit_id": desk.unit,
        "id": rng.randbytes(16),
        "month": month,
        "text": text,
        "handle": rng.randbytes(32),
    }


def _insert(session: Session, sealed: _Sealed) -> None:
    session.execute(insert(Response), sealed.responses)
    session.execute(insert(Day), sealed.days)
    session.execute(insert(Event), sealed.events)
    session.execute(insert(Comment), sealed.comments)
