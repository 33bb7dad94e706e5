"""Wiring: settings in, Flask application out."""

from hashlib import sha256
from typing import Any
from urllib.parse import quote

from flask import Flask, abort, request
from flask_compress import Compress
from jinja2 import StrictUndefined
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import IntegerConverter, Map

from portal import db, errors, headers, i18n, limits, site
from portal.access import Access, access_of
from portal.admin import guard, rendering
from portal.admin.accounts import security
from portal.admin.blueprint import make_blueprint
from portal.paths import STATIC, TEMPLATES
from portal.settings import Settings, UnsafeSettingsError
from portal.survey.doorway import Doorway

MAX_BODY = 64 * 1024
"""Bytes of the largest form: nine answers and a comment need far less."""


class RowNumber(IntegerConverter):
    """A number in an address that fits a database's integer; a longer one is no address at all."""

    def __init__(self, url_map: Map, *args: Any, **options: Any) -> None:
        super().__init__(url_map, *args, **{"max": 2**31 - 1, **options})


class Portal(Flask):
    """Flask that never writes an address to the log: one of them is a receipt, another says who answered where."""

    def log_exception(self, exc_info: Any) -> None:
        """Log an unforeseen error with the name of the route, not with its address."""
        self.logger.error("Unforeseen error in %s", request.endpoint, exc_info=exc_info)


def create_app(settings: Settings) -> Flask:
    """Build the application for checked settings."""
    app = Portal("portal", template_folder=str(TEMPLATES), static_folder=str(STATIC), static_url_path="/static")
    app.config.update(
        SETTINGS=settings,
        TRUSTED_HOSTS=[settings.host, "localhost", "127.0.0.1"],
        MAX_CONTENT_LENGTH=MAX_BODY,
        MAX_FORM_MEMORY_SIZE=MAX_BODY,
        MAX_FORM_PARTS=100,
        WTF_I18N_ENABLED=False,  # The forms' messages are the portal's own.
        SQLALCHEMY_ENGINES={"default": _engine(settings)},
        COMPRESS_MIMETYPES=[
            "text/html",
            "text/css",
            "text/javascript",
            "application/json",
            "image/svg+xml",
            "text/csv",
        ],
        SEND_FILE_MAX_AGE_DEFAULT=365 * 24 * 3600,
    )
    app.url_map.converters["int"] = RowNumber
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    db.init_app(app)
    site.init_app(app)
    i18n.init_app(app)
    limits.init_app(app, settings)
    headers.init_app(app, https=settings.https)
    errors.init_app(app)
    Compress(app)
    app.before_request(_refuse_null)
    _init_templates(app)
    security.init_app(app, settings)
    guard.init_app(app)
    rendering.init_app(app)
    _register_rooms(app)
    _require_access(app)
    app.wsgi_app = i18n.LanguagePrefix(Doorway(app, app.wsgi_app))  # type: ignore[method-assign]
    if settings.trusted_proxies:
        count = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]
    return app


def _engine(settings: Settings) -> dict[str, Any]:
    """Return engine options: as many connections as the server has threads, and no waiting for one.

    Parameters are hidden from error messages: a log must never hold somebody's answers beside the time.
    A database server may restart, so its connections are tried before use: no answer is lost to a stale one.
    """
    try:
        url = make_url(settings.database_url)
        embedded = url.get_dialect().name == "sqlite"
    except ArgumentError as error:
        raise UnsafeSettingsError("DATABASE_URL: alamat seperti postgresql+psycopg://user@host/portal") from error
    return {
        "url": url,
        "pool_size": 64,
        "max_overflow": 64,
        "pool_pre_ping": not embedded,
        "hide_parameters": True,
    }


def _init_templates(app: Flask) -> None:
    versions = {
        path.relative_to(STATIC).as_posix(): sha256(path.read_bytes()).hexdigest()[:10]
        for path in STATIC.rglob("*")
        if path.is_file()
    }

    def asset(name: str) -> str:
        """Return a static file's address, with its content's hash so that browsers may keep it for good."""
        return f"/static/{name}?v={versions[name]}"

    app.jinja_env.globals["asset"] = asset

    @app.context_processor
    def page_values() -> dict[str, Any]:
        # What was posted, or is nowhere, cannot be opened in the other language: lead to the front page instead.
        rule = request.url_rule
        here = quote(request.path) if rule is not None and "GET" in (rule.methods or ()) else "/"
        return {"site": site.current_site(), "here": here}


def _register_rooms(app: Flask) -> None:
    from portal.demo.sign_in import blueprint as demo_sign_in
    from portal.demo.views import blueprint as demo
    from portal.forum.views import blueprint as forum
    from portal.health import blueprint as health
    from portal.sealed_reports.views import blueprint as sealed_reports
    from portal.survey.views import blueprint as survey
    from portal.transparency.views import blueprint as transparency

    for room in (survey, transparency, forum, sealed_reports, make_blueprint(), demo, demo_sign_in, health):
        app.register_blueprint(room)


def _refuse_null() -> None:
    """Know no address with a null character: no route has one, and PostgreSQL takes none."""
    if "\x00" in request.path or "\x00" in "".join(value for _, value in request.args.items(multi=True)):
        abort(404)


class UndeclaredAccessError(RuntimeError):
    """A route does not say who may use it."""


def _require_access(app: Flask) -> None:
    """Refuse to start with a route that forgot to declare its access, and guard the demo's routes."""
    for endpoint, view in app.view_functions.items():
        if endpoint != "static" and access_of(view) is None:
            raise UndeclaredAccessError(endpoint)

    @app.before_request
    def guard() -> None:
        view = app.view_functions.get(request.endpoint or "")
        if view is not None and access_of(view) is Access.DEMO and not site.current_site().demo:
            abort(404)
