"""Looking ahead to an indicator's last day."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.indicators import Target, realised
from portal.domain.outlook import Chance, Prospect, prospect
from portal.domain.plans import Direction, Gathering, Rhythm
from portal.domain.series import Point, steps

SUM = Target(
    direction=Direction.MORE,
    low=120_000,
    high=None,
    gathering=Gathering.SUM,
    rhythm=Rhythm.MONTHLY,
    start=date(2026, 1, 1),
    due_on=date(2026, 12, 31),
)
LEVEL = replace(SUM, gathering=Gathering.LATEST, rhythm=Rhythm.MONTHLY)


def months(*values: int) -> list[Point]:
    """Return one entry in the middle of each month from January on."""
    return [Point(on=date(2026, number, 15), value=value) for number, value in enumerate(values, 1)]


def test_a_sum_worked_by_hand() -> None:
    # 30 in three months, ten a month, deviations -2, 0, 2: variance 4. Nine months ahead: 4 * (9 + 27) = 144.
    # 120 +- 4.302653 * 12 = 51.632, in whole pieces.
    found = prospect(months(8_000, 10_000, 12_000), SUM, date(2026, 4, 1))
    assert found == Prospect(on=SUM.due_on, low=68_000, expected=120_000, high=172_000, chance=Chance.OPEN)


def test_a_level_worked_by_hand() -> None:
    # Four ranges of 2 are worth two degrees of freedom, four months are ahead of August:
    # 80 +- 4.302653 * 1.253314 * 2 * 2 = 21.570.
    entries = [
        *months(),
        *(Point(on=date(2026, number, 1), value=80_000 + 2000 * (number % 2)) for number in range(4, 9)),
    ]
    found = prospect(entries, replace(LEVEL, low=102_001), date(2026, 8, 20))
    assert found is not None
    assert (found.low, found.expected, found.high) == (58_000, 80_000, 102_000)
    assert found.chance is Chance.UNLIKELY


def test_a_forecast_is_as_fine_as_the_entries() -> None:
    found = prospect(months(8_000, 10_000, 12_010), SUM, date(2026, 4, 1))
    assert found is not None
    assert (found.low % 1000, found.expected, found.high % 10) != (0, 120_000, 0)
    assert all(value % 10 == 0 for value in (found.low, found.expected, found.high))


def test_nothing_is_expected_beyond_what_is_possible() -> None:
    entries = months(96_000, 70_000, 99_000, 72_000, 98_000)
    found = prospect(entries, replace(LEVEL, low=99_000), date(2026, 6, 1), most=100_000)
    assert found is not None
    assert (found.expected, found.high, found.chance) == (98_000, 100_000, Chance.OPEN)


def test_too_few_points_and_days_outside_the_year_say_nothing() -> None:
    assert prospect(months(1, 2), SUM, date(2026, 3, 20)) is None
    assert prospect(months(1, 2, 3), SUM, date(2026, 3, 20)) is None  # March is not over.
    assert prospect(months(1, 2, 3, 4), LEVEL, date(2026, 5, 1)) is None
    assert prospect(months(*[1] * 12), SUM, date(2027, 1, 1)) is None


@pytest.mark.parametrize(
    ("direction", "low", "high", "chance"),
    [
        (Direction.MORE, 119_000, None, Chance.LIKELY),
        (Direction.MORE, 121_000, None, Chance.UNLIKELY),
        (Direction.LESS, 121_000, None, Chance.LIKELY),
        (Direction.LESS, 119_000, None, Chance.UNLIKELY),
        (Direction.WITHIN, 119_000, 121_000, Chance.LIKELY),
        (Direction.WITHIN, 121_000, 130_000, Chance.UNLIKELY),
        (Direction.WITHIN, 100_000, 119_000, Chance.UNLIKELY),
    ],
)
def test_the_chance_reads_the_interval_against_the_target(
    direction: Direction, low: int, high: int | None, chance: Chance
) -> None:
    target = replace(SUM, direction=direction, low=low, high=high)
    found = prospect(months(*[10_000] * 5), target, date(2026, 6, 1))
    assert found is not None
    assert (found.expected, found.chance) == (120_000, chance)


@given(st.lists(st.integers(0, 10**8), min_size=4, max_size=11), st.sampled_from([SUM, LEVEL]))
def test_the_interval_holds_what_is_expected_and_never_less_than_is_done(
    values: list[int], target: Target
) -> None:
    today = date(2026, len(values) + 1, 1)
    found = prospect(months(*values), target, today)
    if found is None:
        assert target is LEVEL
        assert len(values) == 4
        return
    assert 0 <= found.low <= found.expected <= found.high
    if target is SUM:
        assert found.low >= sum(values)


def wander(random: Random) -> list[int]:
    level, found = 80_000.0, []
    for _ in range(12):
        level += random.gauss(0, 1_500)
        found.append(round(level))
    return found


def swing(random: Random) -> list[int]:
    return [round(random.gauss(80_000, 3_000)) for _ in range(12)]


def pieces(random: Random) -> list[int]:
    return [round(random.gammavariate(6, 1_500)) for _ in range(12)]


@pytest.mark.parametrize(
    ("target", "draw", "known"),
    [
        (SUM, pieces, 3),
        (SUM, pieces, 8),
        (SUM, swing, 4),
        (LEVEL, wander, 6),
        (LEVEL, wander, 10),
        (LEVEL, swing, 8),
    ],
)
def test_the_interval_holds_the_end_as_often_as_promised(
    target: Target, draw: Callable[[Random], list[int]], known: int
) -> None:
    random, held, runs = Random(20_260_115), 0, 400
    for _ in range(runs):
        year = months(*draw(random))
        found = prospect(year[:known], target, date(2026, known + 1, 1))
        end = realised([point.value for point in year], target.gathering)
        assert found is not None
        assert end is not None
        held += found.low <= end <= found.high
    assert held / runs >= 0.93


def test_a_year_of_weeks_has_as_many_steps_ahead_as_are_left() -> None:
    weekly = replace(SUM, rhythm=Rhythm.WEEKLY)
    entries = [Point(on=step.first, value=1000) for step in steps(weekly)[:10]]
    found = prospect(entries, weekly, date(2026, 3, 12))
    assert found is not None
    assert found.expected == 53_000
