"""The demo's training: a catalogue, two years of runs, some that are coming, and what officers want to learn."""

from calendar import FRIDAY
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import joinedload

from portal.admin.development import actions as development
from portal.admin.plans.queries import list_measures
from portal.admin.training import actions as training
from portal.admin.training import enrolments
from portal.demo.answers import working_days
from portal.demo.cast import Cast
from portal.demo.performance_reviews import newest_quarters
from portal.demo.words_of_training import (
    COURSES,
    ITEMS,
    PAST_RUNS,
    RUNS,
    DemoComing,
    DemoCourse,
    DemoItem,
    DemoRun,
)
from portal.domain.certificates import CODE_BYTES, digest_code, digest_holder, make_code
from portal.domain.periods import Period, period_of
from portal.domain.training import EnrolmentState, NeedSource
from portal.domain.workdays import add_workdays
from portal.models import Certificate, Course, CourseRun, Employee, Enrolment, Unit

_OWNER = "bkpsdm"
_PLACE = "Aula BKPSDM"
_ABSENT = 0.08
_ANNOUNCED = timedelta(days=20)
"""Before a run."""
_SEATS_LEFT = 4
_DAY = timedelta(days=1)
_ASKED_AGO, _ASKED_BEFORE = 5, timedelta(days=10)
"""Seats are asked for so many working days before today, and so long before a run at least."""
_RATED_BELOW = 1
"""The quarter of the told evaluation that rates a behaviour below what was expected, counted from the newest."""


def hold_past_runs(cast: Cast) -> None:
    """Fill the catalogue and hold the runs of two years.

    Their participants are inserted as rows: four hundred certificates through the actions would take too long.
    """
    session = cast.stage.session
    courses = {told.key: training.add_course(session, _facts(told)) for told in COURSES}
    here = select(Employee).where(Employee.left_on.is_(None)).order_by(Employee.id)
    people = session.scalars(here.options(joinedload(Employee.unit))).all()
    seats = [seat for told in PAST_RUNS for seat in _hold(cast, told, courses[told.course], people)]
    session.execute(insert(Enrolment.__table__), [seat.enrolment for seat in seats])
    held = [seat.certificate for seat in seats if seat.certificate]
    session.execute(insert(Certificate.__table__), held)


def _facts(told: DemoCourse) -> training.CourseFacts:
    return training.CourseFacts(
        title=told.title,
        form=told.form,
        competence=told.competence,
        hours=told.hours,
        provider=told.provider,
        summary=told.summary,
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class _Seat:
    """The rows of somebody who took part: the enrolment, and the certificate, empty for who did not come."""

    enrolment: dict[str, Any]
    certificate: dict[str, Any]


def _hold(cast: Cast, told: DemoRun, course: Course, people: Sequence[Employee]) -> Iterator[_Seat]:
    stage = cast.stage
    starts_on = stage.rng.choice([day for day in working_days(_month_of(cast, told)) if day.weekday() < FRIDAY])
    facts = training.RunFacts(
        starts_on=starts_on, ends_on=starts_on + _DAY, place=told.place, seats=told.count + _SEATS_LEFT
    )
    run = training.add_run(stage.session, course, facts, today=starts_on - _ANNOUNCED)
    surely = {cast.actors[key].person.id for key in told.keys}
    for officer in _chosen(told, surely, people, stage.rng):
        came = officer.id in surely or stage.rng.random() >= _ABSENT
        yield _seat(cast, run, course, officer, came=came)


def _month_of(cast: Cast, told: DemoRun) -> int:
    """Return the month of a run; the effect is read between the official periods before and after it."""
    stage = cast.stage
    if told.ago is not None:
        return stage.month - told.ago
    running = period_of(stage.month, stage.kind)
    return Period(kind=running.kind, sequence=running.sequence - 1).first_month - 1


def _chosen(told: DemoRun, surely: Collection[int], people: Sequence[Employee], rng: Random) -> list[Employee]:
    """Choose who takes part, from the run's offices."""
    named = [officer for officer in people if officer.id in surely]
    open_to = [
        officer
        for officer in people
        if officer.id not in surely and (not told.offices or officer.unit.slug in told.offices)
    ]
    return named + rng.sample(open_to, min(len(open_to), told.count - len(named)))


def _seat(cast: Cast, run: CourseRun, course: Course, officer: Employee, *, came: bool) -> _Seat:
    stage = cast.stage
    code = make_code(stage.rng.randbytes(CODE_BYTES)) if came else None
    enrolment = {
        "run_id": run.id,
        "employee_id": officer.id,
        "state": EnrolmentState.ENROLLED,
        "asked_at": stage.at(run.starts_on - _ANNOUNCED / 2),
        "attended_at": stage.at(run.starts_on, 8) if came else None,
        "certificate": code,
        "hours": course.hours if came else 0,
    }
    if code is None:
        return _Seat(enrolment=enrolment, certificate={})
    certificate = {
        "code": digest_code(code),
        "holder": digest_holder(code, officer.name),
        "title": course.title,
        "hours": course.hours,
        "held_on": run.ends_on,
    }
    return _Seat(enrolment=enrolment, certificate=certificate)


def plan_training(cast: Cast) -> None:
    """Announce what is coming, fill one run so that some wait, and write down what officers want to learn."""
    titles = {course.title: course for course in cast.stage.session.scalars(select(Course).order_by(Course.id))}
    courses = {told.key: titles[told.title] for told in COURSES}
    for run in RUNS:
        _tell_run(cast, run, courses[run.course])
    for item in ITEMS:
        _tell_item(cast, item, courses)


def _tell_run(cast: Cast, told: DemoComing, course: Course) -> None:
    stage = cast.stage
    starts_on = add_workdays(stage.today, told.after) if told.after >= 0 else stage.ago(-told.after)
    ends_on = starts_on + timedelta(days=told.days - 1)
    asked_on = min(stage.ago(_ASKED_AGO), starts_on - _ASKED_BEFORE)
    stage.enter(_OWNER)
    facts = training.RunFacts(starts_on=starts_on, ends_on=ends_on, place=_PLACE, seats=told.seats)
    run = training.add_run(stage.session, course, facts, today=asked_on)
    if told.is_called_off:
        training.cancel_run(stage.session, run, stage.today)
    for key, officer_id in _who_asks(cast, told):
        stage.enter(key)
        enrolments.enrol(stage.session, run, officer_id, now=stage.at(asked_on))
    if told.is_held:
        stage.enter(_OWNER)
        there = stage.session.scalars(select(Enrolment.id).where(Enrolment.run_id == run.id)).all()
        enrolments.tick_off(stage.session, run, there, now=stage.at(starts_on, 8), draw=stage.rng.randbytes)


def _who_asks(cast: Cast, told: DemoComing) -> Iterator[tuple[str, int]]:
    """Yield the accounts that act, each with the officer who is to get a seat."""
    unaccounted = (
        select(Employee.id)
        .join(Employee.unit)
        .where(Unit.slug == told.office, Employee.account_id.is_(None))
        .order_by(Employee.id.desc())
        .limit(told.added)
    )
    for officer_id in cast.stage.session.scalars(unaccounted):
        yield _OWNER, officer_id
    for key in told.keys:
        yield key, cast.actors[key].person.id


def _tell_item(cast: Cast, told: DemoItem, courses: Mapping[str, Course]) -> None:
    session, today = cast.stage.session, cast.stage.today
    person = cast.enter(told.key).person
    made_on = today - timedelta(days=told.made)
    facts = development.ItemFacts(
        competence=told.competence,
        source=told.source,
        key=_seen_in(cast, told, person.id),
        reason=told.reason,
        step=told.step,
        course_id=courses[told.course].id if told.course else None,
        due_on=min(today + timedelta(days=told.due), date(today.year, 12, 31)),
    )
    item = development.add_item(session, person.id, facts, now=cast.stage.at(made_on), today=made_on)
    if told.dropped:
        development.drop(session, item, told.dropped)
    elif told.ended is not None:
        development.finish(session, item, today - timedelta(days=told.ended))


def _seen_in(cast: Cast, told: DemoItem, officer_id: int) -> str:
    """Return the key of what a need was seen in: a behaviour of an evaluation that is told, or a measure."""
    if told.source is NeedSource.BEHAVIOUR:
        term = newest_quarters(cast.stage.today)[_RATED_BELOW]
        return f"{term.year}-{term.quarter}:{told.about}"
    if told.source is NeedSource.INDICATOR:
        measures = list_measures(cast.stage.session, officer_id, cast.stage.today.year)
        return next((str(measure.measure_id) for measure in measures if measure.name == told.about), "")
    return ""
