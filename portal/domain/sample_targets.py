"""How many answers an office needs in a period, whether they will come, and what share of visitors answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from portal.domain.forecast import Forecast, SurveyWeek, forecast, propose_survey_week
from portal.domain.periods import Period, first_day, last_day
from portal.domain.sampling import required_sample
from portal.domain.skm import half_up

FEWEST = 10
"""Below this no share of visitors is shown: it would tell who answered."""
MOST_VISITORS = 1_000_000
"""More than anybody serves at one counter in a month."""
_WEEKS_A_YEAR, _MONTHS_A_YEAR = 52, 12


@dataclass(frozen=True, kw_only=True, slots=True)
class Need:
    """What an office needs, in persons. population: None when nobody said it. own: its own number stands."""

    population: int | None
    target: int | None
    own: bool


def need(population: int | None, wanted: int | None) -> Need:
    """Return an office's target: its own number, else Krejcie and Morgan's for the population, else none."""
    known = population or None
    if wanted is not None:
        return Need(population=known, target=wanted, own=True)
    return Need(population=known, target=required_sample(known) if known else None, own=False)


def standing_forecast(
    needed: Need, received: int, *, period: Period, opened_on: date, today: date
) -> Forecast | None:
    """Forecast an office's answers, from the day it opened; None without a target."""
    if needed.target is None:
        return None
    return forecast(
        received=received,
        first_day=max(first_day(period.first_month), opened_on),
        last_day=last_day(period.last_month),
        today=today,
        target=needed.target,
    )


def proposed_week(
    expected: Forecast | None, visits: Mapping[int, int], *, period: Period, today: date
) -> SurveyWeek | None:
    """Propose the week of a survey drive. visits: month -> visitors, of the months that were counted."""
    if expected is None or not expected.shortfall:
        return None
    per_week = None
    if visits:
        per_week = sum(visits.values()) * _MONTHS_A_YEAR // (len(visits) * _WEEKS_A_YEAR)
    return propose_survey_week(
        shortfall=expected.shortfall, visits_per_week=per_week, last_day=last_day(period.last_month), today=today
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Coverage:
    """The share of visitors who answered. percent: rounded half up. months: how many of them were counted."""

    percent: int
    months: int

    @property
    def impossible(self) -> bool:
        """Tell whether more answered than came, so that one of the counts is wrong."""
        return self.percent > 100


def coverage(answers: Mapping[int, int], visits: Mapping[int, int]) -> Coverage | None:
    """Return the share over the months whose visitors were counted; None when it would stand on fewer than ten."""
    answered, came = sum(answers.get(month, 0) for month in visits), sum(visits.values())
    if min(answered, came) < FEWEST:
        return None
    return Coverage(percent=half_up(Fraction(100 * answered, came), 0), months=len(visits))
