"""Why a moderator keeps a contribution from the forum, or takes it off: the published list of reasons.

There is no other reason. Criticism of an office, however sharp, is none of them.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from portal.domain.words import Words

MOST_MARKS = 4
"""Marks that a letter may carry; the scripts that people write here need no more."""


class Act(StrEnum):
    """What a moderator does; public counts are kept of each."""

    PUBLISHED = "published"
    DECLINED = "declined"
    REMOVED = "removed"


class Reason(StrEnum):
    """Why a contribution is declined or removed, as the record stores it."""

    PERSONAL_DATA = "personal_data"
    OFFICER = "officer"
    INSULT = "insult"
    HATE = "hate"
    UNLAWFUL = "unlawful"
    ADVERT = "advert"
    OFF_TOPIC = "off_topic"
    DUPLICATE = "duplicate"
    UNREADABLE = "unreadable"
    TOPIC_CLOSED = "topic_closed"


@dataclass(frozen=True, kw_only=True, slots=True)
class Meaning:
    """A reason in words. needs_note: the writer is to be told more than the reason says."""

    name: Words
    explanation: Words
    needs_note: bool = False


REASONS: Mapping[Reason, Meaning] = {
    Reason.PERSONAL_DATA: Meaning(
        name=Words("Data pribadi", "Personal data"),
        explanation=Words(
            "Isinya tidak dapat dipahami tanpa data pribadi seseorang, misalnya nama, alamat, atau nomor telepon.",
            "It cannot be understood without somebody's personal data, such as a name, address or phone number.",
        ),
    ),
    Reason.OFFICER: Meaning(
        name=Words("Menuduh seseorang", "Accuses a person"),
        explanation=Words(
            "Isinya menunjuk atau menuduh petugas tertentu. Laporan seperti itu dijaga kerahasiaannya lewat pintu "
            "laporan tertutup atau SP4N-LAPOR!.",
            "It points at or accuses a particular officer. Such a report is kept confidential through the sealed "
            "report or SP4N-LAPOR!.",
        ),
    ),
    Reason.INSULT: Meaning(
        name=Words("Hinaan", "Insult"),
        explanation=Words(
            "Isinya menghina atau mengancam orang lain. Kritik keras terhadap layanan bukan hinaan.",
            "It insults or threatens other people. Sharp criticism of a service is no insult.",
        ),
    ),
    Reason.HATE: Meaning(
        name=Words("Kebencian", "Hatred"),
        explanation=Words(
            "Isinya merendahkan orang karena suku, agama, ras, golongan, gender, atau disabilitasnya.",
            "It degrades people for their ethnicity, religion, race, group, gender or disability.",
        ),
    ),
    Reason.UNLAWFUL: Meaning(
        name=Words("Melanggar hukum", "Against the law"),
        explanation=Words(
            "Menampilkannya dilarang undang-undang. Moderator menyebut apa yang dilarang.",
            "Showing it is forbidden by law. The moderator says what is forbidden.",
        ),
        needs_note=True,
    ),
    Reason.ADVERT: Meaning(
        name=Words("Iklan", "Advertisement"),
        explanation=Words(
            "Isinya menawarkan barang, jasa, atau pilihan politik, atau dikirim secara massal.",
            "It offers goods, services or a political choice, or was sent in bulk.",
        ),
    ),
    Reason.OFF_TOPIC: Meaning(
        name=Words("Di luar topik", "Off topic"),
        explanation=Words(
            "Isinya bukan tentang layanan kantor ini atau bukan tentang topik yang dibalas.",
            "It is not about this office's services, or not about the topic it replies to.",
        ),
    ),
    Reason.DUPLICATE: Meaning(
        name=Words("Sudah ada", "Already there"),
        explanation=Words(
            "Hal yang sama sudah terbit. Moderator menyebut di mana membacanya.",
            "The same has been published already. The moderator says where to read it.",
        ),
        needs_note=True,
    ),
    Reason.UNREADABLE: Meaning(
        name=Words("Tidak terbaca", "Unreadable"),
        explanation=Words(
            "Isinya tidak dapat dipahami, misalnya huruf acak.", "It cannot be understood, such as random letters."
        ),
    ),
    Reason.TOPIC_CLOSED: Meaning(
        name=Words("Topik atau kantor sudah ditutup", "Topic or office closed"),
        explanation=Words(
            "Topik atau kantornya ditutup sebelum kiriman ini dibaca. Hal yang belum selesai dapat menjadi topik "
            "baru tentang kantor yang masih buka.",
            "The topic or the office was closed before this was read. What is left can become a new topic about "
            "an office that is open.",
        ),
    ),
}
"""Every reason, in the order in which it is offered."""

REMOVAL_REASONS = tuple(reason for reason in REASONS if reason is not Reason.TOPIC_CLOSED)
"""Why what is published already may be taken off."""


def reason_name(key: str) -> Words:
    """Return what a reason is called. Raises `ValueError` for one that is not in the list."""
    return REASONS[Reason(key)].name


def reason_meaning(key: str) -> Words:
    """Return what a reason means, in a sentence or two. Raises `ValueError` for one that is not in the list."""
    return REASONS[Reason(key)].explanation


def needs_note(key: str) -> bool:
    """Tell whether the writer is owed a word beyond the reason. Raises `ValueError` for one not in the list."""
    return REASONS[Reason(key)].needs_note


def calm(text: str) -> str:
    """Return a text without the marks that are piled on a letter to spill over the lines around it."""
    kept, marks = [], 0
    for letter in text:
        marks = marks + 1 if unicodedata.category(letter).startswith("M") else 0
        if marks <= MOST_MARKS:
            kept.append(letter)
    return "".join(kept)


def plain(text: str) -> str:
    """Return a text of the same length with letters and digits of other widths and styles as everyday ones.

    So that a number in full-width digits is found like any other.
    """
    return "".join(_plain(letter) for letter in text)


def _plain(letter: str) -> str:
    folded = unicodedata.normalize("NFKC", letter)
    return folded if len(folded) == 1 else letter
