"""The paper questionnaire as it leaves the printer: numbered, complete, one sheet for each number."""

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
import zxingcpp

from portal.documents.paper import MOST_SHEETS, PaperForm, SheetsOutOfRangeError, render_paper_forms
from portal.domain.skm_form import SKM_V1
from tests.documents import reading

URL = "https://survei.bulungan.go.id/s/K7QF2M"
FORM = PaperForm(
    office="Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu",
    counter="Loket 3 – Perizinan berusaha",
    services=("Izin berusaha", "Izin reklame", "Surat keterangan penelitian"),
    questionnaire=SKM_V1,
    url=URL,
    owner="Bagian Organisasi Setda Kabupaten Bulungan",
    demo=False,
)


def _joined(text: str) -> str:
    """Return `text` without spaces: words of narrow columns break anywhere."""
    return "".join(text.split())


def test_every_sheet_asks_the_official_questions_in_their_order_with_four_labelled_choices() -> None:
    (page,) = map(_joined, reading.pages(render_paper_forms(FORM, first=1, sheets=1)))
    place = 0
    for question in SKM_V1.questions:
        for words in (question.official, *question.answers):
            place = page.index(_joined(words.id), place)


def test_sheets_are_numbered_one_after_the_other() -> None:
    pages = reading.pages(render_paper_forms(FORM, first=98, sheets=4))
    assert [f"Lembar {number:04d}" in page for number, page in zip(range(98, 102), pages, strict=True)] == [
        True
    ] * 4


def test_a_sheet_names_office_counter_services_and_profile() -> None:
    (page,) = reading.pages(render_paper_forms(FORM, first=1, sheets=1))
    assert all(words in page for words in (FORM.office, FORM.counter, FORM.owner, *FORM.services))
    assert all(question.text.id in page for question in SKM_V1.profile)
    assert "Jangan tulis nama, NIK, atau nomor telepon." in page


def test_a_counter_with_one_service_does_not_ask_which() -> None:
    (page,) = reading.pages(render_paper_forms(replace(FORM, services=("Izin berusaha",)), first=1, sheets=1))
    assert "Layanan yang Anda terima" not in page


def test_the_words_come_in_english_too() -> None:
    pdf = render_paper_forms(replace(FORM, language="en"), first=1, sheets=1)
    (page,) = reading.pages(pdf)
    assert "How" not in page  # The official wording, not the short one.
    assert all(_joined(question.official.en) in _joined(page) for question in SKM_V1.questions)
    with pikepdf.open(BytesIO(pdf)) as document:
        assert str(document.Root.Lang).startswith("en")


def test_the_demo_mark_stands_on_every_demo_sheet_only() -> None:
    assert ["DATA CONTOH" in page for page in reading.pages(render_paper_forms(FORM, first=1, sheets=2))] == [
        False
    ] * 2
    demo = render_paper_forms(replace(FORM, demo=True), first=1, sheets=2)
    assert ["DATA CONTOH" in page for page in reading.pages(demo)] == [True] * 2


def test_the_code_of_every_sheet_opens_the_survey() -> None:
    for page in reading.pictures(render_paper_forms(FORM, first=7, sheets=2), 150):
        assert [code.text for code in zxingcpp.read_barcodes(page)] == [URL]


def test_a_busy_counter_still_fits_both_sides_of_one_sheet() -> None:
    busy = replace(FORM, services=tuple(f"Layanan surat keterangan nomor {number}" for number in range(40)))
    assert len(reading.pages(render_paper_forms(busy, first=1, sheets=1))) <= 2


def test_can_be_followed_by_a_screen_reader() -> None:
    assert {"/H1", "/H2", "/Table", "/TH", "/Figure"} <= reading.kinds(render_paper_forms(FORM, first=1, sheets=2))


def test_a_name_is_only_text() -> None:
    hostile = '#panic("x") $y$ {{ z }}'
    (page,) = reading.pages(render_paper_forms(replace(FORM, office=hostile, counter=hostile), first=1, sheets=1))
    assert hostile in page


@pytest.mark.parametrize(("first", "sheets"), [(0, 1), (1, 0), (1, MOST_SHEETS + 1)])
def test_refuses_numbers_that_no_one_can_print(first: int, sheets: int) -> None:
    with pytest.raises(SheetsOutOfRangeError):
        render_paper_forms(FORM, first=first, sheets=sheets)
