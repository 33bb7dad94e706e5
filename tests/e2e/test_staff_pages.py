"""The staff's pages with the demo's matter in them: accessible, and no wider than a phone."""

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.test_citizen import require_accessible

VISITS = {
    "organisasi": (
        "", "kantor/", "kantor/dpmptsp", "kantor/dpmptsp/ubah", "kantor/dpmptsp/pindah", "kantor/dpmptsp/tutup",
        "kantor-baru", "kantor/dpmptsp/layanan-baru", "kantor/dpmptsp/loket-baru", "loket/", "kuesioner/",
        "kuesioner/1", "kuesioner/baru", "kuesioner/1/pratinjau", "periode/", "periode/dpmptsp",
        "periode/dpmptsp/target", "periode/dpmptsp/kunjungan", "komentar/", "tema/", "tindak-lanjut/",
        "tindak-lanjut/baru", "tindak-lanjut/dpmptsp/baru", "laporan/", "laporan/kantor/dpmptsp/2026-s1",
        "laporan/2026-s1/semua", "entri/ketelitian", "impor/", "impor/kantor", "impor/kunjungan",
    ),
    "administrator": ("", "akun", "akun/undang", "saya", "jejak/", "masa-simpan/", "kata-sandi", "kode-pemulihan"),
    "kepala-dpmptsp": ("", "komentar/", "tindak-lanjut/", "periode/", "laporan/"),
    "entri-rsd": ("", "entri", "entri/rsd-soemarno", "entri/rsd-soemarno/lembar"),
    "moderator": ("", "komentar/"),
    "inspektorat": ("", "jejak/", "evaluasi/", "entri/ketelitian"),
    "kabid-dpmptsp": ("", "evaluasi/", "evaluasi/1", "evaluasi/baru"),
    "pegawai-1": ("", "evaluasi/", "evaluasi/1"),
}  # fmt: skip
"""Somebody of the demo -> the pages below /staf/ that they open."""

FOLLOWED = {
    "organisasi": ("/staf/komentar/dpmptsp/", "/staf/tindak-lanjut/dpmptsp/", "/staf/kantor/dpmptsp/loket/"),
    "moderator": ("/staf/komentar/",),
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
    return [href for href in found if href and "?" not in href and not href.endswith(("/baru", ".pdf"))]


@pytest.mark.parametrize(
    ("who", "width"), [*((who, 360) for who in VISITS), ("organisasi", 1280), ("inspektorat", 1280)]
)
def test_staff_pages_are_accessible(browser: Browser, filled_place: str, who: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    sign_in(page, filled_place, who)
    more: set[str] = set()
    for number, path in enumerate(VISITS[who]):
        prefix = "/en" if number % 2 else ""
        answer = page.goto(f"{filled_place}{prefix}/staf/{path}")
        assert answer is not None
        assert answer.status == 200, path
        page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
        require_accessible(page)
        if not prefix:
            more.update(followed(page, who))
    for path in sorted(more):
        page.goto(filled_place + path)
        require_accessible(page)
    context.close()
