"""Settings that are unsafe, or cannot work, stop the portal before it starts."""

import stat

import pytest

from portal.settings import SECRET_FILE, UnsafeSettingsError, load, make_secret, require_safe
from portal.wsgi import make_app
from tests.conftest import make_settings

SECRET = "00" * 32


@pytest.mark.parametrize("secret", [b"", bytes(31)])
def test_short_secrets_are_refused(secret):
    with pytest.raises(UnsafeSettingsError, match="PORTAL_SECRET"):
        make_settings("sqlite://", secret=secret)


@pytest.mark.parametrize(
    "address",
    [
        "", "survei.example.go.id", "//survei.example.go.id", "ftp://survei.example.go.id", "https://",
        "https://survei.example.go.id/portal", "https://survei.example.go.id/?a=b", "https://survei.example.go.id/#a",
        "https://user@survei.example.go.id", "https://survei.example.go.id\nSet-Cookie: a=b", "https://a b",
    ],
)  # fmt: skip
def test_addresses_that_no_qr_code_should_carry_are_refused(address):
    with pytest.raises(UnsafeSettingsError, match="PUBLIC_URL"):
        make_settings("sqlite://", public_url=address)


@pytest.mark.parametrize(
    ("address", "host", "https"),
    [
        ("https://survei.example.go.id", "survei.example.go.id", True),
        ("http://192.168.1.20:8000", "192.168.1.20", False),
        ("http://localhost:8000", "localhost", False),
    ],
)
def test_addresses_are_read(address, host, https):
    settings = make_settings("sqlite://", public_url=address)
    assert (settings.host, settings.https) == (host, https)


@pytest.mark.parametrize("address", ["http://survei.example.go.id", "http://8.8.8.8", "http://10.example.org"])
def test_real_answers_over_an_open_line_are_refused(address):
    settings = make_settings("sqlite://", public_url=address)
    with pytest.raises(UnsafeSettingsError, match="https"):
        require_safe(settings, demo=False)


@pytest.mark.parametrize(
    "address",
    [
        "https://survei.example.go.id",
        "http://localhost:8000",
        "http://127.0.0.1",
        "http://192.168.1.20",
        "http://10.0.0.2",
    ],
)
def test_real_answers_over_https_or_on_a_network_of_ones_own_are_fine(address):
    require_safe(make_settings("sqlite://", public_url=address), demo=False)


def test_what_is_not_said_has_a_safe_default(tmp_path):
    make_secret(tmp_path)
    settings = load(tmp_path, {})
    assert settings.database_url == f"sqlite:///{tmp_path}/portal.sqlite3"
    assert (settings.public_url, settings.rate_limits, settings.trusted_proxies) == (
        "http://127.0.0.1:8000",
        True,
        0,
    )
    assert settings.rate_limit_storage == "memory://"


def test_everything_can_be_said(tmp_path):
    settings = load(
        tmp_path,
        {
            "DATABASE_URL": "postgresql+psycopg://portal@db/portal",
            "PUBLIC_URL": "https://survei.example.go.id/",
            "PORTAL_SECRET": SECRET,
            "RATE_LIMIT_STORAGE": "redis://cache",
            "RATE_LIMITS": "off",
            "TRUSTED_PROXIES": "1",
        },
    )
    assert settings.database_url == "postgresql+psycopg://portal@db/portal"
    assert settings.public_url == "https://survei.example.go.id"
    assert settings.secret == bytes(32)
    assert (settings.rate_limit_storage, settings.rate_limits, settings.trusted_proxies) == (
        "redis://cache",
        False,
        1,
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORTAL_SECRET", ""), ("PORTAL_SECRET", "rahasia"), ("PORTAL_SECRET", "00" * 31),
        ("PUBLIC_URL", "localhost"),
        ("RATE_LIMITS", "false"), ("TRUSTED_PROXIES", "-1"), ("TRUSTED_PROXIES", "ya"), ("TRUSTED_PROXIES", "²"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_refused_by_its_name(tmp_path, name, value):
    with pytest.raises(UnsafeSettingsError, match=name):
        load(tmp_path, {"PORTAL_SECRET": SECRET, name: value})


def test_there_is_no_default_secret(tmp_path):
    with pytest.raises(UnsafeSettingsError, match="portal init"):
        load(tmp_path, {})


def test_the_secret_is_random_readable_by_its_owner_only_and_kept(tmp_path):
    made = []
    for name in ("satu", "dua"):
        make_secret(tmp_path / name)
        file = tmp_path / name / SECRET_FILE
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        made.append(file.read_text())
        make_secret(tmp_path / name)
        assert file.read_text() == made[-1]
    assert made[0] != made[1]


def test_a_server_without_a_secret_does_not_start(tmp_path, monkeypatch):
    monkeypatch.delenv("PORTAL_SECRET", raising=False)
    monkeypatch.setenv("PORTAL_DATA", str(tmp_path))
    with pytest.raises(UnsafeSettingsError, match="portal init"):
        make_app()
