"""What forms of citizens share: no session, no cookie, and a fresh key that makes sending twice harmless."""

from collections.abc import Callable
from datetime import datetime
from urllib.parse import unquote_to_bytes

from flask import abort, request
from flask_wtf import FlaskForm

from portal.domain.receipts import FormKey, seal_form_key


class CitizenForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types.
    """A form without a session: its authority is a sealed key or a receipt; there is no cookie to protect."""

    class Meta:
        csrf = False


def fresh_key(place: str, *, secret: bytes, now: datetime, draw: Callable[[int], bytes]) -> str:
    """Return a form key that nobody has, good for one place: a counter's code, or what a room calls its form."""
    return seal_form_key(FormKey(random=draw(16), made=now), secret=secret, place=place)


def require_form() -> None:
    """Refuse a request that is no form, or one that no browser could have sent."""
    if request.mimetype != "application/x-www-form-urlencoded":
        abort(415)
    if is_broken(request.get_data()):
        abort(400)


def is_broken(body: bytes) -> bool:
    """Tell whether a form's body is not valid UTF-8, or holds a NUL, which no keyboard types."""
    raw = unquote_to_bytes(body)
    try:
        return "\x00" in raw.decode()
    except UnicodeDecodeError:
        return True
