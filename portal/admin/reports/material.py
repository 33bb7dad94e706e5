"""What reports are made of: every office of a period, read in a dozen statements however many they are."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from operator import attrgetter
from typing import Any

from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session

from portal.admin.reports.naming import day_words, days_words, period_short, period_words
from portal.admin.reports.profile import ERASED, NOT_OVER
from portal.admin.reports.texts import ReportTexts, from_stored
from portal.documents.report.edition import NotReportableError, read_edition
from portal.documents.report.values import (
    Activity,
    FollowUp,
    Letterhead,
    Sample,
    Signatory,
    SkmReport,
    TrendRow,
)
from portal.domain import skm
from portal.domain.figures import Published, parse
from portal.domain.follow_up import Status, is_overdue
from portal.domain.periods import Period, first_day, last_day, month_of
from portal.domain.permissions import Reach
from portal.domain.promises import WHOLE
from portal.domain.questionnaire import Version, from_document
from portal.domain.retention import in_force, last_erased_month
from portal.domain.sampling import required_sample
from portal.domain.skm_form import INSTRUMENT
from portal.domain.words import Words
from portal.domain.workdays import workdays_between
from portal.models.actions import Action
from portal.models.counters import Counter
from portal.models.editions import Edition
from portal.models.questionnaires import Questionnaire, QuestionnaireVersion
from portal.models.reports import Report
from portal.models.statements import ImportedResult
from portal.models.targets import Retention, Target
from portal.models.units import Service, Unit

TREND = 8
"""How many periods a report looks back over, its own included."""
IMPORTED = "hasil impor, tidak terverifikasi"

_ELEMENTS = {element.key: element.name.id for element in skm.ELEMENTS} | {WHOLE: "Semua unsur"}
_STATUSES = {
    Status.PLANNED: "Direncanakan",
    Status.STARTED: "Berjalan",
    Status.DONE: "Selesai",
    Status.DROPPED: "Dibatalkan",
}
_OVERDUE = "Lewat tenggat"

ByUnit = Mapping[int, list[str]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Setting:
    """Whose reports these are, where the public pages are, and the day in WITA on which they are made."""

    government: str
    owner: str
    public_url: str
    today: date


@dataclass(frozen=True, kw_only=True, slots=True)
class OfficeReport:
    """An office's official edition and its report, without the counts of who answered.

    report: None where no report can be made, since the edition has no figure or hides its elements.
    promised: how far each action of the period before got.
    """

    unit_id: int
    slug: str
    name: Words
    edition: Published
    report: SkmReport | None
    texts: ReportTexts
    promised: tuple[Status, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Known:
    """Everything that was read, by unit id. documents: sequence -> canonical text of the newest revision."""

    period: Period
    setting: Setting
    erased_until: int
    versions: Mapping[str, Version]
    documents: Mapping[int, Mapping[int, tuple[str, str]]]
    imported: Mapping[int, Mapping[int, ImportedResult]]
    services: ByUnit
    counters: ByUnit
    targets: Mapping[int, Target]
    texts: Mapping[int, ReportTexts]
    actions: Mapping[int, list[tuple[Action, date]]]


def gather(session: Session, period: Period, reach: Reach, setting: Setting) -> list[OfficeReport]:
    """Return the offices within reach that have an edition of an official period, by name."""
    documents = _documents(session, period, reach)
    units = [unit_id for unit_id, editions in documents.items() if period.sequence in editions]
    known = _Known(
        period=period,
        setting=setting,
        erased_until=_erased_until(session, setting.today),
        versions=_versions(session),
        documents=documents,
        imported=_imported(session, period, reach),
        services=_names(session, Service, reach),
        counters=_names(session, Counter, reach),
        targets=_targets(session, period, reach),
        texts=_texts(session, period, reach),
        actions=_actions(session, period, reach),
    )
    rows = session.scalars(select(Unit).where(Unit.id.in_(units)).order_by(Unit.name_id, Unit.id))
    return [_office(unit, known) for unit in rows]


def _documents(session: Session, period: Period, reach: Reach) -> dict[int, dict[int, tuple[str, str]]]:
    statement = (
        select(Unit.id, Edition.sequence, Edition.document, Edition.hash)
        .join(Edition, Edition.unit_id == Unit.id)
        .where(
            Edition.kind == period.kind,
            Edition.sequence.between(period.sequence - TREND + 1, period.sequence),
            _inside(Unit.id, reach),
        )
    )
    rows = session.execute(statement.order_by(Edition.sequence, Edition.revision))
    found: dict[int, dict[int, tuple[str, str]]] = defaultdict(dict)
    for unit_id, sequence, document, digest in rows:
        found[unit_id][sequence] = (document, digest)  # A later revision replaces an earlier one.
    return found


def _inside(column: InstrumentedAttribute[Any], reach: Reach) -> ColumnElement[bool]:
    return true() if reach is None else column.in_(reach)


def _erased_until(session: Session, today: date) -> int:
    """Return the last month whose profiles are due to be erased."""
    decided = session.execute(select(Retention.kind, Retention.months).order_by(Retention.kind))
    kept = in_force((row.kind, row.months) for row in decided)
    return last_erased_month(month_of(today), kept["profiles"])


def _versions(session: Session) -> dict[str, Version]:
    contents = session.scalars(
        select(QuestionnaireVersion.content)
        .join(Questionnaire)
        .where(Questionnaire.instrument == INSTRUMENT)
        .order_by(QuestionnaireVersion.number)
    )
    versions = map(from_document, contents)
    return {f"{version.instrument}/{version.number}": version for version in versions}


def _imported(session: Session, period: Period, reach: Reach) -> dict[int, dict[int, ImportedResult]]:
    statement = select(ImportedResult).where(
        ImportedResult.kind == period.kind,
        ImportedResult.sequence.between(period.sequence - TREND + 1, period.sequence - 1),
        _inside(ImportedResult.unit_id, reach),
    )
    rows = session.scalars(statement.order_by(ImportedResult.sequence, ImportedResult.revision))
    found: dict[int, dict[int, ImportedResult]] = defaultdict(dict)
    for row in rows:
        found[row.unit_id][row.sequence] = row
    return found


def _names(session: Session, model: type[Service] | type[Counter], reach: Reach) -> dict[int, list[str]]:
    """Return the names of what each office has open."""
    statement = select(model.unit_id, model.name_id).where(
        model.closed_on.is_(None), _inside(model.unit_id, reach)
    )
    found: dict[int, list[str]] = defaultdict(list)
    for unit_id, name in session.execute(statement.order_by(model.id)):
        found[unit_id].append(name)
    return found


def _targets(session: Session, period: Period, reach: Reach) -> dict[int, Target]:
    statement = select(Target).where(
        Target.kind == period.kind, Target.sequence == period.sequence, _inside(Target.unit_id, reach)
    )
    rows = session.scalars(statement.order_by(Target.unit_id))
    return {row.unit_id: row for row in rows}


def _texts(session: Session, period: Period, reach: Reach) -> dict[int, ReportTexts]:
    statement = select(Report).where(
        Report.kind == period.kind, Report.sequence == period.sequence, _inside(Report.unit_id, reach)
    )
    rows = session.scalars(statement.order_by(Report.unit_id))
    return {row.unit_id: from_stored(row.texts) for row in rows}


def _actions(session: Session, period: Period, reach: Reach) -> dict[int, list[tuple[Action, date]]]:
    """Return each office's actions with the cutoff of the edition they answer to, of this period or the last.

    What was agreed at a consultation without a figure belongs to the period in which it was agreed.
    """
    before = Period(kind=period.kind, sequence=period.sequence - 1)
    answers_to = func.coalesce(Edition.cutoff, Action.created_on)
    statement = (
        select(Action, answers_to)
        .outerjoin(Edition, Edition.id == Action.edition_id)
        .where(
            answers_to.between(first_day(before.first_month), last_day(period.last_month)),
            _inside(Action.unit_id, reach),
        )
    )
    rows = session.execute(statement.order_by(Action.due_on, Action.id))
    found: dict[int, list[tuple[Action, date]]] = defaultdict(list)
    for action, cutoff in rows:
        found[action.unit_id].append((action, cutoff))
    return found


def _office(unit: Unit, known: _Known) -> OfficeReport:
    document, digest = known.documents[unit.id][known.period.sequence]
    edition = parse(document, digest)
    texts = known.texts.get(unit.id, ReportTexts())
    return OfficeReport(
        unit_id=unit.id,
        slug=unit.slug,
        name=unit.name,
        edition=edition,
        report=_report(unit, document, edition, texts, known),
        texts=texts,
        promised=tuple(Status(action.status) for action in _plan(unit, known, before=True)),
    )


def _report(unit: Unit, document: str, edition: Published, texts: ReportTexts, known: _Known) -> SkmReport | None:
    try:
        result = read_edition(document)
    except NotReportableError:
        return None
    today = known.setting.today
    return SkmReport(
        edition=result,
        address=f"{known.setting.public_url}/edisi/{edition.id}",
        letterhead=_letterhead(unit, known.setting),
        signatory=_signatory(unit, texts),
        period=period_words(known.period),
        executor=texts.executor or known.setting.owner,
        sample=_sample(known.targets.get(unit.id)),
        questionnaire=max((known.versions[label] for label in edition.questionnaires), key=attrgetter("number")),
        trend=_trend(unit, known),
        activities=texts.activities or (_collecting(edition, known.period),),
        locations=texts.locations or tuple(known.counters.get(unit.id, ())),
        services=tuple(known.services.get(unit.id, ())),
        characteristics_note=_why_no_profile(edition, known),
        follow_up=tuple(_follow_up(action, today) for action in _plan(unit, known)),
        past_follow_up=tuple(_follow_up(action, today) for action in _plan(unit, known, before=True)),
        method=texts.method,
        analysis=texts.analysis,
        closing=texts.closing,
        documentation=tuple(f"Hasil diumumkan juga di {place}" for place in texts.media),
    )


def _letterhead(unit: Unit, setting: Setting) -> Letterhead:
    return Letterhead(
        government=setting.government, office=unit.name_id, address=unit.address, contact=unit.contact
    )


def _signatory(unit: Unit, texts: ReportTexts) -> Signatory:
    return Signatory(
        place_and_date=texts.place_and_date,
        title=unit.head_title or f"Kepala {unit.name_id}",
        name=unit.head_name,
        nip=unit.head_nip,
    )


def _sample(target: Target | None) -> Sample:
    if target is None:
        return Sample(population=None, target=None)
    required = required_sample(target.population) if target.population else None
    return Sample(population=target.population or None, target=target.wanted or required, note=target.note)


def _trend(unit: Unit, known: _Known) -> tuple[TrendRow, ...]:
    """Return the periods with a result, oldest first; an imported one only where the portal has none."""
    rows: dict[int, TrendRow] = {
        sequence: _imported_row(row) for sequence, row in known.imported.get(unit.id, {}).items()
    }
    for sequence, (document, digest) in known.documents[unit.id].items():
        edition = parse(document, digest)
        if edition.figure:
            period = Period(kind=known.period.kind, sequence=sequence)
            figure = edition.figure
            rows[sequence] = TrendRow(period=period_short(period), n=figure.n, ikm=figure.ikm, grade=figure.grade)
    return tuple(rows[sequence] for sequence in sorted(rows))


def _imported_row(row: ImportedResult) -> TrendRow:
    period = Period(kind=row.kind, sequence=row.sequence)  # type: ignore[arg-type]
    grade = skm.grade(row.ikm, skm.CURRENT_RULE).letter
    return TrendRow(period=period_short(period), n=row.n, ikm=row.ikm, grade=grade, note=IMPORTED)


def _collecting(edition: Published, period: Period) -> Activity:
    """Return the one row of the timetable that the portal knows itself."""
    first, last = first_day(period.first_month), edition.cutoff
    days = workdays_between(first - timedelta(days=1), last)
    return Activity(name="Pengumpulan data", time=days_words(first, last), days=days)


def _why_no_profile(edition: Published, known: _Known) -> str:
    """Return why who answered is not counted: before the period ends, or after some profiles may be erased.

    Counts of a part of the answers, compared with those of all of them, could single somebody out.
    """
    if edition.closed_on <= edition.cutoff:
        return NOT_OVER
    if edition.answers is None or _month(edition.answers.first) <= known.erased_until:
        return ERASED
    return ""


def _month(iso: str) -> int:
    return month_of(date.fromisoformat(f"{iso}-01"))


def _plan(unit: Unit, known: _Known, *, before: bool = False) -> list[Action]:
    """Return the actions that answer to an edition of the period, or of the one before."""
    start = first_day(known.period.first_month)
    return [action for action, cutoff in known.actions.get(unit.id, ()) if (cutoff < start) is before]


def _follow_up(action: Action, today: date) -> FollowUp:
    status = Status(action.status)
    return FollowUp(
        element=_ELEMENTS[action.element],
        action=f"{action.program} (paling lambat {day_words(action.due_on)})",
        quarters=((action.due_on.month - 1) // 3 + 1,),
        owner=action.owner,
        status=_OVERDUE if is_overdue(action.due_on, status, today) else _STATUSES[status],
    )
