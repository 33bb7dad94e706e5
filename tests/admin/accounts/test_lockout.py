"""Lock-out: so many tries an account, whoever tries and from wherever; nobody else is locked out with it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from portal import migrations
from portal.admin.accounts.links import make_link
from portal.db import db
from portal.limits import limiter
from portal.models.accounts import Account
from tests.admin.accounts import steps
from tests.conftest import open_app
from tests.factories import make_site
from tests.staff import StaffClient, make_account, sign_in

PASSWORDS, CODES = 10, 5


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    """Return an app that counts tries."""
    with open_app(f"sqlite:///{tmp_path / 'portal.sqlite3'}", rate_limits=True) as opened:
        with opened.app_context():
            migrations.upgrade()
            make_site(db.session)
        limiter.reset()
        yield opened
    limiter.enabled = False  # There is one limiter in the process, and the other tests do without.


@pytest.fixture
def account(app: Flask) -> Account:
    """Return an account whose password is set."""
    with app.app_context():
        made = make_account(db.session)
        link = make_link(made)
    steps.set_password(StaffClient(app), link)
    return made


def try_password(app: Flask, email: str, password: str = "salah sekali ini", address: str = "192.0.2.1"):
    browser = StaffClient(app)
    page = browser.get(steps.SIGN_IN)
    fields = {"csrf_token": steps.token_in(page), "email": email, "password": password}
    return browser.post(steps.SIGN_IN, data=fields, environ_overrides={"REMOTE_ADDR": address})


def test_an_account_is_locked_whatever_addresses_the_tries_come_from(app, account):
    with app.app_context():
        email = db.session.get(Account, 1).email
    for number in range(PASSWORDS):
        assert try_password(app, email, address=f"192.0.2.{number}").status_code == 200
    locked = try_password(app, email, steps.PASSWORD, address="198.51.100.9")
    assert locked.status_code == 429
    assert "Coba lagi setelah pukul" in locked.text
    assert 0 < int(locked.headers["Retry-After"]) <= 15 * 60
    assert try_password(app, "orang.lain@bulungan.go.id").status_code == 200, "the same address is not locked"


def test_an_account_that_does_not_exist_is_locked_just_the_same(app):
    for _ in range(PASSWORDS):
        try_password(app, "tidak.ada@bulungan.go.id")
    assert try_password(app, "tidak.ada@bulungan.go.id").status_code == 429


def test_another_spelling_is_no_other_account(app, account):
    with app.app_context():
        email = db.session.get(Account, 1).email
    spellings = (email, email.upper(), f" {email} ", email.replace("bulungan.go.id", "BULUNGAN.go.id"))
    for number in range(PASSWORDS):
        assert try_password(app, spellings[number % len(spellings)]).status_code == 200
    assert {try_password(app, spelling).status_code for spelling in spellings} == {429}


def test_codes_are_counted_for_the_account_not_for_the_browser(app, account):
    with app.app_context():
        email = db.session.get(Account, 1).email
    first = StaffClient(app)
    steps.give_password(first, email)
    key = steps.enrol(first)  # That was the first code.
    for path in (steps.CODE, steps.RECOVERY, steps.CODE, steps.RECOVERY):
        browser = StaffClient(app)
        steps.give_password(browser, email)
        assert steps.fill(browser, path, code="000000").status_code == 200
    browser = StaffClient(app)
    steps.give_password(browser, email)
    right = steps.fill(browser, steps.CODE, code=steps.code_of(key, later=1))
    assert right.status_code == 429
    assert not steps.is_in(browser)


def test_who_sits_at_an_open_screen_cannot_guess_the_password_for_long(app, account):
    browser = StaffClient(app)
    with app.app_context():
        sign_in(browser, db.session.get(Account, 1))
    tries = [steps.fill(browser, "/staf/pastikan", password="salah sekali ini") for _ in range(PASSWORDS + 1)]
    statuses = [answer.status_code for answer in tries]
    assert statuses == [200] * PASSWORDS + [429]


def test_opening_the_page_is_no_try(app, account):
    with app.app_context():
        email = db.session.get(Account, 1).email
    browser = StaffClient(app)
    assert {browser.get(steps.SIGN_IN).status_code for _ in range(3 * PASSWORDS)} == {200}
    assert try_password(app, email, steps.PASSWORD).status_code == 302
