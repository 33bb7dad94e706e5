"""The sample size against the printed table of Krejcie and Morgan."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.sampling import PopulationTooSmallError, required_sample

PRINTED = """
10:10 15:14 20:19 25:24 30:28 50:44 75:63 100:80 120:92 150:108 200:132 250:152 300:169 400:196 500:217
600:234 700:248 800:260 900:269 1000:278 1200:291 1500:306 2000:322 2200:327 3000:341 4000:351 5000:357
7000:364 10000:370 20000:377 50000:381 75000:382 1000000:384
"""


@pytest.mark.parametrize("row", PRINTED.split())
def test_every_printed_row_is_reproduced(row: str) -> None:
    population, sample = map(int, row.split(":"))
    assert required_sample(population) == sample


@given(st.integers(1, 10**9))
def test_the_sample_is_never_empty_and_never_more_than_the_population(population: int) -> None:
    assert 1 <= required_sample(population) <= min(population, 384)


@given(st.integers(1, 10**6))
def test_a_larger_population_never_needs_a_smaller_sample(population: int) -> None:
    assert required_sample(population) <= required_sample(population + 1)


@pytest.mark.parametrize("population", [0, -5])
def test_nobody_cannot_be_sampled(population: int) -> None:
    with pytest.raises(PopulationTooSmallError):
        required_sample(population)
