"""Who may go where: every staff route, for every role, with a post for the office, for another one and for all.

What each pair must give follows from `portal.domain.permissions`; the table here is not written a second time.
"""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.exceptions import Forbidden
from werkzeug.routing import AnyConverter, BaseConverter, Rule
from werkzeug.routing.converters import NumberConverter

from portal.access import Access, access_of
from portal.admin.accounts.sessions import cookie_name
from portal.db import Model
from portal.domain.permissions import EVERYWHERE, GRANTED, Permission, Role
from portal.models import Post
from tests import factories
from tests.house import visits
from tests.staff import make_account, sign_in

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # The rule is not the database's.

REFUSED = {403}
UNKNOWN = "00000000000000000000000000000000"
"""Fits every kind of id in an address; what is not there gives 404 to whoever may look."""


def staff_rules(app: Flask) -> Iterator[tuple[Rule, str, Permission | Access]]:
    """Yield each staff route with a method and what it asks for."""
    for rule in app.url_map.iter_rules():
        needed = access_of(app.view_functions[rule.endpoint])
        if needed is Access.STAFF or isinstance(needed, Permission):
            for method in sorted((rule.methods or set()) & {"GET", "POST"}):
                yield rule, method, needed


def address(app: Flask, rule: Rule, **known: str) -> str:
    """Return an address of a route, with what is not known filled in by something that fits."""
    values = {name: known.get(name, _fitting(rule._converters[name])) for name in rule.arguments}
    return visits.address(app, rule, **values)


def _fitting(converter: BaseConverter) -> str | int:
    if isinstance(converter, NumberConverter):
        return 999_999
    return sorted(converter.items)[0] if isinstance(converter, AnyConverter) else UNKNOWN


def test_every_role_goes_where_its_posts_lead_and_nowhere_else(app, session, capsys):
    factories.make_site(session)
    office, other = factories.make_unit(session), factories.make_unit(session)
    counter = factories.make_counter(session, office, [factories.make_service(session, office)])
    rules = list(staff_rules(app))
    known = {"unit": office.slug, "code": counter.code}
    pairs = 0
    for role in Role:
        for scope in (office, other, None):
            client = app.test_client()
            sign_in(client, make_account(session, role=role, unit=scope))
            key = client.get_cookie(cookie_name(https=False))
            assert key is not None
            cookie = f"{key.key}={key.value}"
            for rule, method, needed in rules:
                about_office = "unit" in rule.arguments
                allowed = needed is Access.STAFF or may(needed, role, scope, office if about_office else None)
                seen = f"{role} of {scope and scope.slug}: {method} {rule.rule}"
                assert is_let_in(app, address(app, rule, **known), method, cookie) is allowed, seen
                pairs += 1
    with capsys.disabled():
        print(f"\n{len(rules)} staff routes, {pairs} pairs of route and post asserted")
    assert pairs == len(rules) * len(Role) * 3


def is_let_in(app: Flask, address: str, method: str, cookie: str) -> bool:
    """Tell whether the guard at the door lets a request through to its view; the views have tests of their own."""
    with app.test_request_context(address, method=method, headers={"Cookie": cookie}):
        try:
            stopped = app.preprocess_request()
        except Forbidden:
            return False
    assert stopped is None, address  # Not sent to sign in: whoever asks is known.
    return True


def test_no_view_fails_on_what_is_not_there(app, session):
    """Ask every view, as somebody who may do everything, about numbers and names that nobody has."""
    factories.make_site(session)
    office = factories.make_unit(session)
    counter = factories.make_counter(session, office, [factories.make_service(session, office)])
    account = make_account(session, role=Role.OWNER)
    account.posts += [Post(role=role) for role in Role if role is not Role.OWNER]
    session.commit()
    client = app.test_client()
    sign_in(client, account)
    for rule, method, _needed in staff_rules(app):
        response = client.open(address(app, rule, unit=office.slug, code=counter.code), method=method)
        assert response.status_code < 500, rule.rule
        assert response.status_code != 403, rule.rule


def may(needed: Permission, role: Role, scope: object, about: object) -> bool:
    """Say, from the two tables alone, whether a post gives a permission for an office (None: any will do)."""
    if needed not in GRANTED[role]:
        return False
    if scope is None:
        return True
    return needed not in EVERYWHERE and about in (None, scope)


def test_nobody_who_is_not_signed_in_gets_into_a_staff_page(app, session, client):
    factories.make_site(session)
    office = factories.make_unit(session)
    for rule, method, _needed in staff_rules(app):
        response = client.open(address(app, rule, unit=office.slug), method=method)
        if method == "GET":
            assert response.status_code == 302, rule.rule
            assert response.location.startswith("/staf/masuk?next="), rule.rule
        else:
            assert response.status_code == 401, rule.rule
        assert response.headers["Cache-Control"] == "no-store"


def test_no_staff_page_takes_a_form_from_another_site(app, session):
    factories.make_site(session)
    office = factories.make_unit(session)
    client = app.test_client()
    sign_in(client, make_account(session, role=Role.OWNER))
    for rule, method, _needed in staff_rules(app):
        if method == "POST":
            for header in ({"Origin": "https://lain.example"}, {"Sec-Fetch-Site": "cross-site"}):
                response = client.post(address(app, rule, unit=office.slug), headers=header)
                assert response.status_code == 400, rule.rule


def test_no_form_does_anything_without_its_token(app, session):
    factories.make_site(session)
    office = factories.make_unit(session)
    counter = factories.make_counter(session, office)
    client = app.test_client()
    account = make_account(session, role=Role.OWNER)
    for role in Role:
        if role is not Role.OWNER:
            account.posts.append(type(account.posts[0])(role=role))
    session.commit()
    sign_in(client, account)
    before = contents(session)
    for rule, method, _needed in staff_rules(app):
        if method == "POST" and rule.endpoint != "security.logout":  # Whoever is made to leave loses nothing.
            response = client.post(address(app, rule, unit=office.slug, code=counter.code))
            assert response.status_code < 500, rule.rule
            assert contents(session) == before, rule.rule


def contents(session: Session) -> dict[str, list[str]]:
    """Return every row of what staff may change."""
    tables = Model.metadata.tables.items()
    rows = {
        name: sorted(map(repr, session.execute(select(table)).all()))
        for name, table in tables
        if name not in {"personnel_audit", "personnel_sessions"}
    }
    session.rollback()
    return rows
