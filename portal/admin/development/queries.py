"""Reads of development: an officer's plan, courses of a year, what points to a need, and a team's hours."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session

from portal import editions
from portal.admin.people import Person
from portal.admin.plans.content import indicator_of
from portal.domain.evaluations import Term
from portal.domain.indicators import target_of
from portal.domain.needs import (
    MeasuredIndicator,
    Need,
    RatedBehaviour,
    needs_of_behaviours,
    needs_of_edition,
    needs_of_indicators,
)
from portal.domain.plans import Aspect, PlanState
from portal.domain.predicate import Rating
from portal.domain.training import Competence, EnrolmentState, NeedSource
from portal.models.employees import Employee
from portal.models.evaluations import Evaluation, ItemRating
from portal.models.plans import Indicator, Measure, Plan, PlanRow
from portal.models.training import Course, CourseRun, DevelopmentItem, Enrolment


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """A line of a development plan. key: what the need was seen in. course: the title of the one it names.

    reason: empty where the reader may not know it.
    """

    id: int
    year: int
    competence: Competence
    source: NeedSource
    key: str
    reason: str
    step: str
    course_id: int | None
    course: str | None
    due_on: date
    done_on: date | None
    dropped: str

    @property
    def is_open(self) -> bool:
        """Tell whether it is still to be done."""
        return self.done_on is None and not self.dropped


@dataclass(frozen=True, kw_only=True, slots=True)
class Attended:
    """A run of a course in an officer's year. hours: JP that count. certificate: its code once they were there."""

    run_id: int
    course_id: int
    title: str
    starts_on: date
    ends_on: date
    state: EnrolmentState
    hours: int
    certificate: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Offer:
    """An open course that answers a need. next_on: the first day of its next run."""

    id: int
    title: str
    competence: Competence
    hours: int
    next_on: date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class TeamLine:
    """Somebody of a team. hours: JP of the year."""

    id: int
    name: str
    position: str
    hours: int


def list_items(session: Session, employee_id: int) -> tuple[Item, ...]:
    """Return the lines of all of an officer's plans, what is open first, in the order it is due."""
    rows = session.execute(
        select(DevelopmentItem, Course.title)
        .outerjoin(Course, Course.id == DevelopmentItem.course_id)
        .where(DevelopmentItem.employee_id == employee_id)
        .order_by(DevelopmentItem.due_on, DevelopmentItem.id)
    )
    return tuple(sorted((_item(*row) for row in rows), key=lambda item: not item.is_open))


def hide_foreign_ratings(
    session: Session, items: Iterable[Item], *, employee_id: int, reader_id: int
) -> tuple[Item, ...]:
    """Return lines of a plan, without a reason that comes from an evaluation which the superior did not give."""
    if reader_id == employee_id:
        return tuple(items)
    theirs = (Evaluation.employee_id == employee_id, Evaluation.supervisor_id == reader_id)
    rows = session.execute(select(Evaluation.year, Evaluation.quarter).where(*theirs).order_by(Evaluation.id))
    own = {f"{year}-{quarter}" for year, quarter in rows}
    return tuple(
        replace(item, reason="")
        if item.source is NeedSource.BEHAVIOUR and item.key.partition(":")[0] not in own
        else item
        for item in items
    )


def find_item(session: Session, employee_id: int, number: int) -> Item | None:
    """Find a line of an officer's plan."""
    row = session.execute(
        select(DevelopmentItem, Course.title)
        .outerjoin(Course, Course.id == DevelopmentItem.course_id)
        .where(DevelopmentItem.employee_id == employee_id, DevelopmentItem.id == number)
    ).one_or_none()
    return _item(*row) if row else None


def _item(item: DevelopmentItem, course: str | None) -> Item:
    return Item(
        id=item.id,
        year=item.year,
        competence=Competence(item.competence),
        source=NeedSource(item.source),
        key=item.source_key,
        reason=item.reason,
        step=item.step,
        course_id=item.course_id,
        course=course,
        due_on=item.due_on,
        done_on=item.done_on,
        dropped=item.dropped,
    )


def list_attended(session: Session, employee_id: int, year: int) -> tuple[Attended, ...]:
    """Return the runs that an officer is in, in order, of the year they end in, which their hours count for."""
    happening = (Enrolment.state != EnrolmentState.CANCELLED, CourseRun.cancelled_on.is_(None))
    rows = session.execute(
        select(Enrolment, CourseRun, Course.title)
        .join(CourseRun, CourseRun.id == Enrolment.run_id)
        .join(Course, Course.id == CourseRun.course_id)
        .where(Enrolment.employee_id == employee_id, _ends_in(year), *happening)
        .order_by(CourseRun.starts_on, CourseRun.id)
    )
    return tuple(
        Attended(
            run_id=run.id,
            course_id=run.course_id,
            title=title,
            starts_on=run.starts_on,
            ends_on=run.ends_on,
            state=EnrolmentState(enrolment.state),
            hours=enrolment.hours,
            certificate=enrolment.certificate,
        )
        for enrolment, run, title in rows
    )


def _ends_in(year: int) -> Any:
    return CourseRun.ends_on.between(date(year, 1, 1), date(year, 12, 31))


def list_team_hours(session: Session, leader_id: int, year: int) -> tuple[TeamLine, ...]:
    """Return somebody's team with the hours that each has reached in a year, by name."""
    reached = (
        select(Enrolment.employee_id, func.sum(Enrolment.hours).label("hours"))
        .join(CourseRun, CourseRun.id == Enrolment.run_id)
        .where(_ends_in(year))
        .group_by(Enrolment.employee_id)
        .subquery()
    )
    rows = session.execute(
        select(Employee.id, Employee.name, Employee.position, reached.c.hours)
        .outerjoin(reached, reached.c.employee_id == Employee.id)
        .where(Employee.supervisor_id == leader_id, Employee.left_on.is_(None))
        .order_by(Employee.name, Employee.id)
    )
    return tuple(
        TeamLine(id=number, name=name, position=position, hours=hours or 0)
        for number, name, position, hours in rows
    )


def find_needs(
    session: Session, person: Person, planned: Iterable[Item], *, reader_id: int, today: date
) -> tuple[Need, ...]:
    """Return what points to a training need of an officer today, without what is planned already.

    planned: all lines of the officer's plans; one that was dropped leaves its need open.
    A superior sees only behaviours that they rated themselves: a predecessor's evaluation is not open to them.
    """
    found = (
        *needs_of_edition(editions.headlines(session, [person.unit_slug]).get(person.unit_slug)),
        *needs_of_behaviours(_rated_behaviours(session, person.id, reader_id, today)),
        *needs_of_indicators(_measured(session, person.id, today), today),
    )
    known = {(item.source, item.key) for item in planned if not item.dropped}
    return tuple(need for need in found if (need.source, need.key) not in known)


def _rated_behaviours(
    session: Session, employee_id: int, reader_id: int, today: date
) -> tuple[RatedBehaviour, ...]:
    """Return how given evaluations of this year and the last rated an officer's behaviours."""
    given = (
        Evaluation.employee_id == employee_id,
        Evaluation.given_at.is_not(None),
        Evaluation.year >= today.year - 1,
        ItemRating.subject == "behaviour",
    )
    query = (
        select(ItemRating.key, ItemRating.rating, Evaluation.year, Evaluation.quarter)
        .join(Evaluation, Evaluation.id == ItemRating.evaluation_id)
        .where(*given)
        .order_by(ItemRating.id)
    )
    if reader_id != employee_id:
        query = query.where(Evaluation.supervisor_id == reader_id)
    return tuple(
        RatedBehaviour(behaviour=key, rating=Rating(rating), term=Term(year=year, quarter=quarter))
        for key, rating, year, quarter in session.execute(query)
    )


def _measured(session: Session, employee_id: int, today: date) -> tuple[MeasuredIndicator, ...]:
    """Return the indicators of an officer's plan in force, with where they stand."""
    in_force = (
        Plan.employee_id == employee_id,
        Plan.year == today.year,
        Plan.state == PlanState.APPROVED,
    )
    rows = session.execute(
        select(Indicator, Plan.starts_on, Measure.realised)
        .join(Measure, Measure.id == Indicator.measure_id)
        .join(PlanRow, PlanRow.id == Indicator.row_id)
        .join(Plan, Plan.id == PlanRow.plan_id)
        .where(*in_force)
        .order_by(PlanRow.number, Indicator.id)
    )
    return tuple(_measured_indicator(*row) for row in rows)


def _measured_indicator(indicator: Indicator, starts_on: date, realised: int | None) -> MeasuredIndicator:
    return MeasuredIndicator(
        measure_id=indicator.measure_id,
        name=indicator.name,
        unit_name=indicator.unit_name,
        aspect=Aspect(indicator.aspect),
        target=target_of(indicator_of(indicator), starts_on),
        realised=realised,
    )


def list_offers(
    session: Session, competences: Collection[Competence], today: date
) -> Mapping[Competence, tuple[Offer, ...]]:
    """Return the open courses of some competences, those with a run to come first."""
    offers = [_offer(row) for row in session.execute(_offers(today).where(Course.competence.in_(competences)))]
    return {each: tuple(offer for offer in offers if offer.competence is each) for each in competences}


def list_all_offers(session: Session, today: date) -> tuple[Offer, ...]:
    """Return every open course, those with a run to come first."""
    return tuple(_offer(row) for row in session.execute(_offers(today)))


def _offers(today: date) -> Select[Course, date]:
    next_on = (
        select(func.min(CourseRun.starts_on))
        .where(CourseRun.course_id == Course.id, CourseRun.starts_on >= today, CourseRun.cancelled_on.is_(None))
        .scalar_subquery()
    )
    return (
        select(Course, next_on.label("next_on"))
        .where(Course.closed_on.is_(None))
        .order_by(case((next_on.is_(None), 1), else_=0), next_on, Course.title, Course.id)
    )


def _offer(row: Any) -> Offer:
    course: Course = row[0]
    return Offer(
        id=course.id,
        title=course.title,
        competence=Competence(course.competence),
        hours=course.hours,
        next_on=row.next_on,
    )
