"""`portal notify`: the daily job that tells staff what waits for them."""

from datetime import date
from pathlib import Path

import click

from portal.admin.notices import job
from portal.admin.notices.queries import Waiting
from portal.cli.shared import data_option, open_place, today_option
from portal.db import db
from portal.mail import MailDownError, open_mailbox
from portal.settings import MailServer, Settings
from portal.site import get_site


@click.command(short_help="Buat dan kirim ringkasan harian untuk staf (untuk cron).")
@data_option
@today_option
def notify(data: Path, today: date) -> None:
    """Buat ringkasan hari ini bagi staf yang ditunggu sesuatu, lalu kirim yang menunggu. Aman diulang."""
    with open_place(data) as settings:
        site = get_site(db.session)
        click.echo(f"{job.make(db.session, site, today)} ringkasan baru.")
        if site.demo:
            click.echo("Tempat contoh: tidak ada surel yang dikirim.")
        elif settings.mail_server is None:
            click.echo("SMTP_URL belum diisi: ringkasan menunggu di kotak keluar.")
        else:
            _send(job.pick(db.session, today), settings, settings.mail_server)


def _send(waiting: list[Waiting], settings: Settings, server: MailServer) -> None:
    if not waiting:
        return
    sent = tried = 0
    try:
        with open_mailbox(server, settings.mail_from) as mailbox:
            for notice in waiting:
                sent += job.send(db.session, mailbox, notice, host=settings.host)
                tried += 1
    except MailDownError as error:
        left = len(waiting) - tried
        raise click.ClickException(f"server surel: {error}. {sent} terkirim, {left} menunggu.") from error
    click.echo(f"{sent} terkirim, {tried - sent} ditolak.")
