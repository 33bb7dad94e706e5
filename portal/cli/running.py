"""`portal serve`, `portal publish` and `portal counters`: what a running portal needs."""

import json
import os
import socket
from datetime import date, datetime
from pathlib import Path

import click
from qrcode.main import QRCode

from portal.admin.achievements.actions import publish_due as publish_achievements
from portal.admin.counters.queries import list_counters
from portal.cli.shared import data_option, open_place, progress, today_option
from portal.db import begin_write, db
from portal.domain.periods import WITA
from portal.publishing.job import publish as publish_due
from portal.settings import Settings, UnsafeSettingsError, require_safe
from portal.site import get_site
from portal.wsgi import DATA_VARIABLE

THREADS = 64
"""More than the slow clients one small server will ever have at once; each waits in a thread of its own."""


@click.command(short_help="Layani portal di jaringan.")
@data_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Alamat yang didengarkan.")
@click.option("--port", default=8000, type=click.IntRange(1, 65535), show_default=True, help="Nomor port.")
@click.option(
    "--workers",
    default=1,
    type=click.IntRange(min=1),
    show_default=True,
    help="Jumlah proses; lebih dari satu perlu PostgreSQL dan Redis.",
)
def serve(data: Path, host: str, port: int, workers: int) -> None:
    """Layani portal. PUBLIC_URL menentukan alamat di dalam kode QR; tanpa itu, alamat yang dilayani."""
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    address = free_address(host, port)
    shown = lan_address() if address in {"0.0.0.0", "::"} else host  # noqa: S104 - compared, not bound
    served_at = f"http://[{shown}]:{port}" if ":" in shown else f"http://{shown}:{port}"
    with open_place(data, served_at=served_at) as settings:
        _require_ready(settings, workers)
        _guide(settings)
    os.environ["PUBLIC_URL"], os.environ[DATA_VARIABLE] = settings.public_url, str(data)
    os.environ.setdefault("MALLOC_ARENA_MAX", "2")  # Else each thread keeps freed memory of its own.
    Server(
        "portal.wsgi:make_app",
        factory=True,
        interface=Interfaces.WSGI,
        address=address,
        port=port,
        workers=workers,
        blocking_threads=THREADS,
        log_level=LogLevels.error,
        log_access=False,  # An access log of /s/ or /bukti/ would say who answered when.
    ).serve()


def _require_ready(settings: Settings, workers: int) -> None:
    require_safe(settings, demo=get_site(db.session).demo)
    embedded = settings.database_url.startswith("sqlite") or settings.rate_limit_storage.startswith("memory")
    if workers > 1 and embedded:
        raise UnsafeSettingsError(
            "--workers: lebih dari satu perlu DATABASE_URL (PostgreSQL) dan RATE_LIMIT_STORAGE."
        )


def _guide(settings: Settings) -> None:
    """Print where to look, and on a demo what to scan."""
    click.echo(f"Portal             {settings.public_url}/")
    if not get_site(db.session).demo:
        return
    counter = min(list_counters(db.session), key=lambda counter: counter.id)
    address = f"{settings.public_url}/s/{counter.code}"
    click.echo(f"Survei loket       {address}")
    click.echo(f"Posternya          {address}/poster.pdf")
    click.echo(f"Hasil kantornya    {settings.public_url}/unit/{counter.unit_slug}")
    click.echo(f"Ruang staf         {settings.public_url}/staf/masuk-sebagai")
    click.echo("\nPindai dengan ponsel (dari ponsel lain: make run HOST=0.0.0.0):\n")
    code = QRCode(border=2)
    code.add_data(address)
    code.print_ascii(invert=True)


def free_address(host: str, port: int) -> str:
    """Return the address of a host, if its port is free.

    The server shares ports, so that a second one would start beside the first and citizens' answers would go to
    either place by chance.
    """
    try:
        family, _, _, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except socket.gaierror:
        raise click.BadParameter(f"{host} bukan alamat mesin ini.", param_hint="--host") from None
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        try:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(place)
            probe.listen(1)
        except OSError as error:
            raise click.ClickException(f"port {port} di {host}: {error.strerror}. Pilih --port lain.") from None
    return str(place[0])


def lan_address() -> str:
    """Return the address other devices in the local network reach this machine by; nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return "127.0.0.1"
        return str(probe.getsockname()[0])


@click.command(short_help="Tutup periode yang sudah lewat dan terbitkan edisinya (untuk cron).")
@data_option
@today_option
def publish(data: Path, today: date) -> None:
    """Tutup semua bulan yang sudah lewat, lalu terbitkan edisinya. Aman diulang kapan saja."""
    with open_place(data):
        if today > datetime.now(WITA).date() and not get_site(db.session).demo:
            # What is closed before its time can never be opened again.
            raise click.BadParameter("hari itu belum tiba.", param_hint="--today")
        made = publish_due(db.session, today, progress=progress("Menerbitkan"))
        begin_write(db.session)
        achieved = publish_achievements(db.session, today)
        db.session.commit()
    click.echo(f"{made} edisi baru.")
    if achieved:
        click.echo(f"{achieved} capaian kantor baru.")


@click.command(short_help="Daftar loket dengan kode dan alamat surveinya.")
@data_option
@click.option("--json", "as_json", is_flag=True, help="Sebagai JSON: code, unit, name, url.")
def counters(data: Path, as_json: bool) -> None:
    """Daftar loket yang buka, urut menurut kantor."""
    with open_place(data) as settings:
        listed = [
            {
                "code": counter.code,
                "unit": counter.unit_slug,
                "name": counter.name.id,
                "url": f"{settings.public_url}/s/{counter.code}",
            }
            for counter in list_counters(db.session)
        ]
    if as_json:
        click.echo(json.dumps(listed, ensure_ascii=False, indent=2))
        return
    if not listed:
        click.echo("Belum ada loket.")
    for row in listed:
        click.echo(f"{row['code']}  {row['unit']:<22} {row['name']:<44} {row['url']}")
