"""In the demo anybody signs in as anybody; nowhere else can anybody."""

import re

import pytest
from sqlalchemy import select, update

from portal.db import db
from portal.demo.staff import DOMAIN, GROUPS, STAFF, add_staff
from portal.domain.permissions import Role
from portal.models.accounts import Account
from portal.models.site import Site
from portal.settings import UnsafeSettingsError, load, require_safe
from portal.site import forget_site
from tests.admin.accounts import steps
from tests.conftest import make_settings
from tests.factories import make_site, make_unit
from tests.staff import StaffClient, make_account

PAGE = "/staf/masuk-sebagai"


@pytest.fixture
def client(app, session):
    """Return a client of a small demo."""
    make_site(session, demo=True)
    for slug in {person.office for person in STAFF if person.office}:
        make_unit(session, slug=slug)
    add_staff(session, now=make_account(session).created_at)
    session.commit()
    return StaffClient(app)


def test_there_is_somebody_for_every_role():
    assert {role for person in STAFF for role in person.roles} == set(Role)
    assert all("contoh" in person.name for person in STAFF)
    assert len({person.key for person in STAFF}) == len(STAFF)


def test_the_page_says_what_each_is_good_for_in_groups(client):
    page = client.get(PAGE).text
    headings = re.findall(r"<h2>([^<]+)</h2>", page)
    assert headings == [group.name.id for group in GROUPS]
    assert all(person.purpose.id in page for person in STAFF)


def test_everybody_can_be_chosen_and_is_signed_in_at_once(client):
    page = client.get(PAGE)
    assert page.text.count("DATA CONTOH") >= 1
    emails = re.findall(r'name="account" value="([^"]+)"', page.text)
    assert len(emails) == len(STAFF)
    for email, person in zip(emails, STAFF, strict=True):
        browser = StaffClient(client.application)
        chosen = steps.fill(browser, PAGE, account=email)
        assert (chosen.status_code, chosen.location.rstrip("/")) == (303, "/staf")
        assert person.name in browser.get("/staf/saya").text


def test_the_sign_in_page_of_a_demo_leads_there(client):
    assert f'href="{PAGE}"' in client.get(steps.SIGN_IN).text


def test_an_account_that_a_visitor_invited_is_not_among_them(client, session):
    real = make_account(session)
    assert real.email not in client.get(PAGE).text
    assert steps.fill(client, PAGE, account=real.email).location == PAGE
    assert not steps.is_in(client)


@pytest.mark.parametrize("account", ["", "999", f"siapa@{DOMAIN}", f"%@{DOMAIN}", "\x00"])
def test_nobody_is_signed_in_as_somebody_who_is_not_there(client, account):
    assert steps.fill(client, PAGE, account=account).location == PAGE
    assert not steps.is_in(client)


def test_where_the_answers_are_real_there_is_no_such_page(client, session):
    email = session.scalars(select(Account.email).where(Account.email.endswith(DOMAIN))).first()
    token = steps.token_in(client.get(PAGE))
    session.execute(update(Site).values(demo=False))
    session.commit()
    forget_site()
    assert client.get(PAGE).status_code == 404
    assert client.post(PAGE, data={"csrf_token": token, "account": email}).status_code == 404
    assert PAGE not in client.get(steps.SIGN_IN).text
    assert not steps.is_in(client)


@pytest.mark.parametrize(
    "address", ["https://survei.example.go.id", "http://survei.example.go.id", "http://8.8.8.8"]
)
def test_a_demo_is_served_at_a_public_address_only_on_purpose(address):
    with pytest.raises(UnsafeSettingsError, match="PORTAL_DEMO"):
        require_safe(make_settings("sqlite://", public_url=address), demo=True)
    require_safe(make_settings("sqlite://", public_url=address, public_demo=True), demo=True)


@pytest.mark.parametrize("address", ["http://localhost:8000", "http://192.168.1.20:8000", "https://localhost"])
def test_a_demo_at_home_needs_no_leave(address):
    require_safe(make_settings("sqlite://", public_url=address), demo=True)


@pytest.mark.parametrize(("value", "expected"), [(None, False), ("off", False), ("on", True)])
def test_leave_for_a_public_demo_is_given_by_name(tmp_path, value, expected):
    environ = {"PORTAL_SECRET": "00" * 32} | ({"PORTAL_DEMO": value} if value else {})
    assert load(tmp_path, environ).public_demo is expected


def test_leave_to_show_a_demo_makes_no_demo_of_a_real_place(client, session):
    session.execute(update(Site).values(demo=False))
    session.commit()
    forget_site()
    settings = make_settings("sqlite://", public_url="http://survei.example.go.id", public_demo=True)
    with pytest.raises(UnsafeSettingsError, match="https"):
        require_safe(settings, demo=db.session.scalars(select(Site.demo)).one())
