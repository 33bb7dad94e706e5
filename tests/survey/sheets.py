"""Answer sheets: taking a form from a page, filling it in, and reading what came back or was stored."""

import re
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Table, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from portal.answering import find_counter_form
from portal.db import Model, db
from portal.domain import receipts
from portal.domain.periods import WITA, moment
from portal.domain.questionnaire import check
from portal.domain.receipts import FormKey
from portal.domain.skm import QUESTIONNAIRE_ORDER
from portal.site import forget_site
from portal.survey import actions
from tests.conftest import SECRET

GOOD = "343434343"
_KEY = re.compile(r'name="kunci" value="([^"]*)"')
_CHECKED = re.compile(r'<input type="radio" name="([^"]+)" value="([^"]+)"[^>]* checked>')


@contextmanager
def register(app: Flask) -> Iterator[Session]:
    """Change the register as another request would, with a session of its own, and commit."""
    with app.app_context():
        yield db.session
        db.session.commit()
        forget_site()


@dataclass(frozen=True, kw_only=True, slots=True)
class Desk:
    """A counter that offers two services."""

    code: str
    counter_id: int
    unit_id: int
    unit_slug: str
    services: tuple[str, str]
    service_ids: tuple[int, int]


def key_in(page: str) -> str:
    """Return the form key of a survey page."""
    found = _KEY.search(page)
    assert found is not None, "the page has no form key"
    return found[1]


def checked_in(page: str) -> dict[str, str]:
    """Return which answers a survey page comes back with."""
    return dict(_CHECKED.findall(page))


def make_key(code: str, *, made: datetime | None = None) -> tuple[FormKey, str]:
    """Return a form key as this server makes it, and as it stands in the page."""
    key = FormKey(random=secrets.token_bytes(16), made=made or datetime.now(WITA))
    return key, receipts.seal_form_key(key, secret=SECRET, place=code)


def sheet(desk: Desk, key: str, scores: str = GOOD, **changes: str | list[str]) -> dict[str, str | list[str]]:
    """Return a filled form; an empty change leaves a field out."""
    answers = dict(zip(QUESTIONNAIRE_ORDER, scores, strict=True))
    fields: dict[str, str | list[str]] = {"kunci": key, "layanan": desk.services[0], **answers, **changes}
    return {name: value for name, value in fields.items() if value != ""}


def send(client: FlaskClient, desk: Desk, scores: str = GOOD, **changes: str | list[str]) -> TestResponse:
    """Open the form, fill it in and send it."""
    page = client.get(f"/s/{desk.code}").text
    return client.post(f"/s/{desk.code}", data=sheet(desk, key_in(page), scores, **changes))


def receipt_of(response: TestResponse) -> str:
    """Return the receipt that an accepted answer leads to."""
    assert response.status_code == 303, response.text[:500]
    return response.location.split("/")[2]


def record(desk: Desk, scores: str = GOOD, *, now: datetime, key: FormKey | None = None, comment: str = "") -> str:
    """Record a response as if it were `now`, commit, and return its receipt."""
    session = db.session
    form = find_counter_form(session, desk.code, moment(now).month)
    session.commit()
    assert form is not None
    answers = check(
        form.version,
        scores=dict(zip(QUESTIONNAIRE_ORDER, scores, strict=True)),
        services=desk.services,
        service=desk.services[0],
        profile={},
        comment=comment,
    )
    key = key or make_key(desk.code, made=now)[0]
    filled = actions.Sheet(form=form, answers=answers, key=key, language="id")
    receipt = actions.record_response(session, filled, secret=SECRET, now=now, draw=secrets.token_bytes)
    session.commit()
    return receipt


def stored(app: Flask, model: type[Model]) -> list[dict[str, Any]]:
    """Return every row of a table, with all its columns."""
    return _rows(app, [Model.metadata.tables[model.__tablename__]])[model.__tablename__]


def sealed(app: Flask) -> dict[str, list[dict[str, Any]]]:
    """Return what the sealed zone holds, by table; tables without a row are left out."""
    tables = [table for name, table in Model.metadata.tables.items() if name.startswith("sealed_")]
    return {name: rows for name, rows in _rows(app, tables).items() if rows}


def _rows(app: Flask, tables: Iterable[Table]) -> dict[str, list[dict[str, Any]]]:
    with app.app_context():
        return {
            table.name: [dict(row) for row in db.session.execute(select(table)).mappings()] for table in tables
        }
