"""Nobody speaks in the forum under a name that readers take for an office's."""

import pytest

from portal.domain.nicknames import mixes_alphabets, sounds_official

OFFICES = ("dpmptsp", "Dinas Kesehatan", "Kecamatan Tanjung Selor")


@pytest.mark.parametrize(
    "nickname",
    [
        "admin", "Admin Forum", "4dm1n", "a d m i n", "ADMIN123", "Ádmin", "Kepala Dinas", "kepala1",
        "petugas loket", "Pemkab Bulungan", "DPMPTSP", "d.p.m.p.t.s.p", "Kecamatan-Tanjung-Selor",
        "Moderator_2", "ａｄｍｉｎ", "Аdmin", "САМАТ", "admın",
    ],
)  # fmt: skip
def test_names_of_offices_and_their_staff_are_taken(nickname):
    assert sounds_official(nickname, OFFICES)


@pytest.mark.parametrize(
    "nickname",
    [
        "",
        "Warga Tanjung Selor",
        "Badminton",
        "Ibu dua anak",
        "Pak tani",
        "kasir",
        "سعيد",
        "Ketua RT",
        "Maʼruf Añé 2",
        "Привет",
    ],
)
def test_other_names_are_free(nickname):
    assert not sounds_official(nickname, OFFICES)
    assert not mixes_alphabets(nickname)


@pytest.mark.parametrize("nickname", ["Реtугas", "Wаrga", "Οperator", "ꓮdmin"])
def test_latin_letters_do_not_stand_among_others(nickname):
    assert mixes_alphabets(nickname)
