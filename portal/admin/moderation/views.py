"""What citizens wrote for the forum, read before anybody else does."""

from flask import Blueprint, abort

from portal.access import access
from portal.domain.permissions import Permission

blueprint = Blueprint("moderation", __name__, url_prefix="/moderasi")


@blueprint.get("/")
@access(Permission.MODERATE_FORUM)
def index() -> str:
    """To come."""
    abort(404)
