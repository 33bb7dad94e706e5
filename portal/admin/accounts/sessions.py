"""Sessions of the staff area: rows that can be listed and ended. Public pages have none, nor a cookie."""

import secrets
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from flask import Flask, Request, Response, request
from flask.sessions import SessionInterface, SessionMixin
from sqlalchemy import delete, insert, or_, select, update
from werkzeug.datastructures import CallbackDict

from portal.admin.accounts.queries import expired
from portal.admin.blueprint import is_inside
from portal.db import begin_write, db
from portal.models.accounts import StaffSession
from portal.text import printable

SEEN_EVERY = timedelta(minutes=1)
"""How stale `seen_at` may grow: a session costs no write with every page."""

_KEY_BYTES = 32
_AGENT_LENGTH = 200


class BrowserSession(CallbackDict[str, Any], SessionMixin):
    """What is kept about one browser.

    key: what its cookie holds, empty for a new one. row: the id of what is stored, None if nothing is.
    """

    modified = False

    def __init__(self, row: StaffSession | None = None, *, key: str = "") -> None:
        super().__init__(row.data if row else {}, _note_change)
        self.key = key
        self.row = row.id if row else None
        self.account_id = row.account_id if row else None

    def renew(self, account_id: int | None) -> None:
        """Go on under a new key, so that nobody who knew the old one is signed in along with its owner."""
        self.key, self.account_id, self.modified = "", account_id, True

    def end(self) -> None:
        """Forget everything."""
        self.clear()
        self.renew(None)


def _note_change(session: BrowserSession) -> None:
    session.modified = True


def new_key() -> str:
    """Draw what a cookie holds."""
    return secrets.token_urlsafe(_KEY_BYTES)


def row_id(key: str) -> bytes:
    """Return what a cookie's key is stored as: whoever reads the table can sign in as nobody."""
    return sha256(key.encode()).digest()


class StaffSessions(SessionInterface):
    """Opens and saves the sessions of requests below the staff area's address.

    They are read and written in database sessions of their own: a request may go on to write, which must not
    begin by reading, and one that fails must not take along what its session learned.
    """

    def __init__(self, *, https: bool) -> None:
        self.cookie = cookie_name(https=https)
        self.https = https

    def open_session(self, app: Flask, asked: Request) -> BrowserSession | None:  # noqa: ARG002 - Flask's own order
        """Return the browser's session, or an empty one; None outside of the staff area."""
        if not is_inside():
            return None
        key = asked.cookies.get(self.cookie, "")
        return (_find(key, datetime.now(UTC)) if key else None) or BrowserSession()

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:  # noqa: ARG002
        """Store what changed; a session that is empty, or was ended by somebody meanwhile, stays away."""
        if not isinstance(session, BrowserSession) or not session.modified or not (session or session.row):
            return
        db.session.close()  # The answer is made; what was not committed must not keep others from writing.
        fresh = bool(session) and not session.key
        if fresh:
            session.key = new_key()
        _store(session, fresh=fresh, now=datetime.now(UTC))
        if fresh:
            self._set_cookie(response, session.key)
        elif not session and session.row:
            self._set_cookie(response, "", max_age=0)

    def _set_cookie(self, response: Response, key: str, max_age: int | None = None) -> None:
        response.set_cookie(
            self.cookie, key, max_age=max_age, path="/", secure=self.https, httponly=True, samesite="Lax"
        )


def cookie_name(*, https: bool) -> str:
    """Return the cookie's name; its prefix makes browsers take it from this host over HTTPS only."""
    return "__Host-staf" if https else "staf"


def _find(key: str, now: datetime) -> BrowserSession | None:
    with db.sessionmaker() as reading:
        row = reading.scalar(select(StaffSession).where(StaffSession.id == row_id(key), ~expired(now)))
        if row is None:
            return None
        found = BrowserSession(row, key=key)
        stale = row.seen_at < now - SEEN_EVERY
    if stale:
        with db.sessionmaker() as writing:
            begin_write(writing)
            writing.execute(update(StaffSession).where(StaffSession.id == found.row).values(seen_at=now))
            writing.commit()
    return found


def _store(session: BrowserSession, *, fresh: bool, now: datetime) -> None:
    values = {"data": dict(session), "account_id": session.account_id}
    with db.sessionmaker() as writing:
        begin_write(writing)
        if session and not fresh:
            writing.execute(update(StaffSession).where(StaffSession.id == session.row).values(**values))
        else:
            writing.execute(delete(StaffSession).where(or_(StaffSession.id == session.row, expired(now))))
        if fresh:
            made = {"id": row_id(session.key), "agent": _agent(), "created_at": now, "seen_at": now}
            writing.execute(insert(StaffSession).values(**values, **made))
        writing.commit()


def _agent() -> str:
    return printable(request.user_agent.string)[:_AGENT_LENGTH]
