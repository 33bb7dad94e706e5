"""Reads of progress: an officer's measures, the entries of one of them, and the log of a month."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, exists, select
from sqlalchemy.orm import Session, aliased, selectinload

from portal.admin.plans.content import indicator_of
from portal.domain import projects
from portal.domain.indicators import Attention, Target, attention, target_of
from portal.domain.periods import WITA, first_day, last_day
from portal.domain.plans import PlanState
from portal.domain.progress import Step
from portal.models.evaluations import Evaluation
from portal.models.plans import Indicator, Measure, Plan, PlanRow, Project
from portal.models.progress import Entry, Evidence

_AGREED = (PlanState.APPROVED, PlanState.REPLACED)


@dataclass(frozen=True, kw_only=True, slots=True)
class MeasureLine:
    """A measure as a plan words it, and where it stands. budget: rupiah, None for an indicator.

    is_open: whether the plan is in force, so that entries can be added. starts_on: the first day that it counts.
    is_evaluated: whether the year's evaluation is given. realised: thousandths of unit_name.
    """

    id: int
    employee_id: int
    year: int
    is_open: bool
    starts_on: date
    is_evaluated: bool
    number: int
    result: str
    name: str
    unit_name: str
    target: Target
    budget: int | None
    realised: int | None
    spent: int | None
    entries: int
    with_evidence: int
    last_on: date | None

    @property
    def is_project(self) -> bool:
        """Tell whether work and money are reported."""
        return self.budget is not None

    def is_stalled(self, today: date) -> bool:
        """Tell whether entries stay away for longer than agreed, while there is something left to report."""
        why = projects.attention if self.is_project else attention
        return self.is_open and why(self.target, self.realised, self.last_on, today) is Attention.STALLED


@dataclass(frozen=True, kw_only=True, slots=True)
class EvidenceLine:
    """Evidence of an entry: a link, or a file with the name its sender gave it. size: bytes."""

    id: int
    name: str
    link: str
    size: int


@dataclass(frozen=True, kw_only=True, slots=True)
class EntryLine:
    """An entry in a history. corrects: the replaced entry's day. counts: neither replaced nor taken back."""

    id: int
    on_day: date
    value: int | None
    spent: int | None
    note: str
    recorded_on: date
    corrects: date | None
    counts: bool
    evidence: tuple[EvidenceLine, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class LogLine:
    """An entry that counts, in the log of a month."""

    measure_id: int
    on_day: date
    result: str
    name: str
    unit_name: str
    value: int
    spent: int | None
    note: str
    evidence: tuple[EvidenceLine, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class KeptFile:
    """A file of evidence, and whose it is."""

    id: int
    employee_id: int
    name: str
    stored: str
    media_type: str


_EVALUATED = exists().where(
    and_(
        Evaluation.employee_id == Measure.employee_id,
        Evaluation.year == Measure.year,
        Evaluation.quarter == 0,
        Evaluation.given_at.is_not(None),
    )
)
_ROW: tuple[Any, ...] = (
    Measure, Plan.state, Plan.starts_on, PlanRow.number, PlanRow.result, _EVALUATED.label("is_evaluated"),
)  # fmt: skip


def _indicators() -> Select[Any]:
    return _joined(select(*_ROW, Indicator).join(Indicator, Indicator.measure_id == Measure.id), Indicator)


def _projects() -> Select[Any]:
    return _joined(select(*_ROW, Project).join(Project, Project.measure_id == Measure.id), Project)


def _joined(statement: Select[Any], worded: type[Indicator | Project]) -> Select[Any]:
    """Return the measures of agreed plans, the newest version's words last."""
    return (
        statement.join(PlanRow, PlanRow.id == worded.row_id)
        .join(Plan, Plan.id == PlanRow.plan_id)
        .where(Plan.state.in_(_AGREED))
        .order_by(Plan.version, PlanRow.number, Measure.id)
    )


def _read(session: Session, *conditions: Any) -> dict[int, MeasureLine]:
    """Return id -> measure, each worded as in the newest agreed version that has it."""
    found = {}
    for statement in (_indicators(), _projects()):
        for row in session.execute(statement.where(*conditions)):
            found[row.Measure.id] = _line(row)
    return found


def _line(row: Any) -> MeasureLine:
    measure: Measure = row.Measure
    is_project = "Project" in row._fields
    wording = (
        _of_project(row.Project, row.starts_on) if is_project else _of_indicator(row.Indicator, row.starts_on)
    )
    return MeasureLine(
        id=measure.id,
        employee_id=measure.employee_id,
        year=measure.year,
        is_open=row.state == PlanState.APPROVED,
        starts_on=row.starts_on,
        is_evaluated=row.is_evaluated,
        number=row.number,
        result=row.result,
        **wording,
        realised=measure.realised,
        spent=measure.spent,
        entries=measure.entries,
        with_evidence=measure.with_evidence,
        last_on=measure.last_on,
    )


def _of_indicator(indicator: Indicator, starts_on: date) -> dict[str, Any]:
    target = target_of(indicator_of(indicator), starts_on)
    return {"name": indicator.name, "unit_name": indicator.unit_name, "target": target, "budget": None}


def _of_project(project: Project, starts_on: date) -> dict[str, Any]:
    target = projects.target_of(max(project.start_on, starts_on), project.finish_on)
    return {"name": project.name, "unit_name": "%", "target": target, "budget": project.budget}


def list_measures(session: Session, employee_id: int, year: int) -> tuple[MeasureLine, ...]:
    """Return the measures of an officer's plan in force, what waits longest for an entry first."""
    mine = (Measure.employee_id == employee_id, Measure.year == year, Plan.state == PlanState.APPROVED)
    lines = _read(session, *mine).values()
    return tuple(sorted(lines, key=lambda line: (line.last_on or date.min, line.number, line.id)))


def list_years(session: Session, employee_id: int) -> tuple[int, ...]:
    """Return the years in which an officer has a plan in force, newest first."""
    approved = (Plan.employee_id == employee_id, Plan.state == PlanState.APPROVED)
    return tuple(session.scalars(select(Plan.year).where(*approved).order_by(Plan.year.desc())))


def find_measure(session: Session, measure_id: int) -> MeasureLine | None:
    """Find a measure that an agreed plan has or had."""
    return _read(session, Measure.id == measure_id).get(measure_id)


def list_steps(session: Session, measure_id: int) -> tuple[Step, ...]:
    """Return all entries of a measure as the rules see them, in the order they were made."""
    proven = exists().where(Evidence.entry_id == Entry.id)
    columns = (Entry.id, Entry.on_day, Entry.value, Entry.spent, Entry.corrects_id, proven.label("has_evidence"))
    rows = session.execute(select(*columns).where(Entry.measure_id == measure_id).order_by(Entry.id))
    return tuple(Step(**row._mapping) for row in rows)


def list_history(session: Session, measure_id: int) -> tuple[EntryLine, ...]:
    """Return all entries of a measure, also those that were corrected, what was recorded last first."""
    entries = _with_evidence(
        session, select(Entry).where(Entry.measure_id == measure_id).order_by(Entry.id.desc())
    )
    known = {entry.id: entry for entry in entries}
    replaced = {entry.corrects_id for entry in entries}
    return tuple(_in_history(entry, known, entry.id not in replaced) for entry in entries)


def find_entry(session: Session, entry_id: int) -> tuple[int, EntryLine] | None:
    """Find an entry together with its measure's id."""
    measure_id = session.scalar(select(Entry.measure_id).where(Entry.id == entry_id))
    if measure_id is None:
        return None
    line = next(line for line in list_history(session, measure_id) if line.id == entry_id)
    return measure_id, line


def _with_evidence(session: Session, statement: Select[Entry]) -> list[Entry]:
    return list(session.scalars(statement.options(selectinload(Entry.evidence))))


def _in_history(entry: Entry, known: Mapping[int, Entry], is_last: bool) -> EntryLine:
    corrected = known[entry.corrects_id] if entry.corrects_id else None
    return EntryLine(
        id=entry.id,
        on_day=entry.on_day,
        value=entry.value,
        spent=entry.spent,
        note=entry.note,
        recorded_on=entry.recorded_at.astimezone(WITA).date(),
        corrects=corrected.on_day if corrected else None,
        counts=is_last and entry.value is not None,
        evidence=_shown(entry.evidence),
    )


def _shown(evidence: Iterable[Evidence]) -> tuple[EvidenceLine, ...]:
    return tuple(EvidenceLine(id=each.id, name=each.name, link=each.link, size=each.size) for each in evidence)


def list_log(session: Session, employee_id: int, month: int) -> tuple[LogLine, ...]:
    """Return an officer's entries of a month that count, by day."""
    later = aliased(Entry)
    entries = _with_evidence(
        session,
        select(Entry)
        .where(
            Entry.employee_id == employee_id,
            Entry.on_day.between(first_day(month), last_day(month)),
            Entry.value.is_not(None),
            ~exists().where(later.corrects_id == Entry.id),
        )
        .order_by(Entry.on_day, Entry.id),
    )
    measures = _read(session, Measure.id.in_({entry.measure_id for entry in entries}))
    return tuple(_in_log(entry, measures[entry.measure_id]) for entry in entries)


def _in_log(entry: Entry, measure: MeasureLine) -> LogLine:
    return LogLine(
        measure_id=measure.id,
        on_day=entry.on_day,
        result=measure.result,
        name=measure.name,
        unit_name=measure.unit_name,
        value=entry.value or 0,
        spent=entry.spent,
        note=entry.note,
        evidence=_shown(entry.evidence),
    )


def find_file(session: Session, evidence_id: int) -> KeptFile | None:
    """Find a file of evidence; a link is none."""
    statement = (
        select(Evidence, Entry.employee_id)
        .join(Entry, Entry.id == Evidence.entry_id)
        .where(Evidence.id == evidence_id, Evidence.stored != "")
    )
    found = session.execute(statement).one_or_none()
    if found is None:
        return None
    file: Evidence = found.Evidence
    return KeptFile(
        id=file.id,
        employee_id=found.employee_id,
        name=file.name,
        stored=file.stored,
        media_type=file.media_type,
    )
