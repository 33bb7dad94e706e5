"""Reads of the comment desk. Each of them asks first, in SQL, what its reader may see."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, cast, exists, false, func, or_, select, true
from sqlalchemy.orm import Session, aliased

from portal.admin.lists import Asked, Page, Sortable, page, within
from portal.admin.people import staff_names
from portal.domain.comments import (
    FEWEST,
    Cover,
    Piece,
    Reader,
    as_letters,
    covered,
    found_covers,
    last_open_month,
    pieces,
)
from portal.domain.permissions import Reach
from portal.domain.words import Words
from portal.models.comment_desk import Handling, Reply, Theme
from portal.models.comments import Comment
from portal.models.responses import Response
from portal.models.units import Unit

NEW, ANSWERED = "new", "answered"
"""States beside those of `Handling`: nothing was done yet; the writer answered the reply."""
NO_THEME = "-"
"""A choice of the theme filter beside the slugs: what is not sorted yet."""

Rows = Select[*tuple[Any, ...]]

_STANDS = Comment.state == "waiting"
"""Neither taken back by its writer nor erased."""

_BEFORE_MODERATORS = ("proposed", "published")

_SAID, _ANSWER = aliased(Reply), aliased(Reply)


@dataclass(frozen=True, kw_only=True, slots=True)
class Desk:
    """Who reads and what of it is open to them. themes: slug -> name, those still in use first."""

    reader: Reader
    open_to_reader: ColumnElement[bool]
    staff_names: tuple[str, ...]
    themes: Mapping[str, "ThemeView"]


@dataclass(frozen=True, kw_only=True, slots=True)
class ThemeView:
    """A theme. in_use: it can still be given."""

    slug: str
    name: Words
    keywords: tuple[str, ...]
    in_use: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class CommentView:
    """A comment as its reader may see it. month: None for readers close to the office.

    text: pieces; one with personal data has its kind, and its words only for who reads in full. answer: what the
    writer said to the reply. proposed_by, decided_by: account ids.
    """

    unit_id: int
    unit_slug: str
    unit: Words
    id: bytes
    month: int | None
    text: tuple[Piece, ...]
    state: str
    themes: tuple[str, ...]
    reply: str
    answer: str
    note: str
    proposed_by: int | None
    was_published: bool

    @property
    def key(self) -> str:
        """Return its id as addresses have it."""
        return self.id.hex()

    @property
    def plain(self) -> str:
        """Return the text as letters, with a bar for each part that is kept from the reader."""
        return as_letters(self.text)


def open_desk(session: Session, reader: Reader, today: date) -> Desk:
    """Find out what a reader may see on a day."""
    themes = session.scalars(select(Theme).order_by(Theme.closed_on.is_not(None), Theme.name_id, Theme.id))
    return Desk(
        reader=reader,
        open_to_reader=_open_to(session, reader, today),
        staff_names=staff_names(session),
        themes={
            row.slug: ThemeView(
                slug=row.slug, name=row.name, keywords=tuple(row.keywords), in_use=row.closed_on is None
            )
            for row in themes
        },
    )


def _open_to(session: Session, reader: Reader, today: date) -> ColumnElement[bool]:
    if reader.in_full:
        return true()
    ways: list[ColumnElement[bool]] = [
        and_(Comment.month <= month, Comment.unit_id.in_(units))
        for month, units in _open_months(session, reader.late, today).items()
    ]
    if reader.proposed is None:
        ways.append(Handling.state.in_(_BEFORE_MODERATORS))
    elif reader.proposed:
        ways.append(and_(Handling.state.in_(_BEFORE_MODERATORS), Comment.unit_id.in_(reader.proposed)))
    return or_(false(), *ways)


def _open_months(session: Session, reach: Reach, today: date) -> dict[int, list[int]]:
    """Return the newest month that offices may read -> those offices."""
    if reach == frozenset():
        return {}
    query: Rows = select(Comment.unit_id, Comment.month, func.count()).where(_STANDS)
    query = query.group_by(Comment.unit_id, Comment.month).order_by(Comment.unit_id, Comment.month)
    counts: dict[int, dict[int, int]] = {}
    for unit_id, month, n in session.execute(within(query, Comment.unit_id, reach)):
        counts.setdefault(unit_id, {})[month] = n
    found: dict[int, list[int]] = {}
    for unit_id, months in counts.items():
        last = last_open_month(months, today)
        if last is not None:
            found.setdefault(last, []).append(unit_id)
    return found


def _comments(desk: Desk) -> Rows:
    return (
        select(
            Comment.unit_id,
            Comment.id,
            Comment.month,
            Comment.text,
            Unit.slug,
            Unit.name_id,
            Unit.name_en,
            Handling.state,
            Handling.themes,
            Handling.redactions,
            Handling.note,
            Handling.proposed_by,
            Handling.statement,
            _SAID.text.label("reply"),
            _ANSWER.text.label("answer"),
        )
        .join(Unit, Unit.id == Comment.unit_id)
        .outerjoin(Handling, and_(Handling.unit_id == Comment.unit_id, Handling.comment_id == Comment.id))
        .outerjoin(_SAID, _side(_SAID, "unit"))
        .outerjoin(_ANSWER, _side(_ANSWER, "writer"))
        .where(_STANDS, desk.open_to_reader)
    )


def _side(reply: type[Reply], side: str) -> ColumnElement[bool]:
    return and_(reply.unit_id == Comment.unit_id, reply.comment_id == Comment.id, reply.side == side)


def list_comments(session: Session, desk: Desk, wanted: Asked) -> Page[CommentView]:
    """Return comments, newest first for who reads in full, else in an order that tells nothing.

    The order is that of the random ids. Only who reads in full can search: a search that finds a covered name
    would tell it.
    """
    statement = _filtered(_comments(desk), wanted.filters)
    sorts: dict[str, tuple[Sortable, ...]] = {"shuffled": (Comment.id,)}
    if desk.reader.in_full:
        sorts = {"newest": (-Comment.month, Comment.id), "office": (Unit.name_id, Comment.id)}
    else:
        wanted = replace(wanted, text="", sort="")
    return page(session, statement, wanted, search=(Comment.text,), sorts=sorts, make=lambda row: _view(row, desk))


def has_no_theme() -> ColumnElement[bool]:
    """Return the condition that a comment, with its handling or without one, is not sorted yet."""
    return func.coalesce(func.json_array_length(Handling.themes), 0) == 0


def _filtered(statement: Rows, filters: Mapping[str, str]) -> Rows:
    if unit := filters.get("unit"):
        statement = statement.where(Unit.slug == unit)
    theme = filters.get("theme")
    if theme == NO_THEME:
        statement = statement.where(has_no_theme())
    elif theme:
        statement = statement.where(cast(Handling.themes, String).contains(f'"{theme}"', autoescape=True))
    state = filters.get("state")
    if state == NEW:
        return statement.where(Handling.state.is_(None))
    if state == ANSWERED:
        return statement.where(_ANSWER.text != "")
    return statement.where(Handling.state == state) if state else statement


def find_comment(session: Session, desk: Desk, unit_id: int, key: str) -> CommentView | None:
    """Find a comment of an office by its hex id, if the reader may see it."""
    found = find_comments(session, desk, (key,), frozenset({unit_id}))
    return found[0] if found else None


def find_comments(session: Session, desk: Desk, keys: Collection[str], reach: Reach) -> list[CommentView]:
    """Return those of the comments that the reader may see and that lie in reach."""
    ids = [raw for raw in map(_id, keys) if raw is not None]
    statement = within(_comments(desk).where(Comment.id.in_(ids)), Comment.unit_id, reach)
    return [_view(row, desk) for row in session.execute(statement.order_by(Comment.id))]


def _id(key: str) -> bytes | None:
    try:
        return bytes.fromhex(key)
    except ValueError:
        return None


def _view(row: Any, desk: Desk) -> CommentView:
    in_full = desk.reader.in_full
    text = pieces(row.text, covers_of(row.text, row.redactions, desk.staff_names))
    return CommentView(
        unit_id=row.unit_id,
        unit_slug=row.slug,
        unit=Words(row.name_id, row.name_en),
        id=row.id,
        month=row.month if in_full else None,
        text=text if in_full else covered(text),
        state=row.state or NEW,
        themes=tuple(row.themes or ()),
        reply=row.reply or "",
        answer=row.answer or "",
        note=row.note or "",
        proposed_by=row.proposed_by,
        was_published=row.statement is not None,
    )


def covers_of(text: str, kept: list[list[Any]] | None, staff_names: Sequence[str]) -> tuple[Cover, ...]:
    """Return the covers that were kept beside a comment, or else those that are found by rule."""
    if kept is None:
        return found_covers(text, staff_names)
    return tuple(Cover(start=start, end=end, kind=kind) for start, end, kind in kept)


def is_open_to_office(session: Session, unit_id: int, month: int, today: date) -> bool:
    """Tell whether an office may read its comments of a month."""
    return any(month <= last for last in _open_months(session, frozenset({unit_id}), today))


def may_be_taken_back(session: Session, unit_id: int, month: int) -> bool:
    """Tell whether a comment's writer might still take it back.

    Nothing joins a comment to its response, so every open response up to its month counts.
    """
    still_open = (Response.unit_id == unit_id, Response.month <= month, Response.batch_id.is_(None))
    return bool(session.scalar(select(exists().where(*still_open))))


def list_offices(session: Session, desk: Desk) -> list[tuple[str, Words]]:
    """Return slug and name of the offices whose comments the reader sees, by name."""
    rows = session.execute(
        select(Unit.slug, Unit.name_id, Unit.name_en)
        .join(Comment, Comment.unit_id == Unit.id)
        .outerjoin(Handling, and_(Handling.unit_id == Comment.unit_id, Handling.comment_id == Comment.id))
        .where(_STANDS, desk.open_to_reader)
        .distinct()
        .order_by(Unit.name_id, Unit.slug)
    )
    return [(row.slug, Words(row.name_id, row.name_en)) for row in rows]


def count_themes(session: Session, desk: Desk, unit_slug: str) -> list[tuple[str, int]]:
    """Return (theme, comments) of an office, most first; themes of fewer than three are left out."""
    statement = _comments(desk).where(Unit.slug == unit_slug, Handling.themes.is_not(None))
    rows = session.scalars(statement.with_only_columns(Handling.themes).order_by(Comment.id))
    counted = Counter(theme for themes in rows for theme in themes)
    return sorted(
        ((theme, n) for theme, n in counted.items() if n >= FEWEST), key=lambda pair: (-pair[1], pair[0])
    )
