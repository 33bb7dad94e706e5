"""Reading tables that others saved: every delimiter and encoding comes through, every fault is named."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.csv_text import to_csv
from portal.domain import csv_import
from portal.domain.csv_import import Column, NotCsvError, Problem, WrongValueError, decode, read
from portal.domain.periods import Period
from portal.domain.words import Words

CODE = Column(key="code", name=Words("Kode", "Code"), hint=Words("", ""), required=True, also=("Kode loket",))
NAME = Column(key="name_id", name=Words("Loket", "Counter"), hint=Words("", ""), required=True)
HOURS = Column(key="hours", name=Words("Jam buka", "Opening hours"), hint=Words("", ""))
COLUMNS = (CODE, NAME, HOURS)

printed = st.characters(exclude_categories=["C", "Z"]) | st.just(" ")
cells = st.text(printed | st.sampled_from(',;"\n'), max_size=12).map(str.strip)
rows = st.lists(st.tuples(cells, cells, cells).filter(any), min_size=1, max_size=8)


def cells_of(table: csv_import.Table) -> list[tuple[str, ...]]:
    assert table.faults == ()
    return [tuple(row.cells[column.key] for column in COLUMNS) for row in table.rows]


def problems(text: str) -> list[Problem]:
    return [fault.problem for fault in read(text, COLUMNS).faults]


@given(rows=rows, delimiter=st.sampled_from(",;\t"), ends=st.sampled_from(["\n", "\r\n"]), mark=st.booleans())
def test_a_table_reads_back_whatever_delimits_its_cells(rows, delimiter, ends, mark):
    rows = [tuple(cell for cell in row) for row in rows if not any(cell.startswith("'") for cell in row)]
    written = StringIO()
    csv.writer(written, delimiter=delimiter, lineterminator=ends).writerows([("Kode", "Loket", "Jam buka"), *rows])
    content = written.getvalue().encode("utf-8-sig" if mark else "utf-8")
    table = read(decode(content), COLUMNS)
    if rows:
        assert cells_of(table) == rows
    else:
        assert [fault.problem for fault in table.faults] == [Problem.EMPTY]


@given(rows=rows)
def test_what_the_portal_writes_it_reads_without_the_guard(rows):
    rows = [row for row in rows if not any(cell.startswith("'") for cell in row)] or [("=1+1", "-2", "@x")]
    assert (
        cells_of(read(decode(("\ufeff" + to_csv(("Kode", "Loket", "Jam buka"), rows)).encode()), COLUMNS)) == rows
    )


@given(content=st.binary(max_size=400) | st.binary(max_size=200).map(lambda tail: b"Kode;Loket\n" + tail))
def test_no_bytes_break_the_reader(content):
    try:
        text = decode(content)
    except NotCsvError:
        return
    table = read(text, COLUMNS)
    assert table.rows or table.faults
    assert all(set(row.cells) >= {"code", "name_id"} for row in table.rows)


def test_what_excel_saves_is_read():
    table = read(
        decode("sep=;\r\nKODE ;Loket\xa0;Catatan\r\nQRTZ;Café ½;\r\n\r\n;;\r\n".encode("cp1252")), COLUMNS
    )
    assert [(row.line, dict(row.cells)) for row in table.rows] == [(3, {"code": "QRTZ", "name_id": "Café ½"})]
    assert table.ignored == ("Catatan",)
    assert cells_of(read(decode("Kode\tLoket\tJam buka\nA\tB\tC".encode("utf-16")), COLUMNS)) == [("A", "B", "C")]


def test_headings_are_known_in_both_languages_by_key_and_by_other_names():
    for heading in ("Code,Counter", "code,name_id", "Kode  Loket,LOKET"):
        assert [row.cells["code"] for row in read(f"{heading}\nA,B", COLUMNS).rows] == ["A"]


def test_a_zipped_spreadsheet_is_named_as_what_it_is():
    with pytest.raises(NotCsvError):
        decode(b"PK\x03\x04....")


@pytest.mark.parametrize("text", ["", "\n \n", "Kode,Loket\n", "\x00"])
def test_a_table_without_rows_is_empty(text):
    assert problems(text) == [Problem.EMPTY]


def test_missing_and_doubled_columns_are_named_and_nothing_is_read():
    table = read("Kode,Kode loket,Jam buka\nA,B,C", COLUMNS)
    assert [(fault.problem, fault.columns) for fault in table.broken] == [
        (Problem.NO_COLUMN, (NAME,)),
        (Problem.TWO_COLUMNS, (CODE,)),
    ]
    assert table.rows == ()


def test_a_row_of_another_width_is_a_fault_of_that_row():
    table = read("Kode,Loket\nA,B\nC\nD,E,F\nG,H,,", COLUMNS)
    assert [(fault.problem, fault.line, fault.cells) for fault in table.faults] == [
        (Problem.WRONG_WIDTH, 3, 1),
        (Problem.WRONG_WIDTH, 4, 3),
    ]
    assert [row.line for row in table.rows] == [2, 5]
    assert table.broken == ()


def test_the_longest_table_is_read_and_one_row_more_is_not():
    head, row = "Kode,Loket\n", "A,B\n"
    assert len(read(head + row * csv_import.MOST_ROWS, COLUMNS).rows) == csv_import.MOST_ROWS
    longer = read(head + row * (csv_import.MOST_ROWS + 1), COLUMNS)
    assert (longer.rows, [fault.problem for fault in longer.broken]) == ((), [Problem.TOO_MANY_ROWS])


def test_a_cell_without_an_end_is_a_fault():
    assert problems('Kode,Loket\n"' + "x" * 200_000) == [Problem.BROKEN]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2024-S1", Period(kind="semester", sequence=4048)),
        (" 2024-s2 ", Period(kind="semester", sequence=4049)),
        ("2024-Q3", Period(kind="quarter", sequence=8098)),
        ("2024-TW4", Period(kind="quarter", sequence=8099)),
        ("2023", Period(kind="year", sequence=2023)),
    ],
)
def test_periods_are_read(text, period):
    assert csv_import.read_period(text) == period


@pytest.mark.parametrize(
    "text", ["", "-", "2024-", "2024-S3", "2024-Q0", "24-S1", "0000", "2024-S", "2024-X1", "٢٠٢٤"]
)
def test_what_is_no_period_is_refused(text):
    with pytest.raises(WrongValueError):
        csv_import.read_period(text)


@pytest.mark.parametrize(("text", "value"), [("87,65", 8765), ("87.6", 8760), ("100", 10000), ("25.00", 2500)])
def test_an_index_is_read_with_comma_or_point(text, value):
    assert csv_import.read_hundredths(text) == value


@pytest.mark.parametrize("text", ["", "8,765", "87,6,5", "-1", "1e3", "87.655", "1000", "x", "½"])
def test_what_is_no_index_is_refused(text):
    with pytest.raises(WrongValueError):
        csv_import.read_hundredths(text)


def test_months_are_read():
    assert csv_import.read_month("2026-06") == 12 * 2026 + 5
    for text in ("2026-13", "2026-6", "2026", "06-2026", "0000-01"):
        with pytest.raises(WrongValueError):
            csv_import.read_month(text)
