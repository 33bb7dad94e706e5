"""The offices as their owner keeps them: facts, standards, counters, targets, visitors and earlier results."""

from datetime import timedelta

from sqlalchemy import select

from portal.admin.counters.actions import CounterFacts, change_counter
from portal.admin.imports.actions import record_imported_result
from portal.admin.periods.actions import set_target, set_visits
from portal.admin.units.actions import UnitFacts, change_unit, move_unit
from portal.admin.units.service_actions import ServiceFacts, change_service
from portal.demo.answers import MONTHS, working_days
from portal.demo.offices import OFFICES, DemoOffice
from portal.demo.stage import Stage
from portal.demo.words_of_offices import (
    ABOVE,
    CHARTER,
    COMMON_PARTS,
    CONTACT,
    DAY_AND_NIGHT,
    EARLIER,
    HEADS,
    HOURS,
    LEFT_OUT,
    OPEN_DAY_AND_NIGHT,
    PARTS_OF,
    SOURCE,
    WANTED,
    WHY_WANTED,
)
from portal.domain.periods import MONTHS_IN, Period, last_day, period_of
from portal.models.counters import Counter
from portal.models.units import Service, Unit

VISITED_MONTHS = 12
_FEWEST, _MOST = 2, 8
"""Visitors of a counter on a working day."""
_ANSWERS_PER_VISITOR = 6
"""Counters with more answers a month have more visitors a day: one more for so many answers."""
_WORKDAYS = 21
_DRIVE_AT = "dishub"
_DRIVE_IN = timedelta(days=14)
_SEMESTERS_BEFORE = 4


def describe_offices(stage: Stage) -> None:
    """Write down who leads each office, what it pledges, its standards and its counters."""
    stage.enter("organisasi")
    for office in OFFICES:
        unit = stage.units[office.slug]
        change_unit(stage.session, unit, _facts(unit))
        above = ABOVE.get(office.slug)
        if above:
            move_unit(stage.session, unit, stage.units[above].id)
        if office.slug in PARTS_OF:
            _complete_standards(stage, unit)
        _describe_counters(stage, unit)


def _facts(unit: Unit) -> UnitFacts:
    title, name = HEADS[unit.slug]
    return UnitFacts(
        name=unit.name,
        address=unit.address,
        contact=CONTACT.format(slug=unit.slug),
        officers=unit.officers,
        head_title=title,
        head_name=name,
        head_nip="",
        charter=CHARTER,
    )


def _complete_standards(stage: Stage, unit: Unit) -> None:
    parts = {key: words.as_dict() for key, words in (COMMON_PARTS | PARTS_OF[unit.slug]).items()}
    services: list[Service] = [*unit.services]
    for service in services:
        left_out = LEFT_OUT if service is services[-1] else ()
        more = {key: words for key, words in parts.items() if key not in left_out}
        facts = ServiceFacts(name=service.name, standard=service.standard | more)
        change_service(stage.session, service, facts)


def _describe_counters(stage: Stage, unit: Unit) -> None:
    counters = _counters(stage, unit)
    share, left = divmod(unit.officers, len(counters))
    for place, counter in enumerate(counters):
        always = all(service.slug in OPEN_DAY_AND_NIGHT for service in counter.services)
        facts = CounterFacts(
            name=counter.name,
            hours=DAY_AND_NIGHT if always else HOURS,
            officers=max(1, share + (place < left)),
            service_ids=[service.id for service in counter.services],
        )
        change_counter(stage.session, counter, facts)


def _counters(stage: Stage, unit: Unit) -> list[Counter]:
    return list(stage.session.scalars(select(Counter).where(Counter.unit_id == unit.id).order_by(Counter.id)))


def count_visitors(stage: Stage) -> None:
    """Count the visitors of each counter in the last full months.

    Nobody is followed yet: hundreds of numbers would push everything else off the trail's first pages.
    """
    for office in OFFICES:
        usual = _visitors_a_day(office)
        for counter in _counters(stage, stage.units[office.slug]):
            own = usual * stage.rng.randint(80, 120) / 100
            for month in range(stage.month - VISITED_MONTHS, stage.month):
                a_day = min(max(own * stage.rng.randint(90, 110) / 100, _FEWEST), _MOST)
                visitors = round(a_day * len(working_days(month)))
                set_visits(stage.session, counter.id, month, visitors)


def _visitors_a_day(office: DemoOffice) -> float:
    """Return the visitors of one of its counters on a usual day."""
    answers = office.monthly / len(office.counters)
    return min(_FEWEST + answers / _ANSWERS_PER_VISITOR, _MOST)


def set_targets(stage: Stage) -> None:
    """Set how many answers each office needs, in the running period and the one before."""
    stage.enter("organisasi")
    running = period_of(stage.month, stage.kind)
    for period in (Period(kind=running.kind, sequence=running.sequence - 1), running):
        for office in OFFICES:
            _set_target(stage, office, period, is_running=period == running)


def _set_target(stage: Stage, office: DemoOffice, period: Period, *, is_running: bool) -> None:
    served = _visitors_a_day(office) * len(office.counters) * _WORKDAYS * MONTHS_IN[period.kind]
    has_drive = is_running and office.slug == _DRIVE_AT
    set_target(
        stage.session,
        stage.units[office.slug].id,
        period,
        population=10 * round(served / 10),
        wanted=WANTED.get(office.slug),
        survey_week=min(stage.today + _DRIVE_IN, last_day(period.last_month)) if has_drive else None,
        note=WHY_WANTED if office.slug in WANTED else "",
    )


def record_earlier_results(stage: Stage) -> None:
    """Record what three offices had published in the two years before the demo's first."""
    stage.enter("organisasi")
    first_year = period_of(stage.month - MONTHS, "year").first_month
    first = period_of(first_year, "semester").sequence - _SEMESTERS_BEFORE
    for slug, earlier in EARLIER.items():
        for place, (ikm, n) in enumerate(zip(earlier.ikm, earlier.n, strict=True)):
            period = Period(kind="semester", sequence=first + place)
            source = SOURCE.format(year=period.year)
            unit_id = stage.units[slug].id
            record_imported_result(
                stage.session, unit_id, period, n=n, ikm=ikm, source=source, corrects=None, today=stage.today
            )
