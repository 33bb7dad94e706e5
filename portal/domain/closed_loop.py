"""From what people say to what changed: themes of comments, promises, and how they turned out.

A theme's count is a published figure like any other: below ten it could point at somebody, alone or by
subtraction. So a period's themes are counted once, when nothing of it can be added any more, and never again: the
difference of two counts would be single comments.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from portal.domain.batches import K
from portal.domain.comments import last_open_month, opens_on
from portal.domain.follow_up import Outcome, Status
from portal.domain.periods import Period
from portal.domain.promises import Effect, Promise
from portal.domain.words import Words

FEWEST = K
"""The fewest comments of a theme that are ever published."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ThemeCount:
    """How many comments are about a theme."""

    slug: str
    n: int

    @property
    def is_shown(self) -> bool:
        """Tell whether so many may be published."""
        return self.n >= FEWEST


@dataclass(frozen=True, kw_only=True, slots=True)
class PublishedTheme:
    """A theme in a report, as it was called then."""

    slug: str
    name: Words
    n: int


def count_themes(comments: Iterable[Collection[str]]) -> tuple[ThemeCount, ...]:
    """Count the themes of comments, most first. A comment counts once in each of its themes."""
    counted = Counter(theme for themes in comments for theme in set(themes))
    return tuple(ThemeCount(slug=slug, n=n) for slug, n in sorted(counted.items(), key=_most_first))


def _most_first(counted: tuple[str, int]) -> tuple[int, str]:
    slug, n = counted
    return -n, slug


def as_content(counts: Iterable[ThemeCount], names: Mapping[str, Words]) -> dict[str, list[dict[str, object]]]:
    """Return what a theme report stores: only counts that may be published, and no word about the rest."""
    shown = [one for one in counts if one.is_shown]
    return {"themes": [{"slug": one.slug, "name": names[one.slug].as_dict(), "n": one.n} for one in shown]}


def from_content(content: Mapping[str, Any]) -> tuple[PublishedTheme, ...]:
    """Return the themes of a stored report."""
    return tuple(
        PublishedTheme(slug=one["slug"], name=Words(**one["name"]), n=one["n"]) for one in content["themes"]
    )


def add_up(reports: Iterable[Iterable[PublishedTheme]]) -> tuple[PublishedTheme, ...]:
    """Add up the published counts of several offices' reports of one period, most first.

    Only what was published is added, so that the sum tells nothing that its parts do not.
    """
    total: Counter[str] = Counter()
    names: dict[str, Words] = {}
    for theme in (theme for themes in reports for theme in themes):
        total[theme.slug] += theme.n
        names[theme.slug] = theme.name
    return tuple(
        PublishedTheme(slug=slug, name=names[slug], n=n)
        for slug, n in sorted(total.items(), key=_most_first)
        if n >= FEWEST
    )


class Hurdle(StrEnum):
    """Why the themes of a period are not published now, in the order in which one is told of them."""

    PUBLISHED = "published"  # once and never again
    OVERLAPS = "overlaps"  # months of it are in another report, and the difference would tell
    EMPTY = "empty"
    ERASED = "erased"  # comments of it are gone, so a count would be too low
    NOT_OPEN = "not_open"  # its office may not read all of them yet
    UNSORTED = "unsorted"


@dataclass(frozen=True, kw_only=True, slots=True)
class Gathered:
    """An office's comments of a period. erased: those whose time was over. unsorted: those without a theme."""

    comments: int
    unsorted: int
    erased: int


def hurdle(
    period: Period, gathered: Gathered, *, published: Iterable[Period], by_month: Mapping[int, int], today: date
) -> Hurdle | None:
    """Return what stands against publishing an office's themes of a period; None when nothing does.

    published: the periods of its reports. by_month: month -> its readable comments, of all times.
    """
    reports = list(published)
    if period in reports:
        return Hurdle.PUBLISHED
    if any(_overlap(period, other) for other in reports):
        return Hurdle.OVERLAPS
    if gathered.erased:
        return Hurdle.ERASED
    if not gathered.comments:
        return Hurdle.EMPTY
    if not _is_open(period, by_month, today):
        return Hurdle.NOT_OPEN
    return Hurdle.UNSORTED if gathered.unsorted else None


def _overlap(one: Period, other: Period) -> bool:
    return one.first_month <= other.last_month and other.first_month <= one.last_month


def _is_open(period: Period, by_month: Mapping[int, int], today: date) -> bool:
    """Tell whether an office may read all comments of a period: its last month is over for long enough."""
    if today < opens_on(period.last_month):
        return False
    spoken = [month for month in by_month if period.first_month <= month <= period.last_month]
    opened = last_open_month(by_month, today)
    return opened is not None and opened >= max(spoken, default=period.last_month)


@dataclass(frozen=True, kw_only=True, slots=True)
class Account:
    """What became of promises, in numbers. overdue: among the open ones. improved to early: among those done.

    early: too early to tell, or there is no figure to compare with, or none that was asked and counted alike.
    """

    open: int
    overdue: int
    done: int
    dropped: int
    improved: int
    unclear: int
    worsened: int
    early: int

    @property
    def total(self) -> int:
        """Return how many promises there are."""
        return self.open + self.done + self.dropped


def account(judged: Iterable[tuple[Promise, Effect | None]], today: date) -> Account:
    """Count what became of promises, each with what editions say about it once it is done."""
    every = list(judged)
    statuses = Counter(promise.status for promise, _effect in every)
    found = Counter(_told(effect) for promise, effect in every if promise.status is Status.DONE)
    return Account(
        open=statuses[Status.PLANNED] + statuses[Status.STARTED],
        overdue=sum(promise.is_overdue(today) for promise, _effect in every),
        done=statuses[Status.DONE],
        dropped=statuses[Status.DROPPED],
        improved=found[Outcome.IMPROVED],
        unclear=found[Outcome.UNCLEAR],
        worsened=found[Outcome.WORSENED],
        early=found[Outcome.TOO_EARLY],
    )


def _told(effect: Effect | None) -> Outcome:
    """Return what is counted of an effect: what cannot be compared tells nothing yet."""
    return effect.outcome if effect and effect.comparable else Outcome.TOO_EARLY
