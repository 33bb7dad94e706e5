"""Entries as one point a step."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from portal.domain.indicators import Target
from portal.domain.plans import Direction, Gathering, Rhythm
from portal.domain.series import Point, points, steps

SUM = Target(
    direction=Direction.MORE,
    low=12_000,
    high=None,
    gathering=Gathering.SUM,
    rhythm=Rhythm.MONTHLY,
    start=date(2026, 1, 1),
    due_on=date(2026, 12, 31),
)
LEVEL = replace(SUM, gathering=Gathering.LATEST)
days = st.dates(date(2026, 1, 1), date(2026, 12, 31))


def entry(month: int, day: int, value: int) -> Point:
    return Point(on=date(2026, month, day), value=value)


@given(st.sampled_from(Rhythm), days)
def test_steps_cover_every_day_once(rhythm: Rhythm, due_on: date) -> None:
    found = steps(replace(SUM, rhythm=rhythm, due_on=due_on))
    assert sum((step.last - step.first).days + 1 for step in found) == (due_on - SUM.start).days + 1
    assert (found[0].first, found[-1].last) == (SUM.start, due_on)


def test_a_year_has_twelve_months_four_quarters_and_weeks_of_seven_days() -> None:
    assert [step.last.month for step in steps(SUM)] == list(range(1, 13))
    assert [step.last.month for step in steps(replace(SUM, rhythm=Rhythm.QUARTERLY))] == [3, 6, 9, 12]
    assert steps(replace(SUM, rhythm=Rhythm.WEEKLY))[0].last == date(2026, 1, 7)


def test_what_adds_up_counts_in_months_that_are_over() -> None:
    entries = [entry(1, 5, 1000), entry(1, 20, 500), entry(3, 31, 2000), entry(4, 2, 9000)]
    found = points(entries, SUM, date(2026, 4, 10))
    assert found == (entry(1, 31, 1500), entry(2, 28, 0), entry(3, 31, 2000))


def test_the_newest_month_waits_for_its_entry() -> None:
    entries = [entry(1, 5, 1000), entry(2, 20, 500)]
    assert len(points(entries, SUM, date(2026, 4, 10))) == 2
    assert len(points(entries, SUM, date(2026, 5, 10))) == 3


def test_a_level_has_the_newest_value_of_each_month_that_has_one() -> None:
    entries = [entry(1, 5, 70), entry(1, 20, 71), entry(3, 1, 75)]
    assert points(entries, LEVEL, date(2026, 3, 2)) == (entry(1, 31, 71), entry(3, 31, 75))
