"""How staff pages answer: a page, a file to keep, or a step that was done."""

from collections.abc import Iterable, Sequence
from typing import Any

from flask import Response, flash, redirect, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.csv_text import to_csv


def done(message: str, endpoint: str, **values: Any) -> AnyResponse:
    """Say what was done on the page that comes next."""
    flash(str(message))
    return redirect(url_for(endpoint, **values), 303)


def attachment(content: bytes | str, mimetype: str, filename: str) -> Response:
    """Answer with a file to keep. filename: plain letters, digits, dots and dashes."""
    return Response(
        content, mimetype=mimetype, headers={"Content-Disposition": f'attachment; filename="{filename}"'}
    )


def csv_file(filename: str, header: Sequence[object], rows: Iterable[Sequence[object]]) -> Response:
    """Answer with a table; it starts with a byte order mark, without which Excel misreads letters."""
    return attachment("\ufeff" + to_csv([str(cell) for cell in header], rows), "text/csv", filename)
