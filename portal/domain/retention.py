"""How long each kind of data is kept. What is erased is named; scores without a name stay for good.

Source: UU 27/2022 (PDP): say how long personal data are kept, and erase them when their purpose has ended.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from portal.domain.words import Words


@dataclass(frozen=True, kw_only=True, slots=True)
class Kind:
    """A kind of data with its limits in months. default: what holds until somebody decides otherwise."""

    key: str
    name: Words
    erased: Words
    default: int
    least: int
    most: int


KINDS = (
    Kind(
        key="comments",
        name=Words("Komentar dan balasannya", "Comments and replies to them"),
        erased=Words(
            "Tulisannya dihapus; yang sudah terbit tetap terbit.",
            "Their text is erased; what was published stays.",
        ),
        default=24,
        least=6,
        most=60,
    ),
    Kind(
        key="profiles",
        name=Words("Profil responden (kelompok umur, pendidikan)", "Respondents' profile (age band, education)"),
        erased=Words(
            "Profil dilepas dari jawaban; nilai tanpa nama tetap tersimpan.",
            "The profile is taken off the answer; scores without a name stay.",
        ),
        default=24,
        least=12,
        most=60,
    ),
    Kind(
        key="receipts",
        name=Words("Kaitan bukti dengan jawaban", "The link from a receipt to its answer"),
        erased=Words(
            "Bukti lama tidak lagi menunjukkan edisinya; jawabannya tetap terhitung.",
            "An old receipt no longer names its edition; the answer still counts.",
        ),
        default=24,
        least=12,
        most=60,
    ),
    Kind(
        key="contributions",
        name=Words("Kiriman ke forum", "What was sent to the forum"),
        erased=Words(
            "Naskah kiriman yang sudah diputuskan atau ditarik dihapus, juga catatan moderator kepada penulisnya; "
            "yang sudah terbit tetap terbit.",
            "The text that a decided or withdrawn contribution was sent with is erased, and the moderator's note "
            "to its writer; what was published stays.",
        ),
        default=12,
        least=3,
        most=36,
    ),
    Kind(
        key="sealed_reports",
        name=Words("Laporan tertutup dan pesannya", "Sealed reports and their messages"),
        erased=Words(
            "Tulisannya dihapus, juga kepada siapa dan dengan nomor apa diteruskan, terhitung sejak laporan "
            "diteruskan atau ditutup; yang belum selesai tetap ada.",
            "Their words are erased, also to whom they went on and under which number, counted from when the "
            "report was handed over or closed; open ones stay.",
        ),
        default=24,
        least=6,
        most=60,
    ),
)
"""In the order in which they are shown. Answers still in an open batch lose nothing, however old they are."""

KEYS = tuple(kind.key for kind in KINDS)


def in_force(decided: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Return kind -> months, from what was decided (kind, months), with the default for the rest."""
    months = dict(decided)
    return {kind.key: months.get(kind.key, kind.default) for kind in KINDS}


def last_erased_month(month: int, kept: int) -> int:
    """Return the newest month whose data are due, in `month` (12 * year + month - 1), when kept for so long.

    What came in during a month is kept for whole months after it ended.
    """
    return month - kept - 1
