"""Two scanners for holes, sqlmap and Wapiti: installed away from the project's packages, run, and read."""

import csv
import json
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

PACKAGES = (
    "sqlmap==1.10.10",
    "wapiti3==3.2.3; python_version < '3.12'",
    "wapiti3==3.3.2; python_version >= '3.12'",
)
MODULES = ("sql", "xss", "permanentxss", "redirect", "crlf", "exec", "file")
"""Wapiti's attacks. Those that would have the portal call a server on the Internet are left out."""
FAULT = re.compile(r"^5\d\d \(.+\) - \d+ times$", re.MULTILINE)
"""sqlmap's line about answers that blame the server: a broken statement is one of them, and never right."""
SQLMAP_SECONDS = 180


@dataclass(frozen=True, kw_only=True, slots=True)
class Scan:
    """What a scanner did.

    found: what it found, in its own words. pages: addresses and forms it opened. attacked: those that every attack
    got round to before its time was over.
    """

    found: tuple[str, ...]
    pages: int
    attacked: int
    requests: int


class NoToolsError(RuntimeError):
    """The scanners could not be installed."""


def install(folder: Path) -> Path:
    """Install the scanners in an environment of their own and return the folder of their commands."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    command = [sys.executable, "-m", "uv", "pip", "install", "--quiet", "--python", str(folder / "bin/python")]
    done = subprocess.run([*command, *PACKAGES], stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise NoToolsError(done.stderr)
    return folder / "bin"


@dataclass(frozen=True, kw_only=True, slots=True)
class Scanners:
    """The installed scanners. folder: for what they write."""

    commands: Path
    folder: Path

    def sqlmap(self, targets: Sequence[str], *, cookie: str, name: str) -> Scan:
        """Try to inject SQL through every parameter of some addresses; a `*` marks a spot within an address."""
        here = self.folder / name
        here.mkdir()
        (here / "targets").write_text("\n".join(targets) + "\n")
        log = self._run(
            ("sqlmap", "-m", here / "targets", "--batch", "--disable-coloring"),
            ("--technique=BEU", "--level=1", "--risk=1", "--threads=4"),
            (f"--cookie={cookie}", "--drop-set-cookie", f"--time-limit={SQLMAP_SECONDS}"),
            (f"--output-dir={here}", f"--results-file={here / 'results'}", "-t", here / "traffic"),
            log=here / "log",
        )
        with (here / "results").open() as file:
            found = [" ".join(filter(None, row)) for row in list(csv.reader(file))[1:]]
        tested = log.count("testing URL '")
        return Scan(
            found=(*found, *FAULT.findall(log)),
            pages=tested,
            attacked=tested,
            requests=(here / "traffic").read_text(errors="replace").count("HTTP request [#"),
        )

    def wapiti(
        self,
        start: str,
        *,
        cookie: str = "",
        scope: str = "folder",
        excluded: Sequence[str] = (),
        crawl: int,
        attack: int,
        name: str,
    ) -> Scan:
        """Crawl from an address, sending its forms, and attack what was found.

        scope: of Wapiti's, what counts as the site. crawl: seconds. attack: seconds for each of `MODULES`.
        """
        here = self.folder / name
        here.mkdir()
        log = self._run(
            ("wapiti", "-u", start, "--scope", scope, "--skip", "csrf_token", "-S", "paranoid"),
            (part for address in excluded for part in ("-x", address)),
            ("-C", cookie) if cookie else (),
            ("-m", ",".join(MODULES), "--max-scan-time", crawl, "--max-attack-time", attack),
            ("--store-session", here / "session", "--store-config", here / "config", "--no-bugreport"),
            ("-f", "json", "-o", here / "report", "-dr", 1, "-v", 2),
            log=here / "log",
        )
        report = json.loads((here / "report").read_text())
        seen = [page["request"] for page in report["infos"]["crawled_pages"]]
        opened = [request for request in seen if request["status_code"] is not None]
        attacks = log.split("Launching module ")[1:]
        return Scan(
            found=_named(report["vulnerabilities"]) + _named(report["anomalies"], "Internal Server Error"),
            pages=len(opened),
            attacked=min(attack.count("\n[+] ") for attack in attacks),
            requests=len(opened) + len(re.findall(r"^\[¨\]", log, re.MULTILINE)),
        )

    def _run(self, *parts: object, log: Path) -> str:
        """Run a scanner whose words come in groups, and return what it printed."""
        command, *words = (str(word) for part in parts for word in part)  # type: ignore[attr-defined]
        with log.open("w") as file:
            subprocess.run(
                [str(self.commands / command), *words],
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=subprocess.STDOUT,
                check=True,
            )
        return log.read_text(errors="replace")


def _named(found: dict[str, list[dict[str, str]]], only: str | None = None) -> tuple[str, ...]:
    """Return a line for each thing in a part of Wapiti's report."""
    return tuple(
        f"{kind}: {each['info']} ({each['method']} {each['path']}, {each['parameter']})"
        for kind, cases in found.items()
        for each in cases
        if only in {None, kind}
    )
