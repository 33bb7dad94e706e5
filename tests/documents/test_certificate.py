"""A certificate is one lying page, whatever its names are, and its code leads to where it is checked."""

from dataclasses import replace
from io import BytesIO

import pikepdf
import zxingcpp

from portal.documents.certificate import CertificateContent, render_certificate
from tests.documents import reading
from tests.scanning import picture

URL = "https://suara.bulungan.go.id/sertifikat"
CONTENT = CertificateContent(
    government="Pemerintah Kabupaten Bulungan",
    name="Siti Nur'aini, S.Kom., M.Si.",
    title="Manajemen Waktu Pelayanan",
    form="klasikal",
    hours=8,
    dates="3 Maret 2026 sampai 4 Maret 2026",
    provider="BKPSDM",
    code="7KQ2-M0XA-1234-5678-9ABC",
    url=URL,
    demo=False,
)


def test_says_who_learnt_what_and_where_to_check_it():
    pdf = render_certificate(CONTENT)
    text = reading.pages(pdf)[0]
    for said in (CONTENT.name, CONTENT.title, CONTENT.code, CONTENT.dates, "8 jam pelajaran"):
        assert said in text
    assert "DATA CONTOH" not in text
    assert [code.text for code in zxingcpp.read_barcodes(picture(pdf, 60))] == [URL]


def test_stays_one_page_with_the_longest_names_and_marks_made_up_data():
    long = "Pelayanan-Terpadu-Satu-Pintu-" * 20
    pdf = render_certificate(replace(CONTENT, name=long, title=long, provider=long, government=long, demo=True))
    with pikepdf.open(BytesIO(pdf)) as document:
        assert len(document.pages) == 1
    assert "DATA CONTOH" in reading.pages(pdf)[0]
