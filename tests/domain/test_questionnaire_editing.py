"""The next version: exact weights, the regulation's nine as they are, and what differs."""

from contextlib import suppress
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain import questionnaire_editing as editing
from portal.domain.questionnaire import (
    InvalidVersionError,
    WeightsError,
    check_version,
    from_document,
    to_document,
)
from portal.domain.skm import CURRENT_RULE, DEFINITION_ORDER, QUESTIONNAIRE_ORDER
from portal.domain.skm_form import SKM_V1
from portal.domain.words import Words
from portal.domain.zona_integritas import BLOCKS

SHARES = CURRENT_RULE.shares
POSITIVE = st.fractions(0, 1, max_denominator=1000)


def own(key: str = "tambahan-1"):
    """Return an own question with all its texts."""
    answers = tuple(Words(f"Jawaban {n}", f"Answer {n}") for n in range(1, 5))
    return replace(editing.empty_question(key), short=Words("Nyaman?", "Comfortable?"), answers=answers)


WITH_OWN = editing.with_question(SKM_V1, own())


@given(st.lists(POSITIVE, min_size=10, max_size=10))
def test_weights_are_taken_just_when_they_sum_to_exactly_one(shares):
    weights = dict(zip(WITH_OWN.keys, shares, strict=True))
    if sum(shares) == 1:
        assert editing.weights_of(editing.with_weights(WITH_OWN, weights)) == weights
    else:
        with pytest.raises(WeightsError) as refusal:
            editing.with_weights(WITH_OWN, weights)
        assert refusal.value.total == sum(shares)


@given(st.lists(st.integers(0, 50), min_size=10, max_size=10).filter(any))
def test_whatever_parts_make_a_whole_are_kept_exactly(parts):
    weights = {key: Fraction(part, sum(parts)) for key, part in zip(WITH_OWN.keys, parts, strict=True)}
    version = editing.with_weights(WITH_OWN, weights)
    check_version(version, SHARES)
    read = from_document(to_document(version))
    assert read == version
    assert editing.weights_of(read) == weights
    without = editing.without_question(version, "tambahan-1")
    assert sum(editing.weights_of(without).values()) == 1


@given(POSITIVE)
def test_the_nine_share_equally_what_own_questions_leave(share):
    weights = editing.share_the_rest(WITH_OWN, {"tambahan-1": share})
    assert weights["tambahan-1"] == share
    assert {weights[key] for key in DEFINITION_ORDER} == {(1 - share) / 9}
    assert sum(weights.values()) == 1


@given(POSITIVE)
def test_a_weight_reads_back_as_it_is_shown(share):
    assert editing.read_weight(editing.weight_text(share)) == share


@pytest.mark.parametrize(
    ("typed", "share"),
    [
        ("1/9", Fraction(1, 9)), (" 1 / 9 ", Fraction(1, 9)), ("10 %", Fraction(1, 10)), ("12,5%", Fraction(1, 8)),
        ("0,1", Fraction(1, 10)), ("0.111", Fraction(111, 1000)), ("0", Fraction(0)), ("1", Fraction(1)),
    ],
)  # fmt: skip
def test_weights_are_read_as_people_write_them(typed, share):
    assert editing.read_weight(typed) == share


@given(st.text(max_size=12))
def test_a_weight_is_a_share_or_refused(typed):
    with suppress(editing.UnreadableWeightError):
        assert 0 <= editing.read_weight(typed) <= 1


def test_a_version_whose_weights_do_not_sum_to_one_is_refused():
    with pytest.raises(WeightsError, match="11/10"):
        check_version(spoilt_by(replace(own(), weight=Fraction(1, 10))), SHARES)


@pytest.mark.parametrize("key", QUESTIONNAIRE_ORDER)
def test_an_official_question_keeps_its_wording_its_answers_and_its_place(key):
    question = editing.OFFICIAL[key]
    spoilt = [
        replace(question, official=Words("Lain", "Other")),
        replace(question, answers=question.answers[::-1]),
        replace(question, answers=question.answers[:3]),
    ]
    for version in spoilt:
        with pytest.raises(editing.OfficialQuestionError):
            editing.with_question(SKM_V1, version)
    with pytest.raises(editing.OfficialQuestionError):
        editing.without_question(SKM_V1, key)
    plainer = editing.with_question(SKM_V1, replace(question, short=Words("Singkat?", "Short?")))
    assert plainer.keys == QUESTIONNAIRE_ORDER


@given(st.lists(st.sampled_from([*BLOCKS, "own"]), max_size=8))
def test_the_nine_stand_first_then_own_questions_then_the_blocks(steps):
    version, asked = SKM_V1, set()
    for step in steps:
        if step == "own":
            version = editing.with_question(version, own(editing.next_own_key(version)))
        else:
            asked ^= {step}
            version = editing.with_blocks(version, asked)
    check_version(version, SHARES)
    assert version.keys[:9] == QUESTIONNAIRE_ORDER
    blocks = [question.block for question in version.questions]
    assert blocks == sorted(blocks, key=["", *BLOCKS].index)
    assert editing.blocks_of(version) == tuple(block for block in BLOCKS if block in asked)
    assert len(editing.own_questions(version)) == steps.count("own")
    assert from_document(to_document(version)) == version


def spoilt_by(question):
    """Return a version with a question that no form would make."""
    return replace(SKM_V1, questions=(*SKM_V1.questions, question))


def test_an_element_has_four_answers_and_a_score_one_digit():
    for answers in (own().answers[:3], own().answers * 2):
        with pytest.raises(InvalidVersionError, match="four answers"):
            check_version(
                replace(WITH_OWN, questions=(*SKM_V1.questions, replace(own(), answers=answers))), SHARES
            )
    long = replace(own(), answers=own().answers * 3, block="spkp")
    with pytest.raises(InvalidVersionError, match="12 answers"):
        check_version(spoilt_by(long), SHARES)


def test_an_untouched_copy_is_stored_as_it_was():
    touched = editing.with_weights(SKM_V1, SHARES)
    assert touched == SKM_V1
    document = to_document(SKM_V1)
    assert set(document) == {"instrument", "number", "rule", "questions", "profile"}
    assert {frozenset(item) for item in document["questions"]} == {
        frozenset({"key", "short", "official", "answers", "hint"})
    }


def test_missing_english_is_found_and_an_empty_text_needs_none():
    assert editing.untranslated(SKM_V1) == ()
    half = replace(own(), short=Words("Nyaman?", ""), hint=Words("", ""))
    version = editing.with_intro(editing.with_question(SKM_V1, half), Words("Halo", ""))
    assert [(text.question, text.part) for text in editing.untranslated(version)] == [
        ("", "intro"),
        ("tambahan-1", "short"),
    ]


def test_changes_name_question_part_and_both_texts():
    question = editing.OFFICIAL["waktu"]
    plainer = replace(question, short=replace(question.short, id="Cepatkah?"))
    version = editing.with_question(WITH_OWN, plainer)
    changed, added = editing.changes(SKM_V1, version)
    assert (changed.kind, changed.question.key) == ("changed", "waktu")
    assert changed.differences == (
        editing.Difference(part="short-id", before=question.short.id, after="Cepatkah?"),
    )
    assert (added.kind, added.question.key) == ("added", "tambahan-1")
    assert all(item.before is None for item in added.differences)
    assert [change.kind for change in editing.changes(version, SKM_V1)] == ["changed", "removed"]
    assert editing.changes(version, version) == ()


def test_a_new_weight_is_a_change():
    weights = editing.share_the_rest(WITH_OWN, {"tambahan-1": Fraction(1, 10)})
    found = editing.changes(WITH_OWN, editing.with_weights(WITH_OWN, weights))
    assert len(found) == 10
    assert found[-1].differences == (editing.Difference(part="weight", before="0 %", after="10 %"),)


@given(st.integers(0, 30_000), st.lists(st.none() | st.integers(0, 30_000)))
def test_a_version_starts_after_this_month_after_every_batch_and_every_other_version(month, taken):
    earliest = editing.earliest_start(month, taken)
    assert earliest > month
    assert all(item is None or earliest > item for item in taken)
