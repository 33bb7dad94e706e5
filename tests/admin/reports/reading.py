"""Read the figures back out of a report's three formats."""

from io import BytesIO
from typing import Any

import openpyxl  # type: ignore[import-untyped]  # It ships no types.
from docx import Document
from docx.table import Table

Figures = list[tuple[str, int, int, str]]
"""Name, NRR and value in hundredths, and grade of each element."""


def hundredths(printed: str) -> int:
    """Return a printed number with two decimals in hundredths."""
    return int(printed.replace(".", "").replace(",", ""))


def tables(docx: bytes) -> list[list[list[str]]]:
    """Return the cells of a Word document's tables."""
    return [_cells(table) for table in Document(BytesIO(docx)).tables]


def _cells(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def words(docx: bytes) -> str:
    """Return a Word document's paragraphs."""
    return "\n".join(paragraph.text for paragraph in Document(BytesIO(docx)).paragraphs)


def sheets(xlsx: bytes) -> dict[str, list[tuple[Any, ...]]]:
    """Return the cells of a workbook's sheets."""
    book = openpyxl.load_workbook(BytesIO(xlsx), read_only=True)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def docx_elements(docx: bytes) -> tuple[Figures, int]:
    """Return a report's elements and its index as its Word document prints them."""
    rows = next(rows for rows in tables(docx) if rows[0][:3] == ["No", "Unsur", "NRR"])
    elements = [(row[1], hundredths(row[2]), hundredths(row[3]), row[4]) for row in rows[1:-1]]
    return elements, hundredths(rows[-1][3])


def xlsx_elements(xlsx: bytes) -> tuple[Figures, dict[str, Any]]:
    """Return a report's elements and its overview as its workbook holds them."""
    found = sheets(xlsx)
    elements = [(row[1], round(row[7] * 100), round(row[9] * 100), row[10]) for row in found["Unsur"][1:]]
    return elements, dict(row[:2] for row in found["Ringkasan"][1:])


def characteristics(xlsx: bytes) -> dict[str, list[int]]:
    """Return how many people are in each class of a workbook's questions about who answered."""
    counts: dict[str, list[int]] = {}
    for title, _label, n in sheets(xlsx)["Responden"][1:]:
        if title != "Cara jawaban diterima":
            counts.setdefault(title, []).append(n)
    return counts
