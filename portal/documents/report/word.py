"""Styles, tables and fields of the Word templates, with the marks that docxtpl repeats and fills."""

from collections.abc import Sequence
from typing import Literal

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

RIVER = RGBColor(0x0B, 0x5D, 0x4B)
_INK = RGBColor(0x14, 0x21, 0x1D)

Column = tuple[str, str, int, bool]
"""A table's column: its head, the expression of its cells, its width in millimetres, whether it holds numbers."""


def set_styles(document: Document) -> None:
    """Set the type sizes, spaces and language of a template."""
    sizes = {
        "Normal": 10.5,
        "Title": 26,
        "Subtitle": 13,
        "Heading 1": 18,
        "Heading 2": 12.5,
        "Header": 8,
        "Footer": 8,
    }
    for name, size in sizes.items():
        style = document.styles[name]
        style.font.name, style.font.size = "Arial", Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in [key for key in fonts.attrib if key.endswith("Theme")]:
            del fonts.attrib[theme]
        if name not in {"Normal", "Header", "Footer"}:
            style.font.bold, style.font.italic = True, False
            style.font.color.rgb = RIVER if name == "Subtitle" else _INK
    normal = document.styles["Normal"]
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.line_spacing = 1.15
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "id-ID")
    normal.element.get_or_add_rPr().append(language)
    document.styles["Heading 1"].paragraph_format.page_break_before = True
    document.styles["Heading 1"].paragraph_format.space_before = Pt(0)
    document.styles["Heading 1"].paragraph_format.space_after = Pt(14)
    document.styles["Heading 2"].paragraph_format.space_before = Pt(16)
    document.styles["Heading 2"].paragraph_format.space_after = Pt(6)
    for border in document.styles["Title"].element.iter(qn("w:pBdr")):
        border.getparent().remove(border)


def draw_rule(paragraph: Paragraph) -> None:
    """Draw the double line of a letterhead below a paragraph."""
    borders, bottom = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for key, value in (("val", "thickThinSmallGap"), ("sz", "18"), ("space", "6"), ("color", "14211D")):
        bottom.set(qn(f"w:{key}"), value)
    borders.append(bottom)
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def add_each(document: Document, paragraphs: str, style: str | None = None) -> None:
    """Add a paragraph that is repeated for every item of a list."""
    document.add_paragraph(f"{{%p for line in {paragraphs} %}}")
    document.add_paragraph("{{ line }}", style=style)
    document.add_paragraph("{%p endfor %}")


def add_table(
    document: Document,
    rows: str,
    columns: Sequence[Column],
    *,
    last: Sequence[str] = (),
    optional: bool = False,
    otherwise: str = "",
    whole: bool = False,
) -> None:
    """Add a table with a row for every item of `rows`; an optional one is left out when there is none.

    whole: keep it on one page.
    """
    if optional:
        document.add_paragraph(f"{{%p if {rows} %}}")
    table = document.add_table(rows=0, cols=len(columns))
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    for column, (_, _, width, _) in zip(table.columns, columns, strict=True):
        column.width = Mm(width)  # Word reads the cells' widths, LibreOffice these.
    _draw_lines(table)
    _fill(table, [head for head, *_ in columns], columns, bold=True)
    _make_head(table)
    _fill(table, [f"{{%tr for row in {rows} %}}"], columns)
    _fill(table, [f"{{{{ {cell} }}}}" for _, cell, *_ in columns], columns)
    _fill(table, ["{%tr endfor %}"], columns)
    if last:
        _fill(table, last, columns, bold=True)
    if whole:
        _keep_whole(table)
    document.add_paragraph().paragraph_format.space_after = Pt(4)
    if optional:
        if otherwise:
            document.add_paragraph("{%p else %}")
            document.add_paragraph(otherwise)
        document.add_paragraph("{%p endif %}")


def _keep_whole(table: Table) -> None:
    for row in table.rows[:-1]:
        for paragraph in row.cells[0].paragraphs:
            paragraph.paragraph_format.keep_with_next = True


def _draw_lines(table: Table) -> None:
    """Draw hairlines between rows, and stronger lines above the first and below the last."""
    borders = OxmlElement("w:tblBorders")
    for name, size, color in (("top", "8", "14211D"), ("bottom", "8", "14211D"), ("insideH", "4", "C9D3CE")):
        line = OxmlElement(f"w:{name}")
        for key, value in (("val", "single"), ("sz", size), ("space", "0"), ("color", color)):
            line.set(qn(f"w:{key}"), value)
        borders.append(line)
    table._tbl.tblPr.insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")


def _fill(table: Table, texts: Sequence[str], columns: Sequence[Column], *, bold: bool = False) -> None:
    row = table.add_row()  # type: ignore[no-untyped-call]
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    cells = row.cells
    for cell, (_, _, width, _) in zip(cells, columns, strict=True):
        cell.width = Mm(width)
    for cell, text, (_, _, _, numeric) in zip(cells, texts, columns, strict=False):
        _write(cell, text, numeric=numeric, bold=bold)


def _write(cell: _Cell, text: str, *, numeric: bool, bold: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(2)
    paragraph.paragraph_format.space_before = Pt(2)
    paragraph.paragraph_format.line_spacing = 1
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if numeric else WD_ALIGN_PARAGRAPH.LEFT
    run = paragraph.add_run(text)
    run.bold, run.font.size = bold, Pt(9)


def _make_head(table: Table) -> None:
    """Tint the first row and repeat it on every page."""
    head = OxmlElement("w:tblHeader")
    head.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(head)
    for cell in table.rows[0].cells:
        tint = OxmlElement("w:shd")
        for key, value in (("val", "clear"), ("color", "auto"), ("fill", "DCEBE5")):
            tint.set(qn(f"w:{key}"), value)
        cell._tc.get_or_add_tcPr().append(tint)


def add_field(paragraph: Paragraph, code: str, shown: str) -> None:
    """Add a field that Word computes; `shown` stands there until it does."""
    start_field(paragraph, code)
    paragraph.add_run(shown)
    end_field(paragraph)


def start_field(paragraph: Paragraph, code: str) -> None:
    """Begin a field; what follows up to its end stands there until Word computes it."""
    _mark(paragraph, "begin")
    instruction = OxmlElement("w:instrText")
    instruction.text = code
    paragraph.add_run()._r.append(instruction)
    _mark(paragraph, "separate")


def end_field(paragraph: Paragraph) -> None:
    """End a field."""
    _mark(paragraph, "end")


def _mark(paragraph: Paragraph, kind: Literal["begin", "separate", "end"]) -> None:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    paragraph.add_run()._r.append(mark)
