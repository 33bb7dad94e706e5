"""A moderators' desk for tests: what its pages show and send."""

import html
import re

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from portal.domain.permissions import Role
from portal.domain.receipts import handle
from portal.models import AuditEntry, Contribution, ModerationCount
from tests.staff import StaffClient, make_account, sign_in

DESK = "/staf/moderasi"


def make_moderator(app: Flask, session: Session) -> StaffClient:
    """Return a client of a new moderator of all offices."""
    client = StaffClient(app)
    sign_in(client, make_account(session, Role.MODERATOR))
    return client


def contribution_of(session: Session, author_key: str) -> Contribution:
    """Return what was sent under an author key, as it is now."""
    session.expire_all()
    return session.scalars(select(Contribution).where(Contribution.handle == handle(author_key, "forum"))).one()


def page_of(said: Contribution) -> str:
    return f"{DESK}/{said.id.hex()}"


def token(page: TestResponse) -> str:
    found = re.findall(r'name="csrf_token" value="([^"]+)"', page.text)
    assert found, page.text
    return str(found[-1])


def hidden(page: TestResponse) -> dict[str, object]:
    """Return what the publishing form of a contribution's page would send."""
    fields = re.findall(
        r'<input type="hidden" name="(seen|title_covered|covered|nameless)" value="([^"]*)"', page.text
    )
    sent: dict[str, object] = {"csrf_token": token(page)}
    for name in ("title_covered", "covered"):
        sent[name] = [value for each, value in fields if each == name]
    sent |= {name: value for name, value in fields if name in ("seen", "nameless")}
    return sent


def publish(client: StaffClient, said: Contribution, **changes: object) -> TestResponse:
    """Open a contribution's page and publish it as it is proposed there."""
    page = client.get(page_of(said))
    return client.post(f"{page_of(said)}/terbit", data=hidden(page) | changes)


def decline(client: StaffClient, said: Contribution, **fields: object) -> TestResponse:
    page = client.get(page_of(said))
    return client.post(f"{page_of(said)}/tolak", data={"csrf_token": token(page), **fields})


def would_be(page: TestResponse) -> str:
    """Return what a contribution's page says will be published, without its markup."""
    shown = re.search(r'<div class="to-be">(.*?)</div>', page.text, re.DOTALL)
    assert shown
    return html.unescape(re.sub(r"<[^>]+>", "", shown[1]))


def counts(session: Session) -> dict[tuple[str, str], int]:
    """Return (act, reason) -> how often, of all offices and years."""
    session.expire_all()
    return {(row.act, row.reason): row.n for row in session.scalars(select(ModerationCount))}


def trail(session: Session) -> list[AuditEntry]:
    """Return what the trail says about contributions."""
    session.expire_all()
    return list(
        session.scalars(select(AuditEntry).where(AuditEntry.subject == "contributions").order_by(AuditEntry.id))
    )
