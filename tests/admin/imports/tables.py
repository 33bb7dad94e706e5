"""Tables for tests, and the steps of somebody who imports them."""

from io import BytesIO

from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from portal.db import Model
from tests.admin.forms import submit

UNWATCHED = {"personnel_audit", "personnel_sessions"}


def page(kind: str) -> str:
    return f"/staf/impor/{kind}"


def table(*rows: str) -> str:
    return "\n".join(rows)


def check(client: FlaskClient, kind: str, text: str, language: str = "") -> TestResponse:
    return submit(client, language + page(kind), {"text": text, "step": "periksa"})


def write(client: FlaskClient, kind: str, text: str) -> TestResponse:
    return submit(client, page(kind), {"text": text, "step": "impor"})


def upload(client: FlaskClient, kind: str, content: bytes, step: str = "periksa") -> TestResponse:
    response = submit(client, page(kind), {"file": (BytesIO(content), "tabel.csv"), "step": step})
    response.request.environ["wsgi.input"].close()  # The test client keeps what is long in a file.
    return response


def contents(session: Session) -> dict[str, list[str]]:
    """Return every row of the database, but for who came in and what they did."""
    session.commit()
    tables = {name: each for name, each in Model.metadata.tables.items() if name not in UNWATCHED}
    found = {name: sorted(map(repr, session.execute(select(each)).all())) for name, each in tables.items()}
    session.commit()
    return found


def count(session: Session, model: type[Model]) -> int:
    session.commit()
    return session.scalar(select(func.count()).select_from(model)) or 0
