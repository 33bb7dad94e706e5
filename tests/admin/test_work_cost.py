"""Boards and dashboards of many officers cost as many statements as those of few."""

import pytest

from portal.domain.permissions import Role
from portal.models import Post
from tests import factories
from tests.admin.test_list_cost import MOST, counted
from tests.admin.work_crowd import add_work
from tests.staff import make_account, sign_in

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

PAGES = (
    "/staf/", "/staf/tim/", "/staf/tim/2", "/staf/statistik/", "/staf/statistik/dinas-001",
    "/staf/pegawai/", "/staf/evaluasi/", "/staf/skp/", "/staf/capaian/", "/staf/pelatihan/",
    "/staf/kemajuan/log/2", "/staf/umpan-balik/2", "/staf/pengembangan/2",
)  # fmt: skip


@pytest.mark.parametrize("officers", [10, 500])
def test_no_page_about_work_costs_more_than_a_dozen_statements(app, session, officers, capsys):
    factories.make_site(session)
    account = make_account(session, role=Role.SUPERVISOR)
    account.posts += [Post(role=role) for role in Role if role is not Role.SUPERVISOR]
    add_work(session, officers, account)
    client = app.test_client()
    sign_in(client, account)
    found = {}
    for address in PAGES:
        assert client.get(address).status_code == 200, address
        with counted() as statements:
            client.get(address)
        found[address] = len(statements)
    with capsys.disabled():
        print(f"\n{officers} officers:", ", ".join(f"{address} {count}" for address, count in found.items()))
    assert {address: count for address, count in found.items() if count > MOST} == {}
