"""What an evaluation rests on, gathered while it is worked on: plan, progress, notes, dialogues and editions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from portal.domain.behaviours import BEHAVIOUR_KEYS
from portal.domain.evaluation_sheet import (
    BehaviourPart,
    CitationPart,
    DialoguePart,
    ElementPart,
    EntryPart,
    EvidencePart,
    GoalPart,
    IndicatorPart,
    NotePart,
    ProjectPart,
    Rated,
    Sheet,
    Signer,
)
from portal.domain.evaluations import FEW_OFFICERS, Subject, Term, citable_elements
from portal.domain.figures import Published
from portal.domain.indicators import realised
from portal.domain.periods import WITA
from portal.domain.plans import Gathering, PlanState
from portal.editions import read_editions
from portal.models.employees import Employee
from portal.models.evaluations import Citation, Evaluation, ItemRating
from portal.models.plans import Indicator, Plan, PlanRow, Project
from portal.models.progress import Dialogue, Entry, FeedbackNote
from portal.models.units import Unit

Entries = Mapping[int, Sequence[Entry]]
"""Measure -> its entries up to the term's end, oldest first, without corrected ones."""


def gather(session: Session, row: Evaluation, *, demo: bool) -> Sheet:
    """Return the sheet of an evaluation that is not given yet."""
    term = Term(year=row.year, quarter=row.quarter)
    plan = approved_plan(session, row.employee_id, row.year)
    entries = _entries(session, row.employee_id, term)
    ratings = {(rating.subject, rating.key): _rated(rating) for rating in row.ratings}
    return Sheet(
        demo=demo,
        id=row.id,
        officer=_signer(row.employee),
        supervisor=_signer(row.supervisor),
        unit_slug=row.unit.slug,
        unit=row.unit.name,
        few_officers=row.unit.officers < FEW_OFFICERS,
        year=row.year,
        quarter=row.quarter,
        plan_version=plan.version if plan else None,
        goals=tuple(_goal(each, entries, ratings) for each in plan.rows) if plan else (),
        behaviours=_behaviours(plan, ratings),
        entries=_entries_of_term(entries, plan, term),
        notes=_notes(session, row.employee_id, term),
        citations=cited(session, row.citations, row.unit),
        dialogues=_dialogues(session, row.employee_id, term),
        results=_overall(row.results, row.results_reason),
        overall_behaviours=_overall(row.behaviours, row.behaviours_reason),
    )


def approved_plan(session: Session, employee_id: int, year: int) -> Plan | None:
    """Find the approved version of an officer's plan, with all of its parts."""
    rows = selectinload(Plan.rows)
    return session.scalar(
        select(Plan)
        .where(Plan.employee_id == employee_id, Plan.year == year, Plan.state == PlanState.APPROVED)
        .options(
            rows.selectinload(PlanRow.indicators),
            rows.selectinload(PlanRow.projects),
            selectinload(Plan.expectations),
        )
    )


def _entries(session: Session, employee_id: int, term: Term) -> Entries:
    """Read the year's entries up to the term's end; one that another corrected no longer counts."""
    rows = session.scalars(
        select(Entry)
        .where(Entry.employee_id == employee_id)
        .where(Entry.on_day.between(date(term.year, 1, 1), term.last_day))
        .options(selectinload(Entry.evidence))
        .order_by(Entry.on_day, Entry.id)
    ).all()
    corrected = {row.corrects_id for row in rows}
    found: dict[int, list[Entry]] = {}
    for row in rows:
        if row.id not in corrected and row.value is not None:
            found.setdefault(row.measure_id, []).append(row)
    return found


def _goal(row: PlanRow, entries: Entries, ratings: Mapping[tuple[str, str], Rated]) -> GoalPart:
    return GoalPart(
        id=row.goal_id,
        kind=row.kind,
        result=row.result,
        indicators=tuple(_indicator(each, entries.get(each.measure_id, ())) for each in row.indicators),
        projects=tuple(_project(each, entries.get(each.measure_id, ())) for each in row.projects),
        rated=ratings.get((Subject.GOAL, str(row.goal_id))),
    )


def _indicator(row: Indicator, entries: Sequence[Entry]) -> IndicatorPart:
    values = [entry.value for entry in entries if entry.value is not None]
    return IndicatorPart(
        measure=row.measure_id,
        name=row.name,
        aspect=row.aspect,
        unit_name=row.unit_name,
        direction=row.direction,
        target=row.target,
        target_high=row.target_high,
        realised=realised(values, Gathering(row.gathering)),
    )


def _project(row: Project, entries: Sequence[Entry]) -> ProjectPart:
    newest = entries[-1] if entries else None
    return ProjectPart(
        measure=row.measure_id,
        name=row.name,
        finish_on=row.finish_on.isoformat(),
        budget=row.budget,
        realised=newest.value if newest else None,
        spent=newest.spent if newest else None,
    )


def _behaviours(plan: Plan | None, ratings: Mapping[tuple[str, str], Rated]) -> tuple[BehaviourPart, ...]:
    expected = {each.behaviour: each.text for each in plan.expectations} if plan else {}
    return tuple(
        BehaviourPart(key=key, expectation=expected.get(key, ""), rated=ratings.get((Subject.BEHAVIOUR, key)))
        for key in BEHAVIOUR_KEYS
    )


def _entries_of_term(entries: Entries, plan: Plan | None, term: Term) -> tuple[EntryPart, ...]:
    """Return the entries of the term itself, newest first, by the names that the plan gives their measures."""
    names: dict[int, str] = {}
    for part in plan.rows if plan else ():
        names.update({each.measure_id: each.name for each in part.indicators})
        names.update({each.measure_id: each.name for each in part.projects})
    rows = [
        row
        for measure, found in entries.items()
        if measure in names
        for row in found
        if row.on_day >= term.first_day
    ]
    return tuple(
        _entry(row, names[row.measure_id])
        for row in sorted(rows, key=lambda row: (row.on_day, row.id), reverse=True)
    )


def _entry(row: Entry, about: str) -> EntryPart:
    return EntryPart(
        id=row.id,
        measure=row.measure_id,
        about=about,
        on_day=row.on_day.isoformat(),
        value=row.value or 0,
        spent=row.spent,
        note=row.note,
        evidence=tuple(EvidencePart(id=each.id, name=each.name, link=each.link) for each in row.evidence),
    )


def _notes(session: Session, employee_id: int, term: Term) -> tuple[NotePart, ...]:
    begins = datetime.combine(term.first_day, time(), WITA).astimezone(UTC)
    ends = datetime.combine(term.last_day + timedelta(days=1), time(), WITA).astimezone(UTC)
    rows = session.scalars(
        select(FeedbackNote)
        .where(FeedbackNote.employee_id == employee_id)
        .where(FeedbackNote.written_at >= begins, FeedbackNote.written_at < ends)
        .options(joinedload(FeedbackNote.author))
        .order_by(FeedbackNote.written_at.desc(), FeedbackNote.id.desc())
    )
    return tuple(
        NotePart(
            id=row.id,
            kind=row.kind,
            author=row.author.name,
            behaviour=row.behaviour,
            measure=row.measure_id,
            text=row.text,
            link=row.link,
            on_day=wita_day(row.written_at),
        )
        for row in rows
    )


def cited(session: Session, rows: Iterable[Citation], unit: Unit) -> tuple[CitationPart, ...]:
    """Return editions as they were cited, each with the parts that may enter an evaluation of the office."""
    rows = tuple(rows)
    read = read_editions(session, [row.edition_id for row in rows])
    return tuple(_citation(row, read[row.edition_id], unit) for row in rows)


def _citation(row: Citation, edition: Published, unit: Unit) -> CitationPart:
    figure = edition.figure
    if figure is None:  # Only an edition with a figure can be cited.
        raise LookupError(row.edition_id)
    few = unit.officers < FEW_OFFICERS or edition.few_officers
    return CitationPart(
        id=row.id,
        edition=edition.id,
        hash=row.hash,
        kind=edition.kind,
        sequence=edition.sequence,
        number=0 if edition.interim else edition.number,
        year=0 if edition.interim else edition.year,
        n=figure.n,
        ikm=figure.ikm,
        grade=figure.grade,
        low=figure.low,
        high=figure.high,
        few_officers=few,
        elements=tuple(
            ElementPart(key=element.key, value=element.value)
            for element in citable_elements(figure.elements, few_officers=few)
        ),
        reading=row.reading,
        cited_on=wita_day(row.cited_at),
        reply=row.reply,
        replied_on=wita_day(row.replied_at) if row.replied_at else None,
    )


def with_replies(sheet: Sheet, rows: Iterable[Citation]) -> Sheet:
    """Return a signed sheet with the officer's replies as they are now: they may come after the signature."""
    replies = {row.id: (row.reply, wita_day(row.replied_at) if row.replied_at else None) for row in rows}
    return replace(
        sheet,
        citations=tuple(
            replace(part, reply=replies[part.id][0], replied_on=replies[part.id][1]) for part in sheet.citations
        ),
    )


def _dialogues(session: Session, employee_id: int, term: Term) -> tuple[DialoguePart, ...]:
    """Return the term's dialogues; for a whole year those of any of its quarters."""
    statement = select(Dialogue).where(Dialogue.employee_id == employee_id, Dialogue.year == term.year)
    if term.quarter:
        statement = statement.where(Dialogue.quarter == term.quarter)
    return tuple(
        DialoguePart(
            quarter=row.quarter,
            held_on=row.held_on.isoformat(),
            discussed=row.discussed,
            agreed=row.agreed,
            reply=row.reply,
            confirmed_on=wita_day(row.confirmed_at) if row.confirmed_at else None,
        )
        for row in session.scalars(statement.order_by(Dialogue.held_on, Dialogue.id))
    )


def _rated(row: ItemRating) -> Rated:
    return Rated(rating=row.rating, reason=row.reason, evidence=tuple(row.evidence))


def _overall(rating: str | None, reason: str) -> Rated | None:
    return Rated(rating=rating, reason=reason) if rating else None


def _signer(row: Employee) -> Signer:
    return Signer(nip=row.nip or "", name=row.name, grade=row.grade, position=row.position)


def wita_day(at: datetime) -> str:
    """Return the day of a moment in WITA, as ISO text."""
    return at.astimezone(WITA).date().isoformat()
