"""Writing in the forum as a browser does: open the form, fill it in, send it."""

import re
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from portal.models import Contribution

_KEY = re.compile(r'name="kunci" value="([^"]*)"')

TOPIC = {
    "kantor": "dinas-uji",
    "judul": "Antrean pagi di loket",
    "isi": "Antreannya panjang sekali sejak pagi, mohon ditambah loketnya.",
    "nama": "",
}
REPLY = {"isi": "Saya juga mengalami.", "nama": ""}


def form_key(page: str) -> str:
    """Return the form key of a page."""
    return str(_KEY.findall(page)[0])


def filled(client: FlaskClient, address: str, **changes: str) -> dict[str, str]:
    """Open a form and return it filled in."""
    fields = REPLY if address.endswith("balas") else TOPIC
    return {**fields, "kunci": form_key(client.get(address).text)} | changes


def send(client: FlaskClient, address: str = "/forum/baru", **changes: str) -> TestResponse:
    """Open a form, fill it in and send it."""
    return client.post(address, data=filled(client, address, **changes))


def author_key(response: TestResponse) -> str:
    """Return the author key that a sent form led to."""
    assert response.status_code == 303, response.text[:500]
    return response.location.split("/")[-2]


def stored(session: Session) -> list[dict[str, Any]]:
    """Return all contributions as they are stored now.

    The session's own transaction is ended on both sides: what requests commit while it is open would go with it.
    """
    session.commit()
    rows = session.execute(select(Contribution.__table__).order_by(Contribution.received_on)).mappings().all()
    session.commit()
    return [dict(row) for row in rows]
