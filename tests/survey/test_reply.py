"""The office's reply: read by whoever holds the receipt, answered once, and joined to no rating."""

import secrets
from datetime import date, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from portal.db import db
from portal.domain import receipts
from portal.domain.periods import WITA
from portal.models import Comment, Reply
from tests.factories import make_unit
from tests.staff import make_account
from tests.survey.sheets import Desk, receipt_of, record, register, send, stored

SAID = "Terima kasih, kursinya sudah kami tambah."


def reply_to(app: Flask, receipt: str, text: str = SAID) -> None:
    """Let staff answer the comment of a receipt."""
    with register(app) as session:
        whose = Comment.handle == receipts.handle(receipt, "comment")
        unit_id, comment_id = session.execute(select(Comment.unit_id, Comment.id).where(whose)).one()
        author = make_account(session)
        session.add(
            Reply(
                unit_id=unit_id,
                comment_id=comment_id,
                side="unit",
                text=text,
                author_id=author.id,
                posted_on=date(2026, 7, 20),
            )
        )


@pytest.fixture
def receipt(app: Flask, client: FlaskClient, desk: Desk) -> str:
    """Return the receipt of a comment that was answered."""
    found = receipt_of(send(client, desk, komentar="Kursinya kurang"))
    reply_to(app, found)
    return found


def sides(app: Flask) -> list[tuple[str, str, object, object]]:
    rows = stored(app, Reply)
    return sorted((row["side"], row["text"], row["author_id"], row["posted_on"]) for row in rows)


def test_only_the_right_receipt_shows_the_reply(client: FlaskClient, desk: Desk, receipt: str) -> None:
    other = receipt_of(send(client, desk, komentar="Pesan lain"))
    without = receipt_of(send(client, desk))
    assert SAID in client.get(f"/bukti/{receipt}").text
    for elsewhere in (
        f"/bukti/{other}",
        f"/bukti/{without}",
        f"/bukti/{receipt}/selesai",
        f"/unit/{desk.unit_slug}",
    ):
        assert SAID not in client.get(elsewhere).text
    assert client.get("/bukti/0000-0000-0000-0000").status_code == 404


def test_the_page_with_a_reply_tells_neither_the_rating_nor_the_comment_nor_who_answered(
    app: Flask, client: FlaskClient, desk: Desk
) -> None:
    pages = []
    for scores in ("111111111", "444444444"):
        receipt = receipt_of(send(client, desk, scores, komentar="Kursinya kurang"))
        reply_to(app, receipt)
        pages.append(client.get(f"/bukti/{receipt}").text.replace(receipt, ""))
    assert pages[0] == pages[1]
    assert "Kursinya kurang" not in pages[0]
    assert "Staf" not in pages[0]


def test_the_writer_answers_once_and_no_day_is_kept(app: Flask, client: FlaskClient, receipt: str) -> None:
    to = f"/bukti/{receipt}/jawab"
    sent = client.post(to, data={"jawaban": "Sama-sama."})
    assert (sent.status_code, sent.location) == (303, f"/bukti/{receipt}")
    assert sides(app)[1] == ("writer", "Sama-sama.", None, None)
    page = client.get(f"/bukti/{receipt}").text
    assert "Balasan Anda sudah sampai." in page
    assert 'name="jawaban"' not in page
    assert "Sama-sama." not in page
    again = client.post(to, data={"jawaban": "Lagi."})
    assert again.status_code == 409
    assert "sudah membalas" in again.text
    assert [row[1] for row in sides(app)] == [SAID, "Sama-sama."]


def test_without_a_reply_there_is_nothing_to_answer(app: Flask, client: FlaskClient, desk: Desk) -> None:
    waiting = receipt_of(send(client, desk, komentar="Kursinya kurang"))
    without = receipt_of(send(client, desk))
    for receipt in (waiting, without):
        assert 'name="jawaban"' not in client.get(f"/bukti/{receipt}").text
        assert client.post(f"/bukti/{receipt}/jawab", data={"jawaban": "Halo?"}).status_code == 409
    assert client.post("/bukti/0000-0000-0000-0000/jawab", data={"jawaban": "Halo?"}).status_code == 404
    assert sides(app) == []


def test_an_answer_that_is_empty_or_too_long_comes_back_as_typed(
    app: Flask, client: FlaskClient, receipt: str
) -> None:
    to = f"/bukti/{receipt}/jawab"
    for typed in ("", "   ", "x" * 1001):
        refused = client.post(to, data={"jawaban": typed})
        assert refused.status_code == 422
        assert typed.strip() in refused.text
    assert client.post(to, data={"jawaban": "x" * 1000}).status_code == 303


def test_an_answer_that_is_no_form_is_refused(client: FlaskClient, receipt: str) -> None:
    to = f"/bukti/{receipt}/jawab"
    assert client.post(to, json={"jawaban": "a"}).status_code == 415
    form = {"content_type": "application/x-www-form-urlencoded"}
    assert client.post(to, data=b"jawaban=%00", **form).status_code == 400
    assert client.post(to, data=b"jawaban=%ff", **form).status_code == 400


def test_taking_the_answer_back_empties_what_was_said_and_shows_the_reply_no_more(
    app: Flask, client: FlaskClient, receipt: str
) -> None:
    client.post(f"/bukti/{receipt}/jawab", data={"jawaban": "Nomor saya 0812."})
    assert client.post(f"/bukti/{receipt}/tarik").status_code == 303
    assert SAID not in client.get(f"/bukti/{receipt}").text
    assert [row[:2] for row in sides(app)] == [("unit", SAID), ("writer", "")]
    assert client.post(f"/bukti/{receipt}/jawab", data={"jawaban": "Masih?"}).status_code == 409


def test_a_comment_of_another_office_with_the_same_id_keeps_its_answer(
    app: Flask, client: FlaskClient, receipt: str
) -> None:
    """Ids are random, but the key of a comment is its office and its id."""
    client.post(f"/bukti/{receipt}/jawab", data={"jawaban": "Milik saya"})
    with register(app) as session:
        (comment,) = session.scalars(select(Comment))
        other = make_unit(session)
        values = {"month": comment.month, "text": "Lain", "handle": secrets.token_bytes(32)}
        session.add(Comment(unit_id=other.id, id=comment.id, **values))
        session.flush()
        author = make_account(session)
        reply = {"unit_id": other.id, "comment_id": comment.id}
        session.add(
            Reply(**reply, side="unit", text="Untuk yang lain", author_id=author.id, posted_on=date(2026, 7, 21))
        )
        session.flush()
        session.add(Reply(**reply, side="writer", text="Milik yang lain"))
    client.post(f"/bukti/{receipt}/tarik")
    assert sorted(row[1] for row in sides(app) if row[0] == "writer") == ["", "Milik yang lain"]


def test_an_erased_comment_has_no_reply_any_more(app: Flask, client: FlaskClient, receipt: str) -> None:
    with register(app) as session:
        session.execute(update(Comment).values(text="", state="erased"))
    assert SAID not in client.get(f"/bukti/{receipt}").text


def test_pages_with_a_reply_leave_no_trace(client: FlaskClient, receipt: str) -> None:
    sent = client.post(f"/bukti/{receipt}/jawab", data={"jawaban": "Sama-sama."})
    for answer in (client.get(f"/bukti/{receipt}"), sent):
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "Set-Cookie" not in answer.headers
    assert client.get(f"/bukti/{receipt}").headers["Cache-Control"] == "no-store"


def test_the_reply_is_offered_in_english(app: Flask, desk: Desk, client: FlaskClient) -> None:
    with app.app_context():
        receipt = record(desk, now=datetime(2026, 7, 1, 9, tzinfo=WITA), comment="Kursinya kurang")
        db.session.commit()
    reply_to(app, receipt)
    page = client.get(f"/en/bukti/{receipt}").text
    assert '<html lang="en">' in page
    assert f'action="/en/bukti/{receipt}/jawab"' in page
