"""Workbooks: the work papers of a report, the summary, the list of evidence. Real numbers, no formulas."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from portal.documents.report.content import TIER_WORDS
from portal.documents.report.values import Evidence, FollowUp, OfficeLine, SkmReport, Summary
from portal.domain.editions import DEMO_NOTICE, TIERS

if TYPE_CHECKING:
    from xlsxwriter import Workbook  # type: ignore[import-untyped]  # It ships no types.
    from xlsxwriter.format import Format  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

    Formats = dict[int | str, Format]


@dataclass(frozen=True, slots=True)
class Scaled:
    """An integer in units of the last of `places` decimals, or nothing."""

    value: int | None
    places: int = 2


Cell = str | int | None | Scaled
Row = Sequence[Cell]


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """One sheet: its name, the widths of its columns in characters, the head of its table and the rows."""

    name: str
    widths: Sequence[int]
    head: Row
    rows: Iterable[Row]


def report_workbook(report: SkmReport) -> bytes:
    """Return the work papers of an office's report."""
    sheets = (
        _overview(report),
        _elements(report),
        _respondents(report),
        _trend(report),
        _plans(report),
        _notes(report),
    )
    return _workbook(sheets, demo=report.edition.demo, title=f"Kertas kerja SKM {report.edition.id}")


def summary_workbook(summary: Summary) -> bytes:
    """Return the figures of all offices."""
    lines = [*summary.lines, *([summary.total] if summary.total else [])]
    sheet = Sheet(
        name="Rekapitulasi",
        widths=(48, 12, 10, 8, 10, 10, 16, 36),
        head=("Unit layanan", "Responden", "IKM", "Mutu", "Terendah", "Tertinggi", "Tindak lanjut (%)", "Edisi"),
        rows=map(_line, lines),
    )
    source = _listing("Catatan", (("Periode", summary.period), ("Halaman umum", summary.address)))
    return _workbook((sheet, source), demo=summary.demo, title=f"Rekapitulasi SKM {summary.period}")


def evidence_workbook(evidence: Iterable[Evidence], *, demo: bool) -> bytes:
    """Return the list of proofs for the PEKPPP assessment."""
    sheet = Sheet(
        name="Bukti PEKPPP",
        widths=(56, 44, 60, 68),
        head=("Butir", "Unit layanan", "Tautan", "Sidik digital (SHA-256)"),
        rows=[(item.item, item.office, item.link, item.hash) for item in evidence],
    )
    return _workbook((sheet,), demo=demo, title="Daftar bukti PEKPPP")


def _overview(report: SkmReport) -> Sheet:
    edition, sample = report.edition, report.sample
    return _listing(
        "Ringkasan",
        (
            ("Unit layanan", report.letterhead.office),
            ("Periode", report.period),
            ("Responden", edition.n),
            ("IKM", Scaled(edition.ikm)),
            ("Mutu", edition.grade),
            ("Kinerja", edition.performance(edition.grade)),
            ("Rentang: terendah", Scaled(edition.low)),
            ("Rentang: tertinggi", Scaled(edition.high)),
            ("Penerima layanan periode sebelumnya", sample.population),
            ("Target responden", sample.target),
        ),
    )


def _elements(report: SkmReport) -> Sheet:
    return Sheet(
        name="Unsur",
        widths=(16, 42, 9, 9, 9, 9, 10, 9, 16, 9, 8),
        head=(
            *("Kunci", "Unsur", "Nilai 1", "Nilai 2", "Nilai 3", "Nilai 4"),
            *("Jumlah", "NRR", "NRR tertimbang", "Nilai", "Mutu"),
        ),
        rows=[
            (
                *(item.key, item.name, *(item.counts or (None,) * 4)),
                *(item.total, Scaled(item.nrr), Scaled(item.weighted, 4), Scaled(item.value), item.grade),
            )
            for item in report.edition.elements
        ],
    )


def _respondents(report: SkmReport) -> Sheet:
    provenance = report.edition.provenance or {}
    ways = [("Cara jawaban diterima", TIER_WORDS[tier], provenance[tier]) for tier in TIERS if tier in provenance]
    rows = [(item.title, share.label, share.n) for item in report.characteristics for share in item.shares]
    return Sheet(
        name="Responden",
        widths=(28, 32, 12),
        head=("Karakteristik", "Kelompok", "Orang"),
        rows=[*ways, *rows],
    )


def _trend(report: SkmReport) -> Sheet:
    return Sheet(
        name="Tren",
        widths=(28, 12, 10, 8, 40),
        head=("Periode", "Responden", "IKM", "Mutu", "Catatan"),
        rows=[(row.period, row.n, Scaled(row.ikm), row.grade, row.note) for row in report.trend],
    )


def _plans(report: SkmReport) -> Sheet:
    plans = (("Periode ini", report.follow_up), ("Periode sebelumnya", report.past_follow_up))
    return Sheet(
        name="Tindak lanjut",
        widths=(20, 36, 60, 14, 32, 20),
        head=("Rencana", "Prioritas unsur", "Program/kegiatan", "Triwulan", "Penanggung jawab", "Keadaan"),
        rows=[_plan(name, row) for name, rows in plans for row in rows],
    )


def _plan(name: str, row: FollowUp) -> Row:
    quarters = ", ".join(("I", "II", "III", "IV")[quarter - 1] for quarter in row.quarters)
    return (name, row.element, row.action, quarters, row.owner, row.status)


def _notes(report: SkmReport) -> Sheet:
    edition = report.edition
    return _listing(
        "Catatan",
        (
            ("Edisi", edition.id),
            ("Sidik digital (SHA-256)", edition.hash),
            ("Halaman umum", report.address),
            ("Aturan", edition.rule.name.id),
            (
                "Cara menghitung",
                f"IKM = jumlah (NRR × 1/{edition.rule.denominator}) × 25, dibulatkan satu kali di akhir",
            ),
            ("Jawaban tidak dihitung", edition.not_counted),
            ("Jawaban terlambat", "dihitung pada periode berikutnya" if edition.late_follow else "tidak ada"),
        ),
    )


def _line(line: OfficeLine) -> Row:
    figures = (Scaled(line.ikm), line.grade, Scaled(line.low), Scaled(line.high))
    return (line.office, line.n, *figures, line.follow_up, line.edition_id)


def _listing(name: str, rows: Iterable[Row]) -> Sheet:
    return Sheet(name=name, widths=(38, 72), head=("Hal", "Isi"), rows=rows)


def _workbook(sheets: Iterable[Sheet], *, demo: bool, title: str) -> bytes:
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
    page.freeze_panes(len(heads), 0)
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
