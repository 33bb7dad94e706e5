"""The poster as it leaves the printer: read by a phone, by a person and by a screen reader."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ImageDraw

from portal.documents.poster import NoPostersError, Paper, PosterContent, render_poster, render_posters
from tests.documents import reading
from tests.scanning import picture

A4_POINTS = (595.3, 841.9)
URL = "https://survei.bulungan.go.id/s/K7QF2M"
POSTER = PosterContent(
    unit_name="Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu",
    counter_name="Loket 3 – Perizinan berusaha",
    url=URL,
    short_address="survei.bulungan.go.id",
    code="K7QF2M",
    owner="Bagian Organisasi Setda Kabupaten Bulungan",
    demo=False,
)
HOSTILE_NAMES = [
    '#panic("x")',
    '#image("/etc/passwd") #read("poster.py") $ x^2 $ *a* _b_ `c` <d> @e // f /* g',
    "\"'`\\{}[]()#$%&~^_|<>",
    '"}, "demo": true, "x": {"',
    "Loket 🙂 ramah 👩‍👩‍👧 ❤️",
    "ଓଡ଼ିଆ 中文 العربية",
    "\x00\x07\x1b[31m\u202eterbalik\ud800",
    "   ",
    "",
    "Dinas " * 200,
    "W" * 1000,
]


def _text(pdf: bytes) -> str:
    """Return the first page's words."""
    return reading.pages(pdf)[0]


def _assert_one_a4_page_with_all_ink_inside(pdf: bytes) -> None:
    with pikepdf.open(BytesIO(pdf)) as document:
        (page,) = document.pages
        assert [float(edge) for edge in page.mediabox] == pytest.approx([0, 0, *A4_POINTS], abs=0.5)
    page = picture(pdf, 36)
    ink = page.point(lambda value: 255 if value < 250 else 0).getbbox()
    assert ink is not None
    margin = 12 / 25.4 * 36  # Every office printer reaches to 12 mm from the edge.
    assert ink[0] >= margin
    assert ink[1] >= margin
    assert ink[2] <= page.width - margin
    assert ink[3] <= page.height - margin


def test_shows_office_counter_address_code_and_owner() -> None:
    text = _text(render_poster(POSTER))
    for words in (POSTER.unit_name, POSTER.counter_name, POSTER.short_address, POSTER.code, POSTER.owner):
        assert words in text


def test_promises_in_both_languages() -> None:
    text = _text(render_poster(POSTER))
    assert "Dua menit untuk layanan yang lebih baik. Tanpa nama, tanpa aplikasi." in text
    assert "Two minutes for better service. No name, no app." in text
    assert "Tak seorang pun tahu siapa yang menulis." in text


def test_the_demo_mark_stands_on_demo_posters_only() -> None:
    assert "DATA CONTOH" in _text(render_poster(replace(POSTER, demo=True)))
    assert "DATA CONTOH" not in _text(render_poster(POSTER))


# Shares of the code's side: left, top, right, bottom. All clear of the three finder patterns.
@pytest.mark.parametrize("cover", [(0.34, 0.34, 0.66, 0.66), (0.6, 0.32, 0.92, 0.64), (0.36, 0.6, 0.68, 0.92)])
def test_a_phone_reads_a_coarse_and_torn_print(cover: tuple[float, float, float, float]) -> None:
    page = picture(render_poster(POSTER), 30)
    (clean,) = zxingcpp.read_barcodes(page)
    left, top = clean.position.top_left.x, clean.position.top_left.y
    side = clean.position.bottom_right.x - left
    assert (cover[2] - cover[0]) * (cover[3] - cover[1]) >= 0.1
    hole = tuple(round(edge + share * side) for edge, share in zip((left, top) * 2, cover, strict=True))
    ImageDraw.Draw(page).rectangle(hole, fill=255)
    assert [code.text for code in zxingcpp.read_barcodes(page)] == [URL]


def test_the_code_is_at_least_nine_centimetres_wide() -> None:
    (code,) = zxingcpp.read_barcodes(picture(render_poster(POSTER), 254))  # Ten pixels a millimetre.
    assert code.position.top_right.x - code.position.top_left.x >= 900


def test_is_a_tagged_pdf_that_a_screen_reader_can_follow() -> None:
    with pikepdf.open(BytesIO(render_poster(POSTER))) as document:
        root = document.Root
        assert bool(root.MarkInfo.Marked)
        assert str(root.Lang).startswith("id")
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        with document.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert POSTER.unit_name in str(metadata["dc:title"])
            assert POSTER.counter_name in str(metadata["dc:title"])
        figures = [element for element in reading.structure(root.StructTreeRoot) if element.get("/S") == "/Figure"]
        assert [str(figure.Alt).endswith(URL) for figure in figures] == [True]
        kinds = {str(element.get("/S")) for element in reading.structure(root.StructTreeRoot)}
        assert {"/H1", "/L", "/LI"} <= kinds


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_any_name_is_only_text(name: str) -> None:
    pdf = render_poster(replace(POSTER, unit_name=name, counter_name=name, owner=name))
    _assert_one_a4_page_with_all_ink_inside(pdf)
    assert [code.text for code in zxingcpp.read_barcodes(picture(pdf, 30))] == [URL]
    assert "DATA CONTOH" not in _text(pdf)


def test_markup_in_a_name_is_shown_as_it_was_typed() -> None:
    text = _text(render_poster(replace(POSTER, unit_name='#panic("x") [b] *c*', counter_name="$d$ \\ 'e'")))
    assert '#panic("x") [b] *c*' in text
    assert "$d$ \\ 'e'" in text


def test_a_box_stands_for_what_the_typeface_lacks() -> None:
    assert "Loket □ ramah" in _text(render_poster(replace(POSTER, counter_name="Loket 🙂🙂 ramah")))


@settings(max_examples=60, deadline=None)
@given(unit=st.text(max_size=250), counter=st.text(max_size=250), demo=st.booleans())
def test_every_name_gives_one_page_inside_its_margins(unit: str, counter: str, demo: bool) -> None:
    pdf = render_poster(replace(POSTER, unit_name=unit, counter_name=counter, demo=demo))
    _assert_one_a4_page_with_all_ink_inside(pdf)


def test_the_typeface_has_every_letter_that_is_let_through() -> None:
    letters = "".join(map(chr, range(0x20, 0x180))) + "‐‒–—―‘’‚“”„†‡•…′″‹›€№™←↑→↓−≈≠≤≥"
    for start in range(0, len(letters), 64):
        render_poster(replace(POSTER, unit_name=letters[start : start + 64]))


def test_equal_content_gives_equal_bytes_also_from_several_threads() -> None:
    posters = [replace(POSTER, counter_name=f"Loket {number}") for number in range(8)]
    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(render_poster, posters))
    assert together == [render_poster(poster) for poster in posters]


SEVERAL = [replace(POSTER, counter_name=f"Loket {number}", url=f"{URL}-{number}") for number in range(1, 4)]
PAPERS: dict[Paper, tuple[float, float]] = {"a4": A4_POINTS, "a5": (419.5, 595.3), "tent": A4_POINTS}


@pytest.mark.parametrize(("paper", "size"), PAPERS.items())
def test_several_counters_get_a_page_each_in_the_given_order(paper: Paper, size: tuple[float, float]) -> None:
    pdf = render_posters(SEVERAL, paper)
    texts = reading.pages(pdf)
    assert [poster.counter_name in text for poster, text in zip(SEVERAL, texts, strict=True)] == [True] * 3
    with pikepdf.open(BytesIO(pdf)) as document:
        for page in document.pages:
            assert [float(edge) for edge in page.mediabox] == pytest.approx([0, 0, *size], abs=0.5)
    for poster, page in zip(SEVERAL, reading.pictures(pdf, 60), strict=True):
        assert {code.text for code in zxingcpp.read_barcodes(page)} == {poster.url}


def test_a_tent_shows_the_code_on_both_sides_of_the_fold() -> None:
    (page,) = reading.pictures(render_posters([POSTER], "tent"), 60)
    upper = page.crop((0, 0, page.width, page.height // 2))
    lower = page.crop((0, page.height // 2, page.width, page.height))
    assert [code.text for half in (upper, lower) for code in zxingcpp.read_barcodes(half)] == [URL, URL]
    turned = upper.rotate(180).point(lambda value: 255 if value > 127 else 0)
    assert turned.getbbox() == lower.point(lambda value: 255 if value > 127 else 0).getbbox()


def test_a_screen_reader_hears_a_tent_once() -> None:
    with pikepdf.open(BytesIO(render_posters([POSTER], "tent"))) as document:
        elements = reading.structure(document.Root.StructTreeRoot)
    assert [str(element.get("/S")) for element in elements].count("/H1") == 1


@pytest.mark.parametrize("paper", ["a5", "tent"])
@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_any_name_stays_one_page_on_other_paper(paper: Paper, name: str) -> None:
    poster = replace(POSTER, unit_name=name, counter_name=name, owner=name, short_address=POSTER.short_address)
    (page,) = reading.pictures(render_posters([poster], paper), 60)
    assert {code.text for code in zxingcpp.read_barcodes(page)} == {URL}


def test_no_counters_make_no_document() -> None:
    with pytest.raises(NoPostersError):
        render_posters([])
