"""What may be attached: kinds by content, names without tricks, links that lead where they say."""

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.domain.uploads import MAX_LINK, MAX_NAME, Kind, download_name, is_link, kind_of, tidy_name

TRICKS = {
    "../../etc/passwd": "passwd",
    "C:\\Windows\\laporan.pdf": "laporan.pdf",
    "laporan\x00.pdf": "laporan.pdf",
    "laporan\u202efdp.exe": "laporanfdp.exe",
    "  foto\r\nContent-Type: text/html .jpg ": "html .jpg",
    "..": "..",
    "": "",
}


def test_a_kind_is_told_by_the_first_bytes():
    assert kind_of(b"\xff\xd8\xff\xe0") is Kind.JPEG
    assert kind_of(b"\x89PNG\r\n\x1a\n") is Kind.PNG
    assert kind_of(b"%PDF-1.7") is Kind.PDF
    for other in (b"", b"GIF89a", b"<svg", b" %PDF-1.7", b"PK\x03\x04", b"MZ"):
        assert kind_of(other) is None


def test_a_shown_name_has_no_folder_and_no_hidden_letters():
    assert {name: tidy_name(name) for name in TRICKS} == TRICKS


def test_a_very_long_name_keeps_its_ending():
    shown = tidy_name("a" * 5000 + ".pdf")
    assert len(shown) == MAX_NAME
    assert shown.endswith(".pdf")


@given(st.text(max_size=300))
@settings(max_examples=60)
def test_every_name_can_be_shown_and_saved(name):
    shown, saved = tidy_name(name), download_name(name, Kind.PDF)
    assert len(shown) <= MAX_NAME
    assert shown.isprintable()
    assert not set(shown) & {"/", "\\"}
    assert set(saved) <= set(string.ascii_lowercase + string.digits + "-.")
    assert saved.endswith(".pdf")
    assert saved.count(".") == 1


def test_a_saved_file_has_the_ending_of_what_it_is():
    assert download_name("Foto Jalan Baru.HEIC", Kind.JPEG) == "foto-jalan-baru.jpg"
    assert download_name("program.pdf.exe", Kind.PDF) == "program-pdf.pdf"
    assert download_name("", Kind.PNG) == "bukti.png"


@pytest.mark.parametrize(
    "text",
    ["https://drive.example.go.id/d/1?x=y#z", "http://10.0.0.5:8080/a", "HTTPS://Example.org", "https://a_b.id/ö"],
)
def test_a_link_leads_to_a_host(text):
    assert is_link(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "example.org", "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "https://", "https:///x",
        "https://bulungan.go.id@evil.example/", "https://a b.id", "https://a.id/\u202e", "https://a.id:x/",
        "https://xn--a.id\\@b.id", "https://\u0430.id/", "ftp://a.id/", "//a.id/", "https://[::1", "https://a.id/\n",
        "https://a.id/" + "x" * MAX_LINK,
    ],
)  # fmt: skip
def test_anything_else_is_no_link(text):
    assert not is_link(text)
