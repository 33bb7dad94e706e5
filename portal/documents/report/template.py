"""Make the Word templates that offices may restyle: `python -m portal.documents.report.template`.

For maintainers: run it after a change here and commit the two files it writes. What Word shows between double
braces is filled from `content.py`; everything else of a template may be changed in Word.
"""

from pathlib import Path

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from portal.documents.report.word import (
    RIVER,
    Column,
    add_each,
    add_field,
    add_table,
    draw_rule,
    end_field,
    set_styles,
    start_field,
)

HERE = Path(__file__).parent


def report_template() -> DocumentType:
    """Return the template of an office's report."""
    document = _blank("Laporan Pelaksanaan SKM · {{ period }}")
    _letterhead(document)
    _cover(document)
    _contents(document)
    _introduction(document)
    _collection(document)
    _result(document)
    _analysis(document)
    _closing(document)
    _annexes(document)
    return document


def summary_template() -> DocumentType:
    """Return the template of the government's summary."""
    document = _blank("Rekapitulasi SKM · {{ period }}")
    _letterhead(document)
    document.add_paragraph("Rekapitulasi Hasil Survei Kepuasan Masyarakat", style="Title")
    document.add_paragraph("{{ period }}", style="Subtitle")
    add_each(document, "paragraphs")
    columns: list[Column] = [
        ("No", "row.no", 10, True),
        ("Unit layanan", "row.office", 62, False),
        ("Responden", "row.n", 22, True),
        ("IKM", "row.ikm", 15, True),
        ("Mutu", "row.grade", 13, False),
        ("Rentang", "row.interval", 27, True),
        ("Tindak lanjut", "row.follow_up", 16, True),
    ]
    add_table(document, "lines", columns)
    document.add_paragraph("Halaman umum: {{ address }}")
    document.add_paragraph("{{ qr }}")
    _signature(document)
    return document


def _blank(running_head: str) -> DocumentType:
    """Return an A4 document with the styles, the running head and the page number."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(25), Mm(20)
    section.top_margin = section.bottom_margin = Mm(25)
    set_styles(document)
    header = section.header.paragraphs[0]
    header.text = running_head + "{% if demo %}  ·  {% endif %}"
    header.add_run("{{ demo }}").bold = True
    footer = section.footer.paragraphs[0]
    footer.text = "{% if id %}Edisi {{ id }}  ·  {% endif %}Halaman "
    add_field(footer, "PAGE", "1")
    return document


def _letterhead(document: DocumentType) -> None:
    lines = (("government", 11, True), ("office", 14, True), ("address", 9, False), ("contact", 9, False))
    for key, size, bold in lines:
        document.add_paragraph(f"{{%p if letterhead.{key} %}}")
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.space_after = Pt(1)
        run = paragraph.add_run(f"{{{{ letterhead.{key} }}}}")
        run.font.size, run.bold = Pt(size), bold
        run.font.all_caps = bold
        document.add_paragraph("{%p endif %}")
    rule = document.add_paragraph()
    rule.paragraph_format.line_spacing = Pt(4)
    rule.paragraph_format.space_after = Pt(12)
    draw_rule(rule)


def _cover(document: DocumentType) -> None:
    above = document.add_paragraph("{{ period }}", style="Subtitle")
    above.paragraph_format.space_before = Pt(90)
    document.add_paragraph("Laporan Pelaksanaan Survei Kepuasan Masyarakat", style="Title")
    document.add_paragraph("{{ letterhead.office }}").runs[0].bold = True
    label = document.add_paragraph("Indeks Kepuasan Masyarakat")
    label.paragraph_format.space_before = Pt(60)
    figure = document.add_paragraph().add_run("{{ ikm }}")
    figure.font.size, figure.font.color.rgb, figure.bold = Pt(48), RIVER, True
    document.add_paragraph("{{ grade }} · {{ performance }}").runs[0].bold = True
    document.add_paragraph("{{ n }} responden, rentang {{ low }} sampai {{ high }}")
    qr = document.add_paragraph("{{ qr }}")
    qr.paragraph_format.space_before = Pt(48)
    document.add_paragraph("Angka laporan ini dapat diperiksa siapa pun pada edisi {{ id }}: {{ address }}")
    document.add_paragraph("Sidik digital (SHA-256): {{ hash }}")


_CHAPTERS = {
    "BAB I PENDAHULUAN": ("1.1 Latar Belakang", "1.2 Dasar Pelaksanaan", "1.3 Maksud dan Tujuan"),
    "BAB II PENGUMPULAN DATA": (
        "2.1 Pelaksana Survei",
        "2.2 Metode Pengumpulan Data",
        "2.3 Lokasi Pengumpulan Data",
        "2.4 Waktu Pelaksanaan",
        "2.5 Penentuan Jumlah Responden",
    ),
    "BAB III HASIL": ("3.1 Jumlah Responden", "3.2 Indeks Kepuasan Masyarakat"),
    "BAB IV ANALISIS": (
        "4.1 Permasalahan dan Kelebihan Unsur",
        "4.2 Rencana Tindak Lanjut",
        "4.3 Tren Nilai SKM",
    ),
    "BAB V PENUTUP": (),
    "LAMPIRAN 1 KUESIONER": (),
    "LAMPIRAN 2 HASIL OLAH DATA": (),
    "LAMPIRAN 3 DOKUMENTASI": (),
}


def _contents(document: DocumentType) -> None:
    """Add a table of contents; Word puts page numbers into it when a reader updates it."""
    title = document.add_paragraph()
    title.paragraph_format.page_break_before = True
    run = title.add_run("DAFTAR ISI")
    run.bold, run.font.size = True, Pt(18)
    lines = [line for chapter, sections in _CHAPTERS.items() for line in (chapter, *sections)]
    for line in lines:
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.left_indent = Mm(8 if line[0].isdigit() else 0)
        if line is lines[0]:
            start_field(paragraph, 'TOC \\o "1-2" \\h \\z \\u')
        paragraph.add_run(line)
    end_field(paragraph)


def _introduction(document: DocumentType) -> None:
    background, laws, aim = _chapter(document, "BAB I PENDAHULUAN")
    _section(document, background, "background")
    _section(document, laws, "laws", style="List Number")
    _section(document, aim, "aim")
    document.add_paragraph("Tujuannya:")
    add_each(document, "purposes", style="List Bullet")


def _collection(document: DocumentType) -> None:
    executor, method, place, time, sampling = _chapter(document, "BAB II PENGUMPULAN DATA")
    _section(document, executor, "execution")
    _section(document, method, "method")
    document.add_heading(place, 2)
    document.add_paragraph("Survei dilaksanakan di tempat pelayanan {{ letterhead.office }}.")
    add_each(document, "locations", style="List Bullet")
    document.add_paragraph("{%p if services %}")
    document.add_paragraph("Layanan yang disurvei:")
    add_each(document, "services", style="List Bullet")
    document.add_paragraph("{%p endif %}")
    document.add_heading(time, 2)
    columns: list[Column] = [
        ("No", "row.no", 10, True),
        ("Kegiatan", "row.name", 65, False),
        ("Waktu pelaksanaan", "row.time", 60, False),
        ("Jumlah hari kerja", "row.days", 30, True),
    ]
    add_table(
        document, "timetable", columns, optional=True, otherwise="Survei berlangsung sepanjang {{ period }}."
    )
    _section(document, sampling, "sampling")


def _result(document: DocumentType) -> None:
    respondents, index = _chapter(document, "BAB III HASIL")
    _section(document, respondents, "respondents")
    ways: list[Column] = [
        ("Cara jawaban diterima", "row.way", 105, False),
        ("Jawaban", "row.n", 30, True),
        ("Bagian", "row.percent", 30, True),
    ]
    add_table(document, "provenance", ways, optional=True)
    document.add_paragraph("{%p for item in characteristics %}")
    title = document.add_paragraph("{{ item.title }}")
    title.runs[0].bold, title.paragraph_format.keep_with_next = True, True
    shares: list[Column] = [
        ("Kelompok", "row.label", 105, False),
        ("Orang", "row.n", 30, True),
        ("Bagian", "row.percent", 30, True),
    ]
    add_table(document, "item.rows", shares, last=("Jumlah", "{{ item.n }}", ""), whole=True)
    document.add_paragraph("{%p endfor %}")
    _section(document, index, "result")
    _element_table(document)
    document.add_paragraph("{{ element_chart }}")
    services: list[Column] = [
        ("Layanan", "row.name", 80, False),
        ("Responden", "row.n", 25, True),
        ("IKM", "row.ikm", 18, True),
        ("Mutu", "row.grade", 14, False),
        ("Rentang", "row.interval", 28, True),
    ]
    add_table(document, "service_results", services, optional=True)


def _element_table(document: DocumentType) -> None:
    columns: list[Column] = [
        ("No", "row.no", 10, True),
        ("Unsur", "row.name", 77, False),
        ("NRR", "row.nrr", 16, True),
        ("Nilai", "row.printed", 18, True),
        ("Mutu", "row.grade", 14, False),
        ("Kinerja", "row.performance", 30, False),
    ]
    last = ("", "IKM unit layanan", "", "{{ ikm }}", "{{ grade }}", "{{ performance }}")
    add_table(document, "elements", columns, last=last, whole=True)


def _analysis(document: DocumentType) -> None:
    strengths, plan, trend = _chapter(document, "BAB IV ANALISIS")
    _section(document, strengths, "strengths")
    add_each(document, "analysis")
    _section(document, plan, "plan")
    add_table(document, "follow_up", _plan_columns(28, 42), optional=True)
    add_each(document, "past_plan")
    past = [*_plan_columns(26, 25), ("Keadaan", "row.status", 19, False)]
    add_table(document, "past_follow_up", past, optional=True)
    _section(document, trend, "development")
    document.paragraphs[-2].paragraph_format.keep_with_next = True  # The words stay with their chart.
    document.add_paragraph("{%p if trend_chart %}")
    document.add_paragraph("{{ trend_chart }}")
    document.add_paragraph("{%p endif %}")
    columns: list[Column] = [
        ("Periode", "row.period", 45, False),
        ("Responden", "row.n", 25, True),
        ("IKM", "row.printed", 20, True),
        ("Mutu", "row.grade", 15, False),
        ("Catatan", "row.note", 60, False),
    ]
    add_table(document, "trend", columns, optional=True)


def _plan_columns(element: int, owner: int) -> list[Column]:
    quarters: list[Column] = [
        (f"TW {name}", f"row.quarters[{place}]", 13, False) for place, name in enumerate(("I", "II", "III", "IV"))
    ]
    return [
        ("No", "row.no", 9, True),
        ("Prioritas unsur", "row.element", element, False),
        ("Program/kegiatan", "row.action", 34, False),
        *quarters,
        ("Penanggung jawab", "row.owner", owner, False),
    ]


def _closing(document: DocumentType) -> None:
    _chapter(document, "BAB V PENUTUP")
    add_each(document, "closing")
    _signature(document)


def _signature(document: DocumentType) -> None:
    for number, key in enumerate(("place_and_date", "title", "name", "nip")):
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.left_indent = Mm(85)
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.paragraph_format.keep_with_next = key != "nip"
        paragraph.paragraph_format.space_before = Pt((24, 0, 64, 0)[number])
        paragraph.add_run(f"{{{{ signatory.{key} }}}}").bold = key == "name"


def _annexes(document: DocumentType) -> None:
    _chapter(document, "LAMPIRAN 1 KUESIONER")
    document.add_paragraph("Setiap pertanyaan dijawab dengan satu pilihan; angkanya adalah nilai jawaban.")
    answers: list[Column] = [(f"{score}", f"row.answers[{score - 1}]", 23, False) for score in (1, 2, 3, 4)]
    add_table(document, "questions", [("No", "row.no", 9, True), ("Pertanyaan", "row.text", 64, False), *answers])
    _chapter(document, "LAMPIRAN 2 HASIL OLAH DATA")
    columns: list[Column] = [
        ("No", "row.no", 9, True),
        ("Unsur", "row.name", 39, False),
        *[(f"Nilai {score}", f"row.counts[{score - 1}]", 13, True) for score in (1, 2, 3, 4)],
        ("Jumlah", "row.total", 16, True),
        ("NRR", "row.nrr", 12, True),
        ("NRR tertimbang", "row.weighted", 23, True),
        ("Nilai", "row.printed", 14, True),
    ]
    add_table(document, "elements", columns, last=("", "IKM", *[""] * 7, "{{ ikm }}"))
    document.add_paragraph("{%p if not distributed %}")
    document.add_paragraph(
        "Banyaknya setiap jawaban tidak ditampilkan agar jawaban seseorang tidak dapat dikenali."
    )
    document.add_paragraph("{%p endif %}")
    bands: list[Column] = [
        ("Mutu", "row.letter", 25, False),
        ("Kinerja", "row.word", 80, False),
        ("IKM", "row.range", 60, True),
    ]
    document.add_paragraph()
    add_table(document, "bands", bands)
    _chapter(document, "LAMPIRAN 3 DOKUMENTASI")
    add_each(document, "documentation", style="List Bullet")
    document.add_paragraph("Halaman umum edisi: {{ address }}")
    document.add_paragraph("Sidik digital (SHA-256): {{ hash }}")


def _chapter(document: DocumentType, title: str) -> tuple[str, ...]:
    """Begin a chapter and return the titles of its sections."""
    document.add_heading(title, 1)
    return _CHAPTERS[title]


def _section(document: DocumentType, title: str, paragraphs: str, style: str | None = None) -> None:
    document.add_heading(title, 2)
    add_each(document, paragraphs, style=style)


def main() -> None:
    """Write both templates beside this module."""
    report_template().save(str(HERE / "report.docx"))
    summary_template().save(str(HERE / "summary.docx"))


if __name__ == "__main__":
    main()
