"""The poster of a counter: one A4 page with the QR code, ready to print and hang."""

import json
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

from portal.qr import QUIET_ZONE, qr_modules, qr_svg

if TYPE_CHECKING:
    from typst import Fonts

_HERE = Path(__file__).parent
_LONGEST_NAME = 200  # Characters; more would not fit above the code at a size that anyone can read.
# What the poster's typeface can show. PDF/UA refuses a page with a character that has no glyph.
_WITHOUT_GLYPH = re.compile(r"[^ -~\xa1-\xac\xae-\u0148\u014a-\u017e‐‒–—―‘’‚“”„†‡•…′″‹›€№™←↑→↓−≈≠≤≥]+")


@dataclass(frozen=True, kw_only=True, slots=True)
class PosterContent:
    """What one counter's poster says.

    `url` is what the QR code holds. `short_address` is the portal's front page as people type it, without
    `https://`; the counter's `code` is entered there. `owner` runs the survey. `demo` marks made-up data.
    """

    unit_name: str
    counter_name: str
    url: str
    short_address: str
    code: str
    owner: str
    demo: bool


def render_poster(content: PosterContent) -> bytes:
    """Return the poster as a tagged PDF (PDF/UA-1), always one A4 page; equal content gives equal bytes."""
    # Imported here because the typesetter is large and most web workers never print a poster.
    import typst

    compiler = typst.Compiler(
        input=_HERE / "poster.typ",
        root=_HERE,
        font_paths=_fonts(),
        sys_inputs={"poster": json.dumps(_values(content))},
    )
    return cast("bytes", compiler.compile(format="pdf", pdf_standards="ua-1"))


@cache
def _fonts() -> "Fonts":
    """Load the typeface that ships with the portal, so that the page looks the same on every server."""
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[_HERE / "fonts"])


def _values(content: PosterContent) -> dict[str, str | int | bool]:
    """Return what the page shows, as data: the page's source is never put together from names."""
    return {
        "unit": _printable(content.unit_name),
        "counter": _printable(content.counter_name),
        "address": _printable(content.short_address),
        "code": _printable(content.code),
        "owner": _printable(content.owner),
        "demo": content.demo,
        "url": content.url,
        "qr": qr_svg(content.url).decode(),
        "modules": len(qr_modules(content.url)),
        "quiet": QUIET_ZONE,
    }


def _printable(text: str) -> str:
    """Return `text` on one line, a box for what the typeface lacks, cut to a length that can be printed."""
    line = " ".join(unicodedata.normalize("NFC", text).split())
    line = _WITHOUT_GLYPH.sub("□", line)
    return line if len(line) <= _LONGEST_NAME else line[: _LONGEST_NAME - 1].rstrip() + "…"
