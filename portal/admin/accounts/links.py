"""One-time links with which somebody sets their password; the administrator hands them over."""

from urllib.parse import urlsplit

from flask import current_app
from flask_security.recoverable import generate_reset_password_token

from portal.models.accounts import Account


def make_link(account: Account) -> str:
    """Return a link to set the account's password. It dies with its use, its age, and the next link."""
    public = urlsplit(current_app.config["SETTINGS"].public_url)
    addresses = current_app.url_map.bind(public.netloc, url_scheme=public.scheme)
    token = generate_reset_password_token(account)  # type: ignore[no-untyped-call]
    return addresses.build("security.reset_password", {"token": token}, force_external=True)
