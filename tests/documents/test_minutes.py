"""The record of proceedings says all that was agreed, who signs, and by which hash it is known."""

from dataclasses import replace

from portal.documents.minutes import MinutesPaper, render_minutes
from portal.domain.consultations import Document
from tests.documents import reading
from tests.domain.test_consultations import AGREED, COMPLETE, TUESDAY

SAID = replace(
    COMPLETE,
    concluded_on=TUESDAY,
    documents=(Document(title="Rancangan standar", digest="a" * 64),),
    hall=7,
    online=4,
)
PAPER = MinutesPaper(
    proceedings=SAID,
    government="Pemerintah Kabupaten Bulungan",
    office="Dinas Kependudukan",
    url="https://suara.bulungan.go.id/fkp/3",
    demo=False,
)


def test_says_what_was_agreed_by_whom_and_until_when():
    pdf = render_minutes(PAPER)
    text = " ".join(reading.pages(pdf))
    assert {"/H1", "/H2", "/Table", "/TH", "/L"} <= reading.kinds(pdf)
    for said in (
        "Standar akta kelahiran", "Selasa, 10 Maret 2026", "09.00–11.30 WITA", "Jumlah 20", "Rancangan standar",
        "7 pendapat dicatat", "Dibahas syarat dan antrean.", AGREED.wording.id, "Kepala Bidang Pelayanan",
        "30 Juni 2026", "Sarana", "Kepala Dinas", "Kepala Subbagian Umum", "Wakil peserta", SAID.digest, PAPER.url,
    ):  # fmt: skip
        assert said in text, said
    assert "DATA CONTOH" not in text


def test_marks_made_up_data_and_says_when_nothing_was_agreed():
    pdf = render_minutes(replace(PAPER, proceedings=replace(SAID, agreements=()), demo=True))
    text = " ".join(reading.pages(pdf))
    assert "DATA CONTOH" in text
    assert "Tanpa kesepakatan." in text
