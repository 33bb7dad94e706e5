"""Numbers as people type them here: a comma before decimals, points between thousands."""

import re
from decimal import Decimal

_GROUPED = re.compile(r"-?[1-9][0-9]{0,2}(\.[0-9]{3})+(,[0-9]{1,3})?")
_PLAIN = re.compile(r"-?[0-9]{1,15}([.,][0-9]{1,3})?")
LARGEST = 10**15
"""Thousandths; larger numbers are taken for a slip of the hand."""


def read_thousandths(text: str) -> int | None:
    """Return a typed number in thousandths; None for what is no number, has four decimals, or is too large.

    `1.500` alone is read as one thousand five hundred, as it is written here; `0.500` can only be a half.
    """
    text = text.replace("\u00a0", "").replace(" ", "")
    if _GROUPED.fullmatch(text):
        text = text.replace(".", "")
    elif not _PLAIN.fullmatch(text):
        return None
    value = Decimal(text.replace(",", ".")) * 1000
    return int(value) if abs(value) <= LARGEST else None


def write_thousandths(value: int) -> str:
    """Return thousandths as they are typed into a field: no grouping, a comma, no idle zeros."""
    sign = "-" if value < 0 else ""
    whole, part = divmod(abs(value), 1000)
    decimals = f"{part:03}".rstrip("0")
    return f"{sign}{whole},{decimals}" if decimals else f"{sign}{whole}"
