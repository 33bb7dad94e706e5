"""A moderator reads before the public does: covers, publishes, declines, and takes off again."""

import pytest
from sqlalchemy import select, update

from portal.admin.clock import today
from portal.domain.forum import Clock, Kind, State
from portal.domain.permissions import Role
from portal.domain.redaction import REDACTED
from portal.models import Contribution, Topic, TopicPost
from tests.admin.moderation.desk import (
    DESK,
    contribution_of,
    counts,
    decline,
    hidden,
    make_moderator,
    page_of,
    publish,
    token,
    trail,
    would_be,
)
from tests.factories import make_site, make_unit
from tests.forum.conversation import make_contribution, make_post, make_topic
from tests.performance import make_employee
from tests.staff import StaffClient, make_account, sign_in

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

OFFICER = "Rahmat Hidayatullah"
TEXT = f"Pak {OFFICER} tidak di tempat, telepon saya 0812-3456-7890. Antre panjang."


@pytest.fixture
def unit(session):
    make_site(session)
    office = make_unit(session, name_id="Dinas Uji", name_en="Test Office")
    make_employee(session, office, name=OFFICER)
    return office


@pytest.fixture
def moderator(app, session, unit):
    return make_moderator(app, session)


def send_in(session, unit, **changes):
    return contribution_of(session, make_contribution(session, unit, **changes))


def the_post(session):
    session.expire_all()
    return session.scalars(select(TopicPost).order_by(TopicPost.id.desc())).first()


def test_a_proposed_topic_is_published_with_personal_data_and_officers_covered(session, unit, moderator):
    said = send_in(session, unit, title=f"Keluhan untuk {OFFICER.upper()}", text=TEXT, nickname=OFFICER)
    page = moderator.get(page_of(said))
    for part in (*OFFICER.split(), "0812"):
        assert part.lower() not in would_be(page).lower()
    assert publish(moderator, said).location == f"{DESK}/"
    post, topic = the_post(session), session.scalars(select(Topic)).one()
    assert topic.title == post.heading == f"Keluhan untuk {REDACTED}"
    assert post.text == f"Pak {REDACTED} tidak di tempat, telepon saya {REDACTED}. Antre panjang."
    assert post.nickname == ""
    assert (topic.state, topic.unit_id) == (State.WAITING, unit.id)
    assert topic.due_on == Clock(days=5, holidays=frozenset()).due(today())
    assert (said.state, said.post_id) == ("published", post.id)
    assert counts(session) == {("published", ""): 1}


def test_the_moderator_covers_more_and_uncovers_what_is_no_secret(session, unit, moderator):
    said = send_in(session, unit, title="Loket dua", text="Ibu Mawar di loket dua galak.", nickname="Si Galak")
    page = moderator.get(page_of(said))
    changed = moderator.post(
        f"{page_of(said)}/kata",
        data={"csrf_token": token(page), "title_covered": ["1"], "covered": ["5"], "nameless": "y"},
    )
    assert f"Loket {REDACTED}" in would_be(changed)
    moderator.post(f"{page_of(said)}/terbit", data=hidden(changed))
    post = the_post(session)
    assert (post.heading, post.text) == (f"Loket {REDACTED}", f"Ibu Mawar di loket dua {REDACTED}.")
    assert post.nickname == ""


def test_only_what_was_looked_at_is_published(session, unit, moderator):
    said = send_in(session, unit, text=TEXT)
    assert publish(moderator, said, covered=[]).status_code == 422
    page = moderator.get(page_of(said))
    make_employee(session, unit, name="Antre Panjang")
    changed = moderator.post(f"{page_of(said)}/terbit", data=hidden(page) | {"seen": "0" * 16})
    assert "berubah sejak Anda membukanya" in changed.text
    assert said.state == "waiting"
    assert session.scalars(select(TopicPost)).all() == []


def test_a_reply_joins_its_topic_and_owes_no_new_answer(session, unit, moderator):
    topic = make_topic(session, unit)
    due_on = topic.due_on
    said = send_in(session, unit, topic=topic, text="Di loket tiga juga.", nickname="Warga Uji")
    assert "Antreannya panjang" in moderator.get(page_of(said)).text
    publish(moderator, said)
    post = the_post(session)
    assert (post.topic_id, post.number, post.text, post.nickname) == (
        topic.id,
        2,
        "Di loket tiga juga.",
        "Warga Uji",
    )
    assert (topic.state, topic.due_on) == (State.WAITING, due_on)


def test_a_reply_to_a_topic_that_was_closed_meanwhile_can_only_be_declined(session, unit, moderator):
    topic = make_topic(session, unit, state=State.ANSWERED)
    said = send_in(session, unit, topic=topic)
    sent = hidden(moderator.get(page_of(said)))
    topic.state = State.CLOSED
    session.commit()
    refused = moderator.post(f"{page_of(said)}/terbit", data=sent)
    assert refused.status_code == 422
    assert "Topiknya ditutup" in refused.text
    assert "/terbit" not in moderator.get(page_of(said)).text.partition("<h1>")[2]
    assert decline(moderator, said, reason="topic_closed").status_code == 303
    assert counts(session) == {("declined", "topic_closed"): 1}


def test_a_proposal_about_an_office_that_was_closed_meanwhile_can_only_be_declined(session, unit, moderator):
    said = send_in(session, unit)
    sent = hidden(moderator.get(page_of(said)))
    unit.closed_on = today()
    session.commit()
    refused = moderator.post(f"{page_of(said)}/terbit", data=sent)
    assert refused.status_code == 422
    assert "Kantornya ditutup" in refused.text
    assert "/terbit" not in moderator.get(page_of(said)).text.partition("<h1>")[2]
    assert session.scalars(select(Topic)).all() == []
    assert decline(moderator, said, reason="topic_closed").status_code == 303


def test_a_contribution_is_declined_for_a_listed_reason_and_keeps_its_words_sealed(session, unit, moderator):
    said = send_in(session, unit, text=TEXT)
    for fields in ({}, {"reason": "tidak-suka"}, {"reason": "duplicate"}):
        assert decline(moderator, said, **fields).status_code == 422
    assert decline(moderator, said, reason="officer", note="Lewat pintu tertutup.").status_code == 303
    session.expire_all()
    assert (said.state, said.reason, said.note, said.text) == (
        "declined",
        "officer",
        "Lewat pintu tertutup.",
        TEXT,
    )
    assert session.scalars(select(TopicPost)).all() == []
    assert counts(session) == {("declined", "officer"): 1}


@pytest.mark.parametrize(
    ("state", "sentence"), [("withdrawn", "menarik kiriman ini"), ("published", "sudah diputus")]
)
def test_nothing_is_decided_twice_or_after_the_writer_took_it_back(session, unit, moderator, state, sentence):
    said = send_in(session, unit)
    sent = hidden(moderator.get(page_of(said)))
    session.execute(update(Contribution).values(state=state, text="", title=""))
    session.commit()
    for step, fields in (("tolak", {"reason": "advert"}), ("terbit", {})):
        answer = moderator.post(f"{page_of(said)}/{step}", data=sent | fields)
        assert answer.status_code == 422
        assert sentence in answer.text
    assert counts(session) == {}
    assert session.scalars(select(TopicPost)).all() == []


def test_a_flood_is_declined_together_and_what_was_decided_stays(session, unit, moderator):
    flood = [send_in(session, unit, text=f"Promo {number}") for number in range(3)]
    kept = send_in(session, unit, text="Antre lama")
    decline(moderator, flood[0], reason="insult")
    page = moderator.get(f"{DESK}/")
    sent = {"csrf_token": token(page), "chosen": [said.id.hex() for said in flood], "note": ""}
    assert moderator.post(f"{DESK}/tolak", data=sent | {"reason": ""}).status_code == 422
    done = moderator.post(f"{DESK}/tolak", data=sent | {"reason": "advert"}, follow_redirects=True)
    assert "2 kiriman ditolak" in done.text
    assert "Selebihnya sudah diputus" in done.text
    session.expire_all()
    assert [said.reason for said in (*flood, kept)] == ["insult", "advert", "advert", ""]
    assert counts(session) == {("declined", "insult"): 1, ("declined", "advert"): 2}
    too_many = sent | {"reason": "advert", "chosen": [f"{number:032x}" for number in range(51)]}
    assert moderator.post(f"{DESK}/tolak", data=too_many).status_code == 422


def test_a_published_post_is_taken_off_with_its_title_and_its_writers_words(session, unit, moderator):
    topic = make_topic(session, unit, text="Kata yang terlanjur terbit.")
    reply = make_post(session, topic, "Saya juga.")
    first = session.scalars(select(TopicPost).where(TopicPost.number == 1)).one()
    said = send_in(session, unit, post=first)
    assert "terlanjur" in moderator.get(f"{DESK}/terbit?q=terlanjur").text
    page = f"{DESK}/terbit/{first.id}/turunkan"
    shown = moderator.get(page)
    assert moderator.post(page, data={"csrf_token": token(shown)}).status_code == 422
    assert moderator.post(page, data={"csrf_token": token(shown), "reason": "hate"}).status_code == 303
    session.expire_all()
    assert (first.state, first.reason, first.text, first.heading) == ("removed", "hate", "", "")
    assert (topic.title, topic.state, topic.due_on) == ("", State.OPEN, None)
    assert (said.text, said.title, said.state) == ("", "", "published")
    assert reply.text == "Saya juga."
    assert counts(session) == {("removed", "hate"): 1}
    assert moderator.get(page).status_code == 404


def test_whoever_wrote_what_is_taken_off_reads_the_note_that_the_reason_promises(app, session, unit, moderator):
    first = session.scalars(select(TopicPost).where(TopicPost.topic_id == make_topic(session, unit).id)).one()
    key = make_contribution(session, unit, post=first)
    page = f"{DESK}/terbit/{first.id}/turunkan"
    removal = {"csrf_token": token(moderator.get(page)), "reason": "unlawful"}
    assert moderator.post(page, data=removal).status_code == 422
    assert moderator.post(page, data=removal | {"note": "Menyebar rahasia medis."}).status_code == 303
    assert "Menyebar rahasia medis." in app.test_client().get(f"/forum/kunci/{key}").text
    assert "rahasia medis" not in app.test_client().get(f"/forum/{first.topic_id}").text


def test_what_an_office_said_is_not_offered_and_not_taken_off(session, unit, moderator):
    official = make_post(session, make_topic(session, unit), "Kami tambah loket.", kind=Kind.OFFICIAL)
    assert "Kami tambah loket" not in moderator.get(f"{DESK}/terbit").text
    assert moderator.get(f"{DESK}/terbit/{official.id}/turunkan").status_code == 404


def test_lists_show_age_kind_and_covers_and_can_be_kept_to_some(session, unit, moderator):
    topic = make_topic(session, unit, title="Parkir")
    send_in(session, unit, text=TEXT + " Lama sekali." * 20 + " Telepon 0812-3456-7899.", received_on=today())
    send_in(session, unit, topic=topic, text="Balasan uji.", received_on=today())
    listed = moderator.get(f"{DESK}/").text
    assert "2 bagian di atas akan ditutup" in listed
    assert "hari ini" in listed
    assert "Balasan uji." not in moderator.get(f"{DESK}/?kind=topic&unit={unit.slug}").text
    assert "Balasan uji." in moderator.get(f"{DESK}/?kind=reply&format=csv").text
    assert "Tidak ada yang cocok" in moderator.get(f"{DESK}/?unit=kantor-lain").text
    assert "Belum ada kiriman" in moderator.get(f"{DESK}/diputus").text


def test_every_look_and_act_is_in_the_trail_without_a_word_of_it(session, unit, moderator):
    said = send_in(session, unit, title="Rahasia besar", text="Rahasia besar sekali.", nickname="Rahasia")
    moderator.get(f"{DESK}/")
    publish(moderator, said)
    moderator.get(f"{DESK}/diputus?state=published")
    entries = trail(session)
    assert [(row.verb, row.subject_id) for row in entries] == [
        ("saw", ""), ("saw", said.id.hex()), ("changed", said.id.hex()), ("saw", ""),
    ]  # fmt: skip
    assert "ahasia" not in repr([row.detail for row in entries])


def test_a_moderator_of_one_office_reads_nothing_of_the_forum(app, session, unit):
    close = StaffClient(app)
    sign_in(close, make_account(session, Role.MODERATOR, unit))
    assert close.get(f"{DESK}/").status_code == 403
