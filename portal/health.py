"""Health checks for whatever watches the server."""

from flask import Blueprint, Response
from sqlalchemy.exc import SQLAlchemyError

from portal.access import Access, access
from portal.db import db
from portal.site import SiteMissingError, get_site

blueprint = Blueprint("health", __name__)


def _answer(status: int, word: str) -> Response:
    return Response(word + "\n", status, mimetype="text/plain", headers={"Cache-Control": "no-store"})


@blueprint.get("/healthz")
@access(Access.MACHINE)
def alive() -> Response:
    """Say that the process answers."""
    return _answer(200, "ok")


@blueprint.get("/readyz")
@access(Access.MACHINE)
def ready() -> Response:
    """Say whether the database answers and is set up."""
    try:
        get_site(db.session)
    except (SQLAlchemyError, SiteMissingError):
        return _answer(503, "not ready")
    return _answer(200, "ok")
