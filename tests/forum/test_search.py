"""The forum's search, on both engines."""

import pytest

from portal.forum import queries
from tests.forum.conversation import make_post, make_topic


@pytest.fixture
def topic(session, office):
    found = make_topic(session, office, title="Antrean loket KTP", text="Nomornya habis pukul delapan pagi/siang.")
    make_post(session, found, "Loket dua sering kosong, <b>kursinya</b> kurang.")
    return found


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("loket", [2, 1]),
        ("antrean nomornya", [1]),
        ("loket kurs", [2]),
        ("kurs loket", []),
        ("LOKET 'KTP' \"", [1]),
        ("loket -kosong", [2]),
        ("siang", [1]),
        ("pagi/siang", [1]),
        ("loket & | ! ( : * \\ NOT", []),
    ],
)
def test_every_word_is_found_in_the_text_or_the_title(client, topic, typed, numbers):
    page = client.get("/forum", query_string={"cari": typed}).text
    places = [(page.find(f'href="/forum/{topic.id}#p{number}"'), number) for number in (1, 2)]
    assert [number for place, number in sorted(places) if place >= 0] == numbers


def test_found_words_are_marked_and_nothing_else_is_markup(client, topic):
    page = client.get("/forum?cari=kursi").text
    assert "&lt;b&gt;<mark>kursinya</mark>&lt;/b&gt;" in page


def test_withdrawn_words_are_not_found_any_more(client, session, topic):
    post = make_post(session, topic, "Rahasia sekali.")
    post.text, post.state = "", "withdrawn"
    session.commit()
    assert "Tidak ada tulisan dengan kata itu." in client.get("/forum?cari=rahasia").text


def test_many_hits_have_pages_by_the_last_one_shown(client, session, topic, monkeypatch):
    monkeypatch.setattr(queries, "TOPICS", 1)
    page = client.get("/forum?cari=loket").text
    assert "#p2" in page
    assert "#p1" not in page
    older = page.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    page = client.get(older).text
    assert f'href="/forum/{topic.id}#p1"' in page
    assert 'rel="next"' not in page
