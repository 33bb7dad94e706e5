"""The staff's pages with the demo's matter in them: accessible, and no wider than a phone."""

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.test_citizen import require_accessible

VISITS = {
    "organisasi": (
        "", "kantor/", "kantor/dpmptsp", "kantor/dpmptsp/ubah", "kantor/dpmptsp/tutup",
        "kantor/dpmptsp/layanan-baru", "loket/", "kuesioner/", "kuesioner/1", "kuesioner/1/pratinjau", "periode/",
        "periode/dpmptsp", "periode/dpmptsp/target", "komentar/", "tema/", "tindak-lanjut/",
        "tindak-lanjut/dpmptsp/baru", "laporan/", "laporan/kantor/dpmptsp/2026-s1", "laporan/2026-s1/semua",
        "entri/ketelitian", "impor/", "impor/kantor",
        "statistik/", "capaian/", "capaian/tingkat", "capaian/dpmptsp/tingkat", "forum/", "forum/1", "forum/baru",
        "fkp/", "fkp/2", "fkp/baru", "hari-libur/", "tema/terbit",
    ),
    "administrator": (
        "", "akun", "akun/undang", "saya", "jejak/", "masa-simpan/", "kata-sandi", "kode-pemulihan", "pegawai/",
        "pegawai/baru", "impor/pegawai", "kabar/",
    ),
    "kepala-dpmptsp": (
        "", "keberatan/", "statistik/dpmptsp",
    ),
    "entri-rsd": ("", "entri", "entri/rsd-soemarno", "entri/rsd-soemarno/lembar"),
    "moderator": ("", "komentar/", "moderasi/", "moderasi/diputus", "moderasi/terbit"),
    "peninjau": ("", "laporan-tertutup/"),
    "inspektorat": ("", "evaluasi/", "evaluasi/sebaran"),
    "kabid-dpmptsp": (
        "", "evaluasi/", "evaluasi/baru", "tim/", "skp/", "skp/kaskade", "umpan-balik/",
        "pengembangan/",
    ),
    "pegawai-1": (
        "", "evaluasi/", "skp/", "skp/mulai", "kemajuan/", "kemajuan/log", "umpan-balik/", "umpan-balik/diri",
        "umpan-balik/rekan", "pelatihan/", "pengembangan/",
    ),
    "pu-pelaksana": ("kemajuan/",),
    "bkpsdm": ("pelatihan/", "pelatihan/baru"),
}  # fmt: skip
"""Somebody of the demo -> the pages below /staf/ that they open: each page once, as whom it offers most."""

FOLLOWED = {
    "organisasi": ("/staf/komentar/dpmptsp/", "/staf/tindak-lanjut/dpmptsp/", "/staf/kantor/dpmptsp/loket/"),
    "moderator": ("/staf/komentar/", "/staf/moderasi/"),
    "peninjau": ("/staf/laporan-tertutup/",),
    "kepala-dpmptsp": ("/staf/keberatan/",),
    "kabid-dpmptsp": ("/staf/evaluasi/", "/staf/tim/", "/staf/skp/", "/staf/umpan-balik/", "/staf/pengembangan/"),
    "pegawai-1": ("/staf/evaluasi/", "/staf/kemajuan/", "/staf/pelatihan/", "/staf/tim/ukuran/"),
    "pu-pelaksana": ("/staf/kemajuan/", "/staf/tim/ukuran/"),
    "bkpsdm": ("/staf/pelatihan/",),
    "administrator": ("/staf/pegawai/",),
}
"""Pages with a random name in their address: the first link that begins so is followed."""


def sign_in(page: Page, url: str, who: str) -> None:
    page.goto(f"{url}/staf/masuk-sebagai")
    with page.expect_navigation():
        page.locator(f"button[value='{who}@contoh.example']").click()


def followed(page: Page, who: str) -> list[str]:
    """Return addresses that the pages of somebody link to."""
    starts = FOLLOWED.get(who, ())
    hrefs = page.evaluate("[...document.querySelectorAll('main a')].map(link => link.getAttribute('href'))")
    found = (
        next((href for href in hrefs if href and href.startswith(start) and href != start), None)
        for start in starts
    )
    return [
        href
        for href in found
        if href and "?" not in href and not href.endswith(("/baru", ".pdf", ".xlsx", ".csv"))
    ]


WIDTHS = (360, 1280)


@pytest.mark.parametrize("who", VISITS)
def test_staff_pages_are_accessible(browser: Browser, filled_place: str, who: str) -> None:
    """Visit the pages in both widths and languages by turns."""
    context = browser.new_context()
    page = context.new_page()
    sign_in(page, filled_place, who)
    more: set[str] = set()
    for number, path in enumerate(VISITS[who]):
        prefix = "/en" if number % 4 > 1 else ""
        visit(page, f"{filled_place}{prefix}/staf/{path}", number)
        if not prefix:
            more.update(followed(page, who))
    for number, path in enumerate(sorted(more)):
        visit(page, filled_place + path, number)
    context.close()


def visit(page: Page, address: str, number: int) -> None:
    page.set_viewport_size({"width": WIDTHS[number % 2], "height": 800})
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 200, address
    page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    require_accessible(page)
