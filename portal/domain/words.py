"""A name or sentence in the two languages the portal speaks."""

from dataclasses import dataclass
from typing import Literal

Language = Literal["id", "en"]
LANGUAGES: tuple[Language, ...] = ("id", "en")


@dataclass(frozen=True, slots=True)
class Words:
    """The same words in Indonesian (`id`, always present) and English (`en`)."""

    id: str
    en: str

    def to(self, language: str) -> str:
        """Return the words in `language`, falling back to Indonesian."""
        return self.en if language == "en" and self.en else self.id

    def as_dict(self) -> dict[str, str]:
        """Return `{"id": ..., "en": ...}`, the shape stored in documents."""
        return {"id": self.id, "en": self.en}
