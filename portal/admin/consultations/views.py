"""Consultations: invitation, hall, minutes, agreement."""

from flask import Blueprint, abort

from portal.access import access
from portal.domain.permissions import Permission

blueprint = Blueprint("consultations", __name__, url_prefix="/fkp")


@blueprint.get("/")
@access(Permission.RUN_CONSULTATIONS)
def index() -> str:
    """To come."""
    abort(404)
