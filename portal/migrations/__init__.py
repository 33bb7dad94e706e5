"""Numbered migrations, run by `portal init` and `portal demo`; configured in code, no env.py.

The web process never imports this: Alembic would cost it ten megabytes for nothing.
"""

import logging

from flask import current_app
from flask_alembic import Alembic

from portal.db import Model
from portal.paths import MIGRATIONS

_alembic = Alembic(run_mkdir=False, command_name="", metadatas=Model.metadata)
# Flask-Alembic turns its log on at INFO, which would stand between a command's own lines.
logging.getLogger("alembic").setLevel(logging.WARNING)


FULL_TEXT = "forum_search"
"""How the names of each engine's own full-text index begin; no model describes it."""


def _is_modelled(name: str | None, _kind: str, _parents: object) -> bool:
    return name is None or not name.startswith(FULL_TEXT)


def of_current_app() -> Alembic:
    """Return Alembic, connected to the current app."""
    if "alembic" not in current_app.extensions:
        current_app.config["ALEMBIC"] = {"script_location": str(MIGRATIONS)}
        current_app.config["ALEMBIC_CONTEXT"] = {"render_as_batch": True, "include_name": _is_modelled}
        _alembic.init_app(current_app._get_current_object())  # type: ignore[attr-defined]
    return _alembic


def upgrade() -> None:
    """Bring the current app's database to the newest migration."""
    of_current_app().upgrade()
