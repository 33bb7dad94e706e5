"""Run the portal as its operator does: commands and a real server, free of the settings of whoever tests."""

import os
import secrets
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError

from portal.settings import VARIABLES

PORTAL = (sys.executable, "-m", "portal")
PORTS = range(10_000, 31_000)
"""Below the range from which the system gives outgoing connections their ports."""


def plain_environment(**changes: str) -> dict[str, str]:
    """Return the environment without any setting of the portal but these."""
    return {name: value for name, value in os.environ.items() if name not in VARIABLES} | changes


def run(*arguments: str) -> None:
    """Run a command of the portal to its end."""
    subprocess.run([*PORTAL, *arguments], env=plain_environment(), check=True, stdout=subprocess.DEVNULL)


def free_port() -> int:
    """Return a port nobody has; at random, since two test processes look for one at the same time."""
    while True:
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", secrets.choice(PORTS)))
            except OSError:
                continue
            return int(probe.getsockname()[1])


@dataclass(frozen=True, kw_only=True, slots=True)
class Served:
    """A running server and its address."""

    process: "subprocess.Popen[bytes]"
    url: str


@contextmanager
def served(data: Path, **changes: str) -> Iterator[Served]:
    """Serve a place in a process group of its own, wait until it is ready, and end it whatever happens."""
    port = free_port()
    server = subprocess.Popen(
        [*PORTAL, "serve", "--data", str(data), "--port", str(port)],
        env=plain_environment(**changes),
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        url = f"http://127.0.0.1:{port}"
        while not _is_ready(url):
            with suppress(subprocess.TimeoutExpired):
                server.wait(0.05)  # To ask without a pause would take the time that it needs to get ready.
            assert server.poll() is None, "the server ended before it was ready"
        yield Served(process=server, url=url)
    finally:
        if server.poll() is None:
            os.killpg(server.pid, signal.SIGKILL)
        server.wait(20)


def _is_ready(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/readyz", timeout=20) as answer:
            return bool(answer.status == 200)
    except (URLError, ConnectionError):
        return False
