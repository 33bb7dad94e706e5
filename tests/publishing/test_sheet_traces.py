"""What PostgreSQL keeps beside every row must not tell which paper's comment and scores came together."""

from sqlalchemy import text

from portal.db import db
from portal.publishing.job import publish
from tests.admin.entry.sheets import after_this_semester, digits, open_office, token_in
from tests.factories import make_site
from tests.staff import StaffClient

JOINED = {
    "comment and scores, over the sheet": """
        SELECT c.text, r.scores FROM sealed_comments c JOIN sealed_sheets s ON s.xmin = c.xmin
        JOIN sealed_responses r ON (r.unit_id, r.month, r.id) = (s.unit_id, s.month, s.response_id)""",
    "comment and sheet": "SELECT c.text, s.number FROM sealed_comments c JOIN sealed_sheets s ON s.xmin = c.xmin",
}


def test_a_closed_batch_leaves_no_common_mark_on_its_sheets(open_place):
    place = open_place("postgresql")
    with place.app.app_context():
        make_site(db.session)
        office = open_office(db.session, StaffClient(place.app))
        address, clerk, service = office.address, office.clerk, office.services[0]
    for number in range(1, 13):
        scores = f"3{number % 4 + 1}4343434"
        fields = {
            "csrf_token": token_in(clerk.get(address).text),
            "bukan": "y",
            "nomor": number,
            "layanan": service,
        }
        sent = clerk.post(address, data={**fields, **digits(scores), "komentar": f"Pesan {number}"})
        assert sent.status_code == 200
    with place.app.app_context():
        found = [db.session.execute(text(query)).all() for query in JOINED.values()]
        assert all(found), "the queries must be able to find what they look for"
        db.session.rollback()
        publish(db.session, after_this_semester())
        for name, query in JOINED.items():
            assert db.session.execute(text(query)).all() == [], name
