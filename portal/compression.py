"""Compress bytes that are kept and sent many times, once."""

import gzip
import zlib
from dataclasses import dataclass

import brotli
from flask import request

ENCODINGS = ("br", "gzip")
_BROTLI_QUALITY = 7
_GZIP_LEVEL = 9


def accepted_encoding() -> str | None:
    """Return the best encoding that the client of this request takes, or None."""
    return request.accept_encodings.best_match(ENCODINGS)


def compress(body: bytes, encoding: str | None) -> bytes:
    """Return a body in an encoding; the same bytes every time."""
    if encoding == "br":
        return bytes(brotli.compress(body, quality=_BROTLI_QUALITY))
    if encoding == "gzip":
        return gzip.compress(body, _GZIP_LEVEL, mtime=0)
    return body


@dataclass(frozen=True, kw_only=True, slots=True)
class Split:
    """A body with a gap in it."""

    before: bytes
    after: bytes


_GZIP_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"  # RFC 1952: deflate, no name, no time.


def pack(plain: Split) -> Split:
    """Compress both sides of a gap into deflate blocks, none of which looks back across it."""
    deflate = zlib.compressobj(_GZIP_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    before = deflate.compress(plain.before) + deflate.flush(zlib.Z_FULL_FLUSH)
    after = deflate.compress(plain.after) + deflate.flush(zlib.Z_FINISH)
    return Split(before=_GZIP_HEAD + before, after=after)


def splice(plain: Split, packed: Split, filling: bytes) -> bytes:
    """Return a gzip body with the gap filled by a block that is stored, not compressed (RFC 1951, 3.2.4)."""
    size = len(filling)
    stored = b"\x00" + size.to_bytes(2, "little") + (size ^ 0xFFFF).to_bytes(2, "little") + filling
    checksum = zlib.crc32(plain.after, zlib.crc32(filling, zlib.crc32(plain.before)))
    length = len(plain.before) + size + len(plain.after)
    tail = checksum.to_bytes(4, "little") + (length & 0xFFFFFFFF).to_bytes(4, "little")
    return packed.before + stored + packed.after + tail
