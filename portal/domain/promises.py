"""Promises: what an office says in public about a follow-up action, and what later editions say about it.

Every figure comes from an edition, so nothing is shown here that the editions do not show. None of it says why
a figure moved.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from portal.domain import follow_up
from portal.domain.figures import YEAR, EditionLine, Published
from portal.domain.follow_up import Outcome, Status
from portal.domain.interval import Interval
from portal.domain.periods import month_of
from portal.domain.skm import DEFINITION_ORDER
from portal.domain.words import Words

KIND = "action"
"""The kind of statement that a promise is."""
WHOLE = "ikm"
"""What an action is about when it is not about one element."""
SUBJECTS = (*DEFINITION_ORDER, WHOLE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Baseline:
    """The figure that an action answers to. edition, hash: where it stands. value, low, high: hundredths."""

    edition: str
    hash: str
    value: int
    low: int
    high: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Promise:
    """What is published about an action. element: one of `SUBJECTS`. owner: a post, never a person.

    reason: why it was dropped, None unless it was. baseline: None for what was agreed at a consultation before
    there was a figure; whether such a promise worked cannot be told.
    """

    element: str
    wording: Words
    owner: str
    due: date
    status: Status
    ended_on: date | None
    reason: Words | None
    baseline: Baseline | None

    def is_overdue(self, today: date) -> bool:
        """Tell whether it is still open after its due day."""
        return follow_up.is_overdue(self.due, self.status, today)


def as_content(promise: Promise) -> dict[str, Any]:
    """Return a promise as its statement stores it."""
    return {
        "element": promise.element,
        "wording": promise.wording.as_dict(),
        "owner": promise.owner,
        "due": promise.due.isoformat(),
        "status": promise.status.value,
        "ended_on": promise.ended_on.isoformat() if promise.ended_on else None,
        "reason": promise.reason.as_dict() if promise.reason else None,
        "baseline": asdict(promise.baseline) if promise.baseline else None,
    }


def from_content(content: Mapping[str, Any]) -> Promise:
    """Return the promise that a statement stores."""
    ended_on, reason, baseline = content["ended_on"], content["reason"], content["baseline"]
    return Promise(
        element=content["element"],
        wording=Words(**content["wording"]),
        owner=content["owner"],
        due=date.fromisoformat(content["due"]),
        status=Status(content["status"]),
        ended_on=date.fromisoformat(ended_on) if ended_on else None,
        reason=Words(**reason) if reason else None,
        baseline=Baseline(**baseline) if baseline else None,
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """What an edition says about an element or the whole. value, low, high: hundredths."""

    edition: Published
    value: int
    low: int
    high: int

    @property
    def span(self) -> Interval:
        """Return the interval alone."""
        return Interval(self.low, self.high)

    @property
    def terms(self) -> tuple[str, tuple[str, ...]]:
        """Return what was asked and by which rule it was counted."""
        return self.edition.rules["skm"], self.edition.questionnaires


def read(edition: Published, subject: str) -> Reading | None:
    """Read one of `SUBJECTS` off an edition; None where the edition does not show it."""
    figure = edition.figure
    if figure is None:
        return None
    if subject == WHOLE:
        return Reading(edition=edition, value=figure.ikm, low=figure.low, high=figure.high)
    element = next((element for element in figure.elements if element.key == subject), None)
    if element is None:
        return None
    counts = figure.distribution.get(subject)
    span = follow_up.element_interval(n=figure.n, total=element.total, counts=counts)
    low, high = min(span.low, element.value), max(span.high, element.value)
    return Reading(edition=edition, value=element.value, low=low, high=high)


def baseline_of(reading: Reading) -> Baseline:
    """Return a reading as a promise keeps it."""
    edition = reading.edition
    return Baseline(edition=edition.id, hash=edition.hash, value=reading.value, low=reading.low, high=reading.high)


def reading_of(baseline: Baseline, edition: Published) -> Reading:
    """Return a promise's baseline beside the edition it was read off."""
    return Reading(edition=edition, value=baseline.value, low=baseline.low, high=baseline.high)


@dataclass(frozen=True, kw_only=True, slots=True)
class Effect:
    """What the newest edition answered after an action says. comparable: it was asked and counted alike.

    newest: None while there is no such edition.
    """

    outcome: Outcome
    newest: Reading | None = None
    comparable: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Moved:
    """How a due day was put off. first: the one that was promised at first. times: how often it was changed."""

    first: date
    times: int


def moved(history: Sequence[Promise]) -> Moved | None:
    """Tell how a promise's due day was put off; None while it was not. history: newest first."""
    dues = [said.due for said in history]
    first = dues[-1]
    if dues[0] <= first:
        return None
    return Moved(first=first, times=sum(later != earlier for later, earlier in pairwise(dues)))


def first_done_on(history: Iterable[Promise]) -> date | None:
    """Return the first day on which a promise was said to be done; None if it never was.

    Its effect is measured from then: ending it once more must not put off or wipe what editions say.
    """
    return min((said.ended_on for said in history if said.status is Status.DONE and said.ended_on), default=None)


def later_than(lines: Sequence[EditionLine], done_on: date) -> list[str]:
    """Return the ids of the newest official and the newest interim edition, if answers of theirs may be later.

    lines: of one office. Only editions in force with a figure count.
    """
    shown = sorted((line for line in lines if line.current and line.has_figure), key=_weight, reverse=True)
    official = next((line for line in shown if not line.interim), None)
    interim = next((line for line in shown if line.interim), None)
    done = month_of(done_on)
    return [line.id for line in (official, interim) if line is not None and month_of(line.cutoff) > done]


def measured_by(promise: Promise, done_on: date | None, lines: Sequence[EditionLine]) -> set[str]:
    """Return the ids of the editions that a promise is measured by. done_on, lines: see `measure`."""
    if promise.baseline is None:
        return set()
    if promise.status is not Status.DONE or done_on is None:
        return {promise.baseline.edition}
    return {promise.baseline.edition, *later_than(lines, done_on)}


def measure(
    promise: Promise, done_on: date | None, lines: Sequence[EditionLine], known: Mapping[str, Published]
) -> tuple[Reading | None, Effect | None]:
    """Return a promise's baseline and, while it counts as done, what later editions say; nothing without a figure.

    done_on: see `first_done_on`. lines: its office's editions. known: id -> those of `measured_by`, at least.
    """
    if promise.baseline is None:
        return None, None
    baseline = reading_of(promise.baseline, known[promise.baseline.edition])
    if promise.status is not Status.DONE or done_on is None:
        return baseline, None
    later = [known[number] for number in later_than(lines, done_on)]
    return baseline, effect(baseline, promise.element, done_on, later)


def effect(baseline: Reading, subject: str, done_on: date, editions: Iterable[Published]) -> Effect:
    """Compare a baseline with what was answered wholly after an action was done.

    An official edition decides before any interim one, which holds fewer answers. Figures that were asked or
    counted in another way are not compared: the outcome is then unclear.
    """
    after = [edition for edition in editions if _is_answered_after(edition, done_on)]
    found = (read(edition, subject) for edition in sorted(after, key=_weight))
    readings = [reading for reading in found if reading is not None]
    if not readings:
        return Effect(outcome=Outcome.TOO_EARLY)
    newest = readings[-1]
    if newest.terms != baseline.terms:
        return Effect(outcome=Outcome.UNCLEAR, newest=newest, comparable=False)
    outcome = follow_up.outcome(baseline.span, [reading.span for reading in readings])
    return Effect(outcome=outcome, newest=newest)


def _is_answered_after(edition: Published, done_on: date) -> bool:
    if edition.answers is None:
        return False
    first = date.fromisoformat(f"{edition.answers.first}-01")
    return follow_up.measures_after(month_of(first), done_on)


def _weight(edition: EditionLine) -> tuple[bool, date, bool]:
    """Order editions so that the one to go by comes last."""
    return not edition.interim, edition.cutoff, edition.kind != YEAR
