"""Reads about themes."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.admin.lists import Asked, Page, page
from portal.domain.words import Words
from portal.models.comment_desk import Theme


@dataclass(frozen=True, kw_only=True, slots=True)
class ThemeRow:
    """A theme in the list."""

    slug: str
    name: Words
    keywords: tuple[str, ...]
    closed_on: date | None


def list_themes(session: Session, wanted: Asked) -> Page[ThemeRow]:
    """Return themes by name; state: `open` or `closed`."""
    statement = select(Theme)
    state = wanted.filters.get("state")
    if state == "open":
        statement = statement.where(Theme.closed_on.is_(None))
    elif state == "closed":
        statement = statement.where(Theme.closed_on.is_not(None))
    sorts = {"name": (Theme.name_id, Theme.id), "closed": (Theme.closed_on, Theme.id)}
    return page(session, statement, wanted, search=(Theme.name_id, Theme.name_en), sorts=sorts, make=_row)


def _row(row: Any) -> ThemeRow:
    theme: Theme = row.Theme
    return ThemeRow(slug=theme.slug, name=theme.name, keywords=tuple(theme.keywords), closed_on=theme.closed_on)


def find_theme(session: Session, slug: str) -> Theme | None:
    """Find a theme by its slug."""
    return session.scalar(select(Theme).where(Theme.slug == slug))
