"""Form keys that only this server can make, and receipts that can be read aloud and typed."""

import string
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.periods import WITA
from portal.domain.receipts import (
    ALPHABET,
    FORM_KEY_LENGTH,
    ForgedFormKeyError,
    FormKey,
    body_seal,
    handle,
    open_form_key,
    read_code,
    read_receipt,
    receipt,
    seal_form_key,
)

SECRET = bytes(range(32))
MADE = datetime(2026, 6, 15, 9, 30, tzinfo=WITA)
KEY = FormKey(random=bytes(range(16)), made=MADE)
RANDOM = st.binary(min_size=16, max_size=16)
MINUTES = st.integers(0, 120_000_000).map(lambda minute: datetime.fromtimestamp(minute * 60, WITA))
KEYS = st.builds(FormKey, random=RANDOM, made=MINUTES)


@given(KEYS, st.text("ABC123", max_size=8))
def test_a_form_key_reads_back_and_always_has_the_same_length(key, place):
    text = seal_form_key(key, secret=SECRET, place=place)
    assert len(text) == FORM_KEY_LENGTH
    assert set(text) <= set(string.ascii_letters + string.digits + "-_")
    assert open_form_key(text, secret=SECRET, place=place) == key


@pytest.mark.parametrize("place", ["", "7KQ2M1", "7KQ2M0 "])
def test_a_form_key_of_another_place_is_refused(place):
    text = seal_form_key(KEY, secret=SECRET, place="7KQ2M0")
    with pytest.raises(ForgedFormKeyError):
        open_form_key(text, secret=SECRET, place=place)


def test_a_form_key_of_another_server_is_refused():
    text = seal_form_key(KEY, secret=SECRET, place="a")
    with pytest.raises(ForgedFormKeyError):
        open_form_key(text, secret=SECRET[::-1], place="a")


@given(st.integers(0, FORM_KEY_LENGTH - 2), st.sampled_from(string.ascii_letters + string.digits + "-_"))
def test_a_form_key_with_one_letter_changed_is_refused(at, letter):
    text = seal_form_key(KEY, secret=SECRET, place="a")
    changed = text[:at] + letter + text[at + 1 :]
    if changed != text:
        with pytest.raises(ForgedFormKeyError):
            open_form_key(changed, secret=SECRET, place="a")


@given(st.text())
def test_any_other_text_is_refused(text):
    with pytest.raises(ForgedFormKeyError):
        open_form_key(text, secret=SECRET, place="a")


def test_a_form_key_is_good_for_a_day():
    assert not KEY.expired(MADE)
    assert not KEY.expired(MADE + timedelta(hours=24))
    assert KEY.expired(MADE + timedelta(hours=24, seconds=1))


def test_what_is_stored_of_a_key_depends_on_its_random_bytes_alone():
    assert KEY.stored == replace(KEY, made=MADE + timedelta(days=1)).stored
    assert KEY.stored != replace(KEY, random=bytes(16)).stored
    assert KEY.random not in KEY.stored


def test_a_seal_is_equal_only_for_the_same_key_with_the_same_answers():
    body = {"scores": "333333333", "comment": "baik"}
    assert body_seal(KEY, body) == body_seal(KEY, dict(reversed(body.items())))
    assert body_seal(KEY, body) != body_seal(KEY, {**body, "scores": "333333334"})
    assert body_seal(KEY, body) != body_seal(replace(KEY, random=bytes(16)), body)


@given(RANDOM)
def test_a_receipt_is_sixteen_letters_in_groups_of_four(random):
    written = receipt(FormKey(random=random, made=MADE), secret=SECRET)
    groups = written.split("-")
    assert [len(group) for group in groups] == [4, 4, 4, 4]
    assert set("".join(groups)) <= set(ALPHABET)
    assert read_receipt(written) == written


def test_the_same_key_gives_the_same_receipt_and_another_server_another():
    later = replace(KEY, made=MADE + timedelta(days=1))
    assert receipt(KEY, secret=SECRET) == receipt(later, secret=SECRET)
    assert receipt(KEY, secret=SECRET) != receipt(KEY, secret=SECRET[::-1])


@pytest.mark.parametrize(
    "typed",
    [
        "7KQ2-M0XA-1111-ZZZZ",
        "7kq2-m0xa-1111-zzzz",
        "7KQ2M0XA1111ZZZZ",
        "  7kq2 m0xa 1111 zzzz\n",
        "7KQ2-MOXA-IiLl-ZZZZ",
        "7kq2-moxa-1l1i-zzzz",
        "7KQ2\u00a0M0XA\u20091111\tZZZZ",
    ],
)
def test_a_typed_receipt_is_read_with_its_slips_mended(typed):
    assert read_receipt(typed) == "7KQ2-M0XA-1111-ZZZZ"


@pytest.mark.parametrize(
    "typed",
    ["", "-", "7KQ2-M0XA-1111-ZZZ", "7KQ2-M0XA-1111-ZZZZZ", "7KQ2-M0XA-1111-ZZZU", "7KQ2-M0XA-1111-ZZZ²"],
)
def test_what_cannot_be_a_receipt_is_none(typed):
    assert read_receipt(typed) is None


def test_a_counter_code_is_read_with_the_same_slips_mended():
    assert read_code(" 7kq-2mo ") == "7KQ2M0"


def test_a_receipt_leads_to_a_response_and_a_comment_that_cannot_be_joined_without_it():
    written = receipt(KEY, secret=SECRET)
    response, comment = handle(written, "response"), handle(written, "comment")
    assert len(response) == len(comment) == 32
    assert response != comment
    assert handle(written, "response") == response
