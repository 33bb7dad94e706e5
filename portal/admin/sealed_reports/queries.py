"""Reads of the reviewers' room. Only one report at a time is deciphered; no list and no count shows a word."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import Session, aliased

from portal.admin.lists import Asked, Page, page
from portal.domain.sealed_reports import Handover, Kind, Side, State, may_become, read_handover
from portal.domain.words import Words
from portal.enciphering import Cipher
from portal.models.sealed_reports import ReportMessage, SealedReport
from portal.models.units import Unit
from portal.report_messages import Message, read_messages
from portal.text import hex_id

_LATER = aliased(ReportMessage)


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportLine:
    """A report in the list. unit: None if its writer named no office. waiting: the reviewers have the word."""

    key: str
    kind: Kind
    unit: Words | None
    state: State
    received_on: date
    waiting: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportView:
    """A report to be read. words: as `Cipher.decipher` gives them.

    closed_on: when it was handed over or closed.
    """

    line: ReportLine
    words: str | None
    may_hand_over: bool
    closed_on: date | None
    handover: Handover | None
    messages: tuple[Message, ...]

    @property
    def steps(self) -> tuple[State, ...]:
        """Return what may become of it now; of an erased report nothing."""
        return tuple(state for state in State if self.words != "" and may_become(self.line.state, state))


def _waiting() -> ColumnElement[bool]:
    """Return the condition that a report was not begun, or that its writer spoke last; an erased one is over."""
    later = select(1).where(
        _LATER.report_id == ReportMessage.report_id,
        _LATER.number > ReportMessage.number,
        _LATER.side == Side.REVIEWER,
    )
    spoke = select(1).where(
        ReportMessage.report_id == SealedReport.id, ReportMessage.side == Side.WRITER, ~later.exists()
    )
    stands = (SealedReport.state != State.CLOSED) & (func.length(SealedReport.words) > 0)
    return stands & ((SealedReport.state == State.RECEIVED) | spoke.exists())


_LINE = (
    SealedReport.id,
    SealedReport.kind,
    SealedReport.state,
    SealedReport.received_on,
    Unit.name_id,
    Unit.name_en,
    _waiting().label("waiting"),
)


def list_reports(session: Session, wanted: Asked) -> Page[ReportLine]:
    """Return the reports that are asked for: those that wait first, then the newest."""
    statement = select(*_LINE).outerjoin(Unit, Unit.id == SealedReport.unit_id)
    columns = {"kind": SealedReport.kind, "state": SealedReport.state, "unit": Unit.slug}
    for name, column in columns.items():
        if wanted.filters[name]:
            statement = statement.where(column == wanted.filters[name])
    waiting = case((_waiting(), 0), else_=1)
    return page(
        session,
        statement,
        wanted,
        search=(Unit.name_id, Unit.name_en),
        sorts={
            "waiting": (waiting, SealedReport.received_on.desc(), SealedReport.id),
            "received": (SealedReport.received_on, SealedReport.id),
        },
        make=_line,
    )


def _line(row: Any) -> ReportLine:
    return ReportLine(
        key=row.id.hex(),
        kind=Kind(row.kind),
        unit=Words(row.name_id, row.name_en) if row.name_id is not None else None,
        state=State(row.state),
        received_on=row.received_on,
        waiting=bool(row.waiting),
    )


def list_offices(session: Session) -> list[tuple[str, Words]]:
    """Return the offices that were reported, slug and name, in the order of their names."""
    reported = select(1).where(SealedReport.unit_id == Unit.id)
    rows = session.execute(
        select(Unit.slug, Unit.name_id, Unit.name_en).where(reported.exists()).order_by(Unit.name_id, Unit.id)
    )
    return [(row.slug, Words(row.name_id, row.name_en)) for row in rows]


def unread() -> Select[int]:
    """Return the statement that counts the reports which wait: not begun, or with the writer's word last."""
    return select(func.count()).select_from(SealedReport).where(_waiting())


def count_unread(session: Session) -> int:
    """Return how many reports wait for a reviewer."""
    return session.scalar(unread()) or 0


def find_report(session: Session, cipher: Cipher, key: str) -> ReportView | None:
    """Find a report by its key, deciphered. Whoever calls this notes in the trail that it was read."""
    columns = (*_LINE, SealedReport.words, SealedReport.may_hand_over, SealedReport.handover)
    row = session.execute(
        select(*columns, SealedReport.closed_on)
        .outerjoin(Unit, Unit.id == SealedReport.unit_id)
        .where(SealedReport.id == hex_id(key))
    ).one_or_none()
    if row is None:
        return None
    handover = cipher.decipher(row.handover or b"")
    return ReportView(
        line=_line(row),
        words=cipher.decipher(row.words),
        may_hand_over=row.may_hand_over,
        closed_on=row.closed_on,
        handover=read_handover(handover) if handover else None,
        messages=read_messages(session, cipher, row.id),
    )
