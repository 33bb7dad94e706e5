"""Bytes that are kept: the same body comes out of every encoding."""

import gzip

import brotli
from hypothesis import given
from hypothesis import strategies as st

from portal.compression import Split, compress, pack, splice


@given(before=st.binary(max_size=3000), filling=st.binary(max_size=100), after=st.binary(max_size=3000))
def test_a_spliced_body_unpacks_to_the_whole(before: bytes, filling: bytes, after: bytes) -> None:
    plain = Split(before=before, after=after)
    body = splice(plain, pack(plain), filling)
    assert gzip.decompress(body) == before + filling + after


def test_a_filling_of_the_same_length_keeps_the_length() -> None:
    plain = Split(before=b"a" * 500, after=b"b" * 500)
    packed = pack(plain)
    assert len(splice(plain, packed, b"one")) == len(splice(plain, packed, b"two"))


@given(st.binary(max_size=3000))
def test_every_encoding_gives_the_body_back_and_the_same_bytes_each_time(body: bytes) -> None:
    assert brotli.decompress(compress(body, "br")) == body
    assert gzip.decompress(compress(body, "gzip")) == body
    assert compress(body, None) == body
    assert compress(body, "gzip") == compress(body, "gzip")
