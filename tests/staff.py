"""Members of staff for tests: accounts, and clients that are signed in without a password."""

from datetime import UTC, datetime
from itertools import count
from time import time
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from portal.admin.accounts.sessions import cookie_name, new_key, row_id
from portal.db import db
from portal.domain.permissions import Role
from portal.models.accounts import Account, Post, StaffSession
from portal.models.units import Unit
from tests.pages import CheckedClient

_numbers = count(1)


class StaffClient(CheckedClient):
    """A client whose requests share nothing with the test, in whose application context they would run."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Send a request in a context of its own and check the page that comes back."""
        with self.application.app_context():
            return super().open(*args, **kwargs)


def make_account(
    session: Session, role: Role | None = Role.OWNER, unit: Unit | None = None, **changes: Any
) -> Account:
    """Add an account with one post, for an office or for everything; without a role it has none."""
    number = next(_numbers)
    values = {
        "email": f"staf{number}@bulungan.go.id",
        "name": f"Staf {number}",
        "fs_uniquifier": f"{number:032x}",
        "created_at": datetime.now(UTC),
        "active": True,
    }
    account = Account(**(values | changes))
    if role is not None:
        account.posts.append(Post(role=role, unit_id=unit.id if unit else None))
    session.add(account)
    session.commit()
    return account


def sign_in(
    client: FlaskClient, account: Account, *, agent: str = "", authenticated_at: float | None = None
) -> bytes:
    """Sign an account in on a client, and return the id of its session; fresh unless said otherwise."""
    app: Flask = client.application
    with app.app_context(), db.sessionmaker() as writing:
        key = open_session(writing, account, agent=agent, authenticated_at=authenticated_at)
    https = app.config["SETTINGS"].https
    client.set_cookie(cookie_name(https=https), key, domain=app.config["SETTINGS"].host, secure=https)
    return row_id(key)


def open_session(
    session: Session, account: Account, *, agent: str = "", authenticated_at: float | None = None
) -> str:
    """Open a session for an account and return the key that its cookie holds."""
    key, now = new_key(), datetime.now(UTC)
    data = {"_user_id": account.fs_uniquifier, "_fresh": True, "fs_paa": authenticated_at or time()}
    session.add(
        StaffSession(id=row_id(key), account_id=account.id, data=data, agent=agent, created_at=now, seen_at=now)
    )
    session.commit()
    return key
