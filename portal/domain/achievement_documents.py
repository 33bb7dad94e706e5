"""The document of an office's achievement: canonical text of integers and words, written once and read back."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from portal.domain.achievements import ENTRIES, FEWEST, FIELDS, PEOPLE, PROJECTS, STANDINGS, Tally
from portal.domain.evaluations import Term
from portal.domain.indicators import Standing
from portal.domain.plans import Aspect
from portal.domain.skm import half_up
from portal.domain.words import Words

FORMAT = 1
"""The version of the document's shape."""
RULE = "achievement/1"


class TooFewPeopleError(ValueError):
    """A document would be about fewer people than may be published."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Named:
    """An office, or the whole government, as documents name it: its slug and its name."""

    slug: str
    name: Words

    def as_dict(self) -> dict[str, Any]:
        """Return it as documents hold it."""
        return {"slug": self.slug, "name": self.name.as_dict()}


def achievement_id(scope: str, term: Term, revision: int) -> str:
    """Return its permanent public name, such as `disdukcapil-2026-kinerja-t3`, or `...-r1` for a revision."""
    return f"{scope}-{term.year}-kinerja-t{term.quarter}" + (f"-r{revision}" if revision else "")


def document(
    scope: Named,
    offices: Sequence[Named],
    term: Term,
    counted: Tally,
    *,
    closed_on: date,
    revision: int,
    demo: bool,
) -> dict[str, Any]:
    """Return what is published of a group.

    closed_on: the day it is published; what was recorded by the day before is counted. Raises
    `TooFewPeopleError`.
    """
    if counted.people < FEWEST:
        raise TooFewPeopleError(f"{counted.people} people")
    return {
        "format": FORMAT,
        "id": achievement_id(scope.slug, term, revision),
        "kind": "achievement",
        "demo": demo,
        "revision": revision,
        "replaces": achievement_id(scope.slug, term, revision - 1) if revision else None,
        "scope": scope.as_dict(),
        "offices": [office.as_dict() for office in sorted(offices, key=lambda office: office.slug)],
        "year": term.year,
        "quarter": term.quarter,
        "cutoff": term.last_day.isoformat(),
        "recorded_until": (closed_on - timedelta(days=1)).isoformat(),
        "closed_on": closed_on.isoformat(),
        "rule": RULE,
        **_figures(counted),
    }


def _figures(counted: Tally) -> dict[str, Any]:
    shown = counted.shown
    named = {name: dict(zip(FIELDS[name], shown[name], strict=True)) for name in FIELDS if name in shown}
    return {
        PEOPLE: counted.people,
        "aspects": {aspect.value: named[aspect.value] for aspect in Aspect if aspect.value in named},
        ENTRIES: named.get(ENTRIES),
        PROJECTS: _in_percent(named[PROJECTS]) if PROJECTS in named else None,
    }


def _in_percent(sums: Mapping[str, int]) -> dict[str, int]:
    """Turn weighted sums of work into thousandths of a percent of all the projects, weighted by budget."""
    budget = sums["budget"]
    percents = {name: half_up(Fraction(sums[name], budget), 0) for name in ("work_planned", "work_done")}
    return {**sums, **percents}


@dataclass(frozen=True, kw_only=True, slots=True)
class AspectFigure:
    """How many indicators of an aspect stood how on the quarter's last day."""

    aspect: Aspect
    counts: Mapping[Standing, int]

    @property
    def total(self) -> int:
        """Return how many indicators there are."""
        return sum(self.counts.values())


@dataclass(frozen=True, kw_only=True, slots=True)
class ProjectsFigure:
    """Projects together. budget, planned, spent: rupiah. work_planned, work_done: thousandths of a percent."""

    count: int
    budget: int
    planned: int
    spent: int
    work_planned: int
    work_done: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Achieved:
    """An achievement as it was published. entries, with_evidence, projects: None where they are not shown.

    document: all of it, as it was hashed.
    """

    id: str
    hash: str
    scope: Named
    offices: tuple[Named, ...]
    term: Term
    revision: int
    replaces: str | None
    recorded_until: date
    closed_on: date
    demo: bool
    people: int
    aspects: tuple[AspectFigure, ...]
    entries: int | None
    with_evidence: int | None
    projects: ProjectsFigure | None
    document: Mapping[str, Any]

    @property
    def counts(self) -> Mapping[Standing, int]:
        """Return how many of all the indicators that are shown stood how."""
        return {each: sum(figure.counts[each] for figure in self.aspects) for each in STANDINGS}

    @property
    def indicators(self) -> int:
        """Return how many indicators are shown."""
        return sum(self.counts.values())

    @property
    def slugs(self) -> frozenset[str]:
        """Return the slugs of its offices."""
        return frozenset(office.slug for office in self.offices)

    def is_about_the_offices_of(self, other: "Achieved") -> bool:
        """Tell whether it can be put beside another in a trend."""
        return self.scope.slug == other.scope.slug and self.slugs == other.slugs

    def covers(self, slug: str) -> bool:
        """Tell whether it speaks of an office."""
        return slug == self.scope.slug or slug in self.slugs


def parse(text: str, digest: str) -> Achieved:
    """Read a published document; `digest` is the hash that is stored with it."""
    held = json.loads(text)
    entries = held[ENTRIES] or {}
    return Achieved(
        id=held["id"],
        hash=digest,
        scope=_named(held["scope"]),
        offices=tuple(map(_named, held["offices"])),
        term=Term(year=held["year"], quarter=held["quarter"]),
        revision=held["revision"],
        replaces=held["replaces"],
        recorded_until=date.fromisoformat(held["recorded_until"]),
        closed_on=date.fromisoformat(held["closed_on"]),
        demo=held["demo"],
        people=held[PEOPLE],
        aspects=tuple(_aspect(key, held["aspects"][key]) for key in Aspect if key in held["aspects"]),
        entries=entries.get("all"),
        with_evidence=entries.get("with_evidence"),
        projects=ProjectsFigure(**held[PROJECTS]) if held[PROJECTS] else None,
        document=held,
    )


def _named(held: Mapping[str, Any]) -> Named:
    return Named(slug=held["slug"], name=Words(**held["name"]))


def _aspect(key: Aspect, counts: Mapping[str, int]) -> AspectFigure:
    return AspectFigure(aspect=key, counts={each: counts[each] for each in STANDINGS})


def says_the_same(held: Mapping[str, Any], made: Mapping[str, Any]) -> bool:
    """Tell whether two documents hold the same figures, whatever their offices are called by now."""
    return all(held[name] == made[name] for name in (PEOPLE, "aspects", ENTRIES, PROJECTS))
