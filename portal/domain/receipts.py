"""Form keys, receipts and handles: how a citizen proves a response is theirs and nobody else can.

A form key travels inside the page: 16 random bytes, the minute it was made, and a seal over both and the place it
is good for. The database keeps only the SHA-256 of the random bytes. The receipt is an HMAC of them under the
server's secret and is stored nowhere; handles, which the database does keep, are HMACs under the receipt, so only
the holder of the receipt can lead from it to a response, or join a comment to its scores.
"""

import hashlib
import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Base64Error
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from portal.domain.periods import WITA

FORM_AGE = timedelta(hours=24)
_RANDOM, _MINUTE, _SEAL = 16, 4, 12
FORM_KEY_LENGTH = (_RANDOM + _MINUTE + _SEAL) * 4 // 3 + 1
"""Characters of a form key: always the same, so that it can be spliced into a kept page."""

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U, so that a code can be read aloud and typed."""
_LOOKALIKES = str.maketrans("OIL", "011")
_RECEIPT_LETTERS = 16


@dataclass(frozen=True, kw_only=True, slots=True)
class FormKey:
    """A form's random key and the time its page was made."""

    random: bytes
    made: datetime

    @property
    def stored(self) -> bytes:
        """Return the only trace the database keeps: SHA-256 of the random bytes."""
        return hashlib.sha256(self.random).digest()

    def expired(self, now: datetime) -> bool:
        """Tell whether the form is older than a day."""
        return now - self.made > FORM_AGE


class ForgedFormKeyError(ValueError):
    """A form key was not made by this server for this place."""


def seal_form_key(key: FormKey, *, secret: bytes, place: str) -> str:
    """Return the key as text for a hidden field; `place` is what the key is good for."""
    minute = int(key.made.timestamp()) // 60
    head = key.random + minute.to_bytes(_MINUTE, "big")
    return urlsafe_b64encode(head + _seal(head, secret, place)).decode().rstrip("=")


def open_form_key(text: str, *, secret: bytes, place: str) -> FormKey:
    """Read a form key back, or raise `ForgedFormKeyError`."""
    try:
        raw = urlsafe_b64decode(text.encode() + b"=" * (-len(text) % 4))
    except (Base64Error, ValueError) as fault:
        raise ForgedFormKeyError from fault
    head, seal = raw[: _RANDOM + _MINUTE], raw[_RANDOM + _MINUTE :]
    if not hmac.compare_digest(seal, _seal(head, secret, place)):
        raise ForgedFormKeyError
    minute = int.from_bytes(head[_RANDOM:], "big")
    return FormKey(random=head[:_RANDOM], made=datetime.fromtimestamp(minute * 60, WITA))


def _seal(head: bytes, secret: bytes, place: str) -> bytes:
    return hmac.digest(secret, b"form:" + head + place.encode(), "sha256")[:_SEAL]


def body_seal(key: FormKey, body: Mapping[str, Any]) -> bytes:
    """Return HMAC(key, body): equal only for the same key with the same answers.

    Keyed, because an unsalted hash of nine answers can be found by trying all 4^9 of them.
    """
    text = json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hmac.digest(key.random, text.encode(), "sha256")


def receipt(key: FormKey, *, secret: bytes) -> str:
    """Return the receipt: 80 bits as 16 letters in groups of four, `7KQ2-M0XA-...`."""
    number = int.from_bytes(hmac.digest(secret, b"receipt:" + key.random, "sha256")[:10], "big")
    letters = "".join(ALPHABET[number >> shift & 31] for shift in range(75, -1, -5))
    return "-".join(letters[start : start + 4] for start in range(0, _RECEIPT_LETTERS, 4))


def read_receipt(text: str) -> str | None:
    """Return a typed receipt in its written form, or None if it cannot be one."""
    letters = read_code(text)
    if len(letters) != _RECEIPT_LETTERS or any(letter not in ALPHABET for letter in letters):
        return None
    return "-".join(letters[start : start + 4] for start in range(0, _RECEIPT_LETTERS, 4))


def read_code(text: str) -> str:
    """Return a typed code without spaces and dashes, in capitals, with look-alike letters mended."""
    return "".join(text.upper().split()).replace("-", "").translate(_LOOKALIKES)


def handle(written_receipt: str, purpose: str) -> bytes:
    """Return the 32-byte handle that a receipt gives for a purpose (`response` or `comment`)."""
    return hmac.digest(written_receipt.encode(), purpose.encode(), "sha256")
