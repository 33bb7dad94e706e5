"""Read a poster the way a phone does: a coarse print, part of it torn off."""

import pypdfium2  # type: ignore[import-untyped]  # It ships no types.
import zxingcpp
from PIL import Image, ImageDraw

TORN = (0.34, 0.34, 0.66, 0.66)
"""A tenth of the QR code, as shares of its side: left, top, right, bottom; clear of its three finder patterns."""


def picture(pdf: bytes, dpi: int) -> Image.Image:
    """Return the first page of a PDF in grey."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        page: Image.Image = document[0].render(scale=dpi / 72).to_pil()
        return page.convert("L")
    finally:
        document.close()


def tear(page: Image.Image, cover: tuple[float, float, float, float] = TORN) -> Image.Image:
    """Return the page with a part of its QR code painted white."""
    (code,) = zxingcpp.read_barcodes(page)
    left, top = code.position.top_left.x, code.position.top_left.y
    width, height = code.position.top_right.x - left, code.position.bottom_left.y - top
    torn = page.copy()
    ImageDraw.Draw(torn).rectangle(
        (
            left + cover[0] * width,
            top + cover[1] * height,
            left + cover[2] * width,
            top + cover[3] * height,
        ),
        fill=255,
    )
    return torn


def scan(page: Image.Image) -> str:
    """Return what the one QR code of a page says."""
    (code,) = zxingcpp.read_barcodes(page)
    return str(code.text)
