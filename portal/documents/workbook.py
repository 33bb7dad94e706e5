"""Workbooks: sheets of text and real numbers, without formulas; those of a demo say so in their first row."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from portal.domain.editions import DEMO_NOTICE

if TYPE_CHECKING:
    from xlsxwriter import Workbook  # type: ignore[import-untyped]  # It ships no types.
    from xlsxwriter.format import Format  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

    Formats = dict[int | str, Format]

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
"""The media type."""


@dataclass(frozen=True, slots=True)
class Scaled:
    """An integer in units of the last of `places` decimals, or nothing."""

    value: int | None
    places: int = 2


Cell = str | int | None | Scaled
Row = Sequence[Cell]


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """One sheet: its name, the widths of its columns in characters, the head of its table and the rows.

    fixed: columns on the left that stay in sight.
    """

    name: str
    widths: Sequence[int]
    head: Row
    rows: Iterable[Row]
    fixed: int = 0


def make_workbook(sheets: Iterable[Sheet], *, demo: bool, title: str = "") -> bytes:
    """Return sheets as an XLSX file."""
    # Imported here because most web workers never write a workbook.
    from xlsxwriter import Workbook

    saved = BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(saved, options) as workbook:
        workbook.set_properties({"title": title})
        formats = _formats(workbook)
        for sheet in sheets:
            _write(workbook, sheet, formats, demo=demo)
    return saved.getvalue()


def _write(workbook: "Workbook", sheet: Sheet, formats: "Formats", *, demo: bool) -> None:
    """Write a sheet from top to bottom, as constant memory asks for."""
    page = workbook.add_worksheet(sheet.name)
    for column, width in enumerate(sheet.widths):
        page.set_column(column, column, width)
    heads = [(DEMO_NOTICE,), sheet.head] if demo else [sheet.head]
    for number, head in enumerate(heads):
        page.write_row(number, 0, head, formats["head"])
    page.freeze_panes(len(heads), sheet.fixed)
    for number, row in enumerate(sheet.rows, len(heads)):
        for column, cell in enumerate(row):
            _write_cell(page, number, column, cell, formats)


def _formats(workbook: "Workbook") -> "Formats":
    """Return the formats of heads and text, and those of numbers by their decimals."""
    wrapped = {"valign": "top", "text_wrap": True}
    return {
        "head": workbook.add_format({**wrapped, "bold": True, "bottom": 1}),
        "text": workbook.add_format(wrapped),
        0: workbook.add_format({"valign": "top", "num_format": "#,##0"}),
        2: workbook.add_format({"valign": "top", "num_format": "0.00"}),
        4: workbook.add_format({"valign": "top", "num_format": "0.0000"}),
    }


def _write_cell(page: "Worksheet", row: int, column: int, cell: Cell, formats: "Formats") -> None:
    if isinstance(cell, Scaled):
        if cell.value is not None:
            page.write_number(row, column, cell.value / 10**cell.places, formats[cell.places])
    elif isinstance(cell, int):
        page.write_number(row, column, cell, formats[0])
    elif cell:
        page.write_string(row, column, cell, formats["text"])
