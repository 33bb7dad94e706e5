"""A list of a large government costs as many statements as a short one, and few of them."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from portal.access import access_of
from portal.domain.permissions import Role
from portal.models import Post
from tests.admin.crowd import add_crowd
from tests.staff import make_account, sign_in

MOST = 12
"""Statements of one page, with those that find out who asks."""

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@contextmanager
def counted() -> Iterator[list[str]]:
    """Gather the statements that the databases are sent meanwhile."""
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith(("BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK")):
            statements.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def lists(app) -> list[str]:
    """Return the addresses of the staff area's lists: every index without a parameter."""
    return sorted(
        rule.rule
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("staff.")
        and rule.endpoint.endswith(".index")
        and not rule.arguments
        and access_of(app.view_functions[rule.endpoint])
    )


def costs(app, session, offices: int) -> dict[str, int]:
    """Return list -> statements of its page for somebody who may see everything."""
    add_crowd(session, offices)
    account = make_account(session, role=Role.OWNER)
    account.posts += [Post(role=role) for role in Role if role is not Role.OWNER]
    session.commit()
    client = app.test_client()
    sign_in(client, account)
    found = {}
    for address in lists(app):
        client.get(address)
        with counted() as statements:
            response = client.get(address)
        assert response.status_code == 200, address
        found[address] = len(statements)
    return found


@pytest.mark.parametrize("offices", [10, 500])
def test_no_list_costs_more_than_a_dozen_statements(app, session, offices, capsys):
    found = costs(app, session, offices)
    with capsys.disabled():
        print(f"\n{offices} offices:", ", ".join(f"{address} {count}" for address, count in found.items()))
    assert len(found) > 10
    assert {address: count for address, count in found.items() if count > MOST} == {}
