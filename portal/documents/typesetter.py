"""Typesetting: a source that ships with the portal, values as JSON, and the portal's own typeface."""

import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from portal.qr import QUIET_ZONE, qr_modules, qr_svg

if TYPE_CHECKING:
    from typst import Compiler, Fonts

_HERE = Path(__file__).parent
# What the typeface can show. PDF/UA refuses a page with a character that has no glyph.
_WITHOUT_GLYPH = re.compile(r"[^ -~\xa1-\xac\xae-\u0148\u014a-\u017e‐‒–—―‘’‚“”„†‡•…′″‹›€№™←↑→↓−≈≠≤≥]+")


def typeset(source: str, values: Mapping[str, Any]) -> bytes:
    """Return a tagged PDF (PDF/UA-1) of `source`, a file below this folder; equal values give equal bytes."""
    return cast("bytes", _compiler(source, values).compile(format="pdf", pdf_standards="ua-1"))


def typeset_picture(source: str, values: Mapping[str, Any], *, ppi: int) -> bytes:
    """Return the one page of `source` as a PNG."""
    return cast("bytes", _compiler(source, values).compile(format="png", ppi=ppi))


def _compiler(source: str, values: Mapping[str, Any]) -> "Compiler":
    # Imported here because the typesetter is large and most web workers never print anything.
    import typst

    # The values travel as data: a page's source is never put together from names.
    inputs = {"values": json.dumps(values)}
    return typst.Compiler(input=_HERE / source, root=_HERE, font_paths=_fonts(), sys_inputs=inputs)


@cache
def _fonts() -> "Fonts":
    """Load the typeface that ships with the portal, so that a page looks the same on every server."""
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[_HERE / "fonts"])


def code_values(url: str) -> dict[str, str | int]:
    """Return what `qr-code` in look.typ draws a QR code from."""
    return {"qr": qr_svg(url).decode(), "modules": len(qr_modules(url)), "quiet": QUIET_ZONE}


def printable(text: str, longest: int | None = None) -> str:
    """Return `text` on one line, a box for what the typeface lacks, cut to `longest` characters."""
    line = " ".join(unicodedata.normalize("NFC", text).split())
    line = _WITHOUT_GLYPH.sub("□", line)
    return line if longest is None or len(line) <= longest else line[: longest - 1].rstrip() + "…"


def each_text(value: Any, change: Callable[[str], str]) -> Any:
    """Return a JSON value with every text in it changed; the keys of its maps stay."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Mapping):
        return {key: each_text(item, change) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [each_text(item, change) for item in value]
    return value
