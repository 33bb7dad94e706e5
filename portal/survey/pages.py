"""The survey page of a counter, rendered once and kept; only a fresh form key is put into it."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import current_app, render_template

from portal import i18n, site
from portal.answering import CounterForm, find_counter_form
from portal.compression import Split, pack, splice
from portal.db import db
from portal.paths import STATIC
from portal.site import SiteView

MARK = "@@form-key@@"
KEPT_PAGES = 1024
"""Ten times the counters of a regency, in two languages; past it the oldest makes room."""


@dataclass(frozen=True, kw_only=True, slots=True)
class KeptPage:
    """A rendered page, split where its form key goes."""

    form: CounterForm
    plain: Split
    packed: Split

    def with_key(self, key: str) -> bytes:
        """Return the page with a form key in its place."""
        return self.plain.before + key.encode() + self.plain.after

    def gzipped(self, key: str) -> bytes:
        """Return the same page in gzip, without compressing anything: the key goes in as it is."""
        return splice(self.plain, self.packed, key.encode())


def style() -> str:
    """Return the inline style of the survey page."""
    return (STATIC / "css" / "survey.css").read_text()


def script() -> str:
    """Return the inline script of the survey page; the page works without it."""
    return (STATIC / "js" / "survey.js").read_text()


class Pages:
    """Kept pages by (code, language), dropped together when the register changes or a month begins."""

    def __init__(self) -> None:
        self.style, self.script = style(), script()
        self._memory: tuple[tuple[SiteView, int] | None, dict[tuple[str, str], KeptPage]] = (None, {})

    def get(self, code: str, month: int) -> KeptPage | None:
        """Return the page of a counter in the reader's language, or None for an unknown code."""
        pages = self._kept_for((site.current_site(), month))
        name = (code, i18n.language())
        page = pages.get(name) or self._build(code, month)
        if page is not None:
            pages[name] = page
        while len(pages) > KEPT_PAGES:
            pages.pop(next(iter(pages)), None)
        return page

    def kept(self, now: tuple[SiteView, int], code: str, language: str) -> KeptPage | None:
        """Return a page that is in memory and shows the register as it is now."""
        then, pages = self._memory
        return pages.get((code, language)) if then == now else None

    def forget(self) -> None:
        """Make every page afresh."""
        self._memory = (None, {})

    def _kept_for(self, now: tuple[SiteView, int]) -> dict[tuple[str, str], KeptPage]:
        """Return the pages of the register as it is now.

        They stand in a dictionary of their own: a thread that is still building a page of the register as it
        was puts it into the old one, where nobody looks.
        """
        then, pages = self._memory
        if then != now:
            pages = {}
            self._memory = now, pages
        return pages

    def _build(self, code: str, month: int) -> KeptPage | None:
        # Read in a session of its own: the request may go on to write, which must not begin by reading.
        with db.sessionmaker() as reading:
            form = find_counter_form(reading, code, month)
        if form is None:
            return None
        before, _, after = self.render(form, key=MARK).encode().partition(MARK.encode())
        plain = Split(before=before, after=after)
        return KeptPage(form=form, plain=plain, packed=pack(plain))

    def render(
        self,
        form: CounterForm,
        *,
        key: str,
        entered: Mapping[str, str] | None = None,
        faults: Mapping[str, str] | None = None,
        notice: str = "",
    ) -> str:
        """Render the page, with what was entered and what is wrong with it."""
        return render_template(
            "survey/form.html",
            form=form,
            key=key,
            entered=entered or {},
            faults=faults or {},
            notice=notice,
            style=self.style,
            script=self.script,
        )


def pages() -> Pages:
    """Return the app's kept pages."""
    kept: Pages = current_app.extensions["portal.survey.pages"]
    return kept
