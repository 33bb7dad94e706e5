"""The forum over HTTP."""

from flask import Blueprint

from portal.access import Access, access
from portal.forum.consultation_views import blueprint as consultations

blueprint = Blueprint("forum", __name__)
blueprint.register_blueprint(consultations)


@blueprint.get("/forum")
@access(Access.PUBLIC)
def index() -> str:
    """List topics."""
    return ""
