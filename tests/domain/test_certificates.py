"""Certificates: codes that can be typed, and names that match however they are typed."""

from datetime import date
from string import punctuation

from hypothesis import given
from hypothesis import strategies as st

from portal.domain.certificates import (
    CODE_BYTES,
    digest_code,
    digest_holder,
    is_ready,
    make_code,
    normal_name,
    read_certificate_code,
)

CODE = make_code(bytes(range(CODE_BYTES)))


@given(st.binary(min_size=CODE_BYTES, max_size=CODE_BYTES))
def test_a_code_is_read_back_as_it_was_made(random):
    code = make_code(random)
    assert len(code) == 24
    assert read_certificate_code(code) == code


def test_every_random_bit_that_is_used_changes_the_code():
    codes = {make_code((1 << bit).to_bytes(CODE_BYTES, "big")) for bit in range(100)}
    assert len(codes) == 100


def test_a_code_may_be_typed_small_without_dashes_and_with_lookalikes():
    code = make_code(b"\x00" * CODE_BYTES)
    assert read_certificate_code("oooo 0000 OOOO 0000 oo00") == code


def test_what_has_too_few_or_strange_letters_is_no_code():
    assert read_certificate_code(CODE[:-1]) is None
    assert read_certificate_code("U" * 20) is None
    assert read_certificate_code("") is None


def test_a_name_matches_whatever_its_case_spaces_and_punctuation():
    printed = "Siti Nur'aini, S.Kom., M.Si."
    for typed in ("siti nuraini s.kom m.si", "SITI  NUR’AINI S KOM M SI", " Siti Nur-aini,S.Kom.,M.Si "):
        assert normal_name(typed) == normal_name(printed)


def test_a_name_without_its_titles_or_with_other_letters_is_another_name():
    printed = normal_name("Siti Nur'aini, S.Kom.")
    assert normal_name("Siti Nur'aini") != printed
    assert normal_name("Siti Nur'aina, S.Kom.") != printed


@given(st.text(), st.text(alphabet=punctuation + " \t"))
def test_spaces_and_punctuation_never_matter(name, noise):
    assert normal_name(noise.join(normal_name(name)) + noise) == normal_name(name)


def test_the_same_name_on_two_certificates_leaves_two_different_traces():
    other = make_code(b"\x01" * CODE_BYTES)
    assert digest_holder(CODE, "Siti") != digest_holder(other, "Siti")
    assert digest_holder(CODE, "Siti") == digest_holder(CODE, "SITI")
    assert digest_code(CODE) != digest_code(other)


def test_certificates_open_when_the_last_day_is_over():
    assert not is_ready(date(2026, 3, 4), date(2026, 3, 3))
    assert is_ready(date(2026, 3, 4), date(2026, 3, 4))
