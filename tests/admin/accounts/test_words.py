"""Flask-Security speaks Indonesian wherever it can be heard."""

import re

from babel.messages.pofile import read_po
from flask_security.core import _default_messages

from portal.paths import TRANSLATIONS
from tests.translations import compiled

CATALOGUE = TRANSLATIONS / "id" / "LC_MESSAGES" / "flask_security.po"

SILENT = (
    "WEBAUTHN_", "US_", "USERNAME_", "CHANGE_EMAIL_", "OAUTH_", "CONFIRM", "LOGIN_", "EMAIL_CONFIRMED",
    "EMAIL_ALREADY",
    "ALREADY_CONFIRMED", "INVALID_CONFIRMATION", "INVALID_LOGIN_TOKEN", "IDENTITY_", "PASSWORDLESS_", "PHONE_",
    "GENERIC_RECOVERY", "GENERIC_US", "PASSWORD_RESET_REQUEST", "PASSWORD_BREACHED", "REFRESH_TOKEN",
    "CODE_HAS_BEEN",
    "FAILED_TO_SEND", "USE_CODE", "TWO_FACTOR_DISABLED", "INVALID_INPUT_LENGTH", "INVALID_PASSWORD_CODE",
)  # fmt: skip
"""Messages of what is switched off: passkeys, registration, mail, text messages, sign-in elsewhere."""

SILENT_EXACTLY = {"PASSWORD_RESET"}  # Nobody is signed in by a reset.

FORMS = (
    "login_form", "verify_form", "change_password_form", "reset_password_form", "two_factor_verify_code_form",
    "mf_recovery_form",
)  # fmt: skip
UNSHOWN = {"next", "csrf_token"}


def catalogue():
    with CATALOGUE.open("rb") as source:
        return read_po(source, locale="id")


def test_every_message_that_can_be_shown_is_in_indonesian():
    words = catalogue()
    heard = {key: message for key, (message, _kind) in _default_messages.items() if not key.startswith(SILENT)}
    missing = [key for key, text in heard.items() if key not in SILENT_EXACTLY and not _translated(words, text)]
    assert missing == []


def _translated(words, text: str) -> bool:
    return text in words and bool(words[text].string) and words[text].string != text


def test_every_label_that_can_be_shown_is_in_indonesian(app):
    words = catalogue()
    english = {str(message.id) for message in words if message.id}
    for name in FORMS:
        form = app.extensions["security"].forms[name].cls
        with app.test_request_context("/staf/masuk", environ_overrides={"portal.language": "en"}):
            made = form(formdata=None, user=None) if name == "verify_form" else form(formdata=None)
            labels = {str(field.label.text) for field in made if field.name not in UNSHOWN}
        assert labels <= english, name


def test_the_catalogue_says_what_the_portal_reads():
    assert CATALOGUE.with_suffix(".mo").read_bytes() == compiled(catalogue())


def test_no_placeholder_is_lost_or_invented():
    for message in catalogue():
        if message.id:
            names = [set(re.findall(r"%\((\w+)\)", text)) for text in (message.id, message.string)]
            assert names[0] == names[1], message.id
