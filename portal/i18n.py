"""Languages: chosen by the address (`/en/...`), never by a cookie. The only place that imports Flask-Babel."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from babel.dates import format_date
from babel.numbers import format_decimal
from flask import Flask, has_request_context, request
from flask_babel import Babel
from flask_babel import gettext as _gettext
from flask_babel import lazy_gettext as _lazy_gettext
from flask_babel import ngettext as _ngettext

from portal.domain.periods import first_day
from portal.domain.words import LANGUAGES, Words
from portal.paths import TRANSLATIONS

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

DEFAULT = "id"
PREFIXED = "en"
_LOCALES = {"id": "id_ID", "en": "en_GB"}

gettext = _gettext
lazy_gettext = _lazy_gettext
ngettext = _ngettext


class LanguagePrefix:
    """WSGI middleware that moves a leading `/en` from the path into the script name.

    Routes then exist once, and `url_for` keeps the reader's language without being told.
    """

    def __init__(self, app: "WSGIApplication") -> None:
        self.app = app

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Serve the request with the prefix taken off its path."""
        path = environ.get("PATH_INFO", "")
        if path == f"/{PREFIXED}" or path.startswith(f"/{PREFIXED}/"):
            environ["SCRIPT_NAME"] = environ.get("SCRIPT_NAME", "") + f"/{PREFIXED}"
            environ["PATH_INFO"] = path[len(PREFIXED) + 1 :] or "/"
            environ["portal.language"] = PREFIXED
        return self.app(environ, start_response)


def language() -> str:
    """Return the reader's language, `id` or `en`."""
    if not has_request_context():
        return DEFAULT
    return str(request.environ.get("portal.language", DEFAULT))


def in_language(path: str, code: str) -> str:
    """Return a path without its language prefix in the language `code`."""
    return f"/{PREFIXED}{path}" if code == PREFIXED else path


def words(value: Words | dict[str, str] | None) -> str:
    """Return the reader's half of two-language words, or of their stored form."""
    if value is None:
        return ""
    return (value if isinstance(value, Words) else Words(**value)).to(language())


def decimal(hundredths: int) -> str:
    """Return hundredths as a number with two decimals in local form: 8845 is `88,45`."""
    return _decimal(hundredths, _LOCALES[language()])


# An office page prints some hundred numbers, most of them the same from page to page.
@lru_cache(4096)
def _decimal(hundredths: int, locale: str) -> str:
    return format_decimal(Decimal(hundredths) / 100, format="#,##0.00", locale=locale)


def number(value: int) -> str:
    """Return a whole number in local form: `1.204`."""
    return _number(value, _LOCALES[language()])


@lru_cache(4096)
def _number(value: int, locale: str) -> str:
    return format_decimal(value, locale=locale)


def thousandths(value: int | None) -> str:
    """Return thousandths as a number in local form without idle zeros: 1500 is `1,5`; None is a dash."""
    return "–" if value is None else _thousandths(value, _LOCALES[language()])


@lru_cache(4096)
def _thousandths(value: int, locale: str) -> str:
    return format_decimal(Decimal(value) / 1000, format="#,##0.###", locale=locale)


def rupiah(value: int | None) -> str:
    """Return whole rupiah in local form: `Rp 2.500.000`; None is a dash."""
    return "–" if value is None else f"Rp\u00a0{number(value)}"


def day(value: date | str) -> str:
    """Return a date (or its ISO form) in words: `30 Juni 2026`."""
    value = date.fromisoformat(value) if isinstance(value, str) else value
    return _day(value, _LOCALES[language()])


@lru_cache(1024)
def _day(value: date, locale: str) -> str:
    return format_date(value, "d MMMM y", locale=locale)


def month(value: int | str) -> str:
    """Return a month (integer or `2026-06`) in words: `Juni 2026`."""
    start = date.fromisoformat(f"{value}-01") if isinstance(value, str) else first_day(value)
    return format_date(start, "MMMM y", locale=_LOCALES[language()])


def init_app(app: Flask) -> None:
    """Set up translations and the template filters."""
    Babel(
        app,
        default_locale=DEFAULT,
        default_translation_directories=str(TRANSLATIONS),
        locale_selector=language,
    )
    filters: dict[str, Any] = {
        "words": words, "decimal": decimal, "number": number, "day": day, "month": month,
        "thousandths": thousandths, "rupiah": rupiah,
    }  # fmt: skip
    app.jinja_env.filters.update(filters)
    app.jinja_env.globals.update(language=language, in_language=in_language, languages=LANGUAGES)
