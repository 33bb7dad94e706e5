"""The paper questionnaire: numbered sheets of one counter, to be filled in with a pen and keyed by a clerk."""

from dataclasses import dataclass
from typing import Any

from portal.documents.typesetter import code_values, each_text, printable, typeset
from portal.domain.questionnaire import Version
from portal.domain.words import Language

MOST_SHEETS = 200
"""The most sheets in one file: more is slow to make and to print."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PaperForm:
    """What every sheet of a counter says.

    services: names of what the counter offers; with one, nothing is asked. url: the survey's address, held by
    the QR code. owner runs the survey. language: of the questionnaire's words. demo marks made-up data.
    """

    office: str
    counter: str
    services: tuple[str, ...]
    questionnaire: Version
    url: str
    owner: str
    demo: bool
    language: Language = "id"


class SheetsOutOfRangeError(ValueError):
    """Sheets were asked for below number 1, or none, or more than `MOST_SHEETS`."""


def render_paper_forms(form: PaperForm, *, first: int, sheets: int) -> bytes:
    """Return `sheets` copies as one tagged PDF (PDF/UA-1), numbered from `first` on.

    Raises SheetsOutOfRangeError.
    """
    if first < 1 or not 1 <= sheets <= MOST_SHEETS:
        raise SheetsOutOfRangeError(f"{sheets} sheets from {first}")
    values = {**each_text(_values(form), printable), **code_values(form.url)}
    return typeset("paper.typ", {**values, "first": first, "last": first + sheets - 1})


def _values(form: PaperForm) -> dict[str, Any]:
    language = form.language
    return {
        "language": language,
        "office": form.office,
        "counter": form.counter,
        "services": list(form.services) if len(form.services) > 1 else [],
        "owner": form.owner,
        "url": form.url,
        "demo": form.demo,
        "words": {key: words[language] for key, words in _WORDS.items()},
        "questions": [
            {"text": item.official.to(language), "answers": [words.to(language) for words in item.answers]}
            for item in form.questionnaire.questions
        ],
        "profile": [
            {"text": item.text.to(language), "choices": [words.to(language) for _, words in item.choices]}
            for item in form.questionnaire.profile
        ],
    }


_WORDS: dict[str, dict[Language, str]] = {
    "title": {"id": "Survei Kepuasan Masyarakat", "en": "Public Satisfaction Survey"},
    "sheet": {"id": "Lembar", "en": "Sheet"},
    "how": {
        "id": "Silangi satu kotak di setiap baris. Jangan tulis nama, NIK, atau nomor telepon.",
        "en": "Cross one box in every row. Do not write your name, identity number or telephone number.",
    },
    "phone": {
        "id": "Lebih suka lewat ponsel? Pindai, lalu kembalikan lembar ini kosong.",
        "en": "Rather use a phone? Scan, and hand this sheet back empty.",
    },
    "service": {"id": "Layanan yang Anda terima", "en": "The service you received"},
    "date": {"id": "Tanggal", "en": "Date"},
    "hour": {"id": "Jam", "en": "Time"},
    "question": {"id": "Pertanyaan", "en": "Question"},
    "profile": {"id": "Tentang Anda (boleh dilewati)", "en": "About you (you may skip this)"},
    "comment": {"id": "Saran atau keluhan (boleh dilewati)", "en": "Suggestion or complaint (you may skip this)"},
    "end": {
        "id": "Terima kasih. Masukkan lembar ini ke kotak survei; petugas lain yang akan memasukkan jawabannya.",
        "en": "Thank you. Put this sheet into the survey box; staff of another counter will enter your answers.",
    },
}
