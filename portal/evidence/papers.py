"""PDFs made anew from their pages; one that acts by itself, carries files or asks for a password is refused."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf, Stream, StreamDecodeLevel

from portal.domain.uploads import MAX_PAGES, MAX_PIXELS, Kind, Refusal
from portal.evidence.images import strip_jpeg
from portal.evidence.made import Made, RefusedError

MAX_OBJECTS = 20_000
_MOST_PARTS = 400_000
"""Keys and values of all objects."""

_LARGEST_STREAM = 64 * 1024 * 1024
_LARGEST_WHOLE = 256 * 1024 * 1024
"""Bytes of a stream, and of all of them together, once unpacked: a page scanned in colour has 26 million."""

_ACTIVE = frozenset(
    {
        "/3D", "/AA", "/EF", "/EmbeddedFile", "/EmbeddedFiles", "/FileAttachment", "/GoToE", "/GoToR", "/JS",
        "/ImportData", "/JavaScript", "/Launch", "/Movie", "/Rendition", "/RichMedia", "/RichMediaContent",
        "/RichMediaExecute", "/Sound", "/SubmitForm", "/XFA",
    }
)  # fmt: skip
"""Keys and names that make a PDF do something, or carry something, beside showing pages (ISO 32000-2)."""

_ADDRESSES = ("http:", "https:", "mailto:", "tel:")
_PACKED = frozenset({"/FlateDecode", "/LZWDecode", "/ASCII85Decode", "/ASCIIHexDecode", "/RunLengthDecode"})
_PICTURES = frozenset({"/DCTDecode", "/JPXDecode", "/CCITTFaxDecode", "/JBIG2Decode"})


def make_paper(content: bytes) -> Made:
    """Check everything in a PDF and write its pages into a new one; raises `RefusedError`."""
    try:
        return Made(content=_made_anew(content), kind=Kind.PDF)
    except RefusedError:
        raise
    except pikepdf.PasswordError:
        raise RefusedError(Refusal.LOCKED) from None
    except MemoryError:
        raise RefusedError(Refusal.TOO_COMPLEX) from None
    except Exception:  # noqa: BLE001 - a parser fails in many ways on a hostile file, and all mean the same.
        raise RefusedError(Refusal.DAMAGED) from None


def _made_anew(content: bytes) -> bytes:
    with Pdf.open(BytesIO(content), suppress_warnings=True) as pdf, Pdf.new() as clean:
        if pdf.is_encrypted:
            raise RefusedError(Refusal.LOCKED)
        if len(pdf.objects) > MAX_OBJECTS:
            raise RefusedError(Refusal.TOO_COMPLEX)
        if len(pdf.pages) > MAX_PAGES:
            raise RefusedError(Refusal.TOO_MANY_PAGES)
        _check(pdf)
        clean.pages.extend(pdf.pages)
        return _written(clean)


def _written(pdf: Pdf) -> bytes:
    """Return a PDF as bytes in which no text or drawing is left as it came: everything is packed afresh."""
    saved = BytesIO()
    pdf.save(
        saved,
        compress_streams=True,
        recompress_flate=True,
        stream_decode_level=StreamDecodeLevel.generalized,
        object_stream_mode=ObjectStreamMode.generate,
        deterministic_id=True,
    )
    return saved.getvalue()


def _check(pdf: Pdf) -> None:
    """Look at every part of every object, also those that no page shows."""
    parts, unpacked = 0, 0
    for whole in pdf.objects:
        for part in _parts(whole):
            parts += 1
            if parts > _MOST_PARTS:
                raise RefusedError(Refusal.TOO_COMPLEX)
            if isinstance(part, Dictionary | Stream):
                _require_passive(part)
        if isinstance(whole, Stream):
            unpacked += _tidy_stream(whole)
        if unpacked > _LARGEST_WHOLE:
            raise RefusedError(Refusal.TOO_COMPLEX)


def _parts(whole: Any) -> Iterator[Any]:
    """Yield an object and everything inside it; what it points to is an object of its own."""
    waiting = [whole]
    while waiting:
        part = waiting.pop()
        yield part
        inside: list[Any] = []
        if isinstance(part, Dictionary | Stream):
            inside = [value for _key, value in part.items()]
        elif isinstance(part, Array):
            inside = list(part)
        waiting += [value for value in inside if not getattr(value, "is_indirect", False)]


def _require_passive(part: Any) -> None:
    for key, value in part.items():
        name = str(value) if isinstance(value, Name) else ""
        if key in _ACTIVE or name in _ACTIVE:
            raise RefusedError(Refusal.ACTIVE)
        if key == "/OpenAction" and isinstance(value, Dictionary):
            raise RefusedError(Refusal.ACTIVE)  # As an array it only says which page to open; it is not kept.
        if key == "/URI" and not isinstance(value, Dictionary) and not _is_address(str(value)):
            raise RefusedError(Refusal.ACTIVE)


def _is_address(text: str) -> bool:
    return text.strip().lower().startswith(_ADDRESSES)


def _tidy_stream(stream: Stream) -> int:
    """Refuse a stream that is too large or lies in another file; take away what a photo tells beside its picture.

    Return its unpacked bytes.
    """
    if "/F" in stream:
        raise RefusedError(Refusal.ACTIVE)
    if int(stream.get("/Width", 0)) * int(stream.get("/Height", 0)) > MAX_PIXELS:
        raise RefusedError(Refusal.TOO_MANY_PIXELS)
    filters = _filters(stream)
    if not set(filters) <= _PACKED | _PICTURES:
        raise RefusedError(Refusal.DAMAGED)
    if filters == ["/DCTDecode"]:
        stream.write(strip_jpeg(stream.read_raw_bytes()), filter=Name.DCTDecode)
    size = len(stream.read_bytes()) if set(filters) <= _PACKED else len(stream.read_raw_bytes())
    if size > _LARGEST_STREAM:
        raise RefusedError(Refusal.TOO_COMPLEX)
    return size


def _filters(stream: Stream) -> list[str]:
    found = stream.get("/Filter", Array())
    return [str(each) for each in (found if isinstance(found, Array) else [found])]
