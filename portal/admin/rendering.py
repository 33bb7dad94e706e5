"""What the templates of the staff area can use."""

from collections.abc import Iterator
from typing import Any

from flask import Flask, g, request, url_for
from flask_wtf.csrf import generate_csrf
from wtforms import Field

from portal.admin.navigation import rooms_for


def init_app(app: Flask) -> None:
    """Add the filters, globals and values that staff templates use."""
    app.jinja_env.filters["flatten_errors"] = flatten_errors
    app.jinja_env.globals.update(
        asked_otherwise=asked_otherwise, field_attributes=field_attributes, csrf_token=generate_csrf
    )
    app.context_processor(_page_values)


def _page_values() -> dict[str, Any]:
    """Give a page who is signed in and which rooms are theirs."""
    return {"staff": g.staff, "rooms": rooms_for(g.staff)} if "staff" in g else {}


def asked_otherwise(**changes: str | int | None) -> str:
    """Return the address of the current list with other query values; None leaves one out."""
    values = {**request.args.to_dict(), **(request.view_args or {}), **changes}
    return url_for(str(request.endpoint), **{key: value for key, value in values.items() if value is not None})


def field_attributes(field: Field, described_by: str) -> dict[str, str]:
    """Return what tells a screen reader about a field's hint and its faults."""
    attributes = {}
    if described_by.strip():
        attributes["aria-describedby"] = described_by.strip()
    if field.errors:
        attributes["aria-invalid"] = "true"
    return attributes


def flatten_errors(errors: Any) -> list[str]:
    """Return a field's faults as one list; those of fields within fields come nested."""
    return list(_flatten(errors))


def _flatten(errors: Any) -> Iterator[str]:
    if isinstance(errors, dict):
        errors = errors.values()
    for error in errors:
        if isinstance(error, list | tuple | dict):
            yield from _flatten(error)
        else:
            yield str(error)
