"""How a supervisor's ratings spread: counts only, beside what their office achieved.

A guard against halo (everything gets the same) and leniency (everybody gets the best): it is shown, and nothing
follows from it by itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, case, distinct, func, select
from sqlalchemy.orm import Session

from portal.admin import lists
from portal.admin.lists import Asked, Page
from portal.admin.people import Person
from portal.domain.behaviours import BEHAVIOUR_KEYS
from portal.domain.evaluations import Subject, Term
from portal.domain.permissions import Reach
from portal.domain.predicate import Finding, Level, Predicate, Rating, compare
from portal.models.employees import Employee
from portal.models.evaluations import Evaluation, ItemRating, UnitLevel

Conditions = tuple[ColumnElement[bool], ...]

LEAST = 3
"""Given evaluations of a year below which a supervisor's spread says nothing and is not shown to the auditor."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TermSpread:
    """A supervisor's predicates in one term. level: their office's, None while its owner stated none."""

    term: Term
    counts: Mapping[Predicate, int]
    level: Level | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Spread:
    """A supervisor's ratings of a year. given: evaluations; uniform: those with seven equal behaviours.

    ratings: by what was rated (`goal`, `behaviour`).
    """

    year: int
    given: int
    uniform: int
    ratings: Mapping[Subject, Mapping[Rating, int]]
    terms: tuple[TermSpread, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class SpreadLine:
    """A supervisor's predicates and behaviours' ratings of a year, for the auditor."""

    supervisor_id: int
    supervisor: str
    given: int
    uniform: int
    predicates: Mapping[Predicate, int]
    behaviours: Mapping[Rating, int]


def own_spread(session: Session, person: Person, year: int) -> Spread:
    """Return the spread of the evaluations that somebody gave in a year."""
    mine = (Evaluation.supervisor_id == person.id, *_given_in(year))
    counted = session.execute(
        select(Evaluation.quarter, Evaluation.predicate, func.count())
        .where(*mine)
        .group_by(Evaluation.quarter, Evaluation.predicate)
        .order_by(Evaluation.quarter, Evaluation.predicate)
    )
    by_quarter: dict[int, dict[Predicate, int]] = {}
    for quarter, cell, count in counted:
        if cell:  # Whatever is given has a predicate.
            by_quarter.setdefault(quarter, {})[Predicate(cell)] = count
    levels = _levels(session, person.unit_id, year)
    return Spread(
        year=year,
        given=sum(sum(counts.values()) for counts in by_quarter.values()),
        uniform=_uniform(session, mine).get(person.id, 0),
        ratings=_ratings(session, mine),
        terms=tuple(_term(year, quarter, by_quarter[quarter], levels) for quarter in by_quarter),
    )


def _term(year: int, quarter: int, counts: Mapping[Predicate, int], levels: Mapping[int, Level]) -> TermSpread:
    level = levels.get(quarter)
    return TermSpread(
        term=Term(year=year, quarter=quarter),
        counts=counts,
        level=level,
        findings=compare(counts, level) if level else (),
    )


def _given_in(year: int) -> Conditions:
    return Evaluation.year == year, Evaluation.given_at.is_not(None)


def _levels(session: Session, unit_id: int, year: int) -> dict[int, Level]:
    rows = session.scalars(
        select(UnitLevel).where(UnitLevel.unit_id == unit_id, UnitLevel.year == year).order_by(UnitLevel.quarter)
    )
    return {row.quarter: Level(row.level) for row in rows}


def _ratings(session: Session, conditions: Conditions) -> dict[Subject, dict[Rating, int]]:
    rows = session.execute(
        select(ItemRating.subject, ItemRating.rating, func.count())
        .join(Evaluation, Evaluation.id == ItemRating.evaluation_id)
        .where(*conditions)
        .group_by(ItemRating.subject, ItemRating.rating)
        .order_by(ItemRating.subject, ItemRating.rating)
    )
    found: dict[Subject, dict[Rating, int]] = {subject: {} for subject in Subject}
    for subject, rating, count in rows:
        found[Subject(subject)][Rating(rating)] = count
    return found


def _uniform(session: Session, conditions: Conditions) -> dict[int, int]:
    """Return supervisor -> how many of these evaluations rate all seven behaviours the same."""
    equal = (
        select(Evaluation.id, Evaluation.supervisor_id)
        .join(ItemRating, ItemRating.evaluation_id == Evaluation.id)
        .where(ItemRating.subject == Subject.BEHAVIOUR, *conditions)
        .group_by(Evaluation.id, Evaluation.supervisor_id)
        .having(func.count(distinct(ItemRating.rating)) == 1, func.count() == len(BEHAVIOUR_KEYS))
        .subquery()
    )
    rows = session.execute(
        select(equal.c.supervisor_id, func.count()).group_by(equal.c.supervisor_id).order_by(equal.c.supervisor_id)
    )
    return {supervisor: count for supervisor, count in rows}  # noqa: C416 - rows are no tuples to the type checker.


def list_spreads(session: Session, wanted: Asked, reach: Reach, year: int) -> Page[SpreadLine]:
    """Return a page of supervisors with enough given evaluations at offices in reach, by name."""
    readable = _given_in(year) if reach is None else (*_given_in(year), Evaluation.unit_id.in_(reach))
    page = lists.page(
        session,
        _supervisors(readable),
        wanted,
        search=[Employee.name],
        sorts={"supervisor": (Employee.name, Employee.id)},
        make=tuple,
    )
    return Page(rows=_lines(session, readable, page.rows), total=page.total, number=page.number, asked=page.asked)


def _supervisors(readable: Conditions) -> Select[*tuple[Any, ...]]:
    """Select supervisors with how many evaluations they gave, and how many of each predicate."""
    of_each = [func.sum(case((Evaluation.predicate == each, 1), else_=0)) for each in Predicate]
    return (
        select(Employee.id, Employee.name, func.count(), *of_each)
        .join(Evaluation, Evaluation.supervisor_id == Employee.id)
        .where(*readable)
        .group_by(Employee.id, Employee.name)
        .having(func.count() >= LEAST)
    )


def _lines(session: Session, readable: Conditions, rows: Sequence[tuple[Any, ...]]) -> tuple[SpreadLine, ...]:
    """Complete the supervisors of a page by how they rated behaviours."""
    theirs = (*readable, Evaluation.supervisor_id.in_([row[0] for row in rows]))
    uniform, behaviours = _uniform(session, theirs), _behaviours(session, theirs)
    return tuple(
        SpreadLine(
            supervisor_id=number,
            supervisor=name,
            given=given,
            uniform=uniform.get(number, 0),
            predicates=dict(zip(Predicate, counts, strict=True)),
            behaviours=behaviours.get(number, {}),
        )
        for number, name, given, *counts in rows
    )


def _behaviours(session: Session, conditions: Conditions) -> dict[int, dict[Rating, int]]:
    rows = session.execute(
        select(Evaluation.supervisor_id, ItemRating.rating, func.count())
        .join(ItemRating, ItemRating.evaluation_id == Evaluation.id)
        .where(ItemRating.subject == Subject.BEHAVIOUR, *conditions)
        .group_by(Evaluation.supervisor_id, ItemRating.rating)
        .order_by(Evaluation.supervisor_id, ItemRating.rating)
    )
    found: dict[int, dict[Rating, int]] = {}
    for supervisor, rating, count in rows:
        found.setdefault(supervisor, {})[Rating(rating)] = count
    return found
