"""Four years of offices of every size: nobody can be singled out, and the official figures are nearly whole.

Arrivals are Poisson and spread over 21 working days a month; the seed is fixed.
"""

from functools import cache
from itertools import permutations

import numpy as np
import pytest

from portal.domain.batches import K, Policy
from tests.simulation import Month, Office, blocks, recovered, simulate

RATES = (1, 3, 5, 7, 20, 60, 300)
YEARS, WORKING_DAYS = 4, 21
OFFICES = 300
"""Simulated offices of a rate; each is asked for its own figures, some also for what an observer could do."""
ATTACKED = 25
SEED = 20_260_118

by_rate = pytest.mark.parametrize("rate", RATES)


def arrivals(rate: int, draw: np.random.Generator) -> list[Month]:
    """Draw the months of one office."""
    counts = draw.poisson(rate, size=12 * YEARS)
    return [Month(answers=int(n), days=len(np.unique(draw.integers(WORKING_DAYS, size=n)))) for n in counts]


@cache
def offices(rate: int) -> list[Office]:
    """Let many offices of a rate live through the years."""
    draw = np.random.default_rng([SEED, rate])
    return [simulate(arrivals(rate, draw)) for _ in range(OFFICES)]


@by_rate
def test_no_published_group_is_small_and_no_answer_in_two_batches(rate):
    for office in offices(rate):
        assert min(map(len, office.published)) >= K
        inside = [answer for batch in office.batches for answer in batch.answers]
        assert len(inside) == len(set(inside)) == len(office.months) - len(office.waiting)


@by_rate
def test_no_difference_of_two_published_groups_is_small(rate):
    for office in offices(rate)[:ATTACKED]:
        assert all(not 0 < len(one - other) < K for one, other in permutations(office.published, 2))


@by_rate
def test_an_observer_with_every_public_figure_singles_nobody_out(rate):
    for office in offices(rate)[:ATTACKED]:
        # Combinations treat a block as one, so no vector of the row space touches fewer answers than a block has.
        assert min(map(len, blocks(office.published))) >= K
        assert min(map(len, recovered(office.published))) >= K


def test_the_same_observer_reads_a_page_that_follows_every_month():
    draw = np.random.default_rng(SEED)
    monthly = Policy(k=1, days=0, usual=0)
    office = simulate(arrivals(3, draw), monthly)
    singles = sum(len(block) < K for block in recovered(office.published))
    assert singles > 40


def share(rate: int) -> float:
    """Return the share of all answers that the figure of their own half-year counts."""
    everyone = offices(rate)
    inside = sum(office.share_in_own_period() * len(office.months) for office in everyone)
    return inside / sum(len(office.months) for office in everyone)


def test_nearly_every_answer_is_in_its_own_half_year():
    shares = {rate: share(rate) for rate in RATES}
    print("\nanswers a month   in their own half-year")
    for rate, part in shares.items():
        print(f"{rate:15}   {part:22.2%}")
    assert min(part for rate, part in shares.items() if rate >= 3) >= 0.99
    assert min(part for rate, part in shares.items() if rate >= 5) >= 0.999


def test_closing_every_month_alone_would_tear_the_half_year():
    """The hold-back is what keeps it whole: answers closed for good as soon as there are ten often miss it."""
    draw = np.random.default_rng(SEED)
    eager = [simulate(arrivals(3, draw), Policy(usual=0)) for _ in range(OFFICES)]
    everyone = sum(len(office.months) for office in eager)
    missed = 1 - sum(office.share_in_own_period() * len(office.months) for office in eager) / everyone
    assert missed > 0.15
