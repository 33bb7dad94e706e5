"""The daily digest: what waits for a member of staff, as a plain letter of counts and links.

It travels further than any page of the portal, so it holds nothing that anybody wrote: no comment, no name of an
officer, not even the reader's own. Who wants to know more follows a link and signs in.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

NEWS = frozenset({"trail_today"})
"""Keys of what is told on the first page but waits for nobody: no reason for a letter."""

SEALED = frozenset({"reports_unread", "objections_to_decide"})
"""Keys of what no letter may tell: mail servers and the outbox have readers inside the government."""

PERSONAL = frozenset(
    {
        "plans_returned", "evaluations_to_receive", "citations_to_answer", "dialogues_to_confirm", "notes_unseen",
    }
)  # fmt: skip
"""Keys about how the reader works: a letter says that something waits, and not what."""
ABOUT_WORK = "Ada yang menunggu Anda di ruang kinerja."

MOST_ATTEMPTS = 5
OLDEST = timedelta(days=5)
"""After so many attempts, and so long after its day, a digest is given up: what it counts is no longer so."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """Something that waits. text: the count in a sentence; address: of the page where it is worked on."""

    key: str
    count: int
    text: str
    address: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Digest:
    """A letter in plain text, in Indonesian."""

    subject: str
    body: str


def compose(lines: Sequence[Line], *, today: date, home: str, leave: str, sample: bool) -> Digest | None:
    """Return the digest of what is due, in the order given, or None if nothing waits.

    home, leave: addresses of the first page and of the page where digests are turned off. sample: whether all of
    it is made up.
    """
    due = [line for line in lines if line.count and line.key not in NEWS | SEALED]
    waiting = [line for line in due if line.key not in PERSONAL]
    if len(waiting) < len(due):
        waiting.append(Line(key="work", count=1, text=ABOUT_WORK, address=home))
    if not waiting:
        return None
    total = sum(line.count for line in waiting)
    mark = "[DATA CONTOH] " if sample else ""
    return Digest(
        subject=f"{mark}Suara Warga: {total} hal menunggu Anda",
        body="\n".join(_body(waiting, today=today, home=home, leave=leave, sample=sample)) + "\n",
    )


def _body(lines: Sequence[Line], *, today: date, home: str, leave: str, sample: bool) -> Iterator[str]:
    if sample:
        yield from ("DATA CONTOH: portal ini berisi data buatan.", "")
    yield f"Yang menunggu Anda di Suara Warga, {today:%d/%m/%Y}:"
    for line in lines:
        yield from ("", f"- {line.text}", line.address)
    yield from (
        "",
        "Semuanya ada di beranda Anda:",
        home,
        "",
        "Surel ini dibuat otomatis, paling banyak sekali sehari, dan hanya bila ada yang menunggu.",
        "Isinya jumlah dan tautan saja; selebihnya terbaca setelah Anda masuk.",
        "",
        "Tidak ingin menerimanya lagi? Matikan di halaman akun Anda:",
        leave,
    )


def is_given_up(attempts: int) -> bool:
    """Tell whether a digest that was refused so often is not tried again."""
    return attempts >= MOST_ATTEMPTS


def is_too_old(made_on: date, today: date) -> bool:
    """Tell whether a digest of a day is not worth sending any more."""
    return today - made_on > OLDEST
