"""Workbooks: the work papers of a report, the summary, the list of evidence. Real numbers, no formulas."""

from collections.abc import Iterable

from portal.documents.report.content import TIER_WORDS
from portal.documents.report.values import Evidence, FollowUp, OfficeLine, SkmReport, Summary
from portal.documents.workbook import Row, Scaled, Sheet, make_workbook
from portal.domain.editions import TIERS


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
    return make_workbook(sheets, demo=report.edition.demo, title=f"Kertas kerja SKM {report.edition.id}")


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
    return make_workbook((sheet, source), demo=summary.demo, title=f"Rekapitulasi SKM {summary.period}")


def evidence_workbook(evidence: Iterable[Evidence], *, demo: bool) -> bytes:
    """Return the list of proofs for the PEKPPP assessment."""
    sheet = Sheet(
        name="Bukti PEKPPP",
        widths=(56, 44, 60, 68),
        head=("Butir", "Unit layanan", "Tautan", "Sidik digital (SHA-256)"),
        rows=[(item.item, item.office, item.link, item.hash) for item in evidence],
    )
    return make_workbook((sheet,), demo=demo, title="Daftar bukti PEKPPP")


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
