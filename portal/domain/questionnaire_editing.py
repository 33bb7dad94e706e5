"""Making the next version of the SKM questionnaire: what may change, and what the regulation fixes.

Every step returns a new version or raises; nothing here knows whether a version was answered already.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from portal.domain import zona_integritas
from portal.domain.questionnaire import NO_WORDS, Question, Version, WeightsError
from portal.domain.skm import DEFINITION_ORDER
from portal.domain.skm_form import SKM_V1
from portal.domain.words import LANGUAGES, Words

OFFICIAL = {question.key: question for question in SKM_V1.questions}
"""The regulation's nine questions by key, in the order of its form."""

OWN_KEY = "tambahan-"
MOST_OWN = 10
"""Own questions a version may ask: a longer form is left half answered."""


class OfficialQuestionError(ValueError):
    """The nine questions of the regulation stay, in their order and with their official wording."""


class TooManyQuestionsError(ValueError):
    """A version asks at most `MOST_OWN` questions of its own."""


class UnreadableWeightError(ValueError):
    """What was typed is no share between 0 and 1."""


def is_official(key: str) -> bool:
    """Tell whether a question is one of the regulation's nine."""
    return key in OFFICIAL


def parts_to_write(question: Question) -> tuple[tuple[str, str], ...]:
    """Return (part, language) of the texts that may be written anew.

    Of an official question that is the plain question, the hint and all English; of an extra one its sentence.
    """
    both = [("short", "id"), ("short", "en")]
    if question.block:
        return tuple(both)
    both += [("hint", "id"), ("hint", "en")]
    answers = [f"answer-{score}" for score in question.scores]
    if is_official(question.key):
        return (*both, ("official", "en"), *((answer, "en") for answer in answers))
    return (*both, *((answer, language) for answer in answers for language in LANGUAGES))


def with_texts(question: Question, written: Mapping[tuple[str, str], str]) -> Question:
    """Write texts of a question anew. written: (part, language) -> text; what is not named stays."""

    def words(part: str, now: Words) -> Words:
        return Words(written.get((part, "id"), now.id), written.get((part, "en"), now.en))

    return replace(
        question,
        short=words("short", question.short),
        official=words("official", question.official),
        hint=words("hint", question.hint),
        answers=tuple(words(f"answer-{score}", now) for score, now in enumerate(question.answers, 1)),
    )


def empty_question(key: str) -> Question:
    """Return an own question that is still to be written."""
    return Question(key=key, short=NO_WORDS, official=NO_WORDS, answers=(NO_WORDS,) * 4)


def own_questions(version: Version) -> tuple[Question, ...]:
    """Return the questions that were added to the regulation's nine as elements of their own."""
    return tuple(item for item in version.questions if not is_official(item.key) and not item.block)


def earliest_start(this_month: int, taken: Collection[int | None]) -> int:
    """Return the first month in which a new version may start.

    taken: the last month of any batch and the starts of the other versions. A batch then never mixes versions
    because of a start, and of two versions the later one is always the newer.
    """
    return 1 + max([this_month, *(month for month in taken if month is not None)])


def with_intro(version: Version, intro: Words) -> Version:
    """Put another introduction above the questions."""
    return replace(version, intro=intro)


def with_question(version: Version, question: Question) -> Version:
    """Replace the question of the same key, or add it after the last of its kind.

    Raises OfficialQuestionError when it words an official one otherwise.
    """
    if is_official(question.key) and _fixed(question) != _fixed(OFFICIAL[question.key]):
        raise OfficialQuestionError(question.key)
    if question.key in version.keys:
        return replace(
            version, questions=tuple(question if item.key == question.key else item for item in version.questions)
        )
    if not question.block and len(own_questions(version)) >= MOST_OWN:
        raise TooManyQuestionsError
    return replace(version, questions=_in_order([*version.questions, question]))


def _fixed(question: Question) -> tuple[str, ...]:
    """Return what the regulation fixes of a question: its wording and its answers, in Indonesian."""
    return (question.official.id, *(answer.id for answer in question.answers))


def _in_order(questions: list[Question]) -> tuple[Question, ...]:
    """Return questions with all elements first and the blocks in their order after them."""
    order = ("", *zona_integritas.BLOCKS)
    return tuple(sorted(questions, key=lambda item: order.index(item.block)))


def without_question(version: Version, key: str) -> Version:
    """Take an own question out; its weight goes back to the regulation's nine in equal parts."""
    if is_official(key):
        raise OfficialQuestionError(key)
    weights = version.weights(_SHARES)
    freed = weights.pop(key, Fraction(0)) / len(DEFINITION_ORDER)
    rest = replace(version, questions=tuple(item for item in version.questions if item.key != key))
    if not freed:
        return rest
    return with_weights(rest, {item: weights[item] + (freed if is_official(item) else 0) for item in weights})


def next_own_key(version: Version) -> str:
    """Return a key for a new own question, which no question of the version has."""
    ends = [item.key.removeprefix(OWN_KEY) for item in own_questions(version)]
    numbers = [int(end) for end in ends if end.isdigit()]
    return f"{OWN_KEY}{max(numbers, default=0) + 1}"


def blocks_of(version: Version) -> tuple[str, ...]:
    """Return the blocks of extra questions that a version asks."""
    asked = {item.block for item in version.questions}
    return tuple(block for block in zona_integritas.BLOCKS if block in asked)


def with_blocks(version: Version, blocks: Collection[str]) -> Version:
    """Ask just these blocks of extra questions; one that is asked already keeps its words."""
    before = blocks_of(version)
    kept = [item for item in version.questions if not item.block or item.block in blocks]
    new = [item for block in blocks if block not in before for item in zona_integritas.QUESTIONS[block]]
    return replace(version, questions=_in_order([*kept, *new]))


_SHARES = dict.fromkeys(DEFINITION_ORDER, Fraction(1, len(DEFINITION_ORDER)))


def with_weights(version: Version, weights: Mapping[str, Fraction]) -> Version:
    """Give each element its share of the weighted index; raise WeightsError unless they sum to exactly 1.

    The published IKM takes no notice: it weighs the regulation's nine alike.
    """
    total = sum(weights.values(), Fraction(0))
    if total != 1:
        raise WeightsError(total)
    return replace(
        version,
        questions=tuple(
            item if item.block else replace(item, weight=_own_share(item.key, weights[item.key]))
            for item in version.questions
        ),
    )


def _own_share(key: str, weight: Fraction) -> Fraction | None:
    """Leave out what the rule says anyway, so that an untouched version stays as it was."""
    return None if weight == _SHARES.get(key, 0) else weight


def weights_of(version: Version) -> dict[str, Fraction]:
    """Return each element's share of the weighted index, in the version's order."""
    return version.weights(_SHARES)


def share_the_rest(version: Version, own: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """Return weights in which the regulation's nine share equally what the own questions leave."""
    left = (1 - sum(own.values(), Fraction(0))) / len(DEFINITION_ORDER)
    return {item.key: own.get(item.key, left) for item in version.questions if not item.block}


_PERCENT = re.compile(r"(\d{1,3})(?:[.,](\d{1,6}))?\s*%", re.ASCII)
_DECIMAL = re.compile(r"([01])(?:[.,](\d{1,6}))?", re.ASCII)
_FRACTION = re.compile(r"(\d{1,6})\s*/\s*(\d{1,6})", re.ASCII)


def read_weight(text: str) -> Fraction:
    """Read a share as people write it: `1/9`, `10 %`, `12,5%`, `0,1` or `0`; exact, never through a float."""
    typed = text.strip()
    if match := _FRACTION.fullmatch(typed):
        over, under = int(match[1]), int(match[2])
        value = Fraction(over, under) if under else Fraction(2)
    elif match := _PERCENT.fullmatch(typed):
        value = Fraction(f"{match[1]}.{match[2] or 0}") / 100
    elif match := _DECIMAL.fullmatch(typed):
        value = Fraction(f"{match[1]}.{match[2] or 0}")
    else:
        raise UnreadableWeightError(text)
    if value > 1:
        raise UnreadableWeightError(text)
    return value


def weight_text(value: Fraction) -> str:
    """Return a share as it may be typed again: `10 %` where that is exact, else `1/9`."""
    hundredths = value * 10000
    if hundredths.denominator != 1:
        return f"{value.numerator}/{value.denominator}"
    whole, rest = divmod(int(hundredths), 100)
    return f"{whole},{rest:02d}".rstrip("0") + " %" if rest else f"{whole} %"


@dataclass(frozen=True, kw_only=True, slots=True)
class Text:
    """One text of a version. question: its key, empty for the introduction. part: what it is, such as `short`."""

    question: str
    part: str
    words: Words

    @property
    def untranslated(self) -> bool:
        """Tell whether there is something to translate and nobody has."""
        return bool(self.words.id) and not self.words.en


def texts(version: Version) -> tuple[Text, ...]:
    """Return every text of a version that is not empty, in the order in which a citizen reads them."""
    found = [Text(question="", part="intro", words=version.intro)]
    for item in version.questions:
        found += texts_of(item)
    return tuple(text for text in found if text.words != NO_WORDS)


def texts_of(question: Question) -> list[Text]:
    """Return every text of a question, empty ones too."""
    parts = {"short": question.short, "official": question.official, "hint": question.hint}
    answers = {f"answer-{score}": words for score, words in enumerate(question.answers, 1)}
    return [Text(question=question.key, part=part, words=words) for part, words in (parts | answers).items()]


def untranslated(version: Version) -> tuple[Text, ...]:
    """Return the texts that have no English yet; a reader of English sees them in Indonesian."""
    return tuple(text for text in texts(version) if text.untranslated)


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """One text, or one weight as text, before and after; None where there was or is nothing."""

    part: str
    before: str | None
    after: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """What differs in one question. kind: added, removed or changed. question: as it is, or was when removed."""

    kind: str
    question: Question
    differences: tuple[Difference, ...]


def changes(old: Version, new: Version) -> tuple[Change, ...]:
    """Return the questions that differ, in the new version's order, removed ones last."""
    before = {item.key: item for item in old.questions}
    after = {item.key: item for item in new.questions}
    found = [_change(before.get(key), item) for key, item in after.items()]
    gone = [_change(item, None) for key, item in before.items() if key not in after]
    return tuple(change for change in [*found, *gone] if change is not None)


def _change(old: Question | None, new: Question | None) -> Change | None:
    question = new or old
    if question is None or old == new:
        return None
    left, right = (_spelled_out(item) if item else {} for item in (old, new))
    differences = tuple(
        Difference(part=part, before=left.get(part), after=right.get(part))
        for part in dict.fromkeys([*left, *right])
        if left.get(part) != right.get(part)
    )
    return Change(
        kind="added" if old is None else "removed" if new is None else "changed",
        question=question,
        differences=differences,
    )


def _spelled_out(question: Question) -> dict[str, str]:
    """Return part and language -> text, such as `short-en`, and the weight; empty texts are left out."""
    found = {
        f"{text.part}-{language}": words
        for text in texts_of(question)
        for language, words in text.words.as_dict().items()
        if words
    }
    if question.block:
        return found
    share = _SHARES.get(question.key, Fraction(0)) if question.weight is None else question.weight
    return found | {"weight": weight_text(share)}
