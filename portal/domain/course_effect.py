"""What the editions before and after a course say of the elements it was meant to help; never of persons."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from portal.domain import promises
from portal.domain.figures import YEAR, EditionLine, Published
from portal.domain.follow_up import Outcome, compare, measures_after
from portal.domain.needs import elements_of
from portal.domain.periods import month_of
from portal.domain.promises import Reading
from portal.domain.training import Competence

FEWEST = 5
"""Below so many participants an office is not named: what is said of it would be said of them."""


def choose_before(lines: Iterable[EditionLine], starts_on: date) -> EditionLine | None:
    """Choose the last official edition in force that ended before a run began."""
    ended = [line for line in lines if _is_official(line) and line.cutoff < starts_on]
    return max(ended, key=lambda line: (line.cutoff, line.kind != YEAR), default=None)


def may_follow(lines: Iterable[EditionLine], ends_on: date) -> list[EditionLine]:
    """Return the official editions in force that may have begun after a run, the first to end first."""
    later = [line for line in lines if _is_official(line) and month_of(line.cutoff) > month_of(ends_on)]
    return sorted(later, key=lambda line: (line.cutoff, line.kind == YEAR))


def choose_after(editions: Iterable[Published], ends_on: date) -> Published | None:
    """Choose the first edition, in the order given, whose answers were all given after a run."""
    return next((edition for edition in editions if _begins_after(edition, ends_on)), None)


def _is_official(line: EditionLine) -> bool:
    return line.current and line.has_figure and not line.interim


def _begins_after(edition: Published, ends_on: date) -> bool:
    if edition.answers is None:
        return False
    return measures_after(month_of(date.fromisoformat(f"{edition.answers.first}-01")), ends_on)


@dataclass(frozen=True, kw_only=True, slots=True)
class ElementEffect:
    """An element before and after a run. comparable: both were asked and counted alike."""

    element: str
    before: Reading
    after: Reading | None
    outcome: Outcome
    comparable: bool = True


def element_effects(
    competence: Competence, before: Published | None, after: Published | None
) -> tuple[ElementEffect, ...]:
    """Compare the elements that a competence is meant to help; those that the edition before shows."""
    if before is None:
        return ()
    read = ((element, promises.read(before, element)) for element in elements_of(competence))
    return tuple(_effect(element, reading, after) for element, reading in read if reading is not None)


def _effect(element: str, before: Reading, after: Published | None) -> ElementEffect:
    later = promises.read(after, element) if after else None
    if later is None:
        return ElementEffect(element=element, before=before, after=None, outcome=Outcome.TOO_EARLY)
    if later.terms != before.terms:
        return ElementEffect(
            element=element, before=before, after=later, outcome=Outcome.UNCLEAR, comparable=False
        )
    return ElementEffect(element=element, before=before, after=later, outcome=compare(before.span, later.span))
