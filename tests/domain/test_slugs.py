"""Names as they stand in addresses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.slugs import LONGEST, is_slug, slug_of


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Dinas Sosial", "dinas-sosial"),
        ("  RSUD dr. H. Soemarno (Tanjung Selor) ", "rsud-dr-h-soemarno-tanjung-selor"),
        ("Café Été", "cafe-ete"),
        ("統計局", ""),
    ],
)
def test_a_name_becomes_plain_letters_and_dashes(name, slug):
    assert slug_of(name) == slug


def test_a_long_name_ends_with_a_whole_word():
    slug = slug_of("Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu Kabupaten Bulungan")
    assert slug == "dinas-penanaman-modal-dan-pelayanan-terpadu-satu-pintu"


@given(st.text())
def test_whatever_a_name_gives_can_stand_in_an_address(name):
    slug = slug_of(name)
    assert len(slug) <= LONGEST
    assert slug == "" or is_slug(slug)
    assert slug_of(slug) == slug


@pytest.mark.parametrize("text", ["", "-", "a--b", "-a", "a-", "Dinas", "a b", "a/b", "é", "x" * (LONGEST + 1)])
def test_what_would_need_mending_is_no_slug(text):
    assert not is_slug(text)
