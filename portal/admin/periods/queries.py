"""Reads of the periods room: answers so far, targets, forecasts, and how many people came.

Answers are only counted here, by office and month; no score is read. The counts find their rows by the table's
key, which begins with office and month.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import Session

from portal.admin.lists import Asked, Page, page, within
from portal.domain.forecast import Attainment, Forecast, Outlook, SurveyWeek, attainment
from portal.domain.periods import Period, first_day, last_day
from portal.domain.permissions import Reach
from portal.domain.sample_targets import Coverage, Need, coverage, need, proposed_week, standing_forecast
from portal.domain.skm_form import INSTRUMENT
from portal.domain.words import Words
from portal.models.counters import Counter
from portal.models.questionnaires import Questionnaire, QuestionnaireVersion
from portal.models.responses import Event, Response
from portal.models.targets import Target, Visits
from portal.models.units import Unit

SHORT, UNKNOWN = "short", "unknown"
"""What the list can be kept to: a shortfall is expected; nobody said how many people are served."""

Months = Mapping[int, Mapping[int, int]]
"""Office -> month -> how many."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """How an office stands in a period. forecast, week: None without a target or a shortfall.

    planned_week: the Monday that was decided. by_month: answers so far.
    """

    unit_id: int
    slug: str
    name: Words
    need: Need
    received: int
    by_month: Mapping[int, int]
    forecast: Forecast | None
    week: SurveyWeek | None
    planned_week: date | None
    note: str
    coverage: Coverage | None

    @property
    def short(self) -> bool:
        """Tell whether even the high end of the forecast misses the target."""
        return self.forecast is not None and self.forecast.outlook is Outlook.SHORT


def list_standings(session: Session, reach: Reach, period: Period, wanted: Asked, today: date) -> Page[Standing]:
    """Return the offices of a period with how they stand, by name."""
    statement = within(_offices(period), Unit.id, reach)
    chosen = wanted.filters.get("state")
    if chosen == SHORT:
        statement = statement.where(Unit.id.in_(_short_offices(session, reach, period, today)))
    elif chosen == UNKNOWN:
        statement = statement.where(or_(Target.population.is_(None), Target.population == 0))
    found = page(
        session,
        statement,
        wanted,
        search=(Unit.name_id, Unit.name_en, Unit.slug),
        sorts={"name": (Unit.name_id, Unit.id)},
        make=lambda row: row,
    )
    rows = _standings(session, found.rows, period, today)
    return Page(rows=rows, total=found.total, number=found.number, asked=found.asked)


def standings(session: Session, unit_ids: Collection[int], period: Period, today: date) -> dict[int, Standing]:
    """Return how these offices stand in a period, by their ids."""
    rows = session.execute(_offices(period).where(Unit.id.in_(unit_ids)).order_by(Unit.id)).all()
    return {standing.unit_id: standing for standing in _standings(session, rows, period, today)}


def short_offices_count(session: Session, reach: Reach, period: Period, today: date) -> int:
    """Count the offices for which even the high end of the forecast misses the target."""
    return len(_short_offices(session, reach, period, today))


def _offices(period: Period) -> Select[Any]:
    """Return the offices that were open in a period, with their targets."""
    columns: tuple[Any, ...] = (Unit.id, Unit.slug, Unit.name_id, Unit.name_en, Unit.opened_on)
    decided = (Target.population, Target.wanted, Target.survey_week, Target.note)
    mine = (Target.unit_id == Unit.id) & (Target.kind == period.kind) & (Target.sequence == period.sequence)
    return (
        select(*columns, *decided)
        .outerjoin(Target, mine)
        .where(
            Unit.opened_on <= last_day(period.last_month),
            or_(Unit.closed_on.is_(None), Unit.closed_on >= first_day(period.first_month)),
        )
    )


def _short_offices(session: Session, reach: Reach, period: Period, today: date) -> list[int]:
    with_target = or_(Target.population > 0, Target.wanted.is_not(None))
    rows = session.execute(within(_offices(period).where(with_target), Unit.id, reach).order_by(Unit.id)).all()
    answers = count_answers(session, [row.id for row in rows], period.first_month, period.last_month)
    short = []
    for row in rows:
        expected = _forecast(row, sum(answers.get(row.id, {}).values()), period, today)
        if expected is not None and expected.outlook is Outlook.SHORT:
            short.append(row.id)
    return short


def _forecast(row: Any, received: int, period: Period, today: date) -> Forecast | None:
    return standing_forecast(
        need(row.population, row.wanted), received, period=period, opened_on=row.opened_on, today=today
    )


def _standings(session: Session, rows: Iterable[Any], period: Period, today: date) -> tuple[Standing, ...]:
    rows = tuple(rows)
    ids = [row.id for row in rows]
    answers = count_answers(session, ids, period.first_month, period.last_month)
    visits = count_visits(session, ids, period.first_month, period.last_month)
    return tuple(_standing(row, answers.get(row.id, {}), visits.get(row.id, {}), period, today) for row in rows)


def _standing(
    row: Any, answers: Mapping[int, int], visits: Mapping[int, int], period: Period, today: date
) -> Standing:
    received = sum(answers.values())
    expected = _forecast(row, received, period, today)
    return Standing(
        unit_id=row.id,
        slug=row.slug,
        name=Words(row.name_id, row.name_en),
        need=need(row.population, row.wanted),
        received=received,
        by_month=answers,
        forecast=expected,
        week=proposed_week(expected, visits, period=period, today=today),
        planned_week=row.survey_week,
        note=row.note or "",
        coverage=coverage(answers, visits),
    )


def count_answers(session: Session, unit_ids: Collection[int], first: int, last: int) -> Months:
    """Count the answers to the official questionnaire that offices received and nobody took back, by month."""
    withdrawn = exists().where(
        Event.unit_id == Response.unit_id,
        Event.month == Response.month,
        Event.response_id == Response.id,
        Event.kind == "withdrawn",
    )
    of_instrument = (
        select(QuestionnaireVersion.id).join(Questionnaire).where(Questionnaire.instrument == INSTRUMENT)
    )
    return _by_month(
        session.execute(
            select(Response.unit_id, Response.month, func.count())
            .where(
                Response.unit_id.in_(unit_ids),
                Response.month.between(first, last),
                Response.version_id.in_(of_instrument),
                ~withdrawn,
            )
            .group_by(Response.unit_id, Response.month)
            .order_by(Response.unit_id, Response.month)
        )
    )


def count_visits(session: Session, unit_ids: Collection[int], first: int, last: int) -> Months:
    """Return how many people offices served, by month; a month that nobody counted is missing."""
    return _by_month(
        session.execute(
            select(Counter.unit_id, Visits.month, func.sum(Visits.visitors))
            .join(Counter, Counter.id == Visits.counter_id)
            .where(Counter.unit_id.in_(unit_ids), Visits.month.between(first, last))
            .group_by(Counter.unit_id, Visits.month)
            .order_by(Counter.unit_id, Visits.month)
        )
    )


def _by_month(rows: Iterable[Any]) -> Months:
    found: dict[int, dict[int, int]] = {}
    for unit_id, month, number in rows:
        found.setdefault(unit_id, {})[month] = int(number)
    return found


@dataclass(frozen=True, kw_only=True, slots=True)
class ServedBefore:
    """How many people an office served in the period before. months: how many of it were counted."""

    visitors: int
    months: int


def served_before(session: Session, unit_id: int, period: Period) -> ServedBefore | None:
    """Return the population that the counts of the period before propose; None when nobody counted."""
    before = Period(kind=period.kind, sequence=period.sequence - 1)
    months = count_visits(session, [unit_id], before.first_month, before.last_month).get(unit_id)
    return ServedBefore(visitors=sum(months.values()), months=len(months)) if months else None


@dataclass(frozen=True, kw_only=True, slots=True)
class CounterVisits:
    """A counter with its visitors by month; a month that nobody counted is missing."""

    id: int
    name: Words
    visitors: Mapping[int, int]


def list_counter_visits(session: Session, unit_id: int, first: int, last: int) -> tuple[CounterVisits, ...]:
    """Return an office's open counters and those that were counted in some months."""
    counted = _counted_at(unit_id, first, last)
    visitors: dict[int, dict[int, int]] = {}
    for row in session.execute(select(Visits.counter_id, Visits.month, Visits.visitors).where(*counted)):
        visitors.setdefault(row.counter_id, {})[row.month] = row.visitors
    counters = session.scalars(
        select(Counter)
        .where(Counter.unit_id == unit_id, or_(Counter.closed_on.is_(None), Counter.id.in_(visitors)))
        .order_by(Counter.name_id, Counter.id)
    )
    return tuple(CounterVisits(id=row.id, name=row.name, visitors=visitors.get(row.id, {})) for row in counters)


def _counted_at(unit_id: int, first: int, last: int) -> tuple[ColumnElement[bool], ...]:
    mine = select(Counter.id).where(Counter.unit_id == unit_id)
    return Visits.counter_id.in_(mine), Visits.month.between(first, last)


@dataclass(frozen=True, kw_only=True, slots=True)
class TargetSentence:
    """What a report says about an office's sample.

    need: what was needed and why. survey_week: the Monday of the week that was decided. note: the office's own
    words. attainment: how far it was met, None without a target.
    """

    need: Need
    survey_week: date | None
    note: str
    attainment: Attainment | None


def target_sentence_data(session: Session, unit_id: int, period: Period, received: int) -> TargetSentence:
    """Return the values of the report's sentence about the sample. received: answers that the edition counts."""
    target = session.get(Target, (unit_id, period.kind, period.sequence))
    needed = need(target.population, target.wanted) if target else need(None, None)
    return TargetSentence(
        need=needed,
        survey_week=target.survey_week if target else None,
        note=target.note if target else "",
        attainment=attainment(received, needed.target) if needed.target else None,
    )
