"""An officer's evaluation on paper: all that was signed, its hash, the signatures and an objection's decision.

The document is in Indonesian, the language of the official record, whatever the reader's language is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.documents.numbers import count, decimal
from portal.documents.typesetter import each_text, printable, typeset
from portal.domain.behaviours import BEHAVIOURS
from portal.domain.editions import DEMO_NOTICE
from portal.domain.evaluation_sheet import (
    CitationPart,
    DialoguePart,
    EntryPart,
    GoalPart,
    IndicatorPart,
    NotePart,
    ProjectPart,
    Rated,
    Sheet,
    Signer,
)
from portal.domain.evaluations import UNWRITTEN, Term
from portal.domain.numbers import write_thousandths
from portal.domain.skm import ELEMENTS

RATINGS = {"above": "Di atas ekspektasi", "meets": "Sesuai ekspektasi", "below": "Di bawah ekspektasi"}
PREDICATES = {
    "very_good": "Sangat Baik", "good": "Baik", "needs_work": "Butuh Perbaikan", "poor": "Kurang",
    "very_poor": "Sangat Kurang",
}  # fmt: skip
DECISIONS = {"kept": "Penilaian tetap", "changed": "Penilaian diubah"}
NO_EVIDENCE = "Tanpa bukti tertulis"
OFFICIAL = (
    "Catatan resmi penilaian kinerja pegawai adalah e-Kinerja BKN. "
    "Dokumen ini melengkapinya dengan alasan dan bukti."
)
_MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
    "Desember",
)  # fmt: skip
_DIRECTIONS = {"more": "sekurangnya", "less": "paling banyak", "within": "antara"}
_NOTE_KINDS = {"supervisor": "Atasan", "peer": "Rekan", "self": "Diri sendiri"}
_BEHAVIOURS = {behaviour.key: behaviour.name.id for behaviour in BEHAVIOURS}
_ELEMENTS = {element.key: element.short.id for element in ELEMENTS}


@dataclass(frozen=True, kw_only=True, slots=True)
class Decided:
    """An objection and how it ended. at: as it is printed. ratings: of results and behaviours, where changed."""

    reasons: str
    filed_at: str
    decider: str
    decision: str | None
    reason: str
    decided_at: str
    ratings: tuple[str, str] | None


@dataclass(frozen=True, kw_only=True, slots=True)
class EvaluationPaper:
    """What is printed. hash: None for a draft. predicate: the one that holds now.

    *_at, objection_until: as they are printed.
    """

    sheet: Sheet
    hash: str | None
    predicate: str | None
    given_at: str
    received_at: str
    comment: str
    objection_until: str
    objection: Decided | None


def render_evaluation(paper: EvaluationPaper) -> bytes:
    """Return an evaluation as a tagged PDF (PDF/UA-1)."""
    return typeset("evaluation.typ", each_text(_values(paper), printable))


def _values(paper: EvaluationPaper) -> dict[str, Any]:
    return {**_heading(paper), **_ratings(paper.sheet), **_grounds(paper.sheet), **_signatures(paper)}


def _heading(paper: EvaluationPaper) -> dict[str, Any]:
    sheet = paper.sheet
    return {
        "demo": DEMO_NOTICE if sheet.demo else "",
        "draft": paper.hash is None,
        "term": term_words(sheet.term),
        "span": f"{day_words(sheet.term.first_day)} – {day_words(sheet.term.last_day)}",
        "office": sheet.unit.id,
        "officer": _signer(sheet.officer),
        "supervisor": _signer(sheet.supervisor),
        "predicate": PREDICATES[paper.predicate] if paper.predicate else "",
    }


def _ratings(sheet: Sheet) -> dict[str, Any]:
    lines = evidence_lines(sheet)
    return {
        "overall": [
            {"name": "Hasil kerja", **_rated(sheet.results, lines)},
            {"name": "Perilaku kerja", **_rated(sheet.overall_behaviours, lines)},
        ],
        "goals": [_goal(goal, lines) for goal in sheet.goals],
        "behaviours": [
            {"name": _BEHAVIOURS[part.key], "expectation": part.expectation, **_rated(part.rated, lines)}
            for part in sheet.behaviours
        ],
    }


def _grounds(sheet: Sheet) -> dict[str, Any]:
    return {
        "citations": [_citation(citation) for citation in sheet.citations],
        "few_officers": sheet.few_officers,
        "notes": [note_words(note) for note in sheet.notes],
        "dialogues": [_dialogue(dialogue) for dialogue in sheet.dialogues],
    }


def _signatures(paper: EvaluationPaper) -> dict[str, Any]:
    return {
        "given_at": paper.given_at,
        "received_at": paper.received_at,
        "comment": paper.comment,
        "objection": _objection(paper.objection),
        "until": paper.objection_until,
        "hash": paper.hash or "",
        "official": OFFICIAL,
    }


def _signer(person: Signer) -> dict[str, str]:
    return {"name": person.name, "nip": person.nip, "grade": person.grade, "position": person.position}


def _rated(rated: Rated | None, lines: dict[str, str]) -> dict[str, Any]:
    if rated is None:
        return {"rating": "Belum dinilai", "reason": "", "evidence": []}
    return {
        "rating": RATINGS[rated.rating],
        "reason": rated.reason,
        "evidence": [lines.get(reference, reference) for reference in rated.evidence],
    }


def _goal(goal: GoalPart, lines: dict[str, str]) -> dict[str, Any]:
    rows = [*map(indicator_words, goal.indicators), *map(project_words, goal.projects)]
    return {"result": goal.result, "rows": rows, **_rated(goal.rated, lines)}


def indicator_words(part: IndicatorPart) -> tuple[str, str, str]:
    """Return an indicator's name, its target and its realisation."""
    target = write_thousandths(part.target)
    if part.target_high is not None:
        target = f"{target}–{write_thousandths(part.target_high)}"
    realised = "–" if part.realised is None else f"{write_thousandths(part.realised)} {part.unit_name}"
    return part.name, f"{_DIRECTIONS[part.direction]} {target} {part.unit_name}", realised


def project_words(part: ProjectPart) -> tuple[str, str, str]:
    """Return a project's name, what it is to reach and how far it got."""
    realised = "–" if part.realised is None else f"{write_thousandths(part.realised)}%"
    spent = "–" if part.spent is None else f"Rp {count(part.spent)}"
    return part.name, f"100%, {day_words(part.finish_on)}, Rp {count(part.budget)}", f"{realised}, {spent}"


def _citation(part: CitationPart) -> dict[str, Any]:
    figure = f"IKM {decimal(part.ikm)} ({part.grade}), {decimal(part.low)}–{decimal(part.high)}, n {count(part.n)}"
    elements = ", ".join(f"{_ELEMENTS[each.key]} {decimal(each.value)}" for each in part.elements)
    return {
        "name": part.edition,
        "figure": figure,
        "elements": elements,
        "hash": part.hash,
        "reading": part.reading,
        "reply": part.reply or "",
    }


def _dialogue(part: DialoguePart) -> dict[str, str]:
    held = day_words(part.held_on)
    return {"day": held, "discussed": part.discussed, "agreed": part.agreed, "reply": part.reply}


def _objection(decided: Decided | None) -> dict[str, Any] | None:
    if decided is None:
        return None
    ratings = [RATINGS[rating] for rating in decided.ratings] if decided.ratings else []
    return {
        "reasons": decided.reasons,
        "filed_at": decided.filed_at,
        "decider": decided.decider,
        "decision": DECISIONS[decided.decision] if decided.decision else "",
        "reason": decided.reason,
        "decided_at": decided.decided_at,
        "ratings": ratings,
    }


def evidence_lines(sheet: Sheet) -> dict[str, str]:
    """Return reference -> how the document names that evidence."""
    return {UNWRITTEN: NO_EVIDENCE, **dict(_evidence(sheet))}


def _evidence(sheet: Sheet) -> Iterator[tuple[str, str]]:
    yield from ((note.reference, f"Umpan balik: {note_words(note)}") for note in sheet.notes)
    yield from ((entry.reference, f"Kemajuan: {entry_words(entry)}") for entry in sheet.entries)
    for citation in sheet.citations:
        yield citation.reference, f"Edisi kantor {citation.edition} ({citation.hash[:16]})"


def note_words(note: NotePart) -> str:
    """Return a note of feedback in one line."""
    return f"{day_words(note.on_day)}, {_NOTE_KINDS[note.kind]} ({note.author}): {note.text}"


def entry_words(entry: EntryPart) -> str:
    """Return an entry of progress in one line."""
    value = write_thousandths(entry.value)
    if entry.spent is not None:
        value = f"{value}%, Rp {count(entry.spent)}"
    return f"{day_words(entry.on_day)}, {entry.about}, {value}" + (f": {entry.note}" if entry.note else "")


def term_words(term: Term) -> str:
    """Return a term as documents call it: `Triwulan II 2026`, or `Tahun 2026`."""
    if term.quarter == 0:
        return f"Tahun {term.year}"
    return f"Triwulan {('I', 'II', 'III', 'IV')[term.quarter - 1]} {term.year}"


def day_words(day: date | str) -> str:
    """Return a date, or its ISO form, in words: `30 Juni 2026`."""
    day = date.fromisoformat(day) if isinstance(day, str) else day
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
