"""Keep the English catalogue complete: `python -m tests.translations [--update]`."""

import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from portal.paths import PACKAGE, TEMPLATES, TRANSLATIONS

LANGUAGE = "en"
CATALOGUE = TRANSLATIONS / LANGUAGE / "LC_MESSAGES" / "messages.po"
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "_l": None}


def collect() -> Catalog:
    """Return every message of the code and the templates; Indonesian, the language they are written in."""
    catalog = Catalog(project="portal", charset="utf-8")
    places = ((PACKAGE, [("**.py", "python")]), (TEMPLATES, [("**.html", "jinja2")]))
    for folder, methods in places:
        for name, line, message, comments, context in extract_from_dir(
            folder, methods, keywords=KEYWORDS, options_map={"**.html": {"trimmed": "true"}}
        ):
            where = (Path(folder).name + "/" + name, line)
            catalog.add(message, None, [where], auto_comments=comments, context=context)
    return catalog


def load() -> Catalog:
    """Read the catalogue."""
    with CATALOGUE.open("rb") as source:
        return read_po(source, locale=LANGUAGE)


def compiled(catalog: Catalog) -> bytes:
    """Return the catalogue as the .mo file that the portal reads."""
    target = BytesIO()
    write_mo(target, catalog)
    return target.getvalue()


def faults() -> list[str]:
    """Return what is wrong: messages without English, messages nobody uses, a .mo file out of date."""
    wanted, catalog = collect(), load()
    found = [
        f"not in the catalogue: {message.id!r}" for message in wanted if message.id and message.id not in catalog
    ]
    for message in catalog:
        if message.id and message.id not in wanted:
            found.append(f"used nowhere: {message.id!r}")
        elif message.id and (message.fuzzy or not all(_strings(message.string))):
            found.append(f"not translated: {message.id!r}")
    if CATALOGUE.with_suffix(".mo").read_bytes() != compiled(catalog):
        found.append("messages.mo is not what messages.po compiles to")
    return found


def _strings(string: object) -> tuple[str, ...]:
    return tuple(string) if isinstance(string, list | tuple) else (str(string),)


def update() -> None:
    """Add new messages, drop unused ones, keep the translations, compile."""
    catalog = load() if CATALOGUE.exists() else Catalog(locale=LANGUAGE, project="portal", charset="utf-8")
    catalog.update(collect(), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    catalog.header_comment = "# English for the portal. The messages themselves are Indonesian."
    catalog.fuzzy = False
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    with CATALOGUE.open("wb") as target:
        write_po(target, catalog, width=110, omit_header=False, sort_output=True, include_lineno=False)
    CATALOGUE.with_suffix(".mo").write_bytes(compiled(load()))


def main() -> None:
    """Update, or print the faults and fail if there are any."""
    if "--update" in sys.argv:
        update()
    found = faults()
    print(
        "\n".join(found) or f"Translations: {sum(1 for message in load() if message.id)} messages, all in English."
    )
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
