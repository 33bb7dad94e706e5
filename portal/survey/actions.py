"""What a citizen can do: give a response, and take it back while its batch is open."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.db import begin_write, insert_if_new
from portal.domain import receipts
from portal.domain.periods import Moment, moment
from portal.domain.questionnaire import Answers
from portal.domain.receipts import FormKey
from portal.models.comments import Comment
from portal.models.questionnaires import QuestionnaireVersion
from portal.models.responses import Day, Event, Handle, Response, Submission
from portal.models.units import Unit
from portal.survey.queries import CounterForm, is_withdrawn

Draw = Callable[[int], bytes]
"""Gives so many random bytes."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """An answer sheet as it was sent: of which counter's form, with what answers, under which key."""

    form: CounterForm
    answers: Answers
    key: FormKey
    language: str


class RefusedError(ValueError):
    """A response cannot be recorded; nothing of it may be committed."""


class ClosedCounterError(RefusedError):
    """The counter takes no answers any more."""


class ExpiredFormError(RefusedError):
    """The form is older than a day and its key was never used."""


class DifferentAnswersError(RefusedError):
    """The form's key was used already, with other answers."""


class ChangedFormError(RefusedError):
    """The form was changed since its page was made, before anybody had answered it."""


class UnknownReceiptError(LookupError):
    """No response belongs to this receipt."""


class BatchClosedError(ValueError):
    """The response is in a closed batch and can no longer be withdrawn."""


def record_response(session: Session, sheet: Sheet, *, secret: bytes, now: datetime, draw: Draw) -> str:
    """Store one response, once, and return its receipt.

    The same key with the same answers returns the same receipt and stores nothing, even a day later and for a
    counter closed since; with other answers it raises `DifferentAnswersError`.
    """
    receipt = receipts.receipt(sheet.key, secret=secret)
    begin_write(session)
    if not _claim_key(session, sheet):
        return receipt
    if not sheet.form.open:
        raise ClosedCounterError
    if sheet.key.expired(now):
        raise ExpiredFormError
    try:
        _store(session, sheet, receipt, moment(now), draw)
    except IntegrityError as error:
        raise ChangedFormError from error
    return receipt


def _claim_key(session: Session, sheet: Sheet) -> bool:
    """Take the key for these answers; False if these very answers took it before."""
    unit_id, key_hash = sheet.form.unit_id, sheet.key.stored
    seal = receipts.body_seal(sheet.key, {"code": sheet.form.code, **sheet.answers.as_dict()})
    row = {"unit_id": unit_id, "key_hash": key_hash, "body_seal": seal}
    if insert_if_new(session, Submission, row):
        return True
    if session.get_one(Submission, (unit_id, key_hash)).body_seal != seal:
        raise DifferentAnswersError
    return False


# The table's own INSERTs, made once: half the time of building them for each response from the mapped class.
_RESPONSE, _HANDLE, _COMMENT = (insert(model.__table__) for model in (Response, Handle, Comment))


def _store(session: Session, sheet: Sheet, receipt: str, when: Moment, draw: Draw) -> None:
    form, answers, response_id = sheet.form, sheet.answers, draw(16)
    service_ids = {service.slug: service.id for service in form.services}
    session.execute(
        _RESPONSE,
        {
            "unit_id": form.unit_id,
            "month": when.month,
            "id": response_id,
            "counter_id": form.counter_id,
            "service_id": service_ids[answers.service] if answers.service else None,
            "version_id": form.version_id,
            "part": when.part,
            "tier": 0,
            "language": sheet.language,
            "scores": answers.scores,
            "total": answers.total,
            **answers.profile,
        },
    )
    session.execute(
        _HANDLE,
        {
            "handle": receipts.handle(receipt, "response"),
            "unit_id": form.unit_id,
            "month": when.month,
            "response_id": response_id,
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
                "handle": receipts.handle(receipt, "comment"),
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


def withdraw(session: Session, receipt: str, *, draw: Draw) -> None:
    """Void the response of a receipt and empty its comment; a second time changes nothing.

    The unit's row is locked so that the batch cannot close between the question and the answer.
    """
    begin_write(session)
    handle = session.get(Handle, receipts.handle(receipt, "response"))
    if handle is None:
        raise UnknownReceiptError
    session.execute(select(Unit.id).where(Unit.id == handle.unit_id).with_for_update(key_share=True))
    key = (handle.unit_id, handle.month, handle.response_id)
    if is_withdrawn(session, *key):
        return
    response = session.get_one(Response, key, populate_existing=True)
    if response.batch_id is not None:
        raise BatchClosedError
    session.add(
        Event(
            id=draw(16),
            unit_id=handle.unit_id,
            month=handle.month,
            response_id=handle.response_id,
            kind="withdrawn",
        )
    )
    session.execute(
        update(Comment)
        .where(Comment.handle == receipts.handle(receipt, "comment"))
        .values(text="", state="withdrawn")
    )
    session.flush()
