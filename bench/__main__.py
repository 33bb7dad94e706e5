"""Measure the portal against bare Flask (H) under the same server: server CPU and requests a second.

Machines are noisy, so every round runs all cases one after the other and the medians over the rounds are printed,
with their spread. CPU (user and system time of the server's process tree, a request) is the number to trust.
After the submissions the stored rows are counted: an answer is not a stored response.
"""

import http.client
import os
import secrets
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

import brotli
from flask import Flask

from portal.app import create_app
from portal.domain.periods import WITA
from portal.domain.receipts import FormKey, seal_form_key
from portal.domain.skm import QUESTIONNAIRE_ORDER
from portal.settings import load

ROUNDS = 7
VISITORS = 8
REQUESTS = 1600
SECRET = "5e" * 32
TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, kw_only=True, slots=True)
class Case:
    """One measured request. port: of its server; make: sends one request over a connection."""

    name: str
    port: int
    pid: int
    make: Callable[[http.client.HTTPConnection], int]


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """One round of a case: requests a second, and microseconds of server CPU a request."""

    rate: float
    cpu: float


def free_port() -> int:
    """Return a port nobody has; at random, since a server here may share a port that another one listens on."""
    while True:
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", secrets.choice(range(20_000, 32_000))))
            except OSError:
                continue
            return int(probe.getsockname()[1])


SERVER = """
import sys
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server
Server(sys.argv[1], factory=True, interface=Interfaces.WSGI, address="127.0.0.1", port=int(sys.argv[2]),
       workers=1, blocking_threads=64, log_access=False, log_level=LogLevels.error).serve()
"""


@contextmanager
def served(target: str, environment: dict[str, str]) -> Iterator[tuple[int, int]]:
    """Serve a factory and yield its port and process id."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-c", SERVER, target, str(port)],
        env=os.environ | environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while process.poll() is None:
            with socket.socket() as probe:
                if not probe.connect_ex(("127.0.0.1", port)):
                    break
            time.sleep(0.05)
        yield port, process.pid
    finally:
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()


def cpu_of_tree(pid: int) -> float:
    """Return the seconds of CPU that a process and its children have used."""
    total = 0.0
    for candidate in [pid, *_children(pid)]:
        fields = Path(f"/proc/{candidate}/stat").read_text().rpartition(")")[2].split()
        total += (int(fields[11]) + int(fields[12])) / TICK
    return total


def _children(pid: int) -> list[int]:
    text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(child) for child in text.split()]


def memory_of_worker(pid: int) -> float:
    """Return the resident MiB of a server's worker."""
    worker = _children(pid)[-1]
    pages = int(Path(f"/proc/{worker}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def measure(case: Case) -> Reading:
    """Send the requests from several visitors at once."""
    before, started = cpu_of_tree(case.pid), time.perf_counter()
    with ThreadPoolExecutor(VISITORS) as visitors:
        for visit in [visitors.submit(_visit, case) for _ in range(VISITORS)]:
            visit.result()
    count = VISITORS * (REQUESTS // VISITORS)
    return Reading(
        rate=count / (time.perf_counter() - started),
        cpu=(cpu_of_tree(case.pid) - before) / count * 1e6,
    )


def _visit(case: Case) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", case.port, timeout=30)
    for _ in range(REQUESTS // VISITORS):
        status = case.make(connection)
        if status >= 400:
            raise RuntimeError(f"{case.name}: {status}")
    connection.close()


def getting(path: str, encoding: str = "gzip") -> Callable[[http.client.HTTPConnection], int]:
    """Return a request for a page, as a browser asks for it."""

    def make(connection: http.client.HTTPConnection) -> int:
        connection.request("GET", path, headers={"Accept-Encoding": encoding})
        answer = connection.getresponse()
        answer.read()
        return answer.status

    return make


def submitting(path: str, keys: Iterator[str], service: str) -> Callable[[http.client.HTTPConnection], int]:
    """Return a submission with a form key of its own each time."""
    lock = threading.Lock()
    fixed = {"layanan": service, **dict.fromkeys(QUESTIONNAIRE_ORDER, "3")}
    headers = {"Content-Type": "application/x-www-form-urlencoded"}

    def make(connection: http.client.HTTPConnection) -> int:
        with lock:
            key = next(keys)
        connection.request("POST", path, urlencode({"kunci": key, **fixed}), headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status

    return make


def form_keys(secret: bytes, code: str) -> Iterator[str]:
    """Yield fresh form keys, made as the survey page makes them."""
    while True:
        key = FormKey(random=secrets.token_bytes(16), made=datetime.now(WITA))
        yield seal_form_key(key, secret=secret, place=code)


def stored_rows(data: Path) -> int:
    """Count the responses in the embedded database."""
    with sqlite3.connect(data / "portal.sqlite3") as connection:
        return int(connection.execute("SELECT count(*) FROM sealed_responses").fetchone()[0])


def report(cases: list[Case], readings: dict[str, list[Reading]]) -> None:
    """Print medians, spread and the ratio of server CPU to bare Flask's."""
    base = median(reading.cpu for reading in readings[cases[0].name])
    print(f"\n{'case':<34}{'CPU us':>8}{'min':>7}{'max':>7}{'of H':>7}{'per s':>8}")
    for case in cases:
        cpu = [reading.cpu for reading in readings[case.name]]
        rate = median(reading.rate for reading in readings[case.name])
        ratio = base / median(cpu)
        print(f"{case.name:<34}{median(cpu):>8.0f}{min(cpu):>7.0f}{max(cpu):>7.0f}{ratio:>7.2f}{rate:>8.0f}")


def weigh(app: Flask, paths: dict[str, str]) -> None:
    """Print the compressed weight of pages."""
    print(f"\n{'page':<34}{'bytes':>8}{'brotli':>8}")
    client = app.test_client()
    for name, path in paths.items():
        body = client.get(path).data
        print(f"{name:<34}{len(body):>8}{len(brotli.compress(body, quality=4)):>8}")


def main() -> None:
    """Run all rounds in a fresh demo place."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        environment = {"PORTAL_DATA": folder, "RATE_LIMITS": "off", "PUBLIC_URL": "http://127.0.0.1"}
        environment["PORTAL_SECRET"] = SECRET
        subprocess.run([sys.executable, "-m", "portal", "demo", "--data", folder], check=True)
        app = create_app(load(data, os.environ | environment))
        code, service, unit = _busiest(data)
        with (
            served("bench.floors:make_flask", {}) as hello,
            served("portal.wsgi:make_app", environment) as portal,
        ):
            keys = form_keys(bytes.fromhex(SECRET), code)
            cases = [
                Case(name="H bare Flask", port=hello[0], pid=hello[1], make=getting("/")),
                *(
                    Case(name=name, port=portal[0], pid=portal[1], make=make)
                    for name, make in {
                        "G1 survey page": getting(f"/s/{code}"),
                        "G2 durable submission (SQLite)": submitting(f"/s/{code}", keys, service),
                        "G6 office page": getting(f"/unit/{unit}"),
                        "   front page": getting("/"),
                    }.items()
                ),
            ]
            rows, readings = stored_rows(data), {case.name: [] for case in cases}
            for case in cases:
                measure(case)
            for _ in range(ROUNDS):
                for case in cases:
                    readings[case.name].append(measure(case))
            report(cases, readings)
            sent = (ROUNDS + 1) * VISITORS * (REQUESTS // VISITORS)
            print(f"\nsubmissions sent {sent}, stored {stored_rows(data) - rows}")
            memory = [memory_of_worker(pid) for _, pid in (portal, hello)]
            print(f"G9 worker memory: portal {memory[0]:.0f} MiB, bare Flask {memory[1]:.0f} MiB")
        weigh(app, {"G5 survey page": f"/s/{code}", "office page": f"/unit/{unit}", "front page": "/"})


def _busiest(data: Path) -> tuple[str, str, str]:
    """Return a counter's code, one of its services and its unit, of the unit with the most responses."""
    query = """
        SELECT c.code, s.slug, u.slug FROM register_counters c
        JOIN register_counter_services cs ON cs.counter_id = c.id JOIN register_services s ON s.id = cs.service_id
        JOIN register_units u ON u.id = c.unit_id
        ORDER BY (SELECT count(*) FROM sealed_responses r WHERE r.unit_id = u.id) DESC, c.id LIMIT 1
    """
    with sqlite3.connect(data / "portal.sqlite3") as connection:
        code, service, unit = connection.execute(query).fetchone()
    return code, service, unit


if __name__ == "__main__":
    main()
