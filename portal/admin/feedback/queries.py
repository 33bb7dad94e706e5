"""Reads of feedback: notes, talks about performance, and what a note may speak of."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session, aliased

from portal.admin import lists
from portal.admin.lists import Asked, Page
from portal.admin.people import Person
from portal.domain.evaluations import Term
from portal.domain.feedback import NoteKind
from portal.domain.periods import WITA
from portal.domain.permissions import Reach
from portal.domain.plans import PlanState
from portal.domain.words import Words
from portal.models.employees import Employee
from portal.models.plans import Indicator, Plan, PlanRow, Project
from portal.models.progress import Dialogue, Entry, FeedbackNote
from portal.models.units import Unit

RECENT_ENTRIES = 20
"""How many entries a note may choose its evidence from."""

_OFFICER, _AUTHOR = aliased(Employee), aliased(Employee)


@dataclass(frozen=True, kw_only=True, slots=True)
class EntryLine:
    """An entry as evidence of a note."""

    id: int
    on_day: date
    note: str


@dataclass(frozen=True, kw_only=True, slots=True)
class NoteView:
    """A note. behaviour: a key of `BEHAVIOURS` or empty. measure: its name, empty without one.

    seen: whether its officer was shown it.
    """

    id: int
    kind: NoteKind
    officer_id: int
    officer: str
    author: str
    behaviour: str
    measure: str
    entry: EntryLine | None
    link: str
    text: str
    written_on: date
    seen: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class DialogueView:
    """A talk as it was recorded. confirmed_on: None until the officer confirmed it."""

    id: int
    officer_id: int
    officer: str
    supervisor: str
    term: Term
    held_on: date
    discussed: str
    agreed: str
    reply: str
    confirmed_on: date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class OfficerLine:
    """An officer with how many notes there are about them and talks this year."""

    id: int
    name: str
    position: str
    unit: Words
    notes: int
    last_note: date | None
    dialogues: int


@dataclass(frozen=True, kw_only=True, slots=True)
class MeasureLine:
    """A measure of an officer's plan in force."""

    id: int
    name: str


def notes_about(session: Session, employee_id: int, wanted: Asked) -> Page[NoteView]:
    """Return a page of the notes about an officer, newest first."""
    return _page_of_notes(session, FeedbackNote.employee_id == employee_id, wanted)


def notes_by(session: Session, author_id: int, wanted: Asked) -> Page[NoteView]:
    """Return a page of the notes that somebody wrote about others, newest first."""
    mine = (FeedbackNote.author_id == author_id) & (FeedbackNote.employee_id != author_id)
    return _page_of_notes(session, mine, wanted)


def newest_notes_by(session: Session, author_id: int, limit: int) -> tuple[NoteView, ...]:
    """Return the last notes that somebody wrote about others, newest first."""
    mine = (FeedbackNote.author_id == author_id) & (FeedbackNote.employee_id != author_id)
    rows = session.execute(_notes().where(mine).order_by(*_NEWEST).limit(limit))
    return tuple(map(_note, rows))


_NEWEST = (FeedbackNote.written_at.desc(), FeedbackNote.id.desc())


def _page_of_notes(session: Session, condition: ColumnElement[bool], wanted: Asked) -> Page[NoteView]:
    return lists.page(
        session,
        _notes().where(condition),
        wanted,
        search=(FeedbackNote.text, _AUTHOR.name, _OFFICER.name),
        sorts={"newest": _NEWEST},
        make=_note,
    )


def _notes() -> Select[*tuple[Any, ...]]:
    return (
        select(FeedbackNote, _OFFICER.name, _AUTHOR.name, _measure_name(), Entry.on_day, Entry.note)
        .join(_OFFICER, _OFFICER.id == FeedbackNote.employee_id)
        .join(_AUTHOR, _AUTHOR.id == FeedbackNote.author_id)
        .outerjoin(Entry, Entry.id == FeedbackNote.entry_id)
    )


def _measure_name() -> ColumnElement[str]:
    """Return what the newest version of the plan that was ever in force calls a note's measure."""
    names = (
        select(part.name)
        .join(PlanRow, PlanRow.id == part.row_id)
        .join(Plan, Plan.id == PlanRow.plan_id)
        .where(part.measure_id == FeedbackNote.measure_id, Plan.state.in_(_IN_FORCE_ONCE))
        .order_by(Plan.version.desc())
        .limit(1)
        .correlate(FeedbackNote)
        .scalar_subquery()
        for part in (Indicator, Project)
    )
    return func.coalesce(*names, "").label("measure")


_IN_FORCE_ONCE = (PlanState.APPROVED, PlanState.REPLACED)


def _note(row: Any) -> NoteView:
    note, officer, author, measure, entry_day, entry_note = row
    entry = None if note.entry_id is None else EntryLine(id=note.entry_id, on_day=entry_day, note=entry_note)
    return NoteView(
        id=note.id,
        kind=NoteKind(note.kind),
        officer_id=note.employee_id,
        officer=officer,
        author=author,
        behaviour=note.behaviour,
        measure=measure,
        entry=entry,
        link=note.link,
        text=note.text,
        written_on=note.written_at.astimezone(WITA).date(),
        seen=note.seen_at is not None,
    )


def list_dialogues(session: Session, employee_id: int) -> tuple[DialogueView, ...]:
    """Return the talks with an officer, the last one first."""
    statement = _dialogues().where(Dialogue.employee_id == employee_id)
    rows = session.execute(statement.order_by(Dialogue.held_on.desc(), Dialogue.id.desc()))
    return tuple(map(_dialogue, rows))


def find_dialogue(session: Session, number: int, employee_id: int) -> DialogueView | None:
    """Find a talk with an officer by its number."""
    row = session.execute(
        _dialogues().where(Dialogue.id == number, Dialogue.employee_id == employee_id)
    ).one_or_none()
    return None if row is None else _dialogue(row)


def _dialogues() -> Select[*tuple[Any, ...]]:
    return (
        select(Dialogue, _OFFICER.name, _AUTHOR.name)
        .join(_OFFICER, _OFFICER.id == Dialogue.employee_id)
        .join(_AUTHOR, _AUTHOR.id == Dialogue.supervisor_id)
    )


def _dialogue(row: Any) -> DialogueView:
    talk, officer, supervisor = row
    return DialogueView(
        id=talk.id,
        officer_id=talk.employee_id,
        officer=officer,
        supervisor=supervisor,
        term=Term(year=talk.year, quarter=talk.quarter),
        held_on=talk.held_on,
        discussed=talk.discussed,
        agreed=talk.agreed,
        reply=talk.reply,
        confirmed_on=talk.confirmed_at.astimezone(WITA).date() if talk.confirmed_at else None,
    )


def list_reports(session: Session, supervisor_id: int, year: int) -> tuple[OfficerLine, ...]:
    """Return the officers whom somebody leads, with their feedback and the talks about a year, by name."""
    mine = (Employee.supervisor_id == supervisor_id, Employee.left_on.is_(None))
    rows = session.execute(_officers(year).where(*mine).order_by(Employee.name, Employee.id))
    return tuple(map(_officer, rows))


def list_officers(session: Session, reach: Reach, wanted: Asked, year: int) -> Page[OfficerLine]:
    """Return a page of the officers of the offices in reach, by name."""
    return lists.page(
        session,
        lists.within(_officers(year), Employee.unit_id, reach),
        wanted,
        search=(Employee.name, Employee.position, Unit.name_id),
        sorts={"name": (Employee.name, Employee.id), "office": (Unit.name_id, Employee.name, Employee.id)},
        make=_officer,
    )


def _officers(year: int) -> Select[*tuple[Any, ...]]:
    about = FeedbackNote.employee_id == Employee.id
    talks = (Dialogue.employee_id == Employee.id, Dialogue.year == year)
    return select(
        Employee,
        Unit,
        select(func.count()).select_from(FeedbackNote).where(about).scalar_subquery(),
        select(func.max(FeedbackNote.written_at)).where(about).scalar_subquery(),
        select(func.count()).select_from(Dialogue).where(*talks).scalar_subquery(),
    ).join(Unit, Unit.id == Employee.unit_id)


def _officer(row: Any) -> OfficerLine:
    employee, unit, notes, written_at, dialogues = row
    return OfficerLine(
        id=employee.id,
        name=employee.name,
        position=employee.position,
        unit=unit.name,
        notes=notes,
        last_note=_day(written_at),
        dialogues=dialogues,
    )


def _day(moment: datetime | None) -> date | None:
    return None if moment is None else moment.astimezone(WITA).date()


def list_measures(session: Session, person: Person, year: int) -> tuple[MeasureLine, ...]:
    """Return the measures of an officer's plan in force in a year, in the plan's order."""
    found: list[Any] = []
    for part in (Indicator, Project):
        statement = (
            select(PlanRow.number, part.id, part.measure_id, part.name)
            .join(PlanRow, PlanRow.id == part.row_id)
            .join(Plan, Plan.id == PlanRow.plan_id)
            .where(Plan.employee_id == person.id, Plan.year == year, Plan.state == PlanState.APPROVED)
            .order_by(PlanRow.number, part.id)
        )
        found += session.execute(statement).all()
    found.sort(key=lambda row: row.number)
    return tuple(MeasureLine(id=row.measure_id, name=row.name) for row in found)


def list_entries(session: Session, person: Person) -> tuple[EntryLine, ...]:
    """Return an officer's last entries that nothing took back, newest first."""
    correcting = aliased(Entry)
    statement = (
        select(Entry.id, Entry.on_day, Entry.note)
        .outerjoin(correcting, correcting.corrects_id == Entry.id)
        .where(Entry.employee_id == person.id, Entry.value.is_not(None), correcting.id.is_(None))
        .order_by(Entry.on_day.desc(), Entry.id.desc())
        .limit(RECENT_ENTRIES)
    )
    return tuple(EntryLine(id=row.id, on_day=row.on_day, note=row.note) for row in session.execute(statement))
