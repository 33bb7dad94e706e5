"""Documents that were made already, kept as files: a changed report has another key and so another file."""

import os
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

KEPT = timedelta(days=7)
"""How long a document is kept after it was last asked for."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder of documents, which several processes may fill at once."""

    folder: Path

    def find(self, key: str) -> Path | None:
        """Find the document of a key."""
        file = self.folder / key
        return file if file.is_file() else None

    def put(self, key: str, content: bytes) -> Path:
        """Keep a document under its key; whoever reads it meanwhile sees all of it or nothing."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = self.folder / f"{key}.{secrets.token_hex(8)}.part"
        part.write_bytes(content)
        os.replace(part, self.folder / key)
        return self.folder / key

    def keep(self, key: str) -> None:
        """Note that a document was asked for."""
        (self.folder / key).touch()

    def forget_old(self, now: datetime) -> None:
        """Remove what nobody asked for in a long time, and what was left half made."""
        if not self.folder.is_dir():
            return
        oldest = (now - KEPT).timestamp()
        for file in self.folder.iterdir():
            if file.stat().st_mtime < oldest:
                file.unlink(missing_ok=True)
