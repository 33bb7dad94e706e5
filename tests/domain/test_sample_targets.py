"""Targets, forecasts and the share of visitors who answered."""

from datetime import date

import pytest

from portal.domain.forecast import Outlook
from portal.domain.periods import Period
from portal.domain.sample_targets import coverage, need, proposed_week, standing_forecast

S1_2026 = Period(kind="semester", sequence=4052)
JANUARY = S1_2026.first_month
APRIL = date(2026, 4, 1)
OPENED = date(2024, 1, 1)


@pytest.mark.parametrize(
    ("population", "wanted", "target", "own"),
    [
        (None, None, None, False),
        (0, None, None, False),
        (1200, None, 291, False),
        (1200, 50, 50, True),
        (0, 50, 50, True),
    ],
)
def test_an_offices_own_number_stands_before_that_of_the_table(population, wanted, target, own):
    found = need(population, wanted)
    assert (found.target, found.own) == (target, own)
    assert found.population == (population or None)


def forecast_of(received: int, opened_on: date = OPENED):
    return standing_forecast(need(1200, None), received, period=S1_2026, opened_on=opened_on, today=APRIL)


def test_a_new_office_is_not_judged_by_days_on_which_it_was_closed():
    assert forecast_of(60).expected < forecast_of(60, opened_on=date(2026, 3, 1)).expected


def test_without_a_target_nothing_is_forecast_and_no_week_proposed():
    assert standing_forecast(need(None, None), 60, period=S1_2026, opened_on=OPENED, today=APRIL) is None
    assert proposed_week(None, {}, period=S1_2026, today=APRIL) is None


def test_a_survey_week_lies_in_what_is_left_of_the_period():
    expected = forecast_of(60)
    assert expected.outlook is Outlook.SHORT
    week = proposed_week(expected, {JANUARY: 520, JANUARY + 1: 520}, period=S1_2026, today=APRIL)
    assert APRIL < week.days[0] <= week.days[-1] <= date(2026, 6, 30)
    assert week.visits == 520 * 12 // 52 * len(week.days) // 5
    assert proposed_week(expected, {}, period=S1_2026, today=APRIL).visits is None


def test_a_period_that_is_over_needs_no_week():
    over = date(2026, 7, 1)
    expected = standing_forecast(need(1200, None), 60, period=S1_2026, opened_on=OPENED, today=over)
    assert (expected.low, expected.high, expected.shortfall) == (60, 60, 231)
    assert proposed_week(expected, {}, period=S1_2026, today=over) is None


def test_coverage_counts_only_the_months_whose_visitors_were_counted():
    answers = {JANUARY: 30, JANUARY + 1: 40}
    found = coverage(answers, {JANUARY: 200})
    assert (found.percent, found.months, found.impossible) == (15, 1, False)


@pytest.mark.parametrize(
    ("answers", "visits"), [({}, {}), ({JANUARY: 9}, {JANUARY: 500}), ({JANUARY: 12}, {JANUARY: 9})]
)
def test_a_share_of_fewer_than_ten_is_not_told(answers, visits):
    assert coverage(answers, visits) is None


def test_more_answers_than_visitors_are_called_impossible():
    assert coverage({JANUARY: 30}, {JANUARY: 20}).impossible
