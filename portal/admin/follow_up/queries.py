"""Reads of follow-up plans: the list over offices, one action with its history, and what could be planned."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import chain, repeat
from typing import Any

from sqlalchemy import ColumnElement, Select, false, func, select
from sqlalchemy.orm import Session

from portal import editions
from portal.admin.lists import Asked, Page, page, within
from portal.domain import follow_up, promises
from portal.domain.figures import EditionLine, Published
from portal.domain.follow_up import SOON, State, Status
from portal.domain.periods import MONTHS_IN, Period
from portal.domain.permissions import Reach
from portal.domain.promises import Effect, Promise, Reading
from portal.domain.words import Words
from portal.domain.workdays import add_workdays
from portal.holidays import added_holidays
from portal.models.actions import Action
from portal.models.consultations import Agreement
from portal.models.editions import Edition
from portal.models.statements import Statement
from portal.models.units import Unit

OVERDUE = "overdue"
"""A choice of the state filter beside the statuses."""
BASELINES = 8
"""How many official editions a new action may choose from."""
_OPEN = ("planned", "started")


@dataclass(frozen=True, kw_only=True, slots=True)
class ActionLine:
    """An action in a list. period: that of its baseline edition, None where it answers to no figure."""

    id: int
    unit_slug: str
    unit: Words
    period: Period | None
    element: str
    program: str
    owner: str
    due_on: date
    state: State
    ended_on: date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Progress:
    """How far plans got. percentage: exact, None without a plan. score: that of PEKPPP."""

    done: int
    total: int
    percentage: Fraction | None
    score: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """One revision of a promise."""

    revision: int
    published_on: date
    promise: Promise


@dataclass(frozen=True, kw_only=True, slots=True)
class ActionView:
    """An action with its history (newest first) and, where it has one, its baseline and, once done, its effect.

    done_on: the day from which its effect is measured. consultation: where it was agreed, if at one.
    """

    line: ActionLine
    status: Status
    wording: Words
    reason: Words
    evidence: str
    evidence_link: str
    baseline: Reading | None
    effect: Effect | None
    done_on: date | None
    consultation: int | None
    said: tuple[Said, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class OfficeLine:
    """An office in the list of where to plan. edition: its newest official figure. planned: actions about that."""

    slug: str
    name: Words
    edition: Period | None
    planned: int


_COLUMNS: tuple[Any, ...] = (
    Action.id, Action.element, Action.program, Action.owner, Action.due_on, Action.status, Action.ended_on,
    Unit.slug, Unit.name_id, Unit.name_en, Edition.kind, Edition.sequence,
)  # fmt: skip


def _actions(reach: Reach) -> Select[Any]:
    query = select(*_COLUMNS).join(Unit, Unit.id == Action.unit_id)
    return within(query.outerjoin(Edition, Edition.id == Action.edition_id), Action.unit_id, reach)


def list_actions(session: Session, reach: Reach, wanted: Asked, today: date) -> Page[ActionLine]:
    """Return the actions of the offices in reach, what is due first at the top."""
    in_state, holidays = _in_state(wanted.filters.get("state", ""), today), added_holidays(session)
    statement = _of_plan(_actions(reach), wanted.filters).where(*in_state)
    return page(
        session,
        statement,
        wanted,
        search=(Action.program, Action.owner, Action.wording_id, Unit.name_id),
        sorts={
            "due": (Action.due_on, Action.id),
            "office": (Unit.name_id, Action.due_on, Action.id),
            "owner": (Action.owner, Action.due_on, Action.id),
        },
        make=lambda row: _line(row, today, holidays),
    )


def _of_plan(statement: Select[Any], filters: Mapping[str, str]) -> Select[Any]:
    """Keep a statement to one office, and to the plan that answers to one period."""
    if unit := filters.get("unit"):
        statement = statement.where(Unit.slug == unit)
    if label := filters.get("period"):
        kind, _, sequence = label.partition("-")
        known = sequence.isascii() and sequence.isdigit() and len(sequence) < 7
        statement = statement.where(Edition.kind == kind, Edition.sequence == int(sequence) if known else false())
    return statement


def _in_state(state: str, today: date) -> tuple[ColumnElement[bool], ...]:
    if state == OVERDUE:
        return overdue(today)
    return (Action.status == state,) if state in list(Status) else ()


def overdue(today: date) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions of open actions whose due day is over."""
    return Action.status.in_(_OPEN), Action.due_on < today


def _line(row: Any, today: date, holidays: frozenset[date]) -> ActionLine:
    return ActionLine(
        id=row.id,
        unit_slug=row.slug,
        unit=Words(row.name_id, row.name_en),
        period=Period(kind=row.kind, sequence=row.sequence) if row.kind else None,
        element=row.element,
        program=row.program,
        owner=row.owner,
        due_on=row.due_on,
        state=follow_up.state_of(row.due_on, Status(row.status), today, holidays),
        ended_on=row.ended_on,
    )


def progress(session: Session, reach: Reach, filters: Mapping[str, str]) -> Progress:
    """Return how far the plans got that the office and period filters leave."""
    statement = _of_plan(_actions(reach), filters).with_only_columns(Action.status, func.count())
    counts = {Status(status): n for status, n in session.execute(statement.group_by(Action.status))}
    percentage = follow_up.realised(chain.from_iterable(repeat(status, n) for status, n in counts.items()))
    return Progress(
        done=counts.get(Status.DONE, 0),
        total=sum(counts.values()),
        percentage=percentage,
        score=follow_up.realised_score(percentage),
    )


def planned_offices(session: Session, reach: Reach) -> list[tuple[str, Words]]:
    """Return slug and name of the offices that have a plan, by name."""
    statement = _actions(reach).with_only_columns(Unit.slug, Unit.name_id, Unit.name_en).distinct()
    rows = session.execute(statement.order_by(Unit.name_id, Unit.slug))
    return [(row.slug, Words(row.name_id, row.name_en)) for row in rows]


def planned_periods(session: Session, reach: Reach) -> list[Period]:
    """Return the periods that plans answer to, newest first."""
    statement = _actions(reach).with_only_columns(Edition.kind, Edition.sequence, Edition.cutoff).distinct()
    statement = statement.where(Edition.id.is_not(None))
    rows = session.execute(statement.order_by(Edition.cutoff.desc(), Edition.kind, Edition.sequence))
    return [Period(kind=row.kind, sequence=row.sequence) for row in rows]


def find_action(session: Session, unit_id: int, number: int, today: date) -> ActionView | None:
    """Find an action of an office, with what later editions say about it."""
    statement = _actions(frozenset({unit_id})).outerjoin(Agreement, Agreement.subject == Action.subject)
    columns = (Action, Edition.scope, Agreement.consultation_id)
    found = session.execute(statement.add_columns(*columns).where(Action.id == number)).one_or_none()
    if found is None:
        return None
    action: Action = found.Action
    said = _history(session, action.subject)
    baseline, effect, done_on = _measured(session, said, found.scope)
    return ActionView(
        line=_line(found, today, added_holidays(session)),
        status=Status(action.status),
        wording=Words(action.wording_id, action.wording_en),
        reason=Words(action.reason_id, action.reason_en),
        evidence=action.evidence,
        evidence_link=action.evidence_link,
        baseline=baseline,
        effect=effect,
        done_on=done_on,
        consultation=found.consultation_id,
        said=said,
    )


def _history(session: Session, subject: str) -> tuple[Said, ...]:
    rows = session.scalars(
        select(Statement)
        .where(Statement.kind == promises.KIND, Statement.subject == subject)
        .order_by(Statement.revision.desc())
    )
    return tuple(
        Said(revision=row.revision, published_on=row.published_on, promise=promises.from_content(row.content))
        for row in rows
    )


def _measured(
    session: Session, said: Sequence[Said], scope: str | None
) -> tuple[Reading | None, Effect | None, date | None]:
    """Return a promise's baseline, what later editions say once it is done, and since when it counts as done."""
    promise, done_on = said[0].promise, promises.first_done_on(one.promise for one in said)
    lines = editions.list_editions(session, scope) if scope else []
    known = editions.read_editions(session, promises.measured_by(promise, done_on, lines))
    return *promises.measure(promise, done_on, lines, known), done_on


def baselines(session: Session, scope: str) -> tuple[EditionLine, ...]:
    """Return the official editions of an office that an action can answer to, newest first."""
    lines = editions.list_editions(session, scope)
    official = [line for line in lines if line.current and line.has_figure and not line.interim]
    return tuple(official[:BASELINES])


def read_baseline(session: Session, line: EditionLine) -> Published:
    """Return one of `baselines`, read whole."""
    return editions.read_editions(session, [line.id])[line.id]


def list_plannable(session: Session, reach: Reach, wanted: Asked) -> Page[OfficeLine]:
    """Return the open offices in reach, each with its newest official figure and the actions about it."""
    newest = _newest_official()
    planned = (
        select(func.count()).where(Action.edition_id == newest.c.id).correlate(newest).scalar_subquery()
    ).label("planned")
    statement = (
        select(Unit.slug, Unit.name_id, Unit.name_en, newest.c.kind, newest.c.sequence, planned)
        .outerjoin(newest, newest.c.unit_id == Unit.id)
        .where(Unit.closed_on.is_(None))
    )
    return page(
        session,
        within(statement, Unit.id, reach),
        wanted,
        search=(Unit.name_id, Unit.name_en, Unit.slug),
        sorts={"name": (Unit.name_id, Unit.id)},
        make=_office_line,
    )


def _newest_official() -> Any:
    """Return each office's newest official edition with a figure, its newest revision."""
    order = (Edition.cutoff.desc(), Edition.kind == "year", Edition.revision.desc())
    place = func.row_number().over(partition_by=Edition.unit_id, order_by=order).label("place")
    official = (Edition.kind.in_(tuple(MONTHS_IN)), Edition.has_figure, Edition.unit_id.is_not(None))
    ranked = select(Edition.id, Edition.unit_id, Edition.kind, Edition.sequence, place).where(*official).subquery()
    return select(ranked).where(ranked.c.place == 1).subquery()


def _office_line(row: Any) -> OfficeLine:
    return OfficeLine(
        slug=row.slug,
        name=Words(row.name_id, row.name_en),
        edition=Period(kind=row.kind, sequence=row.sequence) if row.kind else None,
        planned=row.planned,
    )


def due_soon(today: date, holidays: frozenset[date]) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions of open actions with at most `SOON` working days left, today's included."""
    last = add_workdays(today, SOON + 1, holidays) - timedelta(days=1)
    return Action.status.in_(_OPEN), Action.due_on.between(today, last)
