"""An officer's evaluation as a workbook: the same words as on paper, one row for each item. No formulas."""

from portal.documents.evaluation import (
    DECISIONS,
    OFFICIAL,
    PREDICATES,
    RATINGS,
    EvaluationPaper,
    entry_words,
    evidence_lines,
    indicator_words,
    note_words,
    project_words,
    term_words,
)
from portal.documents.numbers import decimal
from portal.documents.workbook import Sheet, make_workbook
from portal.domain.behaviours import BEHAVIOURS
from portal.domain.evaluation_sheet import Rated

_BEHAVIOURS = {behaviour.key: behaviour.name.id for behaviour in BEHAVIOURS}


def evaluation_workbook(paper: EvaluationPaper) -> bytes:
    """Return an evaluation as an XLSX file."""
    sheets = (_overview(paper), _items(paper), _measures(paper), _evidence(paper))
    return make_workbook(sheets, demo=paper.sheet.demo)


def _overview(paper: EvaluationPaper) -> Sheet:
    sheet, objection = paper.sheet, paper.objection
    rows = [
        ("Pegawai", sheet.officer.name),
        ("NIP", sheet.officer.nip),
        ("Pejabat penilai", sheet.supervisor.name),
        ("NIP pejabat penilai", sheet.supervisor.nip),
        ("Kantor", sheet.unit.id),
        ("Masa penilaian", term_words(sheet.term)),
        ("Predikat", PREDICATES[paper.predicate] if paper.predicate else "belum"),
        ("Ditandatangani pejabat penilai", paper.given_at or "belum"),
        ("Diterima pegawai", paper.received_at or "belum"),
        ("Komentar pegawai", paper.comment),
        ("Batas keberatan", paper.objection_until),
        ("Sidik dokumen (SHA-256)", paper.hash or "rancangan"),
        ("Catatan", OFFICIAL),
    ]
    if objection:
        rows += [
            ("Keberatan", objection.reasons),
            ("Putusan", DECISIONS[objection.decision] if objection.decision else "belum"),
        ]
        if objection.decision:
            rows += [
                ("Diputus", objection.decided_at),
                ("Diputus oleh", objection.decider),
                ("Pertimbangan putusan", objection.reason),
            ]
        if objection.ratings:
            changed = zip(("Hasil kerja", "Perilaku kerja"), objection.ratings, strict=True)
            rows += [(f"{name} menurut putusan", RATINGS[rating]) for name, rating in changed]
    return Sheet(name="Ringkasan", widths=(34, 90), head=("Hal", "Isi"), rows=rows)


def _items(paper: EvaluationPaper) -> Sheet:
    sheet, lines = paper.sheet, evidence_lines(paper.sheet)
    rated: list[tuple[str, str, Rated | None]] = [
        *(("Hasil kerja", goal.result, goal.rated) for goal in sheet.goals),
        *(("Perilaku", _BEHAVIOURS[part.key], part.rated) for part in sheet.behaviours),
        ("Keseluruhan", "Hasil kerja", sheet.results),
        ("Keseluruhan", "Perilaku kerja", sheet.overall_behaviours),
    ]
    return Sheet(
        name="Penilaian",
        widths=(16, 44, 22, 70, 70),
        head=("Bagian", "Butir", "Penilaian", "Alasan", "Bukti"),
        rows=[(part, name, *_rating(value, lines)) for part, name, value in rated],
    )


def _rating(rated: Rated | None, lines: dict[str, str]) -> tuple[str, str, str]:
    if rated is None:
        return "belum dinilai", "", ""
    evidence = "\n".join(lines.get(reference, reference) for reference in rated.evidence)
    return RATINGS[rated.rating], rated.reason, evidence


def _measures(paper: EvaluationPaper) -> Sheet:
    rows = [
        (goal.result, *words)
        for goal in paper.sheet.goals
        for words in (*map(indicator_words, goal.indicators), *map(project_words, goal.projects))
    ]
    return Sheet(
        name="Realisasi",
        widths=(44, 44, 36, 28),
        head=("Rencana hasil kerja", "Indikator", "Target setahun", "Realisasi"),
        rows=rows,
    )


def _evidence(paper: EvaluationPaper) -> Sheet:
    sheet = paper.sheet
    rows = [
        *(("Edisi kantor", _edition(each.edition, each.ikm), each.reading, each.hash) for each in sheet.citations),
        *(("Umpan balik", note_words(note), "", note.link) for note in sheet.notes),
        *(("Dialog kinerja", each.discussed, each.agreed, each.held_on) for each in sheet.dialogues),
        *(("Kemajuan", entry_words(entry), "", "") for entry in sheet.entries),
    ]
    return Sheet(
        name="Bukti",
        widths=(18, 70, 60, 68),
        head=("Jenis", "Isi", "Pembacaan atau kesepakatan", "Sidik, tautan, atau hari"),
        rows=rows,
    )


def _edition(name: str, ikm: int) -> str:
    return f"{name}, IKM {decimal(ikm)}"
