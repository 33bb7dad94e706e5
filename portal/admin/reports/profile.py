"""Who answered, for one report: one-way counts of an edition's answers, never crossed with anything."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import exists, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from portal.documents.report.values import Characteristic, Share, SkmReport
from portal.domain.figures import Published
from portal.domain.profiles import ORDERED, Places, merge
from portal.domain.questionnaire import ProfileQuestion
from portal.domain.skm_form import INSTRUMENT
from portal.models.batches import Batch
from portal.models.responses import Event, Response

_COLUMNS: Mapping[str, InstrumentedAttribute[str | None]] = {
    "sex": Response.sex,
    "age": Response.age,
    "education": Response.education,
    "occupation": Response.occupation,
}
_UNANSWERED = "tidak menjawab"

NOT_OVER = "Karakteristik responden ditampilkan setelah periodenya berakhir."
ERASED = "Karakteristik responden tidak ditampilkan karena masa simpannya sudah lewat."
TOO_SMALL = (
    "Karakteristik responden tidak ditampilkan karena kelompoknya terlalu kecil: jawaban seseorang dapat dikenali."
)


def with_profile(session: Session, report: SkmReport, unit_id: int, edition: Published) -> SkmReport:
    """Return a report with the counts of who answered, as far as nobody can be picked out of them.

    A report that says already why it shows none is returned as it is.
    """
    if report.characteristics_note:
        return report
    found, hidden = [], []
    for question in report.questionnaire.profile:
        characteristic = _characteristic(session, question, unit_id, edition)
        if characteristic is None:
            hidden.append(question.text.id)
        else:
            found.append(characteristic)
    return replace(report, characteristics=tuple(found), characteristics_note=_note(found, hidden))


def _note(found: Sequence[Characteristic], hidden: Sequence[str]) -> str:
    if not found:
        return TOO_SMALL
    return f"Tidak ditampilkan karena kelompoknya terlalu kecil: {', '.join(hidden).lower()}." if hidden else ""


def _characteristic(
    session: Session, question: ProfileQuestion, unit_id: int, edition: Published
) -> Characteristic | None:
    counts = _counts(session, question.key, unit_id, edition.batches)
    if edition.figure is None or sum(counts.values()) != edition.figure.n:
        return None  # Then they are not about the answers of this edition.
    names = {code: words.id for code, words in question.choices}
    codes = [*names, *sorted(code for code in counts if code and code not in names), None]
    groups = merge([counts.get(code, 0) for code in codes], ordered=question.key in ORDERED)
    labels = [_UNANSWERED if code is None else names.get(code, code) for code in codes]
    shares = tuple(Share(label=_label(labels, group.places), n=group.n) for group in groups)
    return Characteristic(title=question.text.id, shares=shares) if shares else None


def _counts(session: Session, key: str, unit_id: int, batches: Sequence[str]) -> dict[str | None, int]:
    """Count an edition's answers by one question of the profile; None is the class of those who skipped it."""
    numbers = [int(batch.rpartition("/")[2]) for batch in batches]
    inside = select(Batch.id).where(
        Batch.unit_id == unit_id, Batch.instrument == INSTRUMENT, Batch.number.in_(numbers)
    )
    withdrawn = exists().where(
        Event.unit_id == Response.unit_id,
        Event.month == Response.month,
        Event.response_id == Response.id,
        Event.kind == "withdrawn",
    )
    column = _COLUMNS[key]
    rows = session.execute(
        select(column, func.count())
        .where(Response.unit_id == unit_id, Response.batch_id.in_(inside), ~withdrawn)
        .group_by(column)
        .order_by(column)
    )
    return {row[0]: row[1] for row in rows}


def _label(labels: Sequence[str], places: Places) -> str:
    *first, last = (labels[place] for place in places)
    words = f"{', '.join(first)} atau {last}" if first else last
    return words[0].upper() + words[1:]
