"""All that an evaluation says, in one value, and the canonical document that is signed.

While an evaluation is worked on its sheet is gathered anew each time; once it is given the sheet is read from the
signed document, so that a later entry or a new name changes nothing in it. Days and times are ISO text in WITA.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from portal.domain.evaluations import UNWRITTEN, Readiness, Term
from portal.domain.predicate import Rating
from portal.domain.words import Words

FORMAT = 1
"""The version of the document's shape."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Signer:
    """An officer as the evaluation names them. nip: empty while it is not known."""

    nip: str
    name: str
    grade: str
    position: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Rated:
    """A rating with its reason. evidence: references such as `entry:12`, or `UNWRITTEN` alone."""

    rating: str
    reason: str
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class IndicatorPart:
    """An indicator of a goal at the term's end. target, target_high, realised: thousandths."""

    measure: int
    name: str
    aspect: str
    unit_name: str
    direction: str
    target: int
    target_high: int | None
    realised: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class ProjectPart:
    """A project of a goal at the term's end. realised: thousandths of a percent; budget, spent: rupiah."""

    measure: int
    name: str
    finish_on: str
    budget: int
    realised: int | None
    spent: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class GoalPart:
    """A goal of the plan with its indicators or projects, and its rating, if it has one."""

    id: int
    kind: str
    result: str
    indicators: tuple[IndicatorPart, ...]
    projects: tuple[ProjectPart, ...]
    rated: Rated | None

    @property
    def measures(self) -> frozenset[int]:
        """Return the ids of all that is measured for it."""
        return frozenset([part.measure for part in self.indicators] + [part.measure for part in self.projects])


@dataclass(frozen=True, kw_only=True, slots=True)
class BehaviourPart:
    """One of the seven behaviours with what the superior expects, and its rating, if it has one."""

    key: str
    expectation: str
    rated: Rated | None


@dataclass(frozen=True, kw_only=True, slots=True)
class EvidencePart:
    """What shows that an entry is true. link: empty for a file."""

    id: int
    name: str
    link: str


@dataclass(frozen=True, kw_only=True, slots=True)
class EntryPart:
    """An entry of progress in the term. value: thousandths; spent: rupiah, projects only."""

    id: int
    measure: int
    about: str
    on_day: str
    value: int
    spent: int | None
    note: str
    evidence: tuple[EvidencePart, ...]

    @property
    def reference(self) -> str:
        """Return how a rating names it."""
        return f"entry:{self.id}"


@dataclass(frozen=True, kw_only=True, slots=True)
class NotePart:
    """A note of feedback in the term. behaviour: empty where it is about results. measure: None for none."""

    id: int
    kind: str
    author: str
    behaviour: str
    measure: int | None
    text: str
    link: str
    on_day: str

    @property
    def reference(self) -> str:
        """Return how a rating names it."""
        return f"note:{self.id}"


@dataclass(frozen=True, kw_only=True, slots=True)
class ElementPart:
    """An element of a cited edition. value: hundredths on the scale to 100."""

    key: str
    value: int


@dataclass(frozen=True, kw_only=True, slots=True)
class CitationPart:
    """An edition as it was cited. ikm, low, high: hundredths. elements: only those that may be cited."""

    id: int
    edition: str
    hash: str
    kind: str
    sequence: int
    number: int
    year: int
    n: int
    ikm: int
    grade: str
    low: int
    high: int
    few_officers: bool
    elements: tuple[ElementPart, ...]
    reading: str
    cited_on: str
    reply: str | None
    replied_on: str | None

    @property
    def reference(self) -> str:
        """Return how a rating names it."""
        return f"citation:{self.id}"


@dataclass(frozen=True, kw_only=True, slots=True)
class DialoguePart:
    """A talk about performance. quarter: 1 to 4, or 0 for the year."""

    quarter: int
    held_on: str
    discussed: str
    agreed: str
    reply: str
    confirmed_on: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """An evaluation with all that it rests on. plan_version: None without an approved plan.

    few_officers: too few serve the office for any element of its editions to enter.

    given_at, predicate: None until it is given.
    """

    format: int = FORMAT
    demo: bool
    id: int
    officer: Signer
    supervisor: Signer
    unit_slug: str
    unit: Words
    few_officers: bool
    year: int
    quarter: int
    plan_version: int | None
    goals: tuple[GoalPart, ...]
    behaviours: tuple[BehaviourPart, ...]
    entries: tuple[EntryPart, ...]
    notes: tuple[NotePart, ...]
    citations: tuple[CitationPart, ...]
    dialogues: tuple[DialoguePart, ...]
    results: Rated | None
    overall_behaviours: Rated | None
    predicate: str | None = None
    given_at: str | None = None

    @property
    def term(self) -> Term:
        """Return the term it covers."""
        return Term(year=self.year, quarter=self.quarter)

    @property
    def references(self) -> frozenset[str]:
        """Return all that a rating may name as its evidence."""
        entries, notes = [part.reference for part in self.entries], [part.reference for part in self.notes]
        return frozenset([*entries, *notes, *(part.reference for part in self.citations)])

    def count_standing(self, ratings: Iterable[Rated | None]) -> int:
        """Return how many ratings there are that rest on nothing that was corrected or taken back since."""
        known = {UNWRITTEN, *self.references}
        return sum(rated is not None and known.issuperset(rated.evidence) for rated in ratings)

    @property
    def behaviour_ratings(self) -> dict[str, Rating]:
        """Return behaviour -> its rating, of those that are rated."""
        return {part.key: Rating(part.rated.rating) for part in self.behaviours if part.rated}


def readiness(sheet: Sheet, today: date) -> Readiness:
    """Return how far an evaluation is on a day, in WITA."""
    return Readiness(
        term=sheet.term,
        today=today,
        plan=sheet.plan_version is not None,
        goals=len(sheet.goals),
        rated_goals=sheet.count_standing(goal.rated for goal in sheet.goals),
        behaviours=len(sheet.behaviours),
        rated_behaviours=sheet.count_standing(part.rated for part in sheet.behaviours),
        dialogue=bool(sheet.dialogues),
        results=sheet.results is not None,
        overall_behaviours=sheet.overall_behaviours is not None,
    )


def overall_ratings(sheet: Sheet) -> tuple[Rating, Rating] | None:
    """Return the overall ratings of results and of behaviours, once both are chosen."""
    if sheet.results is None or sheet.overall_behaviours is None:
        return None
    return Rating(sheet.results.rating), Rating(sheet.overall_behaviours.rating)


def as_document(sheet: Sheet) -> dict[str, Any]:
    """Return a sheet as the map that is made canonical, hashed and signed."""
    return asdict(sheet)


def parse(document: str) -> Sheet:
    """Read a signed document."""
    values = json.loads(document)
    return Sheet(
        **{
            **values,
            "officer": Signer(**values["officer"]),
            "supervisor": Signer(**values["supervisor"]),
            "unit": Words(**values["unit"]),
            "goals": tuple(map(_goal, values["goals"])),
            "behaviours": tuple(
                BehaviourPart(**{**part, "rated": _rated(part["rated"])}) for part in values["behaviours"]
            ),
            "entries": tuple(map(_entry, values["entries"])),
            "notes": tuple(NotePart(**part) for part in values["notes"]),
            "citations": tuple(map(_citation, values["citations"])),
            "dialogues": tuple(DialoguePart(**part) for part in values["dialogues"]),
            "results": _rated(values["results"]),
            "overall_behaviours": _rated(values["overall_behaviours"]),
        }
    )


def _rated(value: Mapping[str, Any] | None) -> Rated | None:
    return Rated(**{**value, "evidence": tuple(value["evidence"])}) if value else None


def _goal(value: Mapping[str, Any]) -> GoalPart:
    return GoalPart(
        **{
            **value,
            "indicators": tuple(IndicatorPart(**part) for part in value["indicators"]),
            "projects": tuple(ProjectPart(**part) for part in value["projects"]),
            "rated": _rated(value["rated"]),
        }
    )


def _entry(value: Mapping[str, Any]) -> EntryPart:
    return EntryPart(**{**value, "evidence": tuple(EvidencePart(**part) for part in value["evidence"])})


def _citation(value: Mapping[str, Any]) -> CitationPart:
    return CitationPart(**{**value, "elements": tuple(ElementPart(**part) for part in value["elements"])})
