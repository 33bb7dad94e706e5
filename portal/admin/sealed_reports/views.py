"""Reports of extortion and harassment, for reviewers from outside."""

from flask import Blueprint, abort

from portal.access import access
from portal.domain.permissions import Permission

blueprint = Blueprint("sealed_reports", __name__, url_prefix="/laporan-tertutup")


@blueprint.get("/")
@access(Permission.READ_SEALED_REPORTS)
def index() -> str:
    """To come."""
    abort(404)
