"""Send the staff area's forms as a browser does: open the page, take its token, send."""

import re
from collections.abc import Mapping
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


def submit(
    client: FlaskClient,
    page: str,
    values: Mapping[str, Any] | None = None,
    *,
    to: str | None = None,
    token_from: str | None = None,
) -> TestResponse:
    """Open a page and send its form; `to` where the form goes elsewhere, `token_from` where the page has none."""
    shown = client.get(token_from or page)
    assert shown.status_code == 200, (page, shown.status_code)
    tokens = _TOKEN.findall(shown.text)
    assert tokens, f"no form on {page}"
    return client.post(to or page, data={"csrf_token": tokens[-1], **(values or {})})
