"""What reviewers do with a report. The trail tells that it was done, and neither a word nor the office."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.admin.audit import trail
from portal.domain.sealed_reports import (
    Authority,
    EndedError,
    ForbiddenAuthorityError,
    Handover,
    State,
    authorities,
    require_step,
)
from portal.enciphering import Cipher
from portal.models.sealed_reports import SealedReport
from portal.report_messages import add_message
from portal.text import hex_id

SUBJECT = "sealed_reports"


@dataclass(frozen=True, kw_only=True, slots=True)
class Desk:
    """Who works on reports, on which day, with which cipher."""

    cipher: Cipher
    account_id: int
    today: date


def hold(session: Session, key: str) -> SealedReport | None:
    """Find a report and lock it until the transaction ends."""
    return session.scalar(
        select(SealedReport)
        .where(SealedReport.id == hex_id(key))
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def start_reading(session: Session, report: SealedReport) -> None:
    """Tell the writer that somebody reads the report now; a second time changes nothing.

    Raises `EndedError` when it was handed over or closed.
    """
    if report.state == State.READING:
        return
    _step(session, report, State.READING)


def write_to(session: Session, desk: Desk, report: SealedReport, words: str) -> None:
    """Ask or answer the writer, who reads it with the receipt; what was only received is being read then.

    Raises `EndedError` for a closed or an erased report.
    """
    if report.state == State.CLOSED or not report.words:
        raise EndedError
    if report.state == State.RECEIVED:
        start_reading(session, report)
    _say(session, desk, report, words)


def hand_over(session: Session, desk: Desk, report: SealedReport, to: Authority, reference: str) -> None:
    """Note that the report went on to an authority, which knows it under a number.

    Raises `ForbiddenAuthorityError` or, when it was handed over or closed before, `EndedError`.
    """
    if to not in authorities(may_hand_over=report.may_hand_over):
        raise ForbiddenAuthorityError
    _step(session, report, State.HANDED_OVER)
    handover = Handover(to=to, reference=reference, day=desk.today)
    report.handover = desk.cipher.encipher(handover.as_text())
    report.closed_on = desk.today
    session.flush()


def close(session: Session, desk: Desk, report: SealedReport, reason: str) -> None:
    """Close a report and tell its writer why; raises `EndedError` when it is closed already."""
    _step(session, report, State.CLOSED)
    report.closed_on = desk.today
    _say(session, desk, report, reason)


def _step(session: Session, report: SealedReport, to: State) -> None:
    before = State(report.state)
    if not report.words:  # What is added to an erased report would never be erased.
        raise EndedError
    require_step(before, to)
    report.state = to
    trail.note(session, "changed", SUBJECT, subject_id=report.id.hex(), state=[before, to])
    session.flush()


def _say(session: Session, desk: Desk, report: SealedReport, words: str) -> None:
    add_message(session, desk.cipher, report.id, words, today=desk.today, account_id=desk.account_id)
    trail.note(session, "changed", SUBJECT, subject_id=report.id.hex(), messages=1)
    session.flush()
