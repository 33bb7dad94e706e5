"""The folder of kept files: random names, readable by the server alone, whole or not there at all."""

import os
import re
import secrets
from pathlib import Path

_STORED = re.compile(r"[0-9a-f]{2}/[0-9a-f]{32}")


def keep(folder: Path, content: bytes) -> str:
    """Write a file to stay and return its name in the folder.

    Call it before the row that names it is committed: a file without a row is harmless, the reverse is not.
    """
    name = secrets.token_hex(16)
    shelf = folder / name[:2]
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    shelf.mkdir(mode=0o700, exist_ok=True)
    unfinished = shelf / f"{name}.part"
    try:
        _write(unfinished, content)
    except OSError:  # A full disk, most likely.
        unfinished.unlink(missing_ok=True)
        raise
    unfinished.rename(shelf / name)
    _settle(shelf)
    _settle(folder)
    return f"{name[:2]}/{name}"


def read(folder: Path, stored: str) -> bytes | None:
    """Return a kept file, or None when it is not there."""
    if not _STORED.fullmatch(stored):
        return None
    try:
        return (folder / stored).read_bytes()
    except FileNotFoundError:
        return None


def throw_away(folder: Path, stored: str) -> None:
    """Remove a file that no row came to name."""
    if _STORED.fullmatch(stored):
        (folder / stored).unlink(missing_ok=True)


def _write(place: Path, content: bytes) -> None:
    descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    with os.fdopen(descriptor, "wb") as target:
        target.write(content)
        target.flush()
        os.fsync(target.fileno())


def _settle(folder: Path) -> None:
    """Make a folder's new names survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
