"""The demo's way into the staff area: choose a role, without a password and without a second step."""

from typing import Any

from flask import Blueprint, redirect, render_template, url_for
from flask_security.utils import login_user
from sqlalchemy import select
from wtforms import StringField

from portal.access import Access, access
from portal.admin.accounts.actions import find_by_email
from portal.admin.accounts.forms import ROLE_NAMES
from portal.admin.accounts.queries import AccountView, find_account
from portal.admin.blueprint import PREFIX
from portal.admin.forms import StaffForm
from portal.db import begin_write, db
from portal.demo.staff import DOMAIN, GROUPS
from portal.models.accounts import Account

blueprint = Blueprint("demo_sign_in", __name__, url_prefix=PREFIX)


class ChoiceForm(StaffForm):
    """Whom to sign in as, by e-mail."""

    account = StringField()


@blueprint.get("/masuk-sebagai")
@access(Access.DEMO)
def choose() -> str:
    """List everybody in the demo, by what they are for."""
    accounts = _accounts()
    groups = [
        (group.name, [(person, accounts[person.email]) for person in group.people if person.email in accounts])
        for group in GROUPS
    ]
    return render_template("demo/sign_in.html", groups=groups if accounts else [], roles=ROLE_NAMES)


def _accounts() -> dict[str, AccountView]:
    """Return the demo's accounts that may sign in, by e-mail."""
    asked = select(Account.id).where(Account.email.endswith(f"@{DOMAIN}"), Account.active).order_by(Account.id)
    found = (find_account(db.session, number) for number in db.session.scalars(asked).all())
    return {account.email: account for account in found if account is not None}


@blueprint.post("/masuk-sebagai")
@access(Access.DEMO)
def sign_in() -> Any:
    """Sign in as somebody of the demo."""
    begin_write(db.session)
    form = ChoiceForm()
    account = find_by_email(db.session, form.account.data or "") if form.validate_on_submit() else None
    if account is None or not account.active or not account.email.endswith(f"@{DOMAIN}"):
        return redirect(url_for("demo_sign_in.choose"), 303)
    login_user(account, authn_via=["demo"])
    db.session.commit()
    return redirect(url_for("staff.home.index"), 303)
