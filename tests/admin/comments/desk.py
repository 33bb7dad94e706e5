"""A comment desk for tests: comments of past months, and forms filled in on their pages."""

import re
import secrets
from datetime import datetime

from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from portal.domain.periods import WITA, month_of
from portal.domain.permissions import Role
from portal.models import Account, AuditEntry, Comment, Handling, Unit
from tests.staff import StaffClient, make_account, sign_in

NAME = "Budi Hartono"
"""Stands in the secret comment, and must be on no page but the owner's."""

SECRET = f"Pak {NAME} di loket dua minta uang rokok."


def today() -> datetime:
    return datetime.now(WITA)


def months_ago(number: int) -> int:
    return month_of(today().date()) - number


OPEN = 2
"""So many months ago is open to the office on every day of the month."""


def make_comment(
    session: Session, unit: Unit, text: str = "Antre terlalu lama.", *, ago: int = OPEN, **changes: object
) -> Comment:
    """Add a comment that was written so many months ago."""
    values = {
        "unit_id": unit.id,
        "id": secrets.token_bytes(16),
        "month": months_ago(ago),
        "text": text,
        "state": "waiting",
        "handle": secrets.token_bytes(32),
    }
    comment = Comment(**(values | changes))
    session.add(comment)
    session.commit()
    return comment


def signed_in(app: Flask, session: Session, role: Role, unit: Unit | None = None) -> StaffClient:
    """Return a client of a new member of staff."""
    return client_of(app, make_account(session, role, unit))


def client_of(app: Flask, account: Account) -> StaffClient:
    client = StaffClient(app)
    sign_in(client, account)
    return client


def address(unit: Unit, comment: Comment, step: str = "") -> str:
    return f"/staf/komentar/{unit.slug}/{comment.id.hex()}" + (f"/{step}" if step else "")


def send(client: StaffClient, page: str, to: str = "", **fields: object) -> TestResponse:
    """Open a page and send a form of it, with its token."""
    found = re.findall(r'name="csrf_token" value="([^"]+)"', client.get(page).text)
    assert found, page
    return client.post(to or page, data={"csrf_token": found[-1], **fields})


def handling_of(session: Session, comment: Comment) -> Handling | None:
    session.expire_all()
    return session.get(Handling, (comment.unit_id, comment.id))


def looks(session: Session, account: Account) -> list[tuple[str, int | None, dict[str, int]]]:
    """Return what an account's trail says about comments it saw."""
    rows = session.query(AuditEntry).filter_by(account_id=account.id, subject="comments").order_by(AuditEntry.id)
    return [(row.verb, row.unit_id, row.detail) for row in rows]
