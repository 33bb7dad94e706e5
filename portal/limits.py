"""Rate limits: they bound what a request may cost, never who may answer.

A counter hall and a mobile carrier share one address, so the limits stand far above what a full hall sends,
and nothing is ever refused because somebody else at the same address has answered.
"""

from flask import Flask, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from limits.errors import ConfigurationError

from portal.settings import Settings, UnsafeSettingsError

SUBMIT = "120 per minute"
LOOK_UP = "60 per minute"
DOCUMENT = "30 per minute"
SEARCH = "240 per minute"

limiter = Limiter(get_remote_address, headers_enabled=True)


def is_plain() -> bool:
    """Tell whether the request asks for a whole page, which is kept and costs next to nothing."""
    return not request.args


def init_app(app: Flask, settings: Settings) -> None:
    """Count in the storage of the settings."""
    app.config.update(
        RATELIMIT_ENABLED=settings.rate_limits,
        RATELIMIT_STORAGE_URI=settings.rate_limit_storage,
        RATELIMIT_STRATEGY="fixed-window",
        RATELIMIT_IN_MEMORY_FALLBACK_ENABLED=True,  # An answer must not be lost because Redis is down.
    )
    try:
        limiter.init_app(app)
    except ConfigurationError as error:
        raise UnsafeSettingsError("RATE_LIMIT_STORAGE: memory:// atau redis://host") from error
