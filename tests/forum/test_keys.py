"""What the holder of an author key can do: look, take back, take the name off, judge the answer."""

import pytest
from sqlalchemy import select

from portal.domain.forum import Kind, State
from portal.forum import key_views, views
from portal.models import TopicPost
from tests.forum.conversation import MONDAY, make_contribution, make_post, make_topic
from tests.forum.writing import stored

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

UNKNOWN = "0000-0000-0000-0000"
WORDS = ("Judul topik", "Kata pertama.", "Wira")


@pytest.fixture(autouse=True)
def monday(monkeypatch):
    for module in (key_views, views):
        monkeypatch.setattr(module, "today", lambda: MONDAY)


@pytest.fixture
def topic(session, office):
    return make_topic(session, office, title="Judul topik", text="Kata pertama.", nickname="Wira")


@pytest.fixture
def key(session, office, topic):
    """Return the author key of the topic's first post."""
    return make_contribution(session, office, post=posts(session, topic)[0], nickname="Wira")


def posts(session, topic):
    session.commit()  # What requests commit while it is open would go with it.
    session.refresh(topic)
    query = select(TopicPost).where(TopicPost.topic_id == topic.id).order_by(TopicPost.number)
    return session.scalars(query.execution_options(populate_existing=True)).all()


def answer(session, topic):
    """Let the office answer the topic."""
    make_post(session, topic, "Loket ditambah.", kind=Kind.OFFICIAL, due_on=topic.due_on)
    topic.state, topic.due_on = State.ANSWERED, None
    session.commit()


def test_a_key_is_found_as_people_type_it_and_no_other(client, session, office):
    key = make_contribution(session, office)
    found = client.post("/forum/kunci", data={"kode": " " + key.lower().replace("-", " ")})
    assert (found.status_code, found.location) == (303, f"/forum/kunci/{key}")
    for typed in (UNKNOWN, "salah", "x" * 500, "🙂"):
        refused = client.post("/forum/kunci", data={"kode": typed})
        assert refused.status_code == 404
        assert typed in refused.text
        for address in (f"/forum/kunci/{typed}", f"/forum/kunci/{typed}/terkirim"):
            assert client.get(address).status_code == 404
        for act in ("tarik", "nama"):
            assert client.post(f"/forum/kunci/{typed}/{act}").status_code == 404
        assert client.post(f"/forum/kunci/{typed}/selesai", data={"jawaban": "ya"}).status_code == 404


@pytest.mark.parametrize("address", ["/forum/kunci", "/bukti"])
def test_what_is_no_form_is_no_key(client, office, address):
    assert client.post(address, json={"kode": UNKNOWN}).status_code == 415


def test_its_pages_are_kept_by_nobody(client, key):
    for address in ("/forum/kunci", f"/forum/kunci/{key}", f"/forum/kunci/{key}/terkirim"):
        headers = client.get(address).headers
        assert headers["Cache-Control"] == "no-store"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["X-Robots-Tag"] == "noindex"
        assert "Set-Cookie" not in headers


def test_it_tells_what_became_of_a_contribution(client, session, office, topic, key):
    waiting = make_contribution(session, office)
    declined = make_contribution(session, office, state="declined", reason="officer", note="Lihat topik 7.")
    assert "Menunggu dibaca moderator." in client.get(f"/forum/kunci/{waiting}").text
    page = client.get(f"/forum/kunci/{declined}").text
    for words in ("Tidak diterbitkan.", "Alasan: Menuduh seseorang.", "Lihat topik 7.", "Buka pintu tertutup"):
        assert words in page
    assert f'href="/forum/{topic.id}#p1"' in client.get(f"/forum/kunci/{key}").text


def test_words_taken_back_before_they_were_published_are_gone(client, session, office):
    key = make_contribution(session, office, nickname="Wira")
    for _ in range(2):
        assert client.post(f"/forum/kunci/{key}/tarik").status_code == 303
    (row,) = stored(session)
    assert (row["state"], row["title"], row["text"], row["nickname"]) == ("withdrawn", "", "", "")
    assert "Anda tarik." in client.get(f"/forum/kunci/{key}").text


def test_a_topics_first_words_take_its_title_and_the_wait_with_them(client, session, office, topic, key):
    make_post(session, topic, "Kata orang lain.")
    client.post(f"/forum/kunci/{key}/tarik")
    first, second = posts(session, topic)
    assert (first.state, first.text, first.heading, first.nickname) == ("withdrawn", "", "", "")
    assert (second.state, second.text) == ("shown", "Kata orang lain.")
    assert (topic.title, topic.state, topic.due_on) == ("", State.OPEN, None)
    for address in (
        f"/forum/{topic.id}",
        "/forum",
        "/forum.atom",
        f"/forum/{topic.id}.atom",
        "/forum?cari=pertama",
    ):
        page = client.get(address).text
        assert not [words for words in WORDS if words in page], address


def test_nobody_is_said_to_judge_the_answer_to_words_that_are_gone(client, session, topic, key):
    answer(session, topic)
    assert "Penulisnya dapat mengatakan" in client.get(f"/forum/{topic.id}").text
    client.post(f"/forum/kunci/{key}/tarik")
    assert topic_state(session, topic) == State.OPEN
    assert "Penulisnya dapat mengatakan" not in client.get(f"/forum/{topic.id}").text


def test_a_reply_taken_back_leaves_the_topic_as_it_was(client, session, office, topic):
    post = make_post(session, topic, "Balasan saya.")
    key = make_contribution(session, office, topic=topic, post=post)
    client.post(f"/forum/kunci/{key}/tarik")
    assert [post.text for post in posts(session, topic)] == ["Kata pertama.", ""]
    assert (topic.title, topic.state) == ("Judul topik", State.WAITING)


def test_a_name_taken_off_leaves_the_words(client, session, topic, key):
    assert client.post(f"/forum/kunci/{key}/nama").status_code == 303
    (post,) = posts(session, topic)
    assert (post.nickname, post.text, topic.title) == ("", "Kata pertama.", "Judul topik")
    page = client.get(f"/forum/{topic.id}").text
    assert "Wira" not in page
    assert "Anonim" in page


def test_what_a_moderator_removed_stays_removed(client, session, topic, key):
    (post,) = posts(session, topic)
    post.state, post.reason = "removed", "insult"
    post.text = post.heading = post.nickname = ""
    session.commit()
    for act in ("nama", "tarik"):
        assert client.post(f"/forum/kunci/{key}/{act}").status_code == 303
    assert [(post.state, post.reason) for post in posts(session, topic)] == [("removed", "insult")]
    assert "Alasan: Hinaan." in client.get(f"/forum/kunci/{key}").text


def test_an_answer_that_did_not_help_opens_the_topic_again(client, session, topic, key):
    judge = f"/forum/kunci/{key}/selesai"
    assert "Apakah ini selesai?" not in client.get(f"/forum/kunci/{key}").text
    assert client.post(judge, data={"jawaban": "belum"}).status_code == 409
    answer(session, topic)
    assert "Apakah ini selesai?" in client.get(f"/forum/kunci/{key}").text
    assert client.post(judge, data={"jawaban": "mungkin"}).status_code == 400
    for _ in range(2):  # A second tap is no second verdict.
        assert client.post(judge, data={"jawaban": "belum"}).status_code == 303
    assert [post.kind for post in posts(session, topic)] == [Kind.CITIZEN, Kind.OFFICIAL, Kind.UNSOLVED]
    assert (topic.state, f"{topic.due_on}", topic.reopened) == (State.WAITING, "2026-11-30", 1)
    page = client.get(f"/forum/{topic.id}").text
    for words in ("Penulis topik: belum selesai", "dibuka lagi 1 kali", "ditunggu sampai 30 November 2026"):
        assert words in page


def test_an_answer_that_helped_ends_the_topic(client, session, topic, key):
    answer(session, topic)
    judge = f"/forum/kunci/{key}/selesai"
    for _ in range(2):
        assert client.post(judge, data={"jawaban": "ya"}).status_code == 303
    assert len(posts(session, topic)) == 3
    assert topic_state(session, topic) == State.SOLVED
    assert client.post(judge, data={"jawaban": "belum"}).status_code == 409
    assert topic_state(session, topic) == State.SOLVED


def topic_state(session, topic):
    posts(session, topic)
    return topic.state


def test_only_who_opened_the_topic_judges(client, session, office, topic):
    post = make_post(session, topic, "Balasan saya.")
    key = make_contribution(session, office, topic=topic, post=post)
    answer(session, topic)
    assert "Apakah ini selesai?" not in client.get(f"/forum/kunci/{key}").text
    assert client.post(f"/forum/kunci/{key}/selesai", data={"jawaban": "ya"}).status_code == 409
