"""`portal init` and `portal demo`: make a place to work in."""

from datetime import date, datetime
from pathlib import Path

import click
from sqlalchemy import func, select

from portal import migrations
from portal.admin.notices import job as notices
from portal.admin.questionnaires.actions import add_version
from portal.admin.site.actions import make_site
from portal.admin.themes.actions import add_default_themes
from portal.cli.shared import data_option, open_place, progress, today_option
from portal.db import begin_write, db
from portal.demo.actions import PlaceNotEmptyError, fill
from portal.demo.story import is_told, tell
from portal.domain.periods import WITA, first_day, month_of
from portal.domain.skm_form import SKM_V1
from portal.domain.words import Words
from portal.models import Counter, Edition, Response, Site, Unit
from portal.publishing.job import plan, publish
from portal.publishing.queries import first_month
from portal.site import get_site

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
            click.echo("Tempat ini sudah ada: skemanya sekarang yang terbaru, nama dan periodenya tetap.")
            return
        make_site(
            db.session,
            government=Words(government, government_en),
            owner=Words(owner, owner_en),
            period=period,
        )
        add_version(db.session, SKM_V1, starts_month=month_of(datetime.now(WITA).date()))
        add_default_themes(db.session)
        db.session.commit()
    click.echo(f"Siap. Jalankan: portal serve --data {data}")


@click.command(short_help="Isi tempat kosong dengan data contoh: 14 kantor, dua tahun jawaban.")
@data_option
@today_option
def demo(data: Path, today: date) -> None:
    """Isi tempat kosong dengan data contoh dan terbitkan edisinya. Semua halaman bertanda DATA CONTOH."""
    if today > datetime.now(WITA).date():
        raise click.BadParameter("hari itu belum tiba.", param_hint="--today")
    with open_place(data, new=True) as settings:
        migrations.upgrade()
        if not _is_half_done(today):
            begin_write(db.session)
            try:
                fill(db.session, today=today, progress=progress("Mengisi kantor"))
            except PlaceNotEmptyError:
                raise click.ClickException(f"{data} sudah berisi; pilih folder lain dengan --data.") from None
            db.session.commit()
        _publish_month_by_month(today)
        _tell_story(today, settings.secret)
        nouns = {"kantor": Unit, "loket": Counter, "jawaban": Response, "edisi": Edition}
        counts = [
            f"{db.session.scalar(select(func.count()).select_from(model))} {noun}" for noun, model in nouns.items()
        ]
    click.echo(f"Data contoh siap: {', '.join(counts)}.")


def _is_half_done(today: date) -> bool:
    """Tell whether an earlier `portal demo` was stopped after filling and before all else was done."""
    site = db.session.scalar(select(Site))
    is_demo = site is not None and site.demo
    left = plan(db.session, first_day(month_of(today))) if is_demo else []
    half_done = is_demo and (any(step.unit_id is not None for step in left) or not is_told(db.session))
    db.session.rollback()
    return half_done


def _publish_month_by_month(today: date) -> int:
    """Publish as the job would have done it, on the first day after each month."""
    first = first_month(db.session) or month_of(today)
    months = range(first + 1, month_of(today) + 1)
    return sum(publish(db.session, first_day(month)) for month in progress("Menerbitkan")(months))


def _tell_story(today: date, secret: bytes) -> None:
    """Fill the staff's rooms, once the editions are there that plans and evaluations lean on."""
    begin_write(db.session)
    if not is_told(db.session):
        tell(db.session, today=today, secret=secret)
    db.session.commit()
    notices.make(db.session, get_site(db.session), today)
