"""What the writer of a report can do: send it once, and add to it later."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.db import begin_write, insert_if_new
from portal.domain import receipts
from portal.domain.periods import moment
from portal.domain.receipts import FormKey
from portal.domain.sealed_reports import PURPOSE, EndedError, Kind, State
from portal.enciphering import Cipher
from portal.models.sealed_reports import SealedReport
from portal.report_messages import add_message


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """A report as it was sent. unit_id: the office it is about, None if its writer named none."""

    kind: Kind
    unit_id: int | None
    words: str
    may_hand_over: bool


class RefusedError(ValueError):
    """A report cannot be taken as it was sent; nothing of it may be committed."""


class ExpiredFormError(RefusedError):
    """The form is older than a day and its key was never used."""


class DifferentReportError(RefusedError):
    """The form's key was used already, for another report."""


def file_report(
    session: Session,
    report: Report,
    key: FormKey,
    *,
    cipher: Cipher,
    secret: bytes,
    now: datetime,
    draw: Callable[[int], bytes],
) -> str:
    """Store a report, once, and return its receipt; sent again with the same key it gives the same receipt.

    Raises `ExpiredFormError` or `DifferentReportError`.
    """
    receipt = receipts.receipt(key, secret=secret)
    handle, seal = receipts.handle(receipt, PURPOSE), _seal(key, report)
    begin_write(session)
    row = {
        "id": draw(16),
        "handle": handle,
        "body_seal": seal,
        "kind": report.kind,
        "unit_id": report.unit_id,
        "words": cipher.encipher(report.words),
        "may_hand_over": report.may_hand_over,
        "received_on": moment(now).day,
        "state": State.RECEIVED,
    }
    if insert_if_new(session, SealedReport, row):
        if key.expired(now):
            raise ExpiredFormError
    elif session.scalar(select(SealedReport.body_seal).where(SealedReport.handle == handle)) != seal:
        raise DifferentReportError
    return receipt


def _seal(key: FormKey, report: Report) -> bytes:
    body = {
        "kind": report.kind,
        "unit": report.unit_id,
        "words": report.words,
        "may_hand_over": report.may_hand_over,
    }
    return receipts.body_seal(key, body)


def add_words(session: Session, cipher: Cipher, report_id: bytes, words: str, *, today: date) -> None:
    """Add what the writer says later, or answers to the reviewers.

    Raises `portal.domain.sealed_reports.EndedError` for a closed or an erased report, or `FullError`.
    """
    begin_write(session)
    # Locked, so that nothing is said to a report that is being closed or erased.
    report = session.scalars(select(SealedReport).where(SealedReport.id == report_id).with_for_update()).one()
    if report.state == State.CLOSED or not report.words:
        raise EndedError
    add_message(session, cipher, report_id, words, today=today)
