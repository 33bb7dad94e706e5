"""Questionnaires: frozen versions, and the only way an answer sheet becomes a response."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil
from typing import Any

from portal.domain.skm import DEFINITION_ORDER
from portal.domain.words import Words

NO_WORDS = Words("", "")

MISSING = "missing"
OUT_OF_RANGE = "out_of_range"
UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """One question; its first answer scores 1, the next 2, and so on.

    short: the plain question a citizen reads first; official: the regulation's wording beneath it, empty for
    questions that are not the regulation's; hint: one line of help, may be empty.
    weight: its share of the weighted index, None for the rule's own.
    block: empty for an element with four answers, else the set of extra questions it belongs to.
    """

    key: str
    short: Words
    official: Words
    answers: tuple[Words, ...]
    hint: Words = NO_WORDS
    weight: Fraction | None = None
    block: str = ""

    @property
    def scores(self) -> tuple[str, ...]:
        """Return the digits that answer it, lowest first."""
        return tuple(str(score) for score in range(1, len(self.answers) + 1))


@dataclass(frozen=True, kw_only=True, slots=True)
class ProfileQuestion:
    """One optional question about the respondent, answered by one of a few codes."""

    key: str
    text: Words
    choices: tuple[tuple[str, Words], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Version:
    """One frozen edition of a questionnaire; its question order is the order of the stored score digits.

    intro: a sentence of the survey's owner above the questions, may be empty.
    """

    instrument: str
    number: int
    rule: str
    questions: tuple[Question, ...]
    profile: tuple[ProfileQuestion, ...]
    intro: Words = NO_WORDS

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the question keys in stored order."""
        return tuple(question.key for question in self.questions)

    @property
    def minutes(self) -> int:
        """Return about how long answering takes: nine questions in two minutes."""
        return ceil(len(self.questions) * 2 / 9)

    def weights(self, shares: Mapping[str, Fraction]) -> dict[str, Fraction]:
        """Return each element's share of the weighted index. shares: the rule's own, for those without one."""
        return {
            question.key: shares.get(question.key, Fraction(0)) if question.weight is None else question.weight
            for question in self.questions
            if not question.block
        }


@dataclass(frozen=True, kw_only=True, slots=True)
class Answers:
    """A valid answer sheet: one digit a question in the version's order, official total, optional profile."""

    scores: str
    total: int
    service: str | None
    profile: Mapping[str, str] = field(default_factory=dict)
    comment: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Return the plain shape that a submission's seal is computed over."""
        return {
            "scores": self.scores,
            "service": self.service,
            "profile": dict(self.profile),
            "comment": self.comment,
        }


class InvalidAnswersError(ValueError):
    """An answer sheet has faults: `faults` maps a question key (or `service`) to what is wrong with it."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__(", ".join(f"{key}: {fault}" for key, fault in faults.items()))
        self.faults = dict(faults)


class FrozenVersionError(ValueError):
    """A questionnaire version that has been answered cannot be changed; make a new version."""


def check(
    version: Version,
    *,
    scores: Mapping[str, str | None],
    services: tuple[str, ...],
    service: str | None,
    profile: Mapping[str, str | None],
    comment: str = "",
) -> Answers:
    """Turn what was entered into answers, or raise `InvalidAnswersError` with every fault.

    scores: question key to one of its digits. services: what the counter offers; with several, one must be chosen.
    profile: key to code or nothing; a code the version does not know is dropped, since a respondent's profile
    is optional and no reason to lose an answer.
    """
    faults = {item.key: fault for item in version.questions if (fault := _score_fault(item, scores.get(item.key)))}
    chosen = services[0] if len(services) == 1 and not service else service or None
    if services and chosen is None:
        faults["service"] = MISSING
    elif chosen is not None and chosen not in services:
        faults["service"] = UNKNOWN
    if faults:
        raise InvalidAnswersError(faults)
    digits = {key: str(scores[key]) for key in version.keys}
    return Answers(
        scores="".join(digits.values()),
        total=sum(int(digits[key]) for key in DEFINITION_ORDER),
        service=chosen,
        profile=_known_profile(version, profile),
        comment=comment.strip(),
    )


def _score_fault(question: Question, value: str | None) -> str | None:
    if not value:
        return MISSING
    return None if value in question.scores else OUT_OF_RANGE


def _known_profile(version: Version, profile: Mapping[str, str | None]) -> dict[str, str]:
    known = {question.key: {code for code, _ in question.choices} for question in version.profile}
    return {key: code for key in known if (code := profile.get(key)) and code in known[key]}


class InvalidVersionError(ValueError):
    """A version lacks an official element, repeats a key, or has answers that do not fit one digit."""


class WeightsError(InvalidVersionError):
    """The elements' weights do not sum to exactly 1: `total` says to what they do."""

    def __init__(self, total: Fraction) -> None:
        super().__init__(f"weights must sum to exactly 1, not {total}")
        self.total = total


MOST_ANSWERS = 9
"""A score is stored as one digit."""


def check_version(version: Version, shares: Mapping[str, Fraction]) -> None:
    """Refuse a version that could not be scored. shares: its rule's weights, for elements without their own."""
    keys = version.keys
    if len(set(keys)) != len(keys):
        raise InvalidVersionError("a question key appears twice")
    missing = [key for key in DEFINITION_ORDER if key not in keys]
    if missing:
        raise InvalidVersionError("missing official elements: " + ", ".join(missing))
    for question in version.questions:
        _check_answers(question)
    total = sum(version.weights(shares).values(), Fraction(0))
    if total != 1:
        raise WeightsError(total)


def _check_answers(question: Question) -> None:
    """An element is scored 1 to 4, so that its mean can stand in an index beside the others."""
    if not question.block and len(question.answers) != 4:
        raise InvalidVersionError(f"{question.key} does not have four answers")
    if not 2 <= len(question.answers) <= MOST_ANSWERS:
        raise InvalidVersionError(f"{question.key} has {len(question.answers)} answers")


def to_document(version: Version) -> dict[str, Any]:
    """Return the version as plain JSON values, as it is stored; what a version does not use is left out."""
    document = {
        "instrument": version.instrument,
        "number": version.number,
        "rule": version.rule,
        "questions": [_question_document(question) for question in version.questions],
        "profile": [
            {
                "key": item.key,
                "text": item.text.as_dict(),
                "choices": [[code, words.as_dict()] for code, words in item.choices],
            }
            for item in version.profile
        ],
    }
    return document if version.intro == NO_WORDS else document | {"intro": version.intro.as_dict()}


def _question_document(question: Question) -> dict[str, Any]:
    document: dict[str, Any] = {
        "key": question.key,
        "short": question.short.as_dict(),
        "official": question.official.as_dict(),
        "answers": [words.as_dict() for words in question.answers],
        "hint": question.hint.as_dict(),
    }
    if question.weight is not None:
        document["weight"] = [question.weight.numerator, question.weight.denominator]
    if question.block:
        document["block"] = question.block
    return document


def from_document(document: Mapping[str, Any]) -> Version:
    """Build a version from its stored JSON values."""
    return Version(
        instrument=document["instrument"],
        number=document["number"],
        rule=document["rule"],
        questions=tuple(_question(item) for item in document["questions"]),
        profile=tuple(
            ProfileQuestion(
                key=item["key"],
                text=Words(**item["text"]),
                choices=tuple((code, Words(**words)) for code, words in item["choices"]),
            )
            for item in document["profile"]
        ),
        intro=Words(**document.get("intro", NO_WORDS.as_dict())),
    )


def _question(item: Mapping[str, Any]) -> Question:
    return Question(
        key=item["key"],
        short=Words(**item["short"]),
        official=Words(**item["official"]),
        answers=tuple(Words(**words) for words in item["answers"]),
        hint=Words(**item["hint"]),
        weight=Fraction(*item["weight"]) if "weight" in item else None,
        block=item.get("block", ""),
    )
