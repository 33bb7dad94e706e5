"""From what people say to what changed, of an office and of all: read from the record alone."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, case, func, or_, select, true
from sqlalchemy.orm import Session, aliased

from portal.domain import promises
from portal.domain.closed_loop import Account, PublishedTheme, account, add_up, from_content
from portal.domain.figures import Published, parse
from portal.domain.follow_up import Outcome, Status
from portal.domain.forum import State
from portal.domain.periods import MONTHS_IN, Period
from portal.domain.promises import KIND, Promise
from portal.domain.words import Words
from portal.models.consultations import Consultation
from portal.models.editions import Edition
from portal.models.forum import ThemeReport, Topic
from portal.models.statements import Statement
from portal.models.units import Unit
from portal.transparency.promises import PromiseView

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
    """A promise as it stands, whose it is, and when it was first published."""

    unit_slug: str
    unit: Words
    promise: Promise
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


def office_loop(session: Session, slug: str, shown: Collection[PromiseView], today: date) -> Loop:
    """Gather an office's loop. shown: its promises, as its page has read them already."""
    here = Unit.slug == slug
    outcomes = {view.promise: view.effect.outcome for view in shown if view.effect}
    return _loop(session, here, _promises(session, here) if shown else [], outcomes, today)


def government_loop(session: Session, today: date) -> Loop:
    """Gather the loop of all offices together."""
    lines = _promises(session, _EVERYWHERE)
    done = [line for line in lines if line.promise.status is Status.DONE]
    return _loop(session, _EVERYWHERE, lines, _outcomes(session, done), today)


def _loop(
    session: Session,
    where: ColumnElement[bool],
    lines: Sequence[PromiseLine],
    outcomes: Mapping[Promise, Outcome],
    today: date,
) -> Loop:
    themes, talk = _newest_themes(session, where), _talk(session, where, today)
    changes = [line.changed_on for line in lines] + [topic.last_on for topic in talk.newest]
    return Loop(
        today=today,
        themes=themes,
        account=account((line.promise for line in lines), outcomes, today),
        open=tuple(line for line in lines if line.promise.ended_on is None),
        talk=talk,
        changed_on=max([*changes, themes.published_on] if themes else changes, default=None),
    )


def _promises(session: Session, where: ColumnElement[bool]) -> list[PromiseLine]:
    """Return promises as they stand, the longest public first."""
    newest = func.max(Statement.revision).over(partition_by=Statement.subject).label("newest")
    said_on = func.min(Statement.published_on).over(partition_by=Statement.subject).label("said_on")
    columns = (Statement.subject, Statement.revision, Statement.published_on, Statement.content)
    every = (
        select(*columns, Unit.slug, Unit.name_id, Unit.name_en, newest, said_on)
        .join(Unit, Unit.id == Statement.unit_id)
        .where(Statement.kind == KIND, where)
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
            said_on=row.said_on,
            changed_on=row.published_on,
        )
        for row in rows
    ]


def _outcomes(session: Session, done: Sequence[PromiseLine]) -> dict[Promise, Outcome]:
    """Return what editions say about promises that were kept, if there is a figure to compare with."""
    known = _editions_after(session, done)
    by_id = {edition.id: edition for edition in known}
    found: dict[Promise, Outcome] = {}
    for line in done:
        promise, base = line.promise, line.promise.baseline
        if base is None or promise.ended_on is None:
            continue
        baseline = promises.reading_of(base, by_id[base.edition])
        own = (edition for edition in known if edition.scope == line.unit_slug)
        found[promise] = promises.effect(baseline, promise.element, promise.ended_on, own).outcome
    return found


def _editions_after(session: Session, done: Sequence[PromiseLine]) -> list[Published]:
    """Return the editions that promises are compared with: their baselines, and what is in force since."""
    ends = [line.promise.ended_on for line in done if line.promise.ended_on is not None]
    if not ends:
        return []
    newest = func.max(Edition.revision).over(partition_by=(Edition.scope, Edition.kind, Edition.sequence))
    scopes = {line.unit_slug for line in done}
    in_force = (
        select(Edition.id, Edition.revision, newest.label("newest")).where(Edition.scope.in_(scopes)).subquery()
    )
    baselines = {line.promise.baseline.edition for line in done if line.promise.baseline is not None}
    rows = session.execute(
        select(Edition.document, Edition.hash)
        .join(in_force, in_force.c.id == Edition.id)
        .where(
            or_(
                Edition.id.in_(baselines),
                (in_force.c.revision == in_force.c.newest) & Edition.has_figure & (Edition.cutoff > min(ends)),
            )
        )
        .order_by(Edition.id)
    )
    return [parse(document, digest) for document, digest in rows]


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
