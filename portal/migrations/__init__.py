"""Numbered migrations, run by `portal init` and `portal demo`; configured in code, no env.py."""

from flask_alembic import Alembic

from portal.db import Model
from portal.paths import MIGRATIONS

alembic = Alembic(run_mkdir=False, command_name="", metadatas=Model.metadata)


def configure() -> dict[str, object]:
    """Return Flask-Alembic's settings: where the migrations are, and what is compared with the models."""
    return {"script_location": str(MIGRATIONS)}
