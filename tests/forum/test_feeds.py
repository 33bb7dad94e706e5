"""The feeds are Atom (RFC 4287): every required element, ids that last, words that are no markup."""

from datetime import datetime
from xml.etree import ElementTree

import pytest

from portal.domain.forum import Kind
from portal.forum.feeds import ENTRIES
from tests.forum.conversation import make_post, make_topic

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

ATOM = "{http://www.w3.org/2005/Atom}"


def read(client, address):
    response = client.get(address)
    assert response.mimetype == "application/atom+xml"
    feed = ElementTree.fromstring(response.data)
    assert feed.tag == f"{ATOM}feed"
    for element in (feed, *feed.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            (only,) = element.findall(f"{ATOM}{name}")
            assert only.text
        assert datetime.fromisoformat(element.findtext(f"{ATOM}updated")).tzinfo
        assert any(link.get("rel") == "alternate" for link in element.findall(f"{ATOM}link"))
    assert [link.get("href") for link in feed.findall(f"{ATOM}link[@rel='self']")] == [
        f"http://localhost{address}"
    ]
    return feed


@pytest.fixture
def topic(session, office):
    found = make_topic(
        session, office, title="Antrean & <loket>", text="<script>alert(1)</script>", nickname="Wira"
    )
    make_post(session, found, "Ditambah.", kind=Kind.OFFICIAL)
    post = make_post(session, found, "Hilang.")
    post.text, post.state = "", "withdrawn"
    session.commit()
    return found


@pytest.mark.parametrize(
    "address", ["/forum.atom", "/en/forum.atom", "/forum/kantor/dinas-uji.atom", "/forum/{}.atom"]
)
def test_each_feed_tells_what_still_stands_the_newest_first(client, topic, address):
    feed = read(client, address.format(topic.id))
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}id") for entry in entries] == [
        f"tag:localhost,2026:topik/{topic.id}/{number}" for number in (2, 1)
    ]
    answer, opening = entries
    assert answer.find(f"{ATOM}category").get("term") == "resmi"
    assert opening.find(f"{ATOM}category") is None
    assert opening.findtext(f"{ATOM}author/{ATOM}name") == "Wira"
    assert opening.findtext(f"{ATOM}title") == "Antrean & <loket>"
    assert opening.findtext(f"{ATOM}content") == "<script>alert(1)</script>"
    assert opening.find(f"{ATOM}content").get("type") == "text"
    assert opening.find(f"{ATOM}link").get("href").endswith(f"/forum/{topic.id}?hal=1#p1")


def test_an_offices_feed_has_the_newest_of_a_day_on_which_many_topics_moved(client, session, office):
    first = make_topic(session, office)
    for _ in range(ENTRIES):
        make_topic(session, office)
    make_post(session, first, "Yang terbaru.")
    feed = read(client, "/forum/kantor/dinas-uji.atom")
    assert len(feed.findall(f"{ATOM}entry")) == ENTRIES
    assert feed.findtext(f"{ATOM}entry/{ATOM}content") == "Yang terbaru."


def test_an_empty_feed_is_one_too(client, office):
    assert read(client, "/forum.atom").findall(f"{ATOM}entry") == []
    assert client.get("/forum/kantor/tidak-ada.atom").status_code == 404
    assert client.get("/forum/999999.atom").status_code == 404


def test_pages_say_where_their_feed_is(client, topic):
    assert 'rel="alternate" type="application/atom+xml"' in client.get(f"/forum/{topic.id}").text
    assert 'href="/forum/kantor/dinas-uji.atom"' in client.get("/forum?kantor=dinas-uji").text
