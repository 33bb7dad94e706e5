"""Writing without an account: stored once, for a moderator; refused kindly, with what was typed kept."""

import re
from datetime import datetime, timedelta

import pytest

from portal.domain.forum import State
from portal.domain.periods import WITA
from portal.forum import writing_views
from tests.forum.conversation import make_topic
from tests.forum.writing import REPLY, TOPIC, author_key, filled, form_key, send, stored

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def test_a_topic_waits_for_a_moderator_and_nothing_public_shows_it(client, session, office):
    key = author_key(send(client, nama="Wira"))
    (row,) = stored(session)
    assert (row["state"], row["title"], row["text"], row["nickname"], row["unit_id"], row["warned"]) == (
        "waiting", TOPIC["judul"], TOPIC["isi"], "Wira", office.id, False,
    )  # fmt: skip
    assert key.encode() not in b"".join(value for value in row.values() if isinstance(value, bytes))
    assert TOPIC["judul"] not in client.get("/forum").text
    page = client.get(f"/forum/kunci/{key}/terkirim")
    assert "Moderator membacanya dulu." in page.text
    assert key in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Referrer-Policy"] == "no-referrer"


def test_the_same_form_sent_twice_is_one_contribution_with_one_key(client, session, office):
    form = filled(client, "/forum/baru")
    first, second = (author_key(client.post("/forum/baru", data=form)) for _ in range(2))
    assert first == second
    assert len(stored(session)) == 1


def test_other_words_under_a_used_key_are_refused_with_a_fresh_one(client, session, office):
    form = filled(client, "/forum/baru")
    client.post("/forum/baru", data=form)
    refused = client.post("/forum/baru", data=form | {"isi": "Kata-kata yang lain sama sekali."})
    assert refused.status_code == 422
    assert "Kata-kata yang lain sama sekali." in refused.text
    assert form_key(refused.text) != form["kunci"]
    assert [row["text"] for row in stored(session)] == [TOPIC["isi"]]


@pytest.mark.parametrize("key", ["", "palsu", "x" * 500, "é"])
def test_a_forged_key_stores_nothing_and_loses_nothing(client, session, office, key):
    refused = send(client, kunci=key)
    assert refused.status_code == 422
    assert TOPIC["isi"] in refused.text
    assert stored(session) == []


def test_a_key_is_good_for_one_topic_only_and_for_a_day(client, session, office, monkeypatch):
    topic = make_topic(session, office)
    assert (
        send(client, f"/forum/{topic.id}/balas", kunci=filled(client, "/forum/baru")["kunci"]).status_code == 422
    )
    form = filled(client, "/forum/baru")
    monkeypatch.setattr(writing_views, "now", lambda: datetime.now(WITA) + timedelta(hours=25))
    assert "lebih dari sehari yang lalu" in client.post("/forum/baru", data=form).text
    assert stored(session) == []


@pytest.mark.parametrize(
    ("field", "entered", "fault"),
    [
        ("kantor", "", "Pilih kantornya."),
        ("kantor", "tidak-ada", "Pilih kantornya."),
        ("judul", "Abc", "Paling sedikit 5 huruf."),
        ("judul", "x" * 121, "Paling banyak 120 huruf."),
        ("isi", " \u202e\u200b ", "Tulisannya masih kosong."),
        ("isi", "Terlalu pendek", "Paling sedikit 20 huruf."),
        ("isi", "x" * 3001, "Paling banyak 3.000 huruf."),
        ("nama", "x" * 31, "Paling banyak 30 huruf."),
        ("nama", "Admin", "terbaca seperti nama kantor"),
        ("nama", "Dinas Uji", "terbaca seperti nama kantor"),
        ("nama", "0812 3456 7890", "Pilih nama samaran"),
        ("nama", "０８１２３４５６７８９０", "Pilih nama samaran"),
        ("nama", "Реtугas", "mencampur huruf Latin dengan abjad lain"),
    ],
)
def test_a_fault_is_told_at_its_field_and_what_was_typed_is_kept(client, session, office, field, entered, fault):
    refused = send(client, **{field: entered})
    assert refused.status_code == 422
    assert fault in refused.text
    link = {"isi": "tulisan"}.get(field, field)
    assert f'<li><a href="#{link}">' in refused.text
    kept = TOPIC["judul"] if field == "isi" else TOPIC["isi"]
    assert kept in refused.text
    assert stored(session) == []


@pytest.mark.parametrize("field", ["judul", "isi", "nama"])
def test_what_is_too_long_is_not_screened(client, office, monkeypatch, field):
    def screen(text):
        assert len(text) <= 3000
        return ()

    monkeypatch.setattr(writing_views, "find_personal_data", screen)
    assert send(client, **{field: "0812 " * 12_000}).status_code == 422


def test_personal_data_is_shown_first_and_sent_only_if_the_writer_says_so(client, session, office):
    form = filled(client, "/forum/baru", isi="Hubungi saya di 0812-3456-7890 kalau loketnya sudah buka.")
    asked = client.post("/forum/baru", data=form)
    assert asked.status_code == 422
    assert "<bdi>0812-3456-7890</bdi>" in asked.text
    assert "Kirim apa adanya, bagian itu akan ditutup" in asked.text
    assert stored(session) == []
    author_key(client.post("/forum/baru", data=form | {"yakin": "1"}))
    assert [row["warned"] for row in stored(session)] == [True]


def test_a_number_in_other_digits_is_announced_as_the_desk_covers_it(client, office):
    asked = send(client, isi="Hubungi saya di ０８１２３４５６７８９０ kalau loketnya sudah buka.")
    assert "<bdi>０８１２３４５６７８９０</bdi>" in asked.text


def test_unprintable_letters_are_not_stored(client, session, office):
    author_key(send(client, judul="Antrean \u202ekaynab", isi="Baris satu yang panjang.\r\n\u2066Baris dua.\x07"))
    (row,) = stored(session)
    assert (row["title"], row["text"]) == ("Antrean kaynab", "Baris satu yang panjang.\nBaris dua.")


def test_every_kind_of_space_keeps_words_apart_and_no_joiner_splits_a_number(client, session, office):
    author_key(send(client, judul="Tarif Rp\u00a0500", isi="Ditarik Rp\u202f500\u2003setiap hari di loket."))
    (row,) = stored(session)
    assert (row["title"], row["text"]) == ("Tarif Rp 500", "Ditarik Rp 500 setiap hari di loket.")
    asked = send(client, isi="NIK saya 640401\u200d150590\u200c0001, mohon dicek di loket.")
    assert "<bdi>6404011505900001</bdi>" in asked.text


def test_a_reply_belongs_to_its_topic_and_its_office(client, session, office):
    topic = make_topic(session, office)
    author_key(send(client, f"/forum/{topic.id}/balas"))
    (row,) = stored(session)
    assert (row["topic_id"], row["unit_id"], row["title"]) == (topic.id, office.id, "")


def test_a_closed_topic_takes_no_reply_but_knows_one_that_arrived_before(client, session, office):
    topic = make_topic(session, office)
    address = f"/forum/{topic.id}/balas"
    arrived, late = filled(client, address), filled(client, address)
    key = author_key(client.post(address, data=arrived))
    topic.state, topic.due_on = State.CLOSED, None
    session.commit()
    assert client.get(address).status_code == 410
    refused = client.post(address, data=late)
    assert refused.status_code == 410
    carried = dict(re.findall(r'name="(kantor|nama)" value="([^"]*)"', refused.text))
    (carried["isi"],) = re.findall(r'name="isi"[^>]* readonly[^>]*>\n*([^<]*)<', refused.text)
    assert carried == {"kantor": "dinas-uji", "nama": "", "isi": REPLY["isi"]}
    anew = client.post("/forum/baru", data=carried)
    assert anew.status_code == 422
    assert "Beri topik ini judul." in anew.text
    assert REPLY["isi"] in anew.text
    assert author_key(client.post(address, data=arrived)) == key
    assert len(stored(session)) == 1


def test_a_closed_office_is_not_offered_and_takes_no_topic(client, session, office):
    form = filled(client, "/forum/baru")
    office.closed_on = datetime.now(WITA).date()
    session.commit()
    assert 'value="dinas-uji"' not in client.get("/forum/baru").text
    refused = client.post("/forum/baru", data=form)
    assert refused.status_code == 410
    for words in (TOPIC["judul"], TOPIC["isi"]):
        assert words in refused.text
    assert stored(session) == []


def test_what_is_no_form_is_refused(client, session, office):
    topic = make_topic(session, office)
    for address in ("/forum/baru", f"/forum/{topic.id}/balas"):
        assert client.post(address, json={}).status_code == 415
        assert client.post(address, data={"isi": "a\x00b"}).status_code == 400
        assert client.post(address, data={"isi": "x" * 70_000}).status_code == 413
    assert stored(session) == []
