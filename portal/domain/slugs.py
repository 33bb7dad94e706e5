"""Names as they stand in addresses."""

from unicodedata import normalize

LONGEST = 60


def slug_of(name: str) -> str:
    """Return a name in lower-case letters, digits and single dashes, at most `LONGEST` characters; may be empty.

    Accents are dropped (`Café` is `cafe`), and no word is cut unless it is too long by itself.
    """
    plain = normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = "".join(letter if letter.isalnum() else " " for letter in plain).split()
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word[:LONGEST]
        if len(longer) > LONGEST:
            break
        slug = longer
    return slug


def is_slug(text: str) -> bool:
    """Tell whether a text can stand in an address as it is."""
    return bool(text) and len(text) <= LONGEST and all(part and slug_of(part) == part for part in text.split("-"))
