"""From what people say to what changed, of an office and of all: read from the record alone."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Subquery, case, func, or_, select, true
from sqlalchemy.orm import Session, aliased

from portal.domain import promises
from portal.domain.closed_loop import Account, PublishedTheme, account, add_up, from_content
from portal.domain.figures import INTERIM, YEAR, Published, parse
from portal.domain.follow_up import Status
from portal.domain.forum import State
from portal.domain.periods import MONTHS_IN, Period
from portal.domain.promises import KIND, Effect, Promise
from portal.domain.words import Words
from portal.models.consultations import Consultation
from portal.models.editions import Edition
from portal.models.forum import ThemeReport, Topic
from portal.models.statements import Statement
from portal.models.units import Unit
from portal.transparency.promises import PromiseView
from portal.transparency.queries import UnitView

TOPICS = 3
"""How many topics a page names before it leads to the forum."""

_EVERYWHERE = true()


@dataclass(frozen=True, kw_only=True, slots=True)
class Themes:
    """What comments of a period were about. offices: how many published it. themes: most first."""

    period: Period
    published_on: date
    offices: int
    themes: tuple[PublishedTheme, ...]

    @property
    def most(self) -> int:
        """Return the largest count, 0 when no theme is in it."""
        return max((theme.n for theme in self.themes), default=0)


@dataclass(frozen=True, kw_only=True, slots=True)
class PromiseLine:
    """A promise as it stands, whose it is, and when it was first published. done_on: see `first_done_on`."""

    unit_slug: str
    unit: Words
    promise: Promise
    done_on: date | None
    said_on: date
    changed_on: date

    def age(self, today: date) -> int:
        """Return for how many days it has been public."""
        return (today - self.said_on).days


@dataclass(frozen=True, kw_only=True, slots=True)
class TopicLine:
    """A topic of the forum in a short list. title: empty once its writer took it back."""

    id: int
    title: str
    unit_slug: str
    unit: Words
    state: State
    due_on: date | None
    last_on: date

    def is_overdue(self, today: date) -> bool:
        """Tell whether the office has let its deadline pass."""
        return self.due_on is not None and self.due_on < today


@dataclass(frozen=True, kw_only=True, slots=True)
class Talk:
    """What is talked about in the forum. waiting, overdue: topics for an answer. newest: last spoken in."""

    waiting: int
    overdue: int
    newest: tuple[TopicLine, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class NextConsultation:
    """The next consultation that was announced. starts: WITA, such as 09:00."""

    id: int
    title: Words
    unit: Words
    held_on: date
    starts: str
    announced_on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class Loop:
    """The way from words to change. open: promises still to be kept, the longest public first."""

    today: date
    themes: Themes | None
    account: Account
    open: tuple[PromiseLine, ...]
    talk: Talk
    changed_on: date | None

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was published, promised or talked about yet."""
        return not (self.themes or self.account.total or self.talk.newest)


Judged = tuple[PromiseLine, Effect | None]
"""A promise, and what editions say about it once it is done."""


def office_loop(session: Session, unit: UnitView, shown: Collection[PromiseView], today: date) -> Loop:
    """Gather an office's loop. shown: its promises, as its page has read them already."""
    judged = [(_as_line(view, unit), view.effect) for view in sorted(shown, key=lambda view: view.said_on)]
    return _loop(session, Unit.slug == unit.slug, judged, today)


def _as_line(view: PromiseView, unit: UnitView) -> PromiseLine:
    return PromiseLine(
        unit_slug=unit.slug,
        unit=unit.name,
        promise=view.promise,
        done_on=view.done_on,
        said_on=view.said_on,
        changed_on=view.changed_on,
    )


def government_loop(session: Session, today: date) -> Loop:
    """Gather the loop of all offices together."""
    return _loop(session, _EVERYWHERE, _judged(session, _promises(session)), today)


def _loop(session: Session, where: ColumnElement[bool], judged: Sequence[Judged], today: date) -> Loop:
    themes, talk = _newest_themes(session, where), _talk(session, where, today)
    changes = [line.changed_on for line, _effect in judged] + [topic.last_on for topic in talk.newest]
    return Loop(
        today=today,
        themes=themes,
        account=account(((line.promise, effect) for line, effect in judged), today),
        open=tuple(line for line, _effect in judged if line.promise.ended_on is None),
        talk=talk,
        changed_on=max([*changes, themes.published_on] if themes else changes, default=None),
    )


def _promises(session: Session) -> list[PromiseLine]:
    """Return all promises as they stand, the longest public first."""
    status, ended_on = (Statement.content[key].as_string() for key in ("status", "ended_on"))
    columns = (Statement.subject, Statement.revision, Statement.published_on, Statement.content)
    every = (
        select(*columns, Unit.slug, Unit.name_id, Unit.name_en)
        .add_columns(
            func.max(Statement.revision).over(partition_by=Statement.subject).label("newest"),
            func.min(Statement.published_on).over(partition_by=Statement.subject).label("said_on"),
            func.min(case((status == Status.DONE, ended_on)))
            .over(partition_by=Statement.subject)
            .label("done_on"),
        )
        .join(Unit, Unit.id == Statement.unit_id)
        .where(Statement.kind == KIND)
        .subquery()
    )
    rows = session.execute(
        select(every).where(every.c.revision == every.c.newest).order_by(every.c.said_on, every.c.subject)
    )
    return [
        PromiseLine(
            unit_slug=row.slug,
            unit=Words(row.name_id, row.name_en),
            promise=promises.from_content(row.content),
            done_on=date.fromisoformat(row.done_on) if row.done_on else None,
            said_on=row.said_on,
            changed_on=row.published_on,
        )
        for row in rows
    ]


def _judged(session: Session, lines: Sequence[PromiseLine]) -> list[Judged]:
    """Return promises with what editions say about those that were kept."""
    done = [line for line in lines if _can_be_judged(line)]
    known, newest = _editions(session, done) if done else ({}, {})

    def effect(line: PromiseLine) -> Effect | None:
        return promises.measure(line.promise, line.done_on, newest.get(line.unit_slug, ()), known)[1]

    return [(line, effect(line) if _can_be_judged(line) else None) for line in lines]


def _can_be_judged(line: PromiseLine) -> bool:
    return line.promise.status is Status.DONE and line.promise.baseline is not None


def _editions(
    session: Session, done: Sequence[PromiseLine]
) -> tuple[dict[str, Published], dict[str, list[Published]]]:
    """Return what kept promises are measured by: all of it by id, and by office what stands there now."""
    baselines = {line.promise.baseline.edition for line in done if line.promise.baseline is not None}
    newest = _newest_editions({line.unit_slug for line in done})
    rows = session.execute(
        select(Edition.document, Edition.hash, newest.c.place)
        .outerjoin(newest, newest.c.id == Edition.id)
        .where(or_(Edition.id.in_(baselines), newest.c.place == 1))
        .order_by(Edition.id)
    )
    known, by_office = {}, defaultdict(list)
    for document, digest, place in rows:
        edition = parse(document, digest)
        known[edition.id] = edition
        if place == 1:
            by_office[edition.scope].append(edition)
    return known, by_office


def _newest_editions(scopes: Collection[str]) -> Subquery:
    """Return the figures in force of these scopes; the newest official and the newest interim have place 1.

    It is the choice of `promises.later_than`, so that no more is read than a promise is measured by.
    """
    latest = func.max(Edition.revision).over(partition_by=(Edition.scope, Edition.kind, Edition.sequence))
    columns = (Edition.id, Edition.scope, Edition.kind, Edition.cutoff, Edition.revision, Edition.has_figure)
    every = select(*columns, latest.label("latest")).where(Edition.scope.in_(scopes)).subquery()
    place = func.row_number().over(
        partition_by=(every.c.scope, every.c.kind == INTERIM),
        order_by=(every.c.cutoff.desc(), every.c.kind == YEAR),
    )
    in_force = (every.c.revision == every.c.latest, every.c.has_figure)
    return select(every.c.id, place.label("place")).where(*in_force).subquery()


def _newest_themes(session: Session, where: ColumnElement[bool]) -> Themes | None:
    """Return what the offices' reports of the newest period say together."""
    months = case(MONTHS_IN, value=ThemeReport.kind)
    place = func.rank().over(order_by=((months * (ThemeReport.sequence + 1)).desc(), ThemeReport.kind))
    columns = (ThemeReport.unit_id, ThemeReport.kind, ThemeReport.sequence, ThemeReport.published_on)
    every = (
        select(*columns, ThemeReport.content, place.label("place"))
        .join(Unit, Unit.id == ThemeReport.unit_id)
        .where(where)
        .subquery()
    )
    rows = session.execute(select(every).where(every.c.place == 1).order_by(every.c.unit_id)).all()
    if not rows:
        return None
    return Themes(
        period=Period(kind=rows[0].kind, sequence=rows[0].sequence),
        published_on=max(row.published_on for row in rows),
        offices=len(rows),
        themes=add_up(from_content(row.content) for row in rows),
    )


def _talk(session: Session, where: ColumnElement[bool], today: date) -> Talk:
    """Return where somebody spoke last, and count the topics for an answer beside it."""
    columns = (Topic.id, Topic.title, Topic.state, Topic.due_on, Topic.last_on)
    rows = session.execute(
        select(*columns, Unit.slug, Unit.name_id, Unit.name_en)
        .add_columns(_waiting(where).label("waiting"), _waiting(where, before=today).label("overdue"))
        .join(Unit, Unit.id == Topic.unit_id)
        .where(where)
        .order_by(Topic.last_on.desc(), Topic.id.desc())
        .limit(TOPICS)
    ).all()
    return Talk(
        waiting=rows[0].waiting if rows else 0,
        overdue=rows[0].overdue if rows else 0,
        newest=tuple(_topic(row) for row in rows),
    )


def _waiting(where: ColumnElement[bool], before: date = date.max) -> ScalarSelect[int]:
    """Count the topics whose office was to answer before a day."""
    office = select(Unit.id).where(where).correlate(None)
    other = aliased(Topic)
    counted = select(func.count()).select_from(other)
    return counted.where(
        other.state == State.WAITING, other.due_on < before, other.unit_id.in_(office)
    ).scalar_subquery()


def _topic(row: Any) -> TopicLine:
    return TopicLine(
        id=row.id,
        title=row.title,
        unit_slug=row.slug,
        unit=Words(row.name_id, row.name_en),
        state=State(row.state),
        due_on=row.due_on,
        last_on=row.last_on,
    )


def next_consultation(session: Session, today: date) -> NextConsultation | None:
    """Return the next consultation that was announced."""
    row = session.execute(
        select(Consultation, Unit)
        .join(Unit, Unit.id == Consultation.unit_id)
        .where(Consultation.state == "announced", Consultation.held_on >= today)
        .order_by(Consultation.held_on, Consultation.starts, Consultation.id)
        .limit(1)
    ).first()
    if row is None:
        return None
    found, unit = row
    return NextConsultation(
        id=found.id,
        title=found.title,
        unit=unit.name,
        held_on=found.held_on,
        starts=found.starts,
        announced_on=found.announced_on,
    )
