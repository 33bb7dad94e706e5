"""The quiet door over HTTP."""

from flask import Blueprint

from portal.access import Access, access

blueprint = Blueprint("sealed_reports", __name__, url_prefix="/lapor")


@blueprint.get("")
@access(Access.PUBLIC)
def ask() -> str:
    """Ask what happened."""
    return ""
