"""Consultations (Forum Konsultasi Publik) over HTTP."""

from flask import Blueprint

from portal.access import Access, access

blueprint = Blueprint("consultations", __name__, url_prefix="/fkp")


@blueprint.get("")
@access(Access.PUBLIC)
def index() -> str:
    """List consultations."""
    return ""
