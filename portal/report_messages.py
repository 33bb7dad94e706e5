"""What reviewers and the writer of a sealed report say to each other, for the rooms on both sides of it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.sealed_reports import Side, require_room
from portal.enciphering import Cipher
from portal.models.sealed_reports import ReportMessage


@dataclass(frozen=True, kw_only=True, slots=True)
class Message:
    """A message. words: as `Cipher.decipher` gives them."""

    side: Side
    words: str | None
    written_on: date


def read_messages(session: Session, cipher: Cipher, report_id: bytes) -> tuple[Message, ...]:
    """Return the messages about a report, the oldest first."""
    rows = session.execute(
        select(ReportMessage.side, ReportMessage.words, ReportMessage.written_on)
        .where(ReportMessage.report_id == report_id)
        .order_by(ReportMessage.number)
    )
    return tuple(
        Message(side=Side(row.side), words=cipher.decipher(row.words), written_on=row.written_on) for row in rows
    )


def add_message(
    session: Session, cipher: Cipher, report_id: bytes, words: str, *, today: date, account_id: int | None = None
) -> None:
    """Add a message of a reviewer, or of the writer, who has no account; the same words sent twice are one.

    The caller has locked the report. Raises `FullError` when the writer has no room left.
    """
    side = Side.WRITER if account_id is None else Side.REVIEWER
    said = read_messages(session, cipher, report_id)
    if said and (said[-1].side, said[-1].words) == (side, words):
        return
    require_room([message.side for message in said], side)
    session.add(
        ReportMessage(
            report_id=report_id,
            number=len(said) + 1,
            side=side,
            words=cipher.encipher(words),
            account_id=account_id,
            written_on=today,
        )
    )
    session.flush()
