"""Publish what offices achieved, and state their levels."""

from datetime import date

from sqlalchemy.orm import Session

from portal.admin.achievements import queries
from portal.admin.achievements.drafts import Publication, draft_publication
from portal.domain import achievements, editions
from portal.domain.evaluations import Term
from portal.domain.predicate import Level
from portal.models.achievements import Achievement
from portal.models.evaluations import UnitLevel


def publish(session: Session, publication: Publication) -> tuple[str, ...]:
    """Publish what a count found new or changed, and return the names of it; the session must be writing."""
    ids = []
    for draft in publication.fresh:
        assert draft.document is not None  # noqa: S101 - fresh drafts have one.
        encoded = editions.canonical(draft.document)
        session.add(
            Achievement(
                id=draft.document["id"],
                scope=draft.scope.slug,
                unit_id=draft.unit_id,
                year=publication.term.year,
                quarter=publication.term.quarter,
                revision=draft.document["revision"],
                closed_on=publication.closed_on,
                hash=editions.digest(encoded),
                document=encoded.decode(),
            )
        )
        ids.append(draft.document["id"])
    session.flush()
    return tuple(ids)


def publish_due(session: Session, today: date) -> int:
    """Publish the last quarter that is over once it is ripe, unless it was published; return how much.

    The session must be writing.
    """
    term = achievements.last_finished(today)
    if today < achievements.ripe_on(term) or queries.is_published(session, term):
        return 0
    return len(publish(session, draft_publication(session, term, today)))


def set_level(session: Session, unit_id: int, term: Term, level: Level, reason: str) -> None:
    """State what an office achieved in a term, in place of what was stated before."""
    stated = session.get(UnitLevel, (unit_id, term.year, term.quarter))
    if stated is None:
        stated = UnitLevel(unit_id=unit_id, year=term.year, quarter=term.quarter, level=level, reason=reason)
        session.add(stated)
    stated.level, stated.reason = level, reason
    session.flush()
