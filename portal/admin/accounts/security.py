"""Flask-Security, set up for the staff area: what it may do, its keys, and what follows when somebody signs in."""

import hmac
from base64 import urlsafe_b64encode
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Flask, session
from flask_login import user_logged_out  # type: ignore[import-untyped]
from flask_login.utils import _user_context_processor  # type: ignore[import-untyped]
from flask_security import (
    FSQLALiteUserDatastore,
    RoleMixin,
    Security,
    password_changed,
    password_reset,
    user_authenticated,
)

from portal.admin.accounts.actions import end_sessions
from portal.admin.accounts.codes import AppCodes, PaperCodes
from portal.admin.accounts.queries import find_staff
from portal.admin.accounts.sessions import BrowserSession, StaffSessions
from portal.admin.accounts.shown import FRESH_FOR
from portal.admin.accounts.sign_in import (
    AppSetupForm,
    CodeForm,
    NoRescueForm,
    PaperCodeForm,
    SignInForm,
)
from portal.admin.accounts.sign_in import blueprint as sign_in
from portal.admin.audit import trail
from portal.db import db
from portal.models.accounts import Account
from portal.paths import TRANSLATIONS
from portal.settings import Settings

LINK_LIFE = timedelta(days=3)
PASSWORD_LENGTH = 12
ISSUER = "Suara Warga"
"""What an authenticator app shows beside the code."""


def init_app(app: Flask, settings: Settings) -> None:
    """Let staff sign in."""
    app.config.update(_config(settings.secret))
    # Posts take the place of Flask-Security's roles, which it is never asked about.
    datastore = FSQLALiteUserDatastore(db, Account, RoleMixin)
    security = Security(
        app,
        datastore,
        register_blueprint=False,
        login_form=SignInForm,
        two_factor_setup_form=AppSetupForm,
        two_factor_verify_code_form=CodeForm,
        mf_recovery_form=PaperCodeForm,
        two_factor_rescue_form=NoRescueForm,
        totp_cls=AppCodes,
        mf_recovery_codes_util_cls=PaperCodes,
    )
    security.want_json(lambda _request: False)
    security.login_manager.request_loader(None)  # No token signs anybody in,
    security.login_manager.session_protection = None  # and no address is looked at.
    _leave_out(app, security)
    app.register_blueprint(sign_in)
    app.session_interface = StaffSessions(https=settings.https)
    user_authenticated.connect(_begin_session, app)
    user_logged_out.connect(_end_session, app)
    for changed in (password_changed, password_reset):
        changed.connect(_end_other_sessions, app)


def _config(secret: bytes) -> dict[str, Any]:
    doors = {
        "TWO_FACTOR": True,
        "TWO_FACTOR_REQUIRED": True,
        "TWO_FACTOR_ENABLED_METHODS": ["authenticator"],
        "TWO_FACTOR_AUTHENTICATOR_VALIDITY": 30,  # Seconds that a phone's clock may be wrong.
        "TWO_FACTOR_RESCUE_EMAIL": False,
        "MULTI_FACTOR_RECOVERY_CODES": True,
        "MULTI_FACTOR_RECOVERY_CODES_N": 8,
        "CHANGEABLE": True,
        "RECOVERABLE": True,
        "RESET_PASSWORD_WITHIN": LINK_LIFE,
        "RETURN_GENERIC_RESPONSES": True,
        "PASSWORD_LENGTH_MIN": PASSWORD_LENGTH,
        "FRESHNESS": timedelta(seconds=FRESH_FOR),
        "FRESHNESS_GRACE_PERIOD": timedelta(0),
        "API_ENABLED_METHODS": ["session"],
        "LOGOUT_CSRF": True,
        "SEND_PASSWORD_CHANGE_EMAIL": False,
        "SEND_PASSWORD_RESET_NOTICE_EMAIL": False,
    }
    pages = {
        "POST_LOGIN_VIEW": "staff.home.index",
        "POST_LOGOUT_VIEW": "security.login",
        "POST_VERIFY_VIEW": "staff.accounts.mine",
        "POST_CHANGE_VIEW": "staff.accounts.mine",
        "TWO_FACTOR_POST_SETUP_VIEW": "staff.accounts.mine",
        "TWO_FACTOR_ERROR_VIEW": "security.login",
        "I18N_DIRNAME": [str(TRANSLATIONS)],
        "CLI_USERS_NAME": None,
        "CLI_ROLES_NAME": None,
    }
    keys = {
        "PASSWORD_SALT": _key(secret, "password").hex(),
        "TOTP_SECRETS": {1: _key(secret, "totp").hex()},
        "TOTP_ISSUER": ISSUER,
        "MULTI_FACTOR_RECOVERY_CODES_KEYS": [urlsafe_b64encode(_key(secret, "recovery codes"))],
        "PASSWORD_SCHEMES": ["argon2"],
        "PASSWORD_HASH_PASSLIB_OPTIONS": {
            "argon2__type": "ID",
            "argon2__memory_cost": 19 * 1024,
            "argon2__time_cost": 2,
            "argon2__parallelism": 1,
        },
    }
    named = {f"SECURITY_{name}": value for part in (doors, pages, keys) for name, value in part.items()}
    return named | {"SECRET_KEY": _key(secret, "links and forms").hex()}


def _key(secret: bytes, purpose: str) -> bytes:
    """Derive the key for one purpose: none of them tells anything about another or about the server's secret."""
    return hmac.digest(secret, f"staff: {purpose}".encode(), "sha256")


def _leave_out(app: Flask, security: Security) -> None:
    """Take out what Flask-Security's parts would do with every request and every page: read the account.

    The guard finds out who it is for staff pages; public pages have no session to look into.
    """
    steps, processors = app.before_request_funcs, app.template_context_processors
    steps[None] = [step for step in steps[None] if getattr(step, "__self__", None) is not security.principal]
    processors[None] = [values for values in processors[None] if values is not _user_context_processor]


def _begin_session(_app: Flask, user: Account, **_extra: object) -> None:
    """Go on under a new session id, and note that somebody signed in; a new password signs in again, unnoted."""
    browser = _browser()
    again = browser.account_id == user.id
    browser.pop("_id", None)  # Flask-Login's digest of the address.
    browser.pop("csrf_token", None)  # Whoever opened the page before the sign-in may have seen it.
    browser.renew(user.id)
    if not again:
        user.signed_in_at = datetime.now(UTC)
        trail.note(
            db.session,
            "signed_in",
            "accounts",
            subject_id=str(user.id),
            staff=find_staff(db.session, user.fs_uniquifier),
        )


def _end_session(_app: Flask, **_extra: object) -> None:
    _browser().end()


def _browser() -> BrowserSession:
    opened: BrowserSession = session._get_current_object()  # type: ignore[attr-defined]
    return opened


def _end_other_sessions(_app: Flask, user: Account, **_extra: object) -> None:
    who = find_staff(db.session, user.fs_uniquifier)
    trail.note(db.session, "set_password", "accounts", subject_id=str(user.id), staff=who)
    user.password_set_at = datetime.now(UTC)
    end_sessions(db.session, user.id)
