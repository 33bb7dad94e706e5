"""The official report in its three formats: every figure is the edition's, whatever an office typed."""

import zipfile
from dataclasses import replace
from io import BytesIO
from typing import Any

import openpyxl  # type: ignore[import-untyped]  # It ships no types.
import pytest
import zxingcpp
from docx import Document
from docx.document import Document as DocumentType
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.table import Table
from PIL import Image

from portal.documents.report.content import report_content
from portal.documents.report.docx import report_docx, summary_docx
from portal.documents.report.edition import NotReportableError, read_edition
from portal.documents.report.pdf import report_pdf, summary_pdf
from portal.documents.report.template import HERE, report_template, summary_template
from portal.documents.report.values import Evidence, Sample, SkmReport
from portal.documents.report.workbook import evidence_workbook, report_workbook, summary_workbook
from portal.domain import skm
from tests.documents import reading
from tests.documents.reports import ADDRESS, COUNTS, REPORT, SUMMARY, document

HEADINGS = (
    *("Latar Belakang", "Dasar Pelaksanaan", "Maksud dan Tujuan"),
    *("Pelaksana Survei", "Metode Pengumpulan Data", "Lokasi Pengumpulan Data", "Waktu Pelaksanaan"),
    *("Penentuan Jumlah Responden", "Jumlah Responden", "Indeks Kepuasan Masyarakat"),
    *("Permasalahan dan Kelebihan Unsur", "Rencana Tindak Lanjut", "Tren Nilai SKM"),
)
HOSTILE = '#panic("x") {{ 7 * 7 }} {% raw %} <b>&amp;</b> $x$ \x07 🙂 =1+1'


def _bare() -> SkmReport:
    """Return a report of which nothing but the edition is known."""
    return replace(
        REPORT,
        sample=Sample(population=None, target=None),
        trend=(),
        activities=(),
        locations=(),
        services=(),
        characteristics=(),
        follow_up=(),
        past_follow_up=(),
        analysis="",
    )


def _with(**changes: Any) -> SkmReport:
    """Return the report of a changed edition."""
    return replace(REPORT, edition=read_edition(document(**changes)))


def _word(data: bytes) -> DocumentType:
    return Document(BytesIO(data))


def _words(word: DocumentType) -> str:
    return "\n".join(paragraph.text for paragraph in word.paragraphs)


def _rows(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def _table(word: DocumentType, *head: str) -> list[list[str]]:
    """Return the rows of the first table that begins with these heads."""
    found = next(rows for rows in map(_rows, word.tables) if tuple(rows[0][: len(head)]) == head)
    return found[1:]


def _hundredths(printed: str) -> int:
    return int(printed.replace(",", ""))


def _sheet(data: bytes, name: str) -> list[tuple[Any, ...]]:
    book = openpyxl.load_workbook(BytesIO(data))
    return list(book[name].iter_rows(values_only=True))


def test_the_pdf_has_the_outline_of_the_regulation_in_order() -> None:
    text = " ".join(reading.pages(report_pdf(REPORT))[2:])
    chapters = (
        "Bab I",
        "Pendahuluan",
        "Pengumpulan Data",
        "Hasil",
        "Analisis",
        "Penutup",
        "Lampiran 1. Kuesioner",
    )
    places = [text.index(heading) for heading in chapters]
    assert places == sorted(places)
    assert all(
        heading in text for heading in (*HEADINGS, "Lampiran 2. Hasil Olah Data", "Lampiran 3. Dokumentasi")
    )


def test_the_pdf_prints_every_figure_of_the_edition() -> None:
    text = " ".join(reading.pages(report_pdf(REPORT)))
    assert "88,45" in text
    for item in REPORT.edition.elements:
        value, nrr = f"{item.value / 100:.2f}".replace(".", ","), f"{item.nrr / 100:.2f}".replace(".", ",")
        assert f"{item.name} {nrr} {value} {item.grade}" in text
        counts = " ".join(map(str, COUNTS[item.key]))
        assert f"{counts} {item.total} {nrr}" in text
    assert "41 71,93%" in text
    assert "16 28,07%" in text


def test_the_pdf_can_be_followed_by_a_screen_reader() -> None:
    assert {"/H1", "/H2", "/Table", "/TH", "/Figure", "/L", "/TOC"} <= reading.kinds(report_pdf(REPORT))


def test_pdf_and_word_carry_a_code_that_leads_to_the_edition() -> None:
    cover = reading.pictures(report_pdf(REPORT), 150)[0]
    assert [code.text for code in zxingcpp.read_barcodes(cover)] == [ADDRESS]
    with zipfile.ZipFile(BytesIO(report_docx(REPORT))) as parts:
        images = [Image.open(BytesIO(parts.read(name))) for name in parts.namelist() if name.endswith(".png")]
    assert [code.text for image in images for code in zxingcpp.read_barcodes(image)] == [ADDRESS]


def test_every_page_of_a_demo_report_says_so() -> None:
    marked = reading.pages(report_pdf(_with(demo=True)))
    assert all("DATA CONTOH" in page for page in marked)
    assert not any("DATA CONTOH" in page for page in reading.pages(report_pdf(REPORT)))


def test_a_demo_word_document_and_workbook_say_so() -> None:
    demo = _with(demo=True)
    assert "DATA CONTOH" in _word(report_docx(demo)).sections[0].header.paragraphs[0].text
    assert "DATA CONTOH" not in _word(report_docx(REPORT)).sections[0].header.paragraphs[0].text
    book = openpyxl.load_workbook(BytesIO(report_workbook(demo)))
    assert all(sheet["A1"].value == "DATA CONTOH" for sheet in book)


def test_equal_reports_give_equal_pdfs() -> None:
    assert report_pdf(REPORT) == report_pdf(replace(REPORT))


def test_the_word_document_prints_every_figure_of_the_edition() -> None:
    word, edition = _word(report_docx(REPORT)), REPORT.edition
    rows = _table(word, "No", "Unsur", "NRR", "Nilai", "Mutu")
    assert [(row[1], _hundredths(row[2]), _hundredths(row[3]), row[4]) for row in rows[:-1]] == [
        (item.name, item.nrr, item.value, item.grade) for item in edition.elements
    ]
    assert _hundredths(rows[-1][3]) == edition.ikm
    worked = _table(word, "No", "Unsur", "Nilai 1")
    for row, item in zip(worked, edition.elements, strict=False):
        assert [int(cell) for cell in row[2:7]] == [*COUNTS[item.key], item.total]
        assert [_hundredths(cell) for cell in row[7:]] == [item.nrr, item.weighted, item.value]
    trend = _table(word, "Periode", "Responden")
    assert [_hundredths(row[2]) for row in trend] == [row.ikm for row in REPORT.trend]


def test_the_word_document_has_real_headings_and_described_pictures() -> None:
    word = _word(report_docx(REPORT))
    headings = [p.text for p in word.paragraphs if p.style is not None and p.style.name == "Heading 2"]
    assert [heading.split(" ", 1)[1] for heading in headings] == list(HEADINGS)
    words = [shape._inline.docPr.get("descr") for shape in word.inline_shapes]
    assert [text.split(":")[0] for text in words if text] == [
        "Kode QR ke https",
        "Diagram batang nilai unsur",
        "Grafik tren IKM",
    ]
    assert word.core_properties.language == "id-ID"


def test_nothing_of_the_template_is_left_in_a_word_document() -> None:
    for report in (REPORT, _bare(), _with(figure={"distribution": None, "provenance": None})):
        with zipfile.ZipFile(BytesIO(report_docx(report))) as parts:
            for name in parts.namelist():
                if name.endswith(".xml"):
                    text = parts.read(name).decode()
                    assert "{{" not in text
                    assert "{%" not in text


def test_a_word_document_points_to_nothing_outside_itself() -> None:
    relations = _word(report_docx(REPORT)).part.rels.values()
    assert not [relation for relation in relations if relation.is_external]
    assert RELATIONSHIP_TYPE.IMAGE in {relation.reltype for relation in relations}


def test_what_an_office_types_is_only_text_in_every_format() -> None:
    letterhead = replace(REPORT.letterhead, office=HOSTILE, address=HOSTILE)
    report = replace(REPORT, letterhead=letterhead, analysis=HOSTILE, executor=HOSTILE, locations=(HOSTILE,))
    assert '#panic("x") {{ 7 * 7 }} {% raw %} <b>&amp;</b> $x$' in " ".join(reading.pages(report_pdf(report)))
    assert '#panic("x") {{ 7 * 7 }} {% raw %} <b>&amp;</b> $x$  🙂 =1+1' in _words(_word(report_docx(report)))
    assert _sheet(report_workbook(report), "Ringkasan")[1][1] == HOSTILE.replace("\x07", "_x0007_")


def test_a_bare_report_says_what_is_missing() -> None:
    text = " ".join(reading.pages(report_pdf(_bare())))
    for sentence in (
        "Karakteristik responden tidak ditampilkan karena kelompoknya terlalu kecil",
        "Jumlah penerima layanan pada periode sebelumnya tidak tercatat.",
        "Rencana tindak lanjut untuk periode ini belum ditetapkan.",
        "Tidak ada rencana tindak lanjut yang tercatat dari periode sebelumnya.",
        "Ini hasil pertama yang tercatat, sehingga belum ada tren.",
    ):
        assert sentence in text
        assert sentence in _words(_word(report_docx(_bare())))


def test_the_shortfall_against_the_sample_is_named() -> None:
    (sentence, note) = report_content(REPORT)["sampling"]
    assert "berjumlah 420 orang" in sentence
    assert "diperlukan 201 responden" in sentence
    assert "Terkumpul 57 responden, atau 28,36% dari target; masih kurang 144." in sentence
    assert note == REPORT.sample.note


def test_a_target_of_its_own_stands_beside_the_formula() -> None:
    own = replace(REPORT, sample=Sample(population=420, target=50))
    (sentence,) = report_content(own)["sampling"]
    assert "diperlukan 201 responden. Target yang ditetapkan untuk periode ini adalah 50 responden." in sentence
    assert sentence.endswith("atau 114,00% dari target.")


def test_weak_and_strong_elements_are_named_without_breaking_ties() -> None:
    edition = REPORT.edition
    assert {item.key for item in edition.weakest()} == {"produk", "sarana"}  # Waktu and kompetensi are level.
    assert [item.key for item in edition.strongest()] == ["biaya", "pengaduan", "prosedur"]
    level = replace(edition, elements=tuple(replace(item, total=171) for item in edition.elements))
    assert level.weakest() == level.strongest() == ()


@pytest.mark.parametrize("changes", [{"few_officers": True}, {"figure": {"rough": True}}])
def test_no_element_is_called_weak_where_chance_or_one_person_makes_it_so(changes: dict[str, Any]) -> None:
    report = _with(**changes)
    assert not report.edition.names_extremes
    (sentence,) = report_content(report)["strengths"]
    assert not any(element.name.id in sentence for element in skm.ELEMENTS)


def test_hidden_counts_stay_hidden() -> None:
    hidden = _with(figure={"distribution": None})
    assert "Banyaknya setiap jawaban tidak ditampilkan" in " ".join(reading.pages(report_pdf(hidden)))
    assert "Banyaknya setiap jawaban tidak ditampilkan" in _words(_word(report_docx(hidden)))
    assert "Banyaknya setiap jawaban tidak ditampilkan" not in _words(_word(report_docx(REPORT)))
    assert {row[2:6] for row in _sheet(report_workbook(hidden), "Unsur")[1:]} == {(None,) * 4}


@pytest.mark.parametrize("figure", ["none", "no elements"])
def test_an_edition_without_figures_makes_no_report(figure: str) -> None:
    text = document(figure={"elements": None})
    if figure == "none":
        text = text.replace(text[text.index('"figure":') : text.index(',"id"')], '"figure":null')
    with pytest.raises(NotReportableError):
        read_edition(text)


def test_the_workbook_holds_the_editions_integers_as_numbers() -> None:
    data, edition = report_workbook(REPORT), REPORT.edition
    overview = dict(row[:2] for row in _sheet(data, "Ringkasan"))
    assert overview["Responden"] == edition.n
    assert [round(overview[key] * 100) for key in ("IKM", "Rentang: terendah", "Rentang: tertinggi")] == [
        edition.ikm,
        edition.low,
        edition.high,
    ]
    for row, item in zip(_sheet(data, "Unsur")[1:], edition.elements, strict=True):
        assert row[:7] == (item.key, item.name, *COUNTS[item.key], item.total)
        assert [round(row[7] * 100), round(row[8] * 10_000), round(row[9] * 100)] == [
            item.nrr,
            item.weighted,
            item.value,
        ]
    notes = dict(row[:2] for row in _sheet(data, "Catatan"))
    assert (notes["Sidik digital (SHA-256)"], notes["Halaman umum"]) == (edition.hash, ADDRESS)


def test_a_formula_that_someone_typed_stays_text() -> None:
    evidence = [Evidence(item="=1+1", office="Kantor", link="https://example.go.id", hash="ab")]
    book = openpyxl.load_workbook(BytesIO(evidence_workbook(evidence, demo=False)))
    cell = book["Bukti PEKPPP"]["A2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_the_summary_has_the_same_line_for_every_office_in_all_formats() -> None:
    pdf = " ".join(reading.pages(summary_pdf(SUMMARY)))
    word = _table(_word(summary_docx(SUMMARY)), "No", "Unit layanan")
    sheet = _sheet(summary_workbook(SUMMARY), "Rekapitulasi")[1:]
    for line, row, cells in zip(SUMMARY.lines, word, sheet, strict=True):
        assert row[1] == cells[0] == line.office
        assert " ".join(row) in pdf
        if line.ikm is None:
            assert (row[2], row[3], cells[1], cells[2]) == ("–", "–", None, None)
        else:
            assert _hundredths(row[3]) == round(cells[2] * 100) == line.ikm
            assert int(row[2].replace(".", "")) == cells[1] == line.n


def test_the_summary_can_be_followed_by_a_screen_reader() -> None:
    assert {"/H1", "/Table", "/TH", "/Figure"} <= reading.kinds(summary_pdf(SUMMARY))


def test_the_governments_own_line_closes_the_summary() -> None:
    total = replace(SUMMARY.lines[1], office="Pemerintah Kabupaten Bulungan")
    whole = replace(SUMMARY, total=total)
    assert _table(_word(summary_docx(whole)), "No", "Unit layanan")[-1][:2] == ["", total.office]
    assert _sheet(summary_workbook(whole), "Rekapitulasi")[-1][0] == total.office


@pytest.mark.parametrize(
    ("name", "made"), [("report.docx", report_template()), ("summary.docx", summary_template())]
)
def test_the_templates_are_what_the_maintainers_script_makes(name: str, made: DocumentType) -> None:
    kept = Document(str(HERE / name))
    assert kept.element.xml == made.element.xml
    assert kept.styles.element.xml == made.styles.element.xml
