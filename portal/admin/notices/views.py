"""The daily digest and its outbox."""

from flask import Blueprint, abort

from portal.access import access
from portal.domain.permissions import Permission

blueprint = Blueprint("notices", __name__, url_prefix="/kabar")


@blueprint.get("/")
@access(Permission.READ_OUTBOX)
def index() -> str:
    """To come."""
    abort(404)
