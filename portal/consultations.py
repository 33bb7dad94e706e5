"""Reads of consultations, for the public's room and the staff's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from portal.domain.consultations import (
    FEWEST_SHOWN,
    PARTIES,
    Agreed,
    Document,
    Party,
    Proceedings,
    Schedule,
    State,
    is_late,
    record_due,
)
from portal.domain.forum import Kind
from portal.domain.words import Words
from portal.holidays import added_holidays
from portal.models.consultations import Agreement, Attendance, Consultation, ConsultationFile
from portal.models.forum import TopicPost
from portal.models.units import Unit


@dataclass(frozen=True, kw_only=True, slots=True)
class FileLine:
    """A document of a consultation. kind: its media type. stored: its name among the kept files. size: bytes."""

    id: int
    title: str
    kind: str
    stored: str
    size: int
    digest: str
    added_on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class AgreementLine:
    """An agreement, and the number by which staff find it again."""

    number: int
    agreed: Agreed


@dataclass(frozen=True, kw_only=True, slots=True)
class ConsultationView:
    """A consultation with all that belongs to it but the words of its topic. reason: why it was cancelled.

    record_due: until when its record of proceedings is to be published.
    """

    unit_id: int
    unit: Words
    topic_id: int
    state: State
    reason: str
    record_due: date
    proceedings: Proceedings
    files: tuple[FileLine, ...]
    agreements: tuple[AgreementLine, ...]

    @property
    def id(self) -> int:
        """Return its number in addresses."""
        return self.proceedings.consultation

    def is_late(self, today: date) -> bool:
        """Tell whether its day is over and nobody has said that it was held, or its record is overdue."""
        return is_late(self.state, self.proceedings.schedule.held_on, self.record_due, today)

    def names_party(self, party: str) -> bool:
        """Tell whether what a party said may be shown as that party's: enough of them were there."""
        return self.proceedings.attendance.get(Party(party), 0) >= FEWEST_SHOWN


@dataclass(frozen=True, kw_only=True, slots=True)
class ConsultationLine:
    """A consultation in a list."""

    id: int
    unit: Words
    title: Words
    held_on: date
    starts: str
    ends: str
    place: str
    state: State
    reason: str

    def is_late(self, today: date, holidays: frozenset[date]) -> bool:
        """Tell whether its day is over and nobody has said that it was held, or its record is overdue."""
        return is_late(self.state, self.held_on, record_due(self.held_on, holidays), today)


def find_consultation(session: Session, number: int) -> ConsultationView | None:
    """Find a consultation with documents, attendance and agreements: six statements."""
    row = session.execute(
        select(Consultation, Unit).join(Unit, Unit.id == Consultation.unit_id).where(Consultation.id == number)
    ).one_or_none()
    if row is None:
        return None
    consultation, unit = row
    files, agreements = _files(session, number), _agreements(session, number)
    return ConsultationView(
        unit_id=unit.id,
        unit=unit.name,
        topic_id=consultation.topic_id,
        state=State(consultation.state),
        reason=consultation.reason,
        record_due=record_due(consultation.held_on, added_holidays(session)),
        proceedings=_proceedings(session, consultation, unit, files, agreements),
        files=files,
        agreements=agreements,
    )


def _proceedings(
    session: Session,
    row: Consultation,
    unit: Unit,
    files: Sequence[FileLine],
    agreements: Sequence[AgreementLine],
) -> Proceedings:
    said = _contributions(session, row.topic_id)
    return Proceedings(
        consultation=row.id,
        office=unit.slug,
        title=row.title,
        purpose=row.purpose,
        schedule=Schedule(held_on=row.held_on, starts=row.starts, ends=row.ends),
        place=row.place,
        link=row.link,
        announced_on=row.announced_on,
        concluded_on=row.concluded_on,
        documents=tuple(Document(title=file.title, digest=file.digest) for file in files),
        attendance=_attendance(session, row.id),
        hall=said.get(Kind.HALL, 0),
        online=said.get(Kind.CITIZEN, 0),
        minutes=row.minutes,
        agreements=tuple(line.agreed for line in agreements),
        chair=row.chair,
        secretary=row.secretary,
    )


def _files(session: Session, number: int) -> tuple[FileLine, ...]:
    rows = session.scalars(
        select(ConsultationFile).where(ConsultationFile.consultation_id == number).order_by(ConsultationFile.id)
    )
    return tuple(
        FileLine(
            id=row.id,
            title=row.title,
            kind=row.kind,
            stored=row.stored,
            size=row.size,
            digest=row.digest,
            added_on=row.added_on,
        )
        for row in rows
    )


def _agreements(session: Session, number: int) -> tuple[AgreementLine, ...]:
    rows = session.scalars(select(Agreement).where(Agreement.consultation_id == number).order_by(Agreement.number))
    return tuple(
        AgreementLine(
            number=row.number,
            agreed=Agreed(wording=row.wording, owner=row.owner, due_on=row.due_on, element=row.element),
        )
        for row in rows
    )


def _attendance(session: Session, number: int) -> dict[Party, int]:
    """Return how many of each party were there, in the order in which parties are listed."""
    rows = session.execute(
        select(Attendance.party, Attendance.n)
        .where(Attendance.consultation_id == number)
        .order_by(Attendance.party)
    )
    counted = {Party(party): n for party, n in rows}
    return {party: counted[party] for party in PARTIES if party in counted}


def _contributions(session: Session, topic_id: int) -> Mapping[str, int]:
    """Return kind -> posts of a topic, those whose words are gone included."""
    rows = session.execute(
        select(TopicPost.kind, func.count())
        .where(TopicPost.topic_id == topic_id)
        .group_by(TopicPost.kind)
        .order_by(TopicPost.kind)
    )
    return {kind: n for kind, n in rows}  # noqa: C416 - a row is no pair to the type checker.


_COLUMNS: tuple[Any, ...] = (Consultation, Unit.name_id, Unit.name_en)


def lines() -> Select[Any]:
    """Return the statement that lists consultations; the caller narrows and orders it."""
    return select(*_COLUMNS).join(Unit, Unit.id == Consultation.unit_id)


def line(row: Any) -> ConsultationLine:
    """Return a row of `lines` as a value."""
    consultation: Consultation = row.Consultation
    return ConsultationLine(
        id=consultation.id,
        unit=Words(row.name_id, row.name_en),
        title=consultation.title,
        held_on=consultation.held_on,
        starts=consultation.starts,
        ends=consultation.ends,
        place=consultation.place,
        state=State(consultation.state),
        reason=consultation.reason,
    )
