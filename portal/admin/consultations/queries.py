"""Reads of consultations for staff: the list, one of them, and what its forms offer."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal import consultations
from portal.admin.follow_up.queries import baselines, read_baseline
from portal.admin.lists import Asked, Page, page, within
from portal.consultations import ConsultationLine, ConsultationView
from portal.domain import promises
from portal.domain.figures import Published
from portal.domain.forum import Kind
from portal.domain.permissions import Reach
from portal.domain.promises import SUBJECTS, WHOLE
from portal.domain.words import Words
from portal.models.consultations import Consultation
from portal.models.forum import TopicPost
from portal.models.units import Unit


@dataclass(frozen=True, kw_only=True, slots=True)
class HallLine:
    """What was said in the hall. party: who said it. text: empty once a moderator removed it."""

    number: int
    party: str
    text: str
    posted_on: date


def list_consultations(session: Session, reach: Reach, wanted: Asked) -> Page[ConsultationLine]:
    """Return the consultations of the offices in reach, the latest day first."""
    statement = within(consultations.lines(), Consultation.unit_id, reach)
    if state := wanted.filters.get("state"):
        statement = statement.where(Consultation.state == state)
    return page(
        session,
        statement,
        wanted,
        search=(Consultation.title_id, Consultation.title_en, Unit.name_id),
        sorts={
            "day": (Consultation.held_on.desc(), Consultation.id.desc()),
            "office": (Unit.name_id, Consultation.id),
        },
        make=consultations.line,
    )


def get_consultation(session: Session, number: int) -> ConsultationView:
    """Return a consultation that is there."""
    view = consultations.find_consultation(session, number)
    assert view is not None  # noqa: S101 - the caller holds its row.
    return view


def list_offices(session: Session, reach: Reach) -> list[tuple[int, Words]]:
    """Return id and name of the open offices in reach, by name."""
    statement = select(Unit.id, Unit.name_id, Unit.name_en).where(Unit.closed_on.is_(None))
    rows = session.execute(within(statement, Unit.id, reach).order_by(Unit.name_id, Unit.id))
    return [(row.id, Words(row.name_id, row.name_en)) for row in rows]


def list_hall(session: Session, topic_id: int) -> tuple[HallLine, ...]:
    """Return what was said in the hall, in the order in which it was noted."""
    rows = session.execute(
        select(TopicPost.number, TopicPost.party, TopicPost.text, TopicPost.posted_on)
        .where(TopicPost.topic_id == topic_id, TopicPost.kind == Kind.HALL)
        .order_by(TopicPost.number)
    )
    return tuple(HallLine(**row._mapping) for row in rows)


def find_edition(session: Session, unit_id: int) -> Published | None:
    """Find the office's newest official edition with a figure."""
    slug = session.scalars(select(Unit.slug).where(Unit.id == unit_id)).one()
    lines = baselines(session, slug)
    return read_baseline(session, lines[0]) if lines else None


def list_subjects(session: Session, unit_id: int, own: str = WHOLE) -> tuple[str, ...]:
    """Return what an agreement can be about: the elements that the newest edition shows, and always the whole.

    own: what it is about already, which stays possible when no edition shows it any more.
    """
    edition = find_edition(session, unit_id)
    if edition is None:
        return tuple(dict.fromkeys((own, WHOLE)))
    return tuple(subject for subject in SUBJECTS if subject in (own, WHOLE) or promises.read(edition, subject))
