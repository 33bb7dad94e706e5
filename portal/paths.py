"""Where the files beside the code are: in the package when installed from a wheel, at the top of a checkout."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def _beside(name: str) -> Path:
    inside = PACKAGE / name
    return inside if inside.is_dir() else PACKAGE.parent / name


TEMPLATES = _beside("templates")
TRANSLATIONS = _beside("translations")
MIGRATIONS = PACKAGE / "migrations"
STATIC = PACKAGE / "static"
