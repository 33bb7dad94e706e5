"""What staff decide about a period: targets and survey weeks; and how many people a counter served."""

from collections.abc import Mapping
from datetime import date, timedelta

from sqlalchemy.orm import Session

from portal.admin.periods.queries import CounterVisits
from portal.domain.periods import Period, first_day, last_day
from portal.models.targets import Target, Visits


class OutsidePeriodError(ValueError):
    """The survey week lies outside its period."""


class NoTargetError(LookupError):
    """The office has no target yet, so there is nothing to close a gap to."""


def set_target(
    session: Session,
    unit_id: int,
    period: Period,
    *,
    population: int,
    wanted: int | None,
    survey_week: date | None,
    note: str,
) -> Target:
    """Say how many answers an office needs in a period. survey_week: any day of it.

    Raises `OutsidePeriodError`.
    """
    monday = _monday_within(survey_week, period) if survey_week else None
    target = session.get(Target, (unit_id, period.kind, period.sequence), with_for_update=True)
    if target is None:
        target = Target(unit_id=unit_id, kind=period.kind, sequence=period.sequence)
        session.add(target)
    target.population, target.wanted = population, wanted
    target.survey_week, target.note = monday, note
    session.flush()
    return target


def set_survey_week(session: Session, unit_id: int, period: Period, day: date) -> None:
    """Decide the week of a survey drive, by any day of it. Raises `NoTargetError` or `OutsidePeriodError`."""
    target = session.get(Target, (unit_id, period.kind, period.sequence), with_for_update=True)
    if target is None:
        raise NoTargetError
    target.survey_week = _monday_within(day, period)
    session.flush()


def _monday_within(day: date, period: Period) -> date:
    if not first_day(period.first_month) <= day <= last_day(period.last_month):
        raise OutsidePeriodError
    return day - timedelta(days=day.weekday())


def set_visits(session: Session, counter_id: int, month: int, visitors: int | None) -> None:
    """Say how many people a counter served in a month; None takes the count back."""
    row = session.get(Visits, (counter_id, month))
    if visitors is None:
        if row is not None:
            session.delete(row)
    elif row is None:
        session.add(Visits(counter_id=counter_id, month=month, visitors=visitors))
    else:
        row.visitors = visitors
    session.flush()


def set_office_visits(
    session: Session, counters: tuple[CounterVisits, ...], entered: Mapping[tuple[int, int], int | None]
) -> int:
    """Save a grid of visitors by (counter, month), and return how many numbers changed.

    counters: what is stored of them now.
    """
    stored = {(counter.id, month): n for counter in counters for month, n in counter.visitors.items()}
    changed = {key: number for key, number in entered.items() if stored.get(key) != number}
    for (counter_id, month), number in changed.items():
        set_visits(session, counter_id, month, number)
    return len(changed)
