"""Training needs: what points to something worth learning, and which competence answers it.

A need is a proposal with its reason. The officer and the superior decide; nothing here rates anybody.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from portal.domain import indicators
from portal.domain.evaluations import Term
from portal.domain.figures import Published
from portal.domain.follow_up import Priority, Reason, propose_priorities
from portal.domain.indicators import Standing, Target
from portal.domain.plans import Aspect
from portal.domain.predicate import Rating
from portal.domain.training import Competence, NeedSource

OF_ELEMENT: Mapping[str, Competence] = {
    "persyaratan": Competence.COMMUNICATION,  # requirements that nobody understood were not explained
    "prosedur": Competence.CHANGE,
    "waktu": Competence.RESULTS,
    "biaya": Competence.INTEGRITY,
    "produk": Competence.RESULTS,
    "kompetensi": Competence.TECHNICAL,
    "perilaku": Competence.COMMUNICATION,
    "pengaduan": Competence.SERVICE,
}
"""Element -> competence. No course mends a building, so `sarana` has none."""

OF_BEHAVIOUR: Mapping[str, Competence] = {
    "service": Competence.SERVICE,
    "accountable": Competence.INTEGRITY,
    "competent": Competence.DEVELOPMENT,
    "harmonious": Competence.COMMUNICATION,
    "loyal": Competence.UNITY,
    "adaptive": Competence.CHANGE,
    "collaborative": Competence.COOPERATION,
}
"""Behaviour -> competence."""

OF_ASPECT: Mapping[Aspect, Competence] = {
    Aspect.QUANTITY: Competence.RESULTS,
    Aspect.QUALITY: Competence.TECHNICAL,
    Aspect.TIME: Competence.RESULTS,  # managing one's time
    Aspect.COST: Competence.DECISIONS,
}
"""An indicator's aspect -> competence."""

_BEHIND = (Standing.BEHIND, Standing.MISSED)


def elements_of(competence: Competence) -> tuple[str, ...]:
    """Return the elements that a competence is meant to help, in the order of the definitions."""
    return tuple(element for element, answer in OF_ELEMENT.items() if answer is competence)


@dataclass(frozen=True, kw_only=True, slots=True)
class WeakElement:
    """An element among the weakest of an office's edition."""

    edition: Published
    priority: Priority


@dataclass(frozen=True, kw_only=True, slots=True)
class RatedBehaviour:
    """A behaviour as a given evaluation rated it."""

    behaviour: str
    term: Term
    rating: Rating


@dataclass(frozen=True, kw_only=True, slots=True)
class MeasuredIndicator:
    """An indicator of the plan in force and where it stands. realised: thousandths, None before any entry."""

    measure_id: int
    name: str
    unit_name: str
    aspect: Aspect
    target: Target
    realised: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Need:
    """Something worth learning. key: names what it was seen in, so that it is proposed once."""

    source: NeedSource
    key: str
    competence: Competence
    seen: WeakElement | RatedBehaviour | MeasuredIndicator


def needs_of_edition(edition: Published | None) -> tuple[Need, ...]:
    """Return the needs that an office's edition points to, the weakest element first.

    Only an official edition counts. There are none where it shows no elements, or where the weakest could be weak
    by chance or be one person's. An element that merely has none below it is no need.
    """
    if edition is None or edition.figure is None or edition.interim or not edition.names_extremes:
        return ()
    weakest = propose_priorities(edition.figure.elements)
    return tuple(
        Need(
            source=NeedSource.ELEMENT,
            key=f"{edition.id}:{each.key}",
            competence=OF_ELEMENT[each.key],
            seen=WeakElement(edition=edition, priority=each),
        )
        for each in weakest
        if each.key in OF_ELEMENT and each.reason is not Reason.LOWEST
    )


def needs_of_behaviours(ratings: Iterable[RatedBehaviour]) -> tuple[Need, ...]:
    """Return the behaviours whose newest rating is below what was expected; a year follows its last quarter."""
    newest: dict[str, RatedBehaviour] = {}
    for each in sorted(ratings, key=lambda rated: (rated.term.last_day, rated.term.quarter == 0)):
        newest[each.behaviour] = each
    return tuple(
        Need(
            source=NeedSource.BEHAVIOUR,
            key=f"{rated.term.year}-{rated.term.quarter}:{behaviour}",
            competence=competence,
            seen=rated,
        )
        for behaviour, competence in OF_BEHAVIOUR.items()
        if (rated := newest.get(behaviour)) is not None and rated.rating is Rating.BELOW
    )


def needs_of_indicators(measured: Iterable[MeasuredIndicator], today: date) -> tuple[Need, ...]:
    """Return the indicators that are behind or missed their target; one without entries shows no need yet."""
    return tuple(
        Need(
            source=NeedSource.INDICATOR,
            key=str(each.measure_id),
            competence=OF_ASPECT[each.aspect],
            seen=each,
        )
        for each in measured
        if indicators.standing(each.target, each.realised, today) in _BEHIND
    )
