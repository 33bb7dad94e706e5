"""The recount command: what it prints, what it refuses, how it exits."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from portal.cli.recount import recount
from portal.domain.skm import DEFINITION_ORDER

TOTALS = (198, 203, 196, 226, 190, 196, 202, 190, 214)
HEADER = ",".join(DEFINITION_ORDER)
BANDUNG_BARAT = "\n".join(
    [HEADER, *(",".join(str(total // 57 + (row < total % 57)) for total in TOTALS) for row in range(57))]
)


def run(*arguments: str, text: str | bytes = BANDUNG_BARAT) -> Result:
    return CliRunner().invoke(recount, ["-", *arguments], input=text)


def test_the_report_shows_elements_index_and_grade() -> None:
    result = run()
    assert result.exit_code == 0
    lines = [line.split() for line in result.stdout.splitlines()]
    assert ["Waktu", "Penyelesaian", "196", "3,4386", "0,3821"] in lines
    assert ["Responden", "57"] in lines
    assert ["IKM", "88,45"] in lines
    assert ["Mutu", "A", "(Sangat", "Baik)"] in lines
    assert "peraturan" not in result.stdout


def test_the_table_is_aligned() -> None:
    head, *rows = run().stdout.splitlines()[:10]
    assert {len(row) for row in rows} == {len(head)}


def test_another_weight_says_what_the_regulation_would_have_given() -> None:
    result = run("--weight", "0.11")
    assert "IKM        87,57\nMutu       B (Baik)\n" in result.stdout
    assert (
        "Bobot menurut peraturan adalah 1/9, bukan 0.11; dengan 1/9 IKM menjadi 88,45, mutu A (Sangat Baik)."
        in result.stdout
    )


def test_the_regulations_weight_in_other_words_needs_no_remark() -> None:
    assert "peraturan" not in run("--weight", "2/18").stdout


def test_json_goes_to_standard_output_alone() -> None:
    result = run("--json")
    figures = json.loads(result.stdout)
    assert (figures["n"], figures["ikm"], figures["grade"]) == (57, 88.45, "A")
    assert result.stderr == ""


def test_a_file_of_printed_means_is_read_by_name(tmp_path: Path) -> None:
    path = tmp_path / "bantul.csv"
    path.write_text("U1;U2;U3;U4;U5;U6;U7;U8;U9\n3,31;3,35;3,49;3,93;3,45;3,39;3,39;3,76;3,35\n", "utf-8-sig")
    result = CliRunner().invoke(recount, [str(path), "--nrr", "--order", "definition", "--json"])
    figures = json.loads(result.stdout)
    assert (figures["n"], figures["totals"], figures["ikm"], figures["grade"]) == (None, None, 87.28, "B")
    assert figures["nrr"]["pengaduan"] == 3.76
    report = CliRunner().invoke(recount, [str(path), "--nrr", "--order", "definition"]).stdout
    assert "IKM        87,28" in report
    assert "Responden" not in report


def test_each_fault_is_one_line_on_standard_error() -> None:
    result = run(text=f"{HEADER}\n3,3,5,3,3,3,3,3,3\n3,3,3,3,3,3,3,3,\n")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr == ("baris 2, kolom waktu: 5 berada di luar 1-4\nbaris 3, kolom sarana: kosong\n")


@pytest.mark.parametrize(
    ("arguments", "text", "message"),
    [
        ((), b"persyaratan\n\xff\n", "baris 2: bukan teks UTF-8"),
        ((), BANDUNG_BARAT.encode("utf-16"), "bukan teks UTF-8"),
        ((), "", "berkas kosong"),
        ((), "U1,U2,U3,U4,U5,U6,U7,U8,U9\n3,3,3,3,3,3,3,3,3\n", "questionnaire"),
        (("--weight", "0"), BANDUNG_BARAT, "bobot 0 harus lebih dari 0"),
        (("--order", "abjad"), BANDUNG_BARAT, "abjad"),
        (("--nrr",), BANDUNG_BARAT, "baris 3: tabel NRR hanya berisi satu baris nilai"),
    ],
)
def test_what_cannot_be_counted_exits_with_2_and_says_why(
    arguments: tuple[str, ...], text: str | bytes, message: str
) -> None:
    result = run(*arguments, text=text)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    result = CliRunner().invoke(recount, [str(tmp_path / "hilang.csv")])
    assert result.exit_code == 2
    assert "hilang.csv tidak dapat dibaca" in result.stderr
