"""A counter with a new code: its old poster opens no survey, but no answer from a form opened before is lost."""

from datetime import datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.domain.periods import WITA
from portal.models import Counter, OldCode, Response
from tests.survey.sheets import Desk, checked_in, key_in, make_key, receipt_of, register, sheet, stored
from tests.survey.test_doorway import GZIP, body

NEW = "NEW999"


def replace_code(app: Flask, desk: Desk) -> None:
    """Give the counter another code, as its owner would."""
    with register(app) as session:
        counter = session.get_one(Counter, desk.counter_id)
        session.add(OldCode(code=desk.code, counter_id=counter.id, replaced_on=datetime.now(WITA).date()))
        counter.code = NEW


@pytest.mark.parametrize("headers", [{}, GZIP])
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_an_old_poster_says_so_and_has_no_form(
    app: Flask, client: FlaskClient, desk: Desk, prefix: str, headers: dict[str, str]
) -> None:
    for _ in range(2):  # The second time it is warm at the doorway.
        assert client.get(f"{prefix}/s/{desk.code}", headers=headers).status_code == 200
    replace_code(app, desk)
    for _ in range(2):
        answer = client.get(f"{prefix}/s/{desk.code}")
        assert answer.status_code == 410
        assert 'name="kunci"' not in answer.text
        assert NEW not in answer.text, "whoever holds the old poster must not learn the new code"
    assert client.get(f"{prefix}/s/{desk.code}", headers=headers).status_code == 410
    assert client.get(f"{prefix}/s/{NEW}", headers=headers).status_code == 200


def test_a_form_opened_before_is_taken_once(app: Flask, client: FlaskClient, desk: Desk) -> None:
    filled = sheet(desk, key_in(body(client.get(f"/s/{desk.code}", headers=GZIP))))
    replace_code(app, desk)
    receipts = {receipt_of(client.post(f"/s/{desk.code}/kirim", data=filled)) for _ in range(2)}
    assert len(receipts) == 1
    (response,) = stored(app, Response)
    assert response["counter_id"] == desk.counter_id


def test_a_form_that_was_sent_before_and_again_after_is_one_answer(
    app: Flask, client: FlaskClient, desk: Desk
) -> None:
    filled = sheet(desk, key_in(client.get(f"/s/{desk.code}").text))
    first = receipt_of(client.post(f"/s/{desk.code}/kirim", data=filled))
    replace_code(app, desk)
    assert receipt_of(client.post(f"/s/{desk.code}/kirim", data=filled)) == first
    assert len(stored(app, Response)) == 1


def test_an_incomplete_form_comes_back_with_its_own_key(app: Flask, client: FlaskClient, desk: Desk) -> None:
    key = key_in(client.get(f"/s/{desk.code}").text)
    replace_code(app, desk)
    answer = client.post(f"/s/{desk.code}/kirim", data=sheet(desk, key, layanan=""))
    assert answer.status_code == 422
    assert key_in(answer.text) == key
    assert len(checked_in(answer.text)) == 9
    assert client.post(f"/s/{desk.code}/kirim", data=sheet(desk, key)).status_code == 303


@pytest.mark.parametrize("age", [timedelta(hours=25), None])
def test_no_fresh_key_is_given_for_an_old_code(
    app: Flask, client: FlaskClient, desk: Desk, age: timedelta | None
) -> None:
    key = make_key(desk.code, made=datetime.now(WITA) - age)[1] if age else "palsu"
    replace_code(app, desk)
    answer = client.post(f"/s/{desk.code}/kirim", data=sheet(desk, key))
    assert answer.status_code == 410
    assert 'name="kunci"' not in answer.text
    assert stored(app, Response) == []


def test_a_key_of_the_old_code_is_not_good_for_the_new_one(app: Flask, client: FlaskClient, desk: Desk) -> None:
    key = key_in(client.get(f"/s/{desk.code}").text)
    replace_code(app, desk)
    assert client.post(f"/s/{NEW}/kirim", data=sheet(desk, key)).status_code == 422
    assert stored(app, Response) == []


def test_nothing_is_printed_with_an_old_code(app: Flask, client: FlaskClient, desk: Desk) -> None:
    replace_code(app, desk)
    for name in ("poster.pdf", "qr.svg", "qr.png"):
        assert client.get(f"/s/{desk.code}/{name}").status_code == 410, name
        assert client.get(f"/s/{NEW}/{name}").status_code == 200, name


def test_a_typed_old_code_leads_to_the_same_word(app: Flask, client: FlaskClient, desk: Desk) -> None:
    replace_code(app, desk)
    answer = client.get("/s", query_string={"kode": desk.code.lower()}, follow_redirects=True)
    assert answer.status_code == 410
    assert "Kode loket ini sudah diganti" in answer.text


def test_an_old_code_of_a_closed_counter_says_that_it_is_closed(
    app: Flask, client: FlaskClient, desk: Desk
) -> None:
    replace_code(app, desk)
    with register(app) as session:
        session.get_one(Counter, desk.counter_id).closed_on = datetime.now(WITA).date()
    assert "Loket ini sudah ditutup" in client.get(f"/s/{desk.code}").text
