"""Images made anew: only what can be seen stays, so nothing is left of places, cameras and hidden parts."""

from io import BytesIO

from PIL import Image, ImageOps

from portal.domain.uploads import MAX_PIXELS, MAX_SIDE, Kind, Refusal
from portal.evidence.made import Made, RefusedError

_QUALITY = 82
_LARGEST_PNG = 1024 * 1024
"""Bytes: a drawing or a screenshot stays sharp as PNG; what needs more is a photo."""

_MOST_SCANS = 40
"""Common progressive images have about ten; thousands of them keep a decoder busy for hours."""

_SCAN, _END = 0xDA, 0xD9
_KEPT_SEGMENTS = frozenset({*range(0xC0, 0xE0), 0xE0, 0xEE}) - {_END}
"""Tables, frames, scans and what says which colours they mean; the rest (APPn, COM) is told about the photo."""


def make_image(content: bytes, kind: Kind) -> Made:
    """Decode a JPEG or PNG, turn it upright, shrink it and encode its pixels afresh; raises `RefusedError`."""
    if content.count(b"\xff\xda") > _MOST_SCANS and kind is Kind.JPEG:
        raise RefusedError(Refusal.TOO_COMPLEX)
    try:
        pixels = _pixels(content, kind)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise RefusedError(Refusal.TOO_MANY_PIXELS) from None
    except RefusedError:
        raise
    except Exception:  # noqa: BLE001 - a decoder fails in many ways on a hostile file, and all mean the same.
        raise RefusedError(Refusal.DAMAGED) from None
    if kind is Kind.PNG:
        drawn = _encoded(pixels, "PNG", optimize=True)
        if len(drawn) <= _LARGEST_PNG:
            return Made(content=drawn, kind=Kind.PNG)
    return Made(content=_encoded(pixels, "JPEG", quality=_QUALITY, optimize=True), kind=Kind.JPEG)


def _pixels(content: bytes, kind: Kind) -> Image.Image:
    """Return an image that has pixels and nothing else, what is transparent in white."""
    image: Image.Image
    with Image.open(BytesIO(content), formats=(kind.name,)) as image:
        if image.width * image.height > MAX_PIXELS:
            raise RefusedError(Refusal.TOO_MANY_PIXELS)
        image.draft("RGB", (MAX_SIDE, MAX_SIDE))  # A large JPEG is decoded smaller at once.
        upright = ImageOps.exif_transpose(image).convert("RGBA")
    upright.thumbnail((MAX_SIDE, MAX_SIDE))
    pixels = Image.new("RGB", upright.size, "white")
    pixels.paste(upright, mask=upright)
    return pixels


def _encoded(pixels: Image.Image, form: str, **options: int) -> bytes:
    saved = BytesIO()
    pixels.save(saved, form, **options)
    return saved.getvalue()


def strip_jpeg(content: bytes) -> bytes:
    """Return a JPEG without what is told about it and without what follows its end; its pixels stay as they are.

    Raises `RefusedError` for what is no JPEG from start to end. Source: ITU-T T.81, annex B.
    """
    if not content.startswith(b"\xff\xd8"):
        raise RefusedError(Refusal.DAMAGED)
    kept, at = [b"\xff\xd8"], 2
    while content[at : at + 1] == b"\xff" and at + 4 <= len(content) and content[at + 1] != _END:
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4])
        end = at + 2 + length
        if marker == _SCAN:
            end = _end_of_scan(content, end)
        if marker in _KEPT_SEGMENTS:
            kept.append(content[at:end])
        at = end
    if content[at : at + 2] != b"\xff\xd9":
        raise RefusedError(Refusal.DAMAGED)
    return b"".join([*kept, b"\xff\xd9"])


def _end_of_scan(content: bytes, at: int) -> int:
    """Return where the next marker is; inside a scan only stuffed bytes and restart markers follow 0xFF."""
    while (at := content.find(b"\xff", at)) != -1 and at + 1 < len(content):
        if content[at + 1] and not 0xD0 <= content[at + 1] <= 0xD7:
            return at
        at += 2
    raise RefusedError(Refusal.DAMAGED)
