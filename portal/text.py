"""What arrives as text, made fit to be shown."""

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


def printable(entered: str) -> str:
    """Return what was typed without control characters, which no page may hold and no database takes.

    Every kind of space becomes a plain one, so that what it parted stays apart. Letters without a shape, joiners
    among them, are dropped: they would split a number or a name that is to be found.
    """
    return "".join(letter for letter in map(_plain_space, _LINE_ENDS.sub(" ", entered)) if letter.isprintable())


def readable(entered: str) -> str:
    """Return longer text the same way, with its tabs, and every kind of line end as a plain one."""
    lines = map(_plain_space, _LINE_ENDS.sub("\n", entered))
    return "".join(letter for letter in lines if letter in "\n\t" or letter.isprintable())


def _plain_space(letter: str) -> str:
    return " " if unicodedata.category(letter) == "Zs" else letter


def hex_id(entered: str) -> bytes:
    """Return the id that an address names in hexadecimal digits; empty, which nothing has, for what is none."""
    try:
        return bytes.fromhex(entered)
    except ValueError:
        return b""
