"""No address and no query, however odd, makes a staff page fail."""

import pytest
from flask.testing import FlaskClient

from portal.domain.permissions import Role
from portal.models import Post
from tests import factories
from tests.house.test_permissions import staff_rules
from tests.staff import make_account, sign_in

pytestmark = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)  # The stricter of the two.

QUERIES = [
    {"page": "9" * 5000, "q": "a\x00b", "since": "0001-01-01", "until": "9999-12-31", "tahun": "9" * 30},
    {
        "page": "00",
        "q": "%' OR 1=1 --",
        "since": "2026-02-30",
        "until": "x",
        "pilih": "a\x00b",
        "bulan": "2026-13",
    },
    {"page": "-1", "state": "'", "unit": "..", "theme": "\ud7ff", "period": "semester-99999999999999999999"},
    {"sort": "-" * 50, "page": "²", "periode": "9999-s2", "kind": "x", "year": "9" * 30, "quarter": "-5"},
    {
        "edisi": "../../etc",
        "unsur": "x" * 3000,
        "mulai": str(10**25),
        "jumlah": str(-(10**25)),
        "bulan": "0000-01",
    },
    {"sumber": "a\x00b", "kunci": "x" * 3000, "pelatihan": str(10**25), "aspek": "²", "tahun": "0"},
]
"""Each a page of oddities at once; none of them may matter to what another one does."""
NUMBERS = (str(10**25), str(2**40), str(2**31), "0", "a%00b", "%2e%2e", "ü", "x" * 2000)


@pytest.fixture
def somebody(app, session):
    """Return a client who may go everywhere, and an office with a counter."""
    factories.make_site(session)
    office = factories.make_unit(session)
    counter = factories.make_counter(session, office, [factories.make_service(session, office)])
    account = make_account(session, role=Role.OWNER)
    account.posts += [Post(role=role) for role in Role if role is not Role.OWNER]
    session.commit()
    client = FlaskClient(app, app.response_class)  # It checks no pages: other tests do, and here are thousands.
    sign_in(client, account)
    return client, {"unit": office.slug, "code": counter.code}


def pages(app):
    for rule, method, _needed in staff_rules(app):
        if method == "GET" and not rule.endpoint.startswith("security."):
            yield rule


def test_no_query_makes_a_staff_page_fail(app, somebody):
    client, known = somebody
    for rule in pages(app):
        if set(rule.arguments) <= set(known):
            path = rule.rule
            for name, value in known.items():
                path = path.replace(f"<{name}>", value)
            for query in QUERIES:
                response = client.get(path, query_string=query)
                assert response.status_code < 500, (path, query)


def test_no_odd_name_in_an_address_makes_a_staff_page_fail(app, somebody):
    client, known = somebody
    for rule in pages(app):
        for odd in NUMBERS if rule.arguments else ():
            path = "".join(
                part if not is_name else known.get(part, odd) if odd.isdigit() else odd
                for is_name, part in ((is_name, part) for is_name, part in rule._trace)
            ).lstrip("|")
            response = client.get(path)
            assert response.status_code < 500, path
