"""What PostgreSQL keeps beside every row must not tell which comment, day and scores came together."""

import re
from datetime import datetime

from sqlalchemy import select, text

from portal.db import begin_write, db
from portal.domain.periods import WITA
from portal.domain.skm import QUESTIONNAIRE_ORDER
from portal.models import Unit
from portal.publishing.job import close_period_early
from tests.factories import make_counter, make_site, make_unit

JOINED = {
    "comment and scores": """
        SELECT c.text, r.scores FROM sealed_comments c JOIN sealed_handles h ON h.xmin = c.xmin
        JOIN sealed_responses r ON (r.unit_id, r.month, r.id) = (h.unit_id, h.month, h.response_id)""",
    "comment and scores, directly": """
        SELECT c.text, r.scores FROM sealed_comments c JOIN sealed_responses r ON r.xmin = c.xmin""",
    "day and scores": """
        SELECT d.day, count(*) FROM sealed_days d JOIN sealed_handles h ON h.xmin = d.xmin
        GROUP BY d.day HAVING count(*) < 10""",
    "comment and day": "SELECT c.text, d.day FROM sealed_comments c JOIN sealed_days d ON d.xmin = c.xmin",
}


def test_a_closed_batch_leaves_no_common_mark(open_place):
    place = open_place("postgresql")
    with place.app.app_context():
        make_site(db.session, demo=True)
        code = make_counter(db.session, make_unit(db.session)).code
    client = place.app.test_client()
    for number in range(12):
        page = client.get(f"/s/{code}").text
        key = re.search(r'name="kunci" value="([^"]+)"', page)[1]
        scores = dict(zip(QUESTIONNAIRE_ORDER, f"3{number % 4 + 1}4343434", strict=True))
        sent = client.post(f"/s/{code}", data={"kunci": key, "komentar": f"Pesan {number}", **scores})
        assert sent.status_code == 303
    with place.app.app_context():
        open_marks = {name: len(db.session.execute(text(query)).all()) for name, query in JOINED.items()}
        assert all(open_marks.values()), "the queries must be able to find what they look for"
        db.session.rollback()
        begin_write(db.session)
        unit = db.session.scalars(select(Unit)).one()
        assert close_period_early(db.session, unit, datetime.now(WITA).date()).published
        db.session.commit()
        for name, query in JOINED.items():
            assert db.session.execute(text(query)).all() == [], name
