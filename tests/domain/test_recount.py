"""Counting a table again: published tables, the two orders, spreadsheets' habits, and every fault named."""

import json
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.recount import (
    BadHeaderError,
    BadRowsError,
    BadWeightError,
    EmptyTableError,
    OrderNeededError,
    RecountError,
    parse_weight,
    recount,
)
from portal.domain.skm import DEFINITION_ORDER, QUESTIONNAIRE_ORDER, WEIGHT_VARIANTS

PUBLISHED = json.loads((Path(__file__).parents[1] / "data" / "published_skm.json").read_text("utf-8"))
CASES = {case["id"]: case for case in PUBLISHED["cases"]}
KEYS = ",".join(DEFINITION_ORDER)
NUMBERS = ",".join(f"U{number}" for number in range(1, 10))


def table(header: str, rows: list[list[int]]) -> str:
    return "\n".join([header, *(",".join(map(str, row)) for row in rows), ""])


def rows_with(totals: list[int], n: int) -> list[list[int]]:
    """Return `n` rows of scores whose columns have these totals."""
    return [[total // n + (row < total % n) for total in totals] for row in range(n)]


BANDUNG_BARAT = table(KEYS, rows_with([198, 203, 196, 226, 190, 196, 202, 190, 214], 57))


def reasons(text: str, *, nrr: bool = False) -> list[str]:
    with pytest.raises(RecountError) as caught:
        recount(text, nrr=nrr, order="definition")
    return [str(fault) for fault in caught.value.faults]


def test_kpu_bandung_barat_comes_out_of_its_57_rows() -> None:
    result = recount(BANDUNG_BARAT)
    assert (result.n, result.ikm, result.grade) == (57, 8845, "A")
    assert result.index == Fraction(1815 * 25, 57 * 9)
    assert result.totals is not None
    assert list(result.totals.values()) == [198, 203, 196, 226, 190, 196, 202, 190, 214]


@pytest.mark.parametrize(("weight", "ikm", "letter"), [("0.11", 8757, "B"), ("0.111", 8836, "A")])
def test_a_shortened_weight_prints_what_other_spreadsheets_print(weight: str, ikm: int, letter: str) -> None:
    result = recount(BANDUNG_BARAT, weight=parse_weight(weight))
    assert (result.ikm, result.grade) == (ikm, letter)
    assert sum(result.weighted.values()) * 25 == result.index
    assert recount(BANDUNG_BARAT).with_weight(Fraction(weight)) == result


def test_bantul_comes_out_of_its_printed_means() -> None:
    case = CASES["bantul_pertanahan_2023"]
    text = f"{NUMBERS}\n{','.join(map(str, case['elements'].values()))}\n"
    result = recount(text, nrr=True, order="definition")
    assert (result.ikm, result.grade) == (round(case["ikm"] * 100), case["grade"])
    assert (result.n, result.totals) == (None, None)
    assert result.nrr["pengaduan"] == Fraction("3.76")


def test_printed_means_of_bandung_barat_lose_decimals_that_its_answers_have() -> None:
    printed = ",".join(map(str, CASES["kpu_bandungbarat_2025s1"]["elements"].values()))
    assert recount(f"{KEYS}\n{printed}\n", nrr=True).ikm == 8839


def test_kediri_comes_out_of_its_raw_answers_at_every_step() -> None:
    case = CASES["kediri_sqldump_20"]
    for step in case["running_results"]:
        result = recount(table(NUMBERS, case["raw"][: step["n"]]), order="definition")
        assert result.totals is not None
        assert (result.n, sum(result.totals.values())) == (step["n"], step["total_all"])
        assert abs(result.index - Fraction(str(step["ikm"]))) <= Fraction(1, 10_000)
    assert (result.ikm, result.grade) == (7750, case["grade"])


def test_the_order_decides_which_element_u8_is() -> None:
    text = table(NUMBERS, [[3, 3, 3, 3, 3, 3, 3, 1, 4]])
    defined, asked = recount(text, order="definition"), recount(text, order="questionnaire")
    assert defined.totals is not None
    assert asked.totals is not None
    assert (defined.totals["pengaduan"], defined.totals["sarana"]) == (1, 4)
    assert (asked.totals["pengaduan"], asked.totals["sarana"]) == (4, 1)
    assert defined.ikm == asked.ikm


def test_numbered_columns_without_an_order_ask_for_it() -> None:
    with pytest.raises(OrderNeededError, match=r"definition .*questionnaire"):
        recount(table(NUMBERS, [[3] * 9]))


def test_keys_may_stand_in_any_order_and_results_keep_the_regulations() -> None:
    text = table(",".join(reversed(QUESTIONNAIRE_ORDER)), [[4, 3, 1, 1, 1, 1, 1, 1, 2]])
    result = recount(text)
    assert result.totals is not None
    assert list(result.totals) == list(DEFINITION_ORDER)
    assert {key: total for key, total in result.totals.items() if total > 1} == {
        "pengaduan": 4,
        "sarana": 3,
        "persyaratan": 2,
    }


@pytest.mark.parametrize(
    "text",
    [
        BANDUNG_BARAT.replace(",", ";"),
        "\ufeff" + BANDUNG_BARAT,
        BANDUNG_BARAT.replace("\n", "\r\n"),
        BANDUNG_BARAT.replace("\n", "\r"),
        BANDUNG_BARAT.replace("\n", "\n\n  \n"),
        "\n" + BANDUNG_BARAT.replace(",", " , "),
        BANDUNG_BARAT.replace("waktu", '"Waktu"').replace("4", '"4"'),
        BANDUNG_BARAT.rstrip(),
    ],
    ids=["semicolon", "bom", "crlf", "cr", "blank lines", "spaces", "quotes", "no last newline"],
)
def test_the_habits_of_spreadsheets_change_nothing(text: str) -> None:
    assert recount(text) == recount(BANDUNG_BARAT)


def test_a_decimal_comma_is_understood_in_a_table_of_means() -> None:
    dots = f"{KEYS}\n3.31,3.35,3.49,3.93,3.45,3.39,3.39,3.76,3.35\n"
    commas = dots.replace(",", ";").replace(".", ",")
    quoted = f'{KEYS}\n"3,31","3,35","3,49","3,93","3,45","3,39","3,39","3,76","3,35"\n'
    assert recount(commas, nrr=True) == recount(quoted, nrr=True) == recount(dots, nrr=True)


def test_means_are_kept_to_the_last_digit() -> None:
    # 31.78980 / 9 * 25 is 88.305 exactly: an A, which a binary float or an early rounding may miss.
    result = recount(f"{KEYS}\n3.5322,3.5322,3.5322,3.5322,3.5322,3.5322,3.5322,3.5322,3.5322\n", nrr=True)
    assert (result.index, result.ikm, result.grade) == (Fraction("88.305"), 8831, "A")


def test_every_wrong_cell_is_named_and_nothing_is_counted() -> None:
    text = "\n".join(
        [
            KEYS,
            "1,2,3,4,1,2,3,4,1",
            "1,2,5,4,1,2,3,4,1",
            "",
            "1,2,3,4,1,2,3,,x",
            "3.5,0,-1,4,1,2,3,4,1",
            "1,2,3",
            "1,2,3,4,1,2,3,4,1,4",
            "٣,1e0,3 ,NaN,1,2,3,4,1",
        ]
    )
    assert reasons(text) == [
        "baris 3, kolom waktu: 5 berada di luar 1-4",
        "baris 5, kolom pengaduan: kosong",
        "baris 5, kolom sarana: x bukan bilangan bulat",
        "baris 6, kolom persyaratan: 3.5 bukan bilangan bulat",
        "baris 6, kolom prosedur: 0 berada di luar 1-4",
        "baris 6, kolom waktu: -1 berada di luar 1-4",
        "baris 7: berisi 3 sel, seharusnya 9",
        "baris 8: berisi 10 sel, seharusnya 9",
        "baris 9, kolom persyaratan: ٣ bukan bilangan bulat",
        "baris 9, kolom prosedur: 1e0 bukan bilangan bulat",
        "baris 9, kolom biaya: NaN bukan bilangan bulat",
    ]


def test_a_line_of_commas_is_a_respondent_without_answers_not_a_blank_line() -> None:
    assert reasons(f"{KEYS}\n{',' * 8}\n") == [f"baris 2, kolom {key}: kosong" for key in DEFINITION_ORDER]


def test_a_fault_names_the_column_as_the_file_does() -> None:
    assert reasons(table(NUMBERS.lower(), [[3, 3, 3, 3, 3, 3, 3, 9, 3]])) == [
        "baris 2, kolom u8: 9 berada di luar 1-4"
    ]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (f"{KEYS},nik,umur", ["baris 1: kolom tidak dikenal: nik, umur"]),
        (f"{KEYS},", ["baris 1: kolom tidak dikenal: (tanpa nama)"]),
        (f"{KEYS},waktu", ["baris 1: kolom berulang: waktu"]),
        (KEYS.replace(",waktu", ""), ["baris 1: kolom tidak ada: waktu"]),
        (
            NUMBERS.replace("U3", "waktu"),
            ["baris 1: kolom tidak dikenal: waktu", "baris 1: kolom tidak ada: U3"],
        ),
    ],
)
def test_a_header_that_is_not_the_nine_elements_is_refused(header: str, expected: list[str]) -> None:
    text = table(header, [[3] * (header.count(",") + 1)])
    with pytest.raises(BadHeaderError):
        recount(text, order="definition")
    assert reasons(text) == expected


@pytest.mark.parametrize("text", ["", "\ufeff", "\n \n", '""\n', KEYS, f"{KEYS}\n\n"])
def test_a_table_without_answers_is_refused(text: str) -> None:
    with pytest.raises(EmptyTableError):
        recount(text)


def test_a_quote_that_never_closes_is_a_fault_and_no_crash() -> None:
    with pytest.raises(BadRowsError, match="baris 3: tidak terbaca sebagai CSV"):
        recount(f'{KEYS}\n3,3,3,3,3,3,3,3,3\n3,"3,3,3,3,3,3,3,3')


def test_a_table_of_means_has_one_row_and_values_of_1_to_4() -> None:
    good = "3,3,3,3,3,3,3,3,3"
    assert reasons(f"{KEYS}\n{good}\n{good}\n{good}\n", nrr=True) == [
        "baris 3: tabel NRR hanya berisi satu baris nilai",
        "baris 4: tabel NRR hanya berisi satu baris nilai",
    ]
    assert reasons(f"{KEYS}\n3,0.99,4.01,,1e0,3/2,inf,3..1,3\n", nrr=True) == [
        "baris 2, kolom prosedur: 0.99 berada di luar 1-4",
        "baris 2, kolom waktu: 4.01 berada di luar 1-4",
        "baris 2, kolom biaya: kosong",
        "baris 2, kolom produk: 1e0 bukan bilangan",
        "baris 2, kolom kompetensi: 3/2 bukan bilangan",
        "baris 2, kolom perilaku: inf bukan bilangan",
        "baris 2, kolom pengaduan: 3..1 bukan bilangan",
    ]


def test_a_hostile_cell_is_shown_short_and_without_control_characters() -> None:
    (reason,) = reasons(f"{KEYS}\n\x1b[31m{'9' * 5000},3,3,3,3,3,3,3,3\n")
    assert reason.isprintable()
    assert len(reason) < 100


def test_json_figures_are_plain_numbers() -> None:
    figures = json.loads(json.dumps(recount(BANDUNG_BARAT).as_dict()))
    assert set(figures) == {"n", "totals", "nrr", "weighted", "ikm", "grade"}
    assert (figures["n"], figures["ikm"], figures["grade"]) == (57, 88.45, "A")
    assert (figures["nrr"]["persyaratan"], figures["weighted"]["persyaratan"]) == (3.4737, 0.386)


@pytest.mark.parametrize(
    ("text", "weight"),
    [("1/9", "1/9"), ("0.11", "11/100"), ("0,111", "111/1000"), (" 1/10 ", "1/10"), ("1/2", "1/2")],
)
def test_weights_are_read_exactly(text: str, weight: str) -> None:
    assert parse_weight(text) == Fraction(weight)


@pytest.mark.parametrize("text", ["", "0", "0.0", "1/0", "-1/9", "0.51", "1", "1e-1", "x", "1/9/2", "٣/9"])
def test_other_weights_are_refused(text: str) -> None:
    with pytest.raises(BadWeightError, match="bobot"):
        parse_weight(text)


def test_a_weight_that_leaves_the_scale_gives_an_index_without_a_grade() -> None:
    assert recount(table(KEYS, [[1] * 9]), weight=WEIGHT_VARIANTS[0]).grade is None
    assert recount(table(KEYS, [[4] * 9]), weight=Fraction(1, 2)).grade is None


@given(st.lists(st.lists(st.integers(1, 4), min_size=9, max_size=9), min_size=1, max_size=20))
def test_neither_rows_nor_columns_need_an_order(rows: list[list[int]]) -> None:
    columns = sorted(range(9), key=lambda place: DEFINITION_ORDER[place])
    moved = table(
        ",".join(DEFINITION_ORDER[place] for place in columns),
        sorted([row[place] for place in columns] for row in rows),
    )
    assert recount(moved) == recount(table(KEYS, rows))


@given(st.text(alphabet="U123456789,;\"'\n\r .waktu\x00é", max_size=80), st.booleans())
def test_any_text_is_counted_or_refused_with_reasons(text: str, nrr: bool) -> None:
    try:
        outcome: object = recount(text, nrr=nrr, order="definition").index
    except RecountError as error:
        outcome = error.faults
    assert outcome


def test_tabs_and_what_a_spreadsheet_leaves_at_the_end_are_read() -> None:
    tabs = BANDUNG_BARAT.replace(",", "\t")
    assert recount(tabs).ikm == 8845
    assert recount(BANDUNG_BARAT + ",,,,,,,,\n,,,,,,,,\n").n == 57
    assert reasons(table(KEYS, [[4] * 9]) + ",,,,,,,,\n" + ",".join("4" * 9)), "inside it is a respondent"
