"""The views about one's own account; views.py gives them their addresses."""

from datetime import UTC, datetime
from typing import Any

from flask import abort, render_template, session
from werkzeug.wrappers import Response as AnyResponse

from portal.access import Access, access
from portal.admin.accounts import actions, queries
from portal.admin.accounts.forms import ROLE_NAMES, DigestForm, NameForm
from portal.admin.accounts.shown import session_id
from portal.admin.answers import done
from portal.admin.forms import ConfirmForm
from portal.admin.guard import the_staff
from portal.db import begin_write, db
from portal.i18n import gettext as _
from portal.models.accounts import Account

own = access(Access.STAFF)


@own
def mine() -> str:
    """Show one's own account."""
    account = queries.find_account(db.session, the_staff().account_id)
    return _page(account, NameForm(obj=account))


@own
def rename() -> Any:
    """Change one's own name."""
    begin_write(db.session)
    number, form = the_staff().account_id, NameForm()
    if not form.validate_on_submit():
        return _page(queries.find_account(db.session, number), form), 422
    actions.rename(db.session, db.session.get_one(Account, number), form.name.data)
    db.session.commit()
    return done(_("Nama disimpan."), "staff.accounts.mine")


@own
def ask_for_digest() -> AnyResponse:
    """Choose whether the daily digest comes to oneself."""
    begin_write(db.session)
    form = DigestForm()
    if not form.validate_on_submit():
        abort(400)
    account = db.session.get_one(Account, the_staff().account_id)
    actions.ask_for_digest(db.session, account, wanted=form.wanted.data)
    db.session.commit()
    said = _("Ringkasan harian akan dikirim.") if form.wanted.data else _("Ringkasan harian dimatikan.")
    return done(said, "staff.accounts.mine")


def _page(account: queries.AccountView | None, form: NameForm) -> str:
    sessions = queries.list_sessions(db.session, the_staff().account_id, datetime.now(UTC))
    return render_template(
        "staff/accounts/mine.html",
        account=account,
        form=form,
        digest=DigestForm(formdata=None, wanted=bool(account and account.wants_digest)),
        sessions=sessions,
        here_id=_this_one(),
        roles=ROLE_NAMES,
    )


def _this_one() -> str:
    row: bytes | None = session.row  # type: ignore[attr-defined]
    return row.hex() if row else ""


@own
def end_own_session(row: str) -> AnyResponse:
    """End one of one's own sessions."""
    return _end(lambda number: actions.end_session(db.session, number, session_id(row)), _("Sesi diakhiri."))


@own
def end_other_sessions() -> AnyResponse:
    """End one's own sessions but this one."""
    keep = bytes.fromhex(_this_one())
    return _end(lambda number: actions.end_sessions(db.session, number, keep=keep), _("Semua sesi lain diakhiri."))


def _end(step: Any, said: str) -> AnyResponse:
    begin_write(db.session)
    if not ConfirmForm().validate_on_submit():
        abort(400)
    step(the_staff().account_id)
    db.session.commit()
    return done(said, "staff.accounts.mine")
