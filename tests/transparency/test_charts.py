"""The places that charts are drawn at."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal import charts
from portal.charts import FULL, Reading, Scale
from portal.domain.skm import CURRENT_RULE

JANUARY = 12 * 2026


def reading(
    first: int, last: int, *, official: bool = True, ikm: int = 80_00, questionnaire: str = "skm/1"
) -> Reading:
    return Reading(
        first=first,
        last=last,
        low=ikm - 4_00,
        ikm=ikm,
        high=ikm + 4_00,
        official=official,
        terms={"rule": "r/1", "questionnaire": questionnaire},
    )


def number(place: str) -> float:
    return float(place.removesuffix("%"))


def test_the_whole_scale_runs_from_edge_to_edge_and_nothing_leaves_it():
    assert (FULL.at(25_00), FULL.at(100_00)) == ("0%", "100%")
    assert (FULL.at(0), FULL.at(120_00)) == ("0%", "100%")


def test_grades_stand_where_the_regulation_puts_them():
    marks = {mark.letter: mark for mark in charts.bands(CURRENT_RULE)}
    assert list(marks) == ["D", "C", "B", "A"]
    assert marks["A"].x == FULL.at(88_31)
    assert [letter for letter, mark in marks.items() if mark.inner] == ["C", "B", "A"]


def test_a_scale_that_begins_at_80_shows_no_grade_below_it():
    assert [mark.letter for mark in charts.bands(CURRENT_RULE, Scale(low=80_00))] == ["B", "A"]


@given(st.lists(st.integers(25_00, 100_00), max_size=5))
def test_a_common_scale_holds_every_interval(lows):
    assert charts.common_scale(lows).low <= min(lows, default=100_00)


@given(st.integers(25_00, 100_00))
def test_labels_stay_inside_the_drawing(value):
    room = {"start": (0, 36), "middle": (18, 18), "end": (36, 0)}[FULL.anchor(value)]
    assert room[0] <= number(FULL.at(value)) + 0.02
    assert number(FULL.at(value)) <= 100 - room[1] + 0.02


@given(st.lists(st.integers(0, 5000), min_size=4, max_size=4).filter(any), st.integers(0, 50_00))
def test_shares_of_answers_fill_the_bar_without_gap_or_overlap(counts, start):
    parts = charts.segments(counts, start)
    assert [part.count for part in parts] == counts
    for before, after in pairwise(parts):
        assert number(before.x) + number(before.width) == pytest.approx(number(after.x))
    assert number(parts[-1].x) + number(parts[-1].width) == pytest.approx(100)


@pytest.mark.parametrize("counts", [[0, 0, 0, 0], [1, 2, 3]])
def test_a_bar_of_nothing_is_refused(counts):
    with pytest.raises(ValueError, match="counts"):
        charts.segments(counts)


def test_an_official_period_spans_its_months_and_an_interim_edition_stands_in_the_middle_of_its_own():
    official, interim = reading(JANUARY, JANUARY + 5), reading(JANUARY + 6, JANUARY + 7, official=False)
    drawn = charts.trend([official, interim], CURRENT_RULE)
    assert number(drawn.marks[0].left) + number(drawn.marks[0].width) == pytest.approx(number(drawn.marks[1].left))
    middle = number(drawn.marks[1].left) + number(drawn.marks[1].width) / 2
    assert number(drawn.marks[1].x) == pytest.approx(middle, abs=0.01)


def test_higher_figures_stand_higher_and_every_interval_is_inside():
    drawn = charts.trend(
        [reading(JANUARY, JANUARY, ikm=70_00), reading(JANUARY + 1, JANUARY + 1, ikm=90_00)], CURRENT_RULE
    )
    low, high = drawn.marks
    assert high.y < low.y
    for mark in drawn.marks:
        assert drawn.top <= mark.top <= mark.y <= mark.top + mark.height <= drawn.bottom


def test_a_break_is_marked_where_the_questionnaire_changed_and_nowhere_else():
    same = [reading(JANUARY, JANUARY + 5), reading(JANUARY + 6, JANUARY + 11)]
    assert charts.trend(same, CURRENT_RULE).breaks == []
    changed = [*same, reading(JANUARY + 12, JANUARY + 17, questionnaire="skm/2")]
    (gap,) = charts.trend(changed, CURRENT_RULE).breaks
    assert gap.what == ("questionnaire",)
    assert gap.x == charts.trend(changed, CURRENT_RULE).marks[2].left


@given(st.lists(st.integers(78_00, 84_00), min_size=6, max_size=6))
def test_a_value_stands_clear_of_the_dots_beside_it(figures):
    dots = [reading(JANUARY + i, JANUARY + i, official=False, ikm=ikm) for i, ikm in enumerate(figures)]
    *drawn, official = charts.trend([*dots, reading(JANUARY, JANUARY + 5)], CURRENT_RULE).marks
    near = [dot.y for dot in drawn if abs(number(dot.x) - number(official.x)) < 9]
    assert not any(official.label_y - 16 < y < official.label_y + 6 for y in near)


def test_a_long_trend_labels_its_ends_only():
    drawn = charts.trend([reading(JANUARY + 3 * i, JANUARY + 3 * i + 2) for i in range(8)], CURRENT_RULE)
    assert [mark.labelled for mark in drawn.marks] == [True, *[False] * 6, True]


def test_years_are_written_under_their_months():
    drawn = charts.trend([reading(JANUARY - 6, JANUARY - 1), reading(JANUARY, JANUARY + 5)], CURRENT_RULE)
    assert [(mark.year, mark.first) for mark in drawn.years] == [(2025, True), (2026, False)]


def test_a_trend_of_nothing_is_refused():
    with pytest.raises(ValueError, match="edition"):
        charts.trend([], CURRENT_RULE)
