"""What a survey owner does with the questionnaire in tests."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from html import unescape
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import update
from werkzeug.test import TestResponse

from portal.admin.questionnaires.queries import Stored, find_version
from portal.db import db
from portal.domain.periods import WITA, month_of
from portal.models.questionnaires import QuestionnaireVersion
from portal.site import forget_site

ROOM = "/staf/kuesioner"
_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
_FIELD = re.compile(r'<input [^>]*name="([^"]+)"[^>]*value="([^"]*)"')

OWN = {
    "short_id": "Apakah ruang tunggunya nyaman?",
    "short_en": "Was the waiting room comfortable?",
    "hint_id": "",
    "hint_en": "",
    **{f"answer-{n}_id": text for n, text in enumerate(("Tidak", "Kurang", "Nyaman", "Sangat nyaman"), 1)},
    **{f"answer-{n}_en": text for n, text in enumerate(("No", "Hardly", "Yes", "Very"), 1)},
}


def this_month() -> int:
    """Return the month that runs now."""
    return month_of(datetime.now(WITA).date())


def fields_of(page: TestResponse) -> dict[str, str]:
    """Return the text fields of a page with what stands in them."""
    return {name: unescape(value) for name, value in _FIELD.findall(page.text) if name != "q"}


def send(client: FlaskClient, address: str, **fields: Any) -> TestResponse:
    """Open the page with a form, fill it in and send it."""
    page = client.get(f"{ROOM}/{address}")
    token = _TOKEN.findall(page.text)
    assert token, (page.status_code, page.text[:300])
    return client.post(f"{ROOM}/{address}", data={"csrf_token": token[-1], **fields})


def make_next(client: FlaskClient) -> None:
    """Make version 2, which starts next month."""
    made = send(client, "baru", start=this_month() + 1)
    assert (made.status_code, made.location) == (303, f"{ROOM}/2")


def weights_page(client: FlaskClient, number: int = 2) -> dict[str, str]:
    """Return the weights that stand in the form."""
    page = client.get(f"{ROOM}/{number}/bobot")
    return {name: value for name, value in fields_of(page).items() if name.startswith("weight-")}


@contextmanager
def stored(client: FlaskClient, number: int) -> Iterator[Stored]:
    """Give a version as it is stored."""
    with client.application.app_context():
        found = find_version(db.session, number)
        assert found is not None
        yield found


def let_start_now(client: FlaskClient, number: int) -> None:
    """Let the month come in which a version starts."""
    with client.application.app_context():
        db.session.execute(
            update(QuestionnaireVersion)
            .where(QuestionnaireVersion.number == number)
            .values(starts_month=this_month())
        )
        db.session.commit()
        forget_site()


def freeze(client: FlaskClient, number: int) -> None:
    """Freeze a version as its first response does."""
    with client.application.app_context():
        db.session.execute(
            update(QuestionnaireVersion).where(QuestionnaireVersion.number == number).values(frozen=True)
        )
        db.session.commit()
