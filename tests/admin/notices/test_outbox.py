"""The outbox shows what was made and what became of it; the own page turns digests off."""

from datetime import date

import pytest
from sqlalchemy import select

from portal.domain.permissions import Role
from portal.models import Account, Notice
from portal.settings import MailServer
from tests import factories
from tests.admin.forms import submit
from tests.staff import make_account, sign_in

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

BODY = "Yang menunggu Anda:\n\n- 1 komentar\n  https://a.example/?b=c&d\n"


@pytest.fixture
def administrator(session, client) -> Account:
    """Sign an administrator in, for whom an invitation waits that nobody has accepted."""
    factories.make_site(session)
    account = make_account(session, role=Role.ADMINISTRATOR)
    sign_in(client, account)
    return account


def put_out(session, account: Account, number: int, **changes) -> Notice:
    values = {
        "account_id": account.id,
        "made_on": date(2026, 6, number),
        "subject": f"Kabar {number}",
        "body": BODY,
    }
    notice = Notice(**(values | changes))
    session.add(notice)
    session.commit()
    return notice


def test_a_digest_is_shown_as_it_is_sent_with_what_became_of_it(session, client, administrator):
    refused = put_out(session, administrator, 1, state="failed", attempts=5, fault="550 <b>… tidak dikenal")
    put_out(session, administrator, 2)
    late = put_out(session, administrator, 3, state="failed", fault="too-old")
    assert [title in client.get("/staf/kabar/?state=failed").text for title in ("Kabar 1", "Kabar 2")] == [
        True,
        False,
    ]
    page = client.get(f"/staf/kabar/{refused.id}").text
    assert BODY.replace("&", "&amp;") in page
    assert "550 &lt;b&gt;… tidak dikenal" in page
    assert "Terlalu lama menunggu" in client.get(f"/staf/kabar/{late.id}").text
    assert client.get("/staf/kabar/999999").status_code == 404


def test_the_page_says_whether_mail_leaves(app, client, administrator, monkeypatch):
    assert "Belum ada server surel" in client.get("/staf/kabar/").text
    server = MailServer(host="surel.go.id", port=587, tls=False, user="portal", password="rahasia")
    settings = app.config["SETTINGS"]
    changed = type(settings)(
        database_url=settings.database_url,
        secret=settings.secret,
        public_url=settings.public_url,
        mail_server=server,
        mail_from="portal@bulungan.go.id",
    )
    monkeypatch.setitem(app.config, "SETTINGS", changed)
    page = client.get("/staf/kabar/").text
    assert "dari portal@bulungan.go.id lewat surel.go.id" in page
    assert "rahasia" not in page


def test_only_in_a_demo_a_button_makes_todays_digests(session, client, administrator):
    assert submit(client, "/staf/saya", to="/staf/kabar/hari-ini").status_code == 404
    assert session.scalars(select(Notice)).all() == []


def test_in_a_demo_the_button_makes_them_and_says_that_nothing_leaves(session, client):
    factories.make_site(session, demo=True)
    account = make_account(session, role=Role.ADMINISTRATOR)
    sign_in(client, account)
    for said in ("1 ringkasan baru", "yang hari ini sudah ada"):
        assert submit(client, "/en/staf/kabar/", to="/staf/kabar/hari-ini").status_code == 303
        page = client.get("/staf/kabar/").text
        assert said in page
    assert "tidak ada surel yang keluar dari mesin ini" in page
    (notice,) = session.scalars(select(Notice))
    assert notice.subject == "[DATA CONTOH] Suara Warga: 1 hal menunggu Anda"
    assert "1 undangan belum diterima" in notice.body


def test_somebody_turns_their_digest_off_and_on(session, client, administrator):
    for choice, wanted in ({}, False), ({"wanted": "y"}, True):
        assert submit(client, "/staf/saya", choice, to="/staf/saya/ringkasan").status_code == 303
        session.expire_all()
        assert administrator.wants_digest is wanted
        assert ("checked" in client.get("/staf/saya").text) is wanted
        session.commit()
