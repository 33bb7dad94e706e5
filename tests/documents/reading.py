"""Read a PDF back: its words, its pictures and its structure."""

from io import BytesIO

import pikepdf
import pypdfium2  # type: ignore[import-untyped]  # It ships no types.
from PIL import Image


def pages(pdf: bytes) -> list[str]:
    """Return each page's words, spaces and line ends made equal."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    finally:
        document.close()


def pictures(pdf: bytes, dpi: int) -> list[Image.Image]:
    """Return every page in grey."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.render(scale=dpi / 72).to_pil().convert("L") for page in document]
    finally:
        document.close()


def structure(element: pikepdf.Object) -> list[pikepdf.Dictionary]:
    """Return every structure element below `element`, in reading order."""
    children = element.get("/K", pikepdf.Array())
    found: list[pikepdf.Dictionary] = []
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            found += [child, *structure(child)]
    return found


def kinds(pdf: bytes) -> set[str]:
    """Return the kinds of structure elements of a PDF that claims PDF/UA-1."""
    with pikepdf.open(BytesIO(pdf)) as document:
        assert bool(document.Root.MarkInfo.Marked)
        with document.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
        return {str(element.get("/S")) for element in structure(document.Root.StructTreeRoot)}
