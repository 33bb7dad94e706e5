"""`portal serve`, `portal publish` and `portal counters`: what a running portal needs."""

import json
import os
import socket
from datetime import date
from pathlib import Path

import click
from qrcode.main import QRCode
from sqlalchemy import select
from sqlalchemy.exc import OperationalError, ProgrammingError
from sqlalchemy.orm import joinedload

from portal.cli.shared import data_option, explain_database, make_app, progress, today
from portal.db import db
from portal.models.counters import Counter
from portal.models.units import Unit
from portal.publishing.job import publish as publish_due
from portal.settings import Settings, UnsafeSettingsError, require_safe
from portal.site import SiteMissingError, get_site
from portal.wsgi import DATA_VARIABLE

THREADS = 64
"""More than the slow clients one small server will ever have at once; each waits in a thread of its own."""


@click.command(short_help="Layani portal di jaringan.")
@data_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Alamat yang didengarkan.")
@click.option("--port", default=8000, show_default=True, help="Nomor port.")
@click.option("--workers", default=1, show_default=True, help="Jumlah proses; lebih dari satu perlu PostgreSQL dan Redis.")
def serve(data: Path, host: str, port: int, workers: int) -> None:
    """Layani portal. PUBLIC_URL menentukan alamat di dalam kode QR; tanpa itu, alamat yang dilayani."""
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    served_at = f"http://{lan_address() if host in {'0.0.0.0', '::'} else host}:{port}"  # noqa: S104 - compared, not bound
    app = make_app(data, served_at=served_at)
    settings: Settings = app.config["SETTINGS"]
    os.environ["PUBLIC_URL"], os.environ[DATA_VARIABLE] = settings.public_url, str(data)
    with app.app_context():
        _require_ready(settings, workers)
        _guide(settings)
    Server(
        "portal.wsgi:make_app",
        factory=True,
        interface=Interfaces.WSGI,
        address=host,
        port=port,
        workers=workers,
        blocking_threads=THREADS,
        log_level=LogLevels.error,
        log_access=False,  # An access log of /s/ or /bukti/ would say who answered when.
    ).serve()


def _require_ready(settings: Settings, workers: int) -> None:
    try:
        site = get_site(db.session)
        require_safe(settings, demo=site.demo)
    except SiteMissingError:
        raise click.ClickException("tempat ini kosong: jalankan `portal init` atau `portal demo`.") from None
    except (OperationalError, ProgrammingError) as error:
        raise explain_database(error) from error
    except UnsafeSettingsError as error:
        raise click.ClickException(str(error)) from error
    embedded = settings.database_url.startswith("sqlite") or settings.rate_limit_storage.startswith("memory")
    if workers > 1 and embedded:
        raise click.ClickException("--workers: lebih dari satu perlu DATABASE_URL (PostgreSQL) dan RATE_LIMIT_STORAGE.")


def _guide(settings: Settings) -> None:
    """Print where to look, and on a demo what to scan."""
    click.echo(f"Portal             {settings.public_url}/")
    if not get_site(db.session).demo:
        return
    counter = db.session.scalars(select(Counter).order_by(Counter.id).limit(1)).one()
    address = f"{settings.public_url}/s/{counter.code}"
    click.echo(f"Survei sebuah loket {address}")
    click.echo(f"Posternya          {address}/poster.pdf")
    click.echo(f"Hasil kantornya    {settings.public_url}/unit/{counter.unit.slug}")
    click.echo("\nPindai dengan ponsel (dari ponsel lain: make run HOST=0.0.0.0):\n")
    code = QRCode(border=2)
    code.add_data(address)
    code.print_ascii(invert=True)


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
@click.option("--today", "day", type=click.DateTime(["%Y-%m-%d"]), help="Anggap hari ini tanggal ini.")
def publish(data: Path, day: date | None) -> None:
    """Tutup semua bulan yang sudah lewat, lalu terbitkan edisinya. Aman diulang kapan saja."""
    now = today() if day is None else date(day.year, day.month, day.day)
    with make_app(data).app_context():
        try:
            made = publish_due(db.session, now, progress=progress("Menerbitkan"))
        except (OperationalError, ProgrammingError) as error:
            raise explain_database(error) from error
        except SiteMissingError:
            raise click.ClickException("tempat ini kosong: jalankan `portal init`.") from None
    click.echo(f"{made} edisi baru.")


@click.command(short_help="Daftar loket dengan kode dan alamat surveinya.")
@data_option
@click.option("--json", "as_json", is_flag=True, help="Sebagai JSON: code, unit, name, url.")
def counters(data: Path, as_json: bool) -> None:
    """Daftar loket yang buka, urut menurut kantor."""
    app = make_app(data)
    settings: Settings = app.config["SETTINGS"]
    with app.app_context():
        try:
            rows = db.session.scalars(
                select(Counter)
                .join(Unit)
                .options(joinedload(Counter.unit))
                .where(Counter.closed_on.is_(None))
                .order_by(Unit.slug, Counter.id)
            ).all()
        except (OperationalError, ProgrammingError) as error:
            raise explain_database(error) from error
        listed = [
            {
                "code": row.code,
                "unit": row.unit.slug,
                "name": row.name_id,
                "url": f"{settings.public_url}/s/{row.code}",
            }
            for row in rows
        ]
    if as_json:
        click.echo(json.dumps(listed, ensure_ascii=False, indent=2))
        return
    for row in listed:
        click.echo(f"{row['code']}  {row['unit']:<22} {row['name']:<44} {row['url']}")
