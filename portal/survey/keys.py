"""Fresh form keys for the survey page."""

from collections.abc import Callable
from datetime import datetime

from portal.domain.receipts import FormKey, seal_form_key


def fresh_key(code: str, *, secret: bytes, now: datetime, draw: Callable[[int], bytes]) -> str:
    """Return a form key that nobody has, good for one counter."""
    return seal_form_key(FormKey(random=draw(16), made=now), secret=secret, place=code)
