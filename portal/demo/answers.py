"""Synthetic answers: believable, reproducible from a seed, and nobody's.

Every respondent has a mood of their own that colours all nine answers, as in real surveys, where the elements
are strongly correlated. Some answer straight down the page.
"""

from bisect import bisect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import floor
from random import Random

from portal.demo.offices import DemoCounter, DemoOffice, DemoService, Mood
from portal.demo.words_of_citizens import DISPLEASED, PLEASED
from portal.domain.periods import Part, first_day, last_day, month_of
from portal.domain.skm_form import SKM_V1

MONTHS = 24
"""Full months of history before the running one."""

_SPREAD_OF_PEOPLE = 0.48
_SPREAD_OF_ANSWERS = 0.5
_STRAIGHT = 0.07
_WITH_PROFILE = 0.45
_WITH_COMMENT = 0.012
_FREE_IS_FREE = 0.93
_MONTH_TO_MONTH = 0.12

_PROFILE_SHARES: Mapping[str, tuple[int, ...]] = {
    "sex": (48, 52),
    "age": (20, 31, 26, 16, 7),
    "education": (8, 13, 43, 11, 22, 3, 0),
    "occupation": (14, 2, 2, 30, 22, 30),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class SyntheticAnswer:
    """One invented answer sheet.

    counter: index into the office's counters. day: only for the flag that something came in that day. scores:
    one digit a question in questionnaire order. profile: empty when it was skipped. comment: mostly empty.
    """

    counter: int
    service: str
    day: date
    part: Part
    tier: int
    language: str
    scores: str
    profile: Mapping[str, str]
    comment: str

    @property
    def total(self) -> int:
        """Return the sum of the nine scores, 9 to 36."""
        return sum(map(int, self.scores))


def history(office: DemoOffice, today: date, seed: int) -> Iterator[tuple[int, list[SyntheticAnswer]]]:
    """Yield each month of the demo with an office's answers, the running month up to today last.

    An office's answers depend on the seed, the office and today, so that changing one office leaves the rest.
    """
    rng = Random(f"{seed} {office.slug}")
    running = month_of(today)
    for age in range(MONTHS + 1):
        month = running - MONTHS + age
        until = today if month == running else None
        yield month, list(synthetic_responses(office, month, until, rng, age=age))


def synthetic_responses(
    office: DemoOffice, month: int, until: date | None, rng: Random, *, age: int = 0
) -> Iterator[SyntheticAnswer]:
    """Invent an office's answers of one month.

    until: the last day to invent for in the running month, None for a full month. age: full months since the
    demo's first, which trends and changes are counted from.
    """
    days = working_days(month, until)
    expected = _expectation(office.mood, age)
    for _ in range(_how_many(office, month, until, rng)):
        yield _answer(office, days, expected, rng)


def working_days(month: int, until: date | None = None) -> list[date]:
    """Return the Mondays to Fridays of a month up to `until`; public holidays are not left out."""
    first, last = first_day(month), min(last_day(month), until or date.max)
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return [day for day in days if day.weekday() < 5]


def _how_many(office: DemoOffice, month: int, until: date | None, rng: Random) -> int:
    """Choose the number of answers; in the running month by the days gone and the office's bounds."""
    usual = office.monthly * rng.uniform(1 - _MONTH_TO_MONTH, 1 + _MONTH_TO_MONTH)
    whole = len(working_days(month))
    gone = len(working_days(month, until))
    number = floor(usual * gone / whole + rng.random())
    if until is None or not gone:
        return number if gone else 0
    most = number if office.running_most is None else office.running_most
    return max(min(number, most), office.running_least)


def _expectation(mood: Mood, age: int) -> dict[str, float]:
    """Return where each element stands in the demo's month `age`, in questionnaire order."""
    level = mood.level + mood.trend * age / MONTHS
    return {
        key: level
        + mood.elements.get(key, 0.0)
        + sum(turn.shift for turn in mood.changes if key in turn.elements and turn.month <= age <= turn.until)
        for key in SKM_V1.keys
    }


def _answer(office: DemoOffice, days: list[date], expected: Mapping[str, float], rng: Random) -> SyntheticAnswer:
    counter = rng.randrange(len(office.counters))
    service = _service(office, office.counters[counter], rng)
    scores = _scores(expected, service, rng)
    return SyntheticAnswer(
        counter=counter,
        service=service.slug,
        day=rng.choice(days),
        part=rng.choices((0, 1, 2), (3, 60, 37))[0],
        tier=rng.choices((0, 3), (95, 5))[0],
        language=rng.choices(("id", "en"), (98, 2))[0],
        scores=scores,
        profile=_profile(rng) if rng.random() < _WITH_PROFILE else {},
        comment=_comment(scores, rng) if rng.random() < _WITH_COMMENT else "",
    )


def _service(office: DemoOffice, counter: DemoCounter, rng: Random) -> DemoService:
    """Choose one of the counter's services, the earlier ones more often."""
    weights = range(2 * len(counter.services), len(counter.services), -1)
    slug = rng.choices(counter.services, weights)[0]
    return next(service for service in office.services if service.slug == slug)


def _scores(expected: Mapping[str, float], service: DemoService, rng: Random) -> str:
    person = rng.gauss(0.0, _SPREAD_OF_PEOPLE)
    if rng.random() < _STRAIGHT:
        return _digit(expected["produk"] + person) * len(expected)
    digits = {key: _digit(place + person + rng.gauss(0.0, _SPREAD_OF_ANSWERS)) for key, place in expected.items()}
    if service.free and rng.random() < _FREE_IS_FREE:
        digits["biaya"] = "4"
    return "".join(digits.values())


def _digit(place: float) -> str:
    return "1234"[bisect((1.5, 2.5, 3.5), place)]


def _profile(rng: Random) -> dict[str, str]:
    """Invent a profile, with a question left out now and then."""
    profile = {item.key: rng.choices(item.choices, _PROFILE_SHARES[item.key])[0][0] for item in SKM_V1.profile}
    return {key: code for key, code in profile.items() if rng.random() < 0.92}


def _comment(scores: str, rng: Random) -> str:
    pleased = sum(map(int, scores)) >= 30
    return rng.choice(PLEASED if pleased else DISPLEASED)
