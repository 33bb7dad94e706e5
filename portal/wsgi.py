"""The entrance for a WSGI server: `portal.wsgi:make_app` builds the application from the environment."""

import os
from pathlib import Path

from flask import Flask

from portal.app import create_app
from portal.settings import load

DATA_VARIABLE = "PORTAL_DATA"


def make_app() -> Flask:
    """Build the application for the data folder in PORTAL_DATA (default var/)."""
    return create_app(load(Path(os.environ.get(DATA_VARIABLE, "var"))))
