"""How an office answers in the forum: what it owes first, as a post and never as a person, until it sums up."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from portal import posting
from portal.admin.forum import actions
from portal.domain.forum import PATIENCE, Kind, Origin, TooSoonError
from portal.domain.periods import WITA
from portal.domain.permissions import Role
from portal.domain.workdays import add_workdays
from portal.models.forum import Topic, TopicPost
from tests.admin.forms import submit
from tests.admin.register import as_staff
from tests.admin.test_list_cost import MOST, counted
from tests.factories import make_site, make_unit
from tests.staff import make_account

pytestmark = pytest.mark.parametrize(
    "database_url", ["sqlite"], indirect=True
)  # The rules are not the database's.

TODAY = datetime.now(WITA).date()
ROOM = "/staf/forum"
POST = "Kepala Bidang Layanan"
SAID = "Loket kedua dibuka mulai pekan depan."


@pytest.fixture
def office(session):
    make_site(session)
    return make_unit(session, name_id="Puskesmas Bumi Rahayu", name_en="Bumi Rahayu Health Centre")


@pytest.fixture
def head(app, session, office):
    return as_staff(app, session, Role.HEAD, office)


def ask(session, office, *, on: date = TODAY, title: str = "Antrean pagi terlalu lama", text: str = "Mengapa?"):
    """Publish a citizen's topic on a day, as a moderator does."""
    clock = posting.clock(session, 5)
    topic = posting.open_topic(session, office.id, origin=Origin.CITIZEN, title=title, clock=clock, today=on)
    posting.add_post(session, topic, Kind.CITIZEN, text, today=on)
    session.commit()
    return topic


def send(client, topic, **changes):
    return submit(client, f"{ROOM}/{topic.id}", {"text": SAID, "spoken_as": POST, **changes})


def posts(session, topic):
    session.expire_all()
    return session.scalars(
        select(TopicPost).where(TopicPost.topic_id == topic.id).order_by(TopicPost.number)
    ).all()


def test_what_is_owed_comes_first_and_what_is_late_says_by_how_many_working_days(head, session, office):
    ask(session, office, title="Terjawab sudah")
    actions.answer(session, session.scalars(select(Topic)).one(), text=SAID, spoken_as=POST, today=TODAY)
    ask(session, office, title="Masih ada waktu")
    ask(session, office, title="Sudah lewat", on=TODAY - timedelta(days=60))
    ask(session, make_unit(session), title="Kantor lain")
    page = head.get(f"{ROOM}/").text
    places = [page.index(title) for title in ("Sudah lewat", "Masih ada waktu", "Terjawab sudah")]
    assert places == sorted(places)
    assert "Kantor lain" not in page
    late = posting.clock(session, 5).late(add_workdays(TODAY - timedelta(days=60), 5), TODAY)
    assert f"{late} hari kerja" in page
    overdue = head.get(f"{ROOM}/?state=overdue").text
    assert "Sudah lewat" in overdue
    assert "Masih ada waktu" not in overdue
    csv = head.get(f"{ROOM}/?format=csv").text
    assert csv.count("\r\n") == 4


def test_an_answer_goes_out_at_once_with_the_deadline_it_answered_and_is_one_however_often_it_is_sent(
    head, session, office
):
    topic = ask(session, office, on=TODAY - timedelta(days=60))
    due_on = topic.due_on
    for _ in range(2):
        assert send(head, topic).status_code == 303
    said = posts(session, topic)
    assert [(post.kind, post.nickname, post.due_on) for post in said[1:]] == [("official", POST, due_on)]
    assert (topic.state, topic.due_on) == ("answered", None)
    assert send(head, topic, text="Ralat: loket kedua dibuka hari Senin.").status_code == 303
    assert posts(session, topic)[2].due_on is None
    assert "terlambat" in head.get(f"{ROOM}/{topic.id}").text


@pytest.mark.parametrize(
    ("spoken_as", "status"),
    [("Siti Rahayu, Kepala Bidang", 422), ("Bu Siti", 422), ("Kepala Puskesmas Bumi Rahayu", 303)],
)
def test_an_office_answers_as_a_post_and_never_as_a_person(head, session, office, spoken_as, status):
    make_account(session, role=Role.HEAD, unit=office, name="Siti Rahayu, S.K.M.")
    topic = ask(session, office)
    answer = send(head, topic, spoken_as=spoken_as)
    assert answer.status_code == status
    if status == 422:
        assert "nama orang" in answer.text
        assert SAID in answer.text
        assert len(posts(session, topic)) == 1


def test_personal_data_goes_out_only_once_these_very_words_are_confirmed(head, session, office):
    topic = ask(session, office)
    text = "Hubungi petugas kami di 0812 3456 7890."
    warned = send(head, topic, text=text)
    assert warned.status_code == 422
    assert "0812 3456 7890</mark>" in warned.text
    seal = warned.text.partition('name="sure" value="')[2].partition('"')[0]
    assert send(head, topic, text=f"{text} NIK 6404012345678901?", sure=seal).status_code == 422
    assert len(posts(session, topic)) == 1
    assert send(head, topic, text=text, sure=seal).status_code == 303
    assert posts(session, topic)[1].text == text


def test_the_words_of_citizens_are_shown_as_text_and_those_of_offices_may_link(head, session, office):
    topic = ask(session, office, title="<b>tebal</b>", text="<script>x</script> https://jahat.example")
    send(head, topic, text="Lihat https://bulungan.go.id ya.")
    page = head.get(f"{ROOM}/{topic.id}").text
    assert "<script>x" not in page
    assert "<b>tebal" not in page
    assert 'href="https://jahat' not in page
    assert '<a href="https://bulungan.go.id" rel="' in page


def test_another_offices_topic_is_not_there(session, head):
    topic = ask(session, make_unit(session))
    for path in ("", "/tutup"):
        assert head.get(f"{ROOM}/{topic.id}{path}").status_code == 404
        sent = submit(head, f"{ROOM}/{topic.id}{path}", {"text": SAID, "spoken_as": POST}, token_from="/staf/")
        assert sent.status_code == 404
    assert len(posts(session, topic)) == 1


def test_a_topic_is_summed_up_once_nothing_is_owed_and_the_writer_had_time(head, session, office):
    topic = ask(session, office, on=TODAY - timedelta(days=60))
    at = f"{ROOM}/{topic.id}/tutup"
    words = {"text": "Loket kedua kini dibuka.", "spoken_as": POST}
    owed = submit(head, at, words, token_from=f"{ROOM}/{topic.id}")
    assert owed.status_code == 422
    assert "masih ditunggu jawabannya" in owed.text
    assert words["text"] in owed.text
    long_ago = TODAY - PATIENCE
    actions.answer(session, topic, text=SAID, spoken_as=POST, today=long_ago + timedelta(days=1))
    with pytest.raises(TooSoonError):
        actions.check_closing(session, topic, today=TODAY)
    session.commit()
    assert "dapat ditutup mulai" in head.get(at).text
    actions.check_closing(session, topic, today=TODAY + timedelta(days=1))
    topic.state = "solved"
    session.commit()
    assert submit(head, at, words).status_code == 303
    assert posts(session, topic)[-1].kind == "summary"
    assert "sudah ditutup" in head.get(at).text
    closed = submit(head, f"{ROOM}/{topic.id}", {"text": SAID, "spoken_as": "Kepala Seksi"}, token_from="/staf/")
    assert closed.status_code == 422
    assert len(posts(session, topic)) == 3


def test_an_office_opens_a_topic_that_owes_nobody_an_answer(head, session, office):
    assert head.get(f"{ROOM}/baru").location == f"{ROOM}/baru/{office.slug}"
    form = {"title": "Jam buka baru, apa kata Anda?", "text": "Kami ingin buka pukul 07.00.", "spoken_as": POST}
    for _ in range(2):
        assert submit(head, f"{ROOM}/baru/{office.slug}", form).status_code == 303
    topic = session.scalars(select(Topic)).one()
    assert (topic.origin, topic.state, topic.posts) == ("office", "open", 1)
    assert posts(session, topic)[0].heading == form["title"]


def test_the_desk_costs_few_statements_however_long_a_thread(head, session, office):
    topic = ask(session, office)
    for number in range(60):
        posting.add_post(session, topic, Kind.CITIZEN, f"Balasan {number}", today=TODAY)
    session.commit()
    head.get(f"{ROOM}/{topic.id}")
    with counted() as statements:
        page = head.get(f"{ROOM}/{topic.id}?page=2").text
    assert len(statements) <= MOST
    assert "Balasan 59" in page
    assert "Balasan 10<" not in page
