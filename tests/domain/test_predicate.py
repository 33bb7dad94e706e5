"""The grid of nine cells, and the distribution that is expected of five levels."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.predicate import (
    Ask,
    Level,
    Predicate,
    Rating,
    compare,
    distribution_rule,
    predicate,
)

P = Predicate
GRID = """
above  poor       good        very_good
meets  poor       good        good
below  very_poor  needs_work  needs_work
"""
"""Results down; behaviours below, meets, above across: as the issue writes it."""
CELLS = [
    (line.split()[0], behaviours, cell)
    for line in GRID.strip().splitlines()
    for behaviours, cell in zip(("below", "meets", "above"), line.split()[1:], strict=True)
]

counts = st.dictionaries(st.sampled_from(P), st.integers(0, 60))


@pytest.mark.parametrize(("results", "behaviours", "cell"), CELLS)
def test_each_of_the_nine_cells(results, behaviours, cell):
    assert predicate(Rating(results), Rating(behaviours)) == cell


def test_the_nine_cells_are_all_there_are():
    assert len({cell[:2] for cell in CELLS}) == 9


@pytest.mark.parametrize(
    ("level", "counted", "unmet"),
    [
        (Level.SPECIAL, {P.VERY_GOOD: 7, P.GOOD: 3}, []),
        (Level.SPECIAL, {P.VERY_GOOD: 8, P.GOOD: 2}, [Ask.AT_MOST]),
        (Level.SPECIAL, {P.VERY_GOOD: 5, P.GOOD: 5}, [Ask.MOST]),
        (Level.GOOD, {P.GOOD: 7, P.VERY_GOOD: 1, P.NEEDS_WORK: 2}, []),
        (Level.GOOD, {P.GOOD: 7, P.VERY_GOOD: 3}, [Ask.SOME_LOWER]),
        (Level.GOOD, {P.VERY_GOOD: 10}, [Ask.MOST, Ask.SOME_LOWER]),
        (Level.NEEDS_WORK, {P.NEEDS_WORK: 6, P.GOOD: 3, P.VERY_GOOD: 1}, []),
        (Level.NEEDS_WORK, {P.NEEDS_WORK: 5, P.GOOD: 3, P.VERY_GOOD: 2}, [Ask.AT_LEAST, Ask.AT_MOST]),
        (Level.POOR, {P.POOR: 6, P.NEEDS_WORK: 1, P.GOOD: 2, P.VERY_GOOD: 1}, []),
        (Level.POOR, {P.POOR: 6, P.GOOD: 4}, [Ask.AT_LEAST]),
        (Level.VERY_POOR, {P.VERY_POOR: 6, P.GOOD: 4}, []),
        (Level.VERY_POOR, {P.VERY_POOR: 99, P.VERY_GOOD: 1}, [Ask.AT_MOST]),
    ],
)
def test_the_rule_of_each_level_at_and_beyond_its_bounds(level, counted, unmet):
    findings = compare(counted, level)
    assert [finding.bound.ask for finding in findings if not finding.met] == unmet
    assert [finding.bound for finding in findings] == list(distribution_rule(level))


def test_some_lower_counts_those_below():
    (lower,) = [
        each for each in compare({P.GOOD: 4, P.NEEDS_WORK: 2}, Level.GOOD) if each.bound.ask is Ask.SOME_LOWER
    ]
    assert (lower.count, lower.total) == (2, 6)


@given(counts, st.sampled_from(Level))
def test_a_finding_counts_only_what_it_was_given(counted, level):
    total = sum(counted.values())
    findings = compare(counted, level)
    assert bool(findings) == bool(total)
    assert all(finding.count <= finding.total == total for finding in findings)


@given(st.sampled_from(Level), st.integers(1, 50))
def test_a_share_decides_and_not_the_number_of_people(level, times):
    once = {P.VERY_GOOD: 2, P.GOOD: 4, P.NEEDS_WORK: 3, P.POOR: 1}
    many = {cell: times * count for cell, count in once.items()}
    assert [each.met for each in compare(once, level)] == [each.met for each in compare(many, level)]
