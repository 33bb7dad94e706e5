"""Editions as they are read: the canonical document, parsed once into frozen values."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from portal.domain import skm
from portal.domain.periods import Period
from portal.domain.words import Words

INTERIM, YEAR = "interim", "year"


@dataclass(frozen=True, kw_only=True, slots=True)
class Headline:
    """The part every figure has. ikm, low, high: hundredths. grades: those the interval touches."""

    n: int
    ikm: int
    grade: str
    grades: tuple[str, ...]
    low: int
    high: int
    rough: bool

    @property
    def other_grades(self) -> tuple[str, ...]:
        """Return the grades that chance alone could have printed instead."""
        return tuple(letter for letter in self.grades if letter != self.grade)


@dataclass(frozen=True, kw_only=True, slots=True)
class ElementFigure:
    """One element: sum of scores, mean score, its weighted part and its value on the 25-100 scale."""

    key: str
    total: int
    nrr: int
    weighted: int
    value: int
    grade: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ServiceFigure(Headline):
    """One service's figure in a yearly edition."""

    service: str
    name: Words


@dataclass(frozen=True, kw_only=True, slots=True)
class ExtraQuestion:
    """A question beyond the official nine. mean: hundredths on its own scale; mean and counts may be held back."""

    key: str
    block: str | None
    text: Words
    answers: tuple[Words, ...]
    mean: int | None
    counts: tuple[int, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Extra:
    """What was asked beyond the nine. index: of all elements by the version's own weights, hundredths or None."""

    index: int | None
    questions: tuple[ExtraQuestion, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure(Headline):
    """All that an edition says; what may not be shown is empty or None."""

    elements: tuple[ElementFigure, ...]
    distribution: Mapping[str, tuple[int, ...]]
    services: tuple[ServiceFigure, ...]
    provenance: Mapping[str, int]
    not_counted: int | None
    extra: Extra | None = None

    @property
    def total(self) -> int:
        """Return the sum of all scores of all elements."""
        return sum(element.total for element in self.elements)

    def extremes(self) -> tuple[list[ElementFigure], list[ElementFigure]]:
        """Return the elements with the highest and with the lowest printed mean."""
        best = max(element.nrr for element in self.elements)
        worst = min(element.nrr for element in self.elements)
        return (
            [element for element in self.elements if element.nrr == best],
            [element for element in self.elements if element.nrr == worst],
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Span:
    """Months from `first` to `last`, as `2026-01`."""

    first: str
    last: str


@dataclass(frozen=True, kw_only=True, slots=True)
class EditionLine:
    """What finds and names an edition without its document. current: no later revision replaces it."""

    id: str
    hash: str
    scope: str
    kind: str
    sequence: int
    revision: int
    cutoff: date
    closed_on: date
    has_figure: bool
    current: bool = True

    @property
    def interim(self) -> bool:
        """Tell whether it is an edition between two official ones."""
        return self.kind == INTERIM

    @property
    def year(self) -> int:
        """Return the year of an official edition's period."""
        return self._official.year

    @property
    def number(self) -> int:
        """Return the number of an official edition's period inside its year."""
        return self._official.number

    @property
    def _official(self) -> Period:
        return Period(kind=self.kind, sequence=self.sequence)  # type: ignore[arg-type]


@dataclass(frozen=True, kw_only=True, slots=True)
class Published(EditionLine):
    """An edition read whole. period: official ones only. answers: the months its answers were given in."""

    demo: bool
    replaces: str | None
    name: Words
    period: Span | None
    answers: Span | None
    rule: skm.Rule
    rules: Mapping[str, str]
    questionnaires: tuple[str, ...]
    batches: tuple[str, ...]
    units: tuple[str, ...]
    few_officers: bool
    late_follow: bool
    figure: Figure | None

    @property
    def span(self) -> Span | None:
        """Return the months to print beside it: its period, or the months of its answers."""
        return self.period or self.answers

    @property
    def names_extremes(self) -> bool:
        """Tell whether the best and the worst element may be named: not where chance or one person makes them."""
        return self.figure is not None and not (self.few_officers or self.figure.rough)

    @property
    def held_since(self) -> str | None:
        """Return the last month of an interim edition's answers if they were held back past it."""
        last = self.answers.last if self.interim and self.answers else None
        return last if last is not None and last < f"{self.cutoff:%Y-%m}" else None

    def grade_word(self, letter: str) -> Words:
        """Return a grade's word under this edition's own rule."""
        return next(band.word for band in self.rule.bands if band.letter == letter)


def parse(text: str, digest: str) -> Published:
    """Read a stored document; `digest` is the hash it was stored under."""
    document = json.loads(text)
    figure = document["figure"]
    return Published(
        id=document["id"],
        hash=digest,
        demo=document["demo"],
        revision=document["revision"],
        replaces=document["replaces"] and document["replaces"]["id"],
        scope=document["scope"]["slug"],
        name=Words(**document["scope"]["name"]),
        kind=document["kind"],
        sequence=document["sequence"],
        period=_span(document["period"]),
        answers=_span(document["answers"]),
        cutoff=date.fromisoformat(document["cutoff"]),
        closed_on=date.fromisoformat(document["closed_on"]),
        has_figure=figure is not None,
        rule=skm.RULES[document["rules"]["skm"]],
        rules=document["rules"],
        questionnaires=tuple(document["questionnaires"]),
        batches=tuple(document.get("batches") or ()),
        units=tuple(document.get("units") or ()),
        few_officers=document.get("few_officers", False),
        late_follow=document["late_follow"],
        figure=_figure(figure) if figure else None,
    )


def _span(value: Mapping[str, str] | None) -> Span | None:
    return Span(first=value["first"], last=value["last"]) if value else None


def _headline(value: Mapping[str, Any]) -> dict[str, Any]:
    plain = {key: value[key] for key in ("n", "ikm", "grade", "low", "high", "rough")}
    return {**plain, "grades": tuple(value["grades"])}


def _figure(value: Mapping[str, Any]) -> Figure:
    return Figure(
        **_headline(value),
        elements=tuple(ElementFigure(**element) for element in value.get("elements") or ()),
        distribution=_in_order(value.get("distribution") or {}),
        services=tuple(_service(service) for service in value.get("services") or ()),
        provenance=value.get("provenance") or {},
        not_counted=value.get("not_counted"),
        extra=_extra(value["extra"]) if value.get("extra") else None,
    )


def _extra(value: Mapping[str, Any]) -> Extra:
    return Extra(index=value["index"], questions=tuple(_extra_question(item) for item in value["questions"]))


def _extra_question(value: Mapping[str, Any]) -> ExtraQuestion:
    return ExtraQuestion(
        key=value["key"],
        block=value["block"],
        text=Words(**value["text"]),
        answers=tuple(Words(**answer) for answer in value["answers"]),
        mean=value["mean"],
        counts=tuple(value["counts"] or ()),
    )


def _in_order(counts: Mapping[str, list[int]]) -> dict[str, tuple[int, ...]]:
    """Return counts by element in the order of the definitions; the canonical text sorts its keys."""
    return {key: tuple(counts[key]) for key in skm.DEFINITION_ORDER if key in counts}


def _service(value: Mapping[str, Any]) -> ServiceFigure:
    return ServiceFigure(**_headline(value), service=value["service"], name=Words(**value["name"]))


@dataclass(frozen=True, kw_only=True, slots=True)
class Other:
    """What another way of computing prints from the same answers."""

    ikm: int
    grade: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Explanation:
    """The arithmetic of one figure. exact: the index in ten-thousandths, before the one rounding.

    shortened: weight in thousandths -> what a sheet with that weight prints. from_printed: what adding up the
    already rounded element means prints.
    """

    exact: int
    shortened: Mapping[int, Other]
    from_printed: Other


def explain(figure: Figure, rule: skm.Rule) -> Explanation | None:
    """Return the arithmetic behind a figure, or None where its elements may not be shown."""
    if not figure.elements:
        return None
    totals = {element.key: element.total for element in figure.elements}
    printed = {element.key: Fraction(element.nrr, 100) for element in figure.elements}
    return Explanation(
        exact=skm.half_up(skm.index(totals, figure.n, rule), 4),
        shortened={
            int(weight * 1000): _other(skm.variant_index(totals, figure.n, weight), rule)
            for weight in skm.WEIGHT_VARIANTS
        },
        from_printed=_other(skm.index_of_nrr(printed, rule.shares), rule),
    )


def _other(value: Fraction, rule: skm.Rule) -> Other:
    """Grade another way's result; a shortened weight can fall below the lowest band, which takes it."""
    ikm = skm.hundredths(value)
    return Other(ikm=ikm, grade=skm.grade(max(ikm, rule.bands[-1].lower), rule).letter)
