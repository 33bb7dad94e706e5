"""`portal erase`: the daily job that erases what has been kept long enough."""

from datetime import date
from pathlib import Path

import click

from portal.admin.retention.actions import erase_due
from portal.cli.shared import data_option, open_place, today_option
from portal.db import begin_write, db, empty_log


@click.command(short_help="Hapus data yang masa simpannya lewat.")
@data_option
@today_option
def erase(data: Path, today: date) -> None:
    """Hapus data yang masa simpannya sudah lewat; aman diulang setiap hari."""
    with open_place(data):
        begin_write(db.session)
        erased = erase_due(db.session, today)
        db.session.commit()
        empty_log(db.session)
    click.echo(
        f"Terhapus: {erased.comments} komentar, {erased.profiles} profil, {erased.receipts} kaitan bukti,"
        f" {erased.contributions} kiriman forum, {erased.sealed_reports} laporan tertutup."
    )
