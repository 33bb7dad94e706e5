"""Reads about paper forms."""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, select
from sqlalchemy.orm import Session

from portal.admin.lists import Asked, Page, page, within
from portal.domain.entry import HIGHEST_NUMBER, Accuracy
from portal.domain.permissions import GRANTED, Permission, Reach
from portal.domain.questionnaire import Version, from_document
from portal.domain.words import Words
from portal.models.accounts import Account, Desk, Post
from portal.models.counters import Counter
from portal.models.editions import Edition
from portal.models.questionnaires import QuestionnaireVersion
from portal.models.responses import Response
from portal.models.sheets import Sheet
from portal.models.units import Unit

_WITH_RESPONSE = and_(
    Response.unit_id == Sheet.unit_id, Response.month == Sheet.month, Response.id == Sheet.response_id
)
_OPEN_COUNTER = and_(Counter.unit_id == Unit.id, Counter.closed_on.is_(None))
_TO_READ = and_(Sheet.sampled, Sheet.second_by.is_(None))
_READ_TWICE = and_(Sheet.sampled, Sheet.second_by.is_not(None))
_DIFFERS = and_(Sheet.differing > 0, Sheet.settled_by.is_(None))

_STATE = case(
    (Sheet.settled_by.is_not(None), "settled"),
    (Sheet.differing > 0, "differs"),
    (Sheet.differing == 0, "agrees"),
    (Sheet.sampled, "unread"),
    else_="once",
)

STATES = ("unread", "differs", "agrees", "settled", "once")
"""How far a sheet is: to be read again, read differently, read alike, decided, or read once and not drawn."""


@dataclass(frozen=True, kw_only=True, slots=True)
class OfficeLine:
    """An office in the list. unread: sheets that wait for their second reading; differing: for a decision."""

    slug: str
    name: Words
    counters: int
    sheets: int
    unread: int
    differing: int


@dataclass(frozen=True, kw_only=True, slots=True)
class CounterLine:
    """An open counter. own: whether the reader serves there."""

    code: str
    name: Words
    own: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Assisted:
    """How many answers of an edition came on paper; None when that may not be shown apart."""

    edition_id: str
    n: int
    count: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class SheetLine:
    """A sheet in the list. own: whether the reader keyed it or serves at its counter."""

    number: int
    counter: Words
    state: str
    own: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class SheetView:
    """A sheet with its readings, one digit a question of the version. open: whether it can still be corrected."""

    number: int
    counter: Words
    counter_id: int
    version: Version
    first: str
    second: str | None
    keyed_by: int
    second_by: int | None
    settled: bool
    open: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class AccuracyLine:
    """How well an office's sheets were keyed."""

    slug: str
    name: Words
    sheets: int
    waiting: int
    accuracy: Accuracy


def _sheets(condition: ColumnElement[bool] | None = None) -> ColumnElement[int]:
    counted = select(func.count()).where(Sheet.unit_id == Unit.id)
    return (counted if condition is None else counted.where(condition)).correlate(Unit).scalar_subquery()


def list_offices(session: Session, asked: Asked, reach: Reach) -> Page[OfficeLine]:
    """Return the open offices with an open counter; filter `due`: only those where a sheet waits."""
    counters = select(func.count()).where(_OPEN_COUNTER).correlate(Unit).scalar_subquery()
    statement = select(
        Unit,
        counters.label("counters"),
        _sheets().label("sheets"),
        _sheets(_TO_READ).label("unread"),
        _sheets(_DIFFERS).label("differing"),
    ).where(Unit.closed_on.is_(None), exists().where(_OPEN_COUNTER))
    if asked.filters.get("due"):
        statement = statement.where(exists().where(Sheet.unit_id == Unit.id, _TO_READ | _DIFFERS))
    return page(
        session,
        within(statement, Unit.id, reach),
        asked,
        search=(Unit.name_id, Unit.name_en),
        sorts={"name": (Unit.name_id, Unit.id)},
        make=lambda row: OfficeLine(
            slug=row.Unit.slug,
            name=row.Unit.name,
            counters=row.counters,
            sheets=row.sheets,
            unread=row.unread,
            differing=row.differing,
        ),
    )


def list_counters(session: Session, unit_id: int, account_id: int) -> tuple[CounterLine, ...]:
    """Return the open counters of an office."""
    own = exists().where(Desk.counter_id == Counter.id, Desk.account_id == account_id)
    rows = session.execute(
        select(Counter, own.label("own"))
        .where(Counter.unit_id == unit_id, Counter.closed_on.is_(None))
        .order_by(Counter.name_id, Counter.id)
    )
    return tuple(CounterLine(code=row.Counter.code, name=row.Counter.name, own=row.own) for row in rows)


def serves_at(session: Session, account_id: int, counter_id: int) -> bool:
    """Tell whether somebody serves at a counter."""
    return session.get(Desk, (account_id, counter_id)) is not None


def next_number(session: Session, unit_id: int) -> int:
    """Return the number after the highest that was keyed at an office."""
    highest = session.scalar(select(func.max(Sheet.number)).where(Sheet.unit_id == unit_id)) or 0
    return min(highest + 1, HIGHEST_NUMBER)


def find_assisted(session: Session, unit_id: int) -> Assisted | None:
    """Return the share of paper in the newest edition of an office that tells how its answers came."""
    documents = session.execute(
        select(Edition.id, Edition.document)
        .where(Edition.unit_id == unit_id, Edition.has_figure, Edition.kind != "interim")
        .order_by(Edition.cutoff.desc(), Edition.kind, Edition.revision.desc())
        .limit(4)
    )
    for edition_id, document in documents:
        figure = json.loads(document)["figure"]
        if figure["provenance"] is not None:
            return Assisted(edition_id=edition_id, n=figure["n"], count=_assisted(figure))
    return None


def _assisted(figure: dict[str, Any]) -> int | None:
    shown: dict[str, int] = figure["provenance"]
    whole = sum(shown.values()) == figure["n"]
    return shown.get("assisted", 0 if whole else None)


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """Sheets of an office: all of them, those to be read again, and those to be decided about."""

    sheets: int
    unread: int
    differing: int


def count_waiting(session: Session, unit_id: int) -> Waiting:
    """Count an office's sheets."""
    counted = (func.count(), func.count().filter(_TO_READ), func.count().filter(_DIFFERS))
    sheets, unread, differing = session.execute(select(*counted).where(Sheet.unit_id == unit_id)).one()
    return Waiting(sheets=sheets, unread=unread, differing=differing)


def find_accuracy(session: Session, unit_id: int) -> Accuracy:
    """Return how well an office's sheets were keyed."""
    row = session.execute(
        select(func.count(), func.sum(func.length(Sheet.second_scores)), func.sum(Sheet.differing)).where(
            Sheet.unit_id == unit_id, _READ_TWICE
        )
    ).one()
    return Accuracy(sheets=row[0], digits=row[1] or 0, differing=row[2] or 0)


def list_accuracy(session: Session, asked: Asked, reach: Reach) -> Page[AccuracyLine]:
    """Return how well each office's sheets were keyed, for offices that have any."""
    statement = (
        select(
            Unit,
            func.count().label("sheets"),
            func.count().filter(_TO_READ | _DIFFERS).label("waiting"),
            func.count().filter(_READ_TWICE).label("read"),
            func.coalesce(func.sum(func.length(Sheet.second_scores)).filter(_READ_TWICE), 0).label("digits"),
            func.coalesce(func.sum(Sheet.differing).filter(_READ_TWICE), 0).label("differing"),
        )
        .join(Sheet, Sheet.unit_id == Unit.id)
        .group_by(Unit.id)
    )
    return page(
        session,
        within(statement, Unit.id, reach),
        asked,
        search=(Unit.name_id, Unit.name_en),
        sorts={"name": (Unit.name_id, Unit.id), "sheets": (func.count(), Unit.id)},
        make=lambda row: AccuracyLine(
            slug=row.Unit.slug,
            name=row.Unit.name,
            sheets=row.sheets,
            waiting=row.waiting,
            accuracy=Accuracy(sheets=row.read, digits=row.digits, differing=row.differing),
        ),
    )


def list_sheets(session: Session, unit_id: int, account_id: int, asked: Asked) -> Page[SheetLine]:
    """Return the sheets of an office; filter `state`, one of `STATES`."""
    own = exists().where(Desk.counter_id == Counter.id, Desk.account_id == account_id)
    columns = (Sheet.number, Counter, _STATE.label("state"), ((Sheet.keyed_by == account_id) | own).label("own"))
    statement = _of_office(select(*columns), unit_id)
    if (state := asked.filters.get("state")) in STATES:
        statement = statement.where(_STATE.in_([state]))
    return page(
        session,
        statement,
        asked,
        search=(Counter.name_id, Counter.name_en),
        sorts={"number": (Sheet.number,), "counter": (Counter.name_id, Sheet.number)},
        make=lambda row: SheetLine(
            number=row.number, counter=row.Counter.name, state=row.state, own=bool(row.own)
        ),
    )


def _of_office(statement: Select[*tuple[Any, ...]], unit_id: int) -> Select[*tuple[Any, ...]]:
    """Add to sheets of an office their responses and counters."""
    return (
        statement.select_from(Sheet)
        .join(Response, _WITH_RESPONSE)
        .join(Counter, Counter.id == Response.counter_id)
        .where(Sheet.unit_id == unit_id)
    )


def find_sheet(session: Session, unit_id: int, number: int) -> SheetView | None:
    """Find a sheet of an office by its number."""
    row = session.execute(
        _of_office(select(Sheet, Counter, Response, QuestionnaireVersion), unit_id)
        .join(QuestionnaireVersion, QuestionnaireVersion.id == Response.version_id)
        .where(Sheet.number == number)
    ).one_or_none()
    if row is None:
        return None
    return SheetView(
        number=number,
        counter=row.Counter.name,
        counter_id=row.Counter.id,
        version=from_document(row.QuestionnaireVersion.content),
        first=row.Response.scores,
        second=row.Sheet.second_scores,
        keyed_by=row.Sheet.keyed_by,
        second_by=row.Sheet.second_by,
        settled=row.Sheet.settled_by is not None,
        open=row.Response.batch_id is None,
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Clerk:
    """Somebody who may key forms for an office. serves: at the counter in question."""

    id: int
    name: str
    email: str
    serves: bool


def list_clerks(session: Session, unit_id: int, counter_id: int) -> tuple[Clerk, ...]:
    """Return who may key forms for an office, by name."""
    serves = exists().where(Desk.account_id == Account.id, Desk.counter_id == counter_id)
    holds = exists().where(
        Post.account_id == Account.id,
        Post.role.in_([role for role, granted in GRANTED.items() if Permission.ENTER_FORMS in granted]),
        Post.unit_id.is_(None) | Post.unit_id.in_(_with_those_above(session, unit_id)),
    )
    rows = session.execute(
        select(Account, serves.label("serves")).where(Account.active, holds).order_by(Account.name, Account.id)
    )
    return tuple(
        Clerk(id=row.Account.id, name=row.Account.name, email=row.Account.email, serves=row.serves) for row in rows
    )


def _with_those_above(session: Session, unit_id: int) -> list[int]:
    parents = {row.id: row.parent_id for row in session.execute(select(Unit.id, Unit.parent_id).order_by(Unit.id))}
    above: list[int] = []
    office: int | None = unit_id
    while office is not None and office not in above:
        above.append(office)
        office = parents.get(office)
    return above
