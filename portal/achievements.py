"""Reads of the record's achievements, for every room."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.achievement_documents import Achieved, parse
from portal.domain.editions import GOVERNMENT
from portal.models.achievements import Achievement
from portal.models.units import Unit

TREND = 8
"""Quarters that a trend goes back."""


@dataclass(frozen=True, kw_only=True, slots=True)
class OfficeAchievements:
    """What an office's page shows. newest: the last that covers it. trend: of the same offices, oldest first."""

    newest: Achieved
    trend: tuple[Achieved, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class AchievementText:
    """An achievement's canonical text, its SHA-256, and the day it was published."""

    text: str
    hash: str
    closed_on: date


def office_achievements(session: Session, slug: str) -> OfficeAchievements | None:
    """Return what covers an office, published under its own name or under that of an office above it."""
    covering = [each for each in _current(session, [*_line(session, slug), GOVERNMENT]) if each.covers(slug)]
    if not covering:
        return None
    newest = covering[0]
    same = [each for each in covering if each.is_about_the_offices_of(newest)]
    return OfficeAchievements(newest=newest, trend=tuple(reversed(same[:TREND])))


def _line(session: Session, slug: str) -> list[str]:
    """Return an office's slug and those of the offices above it."""
    here = select(Unit.id, Unit.slug, Unit.parent_id).where(Unit.slug == slug).cte("line", recursive=True)
    above = select(Unit.id, Unit.slug, Unit.parent_id).join(here, Unit.id == here.c.parent_id)
    line = here.union_all(above)
    return list(session.scalars(select(line.c.slug).order_by(line.c.slug)))


def _current(session: Session, scopes: list[str]) -> list[Achieved]:
    """Return the newest revisions of these scopes' achievements, the last quarter first."""
    rows = session.scalars(
        select(Achievement)
        .where(Achievement.scope.in_(scopes))
        .order_by(Achievement.year, Achievement.quarter, Achievement.scope, Achievement.revision)
    )
    newest = {(row.year, row.quarter, row.scope): (row.document, row.hash) for row in rows}
    return [parse(document, digest) for document, digest in reversed(newest.values())]


def find_achievement(session: Session, achievement: str) -> AchievementText | None:
    """Find an achievement by its name, as it is stored."""
    row = session.get(Achievement, achievement)
    return AchievementText(text=row.document, hash=row.hash, closed_on=row.closed_on) if row else None


def find_successor(session: Session, achieved: Achieved) -> str | None:
    """Find the name of the revision that replaces an achievement."""
    return session.scalar(
        select(Achievement.id).where(
            Achievement.scope == achieved.scope.slug,
            Achievement.year == achieved.term.year,
            Achievement.quarter == achieved.term.quarter,
            Achievement.revision == achieved.revision + 1,
        )
    )
