"""The regulation's arithmetic against published tables, its own bounds and its properties."""

import json
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain import skm
from portal.domain.skm import CURRENT_RULE, DEFINITION_ORDER, QUESTIONNAIRE_ORDER, REGULATION_WEIGHT
from portal.domain.words import Words

PUBLISHED = json.loads((Path(__file__).parents[1] / "data" / "published_skm.json").read_text("utf-8"))
CASES = {case["id"]: case for case in PUBLISHED["cases"]}
BANDUNG_BARAT = dict(
    zip(DEFINITION_ORDER, (198, 203, 196, 226, 190, 196, 202, 190, 214), strict=True),
)

answers = st.lists(st.integers(1, 4), min_size=9, max_size=9)
surveys = st.lists(answers, min_size=1, max_size=30)


def totals_of(rows: list[list[int]]) -> dict[str, int]:
    return dict(zip(DEFINITION_ORDER, map(sum, zip(*rows, strict=True)), strict=True))


def index_of(rows: list[list[int]]) -> Fraction:
    return skm.index(totals_of(rows), len(rows), CURRENT_RULE)


def printed(value: Fraction) -> str:
    return f"{skm.hundredths(value) / 100:.2f}"


def test_the_two_orders_name_the_same_nine_elements_and_differ_in_the_last_two() -> None:
    assert len(set(DEFINITION_ORDER)) == 9
    assert DEFINITION_ORDER[7:] == ("pengaduan", "sarana")
    assert QUESTIONNAIRE_ORDER[7:] == ("sarana", "pengaduan")
    assert DEFINITION_ORDER[:7] == QUESTIONNAIRE_ORDER[:7]


def test_kpu_bandung_barat_prints_as_published_and_a_shortened_weight_loses_its_grade() -> None:
    case = CASES["kpu_bandungbarat_2025s1"]
    ikm = skm.hundredths(skm.index(BANDUNG_BARAT, case["n"], CURRENT_RULE))
    assert ikm == round(case["ikm"] * 100) == 8845
    assert skm.grade(ikm, CURRENT_RULE).letter == "A"
    assert [printed(skm.nrr(total, 57)) for total in BANDUNG_BARAT.values()] == [
        f"{value:.2f}" for value in case["elements"].values()
    ]


@pytest.mark.parametrize(
    ("weight", "ikm", "letter"), [("0.11", 8757, "B"), ("0.111", 8836, "A"), ("1/9", 8845, "A")]
)
def test_the_weight_that_a_guide_prints_can_move_the_grade(weight: str, ikm: int, letter: str) -> None:
    value = skm.hundredths(skm.variant_index(BANDUNG_BARAT, 57, Fraction(weight)))
    assert (value, skm.grade(value, CURRENT_RULE).letter) == (ikm, letter)


def test_true_values_from_88_31_to_89_19_fall_to_b_under_0_11_and_no_others_of_grade_a() -> None:
    lost = [
        value
        for value in range(88_31, 100_01)
        if skm.grade(skm.hundredths(Fraction(value, 100) * 9 * Fraction("0.11")), CURRENT_RULE).letter == "B"
    ]
    assert lost == list(range(88_31, 89_20))


def test_bantul_prints_as_published_from_its_element_means() -> None:
    case = CASES["bantul_pertanahan_2023"]
    means = [Fraction(str(value)) for value in case["elements"].values()]
    index = skm.index_of_nrr(dict(zip(DEFINITION_ORDER, means, strict=True)), REGULATION_WEIGHT)
    assert skm.hundredths(index) == round(case["ikm"] * 100)
    assert skm.grade(skm.hundredths(index), CURRENT_RULE).letter == case["grade"]


@pytest.mark.parametrize("step", CASES["kediri_sqldump_20"]["running_results"], ids=lambda step: step["n"])
def test_kediri_runs_as_published_respondent_by_respondent(step: dict[str, float]) -> None:
    rows = CASES["kediri_sqldump_20"]["raw"][: int(step["n"])]
    assert sum(map(sum, rows)) == step["total_all"]
    # The app summed rounded means, so its fourth decimal is one off at n = 7.
    assert abs(index_of(rows) - Fraction(str(step["ikm"]))) <= Fraction(1, 10_000)


def test_kediri_prints_as_published() -> None:
    case = CASES["kediri_sqldump_20"]
    totals = totals_of(case["raw"])
    assert [printed(skm.nrr(total, 20)) for total in totals.values()] == [
        f"{value:.2f}" for value in case["elements"].values()
    ]
    ikm = skm.hundredths(skm.index(totals, 20, CURRENT_RULE))
    assert (ikm, skm.grade(ikm, CURRENT_RULE).letter) == (round(case["ikm"] * 100), case["grade"])


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("87.235", 8724),
        ("86.625", 8663),
        ("88.305", 8831),
        ("88.3049999999999999999", 8830),
        ("25", 2500),
        ("99.994", 9999),
        ("99.995", 10000),
    ],
)
def test_halves_round_up_once_and_exactly(value: str, expected: int) -> None:
    assert skm.hundredths(Fraction(value)) == expected


@given(st.fractions(min_value=0, max_value=100))
def test_rounding_moves_a_value_by_at_most_half_a_hundredth(value: Fraction) -> None:
    assert -Fraction(1, 200) <= value - Fraction(skm.hundredths(value), 100) < Fraction(1, 200)


def test_every_printable_value_has_the_grade_of_the_printed_table() -> None:
    table = (("D", 25_00, 64_99), ("C", 65_00, 76_60), ("B", 76_61, 88_30), ("A", 88_31, 100_00))
    expected = {value: letter for letter, low, high in table for value in range(low, high + 1)}
    assert {v: skm.grade(v, CURRENT_RULE).letter for v in range(25_00, 100_01)} == expected


@pytest.mark.parametrize(
    ("exact", "letter"),
    [
        ("88.305", "A"),
        ("88.3049", "B"),
        ("76.605", "B"),
        ("76.6049", "C"),
        ("64.995", "C"),
        ("64.9949", "D"),
    ],
)
def test_values_between_two_bands_take_the_grade_of_what_is_printed(exact: str, letter: str) -> None:
    assert skm.grade(skm.hundredths(Fraction(exact)), CURRENT_RULE).letter == letter


@pytest.mark.parametrize("value", [-1, 0, 24_99, 100_01])
def test_a_value_off_the_scale_has_no_grade(value: int) -> None:
    with pytest.raises(skm.IndexOutOfRangeError):
        skm.grade(value, CURRENT_RULE)


@pytest.mark.parametrize(
    ("low", "high", "letters"),
    [
        (88_31, 95_00, ("A",)),
        (88_30, 88_31, ("A", "B")),
        (70_00, 80_00, ("B", "C")),
        (25_00, 100_00, ("A", "B", "C", "D")),
        (64_99, 64_99, ("D",)),
    ],
)
def test_grades_touched_lists_every_band_between_both_ends(low: int, high: int, letters: tuple[str, ...]) -> None:
    assert skm.grades_touched(low, high, CURRENT_RULE) == letters


@pytest.mark.parametrize(
    ("total", "n", "error"),
    [
        (0, 0, skm.NoRespondentsError),
        (4, -1, skm.NoRespondentsError),
        (9, 10, skm.TotalOutOfRangeError),
        (41, 10, skm.TotalOutOfRangeError),
    ],
)
def test_an_impossible_total_is_refused(total: int, n: int, error: type[Exception]) -> None:
    with pytest.raises(error):
        skm.nrr(total, n)


def test_a_missing_or_an_unknown_element_is_refused() -> None:
    missing = {key: total for key, total in BANDUNG_BARAT.items() if key != "biaya"}
    for totals in (missing, BANDUNG_BARAT | {"parkir": 200}, missing | {"parkir": 200}):
        with pytest.raises(skm.ElementsMismatchError):
            skm.index(totals, 57, CURRENT_RULE)
        with pytest.raises(skm.ElementsMismatchError):
            skm.variant_index(totals, 57, Fraction("0.11"))


@pytest.mark.parametrize("value", ["0.99", "4.01"])
def test_an_element_mean_outside_1_to_4_is_refused(value: str) -> None:
    means = dict.fromkeys(DEFINITION_ORDER, Fraction(3)) | {"waktu": Fraction(value)}
    with pytest.raises(skm.NrrOutOfRangeError):
        skm.index_of_nrr(means, REGULATION_WEIGHT)


def test_rules_are_found_under_the_name_a_period_stores() -> None:
    assert skm.RULES["permenpan-14-2017/1"] is CURRENT_RULE
    assert all(key == rule.id for key, rule in skm.RULES.items())
    assert CURRENT_RULE.shares == dict.fromkeys(DEFINITION_ORDER, REGULATION_WEIGHT)


def rule_of_two(heavy: int) -> skm.Rule:
    return skm.Rule(
        key="contoh",
        version=2,
        name=Words("Contoh", "Example"),
        weights={"waktu": heavy, "biaya": 1},
        denominator=4,
        bands=CURRENT_RULE.bands,
    )


def test_another_rule_brings_its_own_elements_and_weights() -> None:
    assert skm.index({"waktu": 40, "biaya": 10}, 10, rule_of_two(heavy=3)) == Fraction(325, 4)


def test_a_rule_whose_weights_are_not_one_cannot_exist() -> None:
    with pytest.raises(skm.WeightsNotOneError):
        rule_of_two(heavy=2)


@given(surveys)
def test_the_index_is_the_mean_score_times_25_and_stays_on_the_scale(rows: list[list[int]]) -> None:
    assert index_of(rows) == Fraction(25 * sum(map(sum, rows)), 9 * len(rows))
    assert 25 <= index_of(rows) <= 100


@given(surveys, st.permutations(range(9)))
def test_neither_the_order_of_respondents_nor_of_elements_matters(
    rows: list[list[int]], places: list[int]
) -> None:
    assert index_of(sorted(rows)) == index_of(rows)
    assert index_of([[row[place] for place in places] for row in rows]) == index_of(rows)


@given(surveys, st.data())
def test_one_better_answer_never_lowers_index_or_grade(rows: list[list[int]], data: st.DataObject) -> None:
    row = data.draw(st.integers(0, len(rows) - 1))
    place = data.draw(st.integers(0, 8))
    better = [list(scores) for scores in rows]
    better[row][place] = min(4, better[row][place] + 1)
    before, after = index_of(rows), index_of(better)
    assert after >= before
    letters = [skm.grade(skm.hundredths(value), CURRENT_RULE).letter for value in (before, after)]
    assert letters[1] <= letters[0]


@given(surveys)
def test_a_shortened_weight_shrinks_every_index_by_the_same_share(rows: list[list[int]]) -> None:
    true = index_of(rows)
    shares = [skm.variant_index(totals_of(rows), len(rows), w) / true for w in skm.WEIGHT_VARIANTS]
    assert shares == [Fraction(99, 100), Fraction(999, 1000)]
