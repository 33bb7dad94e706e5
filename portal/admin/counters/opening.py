"""What the pages about counters and their posters share."""

from flask import Blueprint, current_app

from portal.access import access
from portal.domain.permissions import Permission
from portal.settings import Settings

blueprint = Blueprint("counters", __name__)

reads = access(Permission.READ_REGISTER)
edits = access(Permission.EDIT_REGISTER)


def portal_address() -> str:
    """Return the address of the portal as people see it, without a slash at its end."""
    settings: Settings = current_app.config["SETTINGS"]
    return settings.public_url


def survey_address(code: str) -> str:
    """Return the address of a counter's survey, as its poster holds it."""
    return f"{portal_address()}/s/{code}"
