"""Editions: the figures of a union of batches, and the canonical text that is hashed.

Everything here works on integers. A figure is derived from tallies alone, so a doubting reader who has the
tallies can derive it again, and every format (HTML, CSV, JSON) is a view of the same document.
"""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from portal.domain import batches, interval, skm
from portal.domain.periods import Period

FORMAT = 1
"""The version of the document's shape."""
DEMO_NOTICE = "DATA CONTOH"
"""What stands on every page and in every file whose figures are synthetic."""
GOVERNMENT = "pemerintah"
"""The scope of the editions that pool every office."""
TIERS = ("poster", "screen", "slip", "assisted")
"""How an answer came, by its stored tier from 0."""


class NotCanonicalError(TypeError):
    """A document holds something other than text keys, integers, strings, booleans, null, lists and maps."""


def canonical(document: Mapping[str, Any]) -> bytes:
    """Return the one encoding of a document: UTF-8 JSON, sorted keys, no spaces, no floats."""
    _refuse_floats(document)
    return json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def _refuse_floats(value: object) -> None:
    if isinstance(value, Mapping):
        for key, item in value.items():
            if not isinstance(key, str):
                raise NotCanonicalError(f"key {key!r}")
            _refuse_floats(item)
    elif isinstance(value, list | tuple):
        for item in value:
            _refuse_floats(item)
    elif not (value is None or isinstance(value, str | int)):
        raise NotCanonicalError(f"{value!r}")


def digest(encoded: bytes) -> str:
    """Return the SHA-256 of a canonical document, in hexadecimal."""
    return hashlib.sha256(encoded).hexdigest()


def edition_id(scope: str, kind: str, sequence: int, revision: int) -> str:
    """Return an edition's permanent public name: `dukcapil-2026-s1`, `dukcapil-antara-7`, `...-r1`."""
    label = f"antara-{sequence}" if kind == "interim" else Period(kind=kind, sequence=sequence).label  # type: ignore[arg-type]
    return f"{scope}-{label}" + (f"-r{revision}" if revision else "")


@dataclass(frozen=True, kw_only=True, slots=True)
class Tally:
    """Counts of one batch for one service, counter and tier.

    counts: question key -> how many answered 1, 2, and so on. total, squares: over respondents' official totals.
    """

    service: str
    tier: int
    n: int
    total: int
    squares: int
    counts: Mapping[str, tuple[int, ...]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Pool:
    """The sum of tallies. elements: official key -> counts of the scores 1, 2, 3, 4."""

    n: int
    total: int
    squares: int
    elements: Mapping[str, tuple[int, int, int, int]]

    def element_total(self, key: str) -> int:
        """Return the sum of an element's scores."""
        return sum(score * count for score, count in enumerate(self.elements[key], 1))


def pool(tallies: Iterable[Tally]) -> Pool:
    """Add tallies up; questions beyond the official nine stay out of what is pooled across versions."""
    n = total = squares = 0
    elements = {key: [0, 0, 0, 0] for key in skm.DEFINITION_ORDER}
    for tally in tallies:
        n, total, squares = n + tally.n, total + tally.total, squares + tally.squares
        for key, sums in elements.items():
            for position, count in enumerate(tally.counts[key]):
                sums[position] += count
    frozen = {key: (sums[0], sums[1], sums[2], sums[3]) for key, sums in elements.items()}
    return Pool(n=n, total=total, squares=squares, elements=frozen)


def headline(pooled: Pool, rule: skm.Rule, population: int | None = None) -> dict[str, Any]:
    """Return the part of a figure that every edition with a figure has: n, IKM, grade and interval."""
    totals = {key: pooled.element_total(key) for key in skm.DEFINITION_ORDER}
    ikm = skm.hundredths(skm.index(totals, pooled.n, rule))
    span = interval.interval(n=pooled.n, total=pooled.total, squares=pooled.squares, population=population)
    low, high = min(span.low, ikm), max(span.high, ikm)
    return {
        "n": pooled.n,
        "ikm": ikm,
        "grade": skm.grade(ikm, rule).letter,
        "grades": list(skm.grades_touched(low, high, rule)),
        "low": low,
        "high": high,
        "rough": pooled.n < batches.K_DISTRIBUTION,
    }


def elements(pooled: Pool, rule: skm.Rule) -> list[dict[str, Any]]:
    """Return each official element's total, NRR and its value on the 25-100 scale, in definition order."""
    rows = []
    for key in skm.DEFINITION_ORDER:
        total = pooled.element_total(key)
        average = skm.nrr(total, pooled.n)
        value = skm.hundredths(average * 25)
        rows.append(
            {
                "key": key,
                "total": total,
                "nrr": skm.hundredths(average),
                "weighted": _ten_thousandths(average * Fraction(rule.weights[key], rule.denominator)),
                "value": value,
                "grade": skm.grade(value, rule).letter,
            }
        )
    return rows


def _ten_thousandths(value: Fraction) -> int:
    return skm.hundredths(value * 100)


def distribution(pooled: Pool) -> dict[str, list[int]]:
    """Return how many answered 1, 2, 3 and 4 to each element."""
    return {key: list(pooled.elements[key]) for key in skm.DEFINITION_ORDER}


def services(tallies: Iterable[Tally], rule: skm.Rule) -> list[dict[str, Any]]:
    """Return the headline of each service that may be shown apart, ordered by its key."""
    by_service: dict[str, list[Tally]] = defaultdict(list)
    for tally in tallies:
        by_service[tally.service].append(tally)
    pools = {key: pool(group) for key, group in by_service.items()}
    shown = batches.showable({key: item.n for key, item in pools.items()})
    return [{"service": key, **headline(pools[key], rule)} for key in sorted(shown) if key]


def provenance(tallies: Iterable[Tally]) -> dict[str, int]:
    """Return how many answers came by each of `TIERS` that may be shown apart."""
    sizes: Counter[str] = Counter()
    for tally in tallies:
        sizes[TIERS[tally.tier]] += tally.n
    shown = batches.showable(sizes)
    return {tier: sizes[tier] for tier in TIERS if tier in shown}
