"""Sessions: rows that end at once, and a cookie that only the staff area sets and reads."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask, request_started
from sqlalchemy import event, select, update

from portal import migrations
from portal.admin.accounts import actions
from portal.admin.accounts.links import make_link
from portal.admin.accounts.queries import AT_MOST, IDLE
from portal.admin.accounts.sessions import SEEN_EVERY, row_id
from portal.db import db
from portal.domain.permissions import Role
from portal.models.accounts import Account, StaffSession
from tests.admin.accounts import steps
from tests.conftest import open_app
from tests.factories import make_site, make_unit
from tests.staff import StaffClient, make_account, sign_in

COOKIE = "staf"


@pytest.fixture(autouse=True)
def site(session):
    return make_site(session)


def key_of(client: StaffClient, name: str = COOKIE) -> str:
    cookie = client.get_cookie(name)
    assert cookie is not None
    return cookie.value


@contextmanager
def statements(app: Flask) -> Iterator[list[str]]:
    """Gather the SQL of the requests within."""
    said: list[str] = []

    def note(*execution: Any) -> None:
        said.append(execution[2])

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    yield said
    event.remove(engine, "before_cursor_execute", note)


def browsers(client: StaffClient, account: Account, count: int = 2) -> list[StaffClient]:
    """Return so many clients on which an account is signed in."""
    opened = [StaffClient(client.application) for _ in range(count)]
    for browser in opened:
        sign_in(browser, account)
    return opened


def test_the_cookie_of_an_open_line_is_for_this_site_and_no_script(client):
    (cookie,) = client.get(steps.SIGN_IN).headers.getlist("Set-Cookie")
    name, _, rest = cookie.partition("=")
    assert name == "staf"
    assert set(rest.split("; ")[1:]) == {"HttpOnly", "Path=/", "SameSite=Lax"}
    assert len(rest.split(";")[0]) == 43


def test_the_cookie_over_https_is_bound_to_the_host(tmp_path):
    with open_app(f"sqlite:///{tmp_path}/portal.sqlite3", public_url="https://localhost") as app:
        with app.app_context():
            migrations.upgrade()
            make_site(db.session)
            browser = StaffClient(app)
            sign_in(browser, make_account(db.session))
        stranger = StaffClient(app)
        (cookie,) = stranger.get(steps.SIGN_IN, base_url="https://localhost").headers.getlist("Set-Cookie")
        assert cookie.startswith("__Host-staf=")
        assert set(cookie.split("; ")[1:]) == {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"}
        assert browser.get("/staf/saya", base_url="https://localhost").status_code == 200


def test_public_pages_neither_set_the_cookie_nor_look_at_it(client, app, session):
    sign_in(client, make_account(session))
    with statements(app) as said:
        for path in ("/", "/en/metode", "/stafsaya", "/hilang", "/bukti"):
            assert "Set-Cookie" not in client.get(path).headers, path
    assert [statement for statement in said if "personnel_" in statement] == []


def test_pages_that_keep_nothing_make_no_session(client, session):
    assert client.get("/staf/saya").status_code == 302
    assert "Set-Cookie" not in client.get("/staf/setel").headers
    assert session.scalars(select(StaffSession)).all() == []


def test_signing_in_changes_the_session_id(client, session):
    account = make_account(session)
    steps.set_password(client, make_link(account))
    steps.give_password(client, account)
    planted = key_of(client)
    page = client.get(steps.SIGN_IN)
    before = steps.token_in(page)
    steps.give_password(client, account)
    steps.enrol(client)
    assert key_of(client) != planted
    thief = StaffClient(client.application)
    thief.set_cookie(COOKIE, planted)
    assert not steps.is_in(thief)
    late = client.post("/staf/saya", data={"csrf_token": before, "name": "Diubah orang lain"})
    assert late.status_code == 422, "a token from before the sign-in must not serve after it"


def test_the_table_holds_nothing_to_sign_in_with(client, session):
    sign_in(client, make_account(session))
    (row,) = session.scalars(select(StaffSession))
    assert row.id == row_id(key_of(client))
    assert key_of(client) not in str(row.data)
    thief = StaffClient(client.application)
    thief.set_cookie(COOKIE, row.id.hex())
    assert not steps.is_in(thief)


def test_no_address_is_kept(client, session):
    account, _key = steps.newcomer(client, session)
    (row,) = session.scalars(select(StaffSession).where(StaffSession.account_id == account.id))
    assert set(row.data) <= {"_user_id", "_fresh", "fs_cc", "fs_paa", "fs_gexp", "csrf_token", "_flashes"}


def test_signing_out_ends_the_session_for_good(client, session):
    account = make_account(session)
    sign_in(client, account)
    key = key_of(client)
    steps.fill(client, "/staf/saya", "/staf/keluar")
    client.set_cookie(COOKIE, key)
    assert not steps.is_in(client)
    assert session.scalars(select(StaffSession).where(StaffSession.account_id == account.id)).all() == []


def test_another_sites_page_can_sign_nobody_out(client, session):
    sign_in(client, make_account(session))
    assert client.post("/staf/keluar").status_code == 200
    assert steps.is_in(client)
    client.post("/staf/keluar", headers={"Origin": "https://jahat.example"})
    assert steps.is_in(client)


def test_a_revoked_session_ends_at_once(client, session):
    account = make_account(session)
    one, two = browsers(client, account)
    gone = row_id(key_of(two)).hex()
    steps.fill(one, "/staf/saya", f"/staf/saya/sesi/{gone}/akhiri")
    assert (steps.is_in(one), steps.is_in(two)) == (True, False)


def test_all_other_sessions_end_at_once(client, session):
    one, two, three = browsers(client, make_account(session), 3)
    (else_where,) = browsers(client, make_account(session), 1)
    steps.fill(one, "/staf/saya", "/staf/saya/sesi/akhiri-lainnya")
    assert [steps.is_in(browser) for browser in (one, two, three, else_where)] == [True, False, False, True]


def test_nobody_ends_the_session_of_somebody_else(client, session):
    (one,) = browsers(client, make_account(session), 1)
    (two,) = browsers(client, make_account(session), 1)
    steps.fill(one, "/staf/saya", f"/staf/saya/sesi/{row_id(key_of(two)).hex()}/akhiri")
    assert steps.is_in(two)


def test_a_new_password_ends_every_other_session_at_once(client, session):
    account, _key = steps.newcomer(client, session)
    (other,) = browsers(client, account, 1)
    before = key_of(client)
    new = "hujan di atas atap rumbia"
    done = steps.fill(
        client, "/staf/kata-sandi", password=steps.PASSWORD, new_password=new, new_password_confirm=new
    )
    assert done.location == "/staf/saya"
    assert (steps.is_in(client), steps.is_in(other)) == (True, False)
    assert key_of(client) != before
    session.expire_all()
    assert account.password_set_at is not None


def test_a_password_set_by_link_ends_every_session_at_once(client, session):
    account = make_account(session)
    one, two = browsers(client, account)
    steps.set_password(client, make_link(account))
    assert not any(map(steps.is_in, (one, two)))


@pytest.mark.parametrize(
    "change",
    [
        lambda session, account: actions.disable(session, account, by=0),
        lambda session, account: actions.add_post(session, account, Role.AUDITOR, None),
        lambda session, account: actions.remove_post(session, account.posts[0], by=0),
        actions.forget_second_factor,
        actions.prepare_link,
    ],
    ids=["disabled", "post added", "post removed", "second factor forgotten", "new link"],
)
def test_what_an_administrator_changes_ends_sessions_at_once(client, session, change):
    account = make_account(session)
    one, two = browsers(client, account)
    (bystander,) = browsers(client, make_account(session), 1)
    change(session, account)
    session.commit()
    assert [steps.is_in(browser) for browser in (one, two, bystander)] == [False, False, True]


def test_a_disabled_account_is_out_even_if_its_session_is_still_there(client, session):
    account = make_account(session)
    sign_in(client, account)
    session.execute(update(Account).values(active=False))
    session.commit()
    assert not steps.is_in(client)


def shift(session, **ago: timedelta) -> None:
    now = datetime.now(UTC)
    session.execute(update(StaffSession).values({name: now - value for name, value in ago.items()}))
    session.commit()


@pytest.mark.parametrize(
    ("ago", "alive"),
    [
        ({"seen_at": IDLE - timedelta(minutes=1)}, True),
        ({"seen_at": IDLE + timedelta(minutes=1)}, False),
        ({"created_at": AT_MOST - timedelta(minutes=1)}, True),
        ({"created_at": AT_MOST + timedelta(minutes=1)}, False),
    ],
)
def test_sessions_end_by_idleness_and_by_age(client, session, ago, alive):
    sign_in(client, make_account(session))
    shift(session, **ago)
    assert steps.is_in(client) is alive


def test_being_seen_is_written_down_at_most_once_a_minute(client, app, session):
    sign_in(client, make_account(session))
    steps.is_in(client)
    with statements(app) as said:
        for _ in range(3):
            steps.is_in(client)
    assert said
    assert [statement for statement in said if "UPDATE personnel_sessions" in statement] == []
    shift(session, seen_at=SEEN_EVERY + timedelta(seconds=1))
    steps.is_in(client)
    session.expire_all()
    (row,) = session.scalars(select(StaffSession))
    assert datetime.now(UTC) - row.seen_at < SEEN_EVERY


def test_sessions_that_are_over_are_removed_when_somebody_signs_in(client, session):
    browsers(client, make_account(session), 3)
    shift(session, seen_at=IDLE + timedelta(minutes=1))
    account, _key = steps.newcomer(client, session)
    assert {row.account_id for row in session.scalars(select(StaffSession))} == {account.id}


def test_sessions_are_listed_with_their_device(client, session):
    agent = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36"
    account = make_account(session)
    sign_in(client, account, agent=agent)
    page = client.get("/staf/saya")
    assert "Chrome, Android" in page.text
    assert "yang ini" in page.text


def test_the_english_pages_share_the_session(client, session):
    sign_in(client, make_account(session))
    assert client.get("/en/staf/saya").status_code == 200


def test_who_is_not_signed_in_is_sent_to_sign_in_and_back(client):
    asked = client.get("/staf/saya?a=b").location
    assert urlsplit(asked).path == steps.SIGN_IN
    assert "next=/staf/saya" in asked


def test_a_session_ended_meanwhile_is_not_brought_back(client, app: Flask, session):
    account = make_account(session)
    row = sign_in(client, account)

    def end(*_said: object, **_more: object) -> None:
        actions.end_session(session, account.id, row)
        session.commit()

    with request_started.connected_to(end, app):
        assert client.get("/staf/saya").status_code == 200
    assert not steps.is_in(client)


def test_staff_of_one_office_sign_in_like_everybody(client, session):
    sign_in(client, make_account(session, Role.HEAD, make_unit(session)))
    assert steps.is_in(client)
