"""Compress bytes that are kept and sent many times, once."""

import gzip

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
