"""What time it is, and how deadlines are counted, for the views of the forum."""

from datetime import date, datetime

from flask import current_app

from portal import posting
from portal.db import db
from portal.domain.forum import Clock
from portal.domain.periods import WITA
from portal.settings import Settings


def settings() -> Settings:
    """Return the portal's settings."""
    found: Settings = current_app.config["SETTINGS"]
    return found


def now() -> datetime:
    """Return this moment in WITA."""
    return datetime.now(WITA)


def today() -> date:
    """Return the day it is in WITA."""
    return now().date()


def clock() -> Clock:
    """Return how deadlines are counted here; costs a statement."""
    return posting.clock(db.session, settings().reply_days)
