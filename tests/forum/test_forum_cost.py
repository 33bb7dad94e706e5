"""A forum of five thousand topics costs as many statements as one of ten."""

import pytest

from portal.domain.permissions import Role
from portal.models import Post
from tests import factories
from tests.admin.test_list_cost import MOST, counted
from tests.conftest import forget_pages
from tests.forum.crowd import add_topics
from tests.staff import make_account, sign_in

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

PUBLIC = (
    "/", "/forum", "/forum?hal=2", "/forum?keadaan=terlambat", "/forum?kantor={slug}", "/forum?cari=antrean",
    "/forum?cari=kejadian7", "/forum/7", "/forum/7/balas", "/forum/baru", "/forum/aturan", "/forum.atom",
    "/forum/7.atom", "/forum/kantor/{slug}.atom", "/fkp", "/unit/{slug}",
)  # fmt: skip
STAFF = ("/staf/", "/staf/forum/", "/staf/forum/7", "/staf/moderasi/", "/staf/moderasi/terbit?q=antrean")


@pytest.mark.parametrize("topics", [10, 5000])
def test_no_page_of_the_forum_costs_more_than_a_dozen_statements(app, session, topics, capsys):
    factories.make_site(session)
    slug = add_topics(session, topics)[7].slug
    account = make_account(session, role=Role.OWNER)
    account.posts.append(Post(role=Role.MODERATOR))
    session.commit()
    client = app.test_client()
    found = _statements(app, client, [address.format(slug=slug) for address in PUBLIC])
    sign_in(client, account)
    found |= _statements(app, client, STAFF)
    with capsys.disabled():
        print(f"\n{topics} topics:", ", ".join(f"{address} {count}" for address, count in found.items()))
    assert {address: count for address, count in found.items() if count > MOST} == {}


def _statements(app, client, addresses):
    found = {}
    for address in addresses:
        assert client.get(address).status_code == 200, address
        forget_pages(app)
        with counted() as statements:
            client.get(address)
        found[address] = len(statements)
    return found
