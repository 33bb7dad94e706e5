"""Reads for theme reports: what an office's comments of a period are about, and whether that may be published."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from sqlalchemy import ColumnElement, Select, and_, case, func, select
from sqlalchemy.orm import Session

from portal.admin.comments.queries import has_no_theme
from portal.admin.lists import Asked, Page, page
from portal.domain.closed_loop import Gathered, Hurdle, ThemeCount, count_themes, hurdle
from portal.domain.periods import Period, PeriodKind
from portal.domain.words import Words
from portal.models.comment_desk import Handling, Theme
from portal.models.comments import Comment
from portal.models.forum import ThemeReport
from portal.models.units import Unit

_WAITING = Comment.state == "waiting"
_ITS_HANDLING = and_(Handling.unit_id == Comment.unit_id, Handling.comment_id == Comment.id)


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportLine:
    """An office in a period. hurdle: what stands against publishing its themes. published_on: of its report."""

    unit_id: int
    slug: str
    name: Words
    gathered: Gathered
    hurdle: Hurdle | None
    published_on: date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """What would be published. counts: all of them, most first."""

    counts: tuple[ThemeCount, ...]
    names: Mapping[str, Words]


def list_reports(session: Session, period: Period, wanted: Asked, today: date) -> Page[ReportLine]:
    """Return the offices about which somebody wrote in a period, by name."""
    found = page(
        session,
        _offices(period),
        wanted,
        search=(Unit.name_id, Unit.name_en, Unit.slug),
        sorts={"name": (Unit.name_id, Unit.id)},
        make=lambda row: row,
    )
    lines = tuple(_lines(session, found.rows, period, today))
    return Page(rows=lines, total=found.total, number=found.number, asked=found.asked)


def find_report(session: Session, unit_id: int, period: Period, today: date) -> ReportLine | None:
    """Return how an office stands in a period; None if nobody wrote about it then."""
    rows = session.execute(_offices(period).where(Unit.id == unit_id)).all()
    return next(iter(_lines(session, rows, period, today)), None)


def _offices(period: Period) -> Select[*tuple[Any, ...]]:
    unsorted = and_(_WAITING, has_no_theme())
    columns = (Unit.id, Unit.slug, Unit.name_id, Unit.name_en)
    return (
        select(
            *columns,
            func.count(case((_WAITING, 1))).label("comments"),
            func.count(case((unsorted, 1))).label("unsorted"),
            func.count(case((Comment.state == "erased", 1))).label("erased"),
        )
        .join(Comment, Comment.unit_id == Unit.id)
        .outerjoin(Handling, _ITS_HANDLING)
        .where(_within(period))
        .group_by(*columns)
    )


def _within(period: Period) -> ColumnElement[bool]:
    return Comment.month.between(period.first_month, period.last_month)


def _lines(session: Session, rows: Collection[Any], period: Period, today: date) -> list[ReportLine]:
    ids = [row.id for row in rows]
    published = _published(session, ids)
    months = _by_month(session, ids)
    lines = []
    for row in rows:
        gathered = Gathered(comments=row.comments, unsorted=row.unsorted, erased=row.erased)
        reports, by_month = published.get(row.id, {}), months.get(row.id, {})
        lines.append(
            ReportLine(
                unit_id=row.id,
                slug=row.slug,
                name=Words(row.name_id, row.name_en),
                gathered=gathered,
                hurdle=hurdle(period, gathered, published=reports, by_month=by_month, today=today),
                published_on=reports.get(period),
            )
        )
    return lines


def _published(session: Session, ids: Collection[int]) -> dict[int, dict[Period, date]]:
    """Return the periods of offices' reports with the day of each."""
    columns = (ThemeReport.unit_id, ThemeReport.kind, ThemeReport.sequence, ThemeReport.published_on)
    found: dict[int, dict[Period, date]] = {}
    rows = session.execute(select(*columns).where(ThemeReport.unit_id.in_(ids)).order_by(ThemeReport.id))
    for unit_id, kind, sequence, published_on in rows:
        period = Period(kind=cast("PeriodKind", kind), sequence=sequence)
        found.setdefault(unit_id, {})[period] = published_on
    return found


def _by_month(session: Session, ids: Collection[int]) -> dict[int, dict[int, int]]:
    """Return how many readable comments offices have of each month, which decides what they may read."""
    columns = (Comment.unit_id, Comment.month)
    rows = session.execute(
        select(*columns, func.count())
        .where(Comment.unit_id.in_(ids), _WAITING)
        .group_by(*columns)
        .order_by(*columns)
    )
    found: dict[int, dict[int, int]] = {}
    for unit_id, month, n in rows:
        found.setdefault(unit_id, {})[month] = n
    return found


def draft_report(session: Session, unit_id: int, period: Period) -> Draft:
    """Count the themes of an office's comments of a period."""
    comments = session.scalars(
        select(Handling.themes)
        .join(Comment, _ITS_HANDLING)
        .where(Comment.unit_id == unit_id, _WAITING, _within(period))
        .order_by(Comment.id)
    ).all()
    names = {theme.slug: theme.name for theme in session.scalars(select(Theme).order_by(Theme.id))}
    return Draft(counts=count_themes(comments), names=names)
