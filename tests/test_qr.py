"""What a phone reads from the codes, and how the drawings behave where they are put."""

from collections.abc import Callable
from io import BytesIO
from xml.etree import ElementTree

import pytest
import typst
import zxingcpp
from PIL import Image, ImageDraw

from portal.qr import PIXELS_PER_MODULE, QUIET_ZONE, qr_modules, qr_png, qr_svg

URL = "https://survei.bulungan.go.id/s/K7QF2M"
SVG = "{http://www.w3.org/2000/svg}"


def _picture(png: bytes) -> Image.Image:
    return Image.open(BytesIO(png)).convert("L")


def _drawn(svg: bytes) -> Image.Image:
    """Rasterise the drawing alone on a page, 4 pixels a point."""
    page = b'#set page(width: 100pt, height: 100pt, margin: 0pt)\n#image(bytes(sys.inputs.svg), format: "svg")'
    png = typst.compile(page, format="png", ppi=288, sys_inputs={"svg": svg.decode()})
    assert isinstance(png, bytes)
    return _picture(png)


DRAWINGS: list[Callable[[str], Image.Image]] = [
    lambda url: _picture(qr_png(url)),
    lambda url: _drawn(qr_svg(url)),
]


@pytest.mark.parametrize("draw", DRAWINGS, ids=["png", "svg"])
@pytest.mark.parametrize("url", [URL, "http://localhost:5000/s/A", URL + "?bahasa=en&x='\"<>" + "y" * 200])
def test_a_phone_reads_the_exact_url(draw: Callable[[str], Image.Image], url: str) -> None:
    (code,) = zxingcpp.read_barcodes(draw(url))
    assert code.text == url
    assert code.ec_level == "Q"


@pytest.mark.parametrize(("column", "row"), [(11, 11), (20, 10), (12, 20)])
def test_a_tenth_of_the_code_may_be_covered(column: int, row: int) -> None:
    picture = _picture(qr_png(URL))
    symbol = len(qr_modules(URL)) - 2 * QUIET_ZONE
    left, top = (PIXELS_PER_MODULE * (QUIET_ZONE + place) for place in (column, row))
    width, height = 10 * PIXELS_PER_MODULE, 11 * PIXELS_PER_MODULE
    assert width * height >= (symbol * PIXELS_PER_MODULE) ** 2 // 10
    ImageDraw.Draw(picture).rectangle((left, top, left + width - 1, top + height - 1), fill=255)
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [URL]


def test_the_quiet_zone_is_white_and_four_modules_wide() -> None:
    border = QUIET_ZONE * PIXELS_PER_MODULE
    picture = _picture(qr_png(URL))
    dark = picture.point(lambda value: 255 - value).getbbox()
    assert QUIET_ZONE == 4
    assert dark == (border, border, picture.width - border, picture.height - border)


def test_the_drawing_scales_freely_and_says_what_it_is() -> None:
    svg = ElementTree.fromstring(qr_svg(URL + "?a=1&b='\""))
    size = len(qr_modules(URL + "?a=1&b='\""))
    assert svg.get("viewBox") == f"0 0 {size} {size}"
    assert (svg.get("width"), svg.get("height")) == (None, None)
    assert svg.get("role") == "img"
    assert svg.findtext(f"{SVG}title") == svg.get("aria-label") == f"QR {URL}?a=1&b='\""


def test_the_drawing_needs_no_inline_style_or_script() -> None:
    svg = ElementTree.fromstring(qr_svg(URL))
    assert [element.tag for element in svg] == [f"{SVG}title", f"{SVG}path", f"{SVG}path"]
    assert all("style" not in element.attrib for element in svg.iter())
