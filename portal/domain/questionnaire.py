"""Questionnaires: frozen versions, and the only way an answer sheet becomes a response."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from portal.domain.skm import DEFINITION_ORDER
from portal.domain.words import Words

SCORES = ("1", "2", "3", "4")

NO_WORDS = Words("", "")

MISSING = "missing"
OUT_OF_RANGE = "out_of_range"
UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """One question with four answers, the first scored 1 and the last 4.

    short: the plain question a citizen reads first; official: the regulation's wording beneath it;
    hint: one line of help, may be empty.
    """

    key: str
    short: Words
    official: Words
    answers: tuple[Words, Words, Words, Words]
    hint: Words = NO_WORDS


@dataclass(frozen=True, kw_only=True, slots=True)
class ProfileQuestion:
    """One optional question about the respondent, answered by one of a few codes."""

    key: str
    text: Words
    choices: tuple[tuple[str, Words], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Version:
    """One frozen edition of a questionnaire; its question order is the order of the stored score digits."""

    instrument: str
    number: int
    rule: str
    questions: tuple[Question, ...]
    profile: tuple[ProfileQuestion, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the question keys in stored order."""
        return tuple(question.key for question in self.questions)


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

    scores: question key to "1".."4". services: what the counter offers; with several, one must be chosen.
    profile: key to code or nothing; a code the version does not know is dropped, since a respondent's profile
    is optional and no reason to lose an answer.
    """
    faults = {key: fault for key in version.keys if (fault := _score_fault(scores.get(key)))}
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


def _score_fault(value: str | None) -> str | None:
    if not value:
        return MISSING
    return None if value in SCORES else OUT_OF_RANGE


def _known_profile(version: Version, profile: Mapping[str, str | None]) -> dict[str, str]:
    known = {question.key: {code for code, _ in question.choices} for question in version.profile}
    return {key: code for key in known if (code := profile.get(key)) and code in known[key]}


class InvalidVersionError(ValueError):
    """A questionnaire version lacks an official element, repeats a key, or has weights that do not sum to 1."""


def check_version(version: Version, weights: Mapping[str, Fraction]) -> None:
    """Refuse a version that could not be scored by its rule."""
    keys = version.keys
    if len(set(keys)) != len(keys):
        raise InvalidVersionError("a question key appears twice")
    missing = [key for key in DEFINITION_ORDER if key not in keys]
    if missing:
        raise InvalidVersionError("missing official elements: " + ", ".join(missing))
    if sum(weights.values(), Fraction(0)) != 1:
        raise InvalidVersionError("weights must sum to exactly 1")


def to_document(version: Version) -> dict[str, Any]:
    """Return the version as plain JSON values, as it is stored."""
    return {
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


def _question_document(question: Question) -> dict[str, Any]:
    return {
        "key": question.key,
        "short": question.short.as_dict(),
        "official": question.official.as_dict(),
        "answers": [words.as_dict() for words in question.answers],
        "hint": question.hint.as_dict(),
    }


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
    )


def _question(item: Mapping[str, Any]) -> Question:
    one, two, three, four = (Words(**words) for words in item["answers"])
    return Question(
        key=item["key"],
        short=Words(**item["short"]),
        official=Words(**item["official"]),
        answers=(one, two, three, four),
        hint=Words(**item["hint"]),
    )
