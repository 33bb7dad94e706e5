"""What everybody reads: the list, a topic, the rules, and how unsafe words are shown."""

from datetime import date, timedelta

import pytest

from portal.domain.forum import Kind, Origin, State
from portal.forum import views
from portal.models import ModerationCount
from tests import factories
from tests.forum.conversation import MONDAY, make_post, make_topic

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

HOSTILE = "<script>alert(1)</script> \u202egpj.exe https://jahat.example/ <img src=x onerror=alert(1)>"


@pytest.fixture(autouse=True)
def monday(monkeypatch):
    monkeypatch.setattr(views, "today", lambda: MONDAY)


def test_the_newest_activity_comes_first(client, session, office):
    old = make_topic(session, office, title="Topik Lama", today=MONDAY - timedelta(days=9))
    make_topic(session, office, title="Topik Baru", today=MONDAY - timedelta(days=3))
    page = client.get("/forum").text
    assert page.index("Topik Baru") < page.index("Topik Lama")
    make_post(session, old, today=MONDAY)
    page = client.get("/forum").text
    assert page.index("Topik Lama") < page.index("Topik Baru")


def test_a_list_is_narrowed_by_office_and_state(client, session, office):
    other = factories.make_unit(session)
    make_topic(session, office, title="Masih Lama", today=MONDAY - timedelta(days=30))
    make_topic(session, office, title="Masih Baru", today=MONDAY)
    make_topic(session, other, title="Masih Sedang", state=State.ANSWERED)

    def shown(query):
        page = client.get(f"/forum?{query}").text
        return {word for word in ("Lama", "Baru", "Sedang") if f"Masih {word}" in page}

    assert shown("keadaan=menunggu") == {"Lama", "Baru"}
    assert shown("keadaan=terlambat") == {"Lama"}
    assert shown("keadaan=terjawab") == {"Sedang"}
    assert shown(f"kantor={other.slug}") == {"Sedang"}
    assert shown("kantor=tidak-ada&keadaan=x&hal=-1") == set()
    assert shown("keadaan=x&hal=%C2%B2") == {"Lama", "Baru", "Sedang"}


def test_a_long_list_has_pages(client, session, office):
    for number in range(21):
        make_topic(session, office, title=f"Nomor {number:02}")
    first, second = client.get("/forum").text, client.get("/forum?hal=2").text
    assert "Nomor 20" in first
    assert "Nomor 00" not in first
    assert 'rel="next"' in first
    assert "Nomor 00" in second
    assert 'rel="prev"' in second
    assert 'rel="next"' not in second


def test_a_deadline_is_visible_and_its_passing_too(client, session, office, monkeypatch):
    topic = make_topic(session, office)
    address = f"/forum/{topic.id}"
    assert "Jawaban kantor ditunggu sampai 30 November 2026" in client.get(address).text
    monkeypatch.setattr(views, "today", lambda: date(2026, 12, 3))
    assert "Terlambat 3 hari kerja" in client.get(address).text
    assert "Terlambat 3 hari kerja" in client.get("/forum").text


def test_an_official_answer_is_marked_and_says_whether_it_came_in_time(client, session, office):
    topic = make_topic(session, office)
    late = {"due_on": MONDAY, "today": MONDAY + timedelta(days=2)}
    make_post(session, topic, "Loket ditambah.", kind=Kind.OFFICIAL, nickname="Sekretaris", **late)
    make_post(session, topic, "", kind=Kind.UNSOLVED)
    make_post(session, topic, "Sudah cukup.", kind=Kind.SUMMARY)
    make_post(session, topic, "Dari ruangan.", kind=Kind.HALL, party="academics")
    page = client.get(f"/forum/{topic.id}").text
    for words in (
        "Jawaban resmi", "Sekretaris", "2 hari kerja lewat tenggat", "Penulis topik: belum selesai",
        "Ringkasan kantor", "Di ruangan", 'id="p5"',
    ):  # fmt: skip
        assert words in page


def test_what_is_gone_leaves_a_sign_and_the_published_reason(client, session, office):
    topic = make_topic(session, office, title="")
    for state, reason in (("withdrawn", ""), ("removed", "insult")):
        post = make_post(session, topic, "Kata yang hilang")
        post.text, post.state, post.reason = "", state, reason
        session.commit()
    page = client.get(f"/forum/{topic.id}").text
    assert "Kata yang hilang" not in page
    for words in ("(Judul sudah tidak ada)", "Ditarik penulisnya.", "Alasan: Hinaan."):
        assert words in page


def test_posts_have_pages_and_addresses_for_good(client, session, office):
    topic = make_topic(session, office)
    for number in range(2, 53):
        make_post(session, topic, f"Tulisan {number}.")
    first, second = client.get(f"/forum/{topic.id}").text, client.get(f"/forum/{topic.id}?hal=2").text
    assert 'id="p50"' in first
    assert 'id="p51"' not in first
    assert 'id="p51"' in second
    assert client.get(f"/forum/{topic.id}?hal=3").status_code == 404
    assert client.get("/forum/999999").status_code == 404


def test_hostile_words_are_shown_as_words(client, session, office):
    topic = make_topic(session, office, title=HOSTILE, text=HOSTILE, nickname="<b>x</b>")
    for address in (f"/forum/{topic.id}", "/forum", "/forum?cari=jahat", f"/forum/{topic.id}/balas"):
        page = client.get(address).text
        assert "<script" not in page
        assert "<img" not in page
        assert "<b>x" not in page
        assert 'href="https://jahat' not in page


def test_links_of_offices_lead_out_without_a_trace(client, session, office):
    topic = make_topic(session, office, text="Baca https://contoh.go.id/a", origin=Origin.OFFICE)
    page = client.get(f"/forum/{topic.id}").text
    assert '<a href="https://contoh.go.id/a" rel="nofollow noopener noreferrer">' in page


def test_pages_are_confirmed_by_their_tag(client, session, office):
    topic = make_topic(session, office)
    for address in ("/forum", f"/forum/{topic.id}", "/forum/aturan", "/forum.atom"):
        tag = client.get(address).headers["ETag"]
        assert client.get(address, headers={"If-None-Match": tag}).status_code == 304


def test_the_rules_count_what_moderators_did(client, session, office):
    for act, reason, n in (("published", "", 7), ("declined", "officer", 3), ("removed", "insult", 2)):
        session.add(ModerationCount(unit_id=office.id, year=2026, act=act, reason=reason, n=n))
    session.commit()
    page = client.get("/forum/aturan").text
    assert "7 tulisan warga diterbitkan." in page
    assert "Menuduh seseorang" in page
    assert "5 hari kerja" in page
