"""The one way an answer sheet becomes a response, and versions that stay what they were."""

from dataclasses import FrozenInstanceError, replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.domain.questionnaire import (
    MISSING,
    OUT_OF_RANGE,
    UNKNOWN,
    Answers,
    InvalidAnswersError,
    InvalidVersionError,
    check,
    check_version,
    from_document,
    to_document,
)
from portal.domain.skm import CURRENT_RULE
from portal.domain.skm_form import SKM_V1

KEYS = SKM_V1.keys
SHEETS = st.fixed_dictionaries({key: st.sampled_from("1234") for key in KEYS})
ANYTHING = st.none() | st.text(max_size=3)
ALL_THREE = dict.fromkeys(KEYS, "3")


def answers(scores=ALL_THREE, *, services=(), service=None, profile=None, comment="") -> Answers:
    return check(SKM_V1, scores=scores, services=services, service=service, profile=profile or {}, comment=comment)


def faults(scores=ALL_THREE, **given_) -> dict[str, str]:
    with pytest.raises(InvalidAnswersError) as refusal:
        answers(scores, **given_)
    return refusal.value.faults


@given(SHEETS)
def test_a_full_sheet_becomes_digits_in_question_order_and_their_total(scores):
    read = answers(scores)
    assert read.scores == "".join(scores[key] for key in KEYS)
    assert read.total == sum(map(int, scores.values()))
    assert [read.scores[SKM_V1.keys.index(key)] for key in KEYS] == [scores[key] for key in KEYS]


@settings(max_examples=50)
@given(st.dictionaries(st.sampled_from(KEYS), ANYTHING), st.dictionaries(st.text(max_size=5), ANYTHING))
def test_any_sheet_is_read_whole_or_refused_with_every_fault(entered, extra):
    expected = {key: MISSING for key in KEYS if not entered.get(key)}
    expected |= {key: OUT_OF_RANGE for key in KEYS if (value := entered.get(key)) and value not in set("1234")}
    scores = {**extra, **entered}
    for key in KEYS:
        if key not in entered:
            scores.pop(key, None)
    if expected:
        assert faults(scores) == expected
    else:
        assert answers(scores).scores == "".join(entered[key] for key in KEYS)


@pytest.mark.parametrize("value", ["0", "5", "-1", "1.0", " 1", "1\n", "12", "٣", "³", "satu"])
def test_only_the_four_digits_are_scores(value):
    assert faults(ALL_THREE | {KEYS[0]: value}) == {KEYS[0]: OUT_OF_RANGE}


def test_every_fault_is_named_at_once():
    entered = ALL_THREE | {KEYS[0]: None, KEYS[8]: "9"}
    found = faults(entered, services=("ktp", "akta"))
    assert found == {KEYS[0]: MISSING, KEYS[8]: OUT_OF_RANGE, "service": MISSING}


@pytest.mark.parametrize(
    ("services", "service", "chosen"),
    [
        ((), None, None),
        ((), "", None),
        (("ktp",), None, "ktp"),
        (("ktp",), "", "ktp"),
        (("ktp", "akta"), "akta", "akta"),
    ],
)
def test_a_counters_only_service_is_chosen_for_you(services, service, chosen):
    assert answers(services=services, service=service).service == chosen


@pytest.mark.parametrize(
    ("services", "service", "fault"),
    [
        (("ktp", "akta"), None, MISSING),
        (("ktp", "akta"), "", MISSING),
        (("ktp", "akta"), "paspor", UNKNOWN),
        (("ktp",), "paspor", UNKNOWN),
        ((), "paspor", UNKNOWN),
    ],
)
def test_a_service_that_the_counter_does_not_offer_is_a_fault(services, service, fault):
    assert faults(services=services, service=service) == {"service": fault}


def test_a_profile_never_costs_an_answer():
    first, second = SKM_V1.profile[:2]
    known = first.choices[0][0]
    entered = {first.key: known, second.key: "x" * 50, "shoe_size": "43"}
    assert answers(profile=entered).profile == {first.key: known}


@pytest.mark.parametrize("question", SKM_V1.profile, ids=lambda question: question.key)
def test_every_code_of_the_profile_is_kept(question):
    for code, _ in question.choices:
        assert answers(profile={question.key: code}).profile == {question.key: code}


def test_a_comment_loses_the_spaces_around_it():
    assert answers(comment="  Ramah\n").comment == "Ramah"


def test_the_plain_shape_holds_everything_a_citizen_entered():
    base = answers(services=("ktp", "akta"), service="ktp", profile={}, comment="a")
    question = SKM_V1.profile[0]
    changed = [
        answers(ALL_THREE | {KEYS[0]: "4"}, services=("ktp", "akta"), service="ktp", comment="a"),
        answers(services=("ktp", "akta"), service="akta", comment="a"),
        answers(services=("ktp", "akta"), service="ktp", comment="b"),
        answers(
            services=("ktp", "akta"),
            service="ktp",
            comment="a",
            profile={question.key: question.choices[0][0]},
        ),
    ]
    assert all(other.as_dict() != base.as_dict() for other in changed)


@pytest.mark.parametrize(
    ("value", "field"),
    [
        (SKM_V1, "questions"),
        (SKM_V1.questions[0], "short"),
        (SKM_V1.profile[0], "key"),
        (answers(), "scores"),
    ],
)
def test_what_travels_cannot_be_changed(value, field):
    with pytest.raises(FrozenInstanceError):
        setattr(value, field, "x")


def test_a_version_reads_back_from_its_document():
    assert from_document(to_document(SKM_V1)) == SKM_V1


@given(st.permutations(SKM_V1.questions), st.integers(1, 9))
def test_any_version_reads_back_from_its_document(questions, number):
    version = replace(SKM_V1, number=number, questions=tuple(questions))
    assert from_document(to_document(version)) == version


WEIGHTS = CURRENT_RULE.shares


def test_the_official_version_can_be_scored():
    check_version(SKM_V1, WEIGHTS)


@pytest.mark.parametrize(
    ("version", "weights", "reason"),
    [
        (replace(SKM_V1, questions=SKM_V1.questions[1:]), WEIGHTS, "missing official elements: persyaratan"),
        (replace(SKM_V1, questions=(*SKM_V1.questions, SKM_V1.questions[0])), WEIGHTS, "twice"),
        (SKM_V1, WEIGHTS | {"persyaratan": Fraction(11, 100)}, "exactly 1"),
        (SKM_V1, dict.fromkeys(KEYS, Fraction(11, 100)), "exactly 1"),
    ],
)
def test_a_version_that_could_not_be_scored_is_refused(version, weights, reason):
    with pytest.raises(InvalidVersionError, match=reason):
        check_version(version, weights)
