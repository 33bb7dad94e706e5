"""Comments that were published: what the record says, without a look at the comment itself."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.domain.redaction import REDACTED
from portal.models.statements import Statement
from portal.models.units import Unit

SHOWN = 20


@dataclass(frozen=True, kw_only=True, slots=True)
class CommentPeriod:
    """The official period in which a comment was written."""

    kind: str
    year: int
    number: int


@dataclass(frozen=True, kw_only=True, slots=True)
class PublishedComment:
    """A comment. parts: its text, cut where personal data stood. reply: the office's, or empty."""

    subject: str
    parts: tuple[str, ...]
    reply: str
    period: CommentPeriod
    published_on: date


def published_comments(session: Session, slug: str, limit: int = SHOWN) -> tuple[PublishedComment, ...]:
    """Return the published comments about an office, newest first, without those that were retracted."""
    latest = (
        select(Statement.subject, func.max(Statement.revision).label("revision"))
        .where(Statement.kind == "comment")
        .group_by(Statement.subject)
        .subquery()
    )
    rows = session.scalars(
        select(Statement)
        .join(latest, (latest.c.subject == Statement.subject) & (latest.c.revision == Statement.revision))
        .join(Unit, Unit.id == Statement.unit_id)
        .where(Unit.slug == slug, Statement.kind == "comment", Statement.retracted.is_(False))
        .order_by(Statement.published_on.desc(), Statement.subject)
        .limit(limit)
    )
    return tuple(_published(row) for row in rows)


def _published(row: Statement) -> PublishedComment:
    return PublishedComment(
        subject=row.subject,
        parts=tuple(row.content["text"].split(REDACTED)),
        reply=row.content["reply"],
        period=CommentPeriod(**row.content["period"]),
        published_on=row.published_on,
    )
