"""QR codes for posters and slips: the modules, a drawing for print and pages, and a picture."""

from html import escape
from io import BytesIO
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qrcode.main import QRCode

QUIET_ZONE = 4  # Modules of white on every side; the standard asks for four.
PIXELS_PER_MODULE = 12


def qr_svg(url: str) -> bytes:
    """Draw the code for `url` as a stand-alone SVG: black on white, one unit a module, no fixed size."""
    modules = qr_modules(url)
    size = len(modules)
    label = escape(f"QR {url}")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" role="img" aria-label="{label}"'
        f' shape-rendering="crispEdges"><title>{label}</title><path fill="#fff" d="M0 0h{size}v{size}H0z"/>'
        f'<path d="{_dark_path(modules)}"/></svg>\n'
    ).encode()


def qr_png(url: str) -> bytes:
    """Draw the code for `url` as a black and white PNG, 12 pixels a module, quiet zone included."""
    from qrcode.image.pure import PyPNGImage

    picture = BytesIO()
    _code(url).make_image(image_factory=PyPNGImage).save(picture)
    return picture.getvalue()


def qr_modules(url: str) -> list[list[bool]]:
    """Return the square of modules for `url`, row by row with the quiet zone; true is dark."""
    modules: list[list[bool]] = _code(url).get_matrix()
    return modules


def _code(url: str) -> "QRCode":
    # Imported where a code is drawn: where Pillow is installed too, qrcode brings it along, ten megabytes.
    from qrcode.constants import ERROR_CORRECT_Q
    from qrcode.main import QRCode

    # Level Q is still read when a tenth of it is dirty or torn, which a counter's poster will be one day.
    code = QRCode(error_correction=ERROR_CORRECT_Q, border=QUIET_ZONE, box_size=PIXELS_PER_MODULE)
    code.add_data(url)
    code.make(fit=True)
    return code


def _dark_path(modules: list[list[bool]]) -> str:
    # One path for all dark modules: separate shapes would show hairlines where they meet.
    return "".join(
        f"M{start} {y}h{length}v1h-{length}z" for y, row in enumerate(modules) for start, length in _dark_runs(row)
    )


def _dark_runs(row: list[bool]) -> list[tuple[int, int]]:
    """Return (start, length) of every unbroken run of dark modules in a row, from left to right."""
    runs: list[tuple[int, int]] = []
    for dark, group in groupby(enumerate(row), key=itemgetter(1)):
        if dark:
            run = list(group)
            runs.append((run[0][0], len(run)))
    return runs
