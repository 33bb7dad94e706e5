"""Whatever citizens can send to the forum is limited by its cost."""

from flask.testing import FlaskClient
from sqlalchemy import select

from portal.db import db
from portal.models import Unit
from tests.forum.conversation import make_topic
from tests.survey.test_limits import PER_MINUTE, limited


def test_every_way_of_sending_something_is_limited(tmp_path):
    with limited(tmp_path, "memory://") as (app, _desk):
        rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("forum.")]
        posts = [rule for rule in rules if "POST" in (rule.methods or ())]
        assert len(posts) >= 6
        client, places = app.test_client(), {"topic": 1, "key": "0000-0000-0000-0000"}
        for rule in posts:
            values = {name: places[name] for name in rule.arguments}
            address = app.url_map.bind("localhost").build(rule.endpoint, values, method="POST")
            assert "X-RateLimit-Limit" in client.post(address).headers, address


def test_what_comes_too_soon_comes_back_with_its_words(tmp_path):
    words = {"isi": "Antreannya panjang.", "cerita": "Antreannya panjang.", "kunci": "kunci-saya"}
    with limited(tmp_path, "memory://") as (app, _desk):
        with app.app_context():
            topic = make_topic(db.session, db.session.scalars(select(Unit)).first()).id
        fast = FlaskClient(app)  # A client that checks no pages.
        for address in ("/forum/baru", f"/forum/{topic}/balas", "/lapor"):
            assert {fast.post(address, json={}).status_code for _ in range(PER_MINUTE)} == {415}
            refused = app.test_client().post(address, data=words)
            assert refused.status_code == 429
            assert 0 < int(refused.headers["Retry-After"]) <= 60
            assert refused.headers["Cache-Control"] == "no-store"
            for kept in ("Antreannya panjang.</textarea>", 'name="kunci" value="kunci-saya"', "belum terkirim"):
                assert kept in refused.text, address
