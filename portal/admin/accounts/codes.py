"""The second step of signing in: codes of an authenticator app, and recovery codes on paper. Each works once."""

from flask_security import MfRecoveryCodesUtil, Totp, UserMixin
from markupsafe import Markup
from passlib.totp import TotpMatch  # type: ignore[import-untyped]
from sqlalchemy import select

from portal.db import db
from portal.models.accounts import Account
from portal.qr import qr_svg


class AppCodes(Totp):
    """Codes of an authenticator app; the last time step that was used is kept with the account."""

    def get_last_counter(self, user: UserMixin) -> int | None:
        """Return the last time step used. The row stays locked, so that of two who send a code one is first."""
        return db.session.scalar(select(Account.totp_counter).where(Account.id == user.id).with_for_update())

    def set_last_counter(self, user: UserMixin, tmatch: TotpMatch) -> None:
        """Remember the time step of a code that was right."""
        user.totp_counter = tmatch.counter  # type: ignore[attr-defined]

    def generate_qrcode(self, username: str, totp: str) -> str:
        """Draw the code to scan as a part of the page, whose policy loads no picture from a data address."""
        return Markup(qr_svg(self.get_totp_uri(username, totp)).decode())  # noqa: S704 - drawn here


class PaperCodes(MfRecoveryCodesUtil):
    """Recovery codes, kept encrypted; typed in capitals or with spaces around they count the same."""

    def check_recovery_code(self, user: UserMixin, code: str) -> bool:
        """Tell whether a code is one of the account's. The row stays locked until the code is taken off."""
        db.session.refresh(user, ["mf_recovery_codes"], with_for_update=True)
        return super().check_recovery_code(user, _tidy(code))

    def delete_recovery_code(self, user: UserMixin, code: str) -> bool:
        """Take a code off the list."""
        return super().delete_recovery_code(user, _tidy(code))


def _tidy(code: str) -> str:
    return code.strip().lower()
