"""A digest written out: what is due, with sentences and full addresses; and what the outbox calls things."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from flask import current_app

from portal.admin.home.queries import Due
from portal.admin.home.words import TASKS
from portal.domain.digests import Digest, Line, compose
from portal.i18n import lazy_gettext as _l
from portal.mail import BAD_ADDRESS

STATE_NAMES = {
    "waiting": _l("Menunggu"),
    "sent": _l("Terkirim"),
    "failed": _l("Tidak terkirim"),
}

UNWANTED, TOO_OLD, SUPERSEDED = "unwanted", "too-old", "superseded"
FAULT_NAMES = {
    BAD_ADDRESS: _l("Alamat surel akun ini tidak dapat dipakai."),
    TOO_OLD: _l("Terlalu lama menunggu: isinya sudah tidak berlaku."),
    SUPERSEDED: _l("Ada ringkasan yang lebih baru untuk akun ini."),
    UNWANTED: _l("Akunnya nonaktif, atau tidak ingin menerima ringkasan lagi."),
}
"""Faults that the portal finds itself; anything else is what the mail server said."""


def write(found: Sequence[Due], today: date, *, sample: bool) -> Digest | None:
    """Return the digest of what is due for somebody, or None if nothing waits; the same in every language."""
    address = _addresses()
    lines = [
        Line(
            key=due.key,
            count=due.count,
            text=TASKS[due.key].indonesian(due.count),
            address=address(TASKS[due.key].leads_to, **TASKS[due.key].filters),
        )
        for due in found
    ]
    return compose(lines, today=today, home=address("staff.home.index"), leave=leaving_address(), sample=sample)


def leaving_address() -> str:
    """Return the full address of the page where somebody turns digests off."""
    return _addresses()("staff.accounts.mine")


def _addresses() -> Callable[..., str]:
    """Return what builds full addresses as people see them, in Indonesian, with or without a request."""
    public = urlsplit(current_app.config["SETTINGS"].public_url)
    adapter = current_app.url_map.bind(public.netloc, url_scheme=public.scheme)

    def build(endpoint: str, **values: Any) -> str:
        return adapter.build(endpoint, values, force_external=True)

    return build
