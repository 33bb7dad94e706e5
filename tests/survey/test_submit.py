"""Sending an answer: what is stored, what is refused, and that nothing is stored twice or by half."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlencode

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import inspect, update

from portal.admin.questionnaires.actions import edit_version
from portal.db import db
from portal.domain import receipts
from portal.domain.periods import WITA, month_of
from portal.domain.questionnaire import FrozenVersionError
from portal.domain.skm import QUESTIONNAIRE_ORDER
from portal.domain.skm_form import SKM_V1
from portal.models import (
    Comment,
    Counter,
    Day,
    Handle,
    QuestionnaireVersion,
    Response,
    Service,
    Submission,
)
from tests.conftest import on_sqlite
from tests.factories import make_counter, make_unit, the_version
from tests.survey.sheets import (
    GOOD,
    Desk,
    checked_in,
    key_in,
    make_key,
    receipt_of,
    record,
    register,
    sealed,
    send,
    sheet,
    stored,
)

FORM = "application/x-www-form-urlencoded"
PROFILE = {"sex", "age", "education", "occupation"}


def close_counter(app: Flask) -> None:
    with register(app) as session:
        session.execute(update(Counter).values(closed_on=date(2026, 1, 2)))


# What is stored.


def test_answer_leads_to_a_receipt(client: FlaskClient, desk: Desk) -> None:
    response = send(client, desk)
    assert response.status_code == 303
    assert re.fullmatch(r"/bukti/([0-9A-Z]{4}-){3}[0-9A-Z]{4}/selesai", response.location)
    assert "Set-Cookie" not in response.headers
    assert client.get(response.location).status_code == 200


def test_answer_is_one_row_in_each_table_with_no_more_than_this(
    app: Flask, client: FlaskClient, desk: Desk
) -> None:
    receipt_of(send(client, desk, komentar="Cepat sekali", layanan=desk.services[1]))
    found = sealed(app)
    assert {table: len(rows) for table, rows in found.items()} == {
        "sealed_responses": 1,
        "sealed_handles": 1,
        "sealed_submissions": 1,
        "sealed_comments": 1,
        "sealed_days": 1,
    }
    (response,) = found["sealed_responses"]
    today = datetime.now(WITA).date()
    assert len(response.pop("id")) == 16
    assert response.pop("part") in {0, 1, 2}
    assert response.pop("version_id")
    assert response == dict.fromkeys([*PROFILE, "keyed_by", "batch_id"]) | {
        "unit_id": desk.unit_id,
        "month": month_of(today),
        "counter_id": desk.counter_id,
        "service_id": desk.service_ids[1],
        "tier": 0,
        "language": "id",
        "scores": GOOD,
        "total": sum(map(int, GOOD)),
    }
    assert found["sealed_days"] == [{"unit_id": desk.unit_id, "day": today}]
    assert found["sealed_submissions"][0].keys() == {"unit_id", "key_hash", "body_seal"}
    assert found["sealed_handles"][0].keys() == {"handle", "unit_id", "month", "response_id", "seed"}


def test_database_has_no_column_beside_the_declared_ones(app: Flask) -> None:
    with app.app_context():
        inspector = inspect(db.engine)
    for model in (Response, Handle, Submission, Comment, Day):
        columns = {column["name"] for column in inspector.get_columns(model.__tablename__)}
        assert columns == {column.name for column in model.__table__.columns}


def test_comment_stands_apart(app: Flask, client: FlaskClient, desk: Desk) -> None:
    receipt = receipt_of(send(client, desk, komentar="  Ramah,\r\nterima kasih \U0001f642 "))
    (comment,) = stored(app, Comment)
    assert len(comment.pop("id")) == 16
    assert comment == {
        "unit_id": desk.unit_id,
        "month": month_of(datetime.now(WITA).date()),
        "text": "Ramah,\nterima kasih \U0001f642",
        "state": "waiting",
        "handle": receipts.handle(receipt, "comment"),
    }


def test_nothing_stored_leads_from_the_comment_to_the_scores(app: Flask, client: FlaskClient, desk: Desk) -> None:
    receipt_of(send(client, desk, komentar="Ramah"))
    found = sealed(app)
    shared = set(found["sealed_comments"][0].values()) & set(found["sealed_responses"][0].values())
    assert shared == {desk.unit_id, month_of(datetime.now(WITA).date())}
    for table in ("sealed_handles", "sealed_submissions"):
        ours = {value for value in found[table][0].values() if isinstance(value, bytes)}
        assert not ours & {value for value in found["sealed_comments"][0].values() if isinstance(value, bytes)}


@on_sqlite
@pytest.mark.parametrize("text", ["", "   ", "\r\n"])
def test_empty_comment_is_no_comment(app: Flask, client: FlaskClient, desk: Desk, text: str) -> None:
    receipt_of(send(client, desk, komentar=text))
    assert stored(app, Comment) == []


def test_comment_is_counted_as_browsers_count_it(app: Flask, client: FlaskClient, desk: Desk) -> None:
    text = "\r\n".join(["x" * 99] * 10)  # 999 for a browser, 1,008 on the wire.
    receipt_of(send(client, desk, komentar=text))
    assert stored(app, Comment)[0]["text"] == text.replace("\r\n", "\n")


def test_profile_is_optional_and_never_spoils_an_answer(app: Flask, client: FlaskClient, desk: Desk) -> None:
    item = SKM_V1.profile[0]
    receipt_of(send(client, desk, **{f"profil-{item.key}": item.choices[0][0], "profil-age": "120"}))
    (response,) = stored(app, Response)
    assert {key: response[key] for key in PROFILE} == dict.fromkeys(PROFILE) | {item.key: item.choices[0][0]}


def test_language_of_the_page_is_kept(app: Flask, client: FlaskClient, desk: Desk) -> None:
    key = key_in(client.get(f"/en/s/{desk.code}").text)
    response = client.post(f"/en/s/{desk.code}", data=sheet(desk, key))
    assert response.location.startswith("/en/bukti/")
    assert stored(app, Response)[0]["language"] == "en"


@pytest.mark.parametrize(
    ("utc", "month", "part", "day"),
    [
        (datetime(2026, 6, 30, 15, 59, tzinfo=UTC), (2026, 6), 0, 30),
        (datetime(2026, 6, 30, 16, 0, tzinfo=UTC), (2026, 7), 0, 1),
        (datetime(2026, 6, 15, 0, 0, tzinfo=UTC), (2026, 6), 1, 15),
        (datetime(2026, 6, 15, 4, 0, tzinfo=UTC), (2026, 6), 0, 15),
        (datetime(2026, 6, 15, 5, 30, tzinfo=UTC), (2026, 6), 2, 15),
        (datetime(2026, 6, 15, 9, 0, tzinfo=UTC), (2026, 6), 0, 15),
    ],
)
def test_month_and_part_are_those_of_the_office(
    app: Flask, desk: Desk, utc: datetime, month: tuple[int, int], part: int, day: int
) -> None:
    with app.app_context():
        record(desk, now=utc)
    (response,) = stored(app, Response)
    assert (response["month"], response["part"]) == (month_of(date(*month, 1)), part)
    assert stored(app, Day)[0]["day"] == date(*month, day)


def test_counter_without_services_and_with_one(app: Flask, client: FlaskClient, desk: Desk) -> None:
    with register(app) as session:
        unit = make_unit(session)
        bare = make_counter(session, unit).code
        one = make_counter(session, unit, [session.get_one(Service, desk.service_ids[0])]).code
    for code in (bare, one):
        fields = sheet(desk, key_in(client.get(f"/s/{code}").text), layanan="")
        receipt_of(client.post(f"/s/{code}", data=fields))
    assert {row["service_id"] for row in stored(app, Response)} == {None, desk.service_ids[0]}


def test_lower_case_address_is_good_enough_to_send_to(client: FlaskClient, desk: Desk) -> None:
    key = key_in(client.get(f"/s/{desk.code}").text)
    receipt_of(client.post(f"/s/{desk.code.lower()}", data=sheet(desk, key)))


def test_first_response_freezes_the_version(app: Flask, client: FlaskClient, desk: Desk) -> None:
    with register(app) as session:
        edit_version(session, the_version(session).id, SKM_V1)
    receipt_of(send(client, desk))
    receipt_of(send(client, desk))
    assert stored(app, QuestionnaireVersion)[0]["frozen"]
    with register(app) as session, pytest.raises(FrozenVersionError):
        edit_version(session, the_version(session).id, SKM_V1)


def test_a_form_changed_since_its_page_was_made_stores_nothing(
    app: Flask, client: FlaskClient, desk: Desk
) -> None:
    """Another process edits the version while somebody answers; this one's kept pages are a moment old."""
    fields = sheet(desk, key_in(client.get(f"/s/{desk.code}").text))
    with app.app_context():
        edit_version(db.session, the_version(db.session).id, replace(SKM_V1, questions=SKM_V1.questions[::-1]))
        db.session.commit()
    refused = client.post(f"/s/{desk.code}", data=fields)
    assert refused.status_code == 422
    assert "Isian Anda masih ada" in refused.text
    assert not any(sealed(app).values())
    with register(app):
        pass  # The moment is over.
    receipt_of(client.post(f"/s/{desk.code}", data=fields | {"kunci": key_in(refused.text)}))


# The same form twice.


def test_same_form_again_gives_the_same_receipt(app: Flask, client: FlaskClient, desk: Desk) -> None:
    fields = sheet(desk, key_in(client.get(f"/s/{desk.code}").text), komentar="Ramah")
    first = client.post(f"/s/{desk.code}", data=fields)
    before = sealed(app)
    assert client.post(f"/s/{desk.code}", data=fields).location == first.location
    assert sealed(app) == before


def test_same_form_a_day_later_gives_the_same_receipt(app: Flask, client: FlaskClient, desk: Desk) -> None:
    long_ago = datetime.now(WITA) - timedelta(hours=30)
    key, text = make_key(desk.code, made=long_ago)
    with app.app_context():
        receipt = record(desk, now=long_ago, key=key)
    assert receipt_of(client.post(f"/s/{desk.code}", data=sheet(desk, text))) == receipt
    assert len(stored(app, Response)) == 1


def test_same_form_at_a_counter_closed_since_gives_the_same_receipt(
    app: Flask, client: FlaskClient, desk: Desk
) -> None:
    fields = sheet(desk, key_in(client.get(f"/s/{desk.code}").text))
    first = client.post(f"/s/{desk.code}", data=fields)
    close_counter(app)
    assert client.post(f"/s/{desk.code}", data=fields).location == first.location
    assert len(stored(app, Response)) == 1


def test_other_answers_under_a_used_key_are_offered_as_a_new_answer(
    app: Flask, client: FlaskClient, desk: Desk
) -> None:
    key = key_in(client.get(f"/s/{desk.code}").text)
    first = receipt_of(client.post(f"/s/{desk.code}", data=sheet(desk, key)))
    refused = client.post(f"/s/{desk.code}", data=sheet(desk, key, "222222222"))
    assert refused.status_code == 422
    assert "Kirim sebagai jawaban baru" in refused.text
    assert [checked_in(refused.text)[name] for name in QUESTIONNAIRE_ORDER] == ["2"] * 9
    assert [row["scores"] for row in stored(app, Response)] == [GOOD]
    fresh = key_in(refused.text)
    assert fresh != key
    second = receipt_of(client.post(f"/s/{desk.code}", data=sheet(desk, fresh, "222222222")))
    assert second != first
    assert {row["scores"] for row in stored(app, Response)} == {GOOD, "222222222"}


# What is refused, and leaves nothing behind.


def test_missing_answer_is_pointed_out_and_the_rest_kept(app: Flask, client: FlaskClient, desk: Desk) -> None:
    key = key_in(client.get(f"/s/{desk.code}").text)
    response = client.post(f"/s/{desk.code}", data=sheet(desk, key, waktu="", layanan="", komentar="<i>Ramah"))
    assert response.status_code == 422
    page = response.text
    summary = page[page.index('id="faults"') : page.index("<form")]
    assert re.findall(r'href="#(\w+)"', summary) == ["layanan", "waktu"]
    assert "Ada 2 bagian" in summary
    assert '<fieldset id="waktu" data-asked tabindex="-1" class="bad" aria-describedby="salah-waktu">' in page
    assert '<span class="fault" id="salah-waktu">Pilih salah satu jawaban.</span>' in page
    assert set(checked_in(page)) == set(QUESTIONNAIRE_ORDER) - {"waktu"}
    assert "&lt;i&gt;Ramah</textarea>" in page
    assert key_in(page) == key
    assert sealed(app) == {}
    receipt_of(client.post(f"/s/{desk.code}", data=sheet(desk, key)))


@on_sqlite
@pytest.mark.parametrize(
    "changes",
    [
        {"waktu": "0"},
        {"waktu": "5"},
        {"waktu": "x"},
        {"waktu": "1.0"},
        {"waktu": " 3"},
        {"waktu": "-1"},
        {"waktu": "33"},
        {"waktu": "٣"},
        {"waktu": "３"},
        {"waktu": ["3", "4"]},
        {"waktu": ["3", "3"]},
        {"layanan": "layanan-lain"},
        {"layanan": ""},
        {"komentar": "x" * 1001},
    ],
)
def test_bad_field_is_refused(
    app: Flask, client: FlaskClient, desk: Desk, changes: dict[str, str | list[str]]
) -> None:
    response = send(client, desk, **changes)
    assert response.status_code == 422
    (name,) = changes
    assert f'<a href="#{name}">' in response.text
    assert f'id="salah-{name}"' in response.text
    assert sealed(app) == {}


def test_long_comment_comes_back_whole(client: FlaskClient, desk: Desk) -> None:
    text = "Panjang " * 200
    page = send(client, desk, komentar=text).text
    assert f"{text}</textarea>" in page
    assert "Paling banyak 1.000 huruf" in page
    assert '<details class="first" open>' in page


def test_expired_form_can_be_sent_once_more(app: Flask, client: FlaskClient, desk: Desk) -> None:
    _, old = make_key(desk.code, made=datetime.now(WITA) - timedelta(hours=25))
    response = client.post(f"/s/{desk.code}", data=sheet(desk, old))
    assert response.status_code == 422
    assert "lebih dari sehari yang lalu" in response.text
    assert len(checked_in(response.text)) == 10
    assert sealed(app) == {}
    receipt_of(client.post(f"/s/{desk.code}", data=sheet(desk, key_in(response.text))))


def test_form_of_this_morning_still_works(client: FlaskClient, desk: Desk) -> None:
    _, key = make_key(desk.code, made=datetime.now(WITA) - timedelta(hours=23))
    receipt_of(client.post(f"/s/{desk.code}", data=sheet(desk, key)))


@on_sqlite
@pytest.mark.parametrize(
    "spoil", [lambda key: "", lambda key: key[:26] + key[:17], lambda key: key[:-4], lambda key: "é" * 50]
)
def test_forged_key_is_replaced(app: Flask, client: FlaskClient, desk: Desk, spoil: Callable[[str], str]) -> None:
    _, key = make_key(desk.code)
    response = client.post(f"/s/{desk.code}", data=sheet(desk, spoil(key)))
    assert response.status_code == 422
    assert "sudah terlalu lama atau berubah" in response.text
    assert sealed(app) == {}
    receipt_of(client.post(f"/s/{desk.code}", data=sheet(desk, key_in(response.text))))


def test_key_of_another_counter_is_not_good_here(app: Flask, client: FlaskClient, desk: Desk) -> None:
    with register(app) as session:
        other = make_counter(session, make_unit(session)).code
    key = key_in(client.get(f"/s/{other}").text)
    assert client.post(f"/s/{desk.code}", data=sheet(desk, key)).status_code == 422
    assert sealed(app) == {}


@on_sqlite
@pytest.mark.parametrize("changes", [{}, {"waktu": ""}, {"kunci": "palsu"}])
def test_closed_counter_takes_nothing_and_asks_for_nothing_more(
    app: Flask, client: FlaskClient, desk: Desk, changes: dict[str, str]
) -> None:
    key = key_in(client.get(f"/s/{desk.code}").text)
    close_counter(app)
    response = client.post(f"/s/{desk.code}", data=sheet(desk, key, **changes))
    assert response.status_code == 410
    assert "Loket ini sudah ditutup" in response.text
    assert sealed(app) == {}


def test_unknown_counter(app: Flask, client: FlaskClient, desk: Desk) -> None:
    assert client.post("/s/K0D3XX", data=sheet(desk, make_key("K0D3XX")[1])).status_code == 404
    assert sealed(app) == {}


@on_sqlite
@pytest.mark.parametrize(
    ("extra", "content_type", "status"),
    [
        (b"&komentar=" + b"x" * 70_000, FORM, 413),
        (b"&komentar=%ff", FORM, 400),
        (b"&komentar=\xff", FORM, 400),
        (b"&komentar=%ed%a0%80", FORM, 400),
        (b"&komentar=%00", FORM, 400),
        (b"&%00=1", FORM, 400),
        (b"", "application/json", 415),
        (b"", "multipart/form-data; boundary=x", 415),
        (b"", "text/plain", 415),
        (b"", "", 415),
    ],
)
def test_what_no_form_sends_is_turned_away(
    app: Flask, client: FlaskClient, desk: Desk, extra: bytes, content_type: str, status: int
) -> None:
    key = key_in(client.get(f"/s/{desk.code}").text)
    body = urlencode(sheet(desk, key)).encode() + extra
    response = client.post(f"/s/{desk.code}", data=body, content_type=content_type)
    assert response.status_code == status
    assert response.headers["Cache-Control"] == "no-store"
    assert sealed(app) == {}
    receipt_of(client.post(f"/s/{desk.code}", data=sheet(desk, key)))


def test_nothing_sent_is_asked_for_again(app: Flask, client: FlaskClient, desk: Desk) -> None:
    assert client.post(f"/s/{desk.code}", content_type=FORM).status_code == 422
    assert sealed(app) == {}


def test_thousands_of_foreign_fields_change_nothing(app: Flask, client: FlaskClient, desk: Desk) -> None:
    foreign = "".join(f"&f{number}=" for number in range(5000))
    key = key_in(client.get(f"/s/{desk.code}").text)
    body = urlencode(sheet(desk, key)) + foreign
    receipt_of(client.post(f"/s/{desk.code}", data=body, content_type=FORM))
    assert len(stored(app, Response)) == 1


NAMES = ["kunci", "layanan", "komentar", "profil-sex", "profil-age", *QUESTIONNAIRE_ORDER]
VALUES = st.one_of(st.sampled_from(["", "0", "1", "3", "4", "5", "٣", "\r\n", "x" * 1001]), st.text(max_size=20))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.dictionaries(st.sampled_from(NAMES), st.lists(VALUES, max_size=2), max_size=4))
def test_whatever_is_sent_is_stored_whole_or_not_at_all(
    app: Flask, desk: Desk, changes: dict[str, list[str]]
) -> None:
    client = FlaskClient(app)
    key = make_key(desk.code)[1]
    fields: dict[str, list[str]] = {
        name: value if isinstance(value, list) else [value] for name, value in sheet(desk, key).items()
    } | changes
    before = len(stored(app, Submission))
    status = client.post(f"/s/{desk.code}", data=urlencode(fields, doseq=True), content_type=FORM).status_code
    readable = not any("\x00" in value for values in fields.values() for value in values)
    good = (
        readable
        and all(fields[name] in (["1"], ["2"], ["3"], ["4"]) for name in QUESTIONNAIRE_ORDER)
        and fields["layanan"][:1] == [desk.services[0]]
        and fields["kunci"][:1] == [key]
        and len("".join(fields.get("komentar", [])[:1]).replace("\r\n", "\n")) <= 1000
    )
    assert status == (303 if good else 422 if readable else 400)
    assert len(stored(app, Submission)) == before + good
    assert len(stored(app, Response)) == len(stored(app, Handle)) == before + good
