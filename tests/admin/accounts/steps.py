"""What somebody does to sign in: fill in the pages' forms, and read codes off a phone."""

import hmac
import re
import struct
from base64 import b32decode
from time import time

from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from portal.admin.accounts.links import make_link
from portal.domain.permissions import Role
from portal.models.accounts import Account
from portal.models.units import Unit
from tests.staff import make_account

PASSWORD = "ombak sungai Kayan pagi"
SIGN_IN = "/staf/masuk"
CODE = "/staf/dua-langkah"
SETUP = "/staf/dua-langkah/pasang"
RECOVERY = "/staf/dua-langkah/pemulihan"


def token_in(page: TestResponse) -> str:
    """Return the token of a page's first form."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', page.text)
    assert found, page.text
    return found[1]


def fill(client: FlaskClient, path: str, sent_to: str = "", **fields: str) -> TestResponse:
    """Open a page and send its form."""
    page = client.get(path)
    assert page.status_code == 200, (page.status_code, page.location)
    return client.post(sent_to or path, data={"csrf_token": token_in(page), **fields})


def code_of(key: str, *, later: int = 0) -> str:
    """Return what a phone shows for a key (RFC 6238), so many steps of 30 seconds from now."""
    step = struct.pack(">Q", int(time()) // 30 + later)
    letters = key.replace("-", "")
    digest = hmac.digest(b32decode(letters + "=" * (-len(letters) % 8)), step, "sha1")
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at : at + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def set_password(client: FlaskClient, link: str, password: str = PASSWORD) -> TestResponse:
    """Follow a one-time link and choose a password."""
    path = link.removeprefix("http://localhost")
    return fill(client, path, password=password, password_confirm=password)


def give_password(client: FlaskClient, account: Account | str, password: str = PASSWORD) -> TestResponse:
    """Take the first step of signing in."""
    email = account if isinstance(account, str) else account.email
    return fill(client, SIGN_IN, email=email, password=password)


def enrol(client: FlaskClient) -> str:
    """Set up the second step after the first password, and return the phone's key."""
    page = fill(client, SETUP, setup="authenticator")
    found = re.search(r"<code>([A-Z2-7-]+)</code>", page.text)
    assert found, page.text
    sent = client.post(CODE, data={"csrf_token": token_in(page), "code": code_of(found[1])})
    assert sent.status_code == 302, sent.text
    return found[1]


def newcomer(
    client: FlaskClient, session: Session, role: Role = Role.OWNER, unit: Unit | None = None
) -> tuple[Account, str]:
    """Add an account whose owner has set a password and a phone, and is signed in on the client."""
    account = make_account(session, role, unit)
    set_password(client, make_link(account))
    session.expire_all()
    give_password(client, account)
    key = enrol(client)
    session.expire_all()
    return account, key


def is_in(client: FlaskClient) -> bool:
    """Tell whether the client is signed in."""
    return client.get("/staf/saya").status_code == 200
