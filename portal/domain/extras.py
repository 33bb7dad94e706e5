"""What an edition says of questions beyond the official nine: shown apart, and never part of the IKM.

A question is shown only where every answer of the figure was given to it, in the same words. Its answers are then
those of whole batches, like the elements', so nothing more can be had by subtracting two editions.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from portal.domain import skm
from portal.domain.editions import Tally
from portal.domain.questionnaire import Question, Version
from portal.domain.skm import DEFINITION_ORDER


def shared_questions(versions: Sequence[Version]) -> tuple[Question, ...]:
    """Return the questions beyond the nine that all versions ask alike, as the newest one words them."""
    if not versions:
        return ()
    asked = [{question.key: _sense(question) for question in version.questions} for version in versions]
    newest = max(versions, key=lambda version: version.number)
    return tuple(
        question
        for question in newest.questions
        if question.key not in DEFINITION_ORDER
        and all(keys.get(question.key) == _sense(question) for keys in asked)
    )


def _sense(question: Question) -> tuple[str, ...]:
    """Return what makes answers to two versions of a question the same answers; a translation does not."""
    return (question.block, question.short.id, *(answer.id for answer in question.answers))


def beyond_the_nine(
    tallies: Iterable[Tally], versions: Sequence[Version], shares: Mapping[str, Fraction], *, distributed: bool
) -> dict[str, Any] | None:
    """Return the part of a figure beyond the nine, or None where there is nothing to say.

    index: the weighted index of all elements in hundredths, None unless all versions weigh the same elements alike
    and otherwise than the rule does. mean: in hundredths on the question's own scale. counts: how many gave each
    answer, only if `distributed`; of a question with two answers the mean would tell them, so it waits as well.
    """
    counted = list(tallies)
    shown = shared_questions(versions)
    index = _weighted_index(counted, versions, shares)
    if not shown and index is None:
        return None
    return {"index": index, "questions": [_told(item, _sum(counted, item.key), distributed) for item in shown]}


def _sum(tallies: Iterable[Tally], key: str) -> list[int]:
    return [sum(column) for column in zip(*(tally.counts[key] for tally in tallies), strict=True)]


def _mean(counts: Sequence[int]) -> Fraction:
    return Fraction(sum(score * count for score, count in enumerate(counts, 1)), sum(counts))


def _told(question: Question, counts: list[int], distributed: bool) -> dict[str, Any]:
    return {
        "key": question.key,
        "block": question.block or None,
        "text": question.short.as_dict(),
        "answers": [answer.as_dict() for answer in question.answers],
        "mean": skm.hundredths(_mean(counts)) if distributed or len(counts) > 2 else None,
        "counts": counts if distributed else None,
    }


def _weighted_index(
    tallies: Sequence[Tally], versions: Sequence[Version], shares: Mapping[str, Fraction]
) -> int | None:
    weights = [_only_positive(version.weights(shares)) for version in versions]
    weighing = weights[0] if weights else {}
    if weighing == dict(shares) or any(other != weighing for other in weights):
        return None
    if not weighing.keys() <= {*DEFINITION_ORDER, *(item.key for item in shared_questions(versions))}:
        return None
    means = {key: _mean(_sum(tallies, key)) for key in weighing}
    return skm.hundredths(skm.index_of_nrr(means, weighing))


def _only_positive(weights: Mapping[str, Fraction]) -> dict[str, Fraction]:
    return {key: weight for key, weight in weights.items() if weight}
