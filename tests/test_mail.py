"""Letters over a real connection: one receiver each, nothing smuggled into a header, and kind failures."""

from datetime import datetime

import pytest

from portal.domain.periods import WITA
from portal.mail import Letter, LetterRefusedError, MailDownError, open_mailbox
from portal.settings import MailServer, UnsafeSettingsError, load
from tests.smtp import sink

SENDER = "portal@bulungan.go.id"


def letter(**changes) -> Letter:
    values = {
        "id": "ringkasan-1@survei.example.go.id",
        "to": "ani@bulungan.go.id",
        "subject": "3 hal menunggu – Anda",
        "body": "Satu baris – dengan tanda.\n.\nhttps://survei.example.go.id/staf/?a=b\n",
        "written_at": datetime(2026, 6, 30, 6, 30, tzinfo=WITA),
        "leave": f"https://{'survei-kepuasan.' * 5}example.go.id/staf/saya",
    }
    return Letter(**(values | changes))


def at(server, **changes) -> MailServer:
    return MailServer(**({"host": "127.0.0.1", "port": server.server_address[1], "tls": False} | changes))


def test_a_letter_arrives_as_it_was_written():
    with sink() as server:
        with open_mailbox(at(server), SENDER) as mailbox:
            mailbox.send(letter())
        ((receivers, message),) = server.taken
    assert receivers == ["ani@bulungan.go.id"]
    assert {name: str(message[name]) for name in message if not name.startswith(("Content", "MIME"))} == {
        "From": SENDER,
        "To": "ani@bulungan.go.id",
        "Subject": letter().subject,
        "Date": "Tue, 30 Jun 2026 06:30:00 +0800",
        "Message-ID": "<ringkasan-1@survei.example.go.id>",
        "Auto-Submitted": "auto-generated",
        "List-Unsubscribe": f"<{letter().leave}>",
    }
    assert (message.get_content_type(), message.get_content_charset()) == ("text/plain", "utf-8")
    assert message.get_content() == letter().body


@pytest.mark.parametrize(
    "changes",
    [
        {"to": "ani@bulungan.go.id, budi@bulungan.go.id"},
        {"to": "ani@bulungan.go.id>\r\nRCPT TO:<budi@bulungan.go.id"},
        {"to": "áni@bulungan.go.id"},
        {"to": ""},
        {"subject": "Halo\r\nBcc: budi@bulungan.go.id"},
        {"leave": "https://a.example\nBcc: budi@bulungan.go.id"},
    ],
)
def test_nothing_is_smuggled_into_a_header_and_the_next_letter_still_goes(changes):
    with sink() as server, open_mailbox(at(server), SENDER) as mailbox:
        with pytest.raises(LetterRefusedError, match="bad-address"):
            mailbox.send(letter(**changes))
        mailbox.send(letter())
    assert (server.receivers, server.verbs.count("EHLO")) == (["ani@bulungan.go.id"], 1)


def test_a_refusal_is_told_without_an_address():
    with sink() as server:
        server.refused.add("ani@bulungan.go.id")
        with open_mailbox(at(server), SENDER) as mailbox, pytest.raises(LetterRefusedError) as refusal:
            mailbox.send(letter())
    assert str(refusal.value) == "550 … tidak dikenal"


def test_a_server_that_is_away_is_told():
    with sink() as server:
        away = at(server)
    with pytest.raises(MailDownError, match="refused"), open_mailbox(away, SENDER):
        pass


ELSEWHERE = "0.0.0.0"
"""Reaches this machine, but is not known to be it."""


def test_nothing_leaves_the_machine_in_the_open():
    away = {"host": ELSEWHERE, "user": "portal", "password": "rahasia"}
    with (
        sink() as server,
        pytest.raises(MailDownError, match="STARTTLS"),
        open_mailbox(at(server, **away), SENDER),
    ):
        pass
    assert server.verbs == ["EHLO"]


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://surel.go.id", MailServer(host="surel.go.id", port=587, tls=False)),
        ("smtps://surel.go.id/", MailServer(host="surel.go.id", port=465, tls=True)),
        (
            "smtp://portal%40go.id:s%2Fa%23b@surel.go.id:25",
            MailServer(host="surel.go.id", port=25, tls=False, user="portal@go.id", password="s/a#b"),
        ),
        ("", None),
    ],
)
def test_the_server_is_read_from_its_address(url, server, tmp_path):
    settings = load(tmp_path, {"PORTAL_SECRET": "00" * 32, "SMTP_URL": url, "MAIL_FROM": SENDER})
    assert settings.mail_server == server
    assert "s/a#b" not in repr(settings)


@pytest.mark.parametrize(
    ("url", "sender", "named"),
    [
        ("surel.go.id", SENDER, "SMTP_URL"),
        ("http://surel.go.id", SENDER, "SMTP_URL"),
        ("smtp://portal:sa#ndi@surel.go.id", SENDER, "SMTP_URL"),
        ("smtp://portal@surel.go.id", SENDER, "SMTP_URL"),
        ("smtp://surel.go.id:99999", SENDER, "SMTP_URL"),
        ("smtp://surel.go.id", "", "MAIL_FROM"),
        ("smtp://surel.go.id", f"{SENDER}\nBcc: budi@bulungan.go.id", "MAIL_FROM"),
    ],
)
def test_a_server_that_cannot_be_used_stops_the_start_and_its_password_is_not_repeated(
    url, sender, named, tmp_path
):
    with pytest.raises(UnsafeSettingsError, match=named) as refusal:
        load(tmp_path, {"PORTAL_SECRET": "00" * 32, "SMTP_URL": url, "MAIL_FROM": sender})
    assert "ndi@" not in str(refusal.value).replace("sandi@host", "")
