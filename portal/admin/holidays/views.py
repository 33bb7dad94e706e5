"""Days off beyond the yearly decree."""

from flask import Blueprint, abort

from portal.access import access
from portal.domain.permissions import Permission

blueprint = Blueprint("holidays", __name__, url_prefix="/hari-libur")


@blueprint.get("/")
@access(Permission.EDIT_HOLIDAYS)
def index() -> str:
    """To come."""
    abort(404)
