"""Where offices answer the forum."""

from flask import Blueprint, abort

from portal.access import access
from portal.domain.permissions import Permission

blueprint = Blueprint("forum", __name__, url_prefix="/forum")


@blueprint.get("/")
@access(Permission.ANSWER_FORUM)
def index() -> str:
    """To come."""
    abort(404)
