"""What a citizen can do: give a response, take it back while its batch is open, and answer a reply once."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.answering import CounterForm, Draw, Origin, store, take_out
from portal.db import begin_write, insert_if_new
from portal.domain import receipts
from portal.domain.periods import moment
from portal.domain.questionnaire import Answers
from portal.domain.receipts import FormKey
from portal.models.comment_desk import Reply
from portal.models.comments import Comment
from portal.models.responses import Handle, Submission


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


class NoReplyError(LookupError):
    """There is no reply that this receipt could answer."""


class AnsweredError(ValueError):
    """The writer has answered the reply already."""


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
        origin = _origin(sheet, receipt, draw)
        store(session, sheet.form, sheet.answers, origin=origin, when=moment(now), draw=draw)
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


def _origin(sheet: Sheet, receipt: str, draw: Draw) -> Origin:
    return Origin(
        response_id=draw(16),
        tier=0,
        language=sheet.language,
        handle=receipts.handle(receipt, "response"),
        comment_handle=receipts.handle(receipt, "comment"),
    )


def withdraw(session: Session, receipt: str, *, draw: Draw) -> None:
    """Void the response of a receipt and empty its comment; a second time changes nothing.

    Raises `UnknownReceiptError` or `portal.answering.BatchClosedError`.
    """
    begin_write(session)
    handle = session.get(Handle, receipts.handle(receipt, "response"))
    if handle is None:
        raise UnknownReceiptError
    if not take_out(session, handle.unit_id, handle.month, handle.response_id, draw=draw):
        return
    _empty_comment(session, receipts.handle(receipt, "comment"))
    session.flush()


def _empty_comment(session: Session, handle: bytes) -> None:
    """Take the words of a comment away, and those that its writer answered to a reply."""
    session.execute(update(Comment).where(Comment.handle == handle).values(text="", state="withdrawn"))
    whose = select(Comment.id).where(Comment.handle == handle, Comment.unit_id == Reply.unit_id)
    session.execute(
        update(Reply)
        .where(Reply.side == "writer", Reply.comment_id.in_(whose))
        .values(text="")
        .execution_options(synchronize_session=False)
    )


def answer_reply(session: Session, receipt: str, text: str) -> None:
    """Store what the writer of a comment says to the reply: once, without a day.

    Raises `NoReplyError` or `AnsweredError`.
    """
    begin_write(session)
    whose = (
        select(Comment.unit_id, Comment.id)
        .join(Reply, (Reply.unit_id == Comment.unit_id) & (Reply.comment_id == Comment.id))
        .where(Comment.handle == receipts.handle(receipt, "comment"), Comment.state == "waiting")
        .where(Reply.side == "unit", Reply.text != "")
    )
    found = session.execute(whose).one_or_none()
    if found is None:
        raise NoReplyError
    row = {"unit_id": found.unit_id, "comment_id": found.id, "side": "writer", "text": text}
    if not insert_if_new(session, Reply, row):
        raise AnsweredError
