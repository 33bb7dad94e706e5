"""What the pages of progress share."""

from flask import Blueprint, Response, render_template

blueprint = Blueprint("progress", __name__, url_prefix="/kemajuan")


def unlinked() -> Response:
    """Answer an account without an officer."""
    return Response(render_template("staff/progress/unlinked.html"), mimetype="text/html")
