"""`portal init` and `portal demo`: make a place to work in."""

from datetime import date, datetime
from pathlib import Path

import click
from sqlalchemy import select

from portal import migrations
from portal.admin.questionnaires.actions import add_version
from portal.cli.shared import data_option, open_place, progress, today_option
from portal.db import begin_write, db
from portal.demo.actions import PlaceNotEmptyError, fill
from portal.domain.periods import WITA, first_day, month_of
from portal.domain.skm_form import SKM_V1
from portal.models.site import Site
from portal.publishing.job import publish
from portal.publishing.queries import first_month

PERIODS = ("quarter", "semester", "year")


@click.command(short_help="Siapkan tempat kosong: basis data, rahasia server, kuesioner resmi.")
@data_option
@click.option("--government", default="Pemerintah Kabupaten Bulungan", show_default=True, help="Nama pemerintah.")
@click.option(
    "--government-en", default="Bulungan Regency Government", show_default=True, help="Dalam bahasa Inggris."
)
@click.option(
    "--owner", default="Bagian Organisasi Setda", show_default=True, help="Kantor yang menjalankan survei."
)
@click.option("--owner-en", default="Organisation Bureau", show_default=True, help="Dalam bahasa Inggris.")
@click.option("--period", type=click.Choice(PERIODS), default="semester", show_default=True, help="Periode resmi.")
def init(data: Path, government: str, government_en: str, owner: str, owner_en: str, period: str) -> None:
    """Siapkan tempat kosong, atau perbarui skema tempat yang sudah ada; tidak pernah menghapus apa pun."""
    with open_place(data, new=True):
        migrations.upgrade()
        if db.session.scalar(select(Site.id)) is not None:
            click.echo("Tempat ini sudah ada; skemanya sekarang yang terbaru.")
            return
        db.session.add(
            Site(
                id=1,
                government_id=government,
                government_en=government_en,
                owner_id=owner,
                owner_en=owner_en,
                period=period,
            )
        )
        add_version(db.session, SKM_V1, starts_month=month_of(datetime.now(WITA).date()))
        db.session.commit()
    click.echo(f"Siap. Jalankan: portal serve --data {data}")


@click.command(short_help="Isi tempat kosong dengan data contoh: 14 kantor, dua tahun jawaban.")
@data_option
@today_option
def demo(data: Path, today: date) -> None:
    """Isi tempat kosong dengan data contoh dan terbitkan edisinya. Semua halaman bertanda DATA CONTOH."""
    with open_place(data, new=True):
        migrations.upgrade()
        begin_write(db.session)
        try:
            filled = fill(db.session, today=today, progress=progress("Mengisi kantor"))
        except PlaceNotEmptyError:
            raise click.ClickException(f"{data} sudah berisi; pilih folder lain dengan --data.") from None
        db.session.commit()
        made = _publish_month_by_month(today)
    click.echo(
        f"Data contoh siap: {filled.offices} kantor, {filled.counters} loket, "
        f"{filled.responses} jawaban, {made} edisi."
    )


def _publish_month_by_month(today: date) -> int:
    """Publish as the job would have done it, on the first day after each month."""
    first = first_month(db.session) or month_of(today)
    months = range(first + 1, month_of(today) + 1)
    return sum(publish(db.session, first_day(month)) for month in progress("Menerbitkan")(months))
