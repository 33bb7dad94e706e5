"""Lock-out while signing in: by account and by cost, never by address, which a whole office shares."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import wraps
from threading import BoundedSemaphore
from typing import Any

from email_validator import EmailNotValidError, validate_email
from flask import Response, make_response, render_template, request, session
from werkzeug.exceptions import TooManyRequests

from portal.domain.periods import WITA
from portal.limits import limiter

View = Callable[..., Any]

PASSWORDS = "10 per 15 minutes"
CODES = "5 per 15 minutes; 20 per day"
"""Three of a million codes are right at any time: at this pace a guess takes decades."""
HASHES = "240 per minute"

_AT_ONCE = BoundedSemaphore(4)
"""Hashing a password takes 19 MiB: a burst of sign-ins must not take the smallest server's memory."""


def by_email(view: View) -> View:
    """Limit how often a password may be tried for the account that the form names, whether there is one or not."""
    return limiter.limit(PASSWORDS, key_func=_named_account, methods=["POST"])(view)


def by_account(view: View) -> View:
    """Limit how often whoever is signed in may try the password."""
    return limiter.limit(PASSWORDS, key_func=_signed_in_account, methods=["POST"])(view)


def by_first_step(view: View) -> View:
    """Limit how often a code may be tried for the account whose password was right."""
    return limiter.shared_limit(CODES, scope="codes", key_func=_account_between_steps, methods=["POST"])(view)


def by_cost(view: View) -> View:
    """Limit how many passwords are hashed in a minute, and at once."""

    @wraps(view)
    def one_of_few(**values: Any) -> Any:
        if request.method != "POST":
            return view(**values)
        with _AT_ONCE:
            return view(**values)

    return limiter.shared_limit(HASHES, scope="hashes", key_func=lambda: "everybody", methods=["POST"])(one_of_few)


def _named_account() -> str:
    """Return the account that was named, in the one form in which it is looked up."""
    typed = request.form.get("email", "").strip()
    with suppress(EmailNotValidError):
        typed = validate_email(typed, check_deliverability=False).normalized
    return f"email:{typed.lower()}"


def _signed_in_account() -> str:
    return f"account:{session.get('_user_id')}"


def _account_between_steps() -> str:
    return f"account:{session.get('tf_user_id')}"


def say_when(_error: TooManyRequests) -> Response:
    """Answer with a page that says when to try again."""
    limit = limiter.current_limit
    again = datetime.fromtimestamp(limit.reset_at, WITA) if limit else datetime.now(WITA)
    return make_response(render_template("security/locked.html", again=again.strftime("%H.%M")), 429)
