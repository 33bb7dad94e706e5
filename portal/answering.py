"""What every way of answering shares: the form of a counter, and how a filled one is stored or taken out again.

A citizen sends it from a phone; a clerk keys it from paper.
"""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import insert, or_, select, update
from sqlalchemy.orm import Session, joinedload, selectinload

from portal.db import insert_if_new
from portal.domain import receipts
from portal.domain.periods import Moment
from portal.domain.questionnaire import Answers, Version, from_document
from portal.domain.skm_form import INSTRUMENT
from portal.domain.words import Words
from portal.models.comments import Comment
from portal.models.counters import Counter
from portal.models.questionnaires import Questionnaire, QuestionnaireVersion
from portal.models.responses import Day, Event, Handle, Response
from portal.models.targets import OldCode
from portal.models.units import Unit

COMMENT_LENGTH = 1000

Draw = Callable[[int], bytes]
"""Gives so many random bytes."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ServiceChoice:
    """A service that a counter offers."""

    id: int
    slug: str
    name: Words


@dataclass(frozen=True, kw_only=True, slots=True)
class CounterForm:
    """All that the form of one counter needs. frozen: whether its version was answered before.

    replaced: whether the code is one that the counter had before, so that only forms opened then still arrive.
    """

    code: str
    counter_id: int
    counter: Words
    unit_id: int
    unit_slug: str
    unit: Words
    open: bool
    replaced: bool
    services: tuple[ServiceChoice, ...]
    version_id: int
    version: Version
    frozen: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Origin:
    """How an answer came, and the 16 random bytes it will be known by.

    handle, comment_handle: what leads back to the response and to its comment (see `receipts.handle`).
    keyed_by: the account that keyed it from paper.
    """

    response_id: bytes
    tier: int
    language: str
    handle: bytes
    comment_handle: bytes
    keyed_by: int | None = None


class BatchClosedError(ValueError):
    """The response is in a closed batch and stays in the count."""


def find_counter_form(session: Session, code: str, month: int) -> CounterForm | None:
    """Find a counter by its code, or by one it had, with the questionnaire version in force in a month."""
    if not set(code) <= set(receipts.ALPHABET):
        return None  # No counter has such a code, and PostgreSQL refuses to look for some of them.
    had_it = select(OldCode.counter_id).where(OldCode.code == code)
    counter = session.scalar(
        select(Counter)
        .where(or_(Counter.code == code, Counter.id.in_(had_it)))
        .options(joinedload(Counter.unit), selectinload(Counter.services))
    )
    version = session.scalar(
        select(QuestionnaireVersion)
        .join(Questionnaire)
        .where(Questionnaire.instrument == INSTRUMENT, QuestionnaireVersion.starts_month <= month)
        .order_by(QuestionnaireVersion.starts_month.desc(), QuestionnaireVersion.number.desc())
        .limit(1)
    )
    if counter is None or version is None:
        return None
    return CounterForm(
        code=code,
        counter_id=counter.id,
        counter=counter.name,
        unit_id=counter.unit_id,
        unit_slug=counter.unit.slug,
        unit=counter.unit.name,
        open=counter.closed_on is None and counter.unit.closed_on is None,
        replaced=counter.code != code,
        services=tuple(
            ServiceChoice(id=service.id, slug=service.slug, name=service.name)
            for service in counter.services
            if service.closed_on is None
        ),
        version_id=version.id,
        version=from_document(version.content),
        frozen=version.frozen,
    )


# The table's own INSERTs, made once: half the time of building them for each response from the mapped class.
_RESPONSE, _HANDLE, _COMMENT = (insert(model.__table__) for model in (Response, Handle, Comment))


def store(
    session: Session, form: CounterForm, answers: Answers, *, origin: Origin, when: Moment, draw: Draw
) -> None:
    """Store a filled form, which freezes its version."""
    service_ids = {service.slug: service.id for service in form.services}
    session.execute(
        _RESPONSE,
        {
            "unit_id": form.unit_id,
            "month": when.month,
            "id": origin.response_id,
            "counter_id": form.counter_id,
            "service_id": service_ids[answers.service] if answers.service else None,
            "version_id": form.version_id,
            "part": when.part,
            "tier": origin.tier,
            "language": origin.language,
            "scores": answers.scores,
            "total": answers.total,
            "keyed_by": origin.keyed_by,
            **answers.profile,
        },
    )
    session.execute(
        _HANDLE,
        {
            "handle": origin.handle,
            "unit_id": form.unit_id,
            "month": when.month,
            "response_id": origin.response_id,
            "seed": draw(32),
        },
    )
    insert_if_new(session, Day, {"unit_id": form.unit_id, "day": when.day})
    if answers.comment:
        session.execute(
            _COMMENT,
            {
                "unit_id": form.unit_id,
                "id": draw(16),
                "month": when.month,
                "text": answers.comment,
                "handle": origin.comment_handle,
                "state": "waiting",
            },
        )
    if not form.frozen:
        _freeze(session, form.version_id)


def _freeze(session: Session, version_id: int) -> None:
    session.execute(
        update(QuestionnaireVersion)
        .where(QuestionnaireVersion.id == version_id, QuestionnaireVersion.frozen.is_(False))
        .values(frozen=True)
    )


def is_withdrawn(session: Session, unit_id: int, month: int, response_id: bytes) -> bool:
    """Tell whether a response was taken out of the count."""
    found = session.scalar(
        select(Event.id).where(
            Event.unit_id == unit_id,
            Event.month == month,
            Event.response_id == response_id,
            Event.kind == "withdrawn",
        )
    )
    return found is not None


def take_out(
    session: Session, unit_id: int, month: int, response_id: bytes, *, draw: Draw, reason: str = ""
) -> bool:
    """Take a response out of the count; False if that was done before. Raises `BatchClosedError`.

    The unit's row is locked so that the batch cannot close between the question and the answer.
    """
    session.execute(select(Unit.id).where(Unit.id == unit_id).with_for_update(key_share=True))
    if is_withdrawn(session, unit_id, month, response_id):
        return False
    response = session.get_one(Response, (unit_id, month, response_id), populate_existing=True)
    if response.batch_id is not None:
        raise BatchClosedError
    session.add(
        Event(id=draw(16), unit_id=unit_id, month=month, response_id=response_id, kind="withdrawn", reason=reason)
    )
    session.flush()
    return True
