"""Counts over officers by office: each topic is one statement, however many officers there are."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    ScalarSelect,
    Select,
    and_,
    case,
    cast,
    extract,
    func,
    or_,
    select,
)
from sqlalchemy.orm import Session, aliased

from portal.admin.team.measures import OVERDUE, STALLED, attention_of, measures_of
from portal.domain.evaluations import Term
from portal.domain.indicators import BETWEEN
from portal.domain.plans import Direction, Gathering, PlanState
from portal.domain.predicate import Level
from portal.domain.statistics import CONDITIONS, HOURS, REACHED, Condition, Counts
from portal.domain.training import YEARLY_HOURS
from portal.domain.words import Words
from portal.models.employees import Employee
from portal.models.evaluations import Evaluation, UnitLevel
from portal.models.plans import Measure, Plan
from portal.models.training import CourseRun, Enrolment
from portal.models.units import Unit


@dataclass(frozen=True, kw_only=True, slots=True)
class Office:
    """An office. above: the id of the one it hangs below."""

    id: int
    slug: str
    name: Words
    above: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Counted:
    """A topic's counts of all offices. people: office -> how many its counts are about."""

    people: Mapping[int, int]
    counts: Mapping[int, Counts]


@dataclass(frozen=True, kw_only=True, slots=True)
class CountedTerm(Counted):
    """A term's predicates. levels: office -> what it achieved, as its owner stated it.

    awaited: office -> its officers with a plan for the term who are here and not evaluated yet.
    """

    levels: Mapping[int, Level]
    awaited: Mapping[int, int]


def list_offices(session: Session) -> tuple[Office, ...]:
    """Return all offices by name, closed ones too: their people are still counted somewhere."""
    columns = select(Unit.id, Unit.slug, Unit.name_id, Unit.name_en, Unit.parent_id)
    return tuple(
        Office(id=row.id, slug=row.slug, name=Words(row.name_id, row.name_en), above=row.parent_id)
        for row in session.execute(columns.order_by(Unit.name_id, Unit.id))
    )


def list_years(session: Session) -> tuple[int, ...]:
    """Return the years with approved plans, newest first."""
    approved = select(Plan.year).where(Plan.state == PlanState.APPROVED)
    return tuple(session.scalars(approved.distinct().order_by(Plan.year.desc())))


def count_indicators(session: Session, year: int, today: date) -> Counted:
    """Count the indicators of a year's approved plans by their `Condition` on a day."""
    found = measures_of(year)
    each = (
        select(Plan.unit_id, Plan.employee_id, condition_of(found, year, today).label("condition"))
        .select_from(found)
        .join(Plan, Plan.id == found.c.plan_id)
        .join(Measure, Measure.id == found.c.measure_id)
        .where(found.c.project_id.is_(None))
        .subquery()
    )
    # By officer, so that each condition is worked out once a row; six sums would do it six times.
    grouped = (each.c.unit_id, each.c.employee_id, each.c.condition)
    rows = session.execute(select(*grouped, func.count()).group_by(*grouped).order_by(*grouped))
    people: dict[int, set[int]] = defaultdict(set)
    counts: dict[int, dict[str, int]] = defaultdict(lambda: {name.value: 0 for name in CONDITIONS})
    for unit, employee, condition, number in rows:
        people[unit].add(employee)
        counts[unit][condition] += number
    return Counted(people={unit: len(found) for unit, found in people.items()}, counts=dict(counts))


def condition_of(found: Any, year: int, today: date) -> ColumnElement[str]:
    """Return `statistics.condition` of indicators in SQL; a test holds the two together."""
    measure, attention = found.c, attention_of(found, today)
    is_sum = measure.gathering == Gathering.SUM
    reached = and_(is_sum, measure.direction == Direction.MORE, Measure.realised >= measure.target)
    in_range = and_(_reaches(found, Measure.realised, measure.target), _keeps_below(found, Measure.realised))
    return case(
        (attention == OVERDUE, Condition.MISSED),
        (attention == STALLED, Condition.STALLED),
        (Measure.realised.is_(None), Condition.STARTING),
        (or_(measure.due_on < today, reached), Condition.REACHED),
        (case((is_sum, _keeps_pace(found, year, today)), else_=in_range), Condition.ON_TRACK),
        else_=Condition.BEHIND,
    )


def _reaches(found: Any, value: Any, least: Any) -> ColumnElement[bool]:
    return or_(found.c.direction == Direction.LESS, value >= least)


def _keeps_below(found: Any, value: Any) -> ColumnElement[bool]:
    measure = found.c
    most = case((measure.direction == Direction.LESS, measure.target), else_=measure.target_high)
    return or_(measure.direction == Direction.MORE, value <= most)


def _keeps_pace(found: Any, year: int, today: date) -> ColumnElement[bool]:
    """Compare a sum with its share of the target; both times the days that it has, so that all stays whole."""
    measure = found.c
    before = cast(extract("doy", measure.start_on), BigInteger) - 1
    whole = cast(extract("doy", measure.due_on), BigInteger) - before
    value = Measure.realised * whole
    late = case(
        *(
            (measure.rhythm == rhythm, _days_over(year, today - timedelta(days=days), before))
            for rhythm, days in BETWEEN.items()
        )
    )
    limit = and_(measure.direction == Direction.LESS, value <= measure.target * _days_over(year, today, before))
    goal = and_(
        measure.direction != Direction.LESS,
        value >= measure.target * late,
        _keeps_below(found, Measure.realised),
    )
    return or_(limit, goal)


def _days_over(year: int, day: date, before: ColumnElement[int]) -> ColumnElement[int]:
    """Return how many days of a plan are over when a day ends. before: days of the year without it."""
    passed = (day - date(year, 1, 1)).days + 1
    return case((before < passed, passed - before), else_=0)


def count_predicates(session: Session, years: range) -> dict[Term, CountedTerm]:
    """Count the predicates of the evaluations that were given in some years, by term."""
    found: dict[Term, dict[int, dict[str, int]]] = {}
    levels: dict[Term, dict[int, Level]] = {}
    awaited: dict[Term, dict[int, int]] = {}
    for year, quarter, unit_id, level, predicate, count, missing in session.execute(_predicates(years)):
        term = Term(year=year, quarter=quarter)
        found.setdefault(term, {}).setdefault(unit_id, {})[predicate or ""] = count
        awaited.setdefault(term, {})[unit_id] = missing
        if level is not None:
            levels.setdefault(term, {})[unit_id] = Level(level)
    return {
        term: CountedTerm(
            people={unit: sum(each.values()) for unit, each in counts.items()},
            counts=counts,
            levels=levels.get(term, {}),
            awaited=awaited[term],
        )
        for term, counts in found.items()
    }


def _predicates(years: range) -> Select[int, int, int, str, str | None, int, int]:
    """Count predicates by term and office, beside the level that its owner stated and who is not evaluated yet."""
    stated = and_(
        UnitLevel.unit_id == Evaluation.unit_id,
        UnitLevel.year == Evaluation.year,
        UnitLevel.quarter == Evaluation.quarter,
    )
    each = (Evaluation.year, Evaluation.quarter, Evaluation.unit_id, UnitLevel.level, Evaluation.predicate)
    counted = select(*each, func.count(), _awaited(years)).select_from(Evaluation).outerjoin(UnitLevel, stated)
    given = (Evaluation.given_at.is_not(None), Evaluation.year.in_(years))
    return counted.where(*given).group_by(*each).order_by(*each)


def _awaited(years: range) -> ScalarSelect[int]:
    """Count the officers of an evaluation's office whose plan covers its term and who still wait for theirs."""
    terms = [Term(year=year, quarter=quarter) for year in years for quarter in range(5)]
    last_day = case(
        *(
            (and_(Evaluation.year == term.year, Evaluation.quarter == term.quarter), term.last_day)
            for term in terms
        )
    )
    theirs = aliased(Evaluation)
    evaluated = (
        select(theirs.id)
        .where(
            theirs.employee_id == Plan.employee_id,
            theirs.year == Evaluation.year,
            theirs.quarter == Evaluation.quarter,
            theirs.given_at.is_not(None),
        )
        .exists()
    )
    return (
        select(func.count())
        .select_from(Plan)
        .join(Employee, Employee.id == Plan.employee_id)
        .where(
            Plan.unit_id == Evaluation.unit_id,
            Plan.year == Evaluation.year,
            Plan.state == PlanState.APPROVED,
            Plan.starts_on <= last_day,
            Employee.left_on.is_(None),
            ~evaluated,
        )
        .correlate(Evaluation)
        .scalar_subquery()
    )


def count_hours(session: Session, years: range) -> dict[int, dict[int, Counts]]:
    """Return year -> office -> training hours, and how many reached those of a year; a run counts at its end."""
    year = extract("year", CourseRun.ends_on)
    each = (
        select(Enrolment.employee_id, year.label("year"), func.sum(Enrolment.hours).label("hours"))
        .join(CourseRun, CourseRun.id == Enrolment.run_id)
        .where(
            Enrolment.attended_at.is_not(None),
            CourseRun.ends_on.between(date(years[0], 1, 1), date(years[-1], 12, 31)),
        )
        .group_by(Enrolment.employee_id, year)
        .subquery()
    )
    reached = func.sum(case((each.c.hours >= YEARLY_HOURS, 1), else_=0))
    rows = session.execute(
        select(each.c.year, Employee.unit_id, func.sum(each.c.hours), reached)
        .join(Employee, Employee.id == each.c.employee_id)
        .group_by(each.c.year, Employee.unit_id)
        .order_by(each.c.year, Employee.unit_id)
    )
    found: dict[int, dict[int, Counts]] = {each: {} for each in years}
    for when, unit_id, hours, count in rows:
        found[int(when)][unit_id] = {HOURS: int(hours), REACHED: int(count)}
    return found


def count_officers(session: Session) -> tuple[dict[int, int], dict[tuple[int, int], int]]:
    """Return office -> officers who are here, and (office, year in which they left) -> those who are not."""
    year = extract("year", Employee.left_on)
    rows = session.execute(
        select(Employee.unit_id, year, func.count()).group_by(Employee.unit_id, year).order_by(Employee.unit_id)
    )
    here: dict[int, int] = {}
    left: dict[tuple[int, int], int] = {}
    for unit_id, when, count in rows:
        if when is None:
            here[unit_id] = count
        else:
            left[unit_id, int(when)] = count
    return here, left
