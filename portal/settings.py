"""All settings, read once from the environment and checked before anything starts."""

import ipaddress
import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from tempfile import gettempdir
from urllib.parse import SplitResult, unquote, urlsplit

_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?")
_MAIL_ADDRESS = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+")
_MAIL_PORTS = {"smtp": 587, "smtps": 465}
SECRET_LENGTH = 32
MOST_REPLY_DAYS = 60
SECRET_FILE = "secret"  # noqa: S105 - the name of the file, not what is in it
DATABASE_FILE = "portal.sqlite3"

VARIABLES = {
    "DATABASE_URL": (
        "where the data is, such as postgresql+psycopg://user@host/portal; default an SQLite file in --data"
    ),
    "PORTAL_DATA": "the data folder, like --data; default var/",
    "PUBLIC_URL": "the address people see, printed into QR codes; default the served address",
    "PORTAL_SECRET": "64 or more hexadecimal digits; default a file made in --data",
    "RATE_LIMIT_STORAGE": "where rate limits are counted: memory:// (default) or redis://host",
    "RATE_LIMITS": "on (default) or off, for load tests on one's own machine",
    "PORTAL_DEMO": "on serves a demo at a public address, where anybody may sign in as anybody; default off",
    "FORUM_REPLY_DAYS": "working days in which an office answers a topic of the forum; default 5",
    "OBJECTION_DAYS": "working days after the receipt in which an officer may object to an evaluation; default 14",
    "SMTP_URL": (
        "mail server for digests, smtp://user:password@host:587 (STARTTLS) or smtps://host:465; default none"
    ),
    "MAIL_FROM": "the address that digests come from; needed with SMTP_URL",
    "TRUSTED_PROXIES": "how many reverse proxies stand in front, whose X-Forwarded-* are believed; default 0",
}
"""Every environment variable the portal reads; the README lists the same."""


class UnsafeSettingsError(ValueError):
    """The settings would be unsafe or cannot work; the message says which and what to do."""


@dataclass(frozen=True, kw_only=True, slots=True)
class MailServer:
    """Where mail is handed over. tls: encrypted from the first byte, or else by STARTTLS; user: empty for none."""

    host: str
    port: int
    tls: bool
    user: str = ""
    password: str = field(default="", repr=False)

    @property
    def on_this_machine(self) -> bool:
        """Tell whether nothing that is sent there leaves the machine."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """What the web process and the command line need to know about where they run. data: the data folder."""

    database_url: str
    secret: bytes
    public_url: str
    rate_limit_storage: str = "memory://"
    rate_limits: bool = True
    trusted_proxies: int = 0
    objection_days: int = 14
    reply_days: int = 5
    public_demo: bool = False
    mail_server: MailServer | None = None
    mail_from: str = ""
    data: Path | None = None

    def __post_init__(self) -> None:
        if len(self.secret) < SECRET_LENGTH:
            raise UnsafeSettingsError(f"PORTAL_SECRET: sedikitnya {2 * SECRET_LENGTH} digit heksadesimal")
        if self.objection_days < 1:
            raise UnsafeSettingsError("OBJECTION_DAYS: sedikitnya 1 hari kerja")
        if not 1 <= self.reply_days <= MOST_REPLY_DAYS:
            raise UnsafeSettingsError(f"FORUM_REPLY_DAYS: 1 sampai {MOST_REPLY_DAYS} hari kerja")
        if not _ADDRESS.fullmatch(self.public_url):
            raise UnsafeSettingsError("PUBLIC_URL: alamat seperti https://survei.example.go.id, tanpa bagian lain")
        if self.mail_server is not None and not _MAIL_ADDRESS.fullmatch(self.mail_from):
            raise UnsafeSettingsError("MAIL_FROM: alamat surel pengirim, perlu diisi bila SMTP_URL diisi")

    @property
    def host(self) -> str:
        """Return the public host name."""
        return urlsplit(self.public_url).hostname or ""

    @property
    def cache(self) -> Path:
        """Return the folder of files that can be made again."""
        return self._folder("cache")

    @property
    def evidence(self) -> Path:
        """Return the folder of the files that officers attach to their progress."""
        return self._folder("evidence")

    def _folder(self, name: str) -> Path:
        """Return a folder inside the data folder; without one, a temporary one whose name nobody can guess."""
        if self.data is not None:
            return self.data / name
        return Path(gettempdir()) / f"portal-{sha256(name.encode() + self.secret).hexdigest()[:32]}"

    @property
    def https(self) -> bool:
        """Tell whether people reach the portal over HTTPS."""
        return self.public_url.startswith("https://")

    @property
    def local(self) -> bool:
        """Tell whether the public address is this machine or a private network: a trial, not a service."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_private
        except ValueError:
            return False


def require_safe(settings: Settings, *, demo: bool) -> None:
    """Refuse to serve real answers over an open line, or a demo where somebody may take it for the real thing."""
    if demo and not settings.local and not settings.public_demo:
        raise UnsafeSettingsError(
            "tempat ini berisi data contoh dan siapa pun bisa masuk sebagai siapa saja: isi PORTAL_DEMO=on kalau"
            " memang untuk dipamerkan, atau buat tempat sungguhan dengan `portal init`"
        )
    if not demo and not settings.https and not settings.local:
        raise UnsafeSettingsError("PUBLIC_URL: jawaban sungguhan perlu https://")


def load(
    data: Path, environ: Mapping[str, str] = os.environ, *, served_at: str = "http://127.0.0.1:8000"
) -> Settings:
    """Read the settings; `data` is the folder of the embedded database and of the server's secret."""
    return Settings(
        database_url=environ.get("DATABASE_URL") or f"sqlite:///{data.resolve() / DATABASE_FILE}",
        secret=_secret(data, environ),
        public_url=(environ.get("PUBLIC_URL") or served_at).rstrip("/"),
        rate_limit_storage=environ.get("RATE_LIMIT_STORAGE", "memory://"),
        rate_limits=_switch(environ, "RATE_LIMITS"),
        trusted_proxies=_count(environ, "TRUSTED_PROXIES"),
        objection_days=_count(environ, "OBJECTION_DAYS", default="14"),
        reply_days=_count(environ, "FORUM_REPLY_DAYS", default="5"),
        public_demo=_switch(environ, "PORTAL_DEMO", default="off"),
        mail_server=_mail_server(environ),
        mail_from=environ.get("MAIL_FROM", ""),
        data=data.resolve(),
    )


def _secret(data: Path, environ: Mapping[str, str]) -> bytes:
    text = environ.get("PORTAL_SECRET")
    if text is None:
        file = data / SECRET_FILE
        if not file.exists():
            raise UnsafeSettingsError(
                f"belum ada rahasia server: jalankan `portal init --data {data}` atau isi PORTAL_SECRET"
            )
        text = file.read_text()
    try:
        return bytes.fromhex(text.strip())
    except ValueError:
        raise UnsafeSettingsError("PORTAL_SECRET: hanya digit heksadesimal") from None


def _mail_server(environ: Mapping[str, str]) -> MailServer | None:
    """Read SMTP_URL; what is wrong with it is said without repeating it, for it may hold a password."""
    text = environ.get("SMTP_URL")
    if not text:
        return None
    try:
        url = urlsplit(text)
        port = url.port
    except ValueError:
        raise _bad_mail_server() from None
    if (
        url.scheme not in _MAIL_PORTS
        or not url.hostname
        or _has_more(url)
        or bool(url.username) != bool(url.password)
    ):
        raise _bad_mail_server()
    return MailServer(
        host=url.hostname,
        port=port or _MAIL_PORTS[url.scheme],
        tls=url.scheme == "smtps",
        user=unquote(url.username or ""),
        password=unquote(url.password or ""),
    )


def _has_more(url: SplitResult) -> bool:
    return url.path not in {"", "/"} or bool(url.query or url.fragment)


def _bad_mail_server() -> UnsafeSettingsError:
    return UnsafeSettingsError(
        "SMTP_URL: smtp://pengguna:sandi@host:587 atau smtps://host:465; tanda khusus dalam sandi ditulis %XX"
    )


def make_secret(data: Path) -> None:
    """Make the server's secret in the data folder, readable by its owner only; keep one that is there."""
    data.mkdir(parents=True, exist_ok=True)
    file = data / SECRET_FILE
    if not file.exists():
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as target:
            target.write(secrets.token_hex(SECRET_LENGTH) + "\n")


def _switch(environ: Mapping[str, str], name: str, *, default: str = "on") -> bool:
    value = environ.get(name, default)
    if value not in {"on", "off"}:
        raise UnsafeSettingsError(f"{name}: on atau off")
    return value == "on"


def _count(environ: Mapping[str, str], name: str, *, default: str = "0") -> int:
    value = environ.get(name, default)
    if not value.isascii() or not value.isdigit():
        raise UnsafeSettingsError(f"{name}: sebuah bilangan bulat")
    return int(value)
