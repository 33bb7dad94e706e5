"""How often the interval holds the true mean, simulated in populations shaped like real answers.

A population of N draws its respondents' totals (9 to 36) from a shape; n of them answer. Because all N are
drawn alike, the n and the N - n others can be drawn apart, which is the same as picking n out of N without
replacement and far quicker. Where N is unknown the target is the shape's own mean.
"""

from collections.abc import Iterator
from itertools import product
from statistics import NormalDist

import numpy as np
import pytest
from numpy.polynomial.hermite_e import hermegauss
from numpy.typing import NDArray

from portal.domain.interval import interval, t_quantile

Floats = NDArray[np.float64]

TOTALS = np.arange(9, 37)
VALUES = TOTALS * 25 / 9
SAMPLES = (10, 12, 15, 20, 30, 50, 75, 100, 150, 200, 300, 400)
POPULATIONS = (20, 30, 50, 100, 200, 500, 1_000, 2_000, 5_000, None)
DRAWS = 20_000
SEED = 20_260_117


def correlated() -> Floats:
    """Return nine answers moved by one shared opinion: 4% say 1, 11% say 2, 50% say 3, 35% say 4."""
    cuts = np.array([NormalDist().inv_cdf(share) for share in (0.04, 0.15, 0.65)])
    opinions, weights = hermegauss(60)
    shape = np.zeros(len(TOTALS))
    for opinion, weight in zip(opinions, weights / weights.sum(), strict=True):
        # Half of an answer's variance is the opinion, half its own.
        below = [NormalDist().cdf((cut - opinion * 0.5**0.5) / 0.5**0.5) for cut in cuts]
        shape += weight * nine_answers(np.diff([0.0, *below, 1.0]))
    return shape


def nine_answers(shares: Floats) -> Floats:
    """Return the shares of the totals 9 to 36 of nine independent answers with these shares of 1 to 4."""
    shape = np.ones(1)
    for _ in range(9):
        shape = np.convolve(shape, shares)
    return shape


def straight_lines(*shares: float) -> Floats:
    """Return the shares of totals when everybody gives one answer nine times, with these shares of 1 to 4."""
    shape = np.zeros(len(TOTALS))
    shape[[0, 9, 18, 27]] = shares
    return shape


SHAPES = {
    "berkorelasi": correlated(),
    "hampir semua 4, 5% memberi 1": straight_lines(0.05, 0, 0, 0.95),
    "jawaban seragam 5/5/50/40%": straight_lines(0.05, 0.05, 0.50, 0.40),
    "30% memberi 1, 70% memberi 4": straight_lines(0.30, 0, 0, 0.70),
    "3% rendah di antara nilai 3": straight_lines(0.03, 0, 0.97, 0),
}


def cells() -> Iterator[tuple[int, int | None]]:
    for n, population in product(SAMPLES, POPULATIONS):
        if population is None or n <= population:
            yield n, population


def bounds(counts: NDArray[np.int64], n: int, population: int | None) -> tuple[Floats, Floats]:
    """Return the interval's unrounded ends for each row of `counts`, how many gave each total."""
    mean = counts @ VALUES / n
    padded = counts.copy()
    padded[:, [0, -1]] += 1
    padded_mean = padded @ VALUES / (n + 2)
    spread = np.sqrt((padded * (VALUES - padded_mean[:, None]) ** 2).sum(axis=1) / (n + 1))
    correction = 1.0 if population is None else np.sqrt((population - n) / (population - 1))
    centre = mean + correction * (padded_mean - mean)
    half_width = t_quantile(n - 1) * spread * correction / np.sqrt(n)
    return np.maximum(centre - half_width, 25), np.minimum(centre + half_width, 100)


def coverage(shape: Floats, n: int, population: int | None, random: np.random.Generator) -> float:
    sampled = random.multinomial(n, shape, size=DRAWS)
    if population is None:
        target = np.full(DRAWS, shape @ VALUES)
    else:
        others = random.multinomial(population - n, shape, size=DRAWS)
        target = (sampled + others) @ VALUES / population
    low, high = bounds(sampled, n, population)
    # Where everybody answered both ends are the target itself, up to the last bits of a float.
    return float(np.mean((low - 1e-9 <= target) & (target <= high + 1e-9)))


@pytest.mark.parametrize("name", SHAPES)
def test_the_interval_holds_the_true_mean_as_often_as_promised(name: str) -> None:
    shape = SHAPES[name] / SHAPES[name].sum()
    random = np.random.default_rng(SEED)
    found = {cell: coverage(shape, *cell, random) for cell in cells()}
    print(f"\n{table(name, found)}")  # The table is what one runs this for.
    assert min(found.values()) >= 0.93
    assert np.mean(list(found.values())) >= 0.95


def table(name: str, found: dict[tuple[int, int | None], float]) -> str:
    lines = [
        f"{name}: {min(found.values()):.3f} to {max(found.values()):.3f}, "
        f"mean {np.mean(list(found.values())):.3f}",
        "    n |" + "".join(f"{population or '?':>7}" for population in POPULATIONS),
    ]
    for n in SAMPLES:
        row = [found.get((n, population)) for population in POPULATIONS]
        lines.append(f"{n:5} |" + "".join(" " * 7 if share is None else f"{share:7.3f}" for share in row))
    return "\n".join(lines)


@pytest.mark.parametrize("name", SHAPES)
def test_the_simulated_formula_is_the_one_that_the_portal_publishes(name: str) -> None:
    shape = SHAPES[name] / SHAPES[name].sum()
    random = np.random.default_rng(SEED)
    for n, population in cells():
        counts = random.multinomial(n, shape, size=3)
        for row, low, high in zip(counts, *bounds(counts, n, population), strict=True):
            published = interval(n=n, total=int(row @ TOTALS), squares=int(row @ TOTALS**2), population=population)
            assert published.low == pytest.approx(low * 100, abs=0.501)
            assert published.high == pytest.approx(high * 100, abs=0.501)
