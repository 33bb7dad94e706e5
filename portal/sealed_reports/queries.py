"""Reads of the quiet door: by receipt only, and never the report's own words."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain import receipts
from portal.domain.sealed_reports import PURPOSE, Handover, State, read_handover
from portal.domain.words import Words
from portal.enciphering import Cipher
from portal.models.sealed_reports import SealedReport
from portal.models.units import Unit
from portal.report_messages import Message, read_messages


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportState:
    """What a receipt tells: neither what was reported nor about whom, since others may hold the phone.

    handover: None before it, and where the server's secret was changed since. erased: the words went by age.
    """

    id: bytes
    state: State
    received_on: date
    closed_on: date | None
    erased: bool
    handover: Handover | None
    messages: tuple[Message, ...]


def list_offices(session: Session) -> list[tuple[str, Words]]:
    """Return the open offices, slug and name, in the order of their names."""
    rows = session.execute(
        select(Unit.slug, Unit.name_id, Unit.name_en)
        .where(Unit.closed_on.is_(None))
        .order_by(Unit.name_id, Unit.id)
    )
    return [(row.slug, Words(row.name_id, row.name_en)) for row in rows]


def find_office(session: Session, slug: str) -> int | None:
    """Find an office by the name in its address; one that was closed since can still be reported."""
    return session.scalar(select(Unit.id).where(Unit.slug == slug))


def find_report(session: Session, cipher: Cipher, receipt: str) -> ReportState | None:
    """Find what became of the report that a receipt belongs to."""
    report = session.scalar(select(SealedReport).where(SealedReport.handle == receipts.handle(receipt, PURPOSE)))
    if report is None:
        return None
    handover = cipher.decipher(report.handover or b"")
    return ReportState(
        id=report.id,
        state=State(report.state),
        received_on=report.received_on,
        closed_on=report.closed_on,
        erased=not report.words,
        handover=read_handover(handover) if handover else None,
        messages=read_messages(session, cipher, report.id),
    )
