"""What pages about accounts share: names of states, moments in words, and the password asked again."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from time import time
from typing import Any, ParamSpec

from flask import abort, redirect, request, session, url_for

from portal.admin.accounts.queries import Status
from portal.domain.periods import WITA
from portal.i18n import day
from portal.i18n import lazy_gettext as _l

P = ParamSpec("P")

FRESH_FOR = 30 * 60
"""Seconds after giving the password in which a dangerous step may be taken without giving it again."""

STATUS_NAMES = {
    Status.INVITED: _l("Diundang"),
    Status.ACTIVE: _l("Aktif"),
    Status.DISABLED: _l("Nonaktif"),
}


def moment(value: datetime) -> str:
    """Return a moment in words: `30 Juni 2026, 14.05 WITA`."""
    local = value.astimezone(WITA)
    return f"{day(local.date())}, {local:%H.%M} WITA"


def fresh(view: Callable[P, Any]) -> Callable[P, Any]:
    """Ask for the password again before a view that a stranger at an open screen must not use."""

    @wraps(view)
    def enter(*args: P.args, **kwargs: P.kwargs) -> Any:
        if time() - session.get("fs_paa", 0) < FRESH_FOR:
            return view(*args, **kwargs)
        return redirect(url_for("security.verify", next=request.script_root + request.path), 303)

    return enter


def session_id(row: str) -> bytes:
    """Read the id of a session out of an address."""
    try:
        return bytes.fromhex(row)
    except ValueError:
        abort(404)
