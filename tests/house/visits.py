"""What a visitor of the demo does: every address there is to open, and all that a citizen can send."""

import re
from collections.abc import Iterator
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Select, select
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from portal.access import Access, access_of
from portal.db import db
from portal.domain.skm_form import SKM_V1
from portal.models import Achievement, Consultation, ConsultationFile, Counter, Edition, Topic, Unit

OFFICE = "dpmptsp"
GOVERNMENT = "pemerintah"
_KEY = re.compile(r'name="kunci" value="([^"]+)"')
_SERVICE = re.compile(r'name="layanan" value="([^"]+)"')


FEW = 12
"""Achievements that stand for all; a demo has some eighty, each with three addresses."""


def a_counter(app: Flask) -> str:
    """Return the code of a counter of the office."""
    with app.app_context():
        codes = select(Counter.code).join(Unit).where(Unit.slug == OFFICE).order_by(Counter.id)
        return db.session.scalars(codes).first() or ""


def send(client: FlaskClient, code: str, prefix: str = "", **changes: str) -> TestResponse:
    """Open the survey of a counter and send a complete answer sheet."""
    address = f"{prefix}/s/{code}"
    page = client.get(address).text
    sheet = {"kunci": _KEY.findall(page)[0], **dict.fromkeys(SKM_V1.keys, "3")}
    if services := _SERVICE.findall(page):
        sheet["layanan"] = services[0]
    return client.post(address, data=sheet | changes)


def propose(client: FlaskClient, **changes: str) -> TestResponse:
    """Open the form of a new topic and send it."""
    words = {"kantor": OFFICE, "judul": "Antrean pagi di loket", "isi": "Antreannya panjang sekali sejak pagi."}
    return _fill_in(client, "/forum/baru", words | changes)


def report(client: FlaskClient, **changes: str) -> TestResponse:
    """Open the form of the quiet door and send a report."""
    words = {"jenis": "money", "cerita": "Petugas loket dua meminta Rp 50.000 pada Senin pagi."}
    return _fill_in(client, "/lapor", words | changes)


def _fill_in(client: FlaskClient, address: str, values: dict[str, str]) -> TestResponse:
    return client.post(address, data={"kunci": _KEY.findall(client.get(address).text)[0]} | values)


def receipt_from(response: TestResponse) -> str:
    """Return the receipt or author key that something sent led to."""
    assert response.status_code == 303, response.text
    return response.location.split("/")[-2]


def rules(app: Flask, *kinds: Access, method: str = "GET") -> Iterator[Rule]:
    """Yield the routes of these kinds of access."""
    for rule in app.url_map.iter_rules():
        if access_of(app.view_functions[rule.endpoint]) in kinds and method in (rule.methods or ()):
            yield rule


def address(app: Flask, rule: Rule, **values: str) -> str:
    """Return the address of a route with those of the values that it asks for."""
    needed = {name: values[name] for name in rule.arguments}
    return app.url_map.bind("localhost").build(rule.endpoint, needed, method=min(rule.methods or ()))


def send_everything(app: Flask, client: FlaskClient) -> dict[str, TestResponse]:
    """Answer a survey, propose a topic and report; return what each led to, by its receipt's addresses."""
    answer = send(client, a_counter(app), komentar="Antre lama.")
    return {"bukti": answer, "forum": propose(client), "lapor": report(client)}


def receipts(app: Flask, client: FlaskClient) -> dict[str, str]:
    """Send everything and return the receipts, by the first part of their addresses."""
    return {part: receipt_from(answer) for part, answer in send_everything(app, client).items()}


def receipt_addresses(app: Flask, held: dict[str, str]) -> set[str]:
    """Return an address for each GET route that is for whoever holds one of these receipts."""
    return {
        address(app, rule, **dict.fromkeys(rule.arguments, held[rule.rule.split("/")[1]]))
        for rule in rules(app, Access.RECEIPT)
        if rule.rule.split("/")[1] in held
    }


def public_addresses(app: Flask, *, editions_of: tuple[str, ...] = (GOVERNMENT, OFFICE)) -> set[str]:
    """Return an address for each public GET route and what it can show: all of it, or a few that stand for all."""
    with app.app_context():
        code = a_counter(app)
        choices = {
            (): [()],
            ("code",): [(code,)],
            ("slug",): _all(select(Unit.slug)),
            ("id",): _all(select(Edition.id).where(Edition.scope.in_(editions_of))),
            ("achievement",): _all(select(Achievement.id).order_by(Achievement.id).limit(FEW)),
            ("topic",): _all(select(Topic.id).where(Topic.state != "closed").order_by(Topic.id).limit(FEW)),
            ("consultation",): _all(select(Consultation.id).where(Consultation.state == "concluded").limit(1)),
            ("consultation", "document"): _all(
                select(ConsultationFile.consultation_id, ConsultationFile.id).limit(1)
            ),
        }
    found = set()
    for rule in rules(app, Access.PUBLIC):
        names = tuple(sorted(rule.arguments))
        found.update(
            address(app, rule, **dict(zip(names, map(str, values), strict=True))) for values in choices[names]
        )
    return found


def _all(query: Select[Any]) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in db.session.execute(query)]
