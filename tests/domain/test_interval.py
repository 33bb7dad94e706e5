"""The interval beside the index: its quantile, its corrections, its ends."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.interval import ImpossibleSumsError, Interval, interval, t_quantile
from portal.domain.skm import NoRespondentsError, hundredths

respondents = st.lists(st.integers(9, 36), min_size=1, max_size=60)


def interval_of(totals: list[int], population: int | None = None) -> Interval:
    squares = sum(total * total for total in totals)
    return interval(n=len(totals), total=sum(totals), squares=squares, population=population)


def index_of(totals: list[int]) -> int:
    return hundredths(Fraction(25 * sum(totals), 9 * len(totals)))


def width(found: Interval) -> int:
    return found.high - found.low


@pytest.mark.parametrize("df", [*range(1, 200), 399, 1_000, 5_000, 100_000, 10_000_000])
def test_the_quantile_agrees_with_scipy(df: int) -> None:
    from scipy import stats  # type: ignore[import-untyped]  # It ships no types, and takes long to import.

    assert t_quantile(df) == pytest.approx(stats.t.ppf(0.975, df), abs=1.1e-6)


def test_ten_answers_worked_by_hand() -> None:
    # Ten totals of 27 are ten values of 75. With 25 and 100: mean 875/12 = 72.9167, sum of squares about it
    # 3072.9167, over 11 degrees and rooted 16.7139; half-width 2.262157 * 16.7139 / 3.162278 = 11.9564.
    assert interval_of([27] * 10) == Interval(60_96, 84_87)


def test_a_known_population_draws_both_ends_towards_the_index() -> None:
    # f = sqrt(10/19) = 0.725476: centre 75 - 2.083333 f = 73.4886, half-width 11.9564 f = 8.6741.
    assert interval_of([27] * 10, population=20) == Interval(64_81, 82_16)


def test_when_all_have_answered_nothing_is_left_to_chance() -> None:
    totals = [36, 30, 27, 9, 35]
    assert interval_of(totals, population=5) == Interval(index_of(totals), index_of(totals))


def test_a_population_smaller_than_the_sample_is_not_believed() -> None:
    totals = [36, 30, 27, 9, 35]
    assert interval_of(totals, population=4) == interval_of(totals)


def test_one_answer_leaves_the_whole_scale_open() -> None:
    assert interval_of([36]) == Interval(25_00, 100_00)
    assert interval_of([36], population=1) == Interval(25_00, 100_00)


def test_unanimous_praise_still_has_a_width_that_shrinks_with_n() -> None:
    widths = [width(interval_of([36] * n)) for n in (10, 30, 100, 400)]
    assert widths == sorted(widths, reverse=True)
    assert widths[-1] > 0


@pytest.mark.parametrize(
    ("n", "total", "squares", "error"),
    [
        (0, 0, 0, NoRespondentsError),
        (2, 17, 145, ImpossibleSumsError),
        (2, 73, 2665, ImpossibleSumsError),
        (2, 40, 799, ImpossibleSumsError),
        (2, 45, 1378, ImpossibleSumsError),
    ],
)
def test_sums_that_no_answers_give_are_refused(n: int, total: int, squares: int, error: type[Exception]) -> None:
    with pytest.raises(error):
        interval(n=n, total=total, squares=squares)


@given(respondents, st.none() | st.integers(1, 500))
def test_the_interval_stays_on_the_scale_and_holds_the_published_index(
    totals: list[int], population: int | None
) -> None:
    found = interval_of(totals, population)
    assert 25_00 <= found.low <= index_of(totals) <= found.high <= 100_00


@given(respondents, st.integers(60, 5_000), st.integers(60, 5_000))
def test_the_interval_of_a_larger_population_holds_that_of_a_smaller(
    totals: list[int], one: int, other: int
) -> None:
    small, large = sorted((one, other))
    nested = [interval_of(totals, size) for size in (small, large, None)]
    assert [found.low for found in nested] == sorted((found.low for found in nested), reverse=True)
    assert [found.high for found in nested] == sorted(found.high for found in nested)


@given(respondents)
def test_mirrored_answers_give_the_mirrored_interval(totals: list[int]) -> None:
    found, mirror = interval_of(totals), interval_of([45 - total for total in totals])
    # A half always rounds up, so a mirrored end may land one hundredth beside.
    assert abs(mirror.low - (125_00 - found.high)) <= 1
    assert abs(mirror.high - (125_00 - found.low)) <= 1
