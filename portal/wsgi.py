"""The entrance for a WSGI server: `portal.wsgi:make_app` builds the application from the environment."""

import os
from pathlib import Path

from flask import Flask

from portal.app import create_app
from portal.db import db
from portal.settings import load, require_safe
from portal.site import get_site

DATA_VARIABLE = "PORTAL_DATA"


def make_app() -> Flask:
    """Build the application for the data folder in PORTAL_DATA (default var/), or refuse unsafe settings."""
    app = create_app(load(Path(os.environ.get(DATA_VARIABLE, "var"))))
    with app.app_context():
        require_safe(app.config["SETTINGS"], demo=get_site(db.session).demo)
        db.engine.dispose()  # A server may fork after this; each process opens its own connections.
    return app
