"""Numbered migrations, run by `portal init` and `portal demo`; configured in code, no env.py."""

import logging

from flask_alembic import Alembic

from portal.db import Model
from portal.paths import MIGRATIONS

alembic = Alembic(run_mkdir=False, command_name="", metadatas=Model.metadata)
# Flask-Alembic turns its log on at INFO, which would stand between a command's own lines.
logging.getLogger("alembic").setLevel(logging.WARNING)


def configure() -> dict[str, object]:
    """Return Flask-Alembic's settings: where the migrations are, and what is compared with the models."""
    return {"script_location": str(MIGRATIONS)}


def upgrade() -> None:
    """Bring the current app's database to the newest migration."""
    alembic.upgrade()
