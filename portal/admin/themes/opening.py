"""The blueprint that the views of themes share."""

from flask import Blueprint

blueprint = Blueprint("themes", __name__, url_prefix="/tema")
