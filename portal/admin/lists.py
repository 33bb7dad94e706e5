"""Lists that staff search, filter, sort and page through: what they ask for, and the page they get.

A list costs two statements (the count and the page), however long it is.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Select, UnaryExpression, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session
from sqlalchemy.sql.operators import desc_op

from portal.domain.permissions import Reach

Row = TypeVar("Row")

PAGE_SIZE = 40
_LONGEST_SEARCH = 100
_PAGE_NUMBER = re.compile(r"[0-9]{1,6}")

Sortable = ColumnElement[Any] | InstrumentedAttribute[Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """What somebody asks of a list. filters: name -> chosen value. everything: all pages at once, for CSV."""

    text: str = ""
    sort: str = ""
    descending: bool = False
    number: int = 1
    filters: Mapping[str, str] = field(default_factory=dict)
    everything: bool = False

    @property
    def narrowed(self) -> bool:
        """Tell whether a search or a filter hides rows."""
        return bool(self.text or any(self.filters.values()))


@dataclass(frozen=True, kw_only=True, slots=True)
class Page(Generic[Row]):
    """One page of a list. total: rows of all pages. number: from 1."""

    rows: tuple[Row, ...]
    total: int
    number: int
    asked: Asked

    @property
    def pages(self) -> int:
        """Return how many pages there are, at least one."""
        return max(1, ceil(self.total / PAGE_SIZE))

    @property
    def first(self) -> int:
        """Return the running number of the page's first row."""
        return (self.number - 1) * PAGE_SIZE + 1

    @property
    def last(self) -> int:
        """Return the running number of the page's last row."""
        return self.first + len(self.rows) - 1


def asked(entered: Mapping[str, str], *, filters: Sequence[str] = ()) -> Asked:
    """Read what an address asks of a list: `q`, `sort` (with a minus for descending), `page`, `format`.

    Whatever makes no sense is taken as not asked.
    """
    sort = entered.get("sort", "")
    number = entered.get("page", "1")
    return Asked(
        text=entered.get("q", "").replace("\x00", "").strip()[:_LONGEST_SEARCH],
        sort=sort.removeprefix("-"),
        descending=sort.startswith("-"),
        number=max(1, int(number)) if _PAGE_NUMBER.fullmatch(number) else 1,
        filters={name: entered.get(name, "").replace("\x00", "") for name in filters},
        everything=entered.get("format") == "csv",
    )


def within(statement: Select[*tuple[Any, ...]], column: Sortable, reach: Reach) -> Select[*tuple[Any, ...]]:
    """Keep a statement to the offices that a permission reaches."""
    return statement if reach is None else statement.where(column.in_(reach))


def page(
    session: Session,
    statement: Select[*tuple[Any, ...]],
    wanted: Asked,
    *,
    search: Sequence[Sortable],
    sorts: Mapping[str, Sequence[Sortable]],
    make: Callable[[Any], Row],
) -> Page[Row]:
    """Return the page of a statement that was asked for.

    search: columns that the text is looked for in. sorts: name -> columns, the first being the list's own order;
    the last column of each must be unique, so that no row is on two pages, and any may come as `column.desc()`.
    make: builds a value from a result row.
    """
    if wanted.text:
        statement = statement.where(or_(*(column.icontains(wanted.text, autoescape=True) for column in search)))
    total = session.scalar(select(func.count()).select_from(statement.order_by(None).subquery())) or 0
    columns = sorts.get(wanted.sort) or next(iter(sorts.values()))
    statement = statement.order_by(*(_turned(column) if wanted.descending else column for column in columns))
    number = min(wanted.number, max(1, ceil(total / PAGE_SIZE)))
    if not wanted.everything:
        statement = statement.limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE)
    rows = tuple(make(row) for row in session.execute(statement))
    return Page(rows=rows, total=total, number=number, asked=wanted)


def _turned(column: Sortable) -> Sortable:
    """Return a column in the other direction than it came in."""
    if isinstance(column, UnaryExpression) and column.modifier is desc_op:
        return column.element
    return column.desc()
