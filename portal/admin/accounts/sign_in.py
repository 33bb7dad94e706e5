"""The doors of signing in: those of Flask-Security's views that the portal opens, each with its lock."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_security import (
    LoginForm,
    TwoFactorRescueForm,
    TwoFactorSetupForm,
    TwoFactorVerifyCodeForm,
    current_user,
    recovery_codes,
    views,
)
from flask_security.recovery_codes import MfRecoveryForm
from wtforms import HiddenField, RadioField

from portal import limits
from portal.access import Access, access
from portal.admin.accounts import lockout
from portal.admin.blueprint import PREFIX
from portal.admin.forms import StaffForm
from portal.db import begin_write, db
from portal.limits import limiter

P = ParamSpec("P")

FORMS = {"application/x-www-form-urlencoded", "multipart/form-data", ""}


class SignInForm(LoginForm, StaffForm):
    """E-mail and password; nobody stays signed in on a shared computer for weeks."""

    remember = None


class CodeForm(TwoFactorVerifyCodeForm, StaffForm):
    """A code of the authenticator app."""


class PaperCodeForm(MfRecoveryForm, StaffForm):
    """A recovery code."""


class AppSetupForm(TwoFactorSetupForm):
    """Asks for an authenticator app; there is no other way to choose."""

    setup = HiddenField()


class NoRescueForm(TwoFactorRescueForm):
    """Offers nothing by mail; the page tells the ways there are."""

    help_setup = RadioField(choices=[], validate_choice=False)


blueprint = Blueprint("security", __name__, url_prefix=PREFIX)  # Under this name Flask-Security finds its routes.
blueprint.register_error_handler(429, lockout.say_when)

BOTH = ("GET", "POST")


def takes_forms(view: Callable[P, Any]) -> Callable[P, Any]:
    """Let a view have forms only, not the JSON that it would take, too."""

    @wraps(view)
    def enter(*args: P.args, **kwargs: P.kwargs) -> Any:
        if request.method == "POST" and request.mimetype not in FORMS:
            abort(415)
        return view(*args, **kwargs)

    return enter


def takes_writes(view: Callable[P, Any]) -> Callable[P, Any]:
    """Let a view have forms only, and begin as a writer when one is sent: it will change the account."""

    @wraps(view)
    def enter(*args: P.args, **kwargs: P.kwargs) -> Any:
        if request.method == "POST":
            begin_write(db.session)
        return view(*args, **kwargs)

    return takes_forms(enter)


@blueprint.route("/masuk", methods=BOTH)
@access(Access.SIGN_IN)
@limiter.limit(limits.SEARCH, methods=["GET"])  # Each new browser that opens the page makes a session.
@lockout.by_cost
@lockout.by_email
@takes_forms
def login() -> Any:
    """Ask for e-mail and password."""
    return views.login()


@blueprint.post("/keluar")
@access(Access.STAFF)
@takes_forms
def logout() -> Any:
    """End the session."""
    return views.logout()


@blueprint.route("/dua-langkah", methods=BOTH)
@access(Access.SIGN_IN)
@lockout.by_first_step
@takes_writes
def two_factor_token_validation() -> Any:
    """Ask for a code of the app; whoever has just set it up is led to the recovery codes."""
    response = views.two_factor_token_validation()
    if current_user.is_authenticated and not current_user.mf_recovery_codes:
        return redirect(url_for("security.mf_recovery_codes"))
    return response


@blueprint.get("/dua-langkah/bantuan")
@access(Access.SIGN_IN)
def two_factor_rescue() -> str:
    """Say what to do without the phone."""
    return render_template("security/two_factor_rescue.html")


@blueprint.route("/dua-langkah/pemulihan", methods=BOTH)
@access(Access.SIGN_IN)
@lockout.by_first_step
@takes_writes
def mf_recovery() -> Any:
    """Ask for a recovery code instead."""
    return recovery_codes.mf_recovery()


@blueprint.route("/dua-langkah/pasang", methods=BOTH)
@access(Access.SIGN_IN)
@takes_forms
def two_factor_setup() -> Any:
    """Show the code that an authenticator app is set up with, before the first sign-in or for a new phone."""
    return views.two_factor_setup()


@blueprint.post("/dua-langkah/pasang/<token>")
@access(Access.STAFF)
@takes_writes
def two_factor_setup_validate(token: str) -> Any:
    """Check the first code of a new phone."""
    return views.two_factor_setup_validate(token)


@blueprint.route("/kode-pemulihan", methods=BOTH)
@access(Access.STAFF)
@takes_writes
def mf_recovery_codes() -> Any:
    """Make new recovery codes."""
    return recovery_codes.mf_recovery_codes()


@blueprint.route("/kata-sandi", methods=BOTH)
@access(Access.STAFF)
@lockout.by_cost
@lockout.by_account
@takes_writes
def change_password() -> Any:
    """Change one's own password."""
    return views.change_password()


@blueprint.get("/setel")
@access(Access.SIGN_IN)
def forgot_password() -> str:
    """Say how to get a new password: from the administrator, by hand; the portal sends no mail."""
    return render_template("security/forgot_password.html")


@blueprint.route("/setel/<token>", methods=BOTH)
@access(Access.SIGN_IN)
@lockout.by_cost
@takes_writes
def reset_password(token: str) -> Any:
    """Set a password with a one-time link."""
    return views.reset_password(token)


@blueprint.route("/pastikan", methods=BOTH)
@access(Access.STAFF)
@lockout.by_cost
@lockout.by_account
@takes_forms
def verify() -> Any:
    """Ask for the password once more before a dangerous step."""
    return views.verify()
