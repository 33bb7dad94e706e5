"""Words that their writer took back are nowhere in the database's file, not even in the index."""

from sqlalchemy import select

from portal import migrations
from portal.db import db, empty_log
from portal.forum.actions import take_back
from portal.models import TopicPost
from portal.settings import DATABASE_FILE
from tests import factories
from tests.conftest import open_app
from tests.forum.conversation import make_contribution, make_post, make_topic

SAID = "zebrakuning di loket rahasiaungu"


def test_withdrawn_words_leave_the_file(tmp_path):
    with open_app(f"sqlite:///{tmp_path / DATABASE_FILE}") as app, app.app_context():
        migrations.upgrade()
        factories.make_site(db.session)
        unit = factories.make_unit(db.session)
        topic = make_topic(db.session, unit)
        post = make_post(db.session, topic, SAID)
        key = make_contribution(db.session, unit, topic=topic, post=post, text=SAID, state="published")
        db.session.commit()
        for number in range(9):  # Later posts, so that the words are not in the newest part of the index.
            make_post(db.session, topic, f"Balasan {number}")
        db.session.commit()
        assert SAID.split(maxsplit=1)[0].encode() in _stored(tmp_path)
        take_back(db.session, key)
        db.session.commit()
        assert db.session.scalar(select(TopicPost.text).where(TopicPost.id == post.id)) == ""
        db.session.rollback()
        for word in SAID.split():
            if len(word) > 6:
                assert word.encode() not in _stored(tmp_path), word


def _stored(folder):
    empty_log(db.session)  # As `portal erase` does each day.
    return b"".join(file.read_bytes() for file in folder.iterdir())
