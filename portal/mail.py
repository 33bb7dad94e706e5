"""Mail: plain letters, each to one address, handed to one server over one connection."""

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from smtplib import (
    SMTP,
    SMTP_SSL,
    SMTPDataError,
    SMTPException,
    SMTPNotSupportedError,
    SMTPRecipientsRefused,
    SMTPResponseException,
)
from ssl import create_default_context

from portal.settings import MailServer
from portal.text import printable

TIMEOUT = 20.0
"""Seconds to wait for a server that says nothing."""

LONGEST_FAULT = 200
BAD_ADDRESS = "bad-address"
"""The fault of a letter that no server was asked about."""

_CLOSING = 421
_UNFOLDED = SMTP_POLICY.clone(max_line_length=998)
"""Headers on one line: a folded address in List-Unsubscribe would be encoded, and lead nowhere."""


class MailDownError(Exception):
    """No mail can be handed over at the moment; the message says why, and names no address."""


class LetterRefusedError(Exception):
    """This letter was refused, others may be taken; the message says why, and names no address."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Letter:
    """A letter to one address. id: unique, for Message-ID; leave: the page where its reader stops such letters."""

    id: str
    to: str
    subject: str
    body: str
    written_at: datetime
    leave: str


class Mailbox:
    """A server that takes letters, until it is closed."""

    def __init__(self, link: SMTP, sender: str) -> None:
        self._link = link
        self._sender = sender

    def send(self, letter: Letter) -> None:
        """Hand a letter over, or raise `LetterRefusedError` or `MailDownError`."""
        try:
            message = compose(letter, self._sender)
        except (
            ValueError,
            IndexError,
            MessageError,
        ):  # What email.headerregistry says of an address is all these.
            raise LetterRefusedError(BAD_ADDRESS) from None
        try:
            self._link.sendmail(self._sender, [letter.to], message.as_bytes(policy=_UNFOLDED))
        except (SMTPRecipientsRefused, SMTPDataError) as error:
            code, said = _answer(error)
            raise (MailDownError if code == _CLOSING else LetterRefusedError)(said) from error
        except (SMTPException, OSError) as error:
            raise MailDownError(_answer(error)[1]) from error


def compose(letter: Letter, sender: str) -> EmailMessage:
    """Return a letter as a message; a line break in a header, or a second address, is a ValueError."""
    if not letter.to.isascii():
        raise ValueError("an address with other letters needs what few servers offer")
    message = EmailMessage(policy=SMTP_POLICY)
    message["From"] = Address(addr_spec=sender)
    message["To"] = Address(addr_spec=letter.to)
    message["Subject"] = letter.subject
    message["Date"] = letter.written_at
    message["Message-ID"] = f"<{letter.id}>"
    message["Auto-Submitted"] = "auto-generated"
    message["List-Unsubscribe"] = f"<{letter.leave}>"
    message.set_content(letter.body, cte="quoted-printable")
    return message


@contextmanager
def open_mailbox(server: MailServer, sender: str) -> Iterator[Mailbox]:
    """Connect to a server and sign in there, or raise `MailDownError`."""
    with ExitStack() as stack:
        try:
            link = _connect(server)
            stack.callback(link.close)
            _sign_in(link, server)
        except SMTPNotSupportedError as error:
            raise MailDownError("server surel tidak menawarkan STARTTLS, atau tidak meminta kata sandi") from error
        except (SMTPException, OSError, UnicodeError) as error:
            raise MailDownError(_answer(error)[1]) from error
        yield Mailbox(link, sender)
        with suppress(SMTPException, OSError):
            link.quit()


def _connect(server: MailServer) -> SMTP:
    if server.tls:
        return SMTP_SSL(server.host, server.port, timeout=TIMEOUT, context=create_default_context())
    return SMTP(server.host, server.port, timeout=TIMEOUT)


def _sign_in(link: SMTP, server: MailServer) -> None:
    """Encrypt the line, without which no letter and no password leaves this machine, and say who is there."""
    if not server.tls and not server.on_this_machine:
        link.starttls(context=create_default_context())
    if server.user:
        link.login(server.user, server.password)


def _answer(error: Exception) -> tuple[int, str]:
    """Return the code (0 for none) and the text of what went wrong, short and without anybody's address."""
    code, said = _raw_answer(error)
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    text = printable(re.sub(r"\S+@\S+", "…", " ".join(text.split())))
    return code, (f"{code} {text}" if code else text)[:LONGEST_FAULT]


def _raw_answer(error: Exception) -> tuple[int, bytes | str]:
    if isinstance(error, SMTPRecipientsRefused):
        return next(iter(error.recipients.values()))
    if isinstance(error, SMTPResponseException):
        return error.smtp_code, error.smtp_error
    return 0, getattr(error, "strerror", None) or str(error) or type(error).__name__
