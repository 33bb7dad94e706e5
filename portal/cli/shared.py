"""What several commands share: their options, an open place, progress bars and clear failures."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click
from flask import Flask
from sqlalchemy.exc import OperationalError, ProgrammingError

from portal.app import create_app
from portal.domain.periods import WITA
from portal.settings import Settings, UnsafeSettingsError, load, make_secret
from portal.site import SiteMissingError

Item = TypeVar("Item")
Command = Callable[..., Any]
FIRST_YEAR = 2017
"""The year of the regulation."""


def data_option(command: Command) -> Command:
    """Give a command its --data option."""
    return click.option(
        "--data",
        type=click.Path(file_okay=False, path_type=Path),
        default=Path("var"),
        show_default=True,
        envvar="PORTAL_DATA",
        help="Folder basis data dan rahasia server; DATABASE_URL menggantikan basis datanya.",
    )(command)


def today_option(command: Command) -> Command:
    """Give a command its --today option; without it, the day in WITA."""
    return click.option(
        "--today",
        type=click.DateTime(["%Y-%m-%d"]),
        callback=_read_day,
        help="Anggap hari ini tanggal ini.",
    )(command)


def _read_day(_context: click.Context, _option: click.Parameter, entered: datetime | None) -> date:
    if entered is None:
        return datetime.now(WITA).date()
    if entered.year < FIRST_YEAR:
        raise click.BadParameter(f"paling awal tahun {FIRST_YEAR}.")
    return entered.date()


@contextmanager
def open_place(data: Path, *, served_at: str = "http://127.0.0.1:8000", new: bool = False) -> Iterator[Settings]:
    """Work in a place inside an app context; what stands in the way is said in one line.

    new: make the server's secret if there is none.
    """
    try:
        with _make_app(data, served_at, new=new).app_context() as context:
            yield context.app.config["SETTINGS"]
    except UnsafeSettingsError as error:
        raise click.ClickException(str(error)) from error
    except SiteMissingError:
        raise click.ClickException("tempat ini kosong: jalankan `portal init` atau `portal demo`.") from None
    except (OperationalError, ProgrammingError) as error:
        empty = "no such table" in str(error.orig) or "does not exist" in str(error.orig)
        hint = " Sudah menjalankan `portal init` atau `portal demo`?" if empty else ""
        raise click.ClickException(f"basis data: {error.orig}.{hint}") from error


def _make_app(data: Path, served_at: str, *, new: bool) -> Flask:
    try:
        if new:
            make_secret(data)
        return create_app(load(data, served_at=served_at))
    except OSError as error:
        raise click.ClickException(f"{error.filename}: {error.strerror}") from error
    except ModuleNotFoundError as error:
        hint = "pasang portal dengan tambahan `scale`"
        raise click.ClickException(f"{error.name} belum terpasang: {hint}.") from error


def progress(label: str) -> Callable[[Sequence[Item]], Iterator[Item]]:
    """Return a wrapper that shows a progress bar while a list is worked through."""

    def wrap(items: Sequence[Item]) -> Iterator[Item]:
        if not items:
            return
        with click.progressbar(items, label=f"{label:<22}") as bar:
            yield from bar

    return wrap
