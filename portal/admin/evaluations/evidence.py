"""What a rating can rest on, in one line each, so that a supervisor ticks it and a reader understands it."""

from collections.abc import Iterator

from portal.domain.behaviours import BEHAVIOURS
from portal.domain.evaluation_sheet import CitationPart, EntryPart, NotePart, Sheet
from portal.domain.evaluations import Subject
from portal.i18n import day, rupiah, thousandths, words
from portal.i18n import gettext as _
from portal.i18n import lazy_gettext as _l

MOST_ENTRIES = 24
"""Entries of progress that one item offers: the newest; those already named by its rating are there besides."""

NOTE_KINDS = {"supervisor": _l("Atasan"), "peer": _l("Rekan"), "self": _l("Diri sendiri")}
_SHORT = 90
_BEHAVIOURS = {behaviour.key: behaviour.name for behaviour in BEHAVIOURS}


def evidence_for(sheet: Sheet, subject: Subject | None = None, key: str = "") -> list[tuple[str, str]]:
    """Return (reference, line) of all evidence of an evaluation, or of that which fits a goal or a behaviour."""
    entries, notes = list(sheet.entries), list(sheet.notes)
    if subject is Subject.GOAL:
        goal = next((goal for goal in sheet.goals if str(goal.id) == key), None)
        measures = goal.measures if goal else frozenset()
        entries = [entry for entry in entries if entry.measure in measures]
        notes = [note for note in notes if note.measure in measures or not (note.measure or note.behaviour)]
    elif subject is Subject.BEHAVIOUR:
        entries = [entry for entry in entries if entry.note or entry.evidence]
        notes.sort(key=lambda note: note.behaviour != key)
    if subject is not None:
        entries = _newest(sheet, subject, key, entries)
    return [
        *((note.reference, note_line(note)) for note in notes),
        *((citation.reference, citation_line(citation)) for citation in sheet.citations),
        *((entry.reference, entry_line(entry)) for entry in entries),
    ]


def _newest(sheet: Sheet, subject: Subject, key: str, entries: list[EntryPart]) -> list[EntryPart]:
    named = set(_named(sheet, subject, key))
    return [entry for place, entry in enumerate(entries) if place < MOST_ENTRIES or entry.reference in named]


def _named(sheet: Sheet, subject: Subject, key: str) -> Iterator[str]:
    for goal in sheet.goals if subject is Subject.GOAL else ():
        if str(goal.id) == key and goal.rated:
            yield from goal.rated.evidence
    for part in sheet.behaviours if subject is Subject.BEHAVIOUR else ():
        if part.key == key and part.rated:
            yield from part.rated.evidence


def entry_line(entry: EntryPart) -> str:
    """Return an entry of progress in one line."""
    value = (
        thousandths(entry.value) if entry.spent is None else f"{thousandths(entry.value)}% · {rupiah(entry.spent)}"
    )
    said = f" · {_cut(entry.note)}" if entry.note else ""
    proof = " · " + _("ada bukti") if entry.evidence else ""
    return f"{day(entry.on_day)}: {entry.about}, {value}{said}{proof}"


def note_line(note: NotePart) -> str:
    """Return a note of feedback in one line."""
    about = f" · {words(_BEHAVIOURS[note.behaviour])}" if note.behaviour in _BEHAVIOURS else ""
    return f"{day(note.on_day)}: {NOTE_KINDS[note.kind]}, {note.author}{about} · {_cut(note.text)}"


def citation_line(citation: CitationPart) -> str:
    """Return a cited edition in one line."""
    return str(_("Edisi kantor %(id)s (%(hash)s)", id=citation.edition, hash=citation.hash[:8]))


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHORT else f"{line[:_SHORT].rstrip()}…"
