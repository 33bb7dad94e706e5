"""Every page that any test fetches is checked as a page: see `CheckedClient`, which the `client` fixture gives."""

import gzip
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import brotli
import html5lib
from flask import Flask
from flask.testing import FlaskClient
from html5lib.constants import E as MESSAGES
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect
from werkzeug.test import TestResponse

from portal.i18n import PREFIXED
from portal.paths import STATIC

SVG = "{http://www.w3.org/2000/svg}"
FIELDS = ("input", "select", "textarea")
UNLABELLED_TYPES = {"hidden", "submit", "button"}
REFERENCES = ("aria-labelledby", "aria-describedby", "aria-controls")


UNPACK = {None: bytes, "gzip": gzip.decompress, "br": brotli.decompress}


class CheckedClient(FlaskClient):
    """A test client that fails the test at a page with a fault, whatever the test was about.

    Each request has an application context of its own: in the test's it would find what another one left there.
    """

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Send a request and check the page that comes back."""
        with self.application.app_context():
            response = super().open(*args, **kwargs)
        redirected = 300 <= response.status_code < 400
        if response.mimetype == "text/html" and response.request.method != "HEAD" and not redirected:
            unpack = UNPACK[response.headers.get("Content-Encoding")]
            check_page(unpack(response.data).decode(), self.application)
        return response


_TEXT = re.compile(r">[^<&\x00-\x08\x0b-\x1f\x7f-\x9f]+<")  # Such letters, and entities, may be faults.
_VALUE = re.compile(r'\bvalue="[^"]*"')
_ADDRESS = re.compile(r'\b(?:href|action)="[^"#]*')
_NUMBER = re.compile(r"\d+")
_faultless: set[int] = set()


def check_page(html: str, app: Flask) -> None:
    """Fail with a list of everything that is wrong with a page of the app.

    To read a page takes longer than to make it: of pages that differ in words and numbers only, one is read.
    """
    shape = hash(_shape(html))
    if shape in _faultless:
        return
    found = list(faults(html, app))
    assert not found, "\n".join(["this page has faults:", *found])
    _faultless.add(shape)


def _shape(html: str) -> str:
    """Return a page without what no fault depends on: which words, which values, whose numbers in paths."""
    wordless = _TEXT.sub(lambda text: "> <" if text[0][1:-1].isspace() else ">x<", html)
    bare = _VALUE.sub('value=""', wordless)
    return _ADDRESS.sub(lambda address: _NUMBER.sub("0", address[0]), bare)


def faults(html: str, app: Flask) -> Iterator[str]:
    """Yield what is wrong with a page: as HTML, as something to read aloud, as a set of links."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    root = parser.parse(html)
    for (line, _column), code, details in parser.errors:
        yield f"line {line}: {MESSAGES[code] % details}"
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    ids = Counter(element.get("id") for element in elements if element.get("id") is not None)
    yield from _head_faults(root)
    yield from (f"id {name!r} {count} times" for name, count in ids.items() if count > 1)
    yield from _heading_faults(elements)
    yield from _field_faults(root, elements)
    yield from _form_faults(root)
    yield from _picture_faults(elements)
    yield from _inline_faults(elements)
    yield from _reference_faults(elements, set(ids))
    yield from _link_faults(elements, set(ids), app)


def _text(element: Element) -> str:
    return "".join(element.itertext()).strip()


def _head_faults(root: Element) -> Iterator[str]:
    title = root.find("head/title")
    if title is None or not _text(title):
        yield "no title"
    if root.get("lang") not in {"id", "en"}:
        yield f"lang is {root.get('lang')!r}"


def _heading_faults(elements: list[Element]) -> Iterator[str]:
    headings = [element for element in elements if element.tag in {"h1", "h2", "h3", "h4", "h5", "h6"}]
    levels = [int(heading.tag[1]) for heading in headings]
    if levels.count(1) != 1:
        yield f"{levels.count(1)} h1"
    for before, heading, level in zip([0, *levels], headings, levels, strict=False):
        if level > before + 1:
            yield f"{heading.tag} {_text(heading)!r} follows level {before}"
        if not _text(heading):
            yield f"empty {heading.tag}"


def _field_faults(root: Element, elements: list[Element]) -> Iterator[str]:
    fields = [element for element in elements if element.tag in FIELDS]
    wrapped = {field for label in root.iter("label") for field in label.iter() if field.tag in FIELDS}
    named = {label.get("for") for label in root.iter("label") if _text(label)}
    for label in root.iter("label"):
        if label.get("for") not in {None, *(field.get("id") for field in fields)}:
            yield f"label {_text(label)!r} is for {label.get('for')!r}, which is no field"
    for field in fields:
        labelled = field in wrapped or field.get("id") in named or _aria_name(field)
        if not labelled and field.get("type") not in UNLABELLED_TYPES:
            yield f"{field.tag} {field.get('name')!r} has no label"


def _form_faults(root: Element) -> Iterator[str]:
    for fieldset in root.iter("fieldset"):
        if fieldset.find("legend") is None:
            yield f"fieldset {fieldset.get('id')!r} has no legend"
    for form in root.iter("form"):
        if not form.get("action"):
            yield "a form has no action"
        if next(form.iter("button"), None) is None:
            yield f"form {form.get('action')!r} has no button"
    for button in root.iter("button"):
        if not _text(button) and not _aria_name(button):
            yield "a button has no name"


def _aria_name(element: Element) -> bool:
    return bool(element.get("aria-label") or element.get("aria-labelledby"))


def _picture_faults(elements: list[Element]) -> Iterator[str]:
    for element in elements:
        if element.tag == "img" and element.get("alt") is None:
            yield f"img {element.get('src')!r} has no alt"
        if element.tag == f"{SVG}svg":
            image = element.get("role") == "img"
            if image and not _aria_name(element):
                yield "an svg with role=img has no name"
            if not image and element.get("aria-hidden") != "true":
                yield "an svg has neither role=img nor aria-hidden"


def _inline_faults(elements: list[Element]) -> Iterator[str]:
    """The content security policy would stop these, silently."""
    for element in elements:
        for name in element.attrib:
            if name == "style" or name.startswith("on"):
                yield f"{element.tag} has an inline {name}"


def _reference_faults(elements: list[Element], ids: set[str | None]) -> Iterator[str]:
    for element in elements:
        for name in REFERENCES:
            for target in element.get(name, "").split():
                if target not in ids:
                    yield f"{name} of {element.tag} names {target!r}, which is not there"


def _link_faults(elements: list[Element], ids: set[str | None], app: Flask) -> Iterator[str]:
    for element in elements:
        method = element.get("method", "get").upper() if element.tag == "form" else "GET"
        for name in ("href", "src", "action"):
            address = element.get(name)
            if address is not None and (fault := _link_fault(address, method, ids, app)):
                yield f"{name} {address!r} {fault}"
        if element.tag == "a" and element.get("href") is not None and not (_text(element) or _aria_name(element)):
            yield f"link to {element.get('href')!r} has no name"


def _link_fault(  # noqa: PLR0911 - one line for each kind of address
    address: str, method: str, ids: set[str | None], app: Flask
) -> str | None:
    """Return what is wrong with an address: it leads nowhere, or to a part that is not on this page."""
    parts = urlsplit(address)
    if parts.geturl() == "data:,":
        return None  # The empty icon, which saves the survey page a second request.
    if parts.netloc:
        return None if parts.scheme == "https" else "leads out of the portal without https"
    if not parts.path:
        return None if parts.fragment in ids else "names a part that is not there"
    path = re.sub(rf"^/{PREFIXED}(?=/|$)", "", parts.path) or "/"
    if path.startswith("/static/"):
        return None if (STATIC / path.removeprefix("/static/")).is_file() else "is no file"
    try:
        app.url_map.bind("localhost").match(path, method=method)
    except RequestRedirect:
        return "leads to another address only"
    except HTTPException:
        return "is no route"
    return None
