"""Synthetic answers are valid, reproducible, on working days, and tell the stories the demo wants told."""

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cache
from random import Random

import pytest

from portal.demo.actions import SEED
from portal.demo.answers import MONTHS, history, synthetic_responses, working_days
from portal.demo.offices import OFFICES, REFUSED_EARLY
from portal.domain.batches import Outcome, Policy, Situation, decide
from portal.domain.periods import month_of, period_of
from portal.domain.questionnaire import check
from portal.domain.skm import CURRENT_RULE, QUESTIONNAIRE_ORDER, grade, hundredths
from portal.domain.skm_form import SKM_V1

OFFICE = {office.slug: office for office in OFFICES}
JUNE = month_of(date(2026, 6, 1))
by_slug = pytest.mark.parametrize("office", OFFICES, ids=lambda office: office.slug)


@cache
def months(slug: str, today: date = date(2026, 11, 24)):
    """Return (month, answers) of the demo as it is shipped."""
    return tuple(history(OFFICE[slug], today, SEED))


def answers_of(slug: str, start: int = 0, end: int = MONTHS + 1):
    return [answer for _, answers in months(slug)[start:end] for answer in answers]


def ikm(answers) -> int:
    return hundredths(Fraction(sum(answer.total for answer in answers) * 25, 9 * len(answers)))


def mean(answers, key: str) -> float:
    position = QUESTIONNAIRE_ORDER.index(key)
    return sum(int(answer.scores[position]) for answer in answers) / len(answers)


@by_slug
def test_every_answer_could_have_come_through_the_form(office):
    for answer in synthetic_responses(office, JUNE, None, Random(1)):
        counter = office.counters[answer.counter]
        checked = check(
            SKM_V1,
            scores=dict(zip(SKM_V1.keys, answer.scores, strict=True)),
            services=counter.services,
            service=answer.service,
            profile=answer.profile,
        )
        assert checked.scores == answer.scores
        assert checked.total == answer.total
        assert checked.profile == answer.profile
        assert answer.tier in (0, 3)
        assert answer.language in ("id", "en")


@by_slug
def test_same_seed_same_answers(office):
    first, again, other = (list(synthetic_responses(office, JUNE, None, Random(seed))) for seed in (5, 5, 6))
    assert first == again != other


@by_slug
@pytest.mark.parametrize("until", [None, date(2026, 6, 1), date(2026, 6, 17)])
def test_only_working_days_and_never_after_the_last(office, until):
    for answer in synthetic_responses(office, JUNE, until, Random(2)):
        assert answer.day.weekday() < 5
        assert date(2026, 6, 1) <= answer.day <= (until or date(2026, 6, 30))


def test_nothing_before_the_first_working_day():
    sunday = date(2026, 11, 1)
    assert working_days(month_of(sunday), sunday) == []
    for office in OFFICES:
        assert list(synthetic_responses(office, month_of(sunday), sunday, Random(3))) == []


def test_offices_are_spread_over_the_grades():
    figures = [ikm(answers_of(slug)) for slug in OFFICE]
    assert {grade(figure, CURRENT_RULE).letter for figure in figures} == {"A", "B", "C"}
    assert 70_00 <= min(figures) <= 76_00
    assert 90_00 <= max(figures) <= 95_00


def test_respondents_have_a_mood_that_colours_all_their_answers():
    answers = answers_of("rsd-soemarno")
    totals = [answer.total for answer in answers]
    centre = sum(totals) / len(totals)
    spread = sum((total - centre) ** 2 for total in totals) / len(totals)
    apart = sum(
        sum(int(answer.scores[place]) ** 2 for answer in answers) / len(answers) - mean(answers, key) ** 2
        for place, key in enumerate(QUESTIONNAIRE_ORDER)
    )
    assert spread > 2 * apart, "independent answers would give a ratio of one"


def test_registry_became_faster_and_revenue_recovered_from_its_dip():
    before, after = answers_of("disdukcapil", 0, 14), answers_of("disdukcapil", 14)
    assert mean(after, "waktu") - mean(before, "waktu") > 0.5
    assert abs(mean(after, "produk") - mean(before, "produk")) < 0.15
    before, dip, after = (ikm(answers_of("bpprd", *span)) for span in ((0, 15), (15, 21), (21, 25)))
    assert dip < before - 3_00
    assert dip < after - 3_00


def test_free_services_are_mostly_said_to_be_free():
    assert mean(answers_of("disdukcapil"), "biaya") > 3.8


@dataclass
class Unit:
    """The waiting answers of one office, walked through its cutoffs as publishing does."""

    waiting: int = 0
    days: set[date] = field(default_factory=set)
    held: bool = False
    outcomes: list[Outcome] = field(default_factory=list)

    def situation(self, usual: float, period_ends: bool) -> Situation:
        return Situation(
            waiting=self.waiting,
            days=len(self.days),
            usual_month=usual,
            held=self.held,
            period_ends=period_ends,
        )


def at_today(slug: str, today: date) -> tuple[Unit, float]:
    """Close every full month and return what then waits, with the usual month."""
    unit, counts = Unit(), []
    for month, answers in months(slug, today):
        unit.waiting += len(answers)
        unit.days |= {answer.day for answer in answers}
        if month == month_of(today):
            break
        counts.append(len(answers))
        usual = sum(counts[-3:]) / len(counts[-3:])
        ends = period_of(month, "semester").last_month == month
        outcome = decide(unit.situation(usual, ends), Policy()).outcome
        unit.outcomes.append(outcome)
        if outcome in (Outcome.RELEASED, Outcome.HELD, Outcome.MERGED):
            unit.waiting, unit.days = 0, set()
        unit.held = not ends and (outcome is Outcome.HELD or (unit.held and outcome is Outcome.OPEN))
    return unit, usual


def close_early(slug: str, today: date, *, period_ends: bool):
    unit, usual = at_today(slug, today)
    return decide(unit.situation(usual, period_ends), Policy())


DAYS = [
    date(2026, 11, 24),
    date(2026, 11, 16),
    date(2026, 12, 1),
    date(2026, 12, 4),
    date(2027, 1, 2),
    date(2027, 3, 31),
    date(2027, 7, 1),
]


@pytest.mark.parametrize("today", DAYS, ids=str)
@pytest.mark.parametrize("period_ends", [False, True])
def test_closing_early_releases_at_the_big_offices(today, period_ends):
    for slug in ("rsd-soemarno", "dpmptsp", "disdukcapil"):
        assert close_early(slug, today, period_ends=period_ends).outcome is Outcome.RELEASED


@pytest.mark.parametrize("today", DAYS, ids=str)
@pytest.mark.parametrize("period_ends", [False, True])
@pytest.mark.parametrize("slug", REFUSED_EARLY)
def test_closing_early_is_refused_where_too_few_answered(slug, today, period_ends):
    decision = close_early(slug, today, period_ends=period_ends)
    assert decision.outcome is (Outcome.CARRIED if period_ends else Outcome.OPEN)
    assert not decision.release_held


def test_on_a_sunday_the_first_nothing_new_can_be_released():
    for slug in ("rsd-soemarno", *REFUSED_EARLY):
        decision = close_early(slug, date(2026, 11, 1), period_ends=True)
        assert decision.outcome is Outcome.OPEN
        assert not decision.release_held


def test_smallest_office_is_carried_into_the_next_period():
    unit, _ = at_today("inspektorat", date(2026, 11, 24))
    assert Outcome.CARRIED in unit.outcomes


def test_quiet_offices_hold_batches_and_busy_ones_never_do():
    held = {slug: Outcome.HELD in at_today(slug, date(2026, 11, 24))[0].outcomes for slug in OFFICE}
    assert held["dinkes"]
    assert held["bkpsdm"]
    assert not any(held[slug] for slug in ("rsd-soemarno", "dpmptsp", "disdukcapil", "bpprd", *REFUSED_EARLY))
