"""Signing in: a link, a password, a phone. Each is checked, and each secret works once."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.admin.accounts.links import make_link
from portal.db import db
from portal.models.accounts import Account
from portal.models.audit import AuditEntry
from tests.admin.accounts import steps
from tests.conftest import on_sqlite
from tests.factories import make_site
from tests.staff import StaffClient, make_account


@pytest.fixture(autouse=True)
def site(session):
    return make_site(session)


def test_from_the_invitation_to_the_recovery_codes(client, session):
    account = make_account(session)
    link = make_link(account)
    chosen = steps.set_password(client, link)
    assert (chosen.status_code, chosen.location) == (302, steps.SIGN_IN)
    first = steps.give_password(client, account)
    assert first.location == steps.SETUP
    assert not steps.is_in(client)
    key = steps.enrol(client)
    assert steps.is_in(client)
    codes = steps.fill(client, "/staf/kode-pemulihan")
    assert len(set(re.findall(r"<code>([0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4})</code>", codes.text))) == 8
    session.expire_all()
    assert account.password.startswith("$argon2id$")
    assert account.signed_in_at is not None
    assert key.replace("-", "") not in account.tf_totp_secret
    assert not any(
        code in str(account.mf_recovery_codes) for code in re.findall(r"[0-9a-f]{4}-[0-9a-f]{4}", codes.text)
    )


@on_sqlite
def test_whoever_set_up_the_phone_is_led_to_recovery_codes_once(client, session):
    account = make_account(session)
    steps.set_password(client, make_link(account))
    steps.give_password(client, account)
    page = steps.fill(client, steps.SETUP, setup="authenticator")
    key = re.search(r"<code>([A-Z2-7-]+)</code>", page.text)[1]
    sent = client.post(steps.CODE, data={"csrf_token": steps.token_in(page), "code": steps.code_of(key)})
    assert sent.location == "/staf/kode-pemulihan"
    steps.fill(client, "/staf/kode-pemulihan")
    other = StaffClient(client.application)
    steps.give_password(other, account)
    assert steps.fill(other, steps.CODE, code=steps.code_of(key, later=1)).location.rstrip("/") == "/staf"


@on_sqlite
def test_the_page_for_the_phone_holds_the_code_to_scan_as_part_of_the_page(client, session):
    account = make_account(session)
    steps.set_password(client, make_link(account))
    steps.give_password(client, account)
    page = steps.fill(client, steps.SETUP, setup="authenticator")
    assert "otpauth://totp/Suara" in page.text
    assert "<svg" in page.text
    assert "data:image" not in page.text


def test_a_code_works_once(client, session):
    account, key = steps.newcomer(client, session)
    code = steps.code_of(key, later=1)
    one, two = StaffClient(client.application), StaffClient(client.application)
    for browser in (one, two):
        assert steps.give_password(browser, account).location.startswith(steps.CODE)
    assert steps.fill(one, steps.CODE, code=code).status_code == 302
    refused = steps.fill(two, steps.CODE, code=code)
    assert "Kode salah atau sudah dipakai" in refused.text
    assert (steps.is_in(one), steps.is_in(two)) == (True, False)


@on_sqlite
def test_a_wrong_or_empty_code_lets_nobody_in(client, session):
    account, _key = steps.newcomer(client, session)
    browser = StaffClient(client.application)
    steps.give_password(browser, account)
    for code in ("", "abc", "1234567", "\u0661\u0662\u0663\u0664\u0665\u0666"):
        assert steps.fill(browser, steps.CODE, code=code).status_code == 200
    assert "Isian ini perlu diisi." in steps.fill(browser, steps.CODE, code="").text
    assert not steps.is_in(browser)


@on_sqlite
def test_a_password_alone_opens_nothing(client, session):
    account, _key = steps.newcomer(client, session)
    browser = StaffClient(client.application)
    steps.give_password(browser, account)
    for path in ("/staf/saya", "/staf/kode-pemulihan", "/staf/kata-sandi", "/staf/pastikan"):
        assert browser.get(path).location.startswith(steps.SIGN_IN), path
    assert browser.get(steps.SETUP).location == steps.SIGN_IN, "a password must not replace the phone"


def test_a_recovery_code_works_once_however_it_is_typed(client, session):
    account, _key = steps.newcomer(client, session)
    code = re.search(r"<code>([0-9a-f-]{14})</code>", steps.fill(client, "/staf/kode-pemulihan").text)[1]
    one, two = StaffClient(client.application), StaffClient(client.application)
    for browser in (one, two):
        steps.give_password(browser, account)
    assert steps.fill(one, steps.RECOVERY, code=f" {code.upper()} ").status_code == 302
    assert "Kode pemulihan salah atau sudah dipakai" in steps.fill(two, steps.RECOVERY, code=code).text
    assert (steps.is_in(one), steps.is_in(two)) == (True, False)
    session.expire_all()
    assert len(account.mf_recovery_codes) == 7


@on_sqlite
def test_new_recovery_codes_replace_the_old(client, session):
    account, _key = steps.newcomer(client, session)
    old = re.search(r"<code>([0-9a-f-]{14})</code>", steps.fill(client, "/staf/kode-pemulihan").text)[1]
    steps.fill(client, "/staf/kode-pemulihan")
    browser = StaffClient(client.application)
    steps.give_password(browser, account)
    assert steps.fill(browser, steps.RECOVERY, code=old).status_code == 200
    assert not steps.is_in(browser)


@on_sqlite
def test_a_new_phone_replaces_the_old(client, session):
    account, key = steps.newcomer(client, session)
    page = steps.fill(client, steps.SETUP, setup="authenticator")
    new = re.search(r"<code>([A-Z2-7-]+)</code>", page.text)[1]
    action = re.search(r'action="(/staf/dua-langkah/pasang/[^"]+)"', page.text)[1]
    wrong = client.post(action, data={"csrf_token": steps.token_in(page), "code": "000000"})
    assert wrong.location == steps.SETUP
    done = client.post(action, data={"csrf_token": steps.token_in(page), "code": steps.code_of(new, later=1)})
    assert done.location == "/staf/saya"
    browser = StaffClient(client.application)
    steps.give_password(browser, account)
    assert steps.fill(browser, steps.CODE, code=steps.code_of(key, later=1)).status_code == 200


def test_a_link_works_once(client, session):
    account = make_account(session)
    link = make_link(account)
    steps.set_password(client, link)
    path = link.removeprefix("http://localhost")
    assert client.get(path).location == "/staf/setel"
    late = client.post(
        path, data={"password": "kata sandi orang lain", "password_confirm": "kata sandi orang lain"}
    )
    assert late.location == "/staf/setel"
    assert "tidak berlaku lagi" in client.get("/staf/setel").text
    assert steps.give_password(client, account).location == steps.SETUP


@on_sqlite
def test_a_link_dies_with_its_age(client, app, session, monkeypatch):
    link = make_link(make_account(session)).removeprefix("http://localhost")
    assert client.get(link).status_code == 200
    assert app.config["SECURITY_RESET_PASSWORD_WITHIN"] == timedelta(days=3)
    monkeypatch.setitem(app.config, "SECURITY_RESET_PASSWORD_WITHIN", timedelta(seconds=-1))
    assert client.get(link).location == "/staf/setel"


@on_sqlite
@pytest.mark.parametrize(
    ("password", "again", "said"),
    [
        ("pendek", "pendek", "paling sedikit 12 huruf"),
        (steps.PASSWORD, steps.PASSWORD + "!", "Kedua kata sandi tidak sama"),
        ("", "", "Isi kata sandi"),
    ],
)
def test_a_password_that_will_not_do_is_explained(client, session, password, again, said):
    path = make_link(make_account(session)).removeprefix("http://localhost")
    refused = steps.fill(client, path, password=password, password_confirm=again)
    assert said in refused.text
    assert client.get(path).status_code == 200


@on_sqlite
def test_nobody_learns_whether_an_account_exists(client, session):
    account, _key = steps.newcomer(client, session)
    off = make_account(session, active=False, password=account.password)
    invited = make_account(session)
    answers = set()
    for email, password in (
        (account.email, "salah sekali ini"),
        ("tidak.ada@bulungan.go.id", steps.PASSWORD),
        (off.email, steps.PASSWORD),
        (invited.email, steps.PASSWORD),
    ):
        page = steps.give_password(StaffClient(client.application), email, password)
        text = re.sub(r'name="csrf_token" value="[^"]+"', "", page.text).replace(email, "")
        answers.add((page.status_code, text))
    assert len(answers) == 1
    assert "Surel atau kata sandi salah" in text


@on_sqlite
def test_after_signing_in_one_is_where_one_wanted_to_be_and_never_elsewhere(client, session):
    account, key = steps.newcomer(client, session)
    steps.fill(client, "/staf/kode-pemulihan")
    wanted = StaffClient(client.application)
    asked = wanted.get("/staf/kata-sandi").location
    page = wanted.get(asked)
    form = {"csrf_token": steps.token_in(page), "email": account.email, "password": steps.PASSWORD}
    code_page = wanted.post(steps.SIGN_IN, data=form | {"next": "/staf/kata-sandi"}).location
    action = re.search(r'action="(/staf/dua-langkah[^"]*)"', wanted.get(code_page).text)[1].replace("&amp;", "&")
    arrived = steps.fill(wanted, code_page, action, code=steps.code_of(key, later=1))
    assert arrived.location == "/staf/kata-sandi"
    stray = StaffClient(client.application)
    refused = steps.fill(
        stray, steps.SIGN_IN, email=account.email, password=steps.PASSWORD, next="https://jahat.example/"
    )
    assert refused.status_code == 200


@on_sqlite
def test_the_pages_are_in_the_readers_language(client, session):
    account = make_account(session)
    for prefix, said in (("", "Surel atau kata sandi salah"), ("/en", "Authentication failed")):
        page = steps.fill(client, f"{prefix}{steps.SIGN_IN}", email=account.email, password="salah sekali ini")
        assert said in page.text


@on_sqlite
def test_only_forms_are_taken(client, session):
    account = make_account(session)
    sent = client.post(steps.SIGN_IN, json={"email": account.email, "password": steps.PASSWORD})
    assert sent.status_code == 415


@on_sqlite
def test_a_form_without_its_token_is_refused(client, session):
    account, _key = steps.newcomer(client, session)
    browser = StaffClient(client.application)
    page = browser.post(steps.SIGN_IN, data={"email": account.email, "password": steps.PASSWORD})
    assert page.status_code == 200
    assert "terlalu lama terbuka" in page.text


@on_sqlite
def test_a_sign_in_is_noted_once_and_a_new_password_does_not_count_as_one(client, session):
    account, _key = steps.newcomer(client, session)
    steps.fill(
        client,
        "/staf/kata-sandi",
        password=steps.PASSWORD,
        new_password="hujan di atas atap rumbia",
        new_password_confirm="hujan di atas atap rumbia",
    )
    noted = session.scalars(select(AuditEntry).where(AuditEntry.verb == "signed_in")).all()
    assert [(entry.account_id, entry.who) for entry in noted] == [(account.id, account.name)]
    assert "argon2" not in str([entry.detail for entry in session.scalars(select(AuditEntry))])


def test_no_page_of_flask_security_is_open_that_is_not_meant_to_be(app):
    served = {rule.endpoint for rule in app.url_map.iter_rules() if rule.endpoint.startswith("security.")}
    assert served == {
        "security.login", "security.logout", "security.verify", "security.change_password",
        "security.forgot_password", "security.reset_password", "security.two_factor_setup",
        "security.two_factor_setup_validate", "security.two_factor_token_validation", "security.two_factor_rescue",
        "security.mf_recovery", "security.mf_recovery_codes",
    }  # fmt: skip


def test_keys_differ_by_purpose_and_are_none_of_the_servers_own(app):
    config = app.config
    keys = {
        config["SECRET_KEY"],
        config["SECURITY_PASSWORD_SALT"],
        config["SECURITY_TOTP_SECRETS"][1],
        config["SECURITY_MULTI_FACTOR_RECOVERY_CODES_KEYS"][0].decode(),
    }
    assert len(keys) == 4
    assert not any(config["SETTINGS"].secret.hex() in key for key in keys)


@on_sqlite
def test_an_account_disabled_between_password_and_code_stays_outside(client, session):
    account, key = steps.newcomer(client, session)
    browser = StaffClient(client.application)
    steps.give_password(browser, account)
    with client.application.app_context():
        db.session.get(Account, account.id).active = False
        db.session.commit()
    steps.fill(browser, steps.CODE, code=steps.code_of(key, later=1))
    assert not steps.is_in(browser)
