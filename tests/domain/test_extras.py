"""Questions beyond the nine: shown apart, only where all were asked alike, never part of the IKM."""

from collections import Counter
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain import questionnaire_editing as editing
from portal.domain.editions import Tally, headline, pool
from portal.domain.extras import beyond_the_nine, shared_questions
from portal.domain.skm import CURRENT_RULE, hundredths, index
from portal.domain.skm_form import SKM_V1
from portal.domain.words import Words
from portal.domain.zona_integritas import BLOCKS, CONTROL

ANSWERS = tuple(Words(f"Jawaban {n}", f"Answer {n}") for n in range(1, 5))
OWN = replace(editing.empty_question("tambahan-1"), short=Words("Nyaman?", "Comfortable?"), answers=ANSWERS)
ASKED = editing.with_question(editing.with_blocks(SKM_V1, BLOCKS), OWN)
SHEETS = st.lists(st.tuples(*(st.sampled_from(item.scores) for item in ASKED.questions)), min_size=1, max_size=12)


def tally_of(version, sheets) -> Tally:
    """Count sheets, each a digit a question in the version's order."""
    columns = {item.key: Counter(sheet[at] for sheet in sheets) for at, item in enumerate(version.questions)}
    counts = {item.key: tuple(columns[item.key][score] for score in item.scores) for item in version.questions}
    totals = [sum(int(digit) for digit in sheet[:9]) for sheet in sheets]
    return Tally(
        service="", tier=0, n=len(sheets), total=sum(totals), squares=sum(t * t for t in totals), counts=counts
    )


def told(version, *groups, distributed=True):
    tallies = [tally_of(version, group) for group in groups]
    return beyond_the_nine(tallies, [version], CURRENT_RULE.shares, distributed=distributed)


def test_a_figure_of_the_nine_alone_has_nothing_beyond_them():
    assert told(SKM_V1, ["343434343"] * 12) is None


@given(SHEETS, SHEETS)
def test_every_answer_is_counted_once_on_its_own_scale(one, other):
    found = told(ASKED, one, other)
    for at, question in enumerate(ASKED.questions[9:], 9):
        row = found["questions"][at - 9]
        scores = [int(sheet[at]) for sheet in [*one, *other]]
        assert row["key"] == question.key
        assert row["counts"] == [scores.count(score) for score in range(1, len(question.answers) + 1)]
        assert row["mean"] == hundredths(Fraction(sum(scores), len(scores)))


@given(SHEETS)
def test_the_ikm_takes_no_notice(sheets):
    asked, nine = (pool([tally_of(v, [s[: len(v.keys)] for s in sheets])]) for v in (ASKED, SKM_V1))
    assert headline(asked, CURRENT_RULE) == headline(nine, CURRENT_RULE)


@given(SHEETS)
def test_the_weighted_index_weighs_all_elements_exactly(sheets):
    weights = editing.share_the_rest(ASKED, {OWN.key: Fraction(1, 10)})
    version = editing.with_weights(ASKED, weights)
    means = [Fraction(sum(int(sheet[at]) for sheet in sheets), len(sheets)) for at in range(10)]
    expected = 25 * sum((Fraction(1, 10) * mean for mean in means), Fraction(0))
    assert told(version, sheets)["index"] == hundredths(expected)
    assert told(ASKED, sheets)["index"] is None


def test_other_weights_for_the_nine_give_an_index_of_their_own_beside_the_ikm():
    weights = dict.fromkeys(SKM_V1.keys, Fraction(1, 10)) | {"waktu": Fraction(2, 10)}
    version = editing.with_weights(SKM_V1, weights)
    sheets = ["334333333"] * 12
    pooled = pool([tally_of(version, sheets)])
    ikm = hundredths(index({key: pooled.element_total(key) for key in pooled.elements}, 12, CURRENT_RULE))
    assert told(version, sheets) == {"index": 8000, "questions": []}
    assert ikm == 7778


@given(SHEETS)
def test_counts_wait_and_so_does_the_mean_of_a_question_with_two_answers(sheets):
    rows = told(ASKED, sheets, distributed=False)["questions"]
    assert all(row["counts"] is None for row in rows)
    assert {row["block"] for row in rows if row["mean"] is None} == {CONTROL}


@pytest.mark.parametrize(
    "earlier",
    [
        replace(SKM_V1, number=1),
        editing.with_question(ASKED, replace(OWN, short=Words("Lain?", "Comfortable?"))),
        editing.with_question(ASKED, replace(OWN, answers=ANSWERS[::-1])),
    ],
)
def test_a_question_that_was_not_asked_alike_all_along_is_left_out(earlier):
    later = replace(ASKED, number=2)
    assert OWN.key not in [item.key for item in shared_questions([earlier, later])]
    assert OWN.key in [item.key for item in shared_questions([later])]


def test_a_mended_translation_leaves_a_question_what_it_is():
    mended = replace(
        editing.with_question(ASKED, replace(OWN, short=Words("Nyaman?", "Was it comfortable?"))), number=2
    )
    (own, *_rest) = shared_questions([ASKED, mended])
    assert own.short.en == "Was it comfortable?"
