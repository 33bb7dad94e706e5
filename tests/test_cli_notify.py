"""`portal notify` mails each digest once, and keeps them when no mail can leave."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import create_engine, text

from portal.cli import main
from portal.db import db
from portal.domain.periods import WITA
from portal.domain.permissions import Role
from portal.settings import DATABASE_FILE, VARIABLES
from tests.conftest import open_app
from tests.smtp import sink
from tests.staff import make_account

LATER = (datetime.now(WITA).date() + timedelta(days=1)).isoformat()


def portal(*arguments: str | Path, **environment: str) -> Result:
    unset = dict.fromkeys(VARIABLES)
    return CliRunner().invoke(main, [str(part) for part in arguments], env=unset | environment)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return a place with an administrator, for whom an invitation waits that nobody has accepted."""
    assert portal("init", "--data", tmp_path).exit_code == 0
    with open_app(f"sqlite:///{tmp_path / DATABASE_FILE}") as app, app.app_context():
        make_account(db.session, role=Role.ADMINISTRATOR, email="admin@bulungan.go.id", password="x")
        make_account(db.session, role=Role.HEAD)
    return tmp_path


def outbox(place: Path, change: str = "") -> list[str]:
    engine = create_engine(f"sqlite:///{place / DATABASE_FILE}")
    with engine.begin() as connection:
        if change:
            connection.execute(text(change))
        states = connection.execute(text("SELECT state FROM personnel_notices ORDER BY id")).scalars().all()
    engine.dispose()
    return list(states)


def test_digests_wait_until_a_server_takes_them_go_once_and_never_leave_a_demo(place):
    with sink() as server:
        mail = {"SMTP_URL": server.url, "MAIL_FROM": "portal@bulungan.go.id"}
    unset = portal("notify", "--data", place)
    assert (unset.exit_code, "1 ringkasan baru." in unset.output, "SMTP_URL" in unset.output) == (0, True, True)
    away = portal("notify", "--data", place, **mail)
    assert (away.exit_code, "0 terkirim, 1 menunggu." in away.stderr) == (1, True)
    assert outbox(place) == ["waiting"]
    with sink() as server:
        mail["SMTP_URL"] = server.url
        said = [portal("notify", "--data", place, **mail).output for _ in range(2)]
        assert server.receivers == ["admin@bulungan.go.id"]
    assert said == ["0 ringkasan baru.\n1 terkirim, 0 ditolak.\n", "0 ringkasan baru.\n"]
    assert outbox(place) == ["sent"]
    outbox(place, "UPDATE register_site SET demo = 1")
    with sink() as server:
        demo = portal("notify", "--data", place, "--today", LATER, **(mail | {"SMTP_URL": server.url}))
        assert server.verbs == []
    assert (demo.exit_code, outbox(place)) == (0, ["sent", "waiting"])
