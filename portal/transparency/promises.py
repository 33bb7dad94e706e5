"""What offices promised after they read their answers: statements and editions, nothing else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.domain import promises
from portal.domain.figures import EditionLine, Published
from portal.domain.follow_up import Status
from portal.domain.promises import KIND, Effect, Moved, Promise, Reading
from portal.domain.words import Words
from portal.editions import read_editions
from portal.models.consultations import Agreement
from portal.models.statements import Statement
from portal.models.units import Unit

_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """A promise as it was published on a day. consultation: where it was agreed, if at one."""

    published_on: date
    promise: Promise
    consultation: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class PromiseView:
    """A promise as it stands. earlier: how it was worded before, newest first. effect: once it is done.

    baseline: None for what was agreed before there was a figure. consultation: where it was agreed, None for a
    promise of the office's own. moved: how its due day was put off, None while it was not. done_on: the day from
    which its effect is measured. said_on: the day on which it was first published. changed_on: the last day on
    which something about it looked different on the page.
    """

    promise: Promise
    overdue: bool
    consultation: int | None
    baseline: Reading | None
    effect: Effect | None
    earlier: tuple[Said, ...]
    moved: Moved | None
    done_on: date | None
    said_on: date
    changed_on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class KeptPromise:
    """A promise that an office kept."""

    unit_slug: str
    unit: Words
    promise: Promise
    published_on: date


def office_promises(
    session: Session, slug: str, lines: Sequence[EditionLine], today: date
) -> tuple[PromiseView, ...]:
    """Return an office's promises: the open ones by their due day, then what ended last.

    lines: the office's editions.
    """
    histories = _histories(session, slug)
    if not histories:
        return ()
    wanted = (promises.measured_by(history[0].promise, _done_on(history), lines) for history in histories)
    known = read_editions(session, set().union(*wanted))
    views = [_view(history, lines, known, today) for history in histories]
    return tuple(sorted(views, key=_place))


def _histories(session: Session, slug: str) -> list[tuple[Said, ...]]:
    """Return the revisions of each promise, newest first."""
    rows = session.execute(
        select(Statement, Agreement.consultation_id)
        .join(Unit, Unit.id == Statement.unit_id)
        .outerjoin(Agreement, Agreement.subject == Statement.subject)
        .where(Unit.slug == slug, Statement.kind == KIND)
        .order_by(Statement.subject, Statement.revision.desc())
    )
    return [
        tuple(_said(*row) for row in group) for _subject, group in groupby(rows, key=lambda row: row[0].subject)
    ]


def _said(statement: Statement, consultation: int | None) -> Said:
    promise = promises.from_content(statement.content)
    return Said(published_on=statement.published_on, promise=promise, consultation=consultation)


def _done_on(history: Sequence[Said]) -> date | None:
    return promises.first_done_on(said.promise for said in history)


def _view(
    history: tuple[Said, ...], lines: Sequence[EditionLine], known: Mapping[str, Published], today: date
) -> PromiseView:
    promise, published_on, done_on = history[0].promise, history[0].published_on, _done_on(history)
    baseline, effect = promises.measure(promise, done_on, lines, known)
    overdue = promise.is_overdue(today)
    return PromiseView(
        promise=promise,
        overdue=overdue,
        consultation=history[0].consultation,
        baseline=baseline,
        effect=effect,
        earlier=history[1:],
        moved=promises.moved([said.promise for said in history]),
        done_on=done_on,
        said_on=history[-1].published_on,
        changed_on=max(published_on, promise.due + _DAY) if overdue else published_on,
    )


def _place(view: PromiseView) -> tuple[bool, int, str]:
    ended_on = view.promise.ended_on
    day = ended_on or view.promise.due
    return ended_on is not None, -day.toordinal() if ended_on else day.toordinal(), view.promise.wording.id


def kept_promises(session: Session, limit: int) -> list[KeptPromise]:
    """Return the promises that were kept last, newest first."""
    newest = (
        select(Statement.subject, func.max(Statement.revision).label("revision"))
        .where(Statement.kind == KIND)
        .group_by(Statement.subject)
        .subquery()
    )
    rows = session.execute(
        select(Statement, Unit)
        .join(newest, (newest.c.subject == Statement.subject) & (newest.c.revision == Statement.revision))
        .join(Unit, Unit.id == Statement.unit_id)
        .where(Statement.kind == KIND, Statement.content["status"].as_string() == Status.DONE)
        .order_by(Statement.content["ended_on"].as_string().desc(), Statement.subject)
        .limit(limit)
    )
    return [
        KeptPromise(
            unit_slug=unit.slug,
            unit=unit.name,
            promise=promises.from_content(statement.content),
            published_on=statement.published_on,
        )
        for statement, unit in rows
    ]
