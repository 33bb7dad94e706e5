"""The command line on real places: what it makes, what it refuses, and a real server that loses nothing."""

import json
import os
import shutil
import signal
import socket
import sqlite3
import urllib.error
import urllib.request
from datetime import date, datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import text

from portal.cli import main
from portal.db import db
from portal.domain.periods import WITA
from portal.settings import DATABASE_FILE, SECRET_FILE, VARIABLES
from tests.conftest import DEMO_SAID, open_app
from tests.factories import make_counter, make_unit
from tests.serving import served
from tests.survey.conftest import make_desk
from tests.survey.sheets import Desk, key_in, sheet

COMMANDS = ("init", "demo", "serve", "publish", "counters", "recount")


def portal(*arguments: str | Path, **environment: str) -> Result:
    """Run a command of `portal` in this process."""
    unset = dict.fromkeys(VARIABLES)
    return CliRunner().invoke(main, [str(part) for part in arguments], env=unset | environment)


def ask(place: Path, query: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(place / DATABASE_FILE)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def has_failed(result: Result, words: str) -> bool:
    """Tell whether a command ended with one line that says these words, and not with a traceback."""
    return result.exit_code == 1 and isinstance(result.exception, SystemExit) and words in result.stderr


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return a place that `portal init` made."""
    assert portal("init", "--data", tmp_path / "place").exit_code == 0
    return tmp_path / "place"


@pytest.fixture(scope="module")
def untouched_place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return such a place for all commands that are refused before they touch it."""
    place = tmp_path_factory.mktemp("untouched") / "place"
    assert portal("init", "--data", place).exit_code == 0
    return place


@pytest.fixture
def desk(place: Path) -> tuple[Path, Desk]:
    """Return a place with an office and its counter, beside a closed counter and a closed office."""
    with open_app(f"sqlite:///{place / DATABASE_FILE}") as app, app.app_context():
        found = make_desk(db.session)
        make_counter(db.session, make_unit(db.session), closed_on=date(2026, 1, 1))
        make_counter(db.session, make_unit(db.session, closed_on=date(2026, 1, 1)))
    return place, found


def test_init_makes_an_empty_place(tmp_path: Path) -> None:
    result = portal("init", "--data", tmp_path / "baru", "--owner", "Bagian Uji", "--period", "quarter")
    assert result.exit_code == 0
    assert f"portal serve --data {tmp_path / 'baru'}" in result.output
    assert (tmp_path / "baru" / SECRET_FILE).stat().st_mode & 0o777 == 0o600
    (site,) = ask(tmp_path / "baru", "SELECT owner_id, period, demo FROM register_site")
    assert site == ("Bagian Uji", "quarter", 0)
    assert ask(tmp_path / "baru", "SELECT frozen FROM register_questionnaire_versions") == [(0,)]


def test_init_again_keeps_everything(place: Path) -> None:
    secret = (place / SECRET_FILE).read_text()
    before = ask(place, "SELECT * FROM register_site")
    result = portal("init", "--data", place, "--owner", "Orang Lain")
    assert result.exit_code == 0
    assert "sudah ada" in result.output
    assert (place / SECRET_FILE).read_text() == secret
    assert ask(place, "SELECT * FROM register_site") == before


def test_demo_fills_an_empty_place_once(tmp_path: Path, demo_place: Path) -> None:
    place = shutil.copytree(demo_place, tmp_path / "demo")
    counts = {
        table: ask(place, f"SELECT count(*) FROM {table}")[0][0]
        for table in ("register_units", "register_counters", "sealed_responses", "record_editions")
    }
    told = (
        "{register_units} kantor, {register_counters} loket, {sealed_responses} jawaban, {record_editions} edisi"
    )
    assert told.format(**counts) in (demo_place.parent / DEMO_SAID).read_text()
    assert all(counts.values())
    assert "0 edisi baru" in portal("publish", "--data", place).output
    assert has_failed(portal("demo", "--data", place), "sudah berisi")
    assert ask(place, "SELECT count(*) FROM sealed_responses")[0][0] == counts["sealed_responses"]


def test_demo_leaves_a_place_alone_that_is_somebodys(place: Path) -> None:
    assert has_failed(portal("demo", "--data", place), "sudah berisi")
    assert ask(place, "SELECT demo FROM register_site") == [(0,)]
    assert ask(place, "SELECT count(*) FROM register_units") == [(0,)]


def test_publish_can_be_repeated(desk: tuple[Path, Desk]) -> None:
    folder, _ = desk
    assert portal("publish", "--data", folder).exit_code == 0
    before = ask(folder, "SELECT * FROM sealed_closings")
    assert before
    result = portal("publish", "--data", folder)
    assert "0 edisi baru" in result.output
    assert ask(folder, "SELECT * FROM sealed_closings") == before


LATER = (datetime.now(WITA).date() + timedelta(days=40)).isoformat()


def test_a_demo_does_not_begin_in_the_future(tmp_path: Path) -> None:
    result = portal("demo", "--data", tmp_path / "place", "--today", LATER)
    assert (result.exit_code, "belum tiba" in result.stderr) == (2, True)
    assert not (tmp_path / "place").exists()


def test_real_answers_are_not_closed_before_their_time(desk: tuple[Path, Desk]) -> None:
    folder, _ = desk
    result = portal("publish", "--data", folder, "--today", LATER)
    assert (result.exit_code, "belum tiba" in result.stderr) == (2, True)
    assert ask(folder, "SELECT count(*) FROM sealed_closings") == [(0,)]


def test_a_demo_may_look_ahead(desk: tuple[Path, Desk]) -> None:
    folder, _ = desk
    with sqlite3.connect(folder / DATABASE_FILE) as connection:
        connection.execute("UPDATE register_site SET demo = 1")
    connection.close()
    assert portal("publish", "--data", folder, "--today", LATER).exit_code == 0
    assert ask(folder, "SELECT count(*) FROM sealed_closings") != [(0,)]


def test_counters_lists_the_open_ones(desk: tuple[Path, Desk]) -> None:
    folder, found = desk
    result = portal("counters", "--data", folder, "--json", PUBLIC_URL="https://survei.example.go.id")
    assert json.loads(result.stdout) == [
        {
            "code": found.code,
            "unit": found.unit_slug,
            "name": "Loket Uji",
            "url": f"https://survei.example.go.id/s/{found.code}",
        }
    ]
    (line,) = portal("counters", "--data", folder).output.splitlines()
    assert line.split() == [found.code, found.unit_slug, "Loket", "Uji", f"http://127.0.0.1:8000/s/{found.code}"]


@pytest.mark.parametrize("command", ["serve", "publish", "counters"])
def test_place_that_is_not_there_is_said(tmp_path: Path, command: str) -> None:
    assert has_failed(portal(command, "--data", tmp_path / "kosong"), "portal init")
    assert not (tmp_path / "kosong").exists()


@pytest.mark.parametrize("command", ["serve", "publish", "counters"])
def test_place_without_tables_is_said(tmp_path: Path, command: str) -> None:
    assert has_failed(portal(command, "--data", tmp_path, PORTAL_SECRET="ab" * 32), "portal init")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PUBLIC_URL", "survei.example.go.id"),
        ("PUBLIC_URL", "https://survei.example.go.id/portal"),
        ("PUBLIC_URL", "https://survei.example.go.id?x=1"),
        ("PUBLIC_URL", "https://[rusak"),
        ("PUBLIC_URL", "http://survei.example.go.id"),
        ("PORTAL_SECRET", "rahasia"),
        ("PORTAL_SECRET", "abcd"),
        ("PORTAL_SECRET", ""),
        ("DATABASE_URL", "bukan alamat"),
        ("DATABASE_URL", "oracle9://x"),
        ("RATE_LIMIT_STORAGE", "awan://"),
        ("RATE_LIMITS", "mungkin"),
        ("TRUSTED_PROXIES", "satu"),
    ],
)
def test_unsafe_setting_is_named(untouched_place: Path, name: str, value: str) -> None:
    assert has_failed(portal("serve", "--data", untouched_place, **{name: value}), name)


def test_database_that_is_away_is_said(untouched_place: Path) -> None:
    away = "postgresql+psycopg://nobody@127.0.0.1:1/portal"
    for command in ("init", "demo", "serve", "publish", "counters"):
        assert has_failed(portal(command, "--data", untouched_place, DATABASE_URL=away), "basis data")


def test_many_processes_need_a_database_server(untouched_place: Path) -> None:
    assert has_failed(portal("serve", "--data", untouched_place, "--workers", "2"), "PostgreSQL")


def test_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("")
    result = portal("init", "--data", tmp_path / "berkas" / "place")
    assert has_failed(result, "berkas")


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_every_command(command: str) -> None:
    result = portal(command, "--help")
    assert result.exit_code == 0
    assert f"main {command} [OPTIONS]" in result.output
    assert command in portal("--help").output


def fetch(url: str, fields: dict[str, str | list[str]] | None = None) -> str:
    """Return the page at an address, following redirects."""
    body = urlencode(fields, doseq=True).encode() if fields else None
    with urllib.request.urlopen(url, body, timeout=20) as answer:
        return str(answer.read().decode())


def test_server_answers_and_ends_when_asked(desk: tuple[Path, Desk]) -> None:
    folder, found = desk
    with served(folder) as server:
        page = fetch(f"{server.url}/s/{found.code}")
        thanks = fetch(f"{server.url}/s/{found.code}", sheet(found, key_in(page)))
        assert "Selesai, boleh ditutup." in thanks
        server.process.terminate()
        assert server.process.wait(20) == 0
    assert ask(folder, "SELECT count(*) FROM sealed_responses") == [(1,)]


class NoRedirect(urllib.request.HTTPRedirectHandler):
    """Stop at the redirect: the answer is acknowledged with it."""

    def redirect_request(self, *_arguments: object) -> None:
        return None


def test_acknowledged_answer_outlives_a_killed_server(desk: tuple[Path, Desk]) -> None:
    folder, found = desk
    with served(folder) as server:
        address = f"{server.url}/s/{found.code}"
        body = urlencode(sheet(found, key_in(fetch(address))), doseq=True).encode()
        with pytest.raises(urllib.error.HTTPError) as answer:
            urllib.request.build_opener(NoRedirect).open(address, body, timeout=20)
        os.killpg(server.process.pid, signal.SIGKILL)
        assert answer.value.code == 303
        answer.value.close()
        server.process.wait(20)
    assert ask(folder, "SELECT count(*) FROM sealed_responses") == [(1,)]
    assert ask(folder, "PRAGMA integrity_check") == [("ok",)]


def test_every_connection_is_durable(tmp_path: Path) -> None:
    full, on = 2, 1
    with open_app(f"sqlite:///{tmp_path / DATABASE_FILE}") as app, app.app_context():
        connections = [db.engine.connect() for _ in range(3)]
        for connection in connections:
            found = [
                connection.scalar(text(f"PRAGMA {name}"))
                for name in ("journal_mode", "synchronous", "foreign_keys")
            ]
            assert found == ["wal", full, on]
            connection.close()


def test_a_port_that_is_taken_or_a_host_that_is_none_is_said(desk: tuple[Path, Desk]) -> None:
    folder, _ = desk
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        assert has_failed(portal("serve", "--data", folder, "--port", port), f"port {port}")
    strange = portal("serve", "--data", folder, "--host", "nonsense.invalid")
    assert (strange.exit_code, "nonsense.invalid" in strange.stderr) == (2, True)
