"""What the survey's owner does with themes. A theme is closed, never removed: comments lie under it.

What comments are about is published once for each office and official period, and then never changes.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.admin.themes import reports
from portal.domain.closed_loop import Hurdle, as_content
from portal.domain.periods import Period
from portal.domain.slugs import slug_of
from portal.domain.words import Words
from portal.models.comment_desk import Theme
from portal.models.forum import ThemeReport


class NameTakenError(ValueError):
    """Another theme has this name."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """What a theme says. keywords: lower-case beginnings of words that suggest it."""

    name: Words
    keywords: tuple[str, ...]


DEFAULT_THEMES = (
    ("Persyaratan", "Requirements", "syarat, persyarat, berkas, dokumen, fotokopi"),
    ("Waktu tunggu", "Waiting time", "lama, lambat, tunggu, menunggu, cepat, molor"),
    ("Biaya", "Cost", "biaya, bayar, membayar, tarif, mahal, gratis, pungli, pungutan"),
    ("Sikap petugas", "Conduct of staff", "ramah, sopan, kasar, judes, cuek, sabar, senyum, dilayani, melayani"),
    ("Tempat dan sarana", "Premises", "ruang, kursi, toilet, parkir, panas, bersih, kotor, sempit, kipas"),
    ("Informasi", "Information", "informasi, bingung, jelas, penjelasan, pengumuman, papan"),
    ("Antrean", "Queue", "antre, antri, mengantre, mengantri, nomor urut"),
    ("Pengaduan", "Complaints", "aduan, mengadu, pengaduan, keluhan, lapor"),
    ("Layanan daring", "Online service", "online, daring, aplikasi, situs, website, sistem, jaringan"),
    ("Lainnya", "Other", ""),
)
"""Name, English name and keywords of a new portal's themes; the last is for what fits no other."""


def add_default_themes(session: Session) -> None:
    """Add the themes that a new portal starts with, unless it has some already."""
    if session.scalar(select(Theme.id).limit(1)) is not None:
        return
    for name_id, name_en, keywords in DEFAULT_THEMES:
        add_theme(session, Draft(name=Words(name_id, name_en), keywords=read_keywords(keywords)))


def add_theme(session: Session, draft: Draft) -> Theme:
    """Add a theme, or raise `NameTakenError`."""
    slug = slug_of(draft.name.id)
    if not slug or session.scalar(select(Theme.id).where(Theme.slug == slug)) is not None:
        raise NameTakenError
    theme = Theme(slug=slug, name_id=draft.name.id, name_en=draft.name.en, keywords=list(draft.keywords))
    session.add(theme)
    session.flush()
    return theme


def change_theme(session: Session, theme: Theme, draft: Draft) -> None:
    """Rename a theme or give it other keywords; its slug stays."""
    theme.name_id, theme.name_en, theme.keywords = draft.name.id, draft.name.en, list(draft.keywords)
    session.flush()


def close_theme(session: Session, theme: Theme, today: date) -> None:
    """Give a theme to no further comment."""
    theme.closed_on = theme.closed_on or today
    session.flush()


def reopen_theme(session: Session, theme: Theme) -> None:
    """Let a closed theme be given again."""
    theme.closed_on = None
    session.flush()


def read_keywords(typed: str) -> tuple[str, ...]:
    """Return keywords that were typed with commas or line breaks between them, each once."""
    words = typed.casefold().replace("\n", ",").split(",")
    return tuple(dict.fromkeys(" ".join(word.split()) for word in words if word.strip()))


class HurdleError(ValueError):
    """The themes of a period are not published now. hurdle: why."""

    def __init__(self, hurdle: Hurdle) -> None:
        super().__init__(hurdle)
        self.hurdle = hurdle


def publish_report(session: Session, unit_id: int, period: Period, today: date) -> ThemeReport:
    """Publish what an office's comments of a period are about, counted now; the session must be writing.

    Raises `HurdleError`.
    """
    line = reports.find_report(session, unit_id, period, today)
    found = line.hurdle if line else Hurdle.EMPTY
    if found:
        raise HurdleError(found)
    draft = reports.draft_report(session, unit_id, period)
    report = ThemeReport(
        unit_id=unit_id,
        kind=period.kind,
        sequence=period.sequence,
        published_on=today,
        content=as_content(draft.counts, draft.names),
    )
    session.add(report)
    session.flush()
    return report
