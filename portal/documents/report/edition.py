"""The edition behind a report: its canonical document, read into frozen integers."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from portal.domain import skm
from portal.domain.editions import digest

_NAMED = 3  # A report names at most three strong and three weak elements.
_NAMES = {element.key: element.name.id for element in skm.ELEMENTS}
_SHORT_NAMES = {element.key: element.short.id for element in skm.ELEMENTS}


class NotReportableError(ValueError):
    """An edition has no figure or hides its elements, so no report can be made of it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ElementResult:
    """One element. nrr, value: hundredths; weighted: ten-thousandths. counts: of the scores 1 to 4, or None."""

    key: str
    total: int
    nrr: int
    weighted: int
    value: int
    grade: str
    counts: tuple[int, ...] | None

    @property
    def name(self) -> str:
        """Return the regulation's name."""
        return _NAMES[self.key]

    @property
    def short(self) -> str:
        """Return the label in charts."""
        return _SHORT_NAMES[self.key]


@dataclass(frozen=True, kw_only=True, slots=True)
class ServiceResult:
    """One service's own figure, which a yearly edition may have. ikm, low, high: hundredths."""

    name: str
    n: int
    ikm: int
    grade: str
    low: int
    high: int


@dataclass(frozen=True, kw_only=True, slots=True)
class EditionResult:
    """What a report takes from an edition; ikm, low, high in hundredths.

    provenance: answers by each of `editions.TIERS`, None where the edition does not tell; not_counted likewise.
    late_follow: some answers came too late and count in the next period.
    """

    id: str
    hash: str
    demo: bool
    rule: skm.Rule
    n: int
    ikm: int
    grade: str
    low: int
    high: int
    rough: bool
    few_officers: bool
    elements: tuple[ElementResult, ...]
    services: tuple[ServiceResult, ...]
    provenance: Mapping[str, int] | None
    not_counted: int | None
    late_follow: bool

    def performance(self, letter: str) -> str:
        """Return a grade's word under the edition's own rule."""
        return next(band.word.id for band in self.rule.bands if band.letter == letter)

    @property
    def names_extremes(self) -> bool:
        """Tell whether elements may be called strong or weak: not where chance or one person makes them so."""
        return not (self.rough or self.few_officers)

    def strongest(self) -> tuple[ElementResult, ...]:
        """Return up to three best elements, best first; fewer where more are level with them."""
        return _ends(self.elements, lambda element: -element.total)

    def weakest(self) -> tuple[ElementResult, ...]:
        """Return up to three weakest elements, weakest first; fewer where more are level with them."""
        return _ends(self.elements, lambda element: element.total)


def _ends(elements: Sequence[ElementResult], rank: Callable[[ElementResult], int]) -> tuple[ElementResult, ...]:
    ranked = sorted(elements, key=rank)
    gaps = [place for place, (left, right) in enumerate(pairwise(ranked), 1) if rank(left) < rank(right)]
    return tuple(ranked[: max((gap for gap in gaps if gap <= _NAMED), default=0)])


def read_edition(document: str) -> EditionResult:
    """Read a stored canonical document. Raises NotReportableError if it has no figure or hides its elements."""
    value = json.loads(document)
    figure = value["figure"]
    if not figure or not figure["elements"]:
        raise NotReportableError(value["id"])
    return EditionResult(
        id=value["id"],
        hash=digest(document.encode()),
        demo=value["demo"],
        rule=skm.RULES[value["rules"]["skm"]],
        **{key: figure[key] for key in ("n", "ikm", "grade", "low", "high", "rough")},
        few_officers=value["few_officers"],
        elements=tuple(_element(item, figure["distribution"] or {}) for item in figure["elements"]),
        services=tuple(_service(item) for item in figure["services"] or ()),
        provenance=figure["provenance"],
        not_counted=figure["not_counted"],
        late_follow=value["late_follow"],
    )


def _element(value: Mapping[str, Any], distribution: Mapping[str, Sequence[int]]) -> ElementResult:
    counts = distribution.get(value["key"])
    return ElementResult(**value, counts=tuple(counts) if counts else None)


def _service(value: Mapping[str, Any]) -> ServiceResult:
    plain = {key: value[key] for key in ("n", "ikm", "grade", "low", "high")}
    return ServiceResult(name=value["name"]["id"], **plain)
